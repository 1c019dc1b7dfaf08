"""Learning a multinomial logit: which of several choices is right, by the names of what speaks for each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from quotes.training.speakers import Decision

SEEN_AT_LEAST = 3  # decisions; rarer names are left out
STEPS = 500  # of the optimizer, at most


def learn(decisions: Sequence[Decision], strength: float) -> dict[str, float]:
    """The weight of each name that makes what is right most likely.

    Args:
        decisions: Choices with what is right; where several candidates are right, any of them counts.
        strength: Inverse of the regularization.
    """
    counts = Counter(name for one in decisions for name in {name for row in one.rows for name in row})
    names = sorted(name for name, count in counts.items() if count >= SEEN_AT_LEAST)
    column = {name: i for i, name in enumerate(names)}
    columns: list[int] = []
    ends = [0]
    for row in (row for one in decisions for row in one.rows):
        columns += [column[name] for name in row if name in column]
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(names)))
    starts = np.cumsum([0, *(len(one.rows) for one in decisions[:-1])])
    of = np.repeat(np.arange(len(decisions)), [len(one.rows) for one in decisions])
    right = np.array([truth for one in decisions for truth in one.right])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = matrix @ weights
        odds = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts) + 1e-300
        value = float(np.sum(np.log(every) - np.log(good)) + weights @ weights / (2 * strength))
        return value, matrix.T @ (odds / every[of] - odds * right / good[of]) + weights / strength

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return {name: float(weight) for name, weight in zip(names, found.x, strict=True)}
