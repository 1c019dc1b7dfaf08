"""The main job: files in, records out, and nothing lost without being told."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from quotes.write import OutputFile, StandardOutput, TextKeeper, record_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from quotes.extractor import Extraction, Extractor
    from quotes.read import Article, Problem
    from quotes.write import Format


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the results go.

    ``records`` None is standard output. ``errors`` None means ``<records>.errors.jsonl``, written only when there
    is something to tell; without ``records`` there is then no error file.
    """

    records: Path | None = None
    form: Format = "jsonl"
    errors: Path | None = None
    keep_text: str | None = None


@dataclass(slots=True)
class Summary:
    """What a run did, counted as it goes; ``seconds`` are those after loading."""

    articles: int = 0
    words: int = 0
    records: int = 0
    left_out: int = 0
    started: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    errors: Path | None = None

    def __str__(self) -> str:
        speed = f", {self.words / self.seconds:,.0f} words/s" if self.words and self.seconds else ""
        told = f", see {self.errors}" if self.errors else ""
        left_out = f"; {self.left_out:,} left out{told}" if self.left_out else ""
        return (
            f"{_count(self.articles, 'article')}, {_count(self.words, 'word')}, {_count(self.records, 'record')} "
            f"in {self.seconds:.1f} s{speed}{left_out}"
        )


class Interrupted(Exception):  # noqa: N818 - no error: the user asked for it
    """Ctrl-C; tells what was done until then and where it was kept."""

    def __init__(self, summary: Summary, kept: Path | None) -> None:
        where = f"; what was done so far is in {kept}" if kept else ""
        super().__init__(f"stopped after {_count(summary.articles, 'article')}{where}")


class Watcher(Protocol):
    """Whoever follows a run: a progress bar, a test."""

    def article(self, extraction: Extraction, summary: Summary) -> None:
        """An article is done."""

    def problem(self, problem: Problem) -> None:
        """Something was left out."""


def run_job(
    items: Iterable[Article | Problem], load: Callable[[], Extractor], outputs: Outputs, watcher: Watcher
) -> Summary:
    """Extract from everything that is read and write the results, in input order.

    Args:
        items: What reading yields: articles, and problems where something could not be read.
        load: Makes the extractor; called once it is clear that the outputs can be written.
        outputs: Where to write.
        watcher: Is told of every article and every problem.

    Raises:
        OutputError: An output can't be written.
        ModelsError: The models can't be loaded.
        Interrupted: Ctrl-C; the records so far are kept as ``<output>.partial``.
    """
    summary = Summary()
    problems: list[Problem] = []
    sink = OutputFile(outputs.records) if outputs.records else StandardOutput()
    try:
        with ExitStack() as stack:
            stack.enter_context(sink)
            errors = stack.enter_context(OutputFile(outputs.errors)) if outputs.errors else None
            keeper = stack.enter_context(TextKeeper(outputs.keep_text)) if outputs.keep_text else None
            writer = record_writer(outputs.form, sink)

            def leave_out(problem: Problem) -> None:
                problems.append(problem)
                summary.left_out += 1
                if errors:
                    errors.write_line(_error_line(problem))
                watcher.problem(problem)

            try:
                extractor = load()
                summary.started = time.monotonic()
                for extraction in extractor.stream(_articles(items, leave_out)):
                    if extraction.problem:
                        leave_out(_as_problem(extraction))
                        continue
                    if keeper:
                        keeper.keep(extraction.article)
                    writer.write(extraction.records)
                    summary.articles += 1
                    summary.words += len(extraction.article.text.split())
                    summary.records += len(extraction.records)
                    watcher.article(extraction, summary)
            except KeyboardInterrupt:
                writer.finish()
                raise
            writer.finish()
    except KeyboardInterrupt:
        raise Interrupted(summary, sink.partial) from None
    summary.seconds = time.monotonic() - summary.started
    summary.errors = outputs.errors or _default_errors(outputs.records, problems)
    return summary


def _articles(items: Iterable[Article | Problem], leave_out: _LeaveOut) -> Iterator[Article]:
    from quotes.read import Problem

    for item in items:
        if isinstance(item, Problem):
            leave_out(item)
        else:
            yield item


class _LeaveOut(Protocol):
    def __call__(self, problem: Problem) -> None: ...


def _as_problem(extraction: Extraction) -> Problem:
    from quotes.read import Problem

    article = extraction.article
    return Problem(path=article.path or article.id, line=None, reason=extraction.problem or "")


def _default_errors(records: Path | None, problems: list[Problem]) -> Path | None:
    """Write the error file beside the records; one that an earlier run left there does not outlive its reasons."""
    if records is None or (records.exists() and not records.is_file()):
        return None
    place = records.with_name(f"{records.name}.errors.jsonl")
    if not problems:
        place.unlink(missing_ok=True)
        return None
    with OutputFile(place) as file:
        for problem in problems:
            file.write_line(_error_line(problem))
    return place


def _error_line(problem: Problem) -> str:
    entry = {"path": problem.path, "line": problem.line, "reason": problem.reason}
    return json.dumps(entry, ensure_ascii=False)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
