"""Lines of a page that are no part of its article."""

from __future__ import annotations

import re

from quotes.read.lines import QUOTES, Line
from quotes.read.patterns import LinePattern, rows, words

MAX_HEADLINE = 160  # characters
MAX_LISTED = 12  # headlines of other articles in one list

_FILE = "furniture.toml"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk)(?:/\S*)?|\S+@\S+\.\w+")
_HANDLE = re.compile(r"[@#]\w+")
_CRUMB = re.compile(r"\s*(?:\s/\s|›|»|>|→|\s\|\s|/(?=\s)|(?<=\s)/)\s*")
_WORD = re.compile(r"[\w'’.-]+")


def furniture_row(line: Line) -> LinePattern | None:
    """The row of the table that a line fits; None for a line of the article."""
    bare = line.bare
    for row in rows(_FILE, "line"):
        if len(bare) <= row.max_chars and row.regex.fullmatch(bare):
            return row
    return None


def is_separator(line: Line) -> bool:
    """Whether there is nothing to read in a line: asterisks, rules, bullets, the number of a page."""
    if line.text.strip(" -–—").isdecimal() and len(line.text) <= 12:
        return True
    text = line.text[:400]
    return not any(char.isalnum() or char in QUOTES for char in text) and len(line.text) <= 400


def is_share_bar(line: Line) -> bool:
    """Whether a line names the networks to share on and nothing else."""
    if len(line.text) > 160:
        return False
    found = [word.strip(".").lower() for word in _WORD.findall(line.text)]
    found = [word for word in found if not word.replace(",", "").isdigit()]
    platforms = words(_FILE, "share_platforms")
    return (
        any(word in platforms for word in found)
        and all(word in platforms or word in words(_FILE, "share_words") for word in found)
        and (len(found) > 1 or len(found[0]) > 1 or line.text.rstrip(".").isupper())
    )


def is_address(line: Line) -> bool:
    """Whether a line consists of web addresses, mail addresses or handles."""
    if len(line.text) > 600 or not re.search(r"[@#]\w|\w\.\w", line.text):
        return False
    rest = _HANDLE.sub("", _ADDRESS.sub("", line.text))
    return not any(char.isalnum() for char in rest)


def is_breadcrumb(line: Line) -> bool:
    """Whether a line is the path to the page: "News / Koreas", "Home » Africa"."""
    if len(line.text) > 120 or line.ends_sentence:
        return False
    steps = [step.strip(" \xa0") for step in _CRUMB.split(line.text)]
    return (
        len(steps) >= 2
        and all(1 <= len(step.split()) <= 4 for step in steps)
        and steps[0].lower() in words(_FILE, "sections")
    )


def is_headline_like(line: Line) -> bool:
    """Whether a line can be the headline of another article, and is no sentence and no quotation of this one."""
    if len(line.text) > MAX_HEADLINE or is_quotation(line) or _SENTENCES.search(line.text):
        return False
    return not line.ends_sentence or (line.text[-1] in "?!" and len(line.text) <= 110)


def is_quotation(line: Line) -> bool:
    """Whether a line is somebody's words, whole or with a name after or before them, or an answer to a question."""
    text = line.text
    if _ANSWER.match(text):
        return True
    if not line.quotes_first:
        return bool(_INTRODUCED.match(text[:200]))
    closing = _CLOSED.match(text)
    return closing is None or len(closing["rest"].split()) <= 6 or bool(_DASHED.match(closing["rest"]))


_SENTENCES = re.compile(r"[a-z)\"”][.!?][\"”’]* [A-Z]")
_ANSWER = re.compile(r"(?:Q|A|Question|Answer)\d*\s*[.:]\s")
_INTRODUCED = re.compile(r"[^\"“«]{1,60}:\s*[\"“«].*[\"”»][.!?]?\s*$")
_CLOSED = re.compile(
    r"(?:[\"“”„](?P<double>[^\"”]*)[\"”]|«[^»]*»|[‘'](?:[^’']|[’'](?=\w))*[’'](?!\w)|``.*?''|''.*?'')(?P<rest>.*)$",
    re.DOTALL,
)
_DASHED = re.compile(r"\s*(?:—|–|―|--?)\s*\w")


def follows_related(lines: list[Line], start: int) -> int:
    """Where the list of other articles' headlines that begins at ``start`` ends (exclusive).

    It ends where a real paragraph starts; a line that opens with a quotation is one.
    """
    end = start
    while end < len(lines) and end - start < MAX_LISTED and is_headline_like(lines[end]):
        end += 1
    return end
