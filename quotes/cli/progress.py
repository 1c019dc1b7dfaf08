"""What a run shows while it goes on: a progress bar on a terminal, and a line for everything left out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quotes.extractor import Extraction
    from quotes.job import Summary, Watcher
    from quotes.read import Problem


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher]:
    """Follow a run on standard error; with a bar where that is a terminal, unless ``quiet``."""
    if quiet or not sys.stderr.isatty():
        yield _Lines(lambda line: typer.echo(line, err=True))
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), BarColumn(pulse_style="cyan"), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading the models, parsing the first articles", total=None)
        yield _Bar(
            lambda line: progress.console.print(line, markup=False, highlight=False, soft_wrap=True),
            lambda text: progress.update(task, description=text),
        )


class _Lines:
    """Tells of problems only."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def article(self, extraction: Extraction, summary: Summary) -> None:
        """An article is done."""

    def problem(self, problem: Problem) -> None:
        """Something was left out."""
        self._tell(f"quotes: left out {problem}")


class _Bar(_Lines):
    """Tells of progress, too."""

    def __init__(self, tell: Callable[[str], None], show: Callable[[str], None]) -> None:
        super().__init__(tell)
        self._show = show

    def article(self, extraction: Extraction, summary: Summary) -> None:
        """An article is done."""
        self._show(f"{summary.articles:,} articles, {summary.words:,} words, {summary.records:,} records")
