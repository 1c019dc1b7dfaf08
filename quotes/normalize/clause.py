"""What of a sentence belongs to the act of saying itself, and not to what is said or to another clause.

A date, a place, a medium or an addressee counts only when it stands there. Parses err, so both the parse and the
surface are asked: what stands between the source and the cue with no other verb near belongs to the cue, whatever
the parser hung it on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from quotes.normalize.relative import dates_occasion
from quotes.normalize.tables import words
from quotes.parse.plain import PlainSpan
from quotes.parse.tags import FINITE
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.parse.document import Document, Sentence
    from quotes.parse.plain import Token
    from quotes.speech.speech import Speech


class Tie(IntEnum):
    """How a phrase is tied to the act of saying; the smaller, the surer."""

    IN_CUE = 0  # the cue's own span takes it in
    CUE = 1  # the parser hangs it on the cue
    BESIDE = 2  # nothing but the source and commas between it and the cue
    MEDIUM = 3  # it belongs to the medium: "in a letter posted Friday", "Friday's statement said"
    MAIN = 4  # it belongs to the clause that the cue's depends on, with the same subject: "On Friday X did …, saying"


@dataclass(frozen=True, slots=True)
class Clause:
    """The sentence of one act of saying, with what in it is reported.

    ``anchor`` is the cue, or the source where there is no cue; ``foreign`` are the contents, of this speech or
    others, that the anchor does not stand in: nothing inside them is about this act.
    """

    document: Document
    speech: Speech
    sentence: Sentence
    anchor: Span
    head: Token
    inside: Span | None  # the content that this act is itself reported in
    foreign: tuple[Span, ...]

    def admits(self, span: Span) -> bool:
        """Whether a phrase stands in this sentence, and in nothing reported that the act itself is not in."""
        within = self.sentence.span if self.inside is None else self.inside
        return (
            within.overlaps(span)
            and self.sentence.span.contains(span)
            and self.reaches(span)
            and not any(span.overlaps(content) for content in self.foreign)
        )

    def tie(self, span: Span) -> Tie | None:
        """How a phrase is tied to the act of saying, None where it isn't."""
        if not self.admits(span):
            return Tie.BESIDE if _trails_object(self, span) or _hangs_on_cue(self, span) else None
        if self.speech.cue and self.speech.cue.span.contains(span):
            return Tie.IN_CUE
        phrase = self.document.plain.touched(span.start, span.end)
        if phrase is None:
            return None
        return _tie(self, phrase.root, span)

    def reaches(self, span: Span) -> bool:
        """Whether a phrase is close enough to the cue to be about it."""
        return abs(span.start - self.anchor.start) <= _REACH

    def near(self) -> PlainSpan:
        """The words of the sentence that are close enough to the cue to be about it."""
        doc = self.document.plain
        first = max(self.sentence.start, bisect_left(doc.starts, self.anchor.start - _REACH))
        end = min(self.sentence.end, bisect_right(doc.starts, self.anchor.start + _REACH))
        return PlainSpan(doc, min(first, self.head.i), max(end, self.head.i + 1))

    def distance(self, span: Span) -> int:
        """Code points between a phrase and the cue."""
        return max(span.start - self.anchor.end, self.anchor.start - span.end, 0)


class Clauses:
    """The clauses of all the speech in one document."""

    def __init__(self, document: Document, speech: Sequence[Speech]) -> None:
        self._document = document
        self._speech = speech
        self._contents: dict[int, list[tuple[int, Span]]] = {}
        for owner, item in enumerate(speech):
            for span in item.content:
                for sentence in _sentences_of(document, span):
                    self._contents.setdefault(sentence.index, []).append((owner, span))

    def reported(self, sentence: Sentence, span: Span) -> bool:
        """Whether a phrase of a sentence stands in something reported."""
        return any(span.overlaps(content) for _, content in self._contents.get(sentence.index, ()))

    def of(self, index: int) -> Clause | None:
        """The clause of one speech; None for one with neither cue nor source."""
        speech = self._speech[index]
        named = speech.cue or speech.source
        sentence = self._document.sentence_at(named.head) if named else None
        if named is None or sentence is None:
            return None
        reach = Span(named.span.start - 2 * _REACH, named.span.end + 2 * _REACH)
        contents = [span for _, span in self._contents.get(sentence.index, ()) if span.overlaps(reach)]
        around = [span for span in contents if span.contains(named.span)]
        foreign = tuple(span for span in contents if not span.overlaps(named.span))
        inside = min(around, key=len, default=None)
        head = self._document.plain[named.head]
        return Clause(self._document, speech, sentence, named.span, head, inside, foreign)


