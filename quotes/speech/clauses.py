"""Indirect and mixed speech: what the parse gives a reporting verb as its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.speech.content import between, clause_end, is_clause, subtree_span
from quotes.speech.expression import Expression, cue_of, expression
from quotes.speech.frame import (
    after_time,
    agent_of,
    base,
    dependents,
    first_dependent,
    is_passive,
    is_time,
    nominal_after,
    nominal_before,
    noun_phrase,
    phrase_head,
    subject_of,
)
from quotes.speech.speech import Mention, Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from quotes.parse.document import Sentence
    from quotes.span import Span
    from quotes.speech.cues import Meaning, Word
    from quotes.speech.scene import Scene


@dataclass(frozen=True, slots=True)
class Reporting:
    """A reporting verb in its sentence, with what every rule asks about it."""

    scene: Scene
    sentence: Sentence
    verb: Token
    lemma: str
    word: Word
    whole: Expression
    source: Mention | None
    taken: frozenset[int]  # tokens of the cue and its source

    def content(self, *heads: Token, low: int | None = None, high: int | None = None) -> tuple[Span, ...]:
        """The spans under some heads, within the sentence."""
        return subtree_span(
            self.scene,
            heads,
            without=self.taken,
            low=self.sentence.start if low is None else low,
            high=self.sentence.end if high is None else high,
        )


@dataclass(frozen=True, slots=True)
class Yield:
    """What a rule makes of a verb: its content and meaning, and a preposition that joins the cue."""

    content: tuple[Span, ...]
    meaning: Meaning
    particle: Token | None = None


Rule = "Callable[[Reporting], Yield | None]"


def find_clausal(scene: Scene, sentence: Sentence, skip: frozenset[int]) -> Iterator[Speech]:
    """Speech that a verb of the sentence reports, leaving out verbs that already have a quotation."""
    for i in range(sentence.start, sentence.end):
        verb = scene.doc[i]
        if i in skip or scene.spoken(verb) or not (verb.pos_ in {"VERB", "AUX"} or _mistaken_for_noun(scene, sentence, verb)):
            continue
        if _opens_prompt(scene, sentence, verb):
            continue
        entry = scene.lexicon.verb(verb)
        if entry is None or base(verb) in {"aux", "cop", "amod", "compound", "case"}:
            continue
        reporting = _reporting(scene, sentence, verb, *entry)
        for name, rule in RULES:
            found = rule(reporting)
            if found is not None and found.content:
                yield _speech(reporting, name, found)
                break


def _mistaken_for_noun(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """Whether the tagger has taken a verb for a noun: "The firm plans to …", "Islanders fear that …"."""
    if token.pos_ != "NOUN" or not token.text.islower() or token.i in {sentence.start, sentence.end - 1}:
        return False
    if token.lower_ not in scene.lexicon.forms and token.lemma_.lower() not in scene.lexicon.verbs:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if before.pos_ not in {"NOUN", "PROPN"} or after.lower_ not in {"to", "that"}:
        return False
    return not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in scene.doc[sentence.start : token.i])


def _opens_prompt(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether a participle opens the sentence to give the question that it answers: "Asked if …, Vale replied …"."""
    first = next((t for t in scene.document.tokens(sentence) if t.is_alpha), verb)
    if first.lower_ in {"when", "if"}:
        first = first.nbor(1)
    return first.i == verb.i and verb.lower_ in {"asked", "questioned", "pressed", "quizzed"}


def _reporting(scene: Scene, sentence: Sentence, verb: Token, lemma: str, word: Word) -> Reporting:
    whole = expression(scene, verb)
    source = source_of(scene, sentence, whole)
    taken = set(whole.tokens)
    if source is not None:
        taken |= {t.i for t in scene.tokens_in(source.span)}
    return Reporting(scene, sentence, verb, lemma, word, whole, source, frozenset(taken))


