"""Standard input: what it is shows in how it begins."""

from __future__ import annotations

import codecs
import io
import json
import re
from typing import TYPE_CHECKING

from quotes.read.decode import decode
from quotes.read.formats.json_lines import read_json_lines
from quotes.read.formats.objects import read_objects
from quotes.read.formats.plain import read_plain
from quotes.read.formats.web import read_web
from quotes.read.problem import UnreadableError
from quotes.read.source import BYTES_PER_JSON_CHAR, Source, rejoined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quotes.read.article import Article
    from quotes.read.problem import Problem

_OBJECT = re.compile(r"\{\s*(?:\"|\}|$)")
_LIST = re.compile(r"\[\s*(?:\{|\]|$)")
_PAGE = re.compile(r"<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


def read_sniffed(source: Source) -> Iterator[Article | Problem]:
    """The articles on standard input, as JSONL, JSON, HTML or text; JSONL is read as it comes in."""
    head = _first_line(source)
    if _is_article(head):
        yield from read_json_lines(Source(source.path, rejoined(head, source.file), source.max_chars))
        return
    data = head + source.read(None)
    if not data.strip():
        raise UnreadableError("standard input is empty; pipe an article in")
    yield from _connector(data)(Source(source.path, io.BytesIO(data), source.max_chars))


def _first_line(source: Source) -> bytes:
    """What comes in up to the end of the first line that isn't empty."""
    head = b""
    while line := source.file.readline(source.max_chars * BYTES_PER_JSON_CHAR):
        head += line
        if line.strip():
            break
    return head


def _is_article(line: bytes) -> bool:
    try:
        value = json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value


def _connector(data: bytes) -> Callable[[Source], Iterator[Article | Problem]]:
    try:
        text = decode(data)[0].lstrip()
    except UnreadableError:
        return read_plain  # which says what is wrong
    if _LIST.match(text):
        return read_objects
    if _OBJECT.match(text):
        # Several lines that each begin an object are JSONL of which the first line is wrong.
        following = text.partition("\n")[2].lstrip()
        return read_json_lines if following.startswith("{") else read_objects
    return read_web if _PAGE.match(text) else read_plain
