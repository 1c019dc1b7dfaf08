"""From scores of entity tags to tags that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quotes.parse.entity_tags import bio

if TYPE_CHECKING:
    from numpy.typing import NDArray


class EntityDecoder:
    """Chooses the best sequence of tags in which every entity begins and ends (Viterbi, 1967).

    Args:
        tags: The BIOES tags in the order of the network's classes.
        types: The types of entities as the models call them, and as they are called here; others are left out.
    """

    def __init__(self, tags: list[str], types: dict[str, str]) -> None:
        place = np.array([tag[0] for tag in tags])
        kind = np.array([tag[2:] for tag in tags])
        opens, closes = np.isin(place, ["B", "I"]), np.isin(place, ["I", "E"])
        # After a tag that leaves an entity open comes one that goes on with the same; after others, none that does.
        self._allowed = np.where(opens[:, None], closes[None, :] & (kind[:, None] == kind[None, :]), ~closes[None, :])
        self._first, self._last = ~closes, ~opens
        self._bio = np.array([bio(tag, types) for tag in tags], dtype=object)

    def decode(self, scores: NDArray[np.float32], ends: NDArray[np.int64]) -> list[str]:
        """BIO tags of words.

        Args:
            scores: (words, tags), sentence after sentence.
            ends: Where each sentence ends among the words.
        """
        best = scores.argmax(1)
        starts = np.concatenate(([0], ends[:-1]))
        wrong = np.zeros(len(best), dtype=bool)
        wrong[1:] = ~self._allowed[best[:-1], best[1:]]
        wrong[starts] = ~self._first[best[starts]]
        wrong[ends - 1] |= ~self._last[best[ends - 1]]
        bad = np.flatnonzero(wrong)
        for i in np.unique(np.searchsorted(ends, bad, side="right")):
            best[starts[i] : ends[i]] = self._viterbi(scores[starts[i] : ends[i]])
        return self._bio[best].tolist()  # type: ignore[no-any-return]

    def _viterbi(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        barred = np.where(self._allowed, 0.0, -1e6)
        total = scores[0] + np.where(self._first, 0.0, -1e6)
        steps = []
        for row in scores[1:]:
            paths = total[:, None] + barred
            steps.append(paths.argmax(0))
            total = paths.max(0) + row
        best = [int((total + np.where(self._last, 0.0, -1e6)).argmax())]
        for step in reversed(steps):
            best.append(int(step[best[-1]]))
        return np.array(best[::-1])
