"""The expressions of time of one article: where they stand, what they stand for, and which date nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.normalize.dates import resolve
from quotes.normalize.tables import table, words
from quotes.normalize.times import find_times

if TYPE_CHECKING:
    from quotes.normalize.clause import Clauses
    from quotes.normalize.dates import Moment
    from quotes.normalize.times import TimeExpression
    from quotes.parse.document import Document, Sentence


class Timeline:
    """The times of an article by sentence, found once.

    Args:
        document: The parse of the article.
        clauses: What of it is reported.
    """

    def __init__(self, document: Document, clauses: Clauses) -> None:
        self._document = document
        self._all = clauses
        self._times: dict[int, list[TimeExpression]] = {}

    def of(self, sentence: Sentence) -> list[TimeExpression]:
        """The expressions of time of a sentence, in order."""
        if sentence.index not in self._times:
            span = sentence.span
            self._times[sentence.index] = find_times(self._document.text, span.start, span.end)
        return self._times[sentence.index]

    def told(self, sentence: Sentence) -> list[TimeExpression]:
        """Those that stand in the article's own words and not in something reported."""
        return [time for time in self.of(sentence) if not self._all.reported(sentence, time.span)]

    def moment(self, sentence: Sentence, time: TimeExpression) -> Moment | None:
        """The date that an expression stands for."""
        return resolve(time, self._document.article.published, self._before(sentence, time))

    def dates_else(self, sentence: Sentence, time: TimeExpression) -> bool:
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
        if time.kind not in _POINTING or depth > _CHAIN:
            return None
        for number in range(sentence.index, max(-1, sentence.index - _NEAR_BACK), -1):
            earlier = self._document.sentences[number]
            for other in reversed(self.of(earlier)):
                if other.span.end <= time.span.start and not self._all.reported(earlier, other.span):
                    before = self._before(earlier, other, depth + 1)
                    return resolve(other, self._document.article.published, before)
        return None


_NEAR_BACK = 4  # sentences back that "at the time" and "a day before" may point
_CHAIN = 12  # such expressions that may point back to one another
_POINTING = {"anaphoric", "earlier"}  # kinds of expressions that do
_WORD = 12  # code points in which the word before an expression is looked for
_STRETCH = 40  # the same for "between" before the second of two dates
_DATELINE = 60  # code points from the start of a block that a dateline may take, and its agency after it
