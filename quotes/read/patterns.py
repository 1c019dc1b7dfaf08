"""The word lists and patterns of this package, kept as data in ``quotes/read/data``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A row of a pattern file: a form that a whole line, or the beginning of one, can have.

    Attributes:
        name: The rule's name.
        regex: The form; full stops and colons at the end of a line are already taken off it.
        max_chars: A longer line is never tried.
        opens: Headlines of other articles follow.
        closes: Nothing but headline-like lines after it belongs to the article.
        scope: For prefixes, ``any`` paragraph or only the ``first`` ones.
        example: A line that has the form.
    """

    name: str
    regex: re.Pattern[str]
    max_chars: int
    opens: bool
    closes: bool
    scope: str
    example: str


@cache
def table(file: str) -> dict[str, Any]:
    """A data file as it stands."""
    content = files("quotes.read").joinpath("data", file).read_text(encoding="utf-8")
    return tomllib.loads(content)


@cache
def rows(file: str, key: str, flags: int = re.IGNORECASE) -> tuple[LinePattern, ...]:
    """The rows ``[[key]]`` of a data file, compiled; ``{name}`` stands for an entry of its ``[parts]``."""
    return tuple(
        LinePattern(
            name=row["name"],
            regex=re.compile(_filled(row["pattern"], parts(file)), flags),
            max_chars=row.get("max", 160),
            opens=row.get("opens", False),
            closes=row.get("closes", False),
            scope=row.get("scope", "any"),
            example=row["example"],
        )
        for row in table(file)[key]
    )


@cache
def words(file: str, key: str) -> frozenset[str]:
    """A word list ``key`` of a data file, in lower case."""
    return frozenset(word.lower() for word in table(file)[key])


@cache
def parts(file: str) -> dict[str, str]:
    """The named pieces that the patterns of a file are made of; a later one may use an earlier one.

    ``@names.txt`` is any of the names in that file, one a line, as written there or in capitals.
    """
    made: dict[str, str] = {}
    for name, part in table(file).get("parts", {}).items():
        made[name] = _any_of(part[1:]) if part.startswith("@") else _filled(part, made)
    return made


def _filled(pattern: str, made: dict[str, str]) -> str:
    # Not str.format: a quantifier like {1,4} is no placeholder.
    return re.sub(r"\{([a-z_]+)\}", lambda match: made[match[1]], pattern)


def _any_of(file: str) -> str:
    content = files("quotes.read").joinpath("data", file).read_text(encoding="utf-8")
    names = {name for line in content.splitlines() if (name := line.strip())}
    names |= {name.upper() for name in names}
    return "(?:" + "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) + ")"