def _sentences_of(document: Document, span: Span) -> Iterator[Sentence]:
    phrase = document.plain.touched(span.start, span.end)
    if phrase is None:
        return
    token = phrase.start
    while token < phrase.end:
        sentence = document.sentence_at(token)
        if sentence is None:
            token += 1
        else:
            yield sentence
            token = sentence.end


def _trails_object(clause: Clause, span: Span) -> bool:
    """As in "noted the rule in an interview last week": after an object without a verb, time is still the cue's.

    So it is after a last quoted word: "referred to him as “a clown” earlier this month".
    """
    text = clause.document.text
    own = next((content for content in clause.speech.content if content.contains(span)), None)
    if own is None or clause.speech.type == "direct" or own.start < clause.anchor.end or own.end - span.end > 1:
        return False
    doc = clause.document.plain
    phrase, content = (doc.touched(part.start, part.end) for part in (span, own))
    if phrase is None or content is None:
        return False
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, own.start, own.end)]
    outside = [token for token in content if not any(_in(token, part) for part in quoted)]
    if any(token.pos_ in {"VERB", "AUX"} or token.lower_ in {",", ";", "that"} for token in outside):
        return False
    after_mark = text[own.start : span.start].rstrip()[-1:] in words("claims", "marks.closing") | {'"'}
    return after_mark or phrase.root.head.i == clause.head.i or _dates_medium(phrase.root.head)


def _dates_medium(noun: Token) -> bool:
    """As in "noted the rule in an interview last week", where the parser hangs the interview on the object before it.

    Not in "mocked the remark in an interview last week": the remark may have been made in it.
    """
    led = any(
        child.dep_ == "case" and child.lower_ in words("settings", "media_prepositions") for child in noun.children
    )
    return led and is_medium(noun) and noun.head.lemma_.lower() not in words("scenes", "remarks.nouns")


