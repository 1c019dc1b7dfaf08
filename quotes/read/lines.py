"""Cutting a text into paragraphs, and what the look of one says about it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from quotes.span import Span

# Vertical tab and form feed end a line too: page breaks of converted documents.
NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
NEWLINE_CHAR = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")

MAX_WRAP = 100  # no text is hard-wrapped at more than that
MIN_WRAP = 40  # nor at less
RAGGED = 10  # how much shorter than the measure a wrapped line may be

QUOTES = "\"“”„‟«»‘’‚'`"
_OPENING = ('"', "“", "„", "«", "``", "''", "‘", "'")
_FINAL = re.compile(r"[.!?…。][\"“”»’'`)\]*\s]*$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: usually a line of the file, with its edges stripped of white space."""

    span: Span
    text: str  # newlines inside it are blanks here, one for one, so that offsets stay
    gap: bool = True  # a blank line stands before it

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes like a sentence, with or without closing marks."""
        return _FINAL.search(self.text[-40:]) is not None

    @property
    def quotes_first(self) -> bool:
        """Whether it opens with a quotation mark."""
        return self.text.startswith(_OPENING)

    @property
    def quotes(self) -> bool:
        """Whether there is a double quotation mark in it: somebody may speak."""
        return any(mark in self.text for mark in ('"', "“", "”", "„", "«", "»", "``", "''"))

    @property
    def bare(self) -> str:
        """The line without enclosing brackets and marks and without the stop at its end."""
        return self.text.strip(" \t\xa0.:…!>»*•-–—|()[]“”\"'")


def paragraphs(text: str) -> list[Line]:
    """Cut a text at its newlines; the single newlines of hard-wrapped text stay inside a paragraph.

    Returns:
        Paragraphs in order; between them there is only white space.
    """
    lines = _lines(text)
    measure = _measure(lines)
    if measure is None:
        return lines
    merged: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if group and (line.gap or not _continues(group[-1], line, measure)):
            merged.append(_joined(group, text))
            group = []
        group.append(line)
    if group:
        merged.append(_joined(group, text))
    return merged


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    start, gap = 0, True
    for end, next_start in [*((m.start(), m.end()) for m in NEWLINE.finditer(text)), (len(text), len(text))]:
        raw = text[start:end]
        stripped = raw.strip()
        if stripped:
            first = start + len(raw) - len(raw.lstrip())
            found.append(Line(Span(first, first + len(stripped)), stripped, gap))
            gap = False
        else:
            gap = True
        start = next_start
    return found


def _measure(lines: list[Line]) -> int | None:
    """The width at which a text is wrapped; None where it isn't.

    Wrapping shows in this: the first word of a line would not have fitted on the line before.
    """
    pairs = [(one, two) for one, two in itertools.pairwise(lines) if not two.gap]
    gapless = len(pairs) == len(lines) - 1
    if len(pairs) < (6 if gapless else 3):
        return None
    widths = sorted(len(one.text) for one, _ in pairs)
    measure = widths[len(widths) * 9 // 10]
    if not MIN_WRAP <= measure <= MAX_WRAP:
        return None
    wrapped = sum(_continues(one, two, measure) for one, two in pairs)
    stopped = sum(one.ends_sentence for one, _ in pairs)
    long = sum(len(line.text) > MAX_WRAP for line in lines)
    if wrapped >= 0.7 * len(pairs) and stopped <= 0.4 * len(pairs) and long <= 0.1 * len(lines):
        return measure
    return None


def _continues(one: Line, two: Line, measure: int) -> bool:
    first_word = two.text.split(maxsplit=1)[0]
    return len(one.text) + 1 + len(first_word) > measure - RAGGED or first_word[0].islower()


def _joined(group: list[Line], text: str) -> Line:
    if len(group) == 1:
        return group[0]
    span = Span(group[0].span.start, group[-1].span.end)
    return Line(span, NEWLINE_CHAR.sub(" ", span.of(text)), group[0].gap)


def normalized(text: str) -> str:
    """The words of a line in lower case, for comparing two lines."""
    return " ".join(_WORD.findall(text.lower()))
