"""Scores of entity tags into tags: well-formed whatever the scores, and the likeliest where those go together."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from quotes.parse.joint.entities import EntityDecoder

TAGS = ["O", "B-Person", "I-Person", "E-Person", "S-Person", "B-Place", "I-Place", "E-Place", "S-Place", "S-Count"]
TYPES = {"Person": "PERSON", "Place": "LOCATION"}


@pytest.fixture(scope="module")
def decoder() -> EntityDecoder:
    return EntityDecoder(TAGS, TYPES)


def scores_of(tags: list[str]) -> NDArray[np.float32]:
    """Scores by which each of these tags is far ahead."""
    scores = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    scores[np.arange(len(tags)), [TAGS.index(tag) for tag in tags]] = 9
    return scores


def is_allowed(tags: tuple[str, ...]) -> bool:
    inside = ""
    for tag in tags:
        if (tag[0] in "IE") != bool(inside) or (inside and tag[2:] != inside):
            return False
        inside = tag[2:] if tag[0] in "BI" else ""
    return not inside


@pytest.mark.parametrize(
    ("tags", "bio"),
    [
        ("O O", "O O"),
        ("S-Person", "B-PERSON"),
        ("B-Person E-Person O", "B-PERSON I-PERSON O"),
        ("B-Place I-Place E-Place S-Place", "B-LOCATION I-LOCATION I-LOCATION B-LOCATION"),
        ("B-Person E-Person B-Person E-Person", "B-PERSON I-PERSON B-PERSON I-PERSON"),
        ("S-Count O", "O O"),  # a type that has no name here
    ],
)
def test_tags_that_go_together_stay(tags: str, bio: str, decoder: EntityDecoder) -> None:
    given = tags.split()
    assert decoder.decode(scores_of(given), np.array([len(given)])) == bio.split()


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_the_best_of_all_sequences(size: int, decoder: EntityDecoder) -> None:
    sequences = [tags for tags in product(range(len(TAGS)), repeat=size) if is_allowed(tuple(TAGS[i] for i in tags))]
    names = np.array(sequences)
    for seed in range(10):
        scores = np.random.default_rng(seed).normal(size=(size, len(TAGS))).astype(np.float32)
        best = names[scores[np.arange(size), names].sum(1).argmax()]
        assert decoder.decode(scores, np.array([size])) == as_bio([TAGS[i] for i in best])


def as_bio(tags: list[str]) -> list[str]:
    return [
        ("B-" if tag[0] in "BS" else "I-") + TYPES[tag[2:]] if tag[2:] in TYPES else "O" for tag in tags
    ]  # fmt: skip


def test_any_scores_give_entities_that_begin_within_their_sentence(decoder: EntityDecoder) -> None:
    rng = np.random.default_rng(2)
    for _ in range(50):
        sizes = rng.integers(1, 9, size=rng.integers(1, 6))
        ends = np.cumsum(sizes)
        found = decoder.decode(rng.normal(size=(ends[-1], len(TAGS))).astype(np.float32), ends)
        starts = {0, *ends[:-1].tolist()}
        for i, tag in enumerate(found):
            if tag.startswith("I-"):
                assert i not in starts
                assert found[i - 1] in {"B-" + tag[2:], tag}


def test_a_sentence_is_mended_by_itself(decoder: EntityDecoder) -> None:
    """The first goes wrong at its end, the third at its beginning; the second must not change."""
    given = ["O", "B-Person", "S-Place", "O", "E-Person", "O"]
    found = decoder.decode(scores_of(given), np.array([2, 4, 6]))
    assert found[2:4] == ["B-LOCATION", "O"]
    assert found[0] == found[5] == "O"
    assert not any(tag.startswith("I-") for tag in found)


def test_an_entity_never_goes_on_over_the_end_of_a_sentence(decoder: EntityDecoder) -> None:
    found = decoder.decode(scores_of(["B-Person", "E-Person"]), np.array([1, 2]))
    assert all(not tag.startswith("I-") for tag in found)
