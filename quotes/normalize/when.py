"""When something was said: only what the article states about this act of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.normalize.clause import Tie
from quotes.normalize.dates import Moment, resolve
from quotes.normalize.events import find_event_time
from quotes.normalize.tables import table, words
from quotes.normalize.times import TimeExpression, find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.attribution import Attribution
    from quotes.normalize.clause import Clause, Clauses
    from quotes.parse.document import Document, Sentence
    from quotes.span import Span


@dataclass(frozen=True, slots=True)
class Occasion:
    """The date of an act of saying: the words that state it, and the date they stand for where that is known."""

    span: Span
    moment: Moment | None


def find_occasions(document: Document, attributions: Sequence[Attribution], clauses: Clauses) -> list[Occasion | None]:
    """The date of each act of saying, None where the article states none.

    Notes:
        Own words of time come first; then those of a speech that this one is coordinated with or goes on with; last
        those of the speech before, where the same speaker plainly goes on speaking on the same occasion.
    """
    finder = _Finder(document, attributions, clauses)
    return [finder.occasion(index) for index in range(len(attributions))]


class _Finder:
    def __init__(self, document: Document, attributions: Sequence[Attribution], clauses: Clauses) -> None:
        self._document = document
        self._attributions = attributions
        self._all = clauses
        self._clauses = [clauses.of(index) for index in range(len(attributions))]
        self._found: dict[int, Occasion | None] = {}
        self._times: dict[int, list[TimeExpression]] = {}

    def occasion(self, index: int) -> Occasion | None:
        if index not in self._found:
            self._found[index] = None  # a circle of speeches that follow each other ends here
            self._found[index] = (
                self._stated(index) or self._shared(index) or self._of_event(index) or self._carried(index)
            )
        return self._found[index]

    def _stated(self, index: int) -> Occasion | None:
        """The words of time that the parser or the surface ties to the cue, the surest and nearest first."""
        clause = self._clauses[index]
        if clause is None:
            return None
        tied: list[tuple[Tie, int, TimeExpression]] = []
        for time in self._times_of(clause.sentence):
            if not clause.reaches(time.span) or self._dates_else(clause.sentence, time):
                continue
            tie = clause.tie(time.span)
            if tie is None and _leads_content(clause, time):
                tie = Tie.BESIDE
            if tie is not None:
                tied.append((tie, clause.distance(time.span), time))
        if not tied:
            return None
        time = min(tied, key=lambda found: found[:2])[2]
        return Occasion(time.span, resolve(time, self._document.article.published, self._before(clause.sentence, time)))

    def _dates_else(self, sentence: Sentence, time: TimeExpression) -> bool:
        """Whether an expression can't be the day of saying: "since May", a year ahead, a dateline's."""
        before = self._document.text[max(0, time.span.start - _WORD) : time.span.start].split()
        bounds = bool(before) and before[-1].lower() in words("times", "bounds.before")
        return bounds or self._in_dateline(sentence, time) or self._ahead(time)

    def _in_dateline(self, sentence: Sentence, time: TimeExpression) -> bool:
        """As in "LUND, Oct. 4 (AP) — The mayor said": the day of writing, left in the paragraph."""
        opening = time.span.start - self._document.block_of(sentence).span.start
        rest = self._document.text[time.span.end : time.span.end + _DATELINE]
        return opening < _DATELINE and re.match(table("times")["dateline"]["after"], rest) is not None

    def _ahead(self, time: TimeExpression) -> bool:
        """A year that has not come when the article appears is nobody's day of saying."""
        published = self._document.article.published
        return bool(time.year and published and int(time.year) > published.year)

    def _before(self, sentence: Sentence, time: TimeExpression, depth: int = 0) -> Moment | None:
        """The date last spoken of, for words of time that point back to it, maybe through others that do."""
        if time.kind not in _POINTING or depth > _BACK:
            return None
        for number in range(sentence.index, max(-1, sentence.index - _NEAR_BACK), -1):
            earlier = self._document.sentences[number]
            for other in reversed(self._times_of(earlier)):
                if other.span.end <= time.span.start and not self._all.reported(earlier, other.span):
                    before = self._before(earlier, other, depth + 1)
                    return resolve(other, self._document.article.published, before)
        return None

    def _times_of(self, sentence: Sentence) -> list[TimeExpression]:
        if sentence.index not in self._times:
            span = sentence.span
            self._times[sentence.index] = find_times(self._document.text, span.start, span.end)
        return self._times[sentence.index]

    def _shared(self, index: int) -> Occasion | None:
        """The date of the speech that this one goes on with, or has its source from: "said Friday … and added"."""
        speech = self._attributions[index].speech
        if speech.follows is not None and speech.follows != index:
            return self.occasion(speech.follows)
        for other in range(index - 1, max(-1, index - _BACK), -1):
            twin = self._attributions[other].speech
            if twin.sentence == speech.sentence and speech.source and twin.source == speech.source:
                return self.occasion(other)
        return None

    def _of_event(self, index: int) -> Occasion | None:
        """The date given earlier to the event or the document that this was said at or in."""
        clause = self._clauses[index]
        if clause is None or not _past(clause):
            return None
        time = find_event_time(self._document, clause, self._times_of)
        return Occasion(time.span, resolve(time, self._document.article.published)) if time else None

    def _carried(self, index: int) -> Occasion | None:
        """The date of the speech before, where the same speaker plainly goes on speaking on the same occasion."""
        clause = self._clauses[index]
        before = self._previous(index)
        if before is None or clause is None or not _past(clause):
            return None
        earlier = self._clauses[before]
        if earlier is None:
            return None
        gap = clause.sentence.block - earlier.sentence.block
        goes_on = gap == 0 or (gap <= _BLOCKS and _continues(clause))
        return self.occasion(before) if goes_on and not self._redated(earlier, clause) else None

    def _previous(self, index: int) -> int | None:
        """The same speaker's act of saying before this one, with at most one of somebody else's between them."""
        own = self._attributions[index]
        if own.speaker is None or own.speech.parent is not None:
            return None
        outer = [i for i in range(max(0, index - _BACK), index) if self._attributions[i].speech.parent is None]
        for other in reversed(outer[-2:]):
            speaker = self._attributions[other].speaker
            if speaker is not None and speaker.name == own.speaker.name:
                return other
        return None

    def _redated(self, earlier: Clause, clause: Clause) -> bool:
        """Whether the article turns to another time in between, at the head of a sentence."""
        for number in range(earlier.sentence.index + 1, clause.sentence.index + 1):
            sentence = self._document.sentences[number]
            if any(time.span.start - sentence.span.start < _HEAD for time in self._times_of(sentence)):
                return True
        return False