def _hangs_on_cue(clause: Clause, span: Span) -> bool:
    """As in "blasted the council on Tuesday for its haste": time after a bare object is the cue's, if parsed so."""
    own = next((content for content in clause.speech.content if content.contains(span)), None)
    phrase = clause.document.plain.touched(span.start, span.end)
    if own is None or phrase is None or clause.speech.type == "direct" or own.start < clause.anchor.end:
        return False
    before = clause.document.plain.within(own.start, span.start)
    bare = all(token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"} for token in before or ())
    return bare and phrase.root.head.i == clause.head.i and clause.reaches(span)


def _tie(clause: Clause, root: Token, span: Span) -> Tie | None:
    source = clause.speech.source
    if source and source.span.contains(span):
        return _tie_in_source(clause, root, span)
    if source and span.end <= clause.anchor.start and _done_by_source(source.span, root.head):
        return None
    if root.i == clause.head.i:  # the phrase is the cue's head by the parser's mistake
        return Tie.BESIDE if _beside(clause, span) else None
    owner = _owner(clause, root)
    if owner is None:
        return Tie.CUE
    if _beside(clause, span) or _right_after_content(clause, span) or _signed(clause, span):
        return Tie.BESIDE
    if _of_medium(owner) and _owner(clause, owner) is None:
        return Tie.MEDIUM
    if _sets_scene(owner) and owner.head.i in _own_heads(clause):
        return Tie.MEDIUM
    if dates_occasion(clause.head, root, owner):
        return Tie.MEDIUM
    return Tie.MAIN if owner.i in _main_clauses(clause) or _heads_sentence(clause, span) else None


def _heads_sentence(clause: Clause, span: Span) -> bool:
    """As in "A row broke out on Friday: the mayor said …": what stands before a colon dates what it announces."""
    text = clause.document.text
    colon = text.find(": ", span.end, clause.anchor.start)
    if colon < 0 or clause.sentence.span.start > span.start:
        return False
    before = Span(clause.sentence.span.start, colon)
    phrase = clause.document.plain.within(before.start, before.end)
    verbs = {token.tag_ for token in phrase or () if token.tag_ in FINITE | {"VBN"}}
    return bool(verbs) and verbs <= {"VBD", "VBN"}  # "the row set off anew": the tagger may take it for a participle


def _done_by_source(source: Span, verb: Token) -> bool:
    """As in "voters going to the polls on Tuesday said"."""
    return _in(verb, source) and verb.pos_ == "VERB" and not _of_medium(verb)


def _tie_in_source(clause: Clause, root: Token, span: Span) -> Tie | None:
    """As in "Friday's statement", "a poll released last week": the date of a document is that of its words."""
    source = clause.speech.source
    if source is None:
        return None
    head = clause.document.plain[source.head]
    if source.span.end == span.end and head.idx < span.start and _plain(clause, Span(head.idx, span.start), []):
        return Tie.BESIDE  # "Marovia on Thursday urged": the parser took the day into the name
    if not is_medium(head):
        return None
    verb = next((t for t in root.lineage if t.pos_ == "VERB" and _in(t, source.span)), None)
    released = verb is None or verb.lemma_.lower() in words("settings", "release_verbs")
    return Tie.MEDIUM if released and span.start - head.idx < _NEAR else None


def _owner(clause: Clause, token: Token) -> Token | None:
    """The head of the clause that a token stands in; None when that is the cue's own."""
    own = _own_heads(clause)
    if token.i in own:
        return None
    for above in token.lineage:
        if above.i in own:
            return None
        if above is not token and _heads_clause(above):
            return above
    return token


def _own_heads(clause: Clause) -> frozenset[int]:
    """The cue's tokens that are verbs or nouns, and for a noun cue ("repeated his claim") the verb it hangs on."""
    own = {clause.head.i}
    phrase = clause.document.plain.touched(clause.anchor.start, clause.anchor.end)
    if phrase is not None and clause.speech.cue:
        own.update(token.i for token in phrase if token.pos_ in {"VERB", "NOUN", "AUX"})
    if clause.head.pos_ == "NOUN" and clause.speech.cue:
        verb = next((t for t in clause.head.lineage if t.i not in own and _heads_clause(t)), None)
        if verb is not None and not any(_in(verb, content) for content in clause.foreign):
            own.add(verb.i)
    return frozenset(own)


def _main_clauses(clause: Clause) -> frozenset[int]:
    """The verbs whose clause the cue's goes on with the subject of: "imposed sanctions, citing", "met X and said"."""
    found: set[int] = set()
    token = clause.head
    while token.dep_ in {"advcl", "conj", "xcomp", "parataxis"} and token.head.i != token.i:
        subjects = [child for child in token.children if child.dep_.startswith(("nsubj", "csubj"))]
        marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
        joined = {"as", "while", "by", "to", *(["before"] if token.tag_ == "VBG" else [])}
        if marks - joined or any(subject.pos_ != "PRON" for subject in subjects):
            break
        if subjects and token.dep_ != "advcl":
            break
        token = token.head
        found.add(token.i)
    return frozenset(found)


def _beside(clause: Clause, span: Span) -> bool:
    """Whether no verb and nothing reported stands between a phrase and the cue, and no clause opens before it."""
    source = clause.speech.source
    near = [clause.anchor, *([source.span] if source else [])]
    before = [part for part in near if part.end <= span.start]
    after = [part for part in near if part.start >= span.end]
    if before:
        return _plain(clause, Span(max(part.end for part in before), span.start), near)
    if not after:
        return False
    gap = Span(span.end, min(part.start for part in after))
    if _parenthetical(clause, span, near):
        return False
    opening = _segment_start(clause, span)
    return _plain(clause, gap, near) and _plain(clause, Span(opening, span.start), near, opening=True)


def _right_after_content(clause: Clause, span: Span) -> bool:
    """As in "called it “a disgrace” on Friday", "decided against paying in July": not said, so about the cue.

    So is what a medium leads to: "said that it was shut, in an interview with Radio Lund on Friday".
    """
    for content in clause.speech.content:
        if content.end <= span.start and clause.anchor.end <= content.start:
            gap = Span(content.end, span.start)
            if gap.of(clause.document.text).isspace() or (len(gap) <= _TAIL and _leads_to_medium(clause, gap)):
                return True
    return False


def _leads_to_medium(clause: Clause, gap: Span) -> bool:
    between = clause.document.plain.within(gap.start, gap.end)
    first = next((token for token in between or () if not token.is_space and not token.is_punct), None)
    if first is None or first.lower_ not in words("settings", "media_prepositions"):
        return False
    return any(is_medium(token) for token in between or ()) and _plain(clause, gap, [])


def _signed(clause: Clause, span: Span) -> bool:
    """As in "— Ana Ruiz (@anaruiz) May 2, 2017": the date under a message."""
    source = clause.speech.source
    if source is None or clause.speech.cue is None or not clause.head.is_punct or span.start < source.span.end:
        return False
    return re.fullmatch(_HANDLE, clause.document.text[source.span.end : span.start]) is not None


def _parenthetical(clause: Clause, span: Span, near: list[Span]) -> bool:
    """As in "Five years ago, she said, the orchard gave more fruit": the opening is part of what is said."""
    text = clause.document.text
    start, end = min(part.start for part in near), max(part.end for part in near)
    commas = text[span.end : start].strip() == "," and text[end : end + 1] == ","
    return commas and clause.speech.type == "indirect" and any(part.start >= end for part in clause.speech.content)


def _plain(clause: Clause, gap: Span, near: list[Span], *, opening: bool = False) -> bool:
    if len(gap) > _REACH or any(gap.overlaps(content) for content in clause.foreign):
        return False
    phrase = clause.document.plain.within(gap.start, gap.end)
    if phrase is None:
        return True
    if not opening and any(mark in gap.of(clause.document.text) for mark in ("—", "–", "--", ";", " - ", "(")):
        return False  # "LUND, Oct. 4 (AP) — The mayor said": the dateline's
    for token in phrase:
        if any(_in(token, part) for part in near):
            continue
        if token.lower_ in words("settings", "subordinators") or token.pos_ == "SCONJ":
            return False
        if token.pos_ in {"VERB", "AUX"} and not (opening and (_of_medium(token) or _sets_scene(token))):
            return False
    return True


def _segment_start(clause: Clause, span: Span) -> int:
    """Where the comma-bounded stretch before a phrase begins."""
    start = clause.sentence.span.start
    for content in clause.foreign:
        if content.end <= span.start:
            start = max(start, content.end)
    text = clause.document.text[start : span.start]
    return start + max(text.rfind(mark) + 1 for mark in ",;:—–")


def _of_medium(token: Token) -> bool:
    """As in "posted" in "a message posted Friday", and the message itself."""
    if is_medium(token):
        return True
    named = [token.head, *([token.nbor(-1)] if token.i else [])]  # its head by the parse, or the word before it
    return token.lemma_.lower() in words("settings", "release_verbs") and any(is_medium(noun) for noun in named)


def _sets_scene(verb: Token) -> bool:
    """As in "Speaking on Friday, she said", "Asked about it on Friday, she said"."""
    lemma = verb.lemma_.lower()
    scene = {lemma, verb.lower_.removesuffix("ing")} & words("settings", "scene_verbs")
    if lemma in words("settings", "question_verbs"):  # its "-ed" may be taken for a past tense
        return verb.dep_ == "advcl" and not any(child.dep_.startswith("nsubj") for child in verb.children)
    return verb.tag_ == "VBG" and bool(scene)


def is_medium(token: Token) -> bool:
    """Whether a noun is something that one says something in: a statement, a speech, a poll."""
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in words("settings", "media")


def _heads_clause(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} or any(child.dep_.startswith(("nsubj", "csubj")) for child in token.children)


def _in(token: Token, span: Span) -> bool:
    return span.start <= token.idx < span.end


_QUOTED = re.compile('[“"«][^“”"«»]*[”"»]')
_HANDLE = r",?\s*(?:\(@\w+\))?,?\s*"  # what may stand between who signs and the date
_TAIL = 80  # code points from the end of what is said to a date that a medium leads to
_REACH = 400  # code points: farther from the cue nothing is about it
_NEAR = 60  # code points from the head of a document source to its date
