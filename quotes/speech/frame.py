"""What stands around a cue in the tree: its subject, its own extent, noun phrases and clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE, TENSED
from quotes.speech.cues import default_lexicon
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quotes.parse.plain import PlainDoc, Token

_DEEPEST = 4  # steps up a noun phrase
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
_IN_NAME = frozenset({"flat", "compound", "amod", "det", "nummod", "appos", "nmod", "fixed"})


def dependents(token: Token, *labels: str) -> Iterator[Token]:
    """Its dependents with one of the labels, subtypes included, in order."""
    return (child for child in token.children if child.base in labels and not child.is_space)


def first_dependent(token: Token, *labels: str) -> Token | None:
    """The first of ``dependents``."""
    return next(dependents(token, *labels), None)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The noun or pronoun that does what the verb says, through coordination, control and participles.

    A passive verb has none here: its subject is what is spoken of (see ``agent_of``).
    """
    if is_passive(verb):
        return agent_of(verb)
    subjects = [c for c in verb.children if c.base == "nsubj" and not c.is_space]
    near = (c for c in reversed(subjects) if c.i < verb.i and not _behind_preposition(c) and not _apart(verb))
    after = subjects and not (verb.tag_ == "VBG" and is_set_off(verb))  # "…, telling *Roe* that": who is told
    own = next(near, subjects[0] if after else None)
    own = own or next((c for c in verb.children if c.base == "expl" and c.lower_ == "it" and c.i < verb.i), None)
    own = own or next(
        (c for c in verb.children if c.dep_ == "nmod:poss" and c.i < verb.i), None
    )  # "Kestria's calling it"
    if own is not None:
        return own
    if depth > 5 or verb.head.i == verb.i:
        return None
    label = verb.base
    if verb.dep_ == "acl:relcl":
        return verb.head
    controlled = _controlled(verb) or asked_to(verb) or _quoted_as(verb) or _behind_subordinator(verb)
    controlled = controlled or credited_with(verb)
    if controlled is not None:
        return controlled
    beside = _beside(verb) or joined_participle(verb) or adds_to(verb)
    beside = beside or (occasion_held(verb.head) if label == "acl" else None)
    if beside is not None:
        return subject_of(beside, depth + 1)
    if label == "acl" and verb.head.pos_ in _NOMINAL:
        past = verb.tag_ == "VBD"  # a whole sentence taken for a noun with a participle: "The statement accused …"
        return verb.head if past or _is_participle(verb) else _possessor(verb.head)
    head = verb.head
    states = head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} or first_dependent(head, "cop") is not None
    if label in {"conj", "xcomp", "advcl"} and states:
        if is_passive(head):
            return next((c for c in head.children if c.dep_ == "nsubj:pass"), None) or subject_of(head, depth + 1)
        return subject_of(head, depth + 1)
    return None


def _apart(verb: Token) -> bool:
    """Whether a comma keeps a participle from the noun before: "sued the firm and *Roe* in May, accusing them"."""
    return verb.tag_ == "VBG" and verb.base == "advcl" and verb.nbor(-1).text == ","


def _behind_subordinator(verb: Token) -> Token | None:
    """The noun between "as" or "while" and a verb that it is the subject of, where the parser hangs it elsewhere."""
    if verb.base not in {"advcl", "acl"} or verb.tag_ not in TENSED:
        return None
    for i in range(verb.i - 1, max(-1, verb.i - _NEAR), -1):
        if verb.doc[i].lower_ in _SUBORDINATING:
            return nominal_before(verb, i + 1)
        if verb.doc[i].pos_ in {"VERB", "PUNCT"}:
            return None
    return None


_SUBORDINATING, _NEAR = words("adverbial") - {"if"}, 10  # words


def _behind_preposition(noun: Token) -> bool:
    """Whether a noun stands behind a preposition, and is no subject after all; "as *a man* believes" has none."""
    first = min(noun.subtree, key=_place)
    return first.pos_ == "ADP" and first.lower_ != "as"


