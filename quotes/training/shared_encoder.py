"""Tuning the parse stage's encoder for attributions, too, while what the parser reads of it stays where it was.

The network of attributions reads the encoder's vectors; tuned for it, they tell it more, at no cost at run time. The
parser's heads need to follow little: every vector that they read is held to what it was before, on news and on the
treebanks' texts. That is distillation of the encoder into itself, against forgetting (Li and Hoiem, 2017).

A network that only teaches others may have a copy of the encoder for its own, and tune that as it likes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from quotes.parse.joint.engine import padded
from quotes.parse.joint.network import Dropout
from quotes.parse.parser import PARSED_KINDS, analysis_copy
from quotes.speech.learned.windows import gather
from quotes.training.attribution_loop import AttributionPlan, groups_of, losses_in, train
from quotes.training.teaching import taught

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from quotes.parse.document import Document
    from quotes.parse.joint.engine import JointEngine, Window
    from quotes.parse.joint.network import Encoder
    from quotes.speech.learned.network import SpeechNetwork
    from quotes.training.attributions import Annotated

HOLD = 5.0  # how much it counts that vectors move, against what is wrong about attributions
TEXTS = 6  # stretches of other texts a step that vectors are held on
TEXTS_COUNT = 2.0  # against the news
ALIKE = 0.7  # of the longest: stretches of at least this length are encoded with it
BATCH_PIECES = 3000
AT_ONCE = 64  # stretches whose vectors are taken down together


@dataclass(frozen=True, slots=True)
class Located:
    """An annotated window with what the encoder reads of it: for each word, in which stretch it is, and where there."""

    annotated: Annotated
    stretches: list[Window]
    stretch: NDArray[np.int64]
    place: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.annotated)


def stretches_of(engine: JointEngine, text: str) -> list[Window]:
    """The stretches that a block of text is encoded in."""
    return engine.windows(0, analysis_copy(text))


def locate(engine: JointEngine, document: Document, windows: Iterable[Annotated]) -> list[Located]:
    """Annotated windows of an article with what the encoder reads of each; those without words are left out."""
    article = document.article
    stretches: list[Window] = []
    places: dict[int, tuple[int, int]] = {}  # of the atom that begins at a character
    for block in article.blocks:
        if block.kind not in PARSED_KINDS:
            continue
        for stretch in stretches_of(engine, block.span.of(article.text)):
            for start, first in zip(stretch.atoms.starts, stretch.firsts, strict=True):
                places[start + block.span.start] = (len(stretches), first)
            stretches.append(stretch)
    found = []
    for one in filter(len, windows):
        rows: list[tuple[int, int]] = []
        for token in one.window.tokens.tolist():  # what begins within an atom has the vector of the word before
            rows.append(places.get(document.doc[token].idx, rows[-1] if rows else (0, 0)))
        own, place = np.array(rows).T
        used, which = np.unique(own, return_inverse=True)
        found.append(Located(one, [stretches[i] for i in used.tolist()], which, place))
    return found


def encode(encoder: Encoder, stretches: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """The vectors of all pieces, one stretch after another: as they leave the middle of the encoder, and its end."""
    found: dict[int, tuple[Tensor, Tensor]] = {}
    for group in _alike(stretches):
        pieces, shapes = map(torch.from_numpy, padded([stretches[i] for i in group]))
        middle, end = encoder.middle_and_end(pieces, shapes)
        for row, i in enumerate(group):
            size = len(stretches[i].pieces)
            found[i] = middle[row, :size], end[row, :size]
    rows = [found[i] for i in range(len(stretches))]
    return torch.cat([middle for middle, _ in rows]), torch.cat([end for _, end in rows])


def _alike(stretches: Sequence[Window]) -> list[list[int]]:
    groups: list[list[int]] = []
    sizes = [len(stretch.pieces) for stretch in stretches]
    for i in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        longest = sizes[groups[-1][0]] if groups else 0
        if groups and sizes[i] >= ALIKE * longest and len(groups[-1]) * longest < BATCH_PIECES:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def word_vectors(batch: Sequence[Located], middle: Tensor, end: Tensor) -> Tensor:
    """The vectors of windows' words, (windows, words, both widths), out of those of all their stretches' pieces."""
    rows = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
    before = 0
    for row, one in enumerate(batch):
        starts = before + np.concatenate(([0], np.cumsum([len(stretch.pieces) for stretch in one.stretches])))
        rows[row, : len(one)] = starts[one.stretch] + one.place
        before = int(starts[-1])
    at = torch.from_numpy(rows)
    return torch.cat((middle[at], end[at]), 2)


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch whose last vectors are to stay where they are, (pieces, width)."""

    stretch: Window
    end: Tensor


