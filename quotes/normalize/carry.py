"""Acts of saying that belong to one talk: the same interview, speech or statement, told in several sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.clause import Tie
from quotes.normalize.medium import find_medium
from quotes.normalize.scenes import definite, kinds_of, kinds_of_word
from quotes.normalize.tables import words
from quotes.parse.tags import FINITE
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quotes.attribute.attribution import Attribution
    from quotes.normalize.clause import Clause
    from quotes.normalize.dates import Moment
    from quotes.normalize.timeline import Timeline
    from quotes.parse.document import Document, Sentence
    from quotes.parse.plain import PlainSpan, Token


class Talks:
    """Which earlier act of saying one goes on with.

    Args:
        document: The parse of the article.
        attributions: Who said what.
        clauses: The clause of each, None for speech with neither cue nor source.
        times: The expressions of time.
    """

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        clauses: Sequence[Clause | None],
        times: Timeline,
    ) -> None:
        self._document = document
        self._attributions = attributions
        self._clauses = clauses
        self._times = times

    def before(self, index: int, date: Callable[[int], Moment | None]) -> int | None:
        """The same speaker's act of saying before, where this one plainly goes on with it.

        Args:
            index: The act of saying.
            date: The date of an earlier one, where it is known.
        """
        clause = self._clauses[index]
        if clause is None or not past(clause):
            return None
        between = 0
        for other in self._outer_before(index):
            earlier = self._clauses[other]
            if earlier is None or not self._same_speaker(other, index):
                between += 1
            elif _aside(earlier, clause) or not (date(other) or (past(earlier) and not _marked(clause))):
                continue
            else:
                return other if self._goes_on(index, earlier, clause, between, date(other)) else None
        return None

    def _goes_on(self, index: int, earlier: Clause, clause: Clause, between: int, date: Moment | None) -> bool:
        """Whether one act of saying goes on with another, with so many of somebody else's between them."""
        gap = clause.sentence.block - earlier.sentence.block
        if self.turns_away(earlier.sentence, clause.sentence) or changes_medium(earlier, clause):
            return False
        if between <= 1 and gap == 0:
            return True
        if self._dates_between(earlier, clause, date):
            return False
        if between <= 1 and gap <= _BLOCKS and continues(clause):
            return True
        if (
            not self._single(index)
            or not told(clause)
            or (clause.speech.type != "direct" and self._times.of(clause.sentence))
        ):
            return False
        if between <= 1 and gap <= _BLOCKS:
            return not moves(clause)
        return _marked(clause) and gap <= _FAR_BLOCKS and between <= _FAR_ACTS

    def turns_away(self, earlier: Sentence, sentence: Sentence) -> bool:
        """Whether the article turns to another time between two sentences, at the head of one of them."""
        for number in range(earlier.index + 1, sentence.index + 1):
            between = self._document.sentences[number]
            if any(time.span.start - between.span.start < _HEAD for time in self._times.of(between)):
                return True
        return False

    def _dates_between(self, earlier: Clause, clause: Clause, date: Moment | None) -> bool:
        """Whether the article's own words give another date between two acts of saying."""
        for number in range(earlier.sentence.index + 1, clause.sentence.index + 1):
            sentence = self._document.sentences[number]
            for time in self._times.told(sentence):
                loose = time.kind in _LOOSE or time.unit == "year" or self._times.dates_else(sentence, time)
                if not loose and time.span.start < clause.anchor.start:
                    moment = self._times.moment(sentence, time)
                    if moment is None or date is None or moment.iso != date.iso:
                        return True
        return False

    def _outer_before(self, index: int) -> Iterator[int]:
        """What was said before, the nearest first, without what is reported in something else."""
        own = self._attributions[index]
        if own.speaker is None or own.speaker.kind == "author" or own.speech.parent is not None:
            return
        for other in range(index - 1, max(-1, index - _ACTS), -1):
            if self._attributions[other].speech.parent is None:
                yield other

    def _single(self, index: int) -> bool:
        """Whether the speaker is somebody in particular: "Republicans said" twice need not be the same ones."""
        speaker = self._attributions[index].speaker
        return speaker is not None and speaker.kind in {"person", "organization"}

    def _same_speaker(self, one: int, other: int) -> bool:
        first, second = self._attributions[one].speaker, self._attributions[other].speaker
        return first is not None and second is not None and first.name == second.name


def past(clause: Clause) -> bool:
    """Whether the cue tells of a single past act: "said", not "says", "has said" or "wants".

    A participle takes the tense of the verb that it hangs on: "made the point while praising", "said …, adding".
    """
    cue = clause.speech.cue
    if cue is None:
        return False
    phrase = clause.document.plain.touched(cue.span.start, cue.span.end)
    if _would_not(phrase):
        return True
    tags = {token.tag_ for token in phrase} if phrase is not None else set()
    if "VBG" in tags and not tags & FINITE:
        above = _finite_above(clause.head)
        return above is not None and above.tag_ == "VBD"
    return bool(tags & {"VBD", "VBN"}) and not tags & _PRESENT


def _would_not(phrase: PlainSpan | None) -> bool:
    """As in "could not resist saying", "wouldn't say": a refusal, told as something past."""
    told = [token.lower_ for token in phrase or ()]
    return told[:1] in (["could"], ["would"]) and bool({"not", "n't", "n’t"} & set(told[1:2]))


def told(clause: Clause) -> bool:
    """Whether the article tells of an act of saying as of a next event."""
    cue = clause.speech.cue
    return cue is not None and cue.act in {"speech", "writing"} and in_turn(clause)


