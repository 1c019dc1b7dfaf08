"""Help, schema, models and evaluate; and that every example in the help really runs."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import Result

import quotes
from quotes import Record
from quotes.cli import app
from quotes.models import catalog
from records import make_record

Cli = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for sub, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {sub}")


COMMANDS = dict(commands(typer.main.get_command(app), "quotes"))
EXAMPLES = [
    line for command in COMMANDS.values() for line in (command.epilog or "").split("\n\n") if line.startswith("quotes ")
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run(example: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "golden").symlink_to(ROOT / "golden")
    monkeypatch.chdir(tmp_path)
    example, _, source = example.partition(" > ")[0].partition(" < ")
    result = cli(*shlex.split(example)[1:], stdin=Path(source).read_bytes() if source else b"")
    assert result.exit_code == 0, result.output
    assert result.stdout or list(tmp_path.glob("*.jsonl"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_one_line_in_lower_case(name: str) -> None:
    command = COMMANDS[name]
    context = typer.Context(command)
    texts = [command.help, *(parameter.help for parameter in command.get_params(context))]
    for text in texts:
        assert text
        assert text[0].islower() or text.startswith("JSON")
        assert not text.endswith(".")
        assert "\n" not in text


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from quotes.cli import app\n"
        "try: app(['extract', '--help'])\n"
        "except SystemExit: pass\n"
        "print(*[name for name in 'stanza torch spacy textacy trafilatura numpy'.split() if name in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage: " in done.stdout
    assert done.stderr.split() == []


def test_version(cli: Cli) -> None:
    assert cli("--version").stdout == f"quotes {quotes.__version__}\n"


def test_schema(cli: Cli) -> None:
    schema = json.loads(cli("schema").stdout)
    assert schema == Record.model_json_schema(mode="serialization")
    assert set(json.loads(make_record().to_json())) == set(schema["properties"])


def test_generated_documentation_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "scripts/docs", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_models_list_and_info(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "download_folder", lambda: tmp_path)
    (line,) = cli("models", "list").stdout.splitlines()
    assert line.startswith("embedded ")
    assert "joint" in line

    (tmp_path / "en" / "tokenize").mkdir(parents=True)
    (tmp_path / "en" / "tokenize" / "tiny.pt").write_bytes(b"x" * 2_500_000)
    (tmp_path / "README.md").write_text("# A tiny card\n")
    assert [line.split()[0] for line in cli("models", "list").stdout.splitlines()] == ["embedded", "downloaded"]
    for name in ("downloaded", str(tmp_path)):
        shown = cli("models", "info", name)
        assert shown.exit_code == 0
        assert "tokenize   tiny                        2.5 MB" in shown.stdout
        assert "# A tiny card" in shown.stdout


@pytest.mark.parametrize("name", ["nonsense", "{}"])
def test_models_info_of_nothing(name: str, cli: Cli, tmp_path: Path) -> None:
    result = cli("models", "info", name.format(tmp_path))
    assert result.exit_code == 2
    assert result.stderr.startswith("quotes: ")
    assert result.stderr.count("\n") == 1


def test_models_download(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr("stanza.download", lambda lang, model_dir, **_: asked.append((lang, model_dir)))
    result = cli("models", "download", tmp_path)
    assert asked == [("en", str(tmp_path))]
    assert result.stdout == f"Stanza's English models are in {tmp_path}; use them with --models {tmp_path}\n"


def test_models_download_offline(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(lang: str, **_: Any) -> None:
        raise ConnectionError("host unreachable:\n" + "details " * 100)

    monkeypatch.setattr("stanza.download", unreachable)
    result = cli("models", "download", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "offline?" in result.stderr
    assert "embedded package works without a network" in result.stderr


def test_evaluate(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(make_record().to_json())
    (tmp_path / "pred.jsonl").write_text(make_record(speaker="Bo Lind").to_json())
    plain = cli("evaluate", tmp_path / "gold.jsonl", tmp_path / "pred.jsonl")
    assert plain.exit_code == 0
    assert "speaker right in 0.0 % of 1 found" in plain.stdout
    assert "→" not in plain.stdout
    assert (
        "speaker: Ana Ruiz → Bo Lind"
        in cli("evaluate", tmp_path / "gold.jsonl", tmp_path / "pred.jsonl", "--diff").stdout
    )
    broken = cli("evaluate", tmp_path / "gold.jsonl", tmp_path / "missing.jsonl")
    assert (broken.exit_code, broken.stderr.count("\n")) == (2, 1)
