"""A stretch of an article's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``[start, end)`` of an article's text, half open, never of a cleaned copy."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers in ``text``."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def stripped(self, text: str) -> Span:
        """The same span without white space and invisible characters at its edges."""
        start, end = self.start, self.end
        while start < end and not _visible(text[start]):
            start += 1
        while end > start and not _visible(text[end - 1]):
            end -= 1
        return Span(start, end)


def _visible(char: str) -> bool:
    return not char.isspace() and (char.isprintable() or char.isalnum())
