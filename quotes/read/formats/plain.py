"""Plain text and Markdown: the whole file is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.read.assemble import article_from_text, check_text
from quotes.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.read.article import Article
    from quotes.read.problem import Problem
    from quotes.read.source import Source


def read_plain(source: Source) -> Iterator[Article | Problem]:
    """The one article of a text file."""
    text, encoding = decode(source.read())
    check_text(text, source.max_chars)
    yield article_from_text(text, id=source.id, path=source.path, encoding=encoding)
