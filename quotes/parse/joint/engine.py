"""The embedded models at work: text in, analysed sentences out, one pass of the encoder for everything."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from quotes.parse.analysis import Analysis
from quotes.parse.joint.atoms import Atoms, cut, join_runs
from quotes.parse.joint.entities import EntityDecoder
from quotes.parse.joint.lemmas import Lemmatizer
from quotes.parse.joint.tree import best_trees
from quotes.parse.joint.vocabulary import INSIDE, SENTENCE, SPACED, TOKEN, UNSPACED, WORD, Pieces, Vocabulary
from quotes.parse.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from quotes.parse.joint.network import Network
    from quotes.parse.segment import Segmenter

LONGEST_WINDOW = 240  # pieces; the network was trained on windows up to about this long
BATCH_PIECES = 1024  # with more, what one layer hands to the next no longer stays in the processor's caches
RELATIONS = 512  # words whose relations are scored at once: what comes between takes 13 kB a word
_MAY_END = frozenset('.!?"”)')
_MAY_PAUSE = frozenset(",;:")


@dataclass(slots=True)
class Window:
    """A stretch of a block that is analysed at once: its atoms, and its pieces as rows of the embeddings."""

    block: int
    atoms: Atoms
    pieces: list[int]
    shapes: list[int]
    firsts: list[int]  # the piece with which each atom begins


class JointEngine:
    """Analyses blocks of text with one network.

    Args:
        network: With its weights, in evaluation mode, in the arithmetic to compute in.
        vocabulary: What its classes stand for.
        pieces: The encoder's word pieces.
        segmenter: Mends the sentence boundaries that the network draws.
        entity_types: What the network's entity types are called in an analysis.
        encoder: What the encoder's vectors are to be known by.
    """

    def __init__(
        self,
        network: Network,
        vocabulary: Vocabulary,
        pieces: Pieces,
        segmenter: Segmenter | None,
        entity_types: dict[str, str],
        encoder: str | None = None,
    ) -> None:
        self.encoder = encoder
        self._network = network
        self._pieces = pieces
        self._segmenter = segmenter
        self._splits = vocabulary.splits
        self._entities = EntityDecoder(vocabulary.entity, entity_types)
        self._lemmas = Lemmatizer(vocabulary, pieces.words)
        self._labels = {
            name: np.array([label if label != "_" else "" for label in getattr(vocabulary, name)], dtype=object)
            for name in ("upos", "xpos", "feats", "deprel")
        }

    def analyse(self, blocks: list[str]) -> list[list[Analysis]]:
        """The sentences of each block."""
        windows = [w for number, text in enumerate(blocks) for w in self.windows(number, text)]
        order = sorted(range(len(windows)), key=lambda i: -len(windows[i].pieces))
        found: list[list[Analysis]] = [[] for _ in windows]
        for group in _batches(order, windows):
            for i, sentences in zip(group, self._analyse([windows[i] for i in group], blocks), strict=True):
                found[i] = sentences
        result: list[list[Analysis]] = [[] for _ in blocks]
        for window, sentences in zip(windows, found, strict=True):
            result[window.block] += sentences
        return result

    def windows(self, number: int, text: str) -> list[Window]:
        """The windows of a block, by its number; what doesn't fit into one is cut, rather between sentences."""
        atoms = join_runs(cut(text, self._splits))
        known = self._pieces.of
        windows: list[Window] = []
        low, count = 0, len(atoms.texts)
        while low < count:
            pieces, shapes, firsts = [self._pieces.first], [0], []
            at = low
            while at < count and len(pieces) < LONGEST_WINDOW:
                ids, form = known(atoms.texts[at])
                firsts.append(len(pieces))
                pieces.extend(ids)
                shapes.extend([form + (SPACED if atoms.spaced[at] else UNSPACED)] * len(ids))
                at += 1
            if at < count:
                at = _best_cut(atoms, low, at)
                firsts = firsts[: at - low + 1]
                size = firsts.pop() if len(firsts) > at - low else len(pieces)
                del pieces[size:], shapes[size:]
            pieces.append(self._pieces.last)
            shapes.append(0)
            part = Atoms(atoms.texts[low:at], atoms.starts[low:at], atoms.spaced[low:at])
            windows.append(Window(number, part, pieces, shapes, firsts))
            low = at
        return windows

    def _analyse(self, windows: list[Window], blocks: list[str]) -> list[list[Analysis]]:
        pieces, shapes = padded(windows)
        length = pieces.shape[1]
        with torch.inference_mode():
            middle, hidden = (
                vectors.flatten(0, 1)
                for vectors in self._network.encoder.middle_and_end(torch.from_numpy(pieces), torch.from_numpy(shapes))
            )
            atoms = np.concatenate([np.array(w.firsts) + row * length for row, w in enumerate(windows)])
            kinds = _best(self._network.boundary(hidden[torch.from_numpy(atoms)]))
            spaced = np.concatenate([w.atoms.spaced for w in windows])
            kinds = np.where(spaced, np.maximum(kinds, TOKEN), kinds)  # no word of the treebanks holds a blank
            batch = _Words(self._tokens(windows, kinds, blocks), atoms, kinds, length)
            return self._sentences(middle, hidden, batch)

    def _tokens(
        self, windows: list[Window], kinds: NDArray[np.int64], blocks: list[str]
    ) -> list[tuple[Tokens, NDArray[np.int64]]]:
        """The words of each window with their sentences, and which atom each word begins with."""
        found = []
        at = 0
        for window in windows:
            texts, starts, _ = window.atoms
            own = kinds[at : at + len(texts)]
            own[0] = SENTENCE
            begins = np.flatnonzero(own != INSIDE)
            if len(begins) == len(texts):
                ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
                tokens = Tokens(blocks[window.block], texts, starts, ends, np.flatnonzero(own == SENTENCE).tolist())
            else:
                lasts = np.append(begins[1:], len(texts)) - 1
                text = blocks[window.block]
                lows = [starts[i] for i in begins]
                ends = [starts[i] + len(texts[i]) for i in lasts]
                words = [text[low:high] for low, high in zip(lows, ends, strict=True)]
                tokens = Tokens(text, words, lows, ends, np.flatnonzero(own[begins] == SENTENCE).tolist())
            if self._segmenter is not None:
                tokens.sentences = self._segmenter.mend(tokens)
            found.append((tokens, begins + at))
            at += len(texts)
        return found

    def _sentences(self, middle: Tensor, hidden: Tensor, words: _Words) -> list[list[Analysis]]:
        network = self._network
        at = torch.from_numpy(words.rows)
        vectors = hidden[at]
        scores = network.words(vectors)
        upos, xpos, feats, lemma = map(_best, (scores.upos, scores.xpos, scores.feats, scores.lemma))
        pos = self._labels["upos"][upos].tolist()
        tags = self._labels["xpos"][xpos].tolist()
        morphs = self._labels["feats"][feats].tolist()
        entities = self._entities.decode(scores.entity.float().numpy(), words.ends)
        lemmas = self._lemmas.of(words.texts, pos, lemma.tolist())
        heads, deps = self._trees(hidden, vectors, words)
        rows = torch.cat((middle[at], vectors), 1).half().numpy()
        result: list[list[Analysis]] = []
        low = 0
        for tokens in words.windows:
            sentences = []
            bounds = [*tokens.sentences, len(tokens.texts)]
            for first, last in itertools.pairwise(bounds):
                high = low + last - first
                sentences.append(
                    Analysis(
                        tokens.starts[first:last], tokens.ends[first:last], tags[low:high], pos[low:high],
                        morphs[low:high], lemmas[low:high], heads[low:high], deps[low:high], entities[low:high],
                        words.joined[low:high], rows[low:high],
                    )
                )  # fmt: skip
                low = high
            result.append(sentences)
        return result

    def _trees(self, hidden: Tensor, vectors: Tensor, words: _Words) -> tuple[list[int], list[str]]:
        """For every word, its head's index in the sentence (its own for the root), and the relation to it."""
        network = self._network
        nodes = torch.cat((vectors, hidden[torch.from_numpy(words.roots)]))
        arc_dep, arc_head, label_dep, label_head = network.edges(nodes)
        count = len(vectors)
        grid = torch.from_numpy(words.grid)
        with_root = torch.cat((torch.arange(count, len(nodes))[:, None], grid), 1)
        scores = network.arcs(arc_dep[grid], arc_head[with_root]).float()
        longest = words.grid.shape[1]
        real = np.arange(longest) < words.sizes[:, None]
        beyond = torch.from_numpy(np.concatenate((np.zeros((len(real), 1), dtype=bool), ~real), 1))
        trees = best_trees(scores.masked_fill(beyond[:, None, :], -1e6).numpy(), words.sizes)
        of_word = trees[real]
        row = np.repeat(np.arange(len(real)), words.sizes)
        head_rows = with_root.numpy()[row, of_word]
        governors = label_head[torch.from_numpy(head_rows)]
        parts = [slice(low, min(count, low + RELATIONS)) for low in range(0, count, RELATIONS)]
        labels = np.concatenate([_best(network.relations(label_dep[part], governors[part])) for part in parts])
        own = (np.cumsum(real, 1) - 1)[real]
        return np.where(of_word == 0, own, of_word - 1).tolist(), self._labels["deprel"][labels].tolist()