def hold(encoder: Encoder, stretches: Sequence[Window]) -> list[Held]:
    """Stretches with the last vectors that an encoder makes of them now."""
    found = []
    with torch.no_grad():
        for low in range(0, len(stretches), AT_ONCE):
            group = stretches[low : low + AT_ONCE]
            ends = torch.split(encode(encoder, group)[1], [len(stretch.pieces) for stretch in group])
            found += [Held(stretch, end.clone()) for stretch, end in zip(group, ends, strict=True)]
    return found


class OnEncoder:
    """A network that learns together with the encoder whose vectors it reads.

    Where no texts are held, the encoder is the network's own: only its lower half learns, and the words' last vectors
    are those of the parse.
    """

    def __init__(self, network: SpeechNetwork, encoder: Encoder, texts: Sequence[Held], seed: int) -> None:
        self.module: nn.Module = nn.ModuleDict({"network": network, "encoder": encoder})
        self._network, self._encoder, self._texts = network, encoder, texts
        self._chance = random.Random(seed)  # noqa: S311 (nothing secret)
        encoder.requires_grad_(True)
        encoder.piece.weight.requires_grad_(False)  # most words are rare: few would move, and away from the others
        for module in encoder.modules() if texts else ():
            if isinstance(module, Dropout):
                module.share = 0.0  # what is held in place must not be shaken

    def groups(self, plan: AttributionPlan) -> list[dict[str, Any]]:
        """The encoder learns most slowly."""
        tuned = [p for p in self._encoder.parameters() if p.requires_grad]
        return [{"params": tuned, "lr": plan.encoder_rate}, *groups_of(self._network, plan)]

    def losses(self, batch: list[Located], plan: AttributionPlan) -> dict[str, Tensor]:
        """Those about cues and roles; and how far the last vectors have moved, as a share of their squared length.

        What is wrong about attributions moves the layers up to the middle only: the upper ones follow the parser.
        """
        others = self._chance.sample(self._texts, min(TEXTS, len(self._texts)))
        stretches = [stretch for one in batch for stretch in one.stretches]
        middle, end = encode(self._encoder, stretches + [text.stretch for text in others])
        words = gather([one.annotated.window for one in batch])
        width = self._network.sizes.width
        vectors, before = word_vectors(batch, middle, end), words.vectors[..., width:]
        last = vectors[..., width:].detach() if others else before.to(vectors.dtype)
        contexts = self._network.contexts(replace(words, vectors=torch.cat((vectors[..., :width], last), 2)))
        cue, role = losses_in(self._network, contexts, [one.annotated for one in batch])
        found = {"cue": plan.cue_weight * cue, "role": role}
        if others:
            news = _moved(vectors[..., width:][words.real], before[words.real])
            text = _moved(
                end[sum(len(stretch.pieces) for stretch in stretches) :], torch.cat([text.end for text in others])
            )
            found["moved"] = HOLD * (news + TEXTS_COUNT * text)
        return found


def _moved(now: Tensor, before: Tensor) -> Tensor:
    return (now.float() - before.float()).square().sum() / before.float().square().sum()


def tune_encoder(
    network: SpeechNetwork,
    encoder: Encoder,
    plan: AttributionPlan,
    examples: Sequence[Located],
    texts: Sequence[Held],
    checkpoint: Path,
) -> None:
    """Train a network and the encoder that it reads together, both in place.

    Args:
        network: Trained on the encoder's vectors before.
        encoder: Of the parse stage, or a copy of it that is the network's own.
        plan: How.
        examples: Annotated windows with what the encoder reads of them.
        texts: Others, that the encoder's last vectors are held on, too; none where the encoder is the network's own.
        checkpoint: The file to go on from.
    """
    train(OnEncoder(network, encoder, texts, plan.seed), plan, examples, lambda: "", checkpoint)
    encoder.requires_grad_(False)


def told_by(network: SpeechNetwork, encoder: Encoder, windows: Sequence[Located]) -> list[Located]:
    """Windows with what a network that has learned together with an encoder of its own makes of them."""
    encoder.eval()
    width = network.sizes.width
    read = []
    with torch.inference_mode():
        for one in windows:
            middle = word_vectors([one], *encode(encoder, one.stretches))[0, :, :width].half().numpy()
            last = one.annotated.window.vectors[:, width:]
            read.append(replace(one.annotated.window, vectors=np.concatenate((middle, last), 1)))
    return [
        replace(one, annotated=replace(told, window=one.annotated.window))
        for one, told in zip(windows, taught(network, read), strict=True)
    ]
