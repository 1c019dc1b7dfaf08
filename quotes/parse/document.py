"""What parsing an article yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from quotes.read.article import Article, Block
    from quotes.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence: tokens ``[start, end)`` of the ``Doc``, and where it stands in the text."""

    index: int
    start: int
    end: int
    span: Span
    block: int  # index of its block in the article


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its parse.

    ``doc.text`` is exactly ``article.text``, so ``token.idx`` is an offset into the article: white space other
    than a single space is a token of its own (``is_space``), and a block that isn't parsed is one token tagged
    ``X``. Tokens carry Universal Dependencies labels, heads, tags, features and lemmas; entities are PERSON,
    ORGANIZATION, LOCATION, FACILITY, NORP, DATE, MONEY, PRODUCT or MISC. ``vectors`` has a row for each token, what
    the encoder made of it in its context, in the middle of its layers and at their end (zero for what isn't parsed);
    None where the models have no encoder. ``encoder`` tells one encoder's vectors from another's.
    """

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float16] | None = None
    encoder: str | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def block_of(self, sentence: Sentence) -> Block:
        """The block that a sentence stands in."""
        return self.article.blocks[sentence.block]

    def tokens(self, sentence: Sentence) -> Iterator[Token]:
        """The words and marks of a sentence, white space left out."""
        return (self.doc[i] for i in range(sentence.start, sentence.end) if not self.doc[i].is_space)

    def sentence_at(self, token: int) -> Sentence | None:
        """The sentence that a token stands in; None for a token of an unparsed block."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= token:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= token:
            return self.sentences[low]
        return None