class _Words:
    """The words of a batch, one window after another, and how they lie in sentences."""

    def __init__(
        self,
        found: list[tuple[Tokens, NDArray[np.int64]]],
        atoms: NDArray[np.int64],
        kinds: NDArray[np.int64],
        length: int,
    ) -> None:
        self.windows = [tokens for tokens, _ in found]
        begins = np.concatenate([begins for _, begins in found])
        self.rows = atoms[begins]
        self.joined = (kinds[begins] == WORD).tolist()
        self.texts = [text for tokens in self.windows for text in tokens.texts]
        sizes: list[int] = []
        roots: list[int] = []
        for row, tokens in enumerate(self.windows):
            bounds = [*tokens.sentences, len(tokens.texts)]
            sizes += [high - low for low, high in itertools.pairwise(bounds)]
            roots += [row * length] * len(tokens.sentences)
        self.sizes = np.array(sizes)
        self.roots = np.array(roots)
        self.ends = np.cumsum(self.sizes)
        starts = self.ends - self.sizes
        steps = np.arange(int(self.sizes.max()))
        self.grid = np.where(steps < self.sizes[:, None], starts[:, None] + steps, 0)


def _best(scores: Tensor) -> NDArray[np.int64]:
    """The best class in each row; PyTorch's own search takes ten times as long over bfloat16."""
    best: NDArray[np.int64] = scores.float().numpy().argmax(1)
    return best


