"""Parsing articles: many in one batch, with whichever models are at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.parse.arithmetic import Arithmetic
from quotes.parse.convert import Converter
from quotes.parse.models import load_engine
from quotes.read.article import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quotes.parse.analysis import Analysis
    from quotes.parse.document import Document
    from quotes.read.article import Article

PARSED_KINDS = frozenset({BlockKind.TITLE, BlockKind.BODY})
BATCH_CHARS = 120_000  # enough for full batches of every length, little enough to keep memory flat


class Parser:
    """Loaded models that turn articles into documents.

    Args:
        models: A folder with a package of models, ``downloaded`` for the one that the user has downloaded, None for
            the embedded one.
        arithmetic: In which numbers the project's own models compute.
        batch_chars: About how much text, in code points, is parsed in one batch.

    Raises:
        ModelsError: The folder holds no usable package.
    """

    def __init__(
        self,
        models: str | Path | None = None,
        *,
        arithmetic: Arithmetic = Arithmetic.AUTO,
        batch_chars: int = BATCH_CHARS,
    ) -> None:
        self._engine = load_engine(models, arithmetic)
        self._converter = Converter.load()
        self._batch_chars = batch_chars

    def parse(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Parse articles, lazily and in order; as many as fill a batch are taken at a time."""
        batch: list[Article] = []
        size = 0
        for article in articles:
            batch.append(article)
            size += len(article.text)
            if size >= self._batch_chars:
                yield from self._parse_batch(batch)
                batch, size = [], 0
        if batch:
            yield from self._parse_batch(batch)

    def _parse_batch(self, articles: list[Article]) -> Iterator[Document]:
        """Parse the blocks of all articles together, then deal the sentences out again."""
        found: list[list[list[Analysis]]] = [[[] for _ in article.blocks] for article in articles]
        for places in self._chunks(articles):
            blocks = [articles[i].blocks[j].span.of(articles[i].text) for i, j in places]
            sentences = self._engine.analyse([analysis_copy(block) for block in blocks])
            for (i, j), block, of_block in zip(places, blocks, sentences, strict=True):
                found[i][j] = of_block
                if "''" in block or "``" in block:
                    _widen(of_block, block)
        for article, of_article in zip(articles, found, strict=True):
            yield self._converter.document(article, of_article, self._engine.encoder)

    def _chunks(self, articles: list[Article]) -> Iterator[list[tuple[int, int]]]:
        """Which blocks to analyse at once: (article, block), one very long article in several parts."""
        places: list[tuple[int, int]] = []
        size = 0
        for number, article in enumerate(articles):
            for index, block in enumerate(article.blocks):
                if block.kind not in PARSED_KINDS:
                    continue
                places.append((number, index))
                size += len(block.span)
                if size >= self._batch_chars:
                    yield places
                    places, size = [], 0
        if places:
            yield places


def analysis_copy(text: str) -> str:
    """The text as the models should see it: every code point stays in its place."""
    copy = text
    if not text.isprintable():
        copy = "".join(
            char if char.isprintable() else (" " if char.isspace() or not char.isalnum() else char) for char in text
        )
    copy = _DOUBLED.sub('" ', copy).translate(_LIKE_ASCII)
    return _RUN.sub(_interrupted, copy)


def _widen(sentences: list[Analysis], block: str) -> None:
    """Let a mark typed as two reach over both: in the copy, the second is a space."""
    for analysis in sentences:
        analysis.ends = [end + (block[end - 1 : end + 1] in {"``", "''"}) for end in analysis.ends]


# The tokenizer looks for addresses with a pattern that takes quadratic time over what could be the name before an "@".
# Twenty thousand letters, or hyphens, in a row took it four seconds; a character that no name has stops the search.
_RUN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{200}")


def _interrupted(run: re.Match[str]) -> str:
    return run[0][:-1] + ("ä" if run[0][-1].isalnum() else "·")


# Double marks typed as two single ones: the treebanks know the mark itself, and the second code point may be a space.
_DOUBLED = re.compile(r"``|''")

# Typewriter forms that the treebanks know better; each is one code point for one.
_LIKE_ASCII = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u00b4": "'",
        "\u2032": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
