"""The main job over made-up extractions: what is written where, and what is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.extractor import Extraction
from quotes.job import Interrupted, Outputs, Summary, run_job
from quotes.read import Article, Problem
from quotes.write import OutputError
from records import TEXT, make_record


class FakeExtractor:
    """One record an article; fails or is interrupted where the article's id says so."""

    def stream(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if article.id == "ctrl-c":
                raise KeyboardInterrupt
            if article.id == "odd":
                yield Extraction(article, (), "article odd: ValueError: odd")
            else:
                yield Extraction(article, (make_record(article=article.id),))


class Watcher:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def article(self, extraction: Extraction, summary: Summary) -> None:
        self.seen.append(f"{extraction.article.id} {summary.records}")

    def problem(self, problem: Problem) -> None:
        self.seen.append(str(problem))


def article(name: str) -> Article:
    return Article(id=name, text=TEXT, blocks=(), path=f"{name}.txt")


UNREADABLE = Problem("list.jsonl", 3, "not JSON")


def done(items: list[Article | Problem], **outputs: Any) -> tuple[Summary, list[str]]:
    watcher = Watcher()
    summary = run_job(items, FakeExtractor, Outputs(**outputs), watcher)  # type: ignore[arg-type]
    return summary, watcher.seen


def test_everything_is_told_in_order(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    summary, seen = done([article("a"), UNREADABLE, article("odd"), article("b")], records=out)
    assert seen == ["a 1", "list.jsonl:3: not JSON", "odd.txt: article odd: ValueError: odd", "b 2"]
    assert [json.loads(line)["article"]["id"] for line in out.read_text().splitlines()] == ["a", "b"]
    assert (summary.articles, summary.records, summary.left_out) == (2, 2, 2)
    assert summary.words == 2 * len(TEXT.split())
    errors = tmp_path / "out.jsonl.errors.jsonl"
    assert summary.errors == errors
    assert [json.loads(line) for line in errors.read_text().splitlines()] == [
        {"path": "list.jsonl", "line": 3, "reason": "not JSON"},
        {"path": "odd.txt", "line": None, "reason": "article odd: ValueError: odd"},
    ]


def test_an_error_file_does_not_outlive_its_reasons(tmp_path: Path) -> None:
    out, errors = tmp_path / "out.jsonl", tmp_path / "out.jsonl.errors.jsonl"
    done([UNREADABLE], records=out)
    assert errors.is_file()
    summary, _ = done([article("a")], records=out)
    assert summary.errors is None
    assert not errors.exists()


def test_an_error_file_that_was_asked_for_is_always_written(tmp_path: Path) -> None:
    done([article("a")], errors=tmp_path / "errors.jsonl", records=tmp_path / "out.jsonl")
    assert (tmp_path / "errors.jsonl").read_text() == ""


def test_texts_are_kept_as_the_records_name_them(tmp_path: Path) -> None:
    done([article("a")], records=tmp_path / "out.jsonl", keep_text=str(tmp_path / "texts.jsonl"))
    kept = json.loads((tmp_path / "texts.jsonl").read_text())
    record = json.loads((tmp_path / "out.jsonl").read_text())
    assert kept["text_sha256"] == record["article"]["text_sha256"]
    for span in record["quote"]["spans"]:
        assert kept["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_ctrl_c_keeps_what_was_done(form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("former")
    with pytest.raises(Interrupted, match=r"stopped after 1 article; what was done so far is in .*out\.partial$"):
        done([article("a"), article("ctrl-c"), article("b")], records=out, form=form)
    assert out.read_text() == "former"
    assert "Ana Ruiz" in (tmp_path / "out.partial").read_text()


def test_ctrl_c_while_writing_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Interrupted, match=r"stopped after 1 article$"):
        done([article("a"), article("ctrl-c")])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_outputs_are_tried_before_the_models_are_loaded(tmp_path: Path) -> None:
    def load() -> Any:
        raise AssertionError("loaded")

    with pytest.raises(OutputError):
        run_job([], load, Outputs(records=tmp_path / "missing" / "out"), Watcher())


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(articles=1, words=1, records=1, seconds=2.0), "1 article, 1 word, 1 record in 2.0 s, 0 words/s"),
        (
            Summary(articles=1200, words=54_000, records=0, left_out=3, seconds=10.0, errors=Path("e.jsonl")),
            "1,200 articles, 54,000 words, 0 records in 10.0 s, 5,400 words/s; 3 left out, see e.jsonl",
        ),
        (Summary(left_out=1, seconds=0.01), "0 articles, 0 words, 0 records in 0.0 s; 1 left out"),
    ],
)
def test_summary(summary: Summary, line: str) -> None:
    assert str(summary) == line