def source_of(scene: Scene, sentence: Sentence, whole: Expression) -> Mention | None:
    """The noun phrase whose speech a verb reports."""
    verb = coordinated_with(scene, sentence, whole.governor) or whole.governor
    head = subject_of(verb)
    if head is None and not is_passive(verb) and (base(verb) not in {"acl", "advcl"} or verb.pos_ == "NOUN"):
        head = nominal_before(scene.doc[whole.first], sentence.start)
    if head is None and base(verb) in {"root", "parataxis"} and not is_passive(verb):
        after = nominal_after(verb, sentence.end)
        head = after if after is not None and base(after) not in {"obj", "iobj", "obl"} else None
    if head is None or head.lower_ == "there" or (base(head) == "expl" and verb.lemma_.lower() in _IMPERSONAL):
        return None
    if not sentence.start <= head.i < sentence.end or whole.covers(head):
        return None
    head = _antecedent(head, verb, whole)
    relative = _relative_pronoun(whole.governor) if whole.governor.dep_ == "acl:relcl" and head.i == whole.governor.head.i else None
    if relative is not None:
        return Mention(scene.span(relative.i, relative.i), relative.i)
    low, high = noun_phrase(head, stop=whole.tokens)
    return Mention(scene.span(low, high), head.i)


def coordinated_with(scene: Scene, sentence: Sentence, verb: Token) -> Token | None:
    """The cue that shares its source with this one: "*said* that talks had begun and hoped they would go on"."""
    entry = scene.lexicon.verb(verb)
    if entry is None or entry[0] not in scene.lexicon.coordinating or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    if any(base(c) in {"nsubj", "aux"} and c.i < verb.i for c in verb.children):
        return None
    i = verb.i - 1
    while i > sentence.start and (scene.doc[i].pos_ == "ADV" or scene.doc[i].is_space):
        i -= 1
    if scene.doc[i].pos_ != "CCONJ":
        return None
    for token in scene.doc[sentence.start : i]:
        if token.tag_ == verb.tag_ and not scene.spoken(token) and base(token) != "acl":
            return token if scene.lexicon.verb(token) is not None else None
    return None


def _antecedent(head: Token, verb: Token, whole: Expression) -> Token:
    """The noun before ", who left early, accused …", where the parser takes the cue into the relative clause."""
    doc = verb.doc
    closes = whole.first > 0 and doc[whole.first - 1].text == ","
    if head.tag_ not in {"WP", "WDT"} or base(verb) != "conj" or not closes or head.i < 2 or doc[head.i - 1].text != ",":
        return head
    before = doc[head.i - 2]
    return phrase_head(before, 0, head.i) if before.pos_ in {"NOUN", "PROPN"} else head


_IMPERSONAL = frozenset({"seem", "appear", "happen", "follow", "emerge", "be"})


def _relative_pronoun(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.lower_ in {"who", "which", "that"} and c.i < verb.i), None)


# --- rules, in the order they are tried ----------------------------------------------------------------------------


def _passive_agent(at: Reporting) -> Yield | None:
    """Was accused by X of …; were told by X that …; was praised by X."""
    agent = agent_of(at.verb)
    meaning = at.word.takes("object-of", "addressee", "object", "person-to", "clause", "predicate")
    if agent is None or meaning is None:
        return None
    _, last = noun_phrase(agent, stop=at.whole.tokens)
    opener = _completion(at, agent.i, max(last, agent.i) + 1)
    rest = between(at.scene, opener.i, reach(at.scene, at.sentence, at.whole, opener.i)) if opener is not None else ()
    if opener is not None and opener.lower_ in {"that", "whether"}:
        return Yield(rest, meaning)
    spoken_of = next((c for c in at.verb.children if c.dep_ == "nsubj:pass"), None)
    subject = at.content(spoken_of) if spoken_of is not None else ()
    return Yield((*subject, *rest), meaning) if subject else None


def _completion(at: Reporting, low: int, high: int) -> Token | None:
    """The word behind an agent that opens the rest of the content: "… of losing", "… for its silence", "… that"."""
    for token in at.scene.doc[low + 1 : min(high + 3, at.sentence.end)]:
        following = token.i + 1 < at.sentence.end and at.scene.doc[token.i + 1]
        if token.lower_ in {"of", "for"} and following and (following.tag_ == "VBG" or base(token.head) == "obl"):
            return token
        if token.lower_ in {"that", "whether", "because", "over"}:
            return token
    return None


def _passive_expectation(at: Reporting) -> Yield | None:
    """Is expected to …, is said to …, it was announced that …: nobody is named, or only who is told."""
    if not is_passive(at.verb):
        return None
    opener = _opener(at)
    meaning = at.word.takes("clause", "addressee")
    if opener is not None and meaning is not None:
        return Yield(between(at.scene, opener.i, reach(at.scene, at.sentence, at.whole, opener.i)), meaning)
    complement = next((c for c in dependents(at.verb, "xcomp", "ccomp", "advcl") if _to(c) and c.i > at.verb.i), None)
    meaning = at.word.takes("person-to", "infinitive", "clause")
    spoken_of = next((c for c in at.verb.children if c.dep_ == "nsubj:pass"), None)
    if complement is None or meaning is None or spoken_of is None:
        return None
    return Yield((*at.content(spoken_of), *at.content(complement, low=at.whole.last + 1)), meaning)


def _relative(at: Reporting) -> Yield | None:
    """A system which he said was older; the tower, which residents say blocks the sun."""
    meaning = at.word.takes("clause")
    if meaning is None or at.source is None or is_passive(at.verb):
        return None
    doc = at.scene.doc
    first = min(t.i for t in at.scene.tokens_in(at.source.span))
    pronoun = doc[first - 1] if first > at.sentence.start else None
    after = next((t for t in doc[at.whole.last + 1 : at.sentence.end] if not t.is_space), None)
    if pronoun is None or pronoun.lower_ not in {"which", "that", "who"} or after is None:
        return None
    if after.tag_ not in {"VBD", "VBZ", "VBP", "MD"}:
        return None
    set_off = doc[pronoun.i - 1].text == ","
    end = next((t.i for t in doc[after.i : at.sentence.end] if set_off and t.text == ","), at.sentence.end)
    antecedent = next((t for t in reversed(doc[at.sentence.start : pronoun.i]) if t.pos_ in {"NOUN", "PROPN"}), None)
    if antecedent is None:
        return None
    low, _ = noun_phrase(antecedent)
    return Yield((*between(at.scene, low, pronoun.i + 1), *between(at.scene, after.i, end)), meaning)


def _complement(at: Reporting) -> Yield | None:
    """Said (that) the plan would fail; told reporters that …; asked if …"""
    meaning = at.word.takes("clause", "addressee")
    if meaning is None or is_passive(at.verb):
        return None
    clause = _clause_of(at)
    opener = _opener(at)
    if clause is None and opener is None:
        start = _bare_clause(at)
        return Yield(between(at.scene, start, reach(at.scene, at.sentence, at.whole, start)), meaning) if start else None
    start = _opening(at, clause, opener)
    end = reach(at.scene, at.sentence, at.whole, start)
    if clause is not None and clause.i < at.whole.last:
        return Yield(at.content(clause), meaning)
    return Yield(between(at.scene, start, end), meaning)


def _opening(at: Reporting, clause: Token | None, opener: Token | None) -> int:
    """Where a complement begins: at its "that", or behind the cue, whom it was told, and when.

    The parser often hangs the clause's subject on the cue, so the tree alone begins too late.
    """
    if opener is not None:
        return opener.i
    assert clause is not None
    first = min(t.i for t in clause.subtree if not t.is_space)
    start = at.whole.last + 1
    start = after_time(at.scene.doc, start, first)
    addressee = first_dependent(at.verb, "obj", "iobj") if at.word.takes("addressee") is not None else None
    for token in at.scene.doc[start:first]:
        skipped = token.is_space or is_time(token) or token.ent_type_ == "DATE" or base(token) in {"punct", "advmod"}
        if token.i in at.taken or skipped or (addressee is not None and token in addressee.subtree):
            start = token.i + 1
        elif token.pos_ == "ADP" and base(token.head) in {"obl", "nmod"} and token.head.head.i == at.verb.i:
            return first
        else:
            break
    return min(start, first) if start > at.whole.last else first


def reach(scene: Scene, sentence: Sentence, whole: Expression, start: int) -> int:
    """The token after the last of a complement that begins at ``start``.

    Reported clauses mostly run to the end of their sentence; what ends them sooner is another cue that belongs with
    this one, such as "and added", ", saying" or ", according to", or a new main clause.
    """
    doc = scene.doc
    ours = {whole.head.i, whole.governor.i}
    for i in range(start + 1, sentence.end):
        token = doc[i]
        if scene.quoted[i] is not None:
            continue
        if token.i in scene.barriers:
            return i
        if token.pos_ == "CCONJ" and doc[i - 1].text == "," and _speaks_anew(scene, sentence, i + 1):
            return i
        if token.pos_ == "CCONJ" and _shares_source(scene, sentence, whole, i):
            return i
        if token.lower_ == "according" and i + 1 < sentence.end and doc[i + 1].lower_ == "to":
            return i
        if token.pos_ != "VERB" or base(token) not in {"conj", "advcl", "parataxis"} or token.head.i not in ours:
            continue
        first = max(start, min(t.i for t in token.subtree if not t.is_space))
        before = doc[first - 1] if first else doc[first]
        own_subject = any(base(c) == "nsubj" for c in token.children)
        participle = token.tag_ == "VBG" and before.text == ","
        cue = scene.lexicon.verb(token) is not None
        joined = doc[first].pos_ == "CCONJ" and (cue if not own_subject else before.text == ",")
        if first > start and (joined or participle):
            return first
    return sentence.end


