"""What the tests share: one loaded parser, since loading the models is the slow part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quotes import Extractor
from quotes.cli import app
from quotes.parse import Arithmetic, Parser, embedded_models


@pytest.fixture(scope="session")
def parser() -> Parser:
    """A parser on the embedded models, whatever else the machine has."""
    return Parser(embedded_models())


@pytest.fixture(scope="session")
def extractor(parser: Parser) -> Extractor:
    """An extractor on the shared parser."""
    return Extractor(parser=parser)


@pytest.fixture
def cli(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run ``quotes`` in this process, on the shared parser wherever the embedded models would be loaded."""
    load = Parser

    def shared(models: str | None = None, **options: Arithmetic) -> Parser:
        return parser if models is None else load(models, **options)

    def run(*arguments: str | Path, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    monkeypatch.setattr("quotes.parse.Parser", shared)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    return run
