"""What networks see in articles that nobody has annotated, for another to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from quotes.speech.learned.propose import cues_in, roles_around
from quotes.speech.learned.windows import reach
from quotes.training.attributions import Annotated, Frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.speech.learned.network import Reader
    from quotes.speech.learned.windows import Window

BATCH = 24


def taught(network: Reader, windows: list[Window]) -> list[Annotated]:
    """Windows, in their order, with what a trained network makes of them, or several together, as probabilities.

    That is the teacher's part in knowledge distillation (Hinton, Vinyals and Dean, 2015); a student as large as its
    teacher that also learns from new texts comes out better than it (Xie et al., 2020).
    """
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    found: dict[int, Annotated] = {}
    with torch.inference_mode():
        for low in range(0, len(order), BATCH):
            places = order[low : low + BATCH]
            found |= zip(places, _of_batch(network, [windows[i] for i in places]), strict=True)
    return [found[i] for i in range(len(windows))]


def _of_batch(network: Reader, windows: list[Window]) -> list[Annotated]:
    contexts, tags, cues = cues_in(network, windows)
    frames: list[list[Frame]] = [[] for _ in windows]
    if cues:
        _, roles = roles_around(network, network.views(contexts), windows, cues)
        for (row, _, cue), own in zip(cues, roles, strict=True):
            frames[row].append(Frame(cue, _placed(own, windows[row], cue)))
    return [
        Annotated(window, tags[row, : len(window)].astype(np.float16), frames[row])
        for row, window in enumerate(windows)
    ]


def _placed(roles: NDArray[np.float32], window: Window, cue: NDArray[np.int64]) -> NDArray[np.float16]:
    """The probabilities of the words that a cue reaches, at their places in the window; none of the cue itself."""
    low, high = reach(window, cue)
    placed = np.zeros((len(window), roles.shape[1]), dtype=np.float16)
    placed[low:high] = roles[: high - low]
    placed[cue] = (1.0, 0.0, 0.0)
    return placed
