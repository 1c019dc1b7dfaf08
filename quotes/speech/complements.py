"""Complement clauses: where the clause that a verb reports begins, and how far it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE, TENSED
from quotes.speech.actions import cites_sources, is_standard
from quotes.speech.content import between, clause_end, is_clause, opens_clause
from quotes.speech.frame import (
    adds_to,
    dependents,
    first_dependent,
    is_passive,
    is_set_off,
    joined_participle,
    shares_source,
)
from quotes.speech.reporting import Reporting, Yield, opening
from quotes.speech.sources import coordinated_with
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.span import Span
    from quotes.speech.expression import Expression
    from quotes.speech.scene import Scene


def clausal_complement(at: Reporting) -> Yield | None:
    """Said (that) the plan would fail; told reporters that …; asked if …"""
    meaning = at.word.takes("clause", "addressee")
    if meaning is None or is_passive(at.verb):
        return None
    clause = _clause_of(at)
    opener = opener_of(at)
    if clause is None and opener is None:
        return None
    start = _opening(at, clause, opener)
    if clause is None or clause.i > at.whole.last:
        start = max(start, at.whole.last + 1)  # the parser may hang words before the cue on the clause
    end = reach(at.scene, at.sentence, at.whole, start)
    if clause is not None and clause.i < at.whole.last:
        return Yield(at.content(clause), meaning)
    if opener is not None and end == opener.i + 1:  # "adding that he thinks '…'": all of it is somebody's quotation
        return None
    condition = _condition(at, clause) if meaning.act in ("speech", "writing") else ()
    return Yield((*condition, *between(at.scene, start, end, without=at.whole.tokens)), meaning)


def _condition(at: Reporting, clause: Token | None) -> tuple[Span, ...]:
    """The condition of what is said, where it opens the sentence: "*If it rains*, Roe said, the fair would close"."""
    for verb in (at.verb, clause):
        for child in dependents(verb, "advcl") if verb is not None else ():
            if child.i > at.verb.i or at.scene.doc[child.first].lower_ not in _CONDITIONAL:
                continue
            opens = child.first == at.sentence.start or at.scene.doc[child.first - 1].text.lower() in _BEFORE_IT
            stated = first_dependent(child, "nsubj", "expl") is not None  # not "If asked, Roe said"
            if opens and stated and clause is not None and any(c.tag_ == "MD" for c in dependents(clause, "aux")):
                return between(at.scene, child.first, clause_end(child))
    return ()


_CONDITIONAL, _BEFORE_IT = words("conditional"), words("coordinating")


def _opening(at: Reporting, clause: Token | None, opener: Token | None) -> int:
    """Where a complement begins: at its "that", unless its own subject stands before that, or where the tree has it."""
    if clause is None:
        return opener.i if opener is not None else at.whole.last + 1
    subjects = (c.i for c in clause.children if c.base == "nsubj")  # "says the truth is that …"
    if opener is not None and not any(at.whole.last < i < opener.i for i in subjects):
        return opener.i
    return clause.first


def reach(scene: Scene, sentence: Sentence, whole: Expression, start: int) -> int:
    """The token after the last of a complement that begins at ``start``.

    Reported clauses mostly run to the end of their sentence; what ends them sooner is another cue that belongs with
    this one, such as "and added", ", saying" or ", according to", or a new main clause.
    """
    doc = scene.doc
    ours = {whole.head.i, whole.governor.i}
    end = min(sentence.end, max(start + 1, _end_of_side_clause(whole.governor, sentence.end)))
    for i in range(start + 1, end):
        token = doc[i]
        if scene.quoted[i] is not None:
            continue
        if _another_begins(scene, sentence, whole, token):
            return _joined_at(scene, token, start) if i in scene.barriers else i
        besides = _besides(scene, token, ours)
        if besides is not None and besides > start:
            return besides
        if token.pos_ != "VERB" or token.base not in {"conj", "advcl", "parataxis"}:
            continue
        of_quoted = token.base == "conj" and scene.quoted[token.head.i] is not None  # '"We go on" and vowing to win'
        if token.head.i not in ours and not of_quoted and not _acts_itself(whole, token):
            continue
        first = max(start, min(t.i for t in token.subtree if not t.is_space and scene.quoted[t.i] is None))
        before = doc[first - 1] if first else doc[first]
        own_subject = any(c.base == "nsubj" for c in token.children)
        cue = scene.lexicon.verb(token) is not None
        participle = token.tag_ == "VBG" and (before.text == "," or (cue and doc[i - 1].text == "," and first == i - 1))
        behind_quotation = scene.quoted[before.i] is not None  # 'said it was "half baked" and sent it back'
        joined = doc[first].pos_ == "CCONJ" and (cue or behind_quotation if not own_subject else before.text == ",")
        if first > start and (joined or participle):
            return first
    return end


def _end_of_side_clause(verb: Token, end: int) -> int:
    """Where the side clause of a cue ends that its main clause follows: "When Roe said it was late, | we left"."""
    for _ in range(MOST_CLAUSES):
        governor = verb.head.head if verb.base == "acl" else verb.head
        if verb.base in {"advcl", "acl"} and governor.i > verb.i and governor.pos_ in {"VERB", "AUX", "ADJ"}:
            return min(end, clause_end(verb))
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return end


MOST_CLAUSES = 5  # that one stands in


def _besides(scene: Scene, token: Token, ours: Collection[int]) -> int | None:
    """Where a cue's side clause begins that its source adds: ", telling …", ", which he described as …"."""
    if scene.lexicon.verb(token) is None:
        return None
    if shares_source(token, ours):
        return token.i - 1
    which = opening(token) if token.dep_ == "acl:relcl" else None
    if which is not None and token.head.head.i > token.i:
        return None  # "said that the plan, which he had read, was bad"
    return which if which is not None and is_set_off(scene.doc[which]) else None


