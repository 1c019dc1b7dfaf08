"""Cutting an article's text into blocks, and telling the article from what the page put around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.read.article import Block, BlockKind
from quotes.read.bylines import is_byline
from quotes.read.captions import TOP, is_caption, is_repeated
from quotes.read.datelines import Dateline, find_dateline
from quotes.read.dates import dates_in, is_date_line
from quotes.read.furniture import (
    follows_related,
    furniture_row,
    is_address,
    is_breadcrumb,
    is_headline_like,
    is_separator,
    is_share_bar,
)
from quotes.read.lines import Line, normalized, paragraphs
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

HEADLINES = 3  # headline and sub-headlines at most
MAX_TITLE = 200  # characters
PARAGRAPH = 120  # characters: nobody writes as many twice
DATELINE_WITHIN = 3  # body paragraphs from the top that a bare dateline can begin

_HEADING = re.compile(r"#{1,6}\s+\S")
_SPEAKER_LABEL = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}:\s")


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text, and those of its lines that say something about the article."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None
    date_lines: tuple[Line, ...]
    bylines: tuple[Line, ...]
    sources: tuple[Line, ...]  # "Source: Kyodo"


@dataclass(slots=True)
class _Draft:
    """The lines of a text with what is known of each so far; None is still open."""

    lines: list[Line]
    kinds: list[BlockKind | None]
    title: str | None
    opening: set[int]  # lines that headlines of other articles follow
    closing: set[int]  # lines after which the article is over
    sources: list[Line]

    def mark(self, index: int, kind: BlockKind) -> None:
        if self.kinds[index] is None:
            self.kinds[index] = kind


def lay_out(text: str, title: str | None = None) -> Layout:
    """Cut a text into blocks and classify each.

    Args:
        text: The article's text.
        title: Its headline, where the input gives it; the line that repeats it is then a title for sure.

    Returns:
        Blocks in order that cover every character but white space. What no rule claims is body, so that
        an unknown kind of furniture costs precision and never loses a paragraph.
    """
    lines = paragraphs(text)
    draft = _Draft(lines, [None] * len(lines), title, set(), set(), [])
    for step in STEPS:
        step(draft)
    blocks, dateline = _blocks(draft, text)
    return Layout(
        blocks=blocks,
        dateline=dateline,
        date_lines=tuple(_of_kind(draft, BlockKind.DATELINE)),
        bylines=tuple(_of_kind(draft, BlockKind.BYLINE)),
        sources=tuple(draft.sources),
    )


def _mark_given_title(draft: _Draft) -> None:
    """The lines near the top that together are the title that the input gives."""
    wanted = normalized(draft.title or "")
    if not wanted:
        return
    for start in range(min(TOP, len(draft.lines))):
        together = ""
        for end in range(start, min(start + HEADLINES, len(draft.lines))):
            together = f"{together} {normalized(draft.lines[end].text[: MAX_TITLE * 2])}".strip()
            if together == wanted:
                for index in range(start, end + 1):
                    draft.mark(index, BlockKind.TITLE)
                return
            if not wanted.startswith(together):
                break


def _mark_headings(draft: _Draft) -> None:
    """Markdown headings, wherever they stand."""
    for index, line in enumerate(draft.lines):
        if len(line.text) > MAX_TITLE:
            continue
        underlined = index + 1 < len(draft.lines) and re.fullmatch(r"={3,}", draft.lines[index + 1].text[:MAX_TITLE])
        if _HEADING.match(line.text) or (underlined and not draft.lines[index + 1].gap):
            draft.mark(index, BlockKind.TITLE)


def _mark_repeated(draft: _Draft) -> None:
    """Captions given twice: as the picture's text and under it."""
    for index, (one, two) in enumerate(zip(draft.lines, draft.lines[1:TOP], strict=False)):
        if is_repeated(one, two):
            draft.mark(index, BlockKind.CAPTION)
            draft.mark(index + 1, BlockKind.CAPTION)


def _mark_given_again(draft: _Draft) -> None:
    """Paragraphs that stand there twice, word for word: a page shows its opening again."""
    seen: set[str] = set()
    for index, line in enumerate(draft.lines):
        if len(line.text) >= PARAGRAPH:
            same = " ".join(line.text.split())
            if same in seen:
                draft.mark(index, BlockKind.FURNITURE)
            elif draft.kinds[index] is None:
                seen.add(same)


