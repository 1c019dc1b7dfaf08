"""Records made by hand, for tests of what is done with records."""

from __future__ import annotations

import hashlib
from typing import Any

from quotes import Record
from snippets import locate

TEXT = '"The bridge will hold," Mayor Ana Ruiz said on Monday. The council doubts that it will.'


def make_record(
    text: str = TEXT,
    quote: tuple[str, ...] = ('"The bridge will hold,"',),
    cue: str | None = "said",
    source: str | None = "Mayor Ana Ruiz",
    speaker: str | None = "Ana Ruiz",
    when: tuple[str, str] | None = ("Monday", "2024-03-04"),
    article: str = "bridge",
    **changes: Any,
) -> Record:
    """A record over ``text``; quote, cue, source and when are given by their words, found with ``locate``."""
    spans = [_span(text, part) for part in quote]
    record: dict[str, Any] = {
        "id": f"{article}-{spans[0]['start']}",
        "article": {"id": article, "path": f"{article}.txt", "text_sha256": hashlib.sha256(text.encode()).hexdigest()},
        "type": "direct",
        "act": "speech",
        "quote": {"text": " ".join(span["text"] for span in spans), "spans": spans},
        "cue": _span(text, cue) | {"lemma": "say"} if cue else None,
        "source": _span(text, source) if source else None,
        "speaker": {"name": speaker, "kind": "person", "title": "Mayor", "resolved_by": "named"} if speaker else None,
        "claim": {"text": "The bridge will hold.", "resolved": None, "stance": "assert", "negated": False},
        "confidence": 0.9,
        "evidence": {"rule": "quote-cue", "sentence": {"start": 0, "end": spans[-1]["end"]}},
    }
    if when:
        words, date = when
        record["when"] = _span(text, words) | {"date": date, "precision": "day", "basis": "published"}
    return Record.model_validate(record | changes)


def _span(text: str, words: str) -> dict[str, Any]:
    start, end = locate(text, words)
    return {"start": start, "end": end, "text": text[start:end]}
