"""What reading an article yields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from quotes.span import Span

PublishedBasis = Literal["given", "metadata", "header", "dateline"]


class BlockKind(StrEnum):
    """What a block of an article's text is."""

    TITLE = "title"  # the headline and sub-headlines
    BODY = "body"  # a paragraph of the article itself
    CAPTION = "caption"  # the text under a photograph
    DATELINE = "dateline"  # "WASHINGTON (AP) —", "date 2016-07-08 BEIJING. KAZINFORM -", a line of dates
    BYLINE = "byline"  # "By Jane Doe"
    FURNITURE = "furniture"  # "Read more:", share bars, related headlines, addresses of the site


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like stretch of text; a quotation, a sentence or a name never crosses its edges.

    Only ``TITLE`` and ``BODY`` blocks are parsed: nothing else yields a record.
    """

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its untouched text, what is known about it, and what each part of it is.

    ``blocks`` are in order and don't overlap; between them there is only white space. ``published`` is None
    where neither the input nor the text says when the article appeared.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    published_basis: PublishedBasis | None = None
    place: str | None = None  # where a dateline says it was written
    agency: Span | None = None  # the agency that the text credits: "(AP)", "KAZINFORM", "Source: Kyodo"
    encoding: str = "utf-8"
