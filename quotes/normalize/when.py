"""When something was said: only what the article states about this act of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.normalize.carry import Talks, past
from quotes.normalize.clause import Tie
from quotes.normalize.dates import Moment, resolve
from quotes.normalize.events import find_event, find_event_of, with_returns
from quotes.normalize.remarks import later_remark, same_claim
from quotes.normalize.scenes import find_scenes, to_come
from quotes.normalize.tables import table, words
from quotes.normalize.telling import Telling
from quotes.normalize.times import TimeExpression, find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.attribution import Attribution
    from quotes.normalize.clause import Clause, Clauses
    from quotes.normalize.scenes import Scene
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
        dated = find_scenes(document, clauses, self._times_of, self._dates_else)
        self._scenes = with_returns(document, clauses, dated)
        self._talks = Talks(document, attributions, self._clauses, clauses, self._times_of, self._dates_else)
        self._telling = Telling(document, attributions, self._clauses, self._scenes, self._talks)

    def occasion(self, index: int) -> Occasion | None:
        if index not in self._found:
            self._found[index] = None  # a circle of speeches that follow each other ends here
            self._found[index] = (
                self._stated(index)
                or self._shared(index)
                or self._of_event(index)
                or self._carried(index)
                or self._told(index)
                or self._again(index)
                or self._afterwards(index)
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
            before = time.span.end <= clause.anchor.start
            if (tie in {Tie.MEDIUM, Tie.MAIN} or before) and to_come(self._document, time):
                continue
            if tie is not None:
                tied.append((tie, clause.distance(time.span), time))
        if not tied:
            return None
        time = min(tied, key=lambda found: found[:2])[2]
        return Occasion(time.span, self._resolved(time, clause.sentence))

    def _dates_else(self, sentence: Sentence, time: TimeExpression) -> bool:
        """Whether an expression can't be the day of saying: "since May", a year ahead, a dateline's."""
        before = self._document.text[max(0, time.span.start - _WORD) : time.span.start].split()
        bounds = bool(before) and before[-1].lower() in words("times", "bounds.before")
        return bounds or self._ends_stretch(time) or self._in_dateline(sentence, time) or self._ahead(time)

    def _ends_stretch(self, time: TimeExpression) -> bool:
        """As in "between May 1 and June 3"."""
        before = self._document.text[max(0, time.span.start - _STRETCH) : time.span.start]
        return re.search(r"\bbetween\s[^.;]*\sand\s+$", before) is not None

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
        if clause is None or not past(clause):
            return None
        return self._at(find_event(clause, self._scenes))

    def _carried(self, index: int) -> Occasion | None:
        """The date of the speech before, where the same speaker plainly goes on speaking on the same occasion."""
        before = self._talks.before(index, lambda other: self.occasion(other) is not None)
        return self.occasion(before) if before is not None else None

    def _told(self, index: int) -> Occasion | None:
        """The date of the scene that this is told in."""
        return self._at(self._telling.scene_of(index))

    def _again(self, index: int) -> Occasion | None:
        """The date of the same claim, reported before."""
        before = same_claim(self._document, self._attributions, index)
        return self.occasion(before) if before is not None else None

    def _afterwards(self, index: int) -> Occasion | None:
        """The date that the sentences after give: "He made the remarks on Monday"."""
        clause, item = self._clauses[index], self._attributions[index]
        if clause is None or item.speaker is None or item.speech.parent is not None:
            return None
        names = frozenset(item.speaker.name.split())
        sentence = later_remark(self._document, clause, self._all, names)
        if sentence is None:
            return None
        for time in self._times_of(sentence):
            if not self._dates_else(sentence, time):
                return Occasion(time.span, self._resolved(time, sentence))
        return self._at(find_event_of(self._document, sentence, self._scenes))

    def _at(self, scene: Scene | None) -> Occasion | None:
        return Occasion(scene.time.span, self._resolved(scene.time, scene.sentence)) if scene else None

    def _resolved(self, time: TimeExpression, sentence: Sentence) -> Moment | None:
        return resolve(time, self._document.article.published, self._before(sentence, time))


def _leads_content(clause: Clause, time: TimeExpression) -> bool:
    """As in "said last week he hoped": time right after the cue is the cue's, though the content took it in."""
    cue = clause.speech.cue
    if cue is None or clause.speech.type == "direct" or not clause.speech.content or time.span.start < cue.span.end:
        return False
    content = clause.speech.content[0]
    between = clause.document.text[cue.span.end : time.span.start]
    return content.start == time.span.start and len(content) > len(time.span) and not between.strip()


_BACK = 12  # how many sentences, or acts of saying, back something may be that is gone on with
_NEAR_BACK = 4  # sentences back that "at the time" and "a day before" may point
_POINTING = {"anaphoric", "earlier"}  # kinds of expressions that do
_WORD = 12  # code points in which the word before an expression is looked for
_STRETCH = 40  # the same for "between" before the second of two dates
_DATELINE = 60  # code points from the start of a block that a dateline may take, and its agency after it
