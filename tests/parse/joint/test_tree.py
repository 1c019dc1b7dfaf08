"""Scores into trees: always a tree with one root, always the best one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from quotes.parse.joint.tree import best_trees


def is_tree(heads: list[int]) -> bool:
    """Whether there is one root, and every word leads to it; numbers count from 1, 0 stands above the root."""
    if heads.count(0) != 1 or not all(0 <= head <= len(heads) for head in heads):
        return False
    for start in range(1, len(heads) + 1):
        node = start
        for _ in heads:
            node = heads[node - 1] if node else 0
        if node:
            return False
    return True


def total(scores: NDArray[np.float32], heads: list[int]) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


def one(scores: NDArray[np.float32]) -> list[int]:
    heads: list[int] = best_trees(scores[None], np.array([len(scores)]))[0].tolist()
    return heads


def random_scores(seed: int, size: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(scale=3, size=(size, size + 1)).astype(np.float32)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_best_of_all_trees(size: int) -> None:
    trees = [list(heads) for heads in product(range(size + 1), repeat=size) if is_tree(list(heads))]
    assert len(trees) == size ** (size - 1)  # as many as there are rooted trees (Cayley)
    for seed in range(30):
        scores = random_scores(seed, size)
        found = one(scores)
        assert is_tree(found)
        assert total(scores, found) == pytest.approx(max(total(scores, tree) for tree in trees), abs=1e-4)


@pytest.mark.parametrize("size", [6, 17, 60, 180])
def test_always_a_tree(size: int) -> None:
    for seed in range(5):
        assert is_tree(one(random_scores(seed, size)))


def test_a_long_chain_of_rings() -> None:
    """Every pair of neighbours would hang on each other: each ring must be broken, once."""
    size = 40
    scores = np.full((size, size + 1), -5, dtype=np.float32)
    for i in range(0, size, 2):
        scores[i, i + 2] = scores[i + 1, i + 1] = 9
    scores[:, 0] = np.arange(size, dtype=np.float32) / 100 - 9
    found = one(scores)
    assert is_tree(found)
    assert sum(head == (i ^ 1) + 1 for i, head in enumerate(found)) == size // 2


def test_all_scores_alike() -> None:
    for size in (1, 2, 7):
        assert is_tree(one(np.zeros((size, size + 1), dtype=np.float32)))


def test_the_highest_scores_where_they_make_a_tree() -> None:
    rng = np.random.default_rng(5)
    for size in range(1, 30):
        order = rng.permutation(size) + 1
        heads = [0] * size
        for place, node in enumerate(order[1:], 1):
            heads[node - 1] = int(rng.choice(order[:place]))
        scores = random_scores(size, size)
        scores[np.arange(size), heads] = 50
        assert one(scores) == heads


def test_each_word_wants_to_be_the_root() -> None:
    scores = random_scores(1, 8)
    scores[:, 0] = 40
    scores[4, 0] = 60
    found = one(scores)
    assert is_tree(found)
    assert found[4] == 0


def test_sentences_of_many_lengths_at_once() -> None:
    sizes = [3, 1, 12, 5, 12, 2]
    longest = max(sizes)
    batch = np.full((len(sizes), longest, longest + 1), -1e6, dtype=np.float32)
    alone = [random_scores(i, size) for i, size in enumerate(sizes)]
    for i, (size, scores) in enumerate(zip(sizes, alone, strict=True)):
        batch[i, :, : size + 1] = 7  # whatever the rows beyond hold
        batch[i, :size, : size + 1] = scores
    found = best_trees(batch, np.array(sizes))
    for i, (size, scores) in enumerate(zip(sizes, alone, strict=True)):
        assert found[i, :size].tolist() == one(scores)