def _another_begins(scene: Scene, sentence: Sentence, whole: Expression, token: Token) -> bool:
    """Whether a token begins another attribution: an aside, "and said", ", but others say", "according to"."""
    if token.i in scene.barriers:
        return True
    if token.pos_ == "CCONJ":
        anew = token.nbor(-1).text == "," and _speaks_anew(scene, sentence, token.i + 1)
        return anew or _shares_source(scene, sentence, whole, token.i)
    if token.text == ";":  # "…; others disagree"
        following = scene.doc[token.i + 1 : min(token.i + 6, sentence.end)]
        return any(t.tag_ in FINITE and t.pos_ == "VERB" and scene.lexicon.verb(t) is not None for t in following)
    if adds_to(token) is not None or (is_set_off(token) and cites_sources(scene, token)):
        return True
    according = token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor(1).lower_ == "to"
    return according and not opens_clause(scene, token.i) and not is_standard(scene, token, token.head)


def _joined_at(scene: Scene, source: Token, start: int) -> int:
    """Where a joined clause begins whose source is at a token: "… would close, | and when pressed, Roe replied …"."""
    verb = source
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if scene.quoted[verb.i] is not None:  # the parser takes the source into the quotation behind its cue
        verb = next((t for t in scene.doc[source.i : verb.i] if t.pos_ == "VERB"), verb)
    joined = next((child.i for child in verb.children if child.base == "cc"), source.i)
    side = verb.base == "conj" and start < joined < source.i and verb.doc[joined - 1].text == ","
    return joined if side else source.i


def _acts_itself(whole: Expression, verb: Token) -> bool:
    """Whether a verb that the parser joins to a passive complement is the source's: "said it was barred and left"."""
    joined = verb.base == "conj" and verb.tag_ == whole.governor.tag_ == "VBD"
    passive = is_passive(verb.head) and verb.head.head.i in {whole.head.i, whole.governor.i}
    return joined and passive and first_dependent(verb, "obj") is not None


def _shares_source(scene: Scene, sentence: Sentence, whole: Expression, conjunction: int) -> bool:
    """Whether a coordinated cue with the same source follows a conjunction."""
    for token in scene.doc[conjunction + 1 : min(conjunction + 4, sentence.end)]:
        if token.pos_ == "VERB":
            first = joined_participle(token) or coordinated_with(scene, sentence, token)
            return first is not None and first.i in {whole.head.i, whole.governor.i}
    return False


def _speaks_anew(scene: Scene, sentence: Sentence, first: int) -> bool:
    """Whether a clause of another's speech begins here: ", but more than half said …"."""
    for token in scene.doc[first : min(first + 14, sentence.end)]:
        if scene.quoted[token.i] is not None:
            return False
        if token.pos_ == "VERB" and token.tag_ in TENSED:
            entry = scene.lexicon.verb(token)
            followed = token.i + 1 < sentence.end and scene.doc[token.i + 1].lower_ in {"that", "whether"}
            return entry is not None and (entry[0] in {"say", "tell", "add"} or followed)
    return False


def _clause_of(at: Reporting) -> Token | None:
    """The complement clause: as the parser labels it, or as it may have mislabelled it."""
    after = [c for c in at.verb.children if c.i > at.verb.i and not c.is_space]
    for label in ("ccomp", "parataxis", "xcomp", "advcl", "obj"):
        for child in after:
            if child.base != label or not is_clause(child):
                continue
            if label == "ccomp" or (label == "parataxis" and _adjoins(at, child)) or _asks(at, child):
                return child
            subject = any(c.base in {"nsubj", "expl"} for c in child.children)
            finite = subject and not any(c.lower_ == "to" for c in child.children)
            first = min(t.i for t in child.subtree)
            if finite and at.scene.doc[first].lower_ not in _ADVERBIAL and (label != "advcl" or _marked(child)):
                return child
    return None


