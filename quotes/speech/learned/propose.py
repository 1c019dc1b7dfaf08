"""Proposals: attributions that the network sees in a document, with how sure it is of each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence

from quotes.speech.learned.network import REACH, SpeechNetwork, Words
from quotes.speech.learned.windows import Labels, gather, windows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.speech.learned.windows import Window
    from quotes.speech.scene import Scene

LEAST_CUE = 0.2  # words less likely to be part of a cue are left alone
BATCH_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a network sees: tokens of the ``Doc``, and probabilities.

    ``cue`` are the tokens of a cue, ``likelihood`` how likely it is one. ``source`` and ``content`` are the tokens
    that rather are that than anything else; ``roles`` holds for every token of ``reach`` the probabilities of being
    neither, source or content.
    """

    cue: tuple[int, ...]
    likelihood: float
    source: tuple[int, ...]
    content: tuple[int, ...]
    reach: NDArray[np.int64]
    roles: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Proposer:
    """A loaded network with the labels that it knows."""

    network: SpeechNetwork
    labels: Labels

    def propose(self, scene: Scene) -> list[Proposal]:
        """The attributions of a document, in the order of their cues; none where its parse has no word vectors."""
        if scene.document.vectors is None:
            return []
        windows = sorted(windows_of(scene), key=lambda window: len(window.tokens))
        found: list[Proposal] = []
        with torch.inference_mode():
            for group in _batches(windows):
                found += self._of_windows(gather(scene, group, self.labels), group)
        return sorted(found, key=lambda proposal: proposal.cue)

    def _of_windows(self, words: Words, windows: list[Window]) -> list[Proposal]:
        contexts = self.network.contexts(words)
        tags = self.network.cues(contexts).float().softmax(2).numpy()
        cues = [
            (row, cue, likelihood)
            for row, window in enumerate(windows)
            for cue, likelihood in cue_spans(tags[row, : len(window.tokens)])
        ]
        found = []
        cues.sort(key=lambda entry: len(windows[entry[0]].tokens))
        for low in range(0, len(cues), 48):
            found += self._of_cues(contexts, windows, cues[low : low + 48])
        return found

    def _of_cues(
        self, contexts: torch.Tensor, windows: list[Window], cues: list[tuple[int, NDArray[np.int64], float]]
    ) -> list[Proposal]:
        bounds, inputs = around(contexts, [(row, cue, len(windows[row].tokens)) for row, cue, _ in cues])
        scores = self.network.roles(*inputs)
        roles = scores.float().softmax(2).numpy()
        found = []
        for i, (row, cue, likelihood) in enumerate(cues):
            low, high = bounds[i]
            tokens = windows[row].tokens
            own = roles[i, : high - low].copy()
            own[cue - low] = (1.0, 0.0, 0.0)
            best = own.argmax(1)
            reach = tokens[low:high]
            parts = [tuple(reach[best == role].tolist()) for role in (1, 2)]
            found.append(Proposal(tuple(tokens[cue].tolist()), likelihood, parts[0], parts[1], reach, own))
        return found


def cue_spans(tags: NDArray[np.float32]) -> list[tuple[NDArray[np.int64], float]]:
    """The stretches of a window that may be cues, and how likely each is one.

    Args:
        tags: (words, cue tags), probabilities.
    """
    inside = 1 - tags[:, 0]
    found: list[tuple[NDArray[np.int64], float]] = []
    start = None
    for i in range(len(inside) + 1):
        goes_on = i < len(inside) and inside[i] >= LEAST_CUE
        if start is not None and (not goes_on or tags[i, 1] > tags[i, 2]):
            found.append((np.arange(start, i), float(inside[start:i].max())))
            start = None
        if goes_on and start is None:
            start = i
    return found


def around(
    contexts: torch.Tensor, cues: list[tuple[int, NDArray[np.int64], int]]
) -> tuple[list[tuple[int, int]], tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]]:
    """What the network needs to tell the roles of the words around cues.

    Args:
        contexts: (windows, words, width).
        cues: For each, its window, its words in the window, and how many words the window has.

    Returns:
        From which word of its window to before which each cue reaches; and what ``SpeechNetwork.roles`` takes.
    """
    bounds, rows, marks, ways = [], [], [], []
    for row, cue, size in cues:
        low, high = surroundings(cue, size)
        bounds.append((low, high))
        rows.append(contexts[row, low:high])
        marked = torch.zeros(high - low, dtype=torch.bool)
        marked[torch.from_numpy(cue - low)] = True
        marks.append(marked)
        ways.append(distances(cue, low, high))
    real = pad_sequence([torch.ones(high - low, dtype=torch.bool) for low, high in bounds], batch_first=True)
    padded = (pad_sequence(part, batch_first=True) for part in (rows, marks, ways))
    around_each, marked_each, distance_each = padded
    return bounds, (around_each, real, marked_each, distance_each)


def surroundings(cue: NDArray[np.int64], size: int) -> tuple[int, int]:
    """Which words of a window of ``size`` words may belong to a cue: from the first to before the second."""
    return max(0, int(cue[0]) - REACH), min(size, int(cue[-1]) + REACH + 1)


def distances(cue: NDArray[np.int64], low: int, high: int) -> torch.Tensor:
    """How far each word from ``low`` to ``high`` is from a cue: negative before it, 0 in it."""
    places = np.arange(low, high)
    return torch.from_numpy(np.minimum(places - cue[0], 0) + np.maximum(places - cue[-1], 0))


def _batches(windows: list[Window]) -> list[list[Window]]:
    groups: list[list[Window]] = []
    for window in windows:
        if groups and (len(groups[-1]) + 1) * len(window.tokens) <= BATCH_WORDS:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups
