"""A record in one line that a person can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.record import Record

NOBODY = "?"


def brief(record: Record, *, width: int | None = None) -> str:
    """The record in one line: type, speaker, cue, words, date.

    Args:
        record: The record.
        width: Cut the quoted words to this many characters; None leaves them whole.
    """
    parts = [f"[{record.type}] {who(record)}", what_cues(record), shortened(one_line(record.quote.text), width)]
    if record.when is not None:
        parts.append(f"when {said_when(record)}")
    if record.relayed_by:
        parts.append("relayed by " + ", ".join(relay.name for relay in record.relayed_by))
    return " — ".join(parts)


def who(record: Record) -> str:
    """The speaker with title or affiliation; else the source as written; else a question mark."""
    speaker = record.speaker
    if speaker is None:
        return f"{NOBODY} ({one_line(record.source.text)})" if record.source else NOBODY
    detail = speaker.title or speaker.affiliation
    return f"{speaker.name} ({detail})" if detail else speaker.name


def what_cues(record: Record) -> str:
    """The cue as written."""
    return one_line(record.cue.text) if record.cue else "(no cue)"


def said_when(record: Record) -> str:
    """The date of saying; where the article only hints at it, the hint."""
    if record.when is None:
        return ""
    return record.when.date or f"“{one_line(record.when.text)}”"


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def shortened(text: str, width: int | None) -> str:
    """The text cut to a number of characters, with an ellipsis where it was cut."""
    if width is None or len(text) <= width:
        return text
    return text[: width - 1].rstrip() + "…"
