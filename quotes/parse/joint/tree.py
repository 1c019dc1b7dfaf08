"""From scores of arcs to trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def best_trees(scores: NDArray[np.float32], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The head of every word: 0 for the root, else the head's number, counted from 1.

    Args:
        scores: (sentences, words, 1 + words): how well each column, the root first, would be the head of each row;
            what lies beyond a sentence's size must score low.
        sizes: How many words each sentence has.

    Returns:
        (sentences, words); meaningless beyond a sentence's size.
    """
    heads: NDArray[np.int64] = scores.argmax(2)
    for i in np.flatnonzero(~_are_trees(heads, sizes)):
        size = int(sizes[i])
        heads[i, :size] = _maximum_tree(scores[i, :size, : size + 1].astype(np.float64))
    return heads


def _are_trees(heads: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows are trees with one root: following the heads must lead everywhere to 0."""
    count, longest = heads.shape
    real = np.arange(longest) < sizes[:, None]
    inner = np.where(real, heads, 0)
    one_root = ((inner == 0) & real).sum(1) == 1
    above = np.concatenate((np.zeros((count, 1), dtype=inner.dtype), inner), 1)
    for _ in range(max(1, int(longest).bit_length())):
        above = np.take_along_axis(above, above, 1)
    return np.asarray(one_root & ~above.any(1))


def _maximum_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best tree with one root: for each root worth trying, Chu-Liu-Edmonds (Edmonds, 1967)."""
    size = len(scores)
    best: NDArray[np.int64] | None = None
    best_score = -np.inf
    # A tree with this word as its root scores at most this much; roots that can't win are left out.
    without = scores.copy()
    without[:, 0] = -np.inf
    np.fill_diagonal(without[:, 1:], -np.inf)
    top = without.max(1) if size > 1 else np.zeros(1)
    bounds = scores[:, 0] + top.sum() - top
    for root in np.argsort(-bounds):
        if bounds[root] <= best_score:
            break
        graph = np.full((size + 1, size + 1), -np.inf)
        graph[1:, 1:] = without[:, 1:]
        graph[1 + root, :] = -np.inf
        graph[1 + root, 0] = scores[root, 0]
        heads = _chu_liu_edmonds(graph)
        total = scores[np.arange(size), heads[1:]].sum()
        if total > best_score:
            best, best_score = heads[1:], total
    assert best is not None  # noqa: S101 (the first root always gives a tree)
    return best


def _chu_liu_edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best tree over nodes 0..n with node 0 as its root; ``scores[i, j]`` is that of j as the head of i."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    count = len(scores)
    rest = np.array([i for i in range(count) if i not in cycle])
    ring = np.array(sorted(cycle))
    kept = scores[ring, heads[ring]]
    # The cycle becomes one node, the last: an arc into it breaks it where that costs least.
    graph = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    graph[:-1, :-1] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(ring, rest)] - kept[:, None] + kept.sum()
    enters = into.argmax(0)
    graph[-1, :-1] = into.max(0)
    out = scores[np.ix_(rest, ring)]
    leaves = out.argmax(1)
    graph[:-1, -1] = out.max(1)
    shrunk = _chu_liu_edmonds(graph)
    result = heads.copy()
    for i, node in enumerate(rest):
        if node:
            result[node] = ring[leaves[i]] if shrunk[i] == len(rest) else rest[shrunk[i]]
    result[ring[enters[shrunk[-1]]]] = rest[shrunk[-1]]
    return result


def _find_cycle(heads: NDArray[np.int64]) -> set[int] | None:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node and state[node] == start and node in path:
            return set(path[path.index(node) :])
    return None
