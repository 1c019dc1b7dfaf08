"""Training examples: windows of text as the network sees them, with the right classes beside."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.parse.entity_tags import bioes
from quotes.parse.joint.atoms import cut
from quotes.parse.joint.lemmas import KEEP, apply, edit
from quotes.parse.joint.vocabulary import INSIDE, SENTENCE, SPACED, TOKEN, UNSPACED, WORD, Pieces, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.training.entities import TaggedSentence
    from quotes.training.treebank import Paragraph, Sentence

UNKNOWN = -100  # a class that doesn't count in the loss
LONGEST_WINDOW = 220  # pieces


@dataclass(slots=True)
class Example:
    """A window with its classes: lists by piece, by atom and by word."""

    pieces: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    atoms: list[int] = field(default_factory=list)  # the piece with which each atom begins
    boundaries: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)  # the piece with which each word begins
    tags: list[tuple[int, int, int, int]] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)  # how many words each sentence has
    heads: list[int] = field(default_factory=list)  # within the sentence, from 1; 0 is the root
    deprels: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.pieces)


def normalized(text: str) -> str:
    """The text as the parse stage shows it to the network."""
    return text.translate(_LIKE_ASCII)


_LIKE_ASCII = str.maketrans({"’": "'", "‘": "'", "´": "'", "\u00a0": " ", "‐": "-", "‑": "-"})


def learn_vocabulary(paragraphs: list[Paragraph], entity_tags: Iterable[str]) -> Vocabulary:
    """The classes that occur in a treebank and in an entity corpus."""
    words = [word for paragraph in paragraphs for sentence in paragraph.sentences for word in sentence.words]
    edits = Counter(edit(normalized(w.form), w.lemma) for w in words)
    kinds = sorted({tag[2:] for tag in entity_tags if tag != "O"})
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        lemmas[f"{normalized(word.form)} {word.upos}"][word.lemma] += 1
    sure = {
        key: seen.most_common(1)[0][0]
        for key, seen in lemmas.items()
        if seen.total() >= 2 and seen.most_common(1)[0][1] >= 0.95 * seen.total()
    }
    return Vocabulary(
        upos=sorted({w.upos for w in words}),
        xpos=sorted({w.xpos for w in words}),
        feats=sorted({w.feats for w in words}),
        lemma=[KEEP, *(script for script, n in edits.most_common() if n >= 3 and script != KEEP)],
        deprel=sorted({w.deprel for w in words}),
        entity=["O", *(f"{place}-{kind}" for kind in kinds for place in "BIES")],
        splits=_learn_splits(paragraphs),
        lemmas={key: lemma for key, lemma in sorted(sure.items()) if apply(KEEP, key.split()[0]) != lemma},
    )


def _learn_splits(paragraphs: list[Paragraph]) -> dict[str, tuple[int, ...]]:
    """Runs of letters that are two words more often than one."""
    seen: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for paragraph in paragraphs:
        starts = {word.start for sentence in paragraph.sentences for word in sentence.words}
        atoms = cut(normalized(paragraph.text), {})
        for chars, start in zip(atoms.texts, atoms.starts, strict=True):
            inner = range(start + 1, start + len(chars))
            seen[chars.lower()][tuple(i - start for i in inner if i in starts)] += 1
    splits = {}
    for chars, places in seen.items():
        best, count = places.most_common(1)[0]
        if best and count >= 2:
            splits[chars] = best
    return dict(sorted(splits.items()))


class Maker:
    """Makes examples of paragraphs, with the small changes that make the network robust.

    Args:
        vocabulary: The classes.
        pieces: The encoder's word pieces.
        seed: Of the changes; None makes none.
    """

    def __init__(self, vocabulary: Vocabulary, pieces: Pieces, seed: int | None) -> None:
        self._pieces = pieces
        self._splits = vocabulary.splits
        self._random = random.Random(seed) if seed is not None else None  # noqa: S311 (nothing secret)
        self._index = {
            name: {label: i for i, label in enumerate(getattr(vocabulary, name))}
            for name in ("upos", "xpos", "feats", "lemma", "deprel", "entity")
        }

    def treebank(self, paragraph: Paragraph) -> list[Example]:
        """A paragraph as one window, or several where it is too long; at random, cut up more."""
        text = normalized(paragraph.text)
        examples: list[Example] = []
        shred = self._random is not None and self._random.random() < 0.25
        for sentence in paragraph.sentences:
            cost = int(1.5 * len(sentence.words))
            apart = shred and self._random is not None and self._random.random() < 0.5
            if not examples or apart or len(examples[-1].pieces) + cost > LONGEST_WINDOW:
                examples.append(self._opened())
            self._add_sentence(examples[-1], sentence, text)
        return [self._closed(example) for example in examples if example.words]

    def entities(self, sentence: TaggedSentence) -> list[Example]:
        """A sentence of the entity corpus: only its entities are known."""
        example = self._opened()
        text = normalized(sentence.text)
        low = 0
        for (start, end), tag in zip(sentence.spans, bioes(sentence.tags), strict=True):
            atoms = cut(text[start:end], {})
            for i, chars in enumerate(atoms.texts):
                at = len(example.pieces)
                self._add_atom(example, chars, spaced=start > low if i == 0 else atoms.spaced[i])
                if i == 0:
                    example.words.append(at)
                    example.entities.append(self._index["entity"].get(tag, 0))  # a type never seen is none
            low = end
            if len(example.pieces) > LONGEST_WINDOW:
                break
        return [self._closed(example)] if example.words else []

    def _opened(self) -> Example:
        return Example(pieces=[self._pieces.first], shapes=[0])

    def _closed(self, example: Example) -> Example:
        example.pieces.append(self._pieces.last)
        example.shapes.append(0)
        if self._random is not None:
            _vary(example, self._random)
        return example

    def _add_sentence(self, example: Example, sentence: Sentence, text: str) -> None:
        first, last = sentence.words[0], sentence.words[-1]
        starts = {word.start: word for word in sentence.words}
        fresh = {word.start for word, before in zip(sentence.words[1:], sentence.words, strict=False)
                 if word.token != before.token} | {first.start}  # fmt: skip
        placed = set()
        for chars, offset, blank in zip(*cut(text[first.start : last.end], self._splits), strict=True):
            start = offset + first.start
            at = len(example.pieces)
            kind = (
                SENTENCE if start == first.start else TOKEN if start in fresh else WORD if start in starts else INSIDE
            )
            spaced = blank if start != first.start else start == 0 or text[start - 1].isspace()
            self._add_atom(example, chars, spaced=spaced)
            example.atoms.append(at)
            example.boundaries.append(kind)
            if start in starts:
                example.words.append(at)
                placed.add(start)
        if len(placed) < len(starts):  # words that begin inside an atom: the whole sentence can't be learned from
            del example.words[len(example.words) - len(placed) :]
            return
        for word in sentence.words:
            index = self._index
            example.tags.append(
                (
                    index["upos"].get(word.upos, UNKNOWN),
                    index["xpos"].get(word.xpos, UNKNOWN),
                    index["feats"].get(word.feats, UNKNOWN),
                    index["lemma"].get(edit(normalized(word.form), word.lemma), UNKNOWN),
                )
            )
            example.heads.append(word.head)
            example.deprels.append(index["deprel"].get(word.deprel, UNKNOWN))
        example.sentences.append(len(sentence.words))

    def _add_atom(self, example: Example, chars: str, *, spaced: bool) -> None:
        if chars == '"' and self._random is not None and self._curly:
            chars = "“" if spaced else "”"
        ids, form = self._pieces.of(chars)
        example.pieces.extend(ids)
        example.shapes.extend([form + (SPACED if spaced else UNSPACED)] * len(ids))

    @property
    def _curly(self) -> bool:
        return self._random is not None and self._random.random() < 0.3


def _vary(example: Example, chance: random.Random) -> None:
    """Now and then write a window in capitals throughout, or in small letters: headlines and careless typing."""
    draw = chance.random()
    if draw >= 0.03:
        return
    upper = draw < 0.02
    for i, value in enumerate(example.shapes):
        if value:
            low, form = (SPACED, value - SPACED) if value >= SPACED else (UNSPACED, value - UNSPACED)
            if form in {2, 3, 6}:
                example.shapes[i] = low + (5 if upper else 2)
