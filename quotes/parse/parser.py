"""Parsing articles: many in one batch, with whichever Stanza package is at hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from quotes.parse.convert import Converter, Piece
from quotes.parse.models import load_pipeline
from quotes.parse.segment import Segmenter
from quotes.read.article import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quotes.parse.document import Document
    from quotes.read.article import Article

PARSED_KINDS = frozenset({BlockKind.TITLE, BlockKind.BODY})
BATCH_CHARS = 60_000  # enough for full batches of every length, little enough to keep memory flat


class Parser:
    """A loaded Stanza pipeline that turns articles into documents.

    Args:
        models: A folder with a Stanza package, or None for the one that the user has downloaded, else the
            embedded one.
        batch_chars: About how much text, in code points, is parsed in one batch.

    Raises:
        ModelsError: The folder holds no usable package.
    """

    def __init__(self, models: str | Path | None = None, *, batch_chars: int = BATCH_CHARS) -> None:
        self._pipeline = load_pipeline(models)
        self._segmenter = Segmenter.load()
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
        """Parse the blocks of all articles as one text, then deal the sentences out again."""
        sentences: list[list[list[Piece]]] = [[[] for _ in article.blocks] for article in articles]
        for chunk in _chunks(articles, self._batch_chars):
            starts = [start for start, _, _ in chunk.places]
            for sentence in self._analyse(chunk.text):
                start = sentence.tokens[0].start_char
                at, article, block = chunk.places[bisect_right(starts, start) - 1]
                shift = articles[article].blocks[block].span.start - at
                sentences[article][block].append(Piece(sentence, shift))
        for article_, pieces in zip(articles, sentences, strict=True):
            yield self._converter.document(article_, pieces)

    def _analyse(self, text: str) -> list[Any]:
        """Sentences of the text as Stanza gives them, offsets into ``text``."""
        if not text.strip():
            return []
        tokenized = self._pipeline.process(text, processors="tokenize")  # expands multi-word tokens, too
        document = self._segmenter.mend(tokenized)
        if not document.sentences:
            return []
        rest = [name for name in ("pos", "lemma", "depparse", "ner") if name in self._pipeline.processors]
        return list(self._pipeline.process(document, processors=",".join(rest)).sentences)


class _Chunk:
    """Blocks joined into one text, and where each begins: (offset in the text, article, block)."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[tuple[int, int, int]] = []
        self.size = 0

    @property
    def text(self) -> str:
        return BREAK.join(self.parts)

    def add(self, text: str, article: int, block: int) -> None:
        self.places.append((self.size, article, block))
        self.parts.append(text)
        self.size += len(text) + len(BREAK)


BREAK = "\n\n"  # the tokenizer always ends a sentence here


def _chunks(articles: list[Article], limit: int) -> Iterator[_Chunk]:
    chunk = _Chunk()
    for number, article in enumerate(articles):
        for index, block in enumerate(article.blocks):
            if block.kind not in PARSED_KINDS:
                continue
            chunk.add(_analysis_copy(block.span.of(article.text)), number, index)
            if chunk.size >= limit:
                yield chunk
                chunk = _Chunk()
    if chunk.parts:
        yield chunk


def _analysis_copy(text: str) -> str:
    """The text as the models should see it: every code point stays in its place."""
    copy = "".join(
        char if char.isprintable() else (" " if char.isspace() or not char.isalnum() else char) for char in text
    )
    copy = _DOUBLED.sub('" ', copy).translate(_LIKE_ASCII)
    return _RUN.sub(_interrupted, copy)


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
