"""A document as the network sees it: its words in windows of whole paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from quotes.speech.learned.network import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.speech.scene import Scene

LONGEST = 200  # words that paragraphs are gathered up to; one that is longer by itself is cut
PLACES = 3 * 2 * 2  # outside, inside or a mark of a quotation; begins a sentence; begins a paragraph


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are looked at together, as indices of tokens in the ``Doc``."""

    tokens: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """Numbers for the relations and tags that the network knows; whatever else there is counts as the first."""

    deprels: dict[str, int]
    tags: dict[str, int]

    @classmethod
    def of(cls, deprels: list[str], tags: list[str]) -> Labels:
        """Labels in a given order."""
        return cls({name: i for i, name in enumerate(deprels, 1)}, {name: i for i, name in enumerate(tags, 1)})


def windows_of(scene: Scene) -> list[Window]:
    """The paragraphs of a document, as many together as are not too long."""
    groups: list[list[int]] = []
    for paragraph in scene.paragraphs:
        first, last = paragraph.sentences[0].start, paragraph.sentences[-1].end
        own = [i for i in range(first, last) if not scene.doc[i].is_space]
        for low in range(0, len(own), LONGEST):
            part = own[low : low + LONGEST]
            if groups and len(groups[-1]) + len(part) <= LONGEST:
                groups[-1] += part
            else:
                groups.append(part)
    return [Window(np.array(group)) for group in groups if group]


def places_of(scene: Scene) -> NDArray[np.int64]:
    """For each token, how it stands to quotation marks, sentences and paragraphs, as a number below ``PLACES``."""
    places = np.zeros(len(scene.doc), dtype=np.int64)
    for i, quotation in enumerate(scene.quoted):
        if quotation is not None:
            places[i] = 2 if not any(char.isalnum() for char in scene.doc[i].text) else 1
    block = -1
    for sentence in scene.document.sentences:
        places[sentence.start] += 3
        if sentence.block != block:
            places[sentence.start] += 6
            block = sentence.block
    return places


def gather(scene: Scene, windows: list[Window], labels: Labels) -> Words:
    """Windows as padded tensors.

    Raises:
        ValueError: The document was parsed by models that give no vectors.
    """
    vectors = scene.document.vectors
    if vectors is None:
        raise ValueError("a parse without word vectors")
    doc = scene.doc
    deprels = np.array([labels.deprels.get(token.dep_, 0) for token in doc])
    tags = np.array([labels.tags.get(token.tag_, 0) for token in doc])
    places = places_of(scene)
    size = max(len(window.tokens) for window in windows)
    index = np.zeros((len(windows), size), dtype=np.int64)
    real = np.zeros((len(windows), size), dtype=bool)
    for row, window in enumerate(windows):
        index[row, : len(window.tokens)] = window.tokens
        real[row, : len(window.tokens)] = True
    return Words(
        torch.from_numpy(vectors[index]).float(),
        torch.from_numpy(deprels[index]),
        torch.from_numpy(tags[index]),
        torch.from_numpy(places[index]),
        torch.from_numpy(real),
    )
