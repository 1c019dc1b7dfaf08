"""HTML pages: main text and metadata, as trafilatura finds them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from quotes.read.assemble import article_from_text, check_text
from quotes.read.decode import decode
from quotes.read.problem import UnreadableError
from quotes.read.source import BYTES_PER_JSON_CHAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.read.article import Article
    from quotes.read.problem import Problem
    from quotes.read.source import Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{3,30})", re.IGNORECASE)
_CHARSET_WITHIN = 4096  # bytes


def read_web(source: Source) -> Iterator[Article | Problem]:
    """The article of a page; offsets count in the extracted text."""
    data = source.read(BYTES_PER_JSON_CHAR)  # markup takes room that the article doesn't
    if not data.strip():
        raise UnreadableError("the file is empty; leave it out or put an article in")
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    page, encoding = decode(data, declared[1].decode("ascii") if declared else None)
    found = _extract(page)
    text = getattr(found, "text", None)
    if not text:
        raise UnreadableError("no article text found in the page; give its text as a .txt file instead")
    check_text(text, source.max_chars)
    published = _day(getattr(found, "date", None))
    yield article_from_text(
        text,
        id=source.id,
        path=source.path,
        encoding=encoding,
        title=getattr(found, "title", None),
        author=getattr(found, "author", None),
        publisher=getattr(found, "sitename", None),
        url=getattr(found, "url", None),
        published=published,
        published_basis="metadata",
    )


def _extract(page: str) -> Any:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # the problem says it already
    # No extensive search for the date: it guesses from copyright lines and the like.
    return trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None
