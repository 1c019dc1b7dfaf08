"""Proposals: attributions that the network sees in a document, with how sure it is of each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch

from quotes.speech.learned.network import ACTS, ROLES, STANCES
from quotes.speech.learned.windows import gather, reach, surroundings, windows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.speech.learned.network import Reader, SpeechNetwork
    from quotes.speech.learned.windows import Labels, Window
    from quotes.speech.scene import Scene
    from quotes.speech.speech import Act, Stance

LEAST_PART = 0.2  # words less likely to be part of a cue are left alone
LEAST_CUE = 0.4  # so are cues of which no word is likelier: next to nothing of theirs is ever reported
BATCH_WORDS = 4000
BATCH_CUES = 48
CHANGE = 3.0  # what it takes, in log odds, for content to begin or to end: a word alone seldom does
CERTAIN = 1e-4  # no word is surer than this to be content or not
_SOURCE, _CONTENT = ROLES.index("source"), ROLES.index("content")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a network sees: tokens of the ``Doc``, and probabilities.

    ``cue`` are the tokens of a cue, ``likelihood`` how likely it is one. ``source`` are the tokens that rather are
    that than anything else, ``content`` the likeliest stretches of what is said; ``roles`` holds for every token of
    ``reach`` the probabilities of being neither, source or content. ``act`` and ``stance`` are what the cue's words in
    their context mean, as far as the network has learned it from the cues that the lexicon knows.
    """

    cue: tuple[int, ...]
    likelihood: float
    source: tuple[int, ...]
    content: tuple[int, ...]
    reach: NDArray[np.int64]
    roles: NDArray[np.float32]
    act: Act
    stance: Stance


@dataclass(frozen=True, slots=True)
class Proposer:
    """A loaded network with the labels that it knows, and the encoder whose vectors it reads; None reads any."""

    network: SpeechNetwork
    labels: Labels
    encoder: str | None = None

    def propose(self, scene: Scene) -> list[Proposal]:
        """The attributions of a document, in the order of their cues; none where its words have no vectors for it."""
        if scene.document.vectors is None or self.encoder not in {None, scene.document.encoder}:
            return []
        found: list[Proposal] = []
        with torch.inference_mode():
            for group in _batches(sorted(windows_of(scene, self.labels), key=len)):
                found += self._of_batch(group)
        return sorted(found, key=lambda proposal: proposal.cue)

    def _of_batch(self, windows: list[Window]) -> list[Proposal]:
        contexts, _, cues = cues_in(self.network, windows)
        cues.sort(key=lambda entry: int(np.subtract(*reach(windows[entry.row], entry.words))))
        views = self.network.views(contexts)
        found = []
        for low in range(0, len(cues), BATCH_CUES):
            found += self._of_cues(contexts, views, windows, cues[low : low + BATCH_CUES])
        return found

    def _of_cues(
        self, contexts: torch.Tensor, views: torch.Tensor, windows: list[Window], cues: list[SeenCue]
    ) -> list[Proposal]:
        bounds, roles = roles_around(self.network, views, windows, cues)
        own_words = torch.stack([contexts[cue.row, cue.words].mean(0) for cue in cues])
        acts, stances = (scores.float().numpy().argmax(1) for scores in self.network.meanings(own_words))
        found = []
        for i, (row, likelihood, cue) in enumerate(cues):
            low, high = bounds[i]
            tokens = windows[row].tokens
            own = roles[i, : high - low].copy()
            own[cue - low] = (1.0, 0.0, 0.0)
            source = own.argmax(1) == _SOURCE
            weightless = windows[row].deprels[low:high] == self.labels.deprels.get("punct")
            weightless[cue - low] = True
            content = stretches(own[:, _CONTENT], weightless) & ~source
            content = _trimmed(content, weightless & (own.argmax(1) != _CONTENT))
            content[cue - low] = False
            reached = tokens[low:high]
            parts = [tuple(reached[part].tolist()) for part in (source, content)]
            meaning = ACTS[acts[i]], STANCES[stances[i]]
            found.append(Proposal(tuple(tokens[cue].tolist()), likelihood, parts[0], parts[1], reached, own, *meaning))
        return found


class SeenCue(NamedTuple):
    """What may be a cue: the row of its window, how likely it is one, and its words as places in the window."""

    row: int
    likelihood: float
    words: NDArray[np.int64]


def cues_in(network: Reader, windows: list[Window]) -> tuple[torch.Tensor, NDArray[np.float32], list[SeenCue]]:
    """What a network makes of windows: words in context, probabilities of cue tags, and the cues that these make."""
    contexts = network.contexts(gather(windows))
    tags = network.cues(contexts).float().softmax(2).numpy()
    cues = [
        SeenCue(row, likelihood, words)
        for row, window in enumerate(windows)
        for words, likelihood in cue_spans(tags[row, : len(window)])
    ]
    return contexts, tags, cues


def roles_around(
    network: Reader, views: torch.Tensor, windows: list[Window], cues: list[SeenCue]
) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
    """How far each cue reaches in its window, and the probabilities of the roles that words there have for it."""
    marked = [(cue.row, cue.words) for cue in cues]
    bounds, around = surroundings(views, windows, marked)
    return bounds, network.roles(around).float().softmax(2).numpy()


def cue_spans(tags: NDArray[np.float32]) -> list[tuple[NDArray[np.int64], float]]:
    """The stretches of a window that may be cues, and how likely each is one.

    Args:
        tags: (words, cue tags), probabilities.
    """
    inside = 1 - tags[:, 0]
    found: list[tuple[NDArray[np.int64], float]] = []
    start = None
    for i in range(len(inside) + 1):
        goes_on = i < len(inside) and inside[i] >= LEAST_PART
        if start is not None and (not goes_on or tags[i, 1] > tags[i, 2]):
            likelihood = float(inside[start:i].max())
            if likelihood >= LEAST_CUE:
                found.append((np.arange(start, i), likelihood))
            start = None
        if goes_on and start is None:
            start = i
    return found


def stretches(likely: NDArray[np.float32], weightless: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The likeliest stretches of words to be content, where each beginning and end of one has its price.

    A Viterbi search (Viterbi, 1967) through two states, inside and outside.

    Args:
        likely: How likely each word is content.
        weightless: Words that go with those beside them: punctuation, and the cue.
    """
    certain = likely.astype(np.float64).clip(CERTAIN, 1 - CERTAIN)
    odds = np.where(weightless, 0.0, np.log(certain) - np.log1p(-certain)).tolist()
    outside, inside = 0.0, odds[0] - CHANGE if odds else 0.0
    came: list[tuple[bool, bool]] = []  # whether the best way to be outside, or inside, at a word was inside before
    for own in odds[1:]:
        left, entered = inside - CHANGE > outside, outside - CHANGE > inside
        came.append((left, not entered))
        outside, inside = (
            inside - CHANGE if left else outside,
            (outside - CHANGE if entered else inside) + own,
        )
    path = [inside > outside] if odds else []
    for ways in reversed(came):
        path.append(ways[path[-1]])
    return np.array(path[::-1], dtype=bool)


def _trimmed(inside: NDArray[np.bool_], loose: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Stretches without the loose words that they begin or end with."""
    kept = inside.copy()
    for step in (1, -1):
        before = False
        for i in range(len(kept))[::step]:
            kept[i] = kept[i] and (before or not loose[i])
            before = bool(kept[i])
    return kept


def _batches(windows: list[Window]) -> list[list[Window]]:
    groups: list[list[Window]] = []
    for window in windows:
        if groups and (len(groups[-1]) + 1) * len(window) <= BATCH_WORDS:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups
