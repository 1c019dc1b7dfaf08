"""Reading the entity corpus: tokens with tags, and the text that they must have been cut from."""

from __future__ import annotations

import gzip
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class TaggedSentence(NamedTuple):
    """A sentence of the entity corpus: its text, where each token stands in it, and the tokens' BIO tags."""

    text: str
    spans: list[tuple[int, int]]
    tags: list[str]
    document: str


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """The documents of the corpus as running text: the name of each, and its paragraphs, parted by blank lines.

    What the corpus calls a sentence mostly is a paragraph; an address in front of the first is left out.
    """
    for name, parts in itertools.groupby(read_entities(path), key=lambda sentence: sentence.document):
        paragraphs = [_ADDRESS.sub("", sentence.text) for sentence in parts]
        yield name, "\n\n".join(filter(None, paragraphs))


_ADDRESS = re.compile(r"^https?://\S+\s*")


def read_entities(path: Path) -> Iterator[TaggedSentence]:
    """The sentences of a file of token and tag, one a line, sentences parted by blank lines."""
    document, tokens, tags = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            token, _, tag = raw.rstrip("\n").partition("\t")
            token = token.strip()
            if token.startswith("-DOCSTART-"):
                document = token.partition(" ")[2]
            elif token:
                tokens.append(token)
                tags.append(tag.rpartition("\t")[2] if tag.rpartition("\t")[2][:2] in {"B-", "I-"} else "O")
            elif tokens:
                yield TaggedSentence(*_joined(tokens), _well_formed(tags), document)
                tokens, tags = [], []
    if tokens:
        yield TaggedSentence(*_joined(tokens), _well_formed(tags), document)


_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "%", "’", "”", "'s", "’s", "n't", "n’t", "..."})
_NO_SPACE_AFTER = frozenset({"(", "[", "“", "‘", "$", "£", "€", "#"})
_CLITICS = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})


def _joined(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as running text; the corpus doesn't tell where its blanks were, so this follows the usual rules."""
    text, spans = "", []
    straight = False  # inside a pair of straight double marks
    for i, token in enumerate(tokens):
        glued = not i or _glued(tokens, i, inside_marks=straight)
        straight ^= token == STRAIGHT
        text += token if glued else " " + token
        spans.append((len(text) - len(token), len(text)))
    return text, spans


STRAIGHT = '"'
_APOSTROPHES = frozenset({"'", "’"})


def _glued(tokens: list[str], at: int, *, inside_marks: bool) -> bool:
    """Whether no blank stands before a token; ``inside_marks`` tells of a pair of straight double marks."""
    token, before = tokens[at], tokens[at - 1]
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if STRAIGHT in {token, before}:
        return inside_marks
    if token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or "/" in {token, before}:
        return True
    if before in _APOSTROPHES and token in _CLITICS:
        return True
    if token in _APOSTROPHES:
        return after in _CLITICS or before.endswith("s")
    return "-" in {token, before} and _joins(tokens, at - (before == "-"))


def _joins(tokens: list[str], at: int) -> bool:
    """Whether the hyphen at an index stands inside a word rather than between words."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return before[-1:].isalnum() and after[:1].isalnum() and not (before[:1].isupper() and after[:1].islower())


def _well_formed(tags: list[str]) -> list[str]:
    fixed: list[str] = []
    for tag in tags:
        if tag.startswith("I-") and (not fixed or fixed[-1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        fixed.append(tag)
    return fixed
