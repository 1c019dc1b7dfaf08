"""What a connector is given: where the bytes are, and what bounds them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from quotes.read.assemble import check_length
from quotes.read.problem import Problem

if TYPE_CHECKING:
    from typing import BinaryIO

# A character takes up to four bytes, in JSON up to twelve (the escapes of a surrogate pair).
BYTES_PER_CHAR = 4
BYTES_PER_JSON_CHAR = 12

CHUNK = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Source:
    """An open file, or standard input under the name ``-``."""

    path: str
    file: BinaryIO
    max_chars: int

    @property
    def id(self) -> str:
        """The name that its article gets where it gives none: the file's, without extension."""
        return "stdin" if self.path == "-" else PurePath(self.path).name.split(".")[0] or PurePath(self.path).name

    def read(self, bytes_per_char: int | None = BYTES_PER_CHAR) -> bytes:
        """The whole file.

        Raises:
            UnreadableError: It cannot but hold more than ``max_chars``, at so many bytes a character.
        """
        data = bytearray()
        limit = None if bytes_per_char is None else self.max_chars * bytes_per_char + 4  # a byte-order mark
        while chunk := self.file.read(CHUNK):
            data += chunk
            if limit is not None and len(data) > limit:
                size = len(data) + sum(len(rest) for rest in iter(lambda: self.file.read(CHUNK), b""))
                check_length(size // (bytes_per_char or 1) + 1, self.max_chars)
        return bytes(data)

    def problem(self, reason: str, line: int | None = None) -> Problem:
        """A problem with this input."""
        return Problem(self.path, line, reason)


class Rejoined(io.RawIOBase):
    """A few bytes already read, and then the rest of a file."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head = head
        self.rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer from the head first."""
        if self.head:
            chunk, self.head = self.head[: len(buffer)], self.head[len(buffer) :]
        else:
            chunk = self.rest.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A file again, of which ``head`` has been read already."""
    return cast("BinaryIO", io.BufferedReader(Rejoined(head, rest)))