def _mark_single(draft: _Draft) -> None:
    """Lines that are known by their form alone."""
    for index, line in enumerate(draft.lines):
        if draft.kinds[index] is not None:
            continue
        row = furniture_row(line)
        if row is None:
            kind, closes = _kind_by_form(line, top=index < TOP)
        else:
            kind, closes = BlockKind.FURNITURE, row.closes
            if row.opens:
                draft.opening.add(index)
            if row.name == "source":
                draft.sources.append(line)
        if closes:
            draft.closing.add(index)
        draft.kinds[index] = kind


def _kind_by_form(line: Line, *, top: bool) -> tuple[BlockKind | None, bool]:
    """What a line is that no row of the table fits, and whether it ends the article."""
    if is_share_bar(line) or is_address(line):
        return BlockKind.FURNITURE, True
    if is_separator(line) or (top and is_breadcrumb(line)):
        return BlockKind.FURNITURE, False
    if is_date_line(line.text) and (top or _is_labelled(line)):
        return BlockKind.DATELINE, False
    if is_byline(line):
        return BlockKind.BYLINE, False
    return (BlockKind.CAPTION if is_caption(line) else None), False


def _is_labelled(line: Line) -> bool:
    return any(label != "plain" for label, _ in dates_in(line.text))


def _mark_related(draft: _Draft) -> None:
    """The headlines of other articles under "Related news:"."""
    for index in sorted(draft.opening):
        for listed in range(index + 1, follows_related(draft.lines, index + 1)):
            draft.mark(listed, BlockKind.FURNITURE)


def _mark_trailing(draft: _Draft) -> None:
    """What stands between the first closing line after the last real paragraph and the end of the page."""
    last = max(
        (
            index
            for index, (kind, line) in enumerate(zip(draft.kinds, draft.lines, strict=True))
            if kind is None and (line.ends_sentence or not is_headline_like(line))
        ),
        default=-1,
    )
    over = min((index for index in draft.closing if index > last), default=None)
    if over is not None and last >= 0:
        for index in range(over, len(draft.lines)):
            draft.mark(index, BlockKind.FURNITURE)


def _mark_headlines(draft: _Draft) -> None:
    """Headline and sub-headlines of a text that comes without a title."""
    if not any(kind is None and line.ends_sentence for kind, line in zip(draft.kinds, draft.lines, strict=True)):
        return
    marked = sum(kind is BlockKind.TITLE for kind in draft.kinds[:TOP])
    for index, line in enumerate(draft.lines):
        if draft.kinds[index] is not None:
            continue
        if marked >= HEADLINES or not _is_headline(line):
            return
        draft.mark(index, BlockKind.TITLE)
        marked += 1


def _is_headline(line: Line) -> bool:
    return (
        len(line.text) <= MAX_TITLE
        and is_headline_like(line)
        and not line.text.endswith((":", ",", ";"))
        and not line.text[0].islower()
        and find_dateline(line, first=True) is None
    )


STEPS: tuple[Callable[[_Draft], None], ...] = (
    _mark_given_title,
    _mark_headings,
    _mark_repeated,
    _mark_single,
    _mark_related,
    _mark_trailing,
    _mark_headlines,
    _mark_given_again,
)


def _blocks(draft: _Draft, text: str) -> tuple[tuple[Block, ...], Dateline | None]:
    """The blocks of a draft, datelines cut off the paragraphs that they begin."""
    transcript = sum(bool(_SPEAKER_LABEL.match(line.text)) for line in draft.lines) > 1
    blocks: list[Block] = []
    dateline: Dateline | None = None
    bodies = 0
    for line, kind in zip(draft.lines, draft.kinds, strict=True):
        if kind is not None:
            blocks.append(Block(line.span, kind))
            continue
        bodies += 1
        first = dateline is None and bodies <= DATELINE_WITHIN
        found = find_dateline(line, first=first, transcript=transcript)
        if found is None:
            blocks.append(Block(line.span, BlockKind.BODY))
            continue
        dateline = dateline or found
        blocks.extend(_split(line, found.end, text))
    return tuple(blocks), dateline


def _split(line: Line, end: int, text: str) -> list[Block]:
    start = end
    while start < line.span.end and text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    blocks = [Block(Span(line.span.start, end), BlockKind.DATELINE)]
    if start < line.span.end:
        blocks.append(Block(Span(start, line.span.end), BlockKind.BODY))
    return blocks


def _of_kind(draft: _Draft, wanted: BlockKind) -> list[Line]:
    return [line for line, kind in zip(draft.lines, draft.kinds, strict=True) if kind is wanted]
