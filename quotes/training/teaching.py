"""What networks see in articles that nobody has annotated, for another to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from quotes.speech.learned.network import CUE_TAGS, ROLES
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


def together(one: Annotated, other: Annotated, share: float) -> Annotated:
    """What two say of the same window, as probabilities: networks, or a network and the annotators.

    A network that learns from what annotators have marked alone takes their slips for the truth and becomes too sure;
    a teacher's doubts beside them keep it from that.

    Args:
        one: What the first says.
        other: What the second says; a cue that only one of them has keeps its roles as they are.
        share: The first one's part in it, from 0 to 1.
    """
    cues = _soft(one.cues, len(CUE_TAGS)) * share + _soft(other.cues, len(CUE_TAGS)) * (1 - share)
    left = {tuple(frame.cue.tolist()): frame for frame in other.frames}
    frames = []
    for frame in one.frames:
        same = left.pop(tuple(frame.cue.tolist()), None)
        roles = _soft(frame.roles, len(ROLES))
        if same is not None:
            roles = roles * share + _soft(same.roles, len(ROLES)) * (1 - share)
        frames.append(Frame(frame.cue, roles.astype(np.float16)))
    frames += [Frame(frame.cue, _soft(frame.roles, len(ROLES)).astype(np.float16)) for frame in left.values()]
    return Annotated(one.window, cues.astype(np.float16), frames)


def _soft(classes: NDArray[np.int64] | NDArray[np.float16], count: int) -> NDArray[np.float32]:
    """Probabilities, certain ones for classes."""
    if classes.ndim == 1:
        return np.eye(count, dtype=np.float32)[classes]
    return classes.astype(np.float32)
