"""Records as JSONL or as a table."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from quotes.write.brief import one_line, said_when, shortened, who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.record import Record
    from quotes.write.output import WordSink

Format = Literal["jsonl", "table"]
FORMATS: tuple[Format, ...] = get_args(Format)

MIN_WIDTH = 100  # a table narrower than this breaks every name
QUOTE_WIDTH = 160


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


def table_lines(articles: Sequence[Sequence[Record]]) -> list[str]:
    """The lines of a table of records, grouped by article; none when there are no records."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not articles:
        return []
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading, ratio in (("article", 2), ("who", 4), ("cue", 2), ("what", 8), ("when", 2)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for records in articles:
        for number, record in enumerate(records):
            cells = (
                record.article.id if number == 0 else "",
                who(record),
                one_line(record.cue.text) if record.cue else "",
                shortened(one_line(record.quote.text), QUOTE_WIDTH),
                said_when(record),
            )
            table.add_row(*(Text(cell) for cell in cells), end_section=record is records[-1])
    page = io.StringIO()
    width = max(MIN_WIDTH, shutil.get_terminal_size((120, 24)).columns)
    Console(file=page, width=width, color_system=None, emoji=False).print(table)
    return [line.rstrip() for line in page.getvalue().splitlines() if line.strip()]
