"""A document as the network sees it: its words in windows of whole paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from quotes.speech.learned.network import REACH, Surroundings, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.strings import StringStore

    from quotes.speech.scene import Scene

LONGEST = 200  # words that paragraphs are gathered up to; one that is longer by itself is cut
PLACES = 3 * 2 * 2  # outside, inside or a mark of a quotation; begins a sentence; begins a paragraph
SIDES = 5 * 2 * 3  # sentences before or behind; the same paragraph or not; how both stand to quotations
DEEPEST = 16  # steps up a tree that are looked at
_APART, _ABOVE, _FIRST_TIE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Labels:
    """Numbers for the relations and tags that the network knows; whatever else there is counts as the first."""

    deprels: dict[str, int]
    tags: dict[str, int]

    @classmethod
    def of(cls, deprels: list[str], tags: list[str]) -> Labels:
        """Labels in a given order."""
        return cls({name: i for i, name in enumerate(deprels, 1)}, {name: i for i, name in enumerate(tags, 1)})

    @property
    def ties(self) -> int:
        """How many ways there are in which a word hangs together with a cue."""
        return _FIRST_TIE + 2 * (len(self.deprels) + 1)


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are looked at together: indices of tokens in the ``Doc``, and what is known of each.

    ``above`` has for each word itself, its head, the head of that, and so on, as places in the window; a root, and a
    word whose head is outside of the window, is its own head. ``quotations`` are -1 outside of any.
    """

    tokens: NDArray[np.int64]
    vectors: NDArray[np.float16]
    deprels: NDArray[np.int64]
    tags: NDArray[np.int64]
    places: NDArray[np.int64]
    above: NDArray[np.int64]
    sentences: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    quotations: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def heads(self) -> NDArray[np.int64]:
        """The head of each word, as a place in the window."""
        return self.above[:, 1]


def windows_of(scene: Scene, labels: Labels) -> list[Window]:
    """The paragraphs of a document, as many together as are not too long.

    Raises:
        ValueError: The document was parsed by models that give no vectors.
    """
    vectors = scene.document.vectors
    if vectors is None:
        raise ValueError("a parse without word vectors")
    doc = scene.document.doc
    relations, kinds, steps = doc.to_array(["DEP", "TAG", "HEAD"]).T
    deprels = _numbered(relations, labels.deprels, doc.vocab.strings)
    tags = _numbered(kinds, labels.tags, doc.vocab.strings)
    heads = np.arange(len(doc)) + steps.astype(np.int64)
    numbers = {id(quotation): i for i, quotation in enumerate(scene.quotations)}
    quotations = np.array([-1 if quotation is None else numbers[id(quotation)] for quotation in scene.quoted])
    sentences, paragraphs = np.zeros((2, len(doc)), dtype=np.int64)
    for sentence in scene.document.sentences:
        sentences[sentence.start : sentence.end] = sentence.index
        paragraphs[sentence.start : sentence.end] = sentence.block
    places = _places(scene)
    return [
        Window(
            tokens, vectors[tokens], deprels[tokens], tags[tokens], places[tokens], _above(tokens, heads),
            sentences[tokens], paragraphs[tokens], quotations[tokens],
        )
        for tokens in map(np.array, _grouped(scene))
    ]  # fmt: skip


def _numbered(hashes: NDArray[np.uint64], numbers: dict[str, int], strings: StringStore) -> NDArray[np.int64]:
    kinds, of_token = np.unique(hashes, return_inverse=True)
    return np.array([numbers.get(strings[kind], 0) for kind in kinds.tolist()])[of_token]


def _grouped(scene: Scene) -> list[list[int]]:
    groups: list[list[int]] = []
    for paragraph in scene.paragraphs:
        first, last = paragraph.sentences[0].start, paragraph.sentences[-1].end
        own = [i for i in range(first, last) if not scene.doc[i].is_space]
        for low in range(0, len(own), LONGEST):
            part = own[low : low + LONGEST]
            if groups and len(groups[-1]) + len(part) <= LONGEST:
                groups[-1] += part
            else:
                groups.append(part)
    return [group for group in groups if group]


def _places(scene: Scene) -> NDArray[np.int64]:
    """For each token, how it stands to quotation marks, sentences and paragraphs, as a number below ``PLACES``."""
    places = np.zeros(len(scene.doc), dtype=np.int64)
    for i, quotation in enumerate(scene.quoted):
        if quotation is not None:
            places[i] = 2 if not any(char.isalnum() for char in scene.doc[i].text) else 1
    block = -1
    for sentence in scene.document.sentences:
        places[sentence.start] += 3
        if sentence.block != block:
            places[sentence.start] += 6
            block = sentence.block
    return places


