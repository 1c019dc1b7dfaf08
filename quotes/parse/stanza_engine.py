"""Packages that Stanza itself runs: its pipeline, and its sentences as analyses."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from quotes.parse.analysis import Analysis
from quotes.parse.conventions import conventions
from quotes.parse.entity_tags import bio
from quotes.parse.tokens import Tokens

if TYPE_CHECKING:
    from quotes.parse.segment import Segmenter

BREAK = "\n\n"  # the tokenizer always ends a sentence here
LONGEST_WORD = 60  # letters of a word that the models are given: more, as in an address, are slow and tell nothing


class StanzaEngine:
    """Analyses blocks of text with a Stanza pipeline, as many at once as it is given.

    Args:
        pipeline: With a tokenizer, tagger, lemmatizer, parser and entity tagger.
        segmenter: Mends the sentence boundaries that the tokenizer draws.
        entity_types: What the pipeline's entity types are called in an analysis.
    """

    encoder: str | None = None

    def __init__(self, pipeline: Any, segmenter: Segmenter, entity_types: dict[str, str]) -> None:
        self._pipeline = pipeline
        self._segmenter = segmenter
        self._types = entity_types
        self._rest = ",".join(name for name in ("pos", "lemma", "depparse", "ner") if name in pipeline.processors)

    def analyse(self, blocks: list[str]) -> list[list[Analysis]]:
        """The sentences of each block."""
        starts, at = [], 0
        for block in blocks:
            starts.append(at)
            at += len(block) + len(BREAK)
        found: list[list[Analysis]] = [[] for _ in blocks]
        for sentence in self._parsed(BREAK.join(blocks)):
            number = bisect_right(starts, sentence.tokens[0].start_char) - 1
            analysis = analysis_of(sentence, self._types, starts[number])
            if analysis.starts:
                found[number].append(analysis)
        return found

    def _parsed(self, text: str) -> list[Any]:
        if not text.strip():
            return []
        tokenized = self._pipeline.process(text, processors="tokenize")  # expands multi-word tokens, too
        mended = mend_document(tokenized, self._segmenter)
        if not mended.sentences:
            return []
        return list(self._pipeline.process(mended, processors=self._rest).sentences)


def mend_document(document: Any, segmenter: Segmenter) -> Any:
    """A Stanza document, tokenized and expanded only, with its sentences joined and cut where they should be."""
    from stanza.models.common.doc import Document

    text: str = document.text
    tokens = [_shown(token) for sentence in document.sentences for token in sentence.tokens]
    if not tokens:
        return Document([], text)
    sizes = [len(sentence.tokens) for sentence in document.sentences]
    begins = [sum(sizes[:i]) for i in range(len(sizes))]
    texts, starts, ends, _ = map(list, zip(*tokens, strict=True))
    bounds = [*segmenter.mend(Tokens(text, texts, starts, ends, begins)), len(tokens)]
    return Document([_numbered(tokens[low:high]) for low, high in itertools.pairwise(bounds)], text)


_Shown = tuple[str, int, int, tuple[str, ...]]  # a token's text, start and end, and the words that it stands for


def _shown(token: Any) -> _Shown:
    start, end = token.start_char, token.end_char
    if end - start > LONGEST_WORD:  # one word, also where it ends like "didn't"; the offsets tell where all of it is
        short = token.text[:LONGEST_WORD]
        return short, start, end, (short,)
    return token.text, start, end, tuple(word.text for word in token.words)


def _numbered(tokens: list[_Shown]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    number = 1
    for text, start, end, words in tokens:
        where = {"text": text, "start_char": start, "end_char": end}
        if len(words) == 1:
            entries.append({"id": (number,), **where})
        else:
            entries.append({"id": (number, number + len(words) - 1), **where})
            entries += [{"id": (number + i,), "text": word} for i, word in enumerate(words)]
        number += len(words)
    return entries


def analysis_of(sentence: Any, entity_types: dict[str, str], shift: int = 0) -> Analysis:
    """A Stanza sentence as an analysis.

    Args:
        sentence: With words tagged and parsed, and tokens tagged with entities.
        entity_types: What its entity types are called here; others are left out.
        shift: Where the block begins in the text that Stanza was given, in code points.
    """
    known = conventions()
    found = Analysis([], [], [], [], [], [], [], [], [])
    index_of = {0: -1}
    numbers: list[int] = []
    for token in sentence.tokens:
        start, end = token.start_char - shift, token.end_char - shift
        entity = bio(token.ner, entity_types)
        for (low, high), word in zip(_word_bounds(token, start, end), token.words, strict=True):
            if low == high:  # an expansion with no characters of its own: heads pass through it
                continue
            index_of[word.id] = len(found.starts)
            numbers.append(word.head or 0)
            found.starts.append(low)
            found.ends.append(high)
            pos = known.pos(word.upos)
            found.tags.append(known.tag(word.xpos, pos, word.feats, word.text))
            found.pos.append(pos)
            found.morphs.append(known.features(word.feats))
            found.lemmas.append(word.lemma or word.text)
            found.deps.append(known.relation(word.deprel))
            found.entities.append(entity)
            entity = "I-" + entity[2:] if entity != "O" else "O"
    root = next((i for i, head in enumerate(numbers) if head == 0), 0)
    for i, number in enumerate(numbers):
        head = index_of.get(number, root)
        found.heads.append(root if i == root or head in {-1, i} else head)
    return found


def _word_bounds(token: Any, start: int, end: int) -> list[tuple[int, int]]:
    """Where each word of a token stands: as the surface is cut ("did|n't"), whatever the words expand to."""
    words = token.words
    if len(words) == 1:
        return [_trimmed(start, end, token.text)]
    bounds, at = [], start
    for i, word in enumerate(words):
        high = end if i == len(words) - 1 else min(end, at + len(word.text))
        bounds.append((at, high))
        at = high
    return [_trimmed(low, high, token.text[low - start : high - start]) for low, high in bounds]


def _trimmed(low: int, high: int, text: str) -> tuple[int, int]:
    """A word's bounds without white space: a tokenizer may take blanks into a token."""
    if text == text.strip() or len(text) < high - low:
        return low, high
    low += len(text) - len(text.lstrip())
    return low, low + len(text.strip())
