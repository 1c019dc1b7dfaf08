"""The network that proposes attributions: first the cues, then, for each, its source and its content."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol, get_args

from torch import nn

from quotes.parse.joint.network import Block, Dropout
from quotes.parse.joint.network import Layer as EncoderLayer
from quotes.speech.speech import Act, Stance

if TYPE_CHECKING:
    from torch import Tensor

CUE_TAGS = ("O", "B", "I")
ROLES = ("none", "source", "content")
ACTS: tuple[Act, ...] = get_args(Act)
STANCES: tuple[Stance, ...] = get_args(Stance)
REACH = 64  # words to either side of a cue that may belong to it


@dataclass(frozen=True, slots=True)
class Sizes:
    """Everything that must be known to build the network before its weights are read.

    ``width``, ``heads`` and ``inner`` are those of the encoder whose last layers the network's own begin as.
    """

    deprels: int
    tags: int
    places: int  # how a word stands to quotation marks, sentences and paragraphs
    ties: int  # how a word hangs together with a cue in the tree
    sides: int  # where a word stands beside a cue, by sentences, paragraphs and quotations
    width: int = 384
    heads: int = 6
    head_width: int = 32
    inner: int = 384
    layers: int = 3
    longest: int = 320
    role_width: int = 128
    role_heads: int = 4
    role_inner: int = 256
    role_layers: int = 1

    def as_dict(self) -> dict[str, Any]:
        """For a file of weights."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Words:
    """Windows of words: (windows, words) each, ``vectors`` with one more dimension; ``real`` is False for padding.

    ``vectors`` are what the encoder makes of a word in the middle of its layers, then at their end; ``heads`` are
    places in the window.
    """

    vectors: Tensor
    deprels: Tensor
    tags: Tensor
    places: Tensor
    heads: Tensor
    real: Tensor


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around cues: (cues, words) each, ``views`` with one more dimension; ``real`` is False for padding.

    ``distances`` are from ``-REACH`` to ``REACH``, 0 in the cue itself.
    """

    views: Tensor
    marked: Tensor
    distances: Tensor
    ties: Tensor
    sides: Tensor
    real: Tensor


class Layer(Block):
    """One layer, each part on normed input (Xiong et al., 2020)."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__(sizes.role_width, sizes.role_heads, sizes.role_inner, dropout, eps=1e-5)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """Vectors of the same shape, (cues, words, width)."""
        x = x + self.attention(self.norm_1(x), real[:, None, None, :])
        return x + self.feed_forward(self.norm_2(x))


class Reader(Protocol):
    """What sees cues and roles: a network, or several that answer as one; the methods are ``SpeechNetwork``'s."""

    def contexts(self, words: Words) -> Tensor: ...  # noqa: D102

    def cues(self, contexts: Tensor) -> Tensor: ...  # noqa: D102

    def views(self, contexts: Tensor) -> Tensor: ...  # noqa: D102

    def roles(self, around: Surroundings) -> Tensor: ...  # noqa: D102


class SpeechNetwork(nn.Module):
    """Cues are tagged in context; then each is marked in a copy of its surroundings and the other words get roles.

    This is how predicates and arguments are told in semantic role labelling (He et al., 2017): several cues in one
    sentence, content in pieces, and content inside content come out by themselves. The layers branch off the parse
    stage's encoder in its middle, and begin as a copy of the encoder's own last ones (as many as there are).
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.sizes = sizes
        self.parsed = nn.Linear(sizes.width, sizes.width)
        self.governor = nn.Linear(sizes.width, sizes.width)
        self.deprel = nn.Embedding(sizes.deprels, sizes.width)
        self.tag = nn.Embedding(sizes.tags, sizes.width)
        self.place = nn.Embedding(sizes.places, sizes.width)
        self.position = nn.Embedding(sizes.longest, sizes.width)
        self.layers = nn.ModuleList(
            EncoderLayer(sizes.width, sizes.heads, sizes.inner, dropout, sizes.head_width) for _ in range(sizes.layers)
        )
        self.cue = nn.Linear(sizes.width, len(CUE_TAGS))
        self.act = nn.Linear(sizes.width, len(ACTS))
        self.stance = nn.Linear(sizes.width, len(STANCES))
        self.view = nn.Linear(sizes.width, 2 * sizes.role_width)
        self.distance = nn.Embedding(2 * REACH + 3, sizes.role_width)
        self.tie = nn.Embedding(sizes.ties, sizes.role_width)
        self.side = nn.Embedding(sizes.sides, sizes.role_width)
        self.marked = nn.Embedding(2, sizes.role_width)
        self.role_layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.role_layers))
        self.role_norm = nn.LayerNorm(sizes.role_width)
        self.role = nn.Linear(sizes.role_width, len(ROLES))
        self.dropout = Dropout(dropout)
        self.head_dropout = Dropout(head_dropout)
        for embedding in (self.deprel, self.tag, self.place, self.position):
            nn.init.normal_(embedding.weight, std=0.02)
        for embedding in (self.distance, self.tie, self.side, self.marked):
            nn.init.normal_(embedding.weight, std=0.1)
        for added in (self.parsed, self.governor):  # the layers first see what they have seen before
            nn.init.normal_(added.weight, std=0.005)

    def contexts(self, words: Words) -> Tensor:
        """What each word is in its window: (windows, words, width)."""
        width = self.sizes.width
        vectors = words.vectors.to(self.parsed.weight.dtype)
        middle, end = vectors[..., :width], vectors[..., width:]
        governors = end.gather(1, words.heads[:, :, None].expand(-1, -1, end.shape[2]))
        x = middle + self.parsed(self.head_dropout(end)) + self.governor(self.head_dropout(governors))
        x = x + self.deprel(words.deprels) + self.tag(words.tags) + self.place(words.places)
        x = self.dropout(x + self.position.weight[: x.shape[1]])
        mask = words.real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x  # type: ignore[no-any-return]

    def cues(self, contexts: Tensor) -> Tensor:
        """Logits of (windows, words, cue tags)."""
        return self.cue(self.head_dropout(contexts))  # type: ignore[no-any-return]

    def views(self, contexts: Tensor) -> Tensor:
        """What words are to a cue, and what each asks of the others if it is one: (windows, words, 2 role widths)."""
        return self.view(self.head_dropout(contexts))  # type: ignore[no-any-return]

    def meanings(self, contexts: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the acts, and of the stances, of words that are cues: (words, acts) and (words, stances)."""
        return self.act(contexts), self.stance(contexts)

    def roles(self, around: Surroundings) -> Tensor:
        """Logits of (cues, words, roles)."""
        own, asking = around.views.chunk(2, 2)
        weights = around.marked / around.marked.sum(1, keepdim=True).clamp(min=1)
        x = own + weights[:, None, :].to(own.dtype) @ asking
        x = x + self.marked(around.marked.long()) + self.tie(around.ties)
        x = x + self.side(around.sides) + self.distance(around.distances.clamp(-REACH, REACH) + REACH + 1)
        for layer in self.role_layers:
            x = layer(x, around.real)
        return self.role(self.head_dropout(self.role_norm(x)))  # type: ignore[no-any-return]
