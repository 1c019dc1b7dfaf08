"""The network: one encoder of six layers, and small heads on it for everything that the parse stage tells."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from quotes.parse.joint.atoms import SHAPES

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class Sizes:
    """Everything that must be known to build the network before its weights are read."""

    pieces: int
    upos: int
    xpos: int
    feats: int
    lemma: int
    deprel: int
    entity: int
    width: int = 384
    heads: int = 12
    layers: int = 6
    inner: int = 1536
    positions: int = 512
    arc: int = 256
    label: int = 128

    def as_dict(self) -> dict[str, Any]:
        """For the index of a package."""
        return asdict(self)


class Dropout(nn.Module):
    """Dropout that draws eight of its numbers at once: PyTorch's own took a quarter of the time on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """The values, some of them zero while training."""
        if not self.training or not self.share:
            return x
        size = x.numel()
        draws = torch.randint(-(2**63), 2**63 - 1, (size // 8 + 1,), device=x.device).view(torch.uint8)[:size]
        kept = (draws >= round(256 * self.share)).view(x.shape)
        return x * kept * (256 / (256 - round(256 * self.share)))


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, *, training: bool) -> Tensor:
    """Scaled attention over (batch, heads, length, size); what ``mask`` has False for is not looked at."""
    if not training:
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    # The fused function is fast forwards only, on a processor.
    scores = (q @ k.transpose(2, 3)) * q.shape[-1] ** -0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e4)
    with torch.autocast(q.device.type, enabled=False):
        return torch.matmul(scores.softmax(-1), v)


class Block(nn.Module):
    """The parts of a transformer's layer: attention, a feed-forward part, and a norm for each."""

    def __init__(
        self, width: int, heads: int, inner: int, dropout: float, eps: float, head_width: int | None = None
    ) -> None:
        super().__init__()
        self.heads = heads
        attended = heads * (head_width or width // heads)
        self.qkv = nn.Linear(width, 3 * attended)
        self.out = nn.Linear(attended, width)
        self.norm_1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm_2 = nn.LayerNorm(width, eps=eps)
        self.dropout = Dropout(dropout)

    def attention(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """What each place takes from the others; ``mask`` is False where a column must not be looked at."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = attend(q, k, v, mask, training=self.training)
        return self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, -1)))  # type: ignore[no-any-return]

    def feed_forward(self, x: Tensor) -> Tensor:
        """What each place makes of itself."""
        return self.dropout(self.down(functional.gelu(self.up(x))))  # type: ignore[no-any-return]


class Layer(Block):
    """One layer of the encoder, as in BERT (Devlin et al., 2019): each part's sum is normed."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float, head_width: int | None = None) -> None:
        super().__init__(width, heads, inner, dropout, eps=1e-12, head_width=head_width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors of the same shape; ``mask`` is False where a column must not be looked at."""
        x = self.norm_1(x + self.attention(x, mask))
        return self.norm_2(x + self.feed_forward(x))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Word pieces to vectors. Beside the piece, each carries how its atom is written and whether a blank stands before.

    The weights begin as those of all-MiniLM-L6-v2 (Wang et al., 2020).
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(sizes.pieces, sizes.width, padding_idx=0)
        self.position = nn.Embedding(sizes.positions, sizes.width)
        self.shape = nn.Embedding(2 * len(SHAPES) + 1, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes.width, sizes.heads, sizes.inner, dropout) for _ in range(sizes.layers))
        nn.init.zeros_(self.shape.weight)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """Vectors of (batch, length, width) for indices of (batch, length); index 0 pads."""
        return self.middle_and_end(pieces, shapes)[1]

    def middle_and_end(self, pieces: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors as they leave the layer in the middle, for others to branch off there, and the last one."""
        mask = (pieces != 0)[:, None, None, :]
        x = self.piece(pieces) + self.position.weight[: pieces.shape[1]] + self.shape(shapes)
        x = self.dropout(self.norm(x))
        whole = bool(mask.all())
        middle = x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, None if whole else mask)
            if number == len(self.layers) // 2:
                middle = x
        return middle, x


class WordScores(NamedTuple):
    """Logits of (words, classes) for each of what a word has by itself."""

    upos: Tensor
    xpos: Tensor
    feats: Tensor
    lemma: Tensor
    entity: Tensor


class Network(nn.Module):
    """The encoder with its heads: boundaries for atoms, tags for words, a biaffine parser for sentences.

    The parser scores every word as the head of every other (Dozat and Manning, 2017); the sentence's window as a whole
    stands for the root.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.33) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout)
        self.boundary = nn.Linear(sizes.width, 4)
        self.tags = nn.Linear(sizes.width, sizes.upos + sizes.xpos + sizes.feats + sizes.lemma + sizes.entity)
        self.edge = nn.Linear(sizes.width, 2 * (sizes.arc + sizes.label))
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.relation = nn.Parameter(torch.zeros(sizes.label + 1, sizes.deprel, sizes.label + 1))
        nn.init.xavier_uniform_(self.arc)
        self.dropout = Dropout(head_dropout)

    def words(self, vectors: Tensor) -> WordScores:
        """Scores for word vectors of (words, width)."""
        s = self.sizes
        scores = self.tags(self.dropout(vectors))
        return WordScores(*scores.split([s.upos, s.xpos, s.feats, s.lemma, s.entity], dim=1))

    def edges(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What word vectors become as dependents and heads of arcs, and as dependents and heads of relations."""
        s = self.sizes
        parts = functional.leaky_relu(self.edge(self.dropout(vectors)), 0.1)
        parts = self.dropout(parts)
        arc_dependent, arc_head, label_dependent, label_head = parts.split([s.arc, s.arc, s.label, s.label], dim=-1)
        return arc_dependent, arc_head, label_dependent, label_head

    def arcs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of (sentences, dependents, heads) for parts of (sentences, words, arc)."""
        scores = torch.matmul(dependents, self.arc[:-1]) + self.arc[-1]
        return torch.matmul(scores, heads.transpose(1, 2))

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of (words, relations) for the two ends of each arc, both of (words, label)."""
        one = torch.ones_like(dependents[:, :1])
        left, right = torch.cat((dependents, one), 1), torch.cat((heads, one), 1)
        rows, size = left.shape[0], self.relation.shape[1]
        middle = (left @ self.relation.flatten(1)).view(rows, size, right.shape[1])
        return torch.bmm(middle, right[:, :, None])[:, :, 0]
