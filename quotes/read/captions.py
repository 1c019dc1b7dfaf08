"""Text that stands under a photograph."""

from __future__ import annotations

import re

from quotes.read.lines import Line, normalized
from quotes.read.patterns import rows

MAX_REPEATED = 300  # characters of a caption that is repeated
TOP = 12  # lines from the top in which a caption is repeated with its agency

_FILE = "captions.toml"
_BULLET = re.compile(r"[•◦▪‣·●*–—-]\s+")


def is_caption(line: Line) -> bool:
    """Whether a line has the form of a caption, or ends in a picture credit."""
    text = line.text
    return any(
        len(text) <= row.max_chars and row.regex.fullmatch(text)
        for key in ("line", "credit")
        for row in rows(_FILE, key, re.NOFLAG)
    )


def is_repeated(one: Line, two: Line) -> bool:
    """Whether two lines that follow each other are a picture's text given twice.

    The second may have a credit appended ("… in Veldmark Reuters"), the first a bullet. Headlines and sentences
    that are merely repeated are no captions.
    """
    if max(len(one.text), len(two.text)) > MAX_REPEATED or one.quotes_first:
        return False
    first, second = normalized(one.text), normalized(two.text)
    if len(first.split()) < 4 or not second.startswith(first):
        return False
    appended = second[len(first) :].split()
    if appended:
        return len(appended) <= 4 and not one.ends_sentence and two.text.rstrip(" .)")[-1:].isalpha()
    return _BULLET.match(one.text) is not None or one.ends_sentence
