"""What the pages say: links lead somewhere, files that are named are there, and the example of the library runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.models.catalog import read_package
from quotes.parse import Parser

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "golden/README.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
FILE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|toml|json|md))`")
FOLDER = re.compile(r"`((?:quotes|docs|golden|tests|scripts)/[\w/.-]*)`")
COMMAND = re.compile(r"^\$ (scripts/\w+)", re.MULTILINE)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def names(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return sorted({(page.relative_to(ROOT).as_posix(), name) for page in PAGES for name in pattern.findall(read(page))})


@pytest.mark.parametrize(("page", "target"), names(LINK))
def test_links_lead_somewhere(page: str, target: str) -> None:
    assert ((ROOT / page).parent / target).exists()


@pytest.mark.parametrize(("page", "path"), [*names(FOLDER), *names(COMMAND)])
def test_paths_are_there(page: str, path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("page", "name"), names(FILE))
def test_files_that_are_named_are_there(page: str, name: str) -> None:
    """A file may be named without its folder."""
    assert (ROOT / name).exists() or any(any((ROOT / top).rglob(name)) for top in ("quotes", "docs", "golden")), page


def test_the_card_of_the_embedded_models_says_what_is_in_them() -> None:
    package = read_package("embedded")
    assert package.card
    for model in package.models:
        assert re.search(rf"^\|[^|]*\b{model.processor}\b", package.card, re.MULTILINE)
    assert "licences" in package.card


def test_the_example_of_the_library(
    parser: Parser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quotes.parse.Parser", lambda models, **options: parser)
    found = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", read(ROOT / "README.md"), re.DOTALL)
    assert found
    exec(found[1], {})
    assert capsys.readouterr().out == found[2]
