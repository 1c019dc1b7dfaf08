"""Analyses of an article's blocks into one spaCy ``Doc``, every character of the article in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.parse.document import Document, Sentence
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

    from quotes.parse.analysis import Analysis
    from quotes.read.article import Article


@dataclass(frozen=True, slots=True)
class Converter:
    """Builds documents over one shared vocabulary; ``numbers`` and ``morphs`` are what it calls labels."""

    vocab: Vocab
    numbers: _Numbers
    morphs: _Numbers

    @classmethod
    def load(cls) -> Converter:
        """A converter with spaCy's vocabulary for English."""
        import spacy

        vocab = spacy.blank("en").vocab
        return cls(vocab, _Numbers(vocab.strings.add), _Numbers(vocab.morphology.add))

    def document(self, article: Article, blocks: list[list[Analysis]], encoder: str | None = None) -> Document:
        """The document of an article, given the sentences of each of its blocks, and whose vectors their words have."""
        from spacy.tokens import Doc

        build = _Columns(article.text)
        sentences: list[Sentence] = []
        for number, (block, of_block) in enumerate(zip(article.blocks, blocks, strict=True)):
            if not of_block:
                build.opaque(block.span)
            for analysis in of_block:
                first = build.upto(analysis.starts[0] + block.span.start)
                build.sentence(analysis, block.span.start)
                span = Span(build.offsets[first], build.at)
                sentences.append(Sentence(len(sentences), first, len(build.words), span, number))
        build.upto(len(article.text))
        build.close()
        doc = Doc(self.vocab, words=build.words, spaces=build.spaces)
        doc.from_array(_ATTRIBUTES, self._array(build))  # type: ignore[arg-type]
        return Document(article, doc, tuple(sentences), build.matrix(), encoder)

    def _array(self, build: _Columns) -> NDArray[np.uint64]:
        """The columns as spaCy keeps them; given as lists of strings, it would look up each label anew."""
        import numpy as np

        numbers, count = self.numbers, len(build.words)
        array = np.zeros((count, len(_ATTRIBUTES)), dtype=np.uint64)
        array[:, 0] = [numbers[tag] for tag in build.tags]
        array[:, 1] = [numbers[pos] for pos in build.pos]  # spaCy has fixed numbers for these
        array[:, 2] = [self.morphs[morph] for morph in build.morphs]
        array[:, 3] = list(map(self.vocab.strings.add, build.lemmas))  # too many to remember
        array[:, 4] = (np.array(build.heads, dtype=np.int64) - np.arange(count)).view(np.uint64)
        array[:, 5] = [numbers[dep] for dep in build.deps]
        array[:, 6] = [_PLACES[tag[0]] for tag in build.ents]
        array[:, 7] = [numbers[tag[2:]] for tag in build.ents]
        return array


_ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
_PLACES = {"I": 1, "O": 2, "B": 3}