def _leads_content(clause: Clause, time: TimeExpression) -> bool:
    """As in "said last week he hoped": time right after the cue is the cue's, though the content took it in."""
    cue = clause.speech.cue
    if cue is None or clause.speech.type == "direct" or not clause.speech.content or time.span.start < cue.span.end:
        return False
    content = clause.speech.content[0]
    between = clause.document.text[cue.span.end : time.span.start]
    return content.start == time.span.start and len(content) > len(time.span) and not between.strip()


def _past(clause: Clause) -> bool:
    """Whether the cue tells of a single past act: "said", not "says", "has said" or "wants"."""
    cue = clause.speech.cue
    if cue is None:
        return False
    phrase = clause.document.doc.char_span(cue.span.start, cue.span.end, alignment_mode="expand")
    tags = {token.tag_ for token in phrase} if phrase is not None else set()
    return bool(tags & {"VBD", "VBN"}) and not tags & {"VBZ", "VBP", "MD"}


def _continues(clause: Clause) -> bool:
    """Whether a sentence in a new paragraph goes on with the talk before, and sets no scene of its own.

    "…," he said. He added that … But "Asked about the strike, he said" opens something new.
    """
    speech = clause.speech
    cue, source = speech.cue, speech.source
    if cue is None or source is None:
        return False
    edges = [cue.span.start, source.span.start, *(span.start for span in speech.content)]
    return min(edges) <= clause.sentence.span.start


_BACK = 12  # how many sentences, or acts of saying, back something may be that is gone on with
_NEAR_BACK = 4  # sentences back that "at the time" and "a day before" may point
_POINTING = {"anaphoric", "earlier"}  # kinds of expressions that do
_BLOCKS = 2  # paragraphs on
_WORD = 12  # code points in which the word before an expression is looked for
_DATELINE = 60  # code points from the start of a block that a dateline may take, and its agency after it
_HEAD = 20  # code points from the start of a sentence: its opening
