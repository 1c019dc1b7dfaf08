"""What the tests share: one loaded parser, since loading the models is the slow part."""

from __future__ import annotations

import pytest

from quotes import Extractor
from quotes.parse import Parser, embedded_models


@pytest.fixture(scope="session")
def parser() -> Parser:
    """A parser on the embedded models, whatever else the machine has."""
    return Parser(embedded_models())


@pytest.fixture(scope="session")
def extractor(parser: Parser) -> Extractor:
    """An extractor on the shared parser."""
    return Extractor(parser=parser)