class _Numbers(dict[str, int]):
    """What a vocabulary calls a label, asked once for each."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, label: str) -> int:
        number = self[label] = self._add(label)
        return number


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
    vectors: list[tuple[list[int], NDArray[np.float16]]] = field(default_factory=list)  # which tokens, their rows

    def upto(self, offset: int) -> int:
        """Cover the white space before ``offset``, and return the index of the token that begins there.

        Anything else that the tokenizer has passed over becomes an opaque token, so that nothing is lost.
        """
        while self.at < offset:
            gap = self.text[self.at : offset]
            blank = len(gap) - len(gap.lstrip())
            if not blank:
                self._add(_UP_TO_SPACE.match(gap).group(), "X", "X")  # type: ignore[union-attr]
            elif gap[0] == " " and self.words and not self.spaces[-1] and not self.words[-1].isspace():
                self.spaces[-1] = True
                self.at += 1
            else:
                self._add(gap[:blank], "_SP", "SPACE")
        return len(self.words)

    def opaque(self, span: Span) -> None:
        """Cover a block that isn't parsed with one token of its own."""
        own = self.upto(span.start)
        self._add(self.text[span.start : span.end], "X", "X")
        self.heads[own], self.deps[own] = own, "ROOT"

    def sentence(self, analysis: Analysis, shift: int) -> None:
        """Add the words of a sentence, and what stands between them; ``shift`` is where its block begins."""
        text, words, offsets, spaces = self.text, self.words, self.offsets, self.spaces
        first = len(words)
        places: list[int] = []
        for start, end in zip(analysis.starts, analysis.ends, strict=True):
            low, high = start + shift, end + shift
            if low != self.at:
                if low == self.at + 1 and text[self.at] == " " and places:
                    spaces[-1] = True
                    self.at = low
                else:
                    self._catch_up(low)
            places.append(len(words))
            words.append(text[low:high])
            offsets.append(low)
            spaces.append(False)
            self.at = high
        if analysis.vectors is not None:
            self.vectors.append((places, analysis.vectors))
        if len(self.tags) == first:  # nothing but single spaces between the words
            self.tags += analysis.tags
            self.pos += analysis.pos
            self.morphs += analysis.morphs
            self.lemmas += analysis.lemmas
            self.deps += analysis.deps
            self.ents += analysis.entities
            self.heads += [head + first for head in analysis.heads]
        else:
            self._spread(analysis, places, first)

    def _catch_up(self, low: int) -> None:
        """Cover what stands between two words of a sentence, keeping the columns of one length."""
        while len(self.tags) < len(self.words):
            self._pad()
        self.upto(low)

    def _spread(self, analysis: Analysis, places: list[int], first: int) -> None:
        while len(self.tags) < len(self.words):
            self._pad()
        for i, place in enumerate(places):
            self.tags[place] = analysis.tags[i]
            self.pos[place] = analysis.pos[i]
            self.morphs[place] = analysis.morphs[i]
            self.lemmas[place] = analysis.lemmas[i]
            self.deps[place] = analysis.deps[i]
            self.ents[place] = analysis.entities[i]
            self.heads[place] = places[analysis.heads[i]]
        root = next(place for i, place in enumerate(places) if analysis.heads[i] == i)
        own = set(places)
        for i in range(first, len(self.words)):
            if i not in own and self.heads[i] < first:
                self.heads[i] = root

    def matrix(self) -> NDArray[np.float16] | None:
        """A row for each token, where the models give any."""
        import numpy as np

        if not self.vectors:
            return None
        rows = np.zeros((len(self.words), self.vectors[0][1].shape[1]), dtype=np.float16)
        rows[[place for places, _ in self.vectors for place in places]] = np.concatenate(
            [own for _, own in self.vectors]
        )
        return rows

    def close(self) -> None:
        """Make every text that no token has claimed yet a token, and the entity tags well-formed."""
        if not self.words and self.text:
            self._add(self.text, "X", "X")
            self.deps[0] = "ROOT"
        ents = self.ents
        for i, tag in enumerate(ents):
            if tag == "O":
                goes_on = 0 < i < len(ents) - 1 and ents[i + 1].startswith("I-") and ents[i - 1][2:] == ents[i + 1][2:]
                if goes_on and self.words[i].isspace():
                    ents[i] = ents[i + 1]
            elif tag[0] == "I" and (i == 0 or ents[i - 1][2:] != tag[2:]):
                ents[i] = "B-" + tag[2:]

    def _add(self, word: str, tag: str, pos: str) -> None:
        """Add what no model has seen: it hangs on the token before it."""
        self.offsets.append(self.at)
        self.words.append(word)
        self.spaces.append(False)
        self.at += len(word)
        self._pad()
        self.tags[-1], self.pos[-1], self.lemmas[-1] = tag, pos, word

    def _pad(self) -> None:
        self.heads.append(max(0, len(self.tags) - 1))
        self.tags.append("")
        self.pos.append("X")
        self.morphs.append("")
        self.lemmas.append("")
        self.deps.append("dep")
        self.ents.append("O")


_UP_TO_SPACE = re.compile(r"\S+")
