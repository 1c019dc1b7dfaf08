"""Stanza sentences into one spaCy ``Doc`` an article, every character of the article in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.parse.document import Document, Sentence
from quotes.span import Span
from quotes.tables import read_table

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from quotes.read.article import Article


@dataclass(frozen=True, slots=True)
class Piece:
    """A Stanza sentence, and how far its offsets are from those in the article."""

    sentence: Any
    shift: int


@dataclass(frozen=True, slots=True)
class Converter:
    """Builds documents over one shared vocabulary."""

    vocab: Vocab
    entity_types: dict[str, str]

    @classmethod
    def load(cls) -> Converter:
        """The converter with the entity types that come with the program."""
        import spacy

        types: dict[str, str] = read_table("quotes.parse", "entity_types")["types"]
        return cls(spacy.blank("en").vocab, types)

    def document(self, article: Article, pieces: list[list[Piece]]) -> Document:
        """The document of an article, given the sentences of each of its blocks."""
        from spacy.tokens import Doc

        build = _Columns(article.text)
        sentences: list[Sentence] = []
        for number, (block, of_block) in enumerate(zip(article.blocks, pieces, strict=True)):
            if not of_block:
                build.opaque(block.span)
            for piece in of_block:
                first = build.upto(piece.sentence.tokens[0].start_char + piece.shift)
                build.sentence(piece, self.entity_types)
                span = Span(build.offsets[first], build.at)
                sentences.append(Sentence(len(sentences), first, len(build.words), span, number))
        build.upto(len(article.text))
        build.close()
        doc = Doc(
            self.vocab,
            words=build.words,
            spaces=build.spaces,
            tags=build.tags,
            pos=build.pos,
            morphs=build.morphs,
            lemmas=build.lemmas,
            heads=build.heads,
            deps=build.deps,
            ents=build.ents,
        )
        return Document(article, doc, tuple(sentences))


@dataclass(slots=True)
class _Columns:
    """The columns of a ``Doc`` as they grow; ``at`` is how much of the text they cover."""

    text: str
    at: int = 0
    words: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)

    def upto(self, offset: int) -> int:
        """Cover the white space before ``offset``, and return the index of the token that begins there.

        Anything else that the tokenizer has passed over becomes an opaque token, so that nothing is lost.
        """
        while self.at < offset:
            gap = self.text[self.at : offset]
            blank = len(gap) - len(gap.lstrip())
            if not blank:
                self._add(_UP_TO_SPACE.match(gap).group(), "X", "X", self._previous(), "dep")  # type: ignore[union-attr]
            elif gap[0] == " " and self.words and not self.spaces[-1] and not self.words[-1].isspace():
                self.spaces[-1] = True
                self.at += 1
            else:
                self._add(gap[:blank], "_SP", "SPACE", self._previous(), "dep")
        return len(self.words)

    def opaque(self, span: Span) -> None:
        """Cover a block that isn't parsed with one token of its own."""
        own = self.upto(span.start)
        self._add(self.text[span.start : span.end], "X", "X", own, "ROOT")

    def sentence(self, piece: Piece, entity_types: dict[str, str]) -> None:
        index_of = {0: -1}
        pending: list[tuple[int, int]] = []
        for token in piece.sentence.tokens:
            start, end = token.start_char + piece.shift, token.end_char + piece.shift
            if token.text == '"' and self.text[start : start + 2] in {"''", "``"}:
                end = start + 2  # the analysis copy has one mark and a space
            bounds = _word_bounds(token, start, end)
            entity = _entity(token.ner, entity_types)
            for (low, high), word in zip(bounds, token.words, strict=True):
                if low == high:  # an expansion with no characters of its own: heads pass through it
                    continue
                index_of[word.id] = self.upto(low)
                pending.append((index_of[word.id], word.head or 0))
                self._add(
                    self.text[low:high], word.xpos or "", word.upos or "X", -1, word.deprel or "dep",
                    lemma=word.lemma or word.text, morph=word.feats or "", ent=entity,
                )  # fmt: skip
                entity = _inside(entity)
        root = next((own for own, head in pending if head == 0), pending[0][0] if pending else -1)
        for own, head in pending:
            self.heads[own] = own if own == root else index_of.get(head, root)
            if self.heads[own] == -1 or (self.heads[own] == own and own != root):
                self.heads[own] = root
        first = pending[0][0] if pending else len(self.words)
        for i in range(first, len(self.words)):
            if self.words[i].isspace() and self.heads[i] < first:
                self.heads[i] = root

    def close(self) -> None:
        """Make every text that no token has claimed yet a token, and the entity tags well-formed."""
        if not self.words and self.text:
            self._add(self.text, "X", "X", 0, "ROOT")
        for i, tag in enumerate(self.ents):
            if tag.startswith("I-") and (i == 0 or self.ents[i - 1][2:] != tag[2:]):
                self.ents[i] = "B-" + tag[2:]
            if tag == "O" and self.words[i].isspace() and 0 < i < len(self.ents) - 1:
                after = self.ents[i + 1]
                if after.startswith("I-"):
                    self.ents[i] = after

    def _previous(self) -> int:
        return max(0, len(self.words) - 1)

    def _add(
        self,
        word: str,
        tag: str,
        pos: str,
        head: int,
        dep: str,
        *,
        lemma: str = "",
        morph: str = "",
        ent: str = "O",
    ) -> None:
        self.offsets.append(self.at)
        self.words.append(word)
        self.spaces.append(False)
        self.tags.append(tag)
        self.pos.append(pos)
        self.morphs.append(morph)
        self.lemmas.append(lemma or word)
        self.heads.append(head)
        self.deps.append(dep)
        self.ents.append(ent)
        self.at += len(word)


_UP_TO_SPACE = re.compile(r"\S+")


def _word_bounds(token: Any, start: int, end: int) -> list[tuple[int, int]]:
    """Where each word of a token stands: as the surface is cut ("did|n't"), whatever the words expand to."""
    words = token.words
    if len(words) == 1:
        return [(start, end)]
    bounds, at = [], start
    for i, word in enumerate(words):
        high = end if i == len(words) - 1 else min(end, at + len(word.text))
        bounds.append((at, high))
        at = high
    return bounds


def _entity(tag: str | None, types: dict[str, str]) -> str:
    """The BIO tag in our types for a BIOES tag in Stanza's."""
    if not tag or tag == "O":
        return "O"
    place, _, kind = tag.partition("-")
    own = types.get(kind)
    return "O" if own is None else ("B-" if place in "BS" else "I-") + own


def _inside(tag: str) -> str:
    return "I-" + tag[2:] if tag != "O" else "O"
