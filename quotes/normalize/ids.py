"""Names for articles and records that any later run gives again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.speech.speech import Speech


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def record_id(text_hash: str, speech: Speech, taken: set[str]) -> str:
    """The id of a record, made from the article's text and all its spans; added to ``taken``, the article's ids so far.

    Two records with the very same spans differ only in their number among those.
    """
    cue = speech.cue.span if speech.cue else None
    source = speech.source.span if speech.source else None
    spans = [[span.start, span.end] if span else None for span in (*speech.content, cue, source)]
    number = 0
    while True:
        key = json.dumps([text_hash, speech.type, spans, number], separators=(",", ":"))
        found = hashlib.sha256(key.encode()).hexdigest()[:_LENGTH]
        if found not in taken:
            taken.add(found)
            return found
        number += 1


_LENGTH = 24