def _controlled(verb: Token) -> Token | None:
    """Who does what a verb says, in another's clause: "led *police* to ask", "heard *him* say", "with *Roe* asking"."""
    to = mark_before(verb)
    first = verb.i if to is None else to
    while first > 0 and verb.doc[first - 1].pos_ == "ADV":
        first -= 1
    before = verb.doc[first - 1] if first > 0 else verb
    if before.pos_ not in _NOMINAL:
        return None
    for _ in range(_DEEPEST):
        if before.base in {"obj", "iobj", "obl"} or before.head.i == before.i or before.head.pos_ not in _NOMINAL:
            break
        before = before.head
    if first < verb.i and verb.doc[first].lower_ != "to" and verb.tag_ == "VB":
        return None
    over = before.head.lemma_.lower()
    if before.base in {"obj", "iobj"}:
        done = "perceiving" if verb.tag_ != "VB" or to is None else "controlling"
        return before if over in words(done) and before.head.i < before.i else None
    led = any(c.lower_ == "with" for c in dependents(before, "case"))
    return before if before.base == "obl" and led and verb.tag_ == "VBG" and verb.head.i == before.head.i else None


def mark_before(verb: Token) -> int | None:
    """Where the "to" of an infinitive stands."""
    return next((child.i for child in verb.children if child.lower_ == "to" and child.i < verb.i), None)


def asked_to(verb: Token) -> Token | None:
    """Whoever is asked to do what an infinitive says: "dared *him* to say"."""
    if verb.tag_ != "VB" or verb.base not in {"xcomp", "ccomp", "advcl"}:
        return None
    asking, to = verb.head, mark_before(verb)
    if to is None or not {asking.lemma_.lower(), asking.lower_} & _DEMANDING:
        return None
    return next((noun for noun in dependents(asking, "obj", "iobj") if asking.i < noun.i < to), None)


_DEMANDING, _QUOTING = words("demanding"), words("quoting")


def quoting(participle: Token) -> Token | None:
    """The verb that says whose words follow: "was *quoted* as saying", "*cited* Roe as saying"."""
    behind_as = participle.tag_ == "VBG" and any(c.lower_ == "as" for c in dependents(participle, "mark", "case"))
    return participle.head if behind_as and participle.head.lemma_.lower() in _QUOTING else None


def _quoted_as(verb: Token) -> Token | None:
    """Whose words somebody else quotes: "The paper quoted *Roe* as saying"."""
    governor = quoting(verb)
    return first_dependent(governor, "obj") if governor is not None and not is_passive(governor) else None


def _place(token: Token) -> int:
    return int(token.i)


def _beside(verb: Token) -> Token | None:
    """The verb whose subject a participle set off with a comma shares, where the parser hangs it on something nearer.

    "called for an *inquiry*, describing …", "denied that he had *stolen* it, telling …": whoever called and denied.
    """
    if verb.tag_ != "VBG" or verb.base not in {"acl", "advcl"} or not is_set_off(verb):
        return None
    head = verb.head
    if head.base == "ccomp" and head.i < head.head.i < verb.i:  # "fares will rise, the *operator* said, blaming …"
        return head.head
    between = (c for c in dependents(head, "parataxis") if head.i < c.i < verb.i)
    told = next((c for c in between if first_dependent(c, "nsubj") is not None), None)
    if told is not None:  # the same, where the parser hangs both on what is said
        return told
    if head.base == "acl" and any(mark.lower_ == "that" for mark in dependents(head, "mark")):
        head = head.head  # "ignored a *warning* that it would fail, insisting …"
    while head.pos_ in _NOMINAL and head.base not in {"nsubj", "appos", "root"} and head.head.i < head.i:
        head = head.head
    while head.base in {"ccomp", "xcomp"} and head.head.i < head.i and _is_about_source(head):
        head = head.head
    states = head.pos_ in {"VERB", "AUX"} or first_dependent(head, "cop") is not None  # "was *open* about it, saying"
    return head if head.i != verb.head.i and states else None


def joined_participle(verb: Token) -> Token | None:
    """The participle that another goes on, where the parser hangs that on what the first one reports.

    "Noting that Roe had *left* and pointing to the ruins, Bell said": whoever noted points.
    """
    alone = verb.tag_ == "VBG" and verb.base == "conj" and first_dependent(verb, "aux", "nsubj") is None
    if not alone or verb.head.tag_ not in FINITE or verb.head.base not in {"ccomp", "advcl"}:
        return None
    governor = verb.head.head
    participle = governor.tag_ == "VBG" and governor.i < verb.i and first_dependent(governor, "aux") is None
    return governor if participle else None