def _shares_source(scene: Scene, sentence: Sentence, whole: Expression, conjunction: int) -> bool:
    """Whether a coordinated cue with the same source follows a conjunction."""
    for token in scene.doc[conjunction + 1 : min(conjunction + 4, sentence.end)]:
        if token.pos_ == "VERB":
            first = coordinated_with(scene, sentence, token)
            return first is not None and first.i in {whole.head.i, whole.governor.i}
    return False


def _speaks_anew(scene: Scene, sentence: Sentence, first: int) -> bool:
    """Whether a clause of another's speech begins here: ", but more than half said …"."""
    for token in scene.doc[first : min(first + 14, sentence.end)]:
        if scene.quoted[token.i] is not None:
            return False
        if token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            entry = scene.lexicon.verb(token)
            followed = token.i + 1 < sentence.end and scene.doc[token.i + 1].lower_ in {"that", "whether"}
            return entry is not None and (entry[0] in {"say", "tell", "add"} or followed)
    return False


def _clause_of(at: Reporting) -> Token | None:
    """The complement clause: as the parser labels it, or as it may have mislabelled it."""
    after = [c for c in at.verb.children if c.i > at.verb.i and not c.is_space]
    for label in ("ccomp", "parataxis", "xcomp", "advcl", "obj"):
        for child in after:
            if base(child) != label or not is_clause(child):
                continue
            if label == "ccomp" or (label == "parataxis" and _adjoins(at, child)):
                return child
            subject = any(base(c) in {"nsubj", "expl"} for c in child.children)
            finite = subject and not any(c.lower_ == "to" for c in child.children)
            first = min(t.i for t in child.subtree)
            if finite and not at.scene.doc[first].lower_ in _ADVERBIAL and (label != "advcl" or _marked(child)):
                return child
    return None


_ADVERBIAL = frozenset({"as", "after", "before", "when", "while", "because", "since", "until", "although", "though", "if"})


def _marked(clause: Token) -> bool:
    return any(base(c) == "mark" and c.lower_ in {"that", "whether"} for c in clause.children)


def _adjoins(at: Reporting, clause: Token) -> bool:
    """Whether a clause stands right behind its cue, with at most a comma, a colon or a date between."""
    first = min(t.i for t in clause.subtree)
    return first - at.whole.last <= 4


def _opener(at: Reporting) -> Token | None:
    """A "that", "whether" or question word behind the cue, where the parser may have lost the clause."""
    doc = at.scene.doc
    circumstance = at.whole.last + 1 < at.sentence.end and doc[at.whole.last + 1].pos_ == "ADP" or at.lemma == "tell"  # "in a statement carried by …"
    for i in range(at.whole.last + 1, min(at.whole.last + (24 if circumstance else 9), at.sentence.end)):
        token = doc[i]
        if token.lower_ in {"that", "whether"} and token.pos_ in {"SCONJ", "PRON", "DET", "ADP"}:
            following = [t for t in doc[i + 1 : at.sentence.end] if t.pos_ in {"VERB", "AUX"}]
            return token if following else None
        if i == at.whole.last + 1 and token.lower_ in _QUESTION_WORDS and any(t.pos_ in {"VERB", "AUX"} for t in doc[i + 1 : i + 7]):
            return token
        aside = token.text == "," and any(t.lower_ in _CONNECTIVES for t in doc[max(i - 1, 0) : i + 2])
        participle = circumstance and token.tag_ in {"VBN", "VBD", "VBG"} and i > at.whole.last + 2
        if (token.text in {".", ";", ","} and not aside) or (token.pos_ in {"VERB", "CCONJ"} and not participle):
            return None
    return None


_QUESTION_WORDS = frozenset({"what", "how", "why", "who", "where", "when", "if"})
_CONNECTIVES = frozenset({"however", "though", "too", "meanwhile", "instead", "therefore", "also"})


def _bare_clause(at: Reporting) -> int | None:
    """Where a clause without "that" begins, for a verb that hardly takes anything else: "said the source will …".

    The parser makes the clause's subject the cue's object often enough that the words decide: a noun phrase with a
    finite verb behind it that no relative pronoun opens.
    """
    doc, start = at.scene.doc, at.whole.last + 1
    if at.source is None:
        return None
    if at.lemma in {"tell", "assure", "inform", "remind"}:
        told = first_dependent(at.verb, "obj", "iobj")
        if told is None or told.i < at.verb.i:
            return None
        start = noun_phrase(told, stop=at.whole.tokens)[1] + 1
    elif at.lemma not in at.scene.lexicon.clausal:
        return None
    start = after_time(doc, start, at.sentence.end)
    seen = False
    for token in doc[start : at.sentence.end]:
        if token.text == "," and at.lemma == "say" and seen:
            continue
        if token.text in {",", ";", ":"} or token.lower_ in {"who", "which", "that", "as", "after", "when", "while", "because"}:
            if at.lemma == "say" and seen and token.lower_ not in {"when", "while", "after", "because"}:
                continue
            return None
        if seen and (token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.pos_ == "AUX"):
            return start if doc[token.i - 1].pos_ not in {"CCONJ", "PART"} else None
        seen = seen or token.pos_ in {"NOUN", "PROPN", "PRON"}
    return None


def _person_to(at: Reporting) -> Yield | None:
    """Urged the council to act; asked him to leave."""
    meaning = at.word.takes("person-to")
    person = first_dependent(at.verb, "obj", "iobj")
    if meaning is None or is_passive(at.verb) or person is None or person.i < at.verb.i:
        return None
    to_do = next((c for c in at.verb.children if base(c) in {"xcomp", "advcl", "ccomp"} and _to(c) and c.i > person.i), None)
    to_do = to_do or next((c for c in person.children if base(c) == "acl" and _to(c)), None)
    if to_do is None:
        return None
    told = at.lemma in {"tell", "remind", "warn", "advise"}  # "told her to stop": she is told, not spoken of
    return Yield(at.content(*([] if told else [person]), to_do, low=at.whole.last + 1), meaning)


def _to(token: Token) -> bool:
    return any(c.lower_ == "to" and base(c) in {"mark", "aux", "case"} for c in token.children)


def _infinitive(at: Reporting) -> Yield | None:
    """Promised to go; hoped to meet; declined to comment."""
    meaning = at.word.takes("infinitive")
    labels = {"xcomp", "ccomp", "acl"} if at.verb.pos_ == "NOUN" else {"xcomp", "ccomp"}
    to_do = next((c for c in at.verb.children if _is_infinitive(c, labels) and c.i > at.verb.i), None)
    if meaning is None or is_passive(at.verb) or to_do is None:
        return None
    inner = at.scene.lexicon.verb(to_do)
    if inner is not None and at.lemma in at.scene.lexicon.withholding:
        if inner[1].takes("clause", "object", "object-of") is not None and first_dependent(to_do, "ccomp", "obj") is not None:
            return None  # "declined to say whether …": the inner verb is the cue
    first = min(t.i for t in to_do.subtree if not t.is_space)
    if all(t.is_space or t.pos_ in {"ADV", "PART"} for t in at.scene.doc[at.whole.last + 1 : first]):
        first = at.whole.last + 1  # "vowed never to sing"
    return Yield(between(at.scene, first, max(first, clause_end(to_do))), meaning)


def _is_infinitive(token: Token, labels: set[str]) -> bool:
    mislabelled = base(token) in {"obl", "advcl"} and token.tag_ == "VB"
    return (base(token) in labels or mislabelled) and _to(token)


def _preposition(at: Reporting) -> Yield | None:
    """Called for a ban; called on the US to act; insisted on a vote; referred to him as …"""
    if not at.word.prepositions or is_passive(at.verb):
        return None
    for child in dependents(at.verb, "obl", "advcl", "obj", "xcomp", "advmod", "ccomp"):
        case = next((c for c in child.children if base(c) in {"case", "mark"} and c.lower_ in at.word.prepositions), None)
        if case is None or child.i < at.verb.i or case.i - at.whole.last > 3:
            continue
        others = [c for c in at.verb.children if c.i > child.i and base(c) in {"xcomp", "advcl", "obl"} and _belongs(c)]
        particle = scene_token(at, case)
        return Yield(at.content(child, *others, low=case.i + 1), at.word.prepositions[case.lower_], particle)
    return None


def scene_token(at: Reporting, token: Token) -> Token:
    """The same token, in the scene's parse."""
    return at.scene.doc[token.i]


def _belongs(token: Token) -> bool:
    """Whether a later phrase completes the object: "… to act", "… as a friend", "… for its silence"."""
    if token.tag_ == "VBG" and any(c.lower_ == "by" for c in token.children):
        return True
    return _to(token) or any(c.lower_ in _COMPLETING and base(c) in {"case", "mark"} for c in token.children)


_COMPLETING = frozenset({"of", "for", "as", "over", "about", "against", "with", "that", "because", "to"})


def _predicate(at: Reporting) -> Yield | None:
    """Called the plan a disaster; named him chief of staff."""
    meaning = at.word.takes("predicate")
    named = first_dependent(at.verb, "obj")
    if meaning is None or is_passive(at.verb) or named is None or named.i < at.verb.i:
        return None
    what = [c for c in at.verb.children if c.i > named.i and base(c) in {"xcomp", "obj", "obl", "advcl", "ccomp", "appos"}]
    quoted = any(at.scene.quoted[i] is not None for i in range(at.verb.i, min(at.sentence.end, clause_end(at.verb))))
    if not what and not quoted and len(list(named.subtree)) < 4:
        return None
    return Yield(at.content(named, *[c for c in what if not is_time(c)], low=at.whole.last + 1), meaning)


def _object_of(at: Reporting) -> Yield | None:
    """Accused the US of crossing a line; described it as a failure; praised him for it."""
    meaning = at.word.takes("object-of")
    of_whom = first_dependent(at.verb, "obj")
    if meaning is None or is_passive(at.verb) or of_whom is None or of_whom.i < at.verb.i:
        return None
    rest = [c for c in at.verb.children if c.i > of_whom.i and base(c) in {"obl", "advcl", "xcomp"} and _belongs(c)]
    doing = _doing(at, of_whom)
    return Yield(at.content(of_whom, *rest, *([doing] if doing is not None else []), low=at.whole.last + 1), meaning)


def _doing(at: Reporting, of_whom: Token) -> Token | None:
    """What somebody is accused of or praised for, wherever the parser hangs it: "… of pumping at night"."""
    for token in at.scene.doc[of_whom.i : min(of_whom.i + 12, at.sentence.end - 1)]:
        if token.text in {",", ";"}:
            return None
        if token.lower_ in {"of", "for"} and token.nbor(1).tag_ == "VBG":
            return token.nbor(1)
    return None


def _object(at: Reporting) -> Yield | None:
    """Denied the charges; praised the plan; announced a ban."""
    meaning = at.word.takes("object")
    what = first_dependent(at.verb, "obj")
    if meaning is None or is_passive(at.verb) or what is None or what.i < at.verb.i:
        return None
    rest = [c for c in at.verb.children if c.i > what.i and base(c) == "obl" and _belongs(c)]
    return Yield(at.content(what, *rest, low=at.whole.last + 1), meaning)


RULES: tuple[tuple[str, Callable[[Reporting], Yield | None]], ...] = (
    ("passive-agent", _passive_agent),
    ("passive-expectation", _passive_expectation),
    ("relative", _relative),
    ("person-to-do", _person_to),
    ("clausal-complement", _complement),
    ("infinitive", _infinitive),
    ("prepositional-object", _preposition),
    ("predicate", _predicate),
    ("object-with-phrase", _object_of),
    ("object", _object),
)


def _speech(at: Reporting, rule: str, found: Yield) -> Speech:
    whole = at.whole
    if found.particle is not None:
        whole = expression(at.scene, at.verb, upto=found.particle)
    return Speech(
        type="indirect",
        content=found.content,
        cue=cue_of(at.scene, whole, found.meaning),
        source=at.source,
        sentence=at.sentence.span,
        rule=rule,
        confidence=0.5,
    )
