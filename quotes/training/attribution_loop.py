"""Training of the network that proposes attributions, on parses with their word vectors."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from quotes.speech.learned.network import SpeechNetwork, Words
from quotes.speech.learned.propose import around
from quotes.training.loop import batches

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

    from quotes.training.attributions import Frame

PADDING = -100


@dataclass(frozen=True, slots=True)
class AttributionPlan:
    """How to train."""

    epochs: int = 6
    batch_words: int = 1600
    rate: float = 8e-4
    warmup: float = 0.06
    decay: float = 0.02
    cue_weight: float = 4.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class WindowExample:
    """A window as numbers, with its attributions."""

    vectors: Tensor  # (words, vector) in half precision
    deprels: Tensor
    tags: Tensor
    places: Tensor
    cues: Tensor
    frames: list[Frame]

    def __len__(self) -> int:
        return len(self.cues)


def train_attributions(
    network: SpeechNetwork,
    plan: AttributionPlan,
    examples: list[WindowExample],
    evaluate: Callable[[SpeechNetwork], str],
) -> None:
    """Train a network; what ``evaluate`` returns is printed after each epoch."""
    chance = random.Random(plan.seed)  # noqa: S311 (nothing secret)
    torch.manual_seed(plan.seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=plan.decay, fused=True)
    per_epoch = len(batches(examples, plan.batch_words, random.Random(0)))  # noqa: S311
    total = per_epoch * plan.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=total + plan.epochs, pct_start=plan.warmup
    )
    began = time.monotonic()
    for epoch in range(plan.epochs):
        network.train()
        sums = [0.0, 0.0]
        for number, group in enumerate(batches(examples, plan.batch_words, chance)[:per_epoch], 1):
            words, cues = collate_windows(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                contexts = network.contexts(words)
                cue_loss = _loss(network.cues(contexts), cues)
                role_loss = _role_loss(network, contexts, group)
                loss = plan.cue_weight * cue_loss + role_loss
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            sums[0] += cue_loss.item() / per_epoch
            sums[1] += role_loss.item() / per_epoch
            if number % 50 == 0:
                print(f"{number}/{per_epoch} {time.monotonic() - began:.0f} s", flush=True)
        network.eval()
        spent = time.monotonic() - began
        shown = f"{spent:.0f} s: cue {sums[0]:.4f} role {sums[1]:.4f} {evaluate(network)}"
        print(f"epoch {epoch + 1}/{plan.epochs} {shown}", flush=True)


def collate_windows(group: list[WindowExample]) -> tuple[Words, Tensor]:
    """Windows of like length as one batch, and the tags of their words as cues."""

    def padded(name: str, value: float = 0) -> Tensor:
        return pad_sequence([getattr(e, name) for e in group], batch_first=True, padding_value=value)

    cues = padded("cues", PADDING)
    words = Words(padded("vectors").float(), padded("deprels"), padded("tags"), padded("places"), cues != PADDING)
    return words, cues


def _role_loss(network: SpeechNetwork, contexts: Tensor, group: list[WindowExample]) -> Tensor:
    frames = [(row, frame) for row, example in enumerate(group) for frame in example.frames]
    if not frames:
        return contexts.sum() * 0.0
    bounds, inputs = around(contexts, [(row, frame.cue, len(group[row])) for row, frame in frames])
    roles = [torch.from_numpy(f.roles[low:high]) for (_, f), (low, high) in zip(frames, bounds, strict=True)]
    return _loss(network.roles(*inputs), pad_sequence(roles, batch_first=True, padding_value=PADDING))


def _loss(scores: Tensor, truth: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1).float(), truth.flatten(), ignore_index=PADDING)
