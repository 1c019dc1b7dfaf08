"""What could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that yielded no article; the rest of the run goes on without it.

    ``reason`` is one line that says what is wrong and what to do about it. ``line`` counts from 1 and is None
    where the whole file is meant.
    """

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """``path:line: reason``, the form that editors can jump to."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


class UnreadableError(ValueError):
    """An input has no usable text; its message is the ``reason`` of a ``Problem``."""
