"""How far probabilities can be taken at their word, and what Platt scaling or isotonic regression would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 10
BAR = 30  # characters


@dataclass(frozen=True, slots=True)
class Bin:
    """Finds whose probability lies between two bounds: how many, their mean probability, the share that is right."""

    low: float
    high: float
    count: int
    expected: float
    observed: float


def bins_of(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[Bin]:
    """A reliability diagram as numbers: ``BINS`` of equal width, those without a find left out."""
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return [
        Bin(
            place / BINS,
            (place + 1) / BINS,
            int((places == place).sum()),
            float(probabilities[places == place].mean()),
            float(truth[places == place].mean()),
        )
        for place in range(BINS)
        if (places == place).any()
    ]


def calibration_error(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """The expected calibration error (Guo et al., 2017): how far off the bins are, weighted by their finds."""
    bins = bins_of(probabilities, truth)
    return sum(one.count * abs(one.expected - one.observed) for one in bins) / max(1, len(truth))


def diagram(bins: list[Bin]) -> list[str]:
    """A reliability diagram as lines of text: a bar for the share that is right, a mark where it should end."""
    lines = ["probability    finds  expected  right"]
    for one in bins:
        bar = "#" * round(BAR * one.observed)
        at = min(BAR - 1, round(BAR * one.expected))
        bar = f"{bar:<{BAR}}"
        bar = bar[:at] + "|" + bar[at + 1 :]
        lines.append(
            f"{one.low:.1f} - {one.high:.1f}  {one.count:7}  {one.expected:8.3f}  {one.observed:.3f}  {bar}".rstrip()
        )
    return lines


def recalibrated(
    probabilities: NDArray[np.float64], truth: NDArray[np.bool_], groups: NDArray[np.int64], *, isotonic: bool
) -> NDArray[np.float64]:
    """Probabilities put right by Platt scaling (Platt, 1999) or isotonic regression (Zadrozny and Elkan, 2002).

    What puts those of one group right is learned from the others.
    """
    scores = np.log(probabilities.clip(1e-6, 1 - 1e-6) / (1 - probabilities.clip(1e-6, 1 - 1e-6)))
    changed = np.zeros(len(truth))
    for rest, own in GroupKFold(5).split(scores, truth, groups):
        if isotonic:
            changed[own] = IsotonicRegression(out_of_bounds="clip").fit(scores[rest], truth[rest]).predict(scores[own])
        else:
            model = LogisticRegression(C=1e6).fit(scores[rest, None], truth[rest])
            changed[own] = model.predict_proba(scores[own, None])[:, 1]
    return changed
