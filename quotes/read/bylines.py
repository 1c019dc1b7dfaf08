"""Lines that say who wrote the article, and the name in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.read.patterns import rows, words

if TYPE_CHECKING:
    from quotes.read.lines import Line

MAX_CHARS = 260

_FILE = "bylines.toml"
_TOKEN = re.compile(r"[@\w.'’&-]+")
_AUTHOR = re.compile(r"\s*(?:written |posted |words )?by:?\s+(?P<name>[^,;|/(–—\d]+)", re.IGNORECASE)


def is_byline(line: Line) -> bool:
    """Whether a line credits the authors: "By Jane Doe", "Reporting by …; editing by …"."""
    bare = line.bare
    if len(bare) > MAX_CHARS:
        return False
    return _is_credit(bare) or any(
        len(bare) <= row.max_chars and row.regex.fullmatch(bare) for row in rows(_FILE, "line")
    )


def author_in(line: Line) -> str | None:
    """The name in a line that begins with "By"; None for other credits."""
    match = _AUTHOR.match(line.bare)
    if match is None:
        return None
    name = " ".join(match["name"].split()).strip(" -.")
    if " - " in name:
        name = name.split(" - ")[0]
    return recased(name) or None


def recased(name: str) -> str:
    """A name in capitals with only the first letter of each word capital; abbreviations stay."""
    return re.sub(
        r"[^\W\d_]+(?:['’][^\W\d_]+)*",
        lambda word: word[0].capitalize() if word[0].isupper() and len(word[0]) > 2 else word[0],
        name,
    )


def _is_credit(bare: str) -> bool:
    """Whether a line begins with a role and has nothing but names and small words."""
    tokens = _TOKEN.findall(bare)
    if len(tokens) < 2 or tokens[0].lower() not in words(_FILE, "roles") or not bare[0].isupper():
        return False
    lowered = [token.lower() for token in tokens]
    if tokens[0].lower() == "contributing":
        return bare[len(tokens[0]) :].lstrip().startswith(":") and _are_names(tokens[1:])
    if "by" not in lowered[:4]:
        return False
    first = lowered.index("by") + 1
    if first >= len(tokens) or lowered[first].strip(".") in words(_FILE, "never_first"):
        return False
    return _are_names(tokens[first:]) and any(token[0].isupper() for token in tokens[first:])


def _are_names(tokens: list[str]) -> bool:
    small = words(_FILE, "small")
    return all(not token[0].islower() or token.lower() in small for token in tokens)
