"""Finding a stretch of a test sentence by its words."""

from __future__ import annotations

import re


def locate(text: str, snippet: str) -> tuple[int, int]:
    """Say where the snippet stands in the text.

    A snippet that begins or ends with a letter or a digit is looked for as whole words, so that "he" is not found in
    "the". ``"said#2"`` is the second "said"; without a number there has to be exactly one.

    Raises:
        ValueError: The snippet doesn't occur, or occurs more than once and has no number.
    """
    numbered = re.fullmatch(r"(.*[^\s])#(\d+)", snippet, re.DOTALL)
    words, number = (numbered[1], int(numbered[2])) if numbered else (snippet, None)
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    found = [match.span() for match in re.finditer(before + re.escape(words) + after, text)]
    if number is None and len(found) != 1:
        raise ValueError(f"{snippet!r} occurs {len(found)} times in {text!r}")
    if number is not None and number > len(found):
        raise ValueError(f"{snippet!r}: only {len(found)} in {text!r}")
    return found[(number or 1) - 1]
