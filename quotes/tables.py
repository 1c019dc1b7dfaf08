"""Reading the word lists and patterns that the rooms keep beside their code."""

from __future__ import annotations

import importlib.resources
import tomllib
from typing import Any


def read_table(package: str, name: str) -> dict[str, Any]:
    """The file ``data/<name>.toml`` of a package, such as ``quotes.speech``."""
    source = importlib.resources.files(package) / "data" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
