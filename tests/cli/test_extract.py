from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from typer.testing import Result

from quotes import Record

TEXT = (
    "TALBURG, March 6, 2024 — “The bridge will hold for ten years,” Mayor Ana Ruiz said on Monday.\n\n"
    "Opponents said that the mayor had not read the report.\n"
)
Cli = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def records(text: str) -> list[Record]:
    return [Record.model_validate_json(line) for line in text.splitlines()]


def test_records_go_to_standard_output(cli: Cli, article: Path) -> None:
    result = cli("extract", article)
    assert result.exit_code == 0
    found = records(result.stdout)
    assert [record.type for record in found] == ["direct", "indirect"]
    assert result.stderr.startswith(f"1 article, {len(TEXT.split())} words, 2 records in ")
    assert result.stderr.count("\n") == 1


def test_records_go_to_a_file(cli: Cli, article: Path, tmp_path: Path) -> None:
    result = cli("extract", article, "-o", tmp_path / "out.jsonl", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert len(records((tmp_path / "out.jsonl").read_text(encoding="utf-8"))) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bridge.txt", "out.jsonl"]


def test_standard_input_is_read_for_a_dash(cli: Cli) -> None:
    result = cli("extract", "-", stdin=TEXT.encode())
    assert result.exit_code == 0
    assert len(records(result.stdout)) == 2


def test_two_runs_give_the_same_bytes(cli: Cli, article: Path) -> None:
    assert cli("extract", article).stdout_bytes == cli("extract", article).stdout_bytes


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--type", "direct"], ["direct"]),
        (["--type", "direct", "--type", "indirect"], ["direct", "indirect"]),
        (["--type", "mixed"], []),
        (["--act", "attitude"], []),
        (["--act", "speech", "--act", "thought"], ["direct", "indirect"]),
        (["--min-confidence", "1.0"], []),
    ],
)
def test_selection(options: list[str], types: list[str], cli: Cli, article: Path) -> None:
    assert [record.type for record in records(cli("extract", article, *options).stdout)] == types


def test_a_table_to_read(cli: Cli, article: Path) -> None:
    result = cli("extract", article, "--format", "table")
    assert result.exit_code == 0
    heading = result.stdout.splitlines()[0].split()
    assert heading == ["who", "cue", "what", "when"]
    assert "Ana Ruiz (Mayor)" in result.stdout
    assert "2024-03-04" in result.stdout


def test_kept_text_is_what_offsets_refer_to(cli: Cli, article: Path, tmp_path: Path) -> None:
    result = cli("extract", article, "--keep-text", tmp_path / "texts.jsonl")
    kept = json.loads((tmp_path / "texts.jsonl").read_text(encoding="utf-8"))
    assert kept["text"] == TEXT
    for record in records(result.stdout):
        assert record.article.text_sha256 == kept["text_sha256"]
        for span in record.quote.spans:
            assert kept["text"][span.start : span.end] == span.text


