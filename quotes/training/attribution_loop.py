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
from quotes.speech.learned.propose import distances, surroundings

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
    role_weight: float = 1.0
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
    per_epoch = len(_groups(examples, plan.batch_words, random.Random(0)))  # noqa: S311
    total = per_epoch * plan.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=total + plan.epochs, pct_start=plan.warmup
    )
    began = time.monotonic()
    for epoch in range(plan.epochs):
        network.train()
        sums = [0.0, 0.0]
        for number, group in enumerate(_groups(examples, plan.batch_words, chance)[:per_epoch], 1):
            words, cues = collate_windows(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                contexts = network.contexts(words)
                cue_loss = _loss(network.cues(contexts), cues)
                role_loss = _role_loss(network, contexts, words, group)
                loss = cue_loss * 4 + plan.role_weight * role_loss
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


def _role_loss(network: SpeechNetwork, contexts: Tensor, words: Words, group: list[WindowExample]) -> Tensor:
    rows, marks, ways, truths = [], [], [], []
    for number, example in enumerate(group):
        for frame in example.frames:
            low, high = surroundings(frame.cue, len(example.cues))
            rows.append(contexts[number, low:high])
            marked = torch.zeros(high - low, dtype=torch.bool)
            marked[frame.cue - low] = True
            marks.append(marked)
            ways.append(distances(frame.cue, low, high))
            truths.append(torch.from_numpy(frame.roles[low:high]))
    if not rows:
        return contexts.sum() * 0.0
    truth = pad_sequence(truths, batch_first=True, padding_value=PADDING)
    scores = network.roles(
        pad_sequence(rows, batch_first=True), truth != PADDING,
        pad_sequence(marks, batch_first=True), pad_sequence(ways, batch_first=True),
    )  # fmt: skip
    return _loss(scores, truth)


def _loss(scores: Tensor, truth: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1).float(), truth.flatten(), ignore_index=PADDING)


def _groups(examples: list[WindowExample], size: int, chance: random.Random) -> list[list[WindowExample]]:
    order = sorted(examples, key=lambda e: len(e.cues) * (1 + 0.1 * chance.random()))
    groups: list[list[WindowExample]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.cues) > size:
            groups.append([])
        groups[-1].append(example)
    chance.shuffle(groups)
    return groups
