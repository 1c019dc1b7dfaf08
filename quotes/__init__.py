"""Who said what, when: quotations and claims from English news, as structured records.

``from quotes import Extractor`` is the way in. Names are loaded on first use, so that ``import quotes`` is instant.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes.extractor import Extraction, Extractor
    from quotes.read import Article, read_articles
    from quotes.record import Record

__all__ = ["Article", "Extraction", "Extractor", "Record", "__version__", "read_articles"]

__version__ = "0.1.0"

_HOMES = {
    "Article": "quotes.read",
    "Extraction": "quotes.extractor",
    "Extractor": "quotes.extractor",
    "Record": "quotes.record",
    "read_articles": "quotes.read",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'quotes' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
