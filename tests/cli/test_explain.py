from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Cli = Callable[..., Result]
TEXT = "“The bridge will hold for ten years,” Mayor Ana Ruiz said on Monday.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_record_in_the_text_with_its_rule(cli: Cli, article: Path) -> None:
    result = cli("explain", article)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "bridge: 1 record"
    assert "1  direct speech by Ana Ruiz (Mayor), confidence 0." in result.stdout
    marked = next(line for line in lines if "[quote:" in line)
    assert marked.strip() == (
        "[quote: “The bridge will hold for ten years,”] [source: Mayor Ana Ruiz] [cue: said] on Monday."
    )
    (rule,) = [line.split(maxsplit=1) for line in lines if line.startswith("   rule")]
    assert ": " in rule[1], "the rule's description"
    (speaker,) = [line for line in lines if line.startswith("   speaker")]
    assert speaker.endswith("Ana Ruiz (person; named in full here)")
    assert "relation" not in result.stdout


def test_the_parse_on_request(cli: Cli, article: Path) -> None:
    result = cli("explain", article, "--parse")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["word", "lemma", "tag", "relation", "head", "entity"] in rows
    assert any(row[1:4] == ["said", "say", "VERB"] for row in rows if len(row) > 4)


def test_what_cannot_be_read(cli: Cli, tmp_path: Path) -> None:
    result = cli("explain", tmp_path / "missing.txt")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "missing.txt" in result.stderr
