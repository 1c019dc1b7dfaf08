"""When something was said: only what the article states about this act of saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.normalize.carry import Talks, past
from quotes.normalize.clause import Tie
from quotes.normalize.events import find_event, find_event_of, with_returns
from quotes.normalize.remarks import later_remark, same_claim
from quotes.normalize.scenes import find_scenes, is_possessive, to_come
from quotes.normalize.telling import Telling
from quotes.normalize.timeline import Timeline
from quotes.parse.tags import PRESENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.attribution import Attribution
    from quotes.normalize.clause import Clause, Clauses
    from quotes.normalize.dates import Moment
    from quotes.normalize.scenes import Scene
    from quotes.normalize.times import TimeExpression
    from quotes.parse.document import Document
    from quotes.span import Span


@dataclass(frozen=True, slots=True)
class Occasion:
    """The date of an act of saying: the words that state it, and the date they stand for where that is known."""

    span: Span
    moment: Moment | None


def find_occasions(document: Document, attributions: Sequence[Attribution], clauses: Clauses) -> list[Occasion | None]:
    """The date of each act of saying, None where the article states none.

    Notes:
        Own words of time come first; then those of a speech that this one is coordinated with; of the event that it
        refers to; of the speech before, where the same speaker plainly goes on; of the scene that the article tells;
        of the same claim before; last what the next sentences say of it. The ties in dates.toml have examples.
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
        self._times = Timeline(document, clauses)
        self._scenes = with_returns(document, clauses, find_scenes(document, clauses, self._times))
        self._talks = Talks(document, attributions, self._clauses, self._times)
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
        for time in self._times.of(clause.sentence):
            if not clause.reaches(time.span) or self._times.dates_else(clause.sentence, time):
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
        return Occasion(time.span, self._times.moment(clause.sentence, time))

    def _shared(self, index: int) -> Occasion | None:
        """The date of the speech that this one goes on with, or has its source from: "said Friday … and added"."""
        speech = self._attributions[index].speech
        if speech.follows is not None and speech.follows != index:
            return self.occasion(speech.follows)
        clause = self._clauses[index]
        if clause is None or _over_time(clause):
            return None
        for other in range(index - 1, max(-1, index - _BACK), -1):
            if self._is_twin(index, other):
                return self.occasion(other)
        for other in range(index + 1, min(len(self._attributions), index + _BACK)) if clause.head.tag_ == "VBG" else ():
            cue = self._attributions[other].speech.cue
            if cue is not None and cue.span.end < clause.anchor.start and self._is_twin(index, other):
                return self.occasion(other)  # "told the board on Monday that …, saying …"
        return None

    def _is_twin(self, index: int, other: int) -> bool:
        """Whether two acts of saying stand in one sentence and have one source in its words."""
        speech, twin = (self._attributions[one].speech for one in (index, other))
        return twin.sentence == speech.sentence and speech.source is not None and twin.source == speech.source

    def _of_event(self, index: int) -> Occasion | None:
        """The date given earlier to the event or the document that this was said at or in."""
        clause = self._clauses[index]
        if clause is None or not past(clause):
            return None
        return self._at(find_event(clause, self._scenes))

    def _carried(self, index: int) -> Occasion | None:
        """The date of the speech before, where the same speaker plainly goes on speaking on the same occasion."""
        before = self._talks.before(index, self._date)
        occasion = self.occasion(before) if before is not None else None
        vague = occasion is not None and occasion.moment is not None and occasion.moment.precision == "year"
        return None if vague else occasion  # "In 2021 she shared …": a year has room for many occasions

    def _date(self, index: int) -> Moment | None:
        occasion = self.occasion(index)
        return occasion.moment if occasion else None

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
        for time in self._times.of(sentence):
            if not self._times.dates_else(sentence, time):
                return Occasion(time.span, self._times.moment(sentence, time))
        return self._at(find_event_of(self._document, sentence, self._scenes))

    def _at(self, scene: Scene | None) -> Occasion | None:
        return Occasion(scene.time.span, self._times.moment(scene.sentence, scene.time)) if scene else None


def _leads_content(clause: Clause, time: TimeExpression) -> bool:
    """As in "told her last week he hoped": time between the cue and what is said is the cue's, whoever took it in."""
    cue = clause.speech.cue
    if cue is None or clause.speech.type == "direct" or not clause.speech.content or time.span.start < cue.span.end:
        return False
    content = clause.speech.content[0]
    if content.start != time.span.start or len(content) <= len(time.span):
        return False
    if is_possessive(clause.document, time):  # "adding Friday's vote was late"
        return False
    between = clause.document.plain.within(cue.span.end, time.span.start)
    return not any(token.pos_ in {"VERB", "AUX", "PUNCT"} for token in between or ())


def _over_time(clause: Clause) -> bool:
    """As in "has long said": no single act of saying."""
    return any(child.lemma_ == "have" and child.tag_ in PRESENT for child in clause.head.children)


_BACK = 12  # how many acts of saying away something may be that is gone on with
