"""JSONL, plain or gzip-compressed: one article as an object a line."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import jsonlines

from quotes.read.decode import decode
from quotes.read.formats.fields import article_from_object
from quotes.read.problem import UnreadableError
from quotes.read.source import BYTES_PER_JSON_CHAR, Source, rejoined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.read.article import Article
    from quotes.read.problem import Problem

TOO_LONG = "the text has more characters than the limit of {:,}; raise it with --max-chars"
SPARE = 1 << 16  # bytes that the other fields of a line may take


def read_json_lines(source: Source) -> Iterator[Article | Problem]:
    """The articles of a file, read line by line; a line that is wrong doesn't keep the others back."""
    number = read = 0
    for number, line in enumerate(_lines(source), 1):
        if line is not None and not line.strip():
            continue
        read += 1
        if line is None:
            yield source.problem(TOO_LONG.format(source.max_chars), number)
            continue
        try:
            text, encoding = _decoded(line)
            yield article_from_object(
                _parsed(text),
                default_id=f"{source.id}-{number}",
                path=source.path,
                encoding=encoding,
                max_chars=source.max_chars,
            )
        except UnreadableError as error:
            yield source.problem(str(error), number)
    if not read:
        raise UnreadableError("the file is empty; leave it out or put an article in")


def read_packed_lines(source: Source) -> Iterator[Article | Problem]:
    """The same from a gzip-compressed file."""
    try:
        with gzip.GzipFile(fileobj=source.file) as file:
            yield from read_json_lines(Source(source.path, cast("BinaryIO", file), source.max_chars))
    except (OSError, EOFError, zlib.error) as error:
        yield source.problem(f"damaged gzip file ({error}); what comes after is left out")


def _lines(source: Source) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than an article of the largest size can make it."""
    limit = source.max_chars * BYTES_PER_JSON_CHAR + SPARE
    file = _recoded(source.file)
    while line := file.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
            pass
        yield None


def _recoded(file: BinaryIO) -> BinaryIO:
    """The file without its byte-order mark; UTF-16 as UTF-8, so that lines can be told apart."""
    head = file.read(2)
    if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text, _ = decode(head + file.read())
        return io.BytesIO(text.encode("utf-8", "surrogatepass"))
    head += file.read(1)
    return rejoined(b"" if head == codecs.BOM_UTF8 else head, file)


def _decoded(line: bytes) -> tuple[str, str]:
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return decode(line)


def _parsed(text: str) -> Any:
    try:
        return jsonlines.Reader([text]).read(allow_none=True)
    except jsonlines.InvalidLineError as error:
        raise UnreadableError(f"not valid JSON: {error.__cause__ or error}") from None
    except RecursionError:
        raise UnreadableError("not valid JSON: nested too deep") from None