def _above(tokens: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    own = np.arange(len(tokens))
    place = np.searchsorted(tokens, heads[tokens]).clip(max=len(tokens) - 1)
    head = np.where(tokens[place] == heads[tokens], place, own)
    steps = [own, head]
    while len(steps) < DEEPEST:
        steps.append(head[steps[-1]])
    return np.stack(steps, 1)


def gather(windows: list[Window]) -> Words:
    """Windows as padded tensors."""
    longest = max(map(len, windows))

    def padded(name: str) -> torch.Tensor:
        rows = np.zeros((len(windows), longest), dtype=np.int64)
        for row, window in enumerate(windows):
            rows[row, : len(window)] = getattr(window, name)
        return torch.from_numpy(rows)

    vectors = np.zeros((len(windows), longest, windows[0].vectors.shape[1]), dtype=np.float16)
    for row, window in enumerate(windows):
        vectors[row, : len(window)] = window.vectors
    real = np.arange(longest) < np.array([len(window) for window in windows])[:, None]
    return Words(
        torch.from_numpy(vectors).float(), padded("deprels"), padded("tags"), padded("places"), padded("heads"),
        torch.from_numpy(real),
    )  # fmt: skip


def reach(window: Window, cue: NDArray[np.int64]) -> tuple[int, int]:
    """Which words of a window may belong to a cue: from the first to before the second."""
    return max(0, int(cue[0]) - REACH), min(len(window), int(cue[-1]) + REACH + 1)


def surroundings(
    views: torch.Tensor, windows: list[Window], cues: list[tuple[int, NDArray[np.int64]]]
) -> tuple[list[tuple[int, int]], Surroundings]:
    """What the network needs to tell the roles of the words around cues.

    Args:
        views: What ``SpeechNetwork.views`` gives, (windows, words, two role widths).
        windows: As many.
        cues: For each, the row of its window, and its words as places there.

    Returns:
        From which word of its window to before which each cue reaches; and what ``SpeechNetwork.roles`` takes.
    """
    bounds = [reach(windows[row], cue) for row, cue in cues]
    longest = max(high - low for low, high in bounds)
    rows = np.array([row for row, _ in cues])
    lows, highs = np.array(bounds).T
    places = lows[:, None] + np.arange(longest)
    real = places < highs[:, None]
    places = np.minimum(places, highs[:, None] - 1)
    marked, distances, ties, sides = np.zeros((4, len(cues), longest), dtype=np.int64)
    for i, ((row, cue), (low, high)) in enumerate(zip(cues, bounds, strict=True)):
        size, around = high - low, np.arange(low, high)
        marked[i, cue - low] = 1
        distances[i, :size] = np.minimum(around - cue[0], 0) + np.maximum(around - cue[-1], 0)
        ties[i, :size] = _ties(windows[row], cue, low, high)
        sides[i, :size] = _sides(windows[row], cue, low, high)
    taken = views[torch.from_numpy(rows)[:, None], torch.from_numpy(places)]
    parts = (torch.from_numpy(part) for part in (marked, distances, ties, sides, real))
    return bounds, Surroundings(taken, *parts)


def _ties(window: Window, cue: NDArray[np.int64], low: int, high: int) -> NDArray[np.int64]:
    """How words hang together with a cue: by which relation below it, or below its head; above it; or apart from it."""
    own = _marked(window, cue)
    heads = window.heads[cue]
    tops = cue[~own[heads] | (heads == cue)]
    top = int(tops[0] if len(tops) else cue[0])
    governor = int(window.heads[top])
    ties = np.full(high - low, _APART)
    if governor != top:
        hit, relations = _below(window, _marked(window, governor), low, high)
        ties[hit] = _FIRST_TIE + 1 + relations * 2
        chain = window.above[top, 1:]
        chain = chain[(chain >= low) & (chain < high)]
        ties[chain - low] = _ABOVE
    hit, relations = _below(window, own, low, high)
    ties[hit] = _FIRST_TIE + relations * 2
    ties[cue - low] = _APART
    return ties


def _marked(window: Window, words: NDArray[np.int64] | int) -> NDArray[np.bool_]:
    marked = np.zeros(len(window), dtype=bool)
    marked[words] = True
    return marked


def _below(window: Window, tops: NDArray[np.bool_], low: int, high: int) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which words hang below some others, and, of those, by which relation the branch they are on does."""
    above = window.above[low:high]
    below = tops[above]
    steps = below.argmax(1)
    hit = steps > 0  # 0 where none of them is, or it is the word itself
    return hit, window.deprels[above[hit, steps[hit] - 1]]


def _sides(window: Window, cue: NDArray[np.int64], low: int, high: int) -> NDArray[np.int64]:
    """Where words stand beside a cue, as numbers below ``SIDES``."""
    at = cue[0]
    sentences = (window.sentences[low:high] - window.sentences[at]).clip(-2, 2) + 2
    same = window.paragraphs[low:high] == window.paragraphs[at]
    own = window.quotations[low:high]
    quoted = np.where(own == window.quotations[at], 0, np.where(own >= 0, 1, 2))
    sides: NDArray[np.int64] = sentences + 5 * same + 10 * quoted
    return sides