def in_turn(clause: Clause) -> bool:
    """Whether something is told after what was told before it: not "had said", nor as a reason or aside."""
    cue = clause.speech.cue
    if cue is None or _subordinate(clause):
        return False
    phrase = clause.document.plain.touched(cue.span.start, cue.span.end)
    return not any(token.lower_ in {"had", "'d", "’d"} and token.dep_.startswith("aux") for token in phrase or ())


def _finite_above(token: Token) -> Token | None:
    for _ in range(_DEPTH):
        if token.head.i == token.i or token.dep_ not in {"advcl", "conj", "xcomp"}:
            return None
        token = token.head
        if token.tag_ in FINITE:
            helpers = {child.tag_ for child in token.children if child.dep_.startswith("aux")}
            return None if helpers & _PRESENT else token
    return None


def changes_medium(earlier: Clause, clause: Clause) -> bool:
    """As in "said at the rally", then "said in a statement": what names another medium is another occasion.

    A medium where none was named before only says more of the same occasion; but a book is one of its own.
    """
    medium = find_medium(clause, None)
    noun = _head_of(clause, medium) if medium else None
    if noun is None:
        return False
    if _lemma(noun) in words("scenes", "apart.media"):
        return True
    before = _kinds_at(earlier)
    if not before or before & _kinds_of_medium(noun):
        return False
    return not definite(noun)


def _kinds_at(clause: Clause) -> frozenset[str]:
    """The kinds of occasions that an act of saying is tied to: "in a statement", "at a rally"."""
    medium = find_medium(clause, None)
    noun = _head_of(clause, medium) if medium else None
    found = set(_kinds_of_medium(noun)) if noun is not None else set()
    for token in clause.near():
        if kinds_of(token) and clause.tie(Span(token.idx, token.idx + len(token))) not in {None, Tie.MAIN, Tie.IN_CUE}:
            found |= kinds_of(token)
    return frozenset(found)


def _kinds_of_medium(noun: Token) -> frozenset[str]:
    return kinds_of_word(_lemma(noun)) or frozenset({_lemma(noun)})


def _head_of(clause: Clause, span: Span) -> Token | None:
    phrase = clause.document.plain.touched(span.start, span.end)
    return phrase.root if phrase is not None else None


def _lemma(token: Token | None) -> str:
    return token.lemma_.lower() if token is not None else ""


def _subordinate(clause: Clause) -> bool:
    """Whether the cue stands in a clause that gives a reason or describes somebody: "because they felt"."""
    token = clause.head
    while token.dep_ in {"conj", "parataxis", "ccomp", "xcomp"} and token.head.i != token.i:
        token = token.head
    return token.dep_.startswith(("advcl", "acl"))


def continues(clause: Clause) -> bool:
    """Whether a sentence in a new paragraph goes on with the talk before, and sets no scene of its own.

    "…," he said. He added that … But "Referring to the strike, he said" opens something new.
    """
    speech = clause.speech
    cue, source = speech.cue, speech.source
    if cue is None or source is None:
        return False
    if _opens_with_participle(clause):
        return False
    edges = [cue.span.start, source.span.start, *(span.start for span in speech.content)]
    return min(edges) <= clause.sentence.span.start


def moves(clause: Clause) -> bool:
    """Whether what a sentence opens with leads somewhere else: to a place, an occasion, another subject or time.

    As in "In Lund, he said", "Referring to the strike, he said" and "Asked about it, he said".
    """
    if _opens_with_participle(clause):
        return True
    edges = [clause.anchor.start, *(span.start for span in clause.speech.content)]
    if clause.speech.source:
        edges.append(clause.speech.source.span.start)
    opening = clause.document.plain.within(clause.sentence.span.start, min(edges))
    return any(
        token.tag_ in {"VBG", "VBN"}
        or token.ent_type_ in {"LOCATION", "FACILITY", "DATE"}
        or (kinds_of(token) and not definite(token))
        for token in opening or ()
    )


def _aside(earlier: Clause, clause: Clause) -> bool:
    """As in "after she proposed it last month": a paragraph later, what only places something else has passed."""
    if earlier.sentence.block == clause.sentence.block:
        return False
    marks = {child.lower_ for child in earlier.head.children if child.dep_ == "mark"}
    return bool(marks & words("settings", "subordinators") - {"as", "while"})


def _opens_with_participle(clause: Clause) -> bool:
    first = next(clause.document.tokens(clause.sentence), None)
    return first is not None and first.tag_ in {"VBG", "VBN"}


def _marked(clause: Clause) -> bool:
    """As in "he also said", "he then warned", "he added": by its words it goes on."""
    if clause.head.lemma_.lower() in words("scenes", "going_on.cues"):
        return True
    beside = [*clause.head.children, *([clause.head.nbor(-1)] if clause.head.i else [])]
    return any(token.lower_ in words("scenes", "going_on.adverbs") for token in beside)


_PRESENT = FINITE - {"VBD"}
_LOOSE = {"vague", "year"}  # kinds of expressions that no talk ends at
_ACTS = 12  # acts of saying back that something may be that is gone on with
_BLOCKS = 2  # paragraphs on
_FAR_BLOCKS = 6  # the same where the words themselves go on
_FAR_ACTS = 4  # acts of others between, then
_HEAD = 20  # code points from the start of a sentence: its opening
_DEPTH = 6  # steps up a parse
