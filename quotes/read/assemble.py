"""From a text and what the input says about it to an article."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from quotes.read.article import Article, BlockKind, PublishedBasis
from quotes.read.blocks import lay_out
from quotes.read.bylines import author_in
from quotes.read.dates import dates_in
from quotes.read.problem import UnreadableError
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.read.blocks import Layout
    from quotes.read.lines import Line

MAX_CHARS = 2_000_000
MIN_TITLE_WORDS = 4  # a shorter first line may be a name or a section
HEADER_LINES = 12  # an unlabelled date further down is not that of publication

_SURROGATE = re.compile("[\ud800-\udfff]")
_SOURCE = re.compile(r"\bsources?\s*[:–—-]\s*(.*?)[\s.)\]]*$", re.IGNORECASE | re.DOTALL)


def article_from_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the record's own word
    published: date | str | None = None,
    published_basis: PublishedBasis = "given",
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    path: str | None = None,
    encoding: str = "utf-8",
) -> Article:
    """Make an article of a text; what the arguments leave open is looked for in the text.

    Args:
        text: The article, untouched; it may be empty.
        id: Its name in the records; made from the text where not given.
        published: Day of publication, as a date or in ISO form. It wins over one that the text states.
        published_basis: Where ``published`` comes from.
        title: The headline.
        url: Its address.
        publisher: The site or paper.
        author: Who wrote it.
        path: The file that it was read from.
        encoding: How that file was encoded.

    Returns:
        The article with its blocks.

    Raises:
        UnreadableError: ``text`` has half of a surrogate pair, which no file can hold.
        ValueError: ``published`` is no ISO date.
    """
    check_surrogates(text)
    given = parse_published(published) if isinstance(published, str) else published
    layout = lay_out(text, title)
    found, basis = (given, published_basis) if given is not None else _stated_date(layout)
    return Article(
        id=id or hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        blocks=layout.blocks,
        path=path,
        url=url or None,
        title=title or _headline(layout, text),
        publisher=publisher or None,
        author=author or next((name for line in layout.bylines if (name := author_in(line))), None),
        published=found,
        published_basis=basis if found is not None else None,
        place=layout.dateline.place if layout.dateline else None,
        agency=_agency(layout),
        encoding=encoding,
    )


def check_text(text: str, max_chars: int) -> None:
    """Refuse a text that is empty, too long, not Unicode, or the mark-up of a rich-text file.

    Raises:
        UnreadableError: With what is wrong and what to do.
    """
    if not text.strip():
        raise UnreadableError("the text is empty; leave it out or put an article in")
    if text.startswith("{\\rtf"):
        raise UnreadableError("the text is rich-text (RTF) mark-up; put the plain text in")
    check_length(len(text), max_chars)
    check_surrogates(text)


def check_length(chars: int, max_chars: int) -> None:
    """Refuse a text of more than ``max_chars`` characters."""
    if chars > max_chars:
        raise UnreadableError(
            f"the text has {chars:,} characters, more than the limit of {max_chars:,}; "
            f"raise it with --max-chars {chars}"
        )


def check_surrogates(text: str) -> None:
    """Refuse half of a surrogate pair: it is no character, and no encoding can write it."""
    lone = _SURROGATE.search(text)
    if lone is not None:
        raise UnreadableError(
            f"character {lone.start()} is half of a surrogate pair (U+{ord(lone[0]):04X}); write the character in full"
        )


def parse_published(stated: str) -> date:
    """The day of an ISO date or date-time, in the time zone that it is written in.

    Raises:
        ValueError: It is neither.
    """
    try:
        return date.fromisoformat(stated)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(stated).date()
    except ValueError:
        raise ValueError(f"published {stated!r} is no ISO date; write it like 2019-12-31") from None


def _headline(layout: Layout, text: str) -> str | None:
    """The first block's text where that clearly is a headline."""
    for block in layout.blocks:
        if block.kind is BlockKind.TITLE:
            headline = re.sub(r"^#{1,6}\s+", "", " ".join(block.span.of(text).split()))
            return headline if len(headline.split()) >= MIN_TITLE_WORDS else None
        if block.kind is BlockKind.BODY:
            return None
    return None


def _stated_date(layout: Layout) -> tuple[date | None, PublishedBasis]:
    """The day of publication that the lines around the article state.

    A date called "published" comes first, then a bare one, then the dateline's; one called "updated" is better
    than none.
    """
    stated = [
        (label, day)
        for line in [*layout.date_lines[:HEADER_LINES], *layout.bylines[:1]]
        for label, day in dates_in(line.text)
    ]
    for wanted in ("published", "plain"):
        for label, day in stated:
            if label == wanted:
                return day, "header"
    if layout.dateline is not None and layout.dateline.date is not None:
        return layout.dateline.date, "dateline"
    return (stated[0][1], "header") if stated else (None, "header")


def _agency(layout: Layout) -> Span | None:
    if layout.dateline is not None and layout.dateline.agency is not None:
        return layout.dateline.agency
    for line in layout.sources:
        match = _SOURCE.search(line.text)
        if match is not None and match[1]:
            return _within(line, match.start(1), match.end(1))
    return None


def _within(line: Line, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end)
