"""What an engine tells of a sentence: the form in which every kind of models hands its parse on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True)
class Analysis:
    """One sentence; each list has one entry a word.

    ``starts`` and ``ends`` are code points of the block. ``heads`` are indices of words in the sentence; the root is
    its own head. ``tags`` are Penn Treebank tags, ``pos``, ``morphs`` and ``deps`` those of Universal Dependencies,
    ``entities`` BIO tags in the types of ``data/entity_types.toml``. ``joined`` tells of words that go on with the
    token of the word before them ("n't" after "do"), ``vectors`` has a row a word, what an encoder made of it in its
    context, in the middle of its layers and at their end; an engine may leave out both.
    """

    starts: list[int]
    ends: list[int]
    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    entities: list[str]
    joined: list[bool] = field(default_factory=list)
    vectors: NDArray[np.float16] | None = None


class Engine(Protocol):
    """Loaded models that analyse text. ``encoder`` tells whose vectors their words carry, None where they have none."""

    encoder: str | None

    def analyse(self, blocks: list[str]) -> list[list[Analysis]]:
        """The sentences of each block; a sentence never goes on over the end of one."""
        ...