def occasion_held(noun: Token) -> Token | None:
    """The verb of whoever holds an occasion, and says what a participle behind it says: "held a *rally* saying"."""
    held = noun.lemma_.lower() in _OCCASIONS and noun.base == "obj" and noun.head.pos_ == "VERB"
    return noun.head if held else None


_OCCASIONS = words("occasions")


def adds_to(verb: Token) -> Token | None:
    """The cue that a bare "adding that" goes on from: "*said* that it had a plan and a manifesto adding that …".

    With a comma before it, "noting" and the like do so, too, where the verb that it hangs on is no cue: "*said* the
    firm had paid, noting …", but not "said the firm had denied it, noting …".
    """
    if verb.lower_ not in _ADDING or verb.base not in {"acl", "advcl"} or verb.head.lemma_.lower() in _WRITTEN:
        return None
    clauses = list(dependents(verb, "ccomp"))
    bare = verb.lower_ == "adding" and any(c.lower_ == "that" for clause in clauses for c in dependents(clause, "mark"))
    done = verb.head.pos_ == "VERB" and verb.head.lemma_.lower() not in default_lexicon().verbs
    if not bare and not (clauses and is_set_off(verb) and done):
        return None
    reported = (above for above in verb.ancestors if above.base == "ccomp" and above.head.i < above.i < verb.i)
    return next((above.head for above in reported), None)


def credited_with(verb: Token) -> Token | None:
    """Whom "according to" names whose words go on with "adding that": "According to the *ministry*, …, adding that …".

    Not where somebody else may say so: "According to the Post, Roe told voters …, adding that …".
    """
    apart = verb.lower_ == "adding" and verb.base == "advcl" and is_set_off(verb)
    if not apart or first_dependent(verb, "ccomp") is None or verb.head.lemma_.lower() in default_lexicon().verbs:
        return None
    subject = first_dependent(verb.head, "nsubj")
    if subject is not None and (subject.ent_type_ == "PERSON" or subject.pos_ == "PRON"):
        return None
    credited = (c for c in dependents(verb.head, "obl") if c.i < verb.head.i)
    return next((c for c in credited if any(case.lower_ == "according" for case in dependents(c, "case"))), None)


def questions_somebody(verb: Token) -> bool:
    """Whether somebody is asked by a verb that things may be the object of, too: "*questioned* Roe about it"."""
    if verb.lemma_.lower() != "question":
        return False
    somebody = any(c.ent_type_ == "PERSON" or c.tag_ == "PRP" for c in dependents(verb, "obj", "iobj"))
    about = any(case.lower_ in _ABOUT for c in dependents(verb, "obl") for case in dependents(c, "case"))
    return somebody or about or is_passive(verb)


_WRITTEN, _ADDING, _ABOUT = words("written"), words("adding"), words("about")


def is_set_off(token: Token) -> bool:
    """Whether a comma stands before a token, a closing mark between them left out: '… as "fantastic," telling'."""
    i = token.i - 1
    while i > 0 and token.doc[i].tag_ == "''":
        i -= 1
    return i >= 0 and token.doc[i].text == ","


def _is_about_source(clause: Token) -> bool:
    """Whether a complement has no subject, or a pronoun that may stand for the source of its cue."""
    subject = first_dependent(clause, "nsubj")
    return subject is None or subject.lower_ in {"he", "she", "it", "they"}


def shares_source(participle: Token, cues: Collection[int]) -> bool:
    """Whether a participle set off with a comma has the subject of one of some verbs, given by their indices."""
    beside = _beside(participle)
    return beside is not None and beside.i in cues


def others_act(cue: Token) -> bool:
    """Whether the sentence goes on, behind a cue, with what somebody else did: "Roe said, and her husband cut in"."""
    joined = (c for c in dependents(cue, "conj") if c.i > cue.i and c.pos_ == "VERB")
    return any(any(child.i > cue.i for child in dependents(verb, "nsubj")) for verb in joined)


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was accused", "accused by"."""
    if any(c.dep_ in {"aux:pass", "obl:agent"} for c in verb.children):
        return True
    alone = not any(c.base in {"nsubj", "aux"} for c in verb.children)
    if alone and follows_when(verb):
        return True
    joined = verb.tag_ == "VBN" and verb.base == "conj" and verb.head.tag_ == "VBN"
    if joined and alone and is_passive(verb.head):
        return True  # "were read and said": who said it is left out
    # a past tense taken for a participle: "The letter promised a train"
    return any(c.dep_ == "nsubj:pass" for c in verb.children) and first_dependent(verb, "obj") is None


