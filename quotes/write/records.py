"""Records as JSONL or as a table."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from quotes.write.brief import one_line, said_when, shortened, who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from quotes.record import Record
    from quotes.write.output import WordSink

Format = Literal["jsonl", "table"]
FORMATS: tuple[Format, ...] = get_args(Format)

MIN_WIDTH = 100  # a table narrower than this breaks every name
QUOTE_WIDTH = 160
HEADINGS = ("who", "cue", "what", "when")
WIDTHS = (34, 16, 10)  # of all columns but the words said, which get the rest


class RecordWriter(Protocol):
    """Takes records article by article and puts them into a sink."""

    def write(self, records: Sequence[Record]) -> None:
        """Take one article's records."""

    def finish(self) -> None:
        """Put down whatever is still held back."""


def record_writer(form: Format, sink: WordSink) -> RecordWriter:
    """The writer for a format."""
    return JsonlWriter(sink) if form == "jsonl" else TableWriter(sink)


class JsonlWriter:
    """One record a line, as soon as it is there."""

    def __init__(self, sink: WordSink) -> None:
        self._sink = sink

    def write(self, records: Sequence[Record]) -> None:
        """Take one article's records."""
        for record in records:
            self._sink.write_line(record.to_json())
        self._sink.flush()

    def finish(self) -> None:
        """Nothing is held back."""


class TableWriter:
    """A table of who said what when, one section an article; drawn at the end, when all widths are known."""

    def __init__(self, sink: WordSink) -> None:
        self._sink = sink
        self._articles: list[Sequence[Record]] = []

    def write(self, records: Sequence[Record]) -> None:
        """Take one article's records."""
        if records:
            self._articles.append(records)

    def finish(self) -> None:
        """Draw the table."""
        for line in table_lines(self._articles):
            self._sink.write_line(line)
        self._sink.flush()


def table_lines(articles: Sequence[Sequence[Record]], *, width: int | None = None) -> list[str]:
    """The lines of a table of records, a section an article; none when there are no records.

    Args:
        articles: Each article's records, at least one.
        width: Columns of the table; as wide as the terminal if left out.
    """
    from rich.console import Console

    if not articles:
        return []
    page = io.StringIO()
    width = width or max(MIN_WIDTH, shutil.get_terminal_size((120, 24)).columns)
    console = Console(file=page, width=width, color_system=None, emoji=False, markup=False, highlight=False)
    console.print(_section([(*HEADINGS,)], width))
    for records in articles:
        article = records[0].article
        known = (article.id, article.published, one_line(article.title or ""))
        console.print("─" * width)
        console.print(shortened(" · ".join(filter(None, known)), width), "\n")
        console.print(_section([_cells(record) for record in records], width))
    return [line.rstrip() for line in page.getvalue().splitlines()]


def _cells(record: Record) -> tuple[str, ...]:
    cue = one_line(record.cue.text) if record.cue else ""
    return who(record), cue, shortened(one_line(record.quote.text), QUOTE_WIDTH), said_when(record)


def _section(rows: Sequence[tuple[str, ...]], width: int) -> Table:
    """Rows under each other; the same widths for every section, whatever stands in it."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    for column in (*WIDTHS[:2], width - sum(WIDTHS) - 2 * len(HEADINGS), WIDTHS[2]):
        table.add_column(width=column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