def test_what_cannot_be_read_spoils_nothing_else(cli: Cli, article: Path, tmp_path: Path) -> None:
    """Every kind of bad input in one run: a line each on standard error and in the error file, the rest is there."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    lines = [json.dumps({"id": "good", "text": TEXT}), "{nonsense", json.dumps({"id": "textless"})]
    (tmp_path / "list.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "results" / "out.jsonl"
    out.parent.mkdir()
    paths = [tmp_path / name for name in ("empty.txt", "binary.txt", "missing", "list.jsonl", "bridge.txt")]
    result = cli("extract", *paths, "-o", out)
    assert result.exit_code == 1
    assert {record.article.id for record in records(out.read_text(encoding="utf-8"))} == {"good", "bridge"}
    *told, summary = result.stderr.splitlines()
    assert len(told) == 5
    assert all(line.startswith(f"quotes: left out {tmp_path}/") for line in told)
    errors = [json.loads(line) for line in (out.parent / "out.jsonl.errors.jsonl").read_text().splitlines()]
    assert [(Path(error["path"]).name, error["line"]) for error in errors] == [
        ("empty.txt", None),
        ("binary.txt", None),
        ("missing", None),
        ("list.jsonl", 2),
        ("list.jsonl", 3),
    ]
    assert all(error["reason"] and "\n" not in error["reason"] for error in errors)
    assert summary.startswith("2 articles, ")
    assert summary.endswith(f"; 5 left out, see {out}.errors.jsonl")


def test_an_article_that_is_too_long_is_left_out(cli: Cli, article: Path) -> None:
    result = cli("extract", article, "--max-chars", "20")
    assert result.exit_code == 1
    assert "--max-chars" in result.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "{}/missing/out.jsonl"], "no such folder"),
        (["-o", "{}"], "is a folder"),
        (["--errors", "{}/missing/errors.jsonl"], "no such folder"),
        (["--keep-text", "{}/missing/texts.jsonl"], "no such folder"),
        (["--models", "{}/missing"], "no such folder"),
        (["--models", "{}"], "no resources.json"),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    options: list[str], told: str, cli: Cli, article: Path, tmp_path: Path
) -> None:
    result = cli("extract", article, *(option.format(tmp_path) for option in options))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("quotes: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_broken_models_folder_leaves_no_output(cli: Cli, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for name in ("tokenize", "pos", "lemma", "depparse", "ner"):
        (folder / "en" / name).mkdir(parents=True)
        (folder / "en" / name / "broken.pt").write_bytes(b"not a model")
    packages = {"broken": dict.fromkeys(("tokenize", "pos", "lemma", "depparse", "ner"), "broken")}
    (folder / "resources.json").write_text(json.dumps({"en": {"lang_name": "English", "packages": packages}}))
    out = tmp_path / "out.jsonl"
    out.write_text("former")
    result = cli("extract", article, "--models", folder, "-o", out)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"quotes: {folder}/en/")
    assert result.stderr.count("\n") == 1
    assert out.read_text() == "former"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bridge.txt", "models", "out.jsonl"]


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["extract", "x", "--type", "shouted"], ["extract", "x", "--format", "xml"], ["nonsense"]],
)
def test_wrong_arguments(arguments: list[str], cli: Cli) -> None:
    assert cli(*arguments).exit_code == 2


SLOW = """
import sys, time
from unittest import mock
from quotes.extractor import Extraction
from records import make_record

class Slow:
    def __init__(self, *args, **options): pass
    def stream(self, articles):
        yield Extraction(next(iter(articles)), (make_record(),))
        print("ready", file=sys.stderr, flush=True)
        time.sleep(60)

with mock.patch("quotes.extractor.Extractor", Slow):
    from quotes.cli import main
    main()
"""


def test_ctrl_c_keeps_the_former_file_and_says_where_the_rest_is(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("former")
    run = subprocess.Popen(
        [sys.executable, "-c", SLOW, "extract", str(article), "-o", str(out)],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests")},
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # in the background shells ignore it
    )
    assert run.stderr is not None
    assert run.stderr.readline() == "ready\n"
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 130
    assert told == f"quotes: stopped after 1 article; what was done so far is in {out}.partial\n"
    assert out.read_text() == "former"
    assert len(records(Path(f"{out}.partial").read_text())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bridge.txt", "out.jsonl", "out.jsonl.partial"]


def test_a_reader_who_goes_away_is_no_error(article: Path) -> None:
    """As in ``quotes extract … | head -1``."""
    endless = SLOW.replace("time.sleep(60)", "yield from (Extraction(None, (make_record(),)) for _ in iter(int, 1))")
    endless = endless.replace("Extraction(None,", "Extraction(article,").replace(
        "yield Extraction(next(iter(articles))", "article = next(iter(articles)); yield Extraction(article"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", endless, "extract", str(article)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests")},
    )
    assert run.stdout is not None
    assert run.stderr is not None
    assert run.stdout.readline().startswith('{"schema"')
    run.stdout.close()
    assert run.stderr.read() == "ready\n"
    assert run.wait(timeout=30) == 1