def _best_cut(atoms: Atoms, low: int, high: int) -> int:
    """Where to cut a block too long for one window: behind the last mark that may end a sentence, or a clause."""
    places = [at for at in range(high, low + (high - low) // 3, -1) if atoms.spaced[at]]
    for at in places:
        if atoms.texts[at - 1] in _MAY_END and atoms.texts[at][:1].isupper():
            return at
    for at in places:
        if atoms.texts[at - 1] in _MAY_PAUSE:
            return at
    return next((at for at in range(high, low + 1, -1) if atoms.spaced[at]), high)


def _batches(order: list[int], windows: list[Window]) -> list[list[int]]:
    """Windows of like length, the longest first; as many of a length always, for every new shape costs memory."""
    groups: list[list[int]] = []
    room = 0
    for i in order:
        if not room:
            groups.append([])
            room = max(1, BATCH_PIECES // _rounded(len(windows[i].pieces)))
        groups[-1].append(i)
        room -= 1
    return groups


def padded(windows: list[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pieces of windows and how each is written, (windows, pieces) each, padded to the first, the longest."""
    pieces, shapes = np.zeros((2, len(windows), _rounded(len(windows[0].pieces))), dtype=np.int64)
    for row, window in enumerate(windows):
        pieces[row, : len(window.pieces)] = window.pieces
        shapes[row, : len(window.shapes)] = window.shapes
    return pieces, shapes


def _rounded(length: int) -> int:
    return -(-length // 8) * 8