def follows_when(verb: Token) -> bool:
    """Whether a participle, or what the tagger has for one, stands right behind a "when": "told us when *asked*"."""
    return verb.tag_ in {"VBN", "VBD"} and verb.i > 0 and verb.nbor(-1).lower_ in {"when", "if"}


def agent_of(verb: Token) -> Token | None:
    """Who does what a passive verb says: the noun after "by"."""
    for child in verb.children:
        if child.base == "obl" and any(c.lower_ == "by" and c.base == "case" for c in child.children):
            return child
    return None


def _is_participle(verb: Token) -> bool:
    return verb.tag_ == "VBG" or "VerbForm=Ger" in str(verb.morph) or verb.lower_.endswith("ing")


def _possessor(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ == "nmod:poss"), None)


def is_time(token: Token) -> bool:
    """Whether a phrase's head tells when: a date by the tagger, a word of time, or a noun or number without a case."""
    unmarked = token.dep_ in {"obl:unmarked", "nmod:unmarked"} and token.pos_ in {"NOUN", "NUM"}  # not "himself"
    return unmarked or token.ent_type_ == "DATE" or token.lower_ in TIME_WORDS


def after_time(doc: PlainDoc, start: int, end: int) -> int:
    """The token behind a time phrase that begins at ``start``: "last week", "on Monday night"; else ``start``."""
    i = start
    while i < end and (doc[i].is_space or doc[i].lower_ in _BEFORE_TIME or doc[i].like_num):
        i += 1
    told = i
    while told < end and (doc[told].is_space or doc[told].lower_ in TIME_WORDS):
        told += 1
    return told if told > i else start


TIME_WORDS = words("time")
_BEFORE_TIME = words("before_time")


def nominal_before(verb: Token, first: int) -> Token | None:
    """The noun or pronoun right before a verb, for a verb whose subject the parser has missed."""
    i = verb.i - 1
    while i >= first and (verb.doc[i].is_space or verb.doc[i].pos_ in {"AUX", "ADV", "PART"}):
        i -= 1
    if i < first or verb.doc[i].pos_ not in {"NOUN", "PROPN", "PRON"} or verb.doc[i].lower_ in {"that", "what", "it"}:
        return None
    head = phrase_head(verb.doc[i], first, verb.i)
    return _holder(head, verb) or head


def _holder(head: Token, verb: Token) -> Token | None:
    """Whoever the participle before a noun belongs to: "the *ministry* handling trade said"."""
    participle = head.head
    if participle.tag_ != "VBG" or participle.head.i != verb.i or head.dep_ != "obj":
        return None
    subject = first_dependent(participle, "nsubj")
    apart = subject is None or any(token.text == "," for token in verb.doc[subject.i : verb.i])
    return None if apart else subject


def nominal_after(verb: Token, end: int) -> Token | None:
    """The noun or name right after a verb: 'said Roe', for an inverted cue."""
    for i in range(verb.i + 1, min(end, verb.i + 9)):
        token = verb.doc[i]
        if token.is_space or token.pos_ in {"DET", "ADJ", "NUM"} or token.dep_ in {"amod", "compound", "det"}:
            continue
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return phrase_head(token, verb.i + 1)
        return None
    return None


def phrase_head(token: Token, first: int, end: int | None = None) -> Token:
    """The head of the noun phrase that a token stands in, among the tokens from ``first`` up to ``end``."""
    end = len(token.doc) if end is None else end
    while (
        token.head.i != token.i
        and first <= token.head.i < end
        and token.base in _IN_NAME
        and token.head.pos_ in _NOMINAL
    ):
        token = token.head
    return token


def is_possessed(token: Token) -> bool:
    """Whether a possessive stands right before a word, which then is a noun whatever the tagger says: "Roe's claim"."""
    if token.i == 0:
        return False
    before = token.nbor(-1)
    return before.tag_ in {"POS", "PRP$"} or before.lower_.endswith(("'s", "’s", "s'", "s’"))


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is denied: "did not say", "never said"."""
    return any(c.lower_ in NEGATIONS for c in verb.children if c.base in {"advmod", "aux", "cc"})
