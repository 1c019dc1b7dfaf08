"""Where lines go: a file that takes its place only when it is complete, or standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType


class OutputError(Exception):
    """An output that can't be written; the message says which, why, and what to do."""


class WordSink(Protocol):
    """Something that takes lines."""

    def write_line(self, line: str) -> None:
        """Take one line, given without its end."""

    def flush(self) -> None:
        """Hand on what was taken so far."""


class OutputFile:
    """A UTF-8 text file written beside its final place and moved there at the end.

    Used as a context manager: leaving it well puts the file in place of a former one; Ctrl-C keeps what was
    written as ``<name>.partial`` and leaves a former file alone; any other exception removes it. What isn't a
    regular file (a pipe, ``/dev/null``) is written directly.

    Raises:
        OutputError: The place can't be written. Raised when the object is made, before any work is done.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.partial: Path | None = None  # where the unfinished output was kept, after Ctrl-C
        self._lines = 0
        self._direct = self.path.exists() and not self.path.is_file() and not self.path.is_dir()
        self._place = self.path if self._direct else self.path.resolve()
        self._scratch = self._place if self._direct else self._place.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        self._file = self._open()

    def _open(self) -> TextIO:
        if self.path.is_dir():
            raise OutputError(f"{self.path}: is a folder; give the output a file name in it")
        if not self._place.parent.is_dir():
            raise OutputError(f"{self.path}: no such folder {self.path.parent}; make it first")
        if self._place.exists() and not os.access(self._place, os.W_OK):
            raise OutputError(f"{self.path}: can't be written (permission denied); choose another output")
        try:
            return self._scratch.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise OutputError(f"{self.path}: can't be written ({error.strerror}); choose another output") from error

    def write_line(self, line: str) -> None:
        """Take one line, given without its end."""
        self._file.write(line + "\n")
        self._lines += 1

    def flush(self) -> None:
        """Hand the lines so far to the operating system."""
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if self._direct:
                return
            if kind is None:
                self._scratch.replace(self._place)
            elif issubclass(kind, KeyboardInterrupt) and self._lines:
                self.partial = self._place.with_name(f"{self.path.name}.partial")
                self._scratch.replace(self.partial)
        except OSError as failure:
            raise OutputError(f"{self.path}: can't be written ({failure.strerror})") from failure
        finally:
            if not self._direct:
                self._scratch.unlink(missing_ok=True)


class StandardOutput:
    """Standard output in UTF-8 with plain line ends, whatever the terminal's locale says."""

    partial: Path | None = None

    def __enter__(self) -> Self:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
        return self

    def write_line(self, line: str) -> None:
        """Take one line, given without its end."""
        sys.stdout.write(line + "\n")

    def flush(self) -> None:
        """Hand on what was taken so far, so that a reader who has gone away is noticed here."""
        sys.stdout.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.flush()
