"""Annotated attributions as training examples for the network that proposes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.speech.learned.windows import windows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.speech.learned.windows import Labels, Window
    from quotes.speech.scene import Scene

NONE, SOURCE, CONTENT = range(3)
OUTSIDE, BEGINS, INSIDE = range(3)


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in a window: which of its words are the cue, and the role of every word, or its probabilities."""

    cue: NDArray[np.int64]
    roles: NDArray[np.int64] | NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A window with its attributions."""

    window: Window
    cues: NDArray[np.int64] | NDArray[np.float16]  # tag of every word, or the tags' probabilities
    frames: list[Frame]

    def __len__(self) -> int:
        return len(self.window)


def annotate(scene: Scene, attributions: list[dict[str, Any]], labels: Labels) -> list[Annotated]:
    """The windows of an article, with what annotators have marked in each.

    An attribution belongs to the window in which its cue stands; what it has outside of that window is lost.
    """
    doc = scene.doc
    starts = np.array([token.idx for token in doc])
    ends = starts + np.array([len(token) for token in doc])
    found = []
    for window in windows_of(scene, labels):
        low, high = starts[window.tokens], ends[window.tokens]
        cues = np.zeros(len(window.tokens), dtype=np.int64)
        frames = []
        for attribution in attributions:
            cue = np.flatnonzero(_covered(low, high, attribution["cue"]))
            if not len(cue):
                continue
            roles = np.zeros(len(window.tokens), dtype=np.int64)
            roles[_covered(low, high, attribution["source"])] = SOURCE
            roles[_covered(low, high, attribution["content"])] = CONTENT
            roles[cue] = NONE
            if not (roles == CONTENT).any():
                continue
            tags = np.where(np.diff(cue, prepend=-2) == 1, INSIDE, BEGINS)
            cues[cue] = tags
            frames.append(Frame(cue, roles))
        found.append(Annotated(window, cues, frames))
    return found


def _covered(low: NDArray[np.int64], high: NDArray[np.int64], spans: list[list[int]]) -> NDArray[np.bool_]:
    inside = np.zeros(len(low), dtype=bool)
    for start, end in spans:
        inside |= (low < end) & (high > start)
    return inside