_ADVERBIAL = words("adverbial")


def _asks(at: Reporting, clause: Token) -> bool:
    """Whether a clause with "if" is what is asked: "asked Jon Bell *if he would run*"; no condition of a request."""
    asked = at.lemma in _ASKING and any(mark.lower_ == "if" for mark in dependents(clause, "mark"))
    before = at.scene.doc[clause.first - 1]
    path = [up for up in before.lineage if at.verb.i < up.i]
    objects = any(up.base in {"obj", "iobj"} and up.head.i == at.verb.i for up in path)
    for_it = any(first_dependent(up, "case") is not None for up in path)  # "asked them for help if"
    behind = before.i == at.whole.last or (objects and not for_it)
    return asked and behind and first_dependent(at.verb, "xcomp") is None


_ASKING = words("asking")


def _marked(clause: Token) -> bool:
    return any(c.base == "mark" and c.lower_ in {"that", "whether"} for c in clause.children)


def _adjoins(at: Reporting, clause: Token) -> bool:
    """Whether a clause stands right behind its cue, with at most a comma, a colon or a date between."""
    first = min(t.i for t in clause.subtree)
    return first - at.whole.last <= 4


def opener_of(at: Reporting) -> Token | None:
    """A "that", "whether" or question word behind the cue, where the parser may have lost the clause."""
    doc = at.scene.doc
    circumstance = (
        at.whole.last + 1 < at.sentence.end and doc[at.whole.last + 1].pos_ == "ADP"
    ) or at.lemma == "tell"  # "in a statement carried by …"
    for i in range(at.whole.last + 1, min(at.whole.last + (24 if circumstance else 9), at.sentence.end)):
        token = doc[i]
        if token.lower_ in {"that", "whether"} and token.pos_ in {"SCONJ", "PRON", "DET", "ADP"}:
            following = [t for t in doc[i + 1 : at.sentence.end] if t.pos_ in {"VERB", "AUX"}]
            relative = token.tag_ == "WDT" and following and following[0].i == i + 1  # "under a headline *that said*"
            elsewhere = _tells_of_object(at, token) or _answers(at, token)
            return token if following and not relative and not elsewhere else None
        if (
            token.lower_ in _QUESTION_WORDS
            and _right_behind(at, token)
            and any(t.pos_ in {"VERB", "AUX"} for t in doc[i + 1 : i + 7])
        ):
            return token
        aside = token.text == "," and any(t.lower_ in _CONNECTIVES for t in doc[max(i - 1, 0) : i + 2])
        participle = circumstance and i > at.whole.last + 2 and first_dependent(token, "nsubj") is None
        if (token.text in {".", ";", ","} and not aside) or (token.pos_ in {"VERB", "CCONJ"} and not participle):
            return None
    return None


def _right_behind(at: Reporting, question: Token) -> bool:
    """Whether a question word stands behind its cue, with at most "just" between: "showed just *how* weak it is"."""
    between = at.scene.doc[at.whole.last + 1 : question.i]
    timeless = question.lower_ not in {"when", "if"}  # "said only when asked that …"
    return not between or (timeless and all(token.pos_ == "ADV" for token in between))


def _tells_of_object(at: Reporting, that: Token) -> bool:
    """Whether a "that" opens a clause about the object before it: "found *invoices* that he said had been paid"."""
    noun = that.nbor(-1)
    return noun.base == "obj" and _has_clause(noun, that) and at.word.takes("addressee") is None


def _answers(at: Reporting, that: Token) -> bool:
    """Whether a "that" belongs to what others say: "responded to *claims* that he left"; not "in a *report* that"."""
    noun = that.nbor(-1)
    said = noun.lemma_.lower() in at.scene.lexicon.nouns or noun.lower_ == "fact"
    told_of = noun.base == "nmod" and noun.head.base == "obj"  # "refuted a *story* about claims"
    said = said and (noun.head if told_of else noun).head.i == at.verb.i
    return said and _has_clause(noun, that) and any(case.lower_ in _OF_WHAT for case in dependents(noun, "case"))


def _has_clause(noun: Token, that: Token) -> bool:
    return noun.pos_ in {"NOUN", "PROPN"} and any(up.base == "acl" and up.head.i == noun.i for up in that.lineage)


_OF_WHAT = words("of_what")
_QUESTION_WORDS = words("clause_openers") - {"that", "whether"}


_CONNECTIVES = frozenset({"however", "though", "too", "meanwhile", "instead", "therefore", "also"})
