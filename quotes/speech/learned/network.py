"""The network that proposes attributions: first the cues, then, for each, its source and its content."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from torch import nn

from quotes.parse.joint.network import Block, Dropout

if TYPE_CHECKING:
    from torch import Tensor

CUE_TAGS = ("O", "B", "I")
ROLES = ("none", "source", "content")
REACH = 64  # words to either side of a cue that may belong to it


@dataclass(frozen=True, slots=True)
class Sizes:
    """Everything that must be known to build the network before its weights are read."""

    vector: int  # of a word, from the encoder of the parse stage
    deprels: int
    tags: int
    places: int  # how a word stands to quotation marks, sentences and paragraphs
    width: int = 256
    heads: int = 4
    inner: int = 768
    cue_layers: int = 2
    role_layers: int = 2
    longest: int = 320

    def as_dict(self) -> dict[str, Any]:
        """For a file of weights."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Words:
    """Windows of words: (windows, words) each, ``vectors`` with one more dimension; ``real`` is False for padding."""

    vectors: Tensor
    deprels: Tensor
    tags: Tensor
    places: Tensor
    real: Tensor


class Layer(Block):
    """One layer, each part on normed input (Xiong et al., 2020)."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__(sizes.width, sizes.heads, sizes.inner, dropout, eps=1e-5)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """Vectors of the same shape, (windows, words, width)."""
        x = x + self.attention(self.norm_1(x), real[:, None, None, :])
        return x + self.feed_forward(self.norm_2(x))


class SpeechNetwork(nn.Module):
    """Cues are tagged in context; then each is marked in a copy of its surroundings and the other words get roles.

    This is how predicates and arguments are told in semantic role labelling (He et al., 2017): several cues in one
    sentence, content in pieces, and content inside content come out by themselves.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.2) -> None:
        super().__init__()
        self.sizes = sizes
        self.vector = nn.Linear(sizes.vector, sizes.width)
        self.deprel = nn.Embedding(sizes.deprels, sizes.width)
        self.tag = nn.Embedding(sizes.tags, sizes.width)
        self.place = nn.Embedding(sizes.places, sizes.width)
        self.position = nn.Embedding(sizes.longest, sizes.width)
        self.distance = nn.Embedding(2 * REACH + 3, sizes.width)
        self.marked = nn.Embedding(2, sizes.width)
        self.cue_layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.cue_layers))
        self.role_layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.role_layers))
        self.cue_norm = nn.LayerNorm(sizes.width)
        self.role_norm = nn.LayerNorm(sizes.width)
        self.cue = nn.Linear(sizes.width, len(CUE_TAGS))
        self.role = nn.Linear(sizes.width, len(ROLES))
        self.dropout = Dropout(dropout)
        for embedding in (self.deprel, self.tag, self.place, self.position, self.distance, self.marked):
            nn.init.normal_(embedding.weight, std=0.02)

    def contexts(self, words: Words) -> Tensor:
        """What each word is in its window: (windows, words, width)."""
        x = self.vector(self.dropout(words.vectors))
        x = x + self.deprel(words.deprels) + self.tag(words.tags) + self.place(words.places)
        x = self.dropout(x + self.position.weight[: x.shape[1]])
        for layer in self.cue_layers:
            x = layer(x, words.real)
        return x  # type: ignore[no-any-return]

    def cues(self, contexts: Tensor) -> Tensor:
        """Logits of (windows, words, cue tags)."""
        return self.cue(self.dropout(self.cue_norm(contexts)))  # type: ignore[no-any-return]

    def roles(self, contexts: Tensor, real: Tensor, marked: Tensor, distances: Tensor) -> Tensor:
        """Logits of (cues, words, roles).

        Args:
            contexts: The surroundings of each cue, (cues, words, width).
            real: False for padding.
            marked: Which words are the cue.
            distances: How far each word is from it, from ``-REACH`` to ``REACH``.
        """
        x = contexts + self.marked(marked.long()) + self.distance(distances.clamp(-REACH, REACH) + REACH + 1)
        for layer in self.role_layers:
            x = layer(x, real)
        return self.role(self.dropout(self.role_norm(x)))  # type: ignore[no-any-return]
