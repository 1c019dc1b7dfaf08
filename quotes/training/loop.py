"""The training loop: treebanks and entities in turn, checkpoints to go on from."""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING, TypeVar

import torch
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from quotes.parse.arithmetic import Arithmetic, native
from quotes.training.examples import UNKNOWN, Example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sized
    from pathlib import Path

    from torch import Tensor

    from quotes.parse.joint.network import Network

LEAST_RATE = 0.002  # of the highest


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    epochs: int = 19  # passes over the treebanks
    entity_share: float = 0.35  # of the batches that are of the entity corpus
    late_epoch: int = 11  # from here on, trees need less and entities more
    late_entity_share: float = 0.5
    batch_pieces: int = 1600
    encoder_rate: float = 2e-4
    head_rate: float = 1.0e-3
    warmup: float = 0.05
    decay: float = 0.01
    masked: float = 0.05  # pieces hidden from the encoder
    seed: int = 7
    device: str = "cpu"
    checkpoint_every: int = 300  # steps

    def entity_batches(self, epoch: int, trees: int) -> int:
        """How many batches of the entity corpus go with ``trees`` batches of the treebanks."""
        share = self.entity_share if epoch < self.late_epoch else self.late_entity_share
        return int(trees * share / (1 - share))


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length as tensors; ``atoms`` and ``words`` are flat indices into (window, piece)."""

    pieces: Tensor
    shapes: Tensor
    atoms: Tensor
    boundaries: Tensor
    words: Tensor
    tags: Tensor
    entities: Tensor
    grid: Tensor  # (sentences, words): rows of the word vectors; -1 pads
    roots: Tensor  # (sentences,): flat index of the window's first piece
    heads: Tensor  # (words,): within the sentence, from 1; 0 is the root
    deprels: Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in Batch.__slots__))


Sizable = TypeVar("Sizable", bound="Sized")


def batches(examples: Iterable[Sizable], size: int, chance: random.Random) -> list[list[Sizable]]:
    """Examples of like length together, about ``size`` pieces or words in a batch, in random order."""
    order = sorted(examples, key=lambda example: len(example) * (1 + 0.1 * chance.random()))
    groups: list[list[Sizable]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(example) > size:
            groups.append([])
        groups[-1].append(example)
    chance.shuffle(groups)
    return groups


def collate(examples: list[Example]) -> Batch:
    """Tensors of a batch."""
    length = -(-max(len(e.pieces) for e in examples) // 8) * 8
    atoms: list[int] = []
    boundaries: list[int] = []
    words: list[int] = []
    tags: list[tuple[int, int, int, int]] = []
    entities: list[int] = []
    grid: list[Tensor] = []
    roots: list[int] = []
    heads: list[int] = []
    deprels: list[int] = []
    pieces = torch.zeros(len(examples), length, dtype=torch.long)
    shapes = torch.zeros(len(examples), length, dtype=torch.long)
    for row, e in enumerate(examples):
        pieces[row, : len(e.pieces)] = torch.tensor(e.pieces)
        shapes[row, : len(e.shapes)] = torch.tensor(e.shapes)
        base = row * length
        atoms += [base + i for i in e.atoms]
        boundaries += e.boundaries
        at = len(words)
        words += [base + i for i in e.words]
        tags += e.tags
        entities += e.entities
        for size in e.sentences:
            grid.append(torch.arange(at, at + size))
            roots.append(base)
            at += size
        heads += e.heads
        deprels += e.deprels
    return Batch(
        pieces, shapes, torch.tensor(atoms, dtype=torch.long), torch.tensor(boundaries, dtype=torch.long),
        torch.tensor(words, dtype=torch.long), torch.tensor(tags, dtype=torch.long),
        torch.tensor(entities, dtype=torch.long),
        pad_sequence(grid, batch_first=True, padding_value=-1) if grid else torch.zeros(0, 0, dtype=torch.long),
        torch.tensor(roots, dtype=torch.long), torch.tensor(heads, dtype=torch.long),
        torch.tensor(deprels, dtype=torch.long),
    )  # fmt: skip


def loss_of(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The losses of a batch, by head."""
    hidden = network.encoder(batch.pieces, batch.shapes)
    flat = hidden.flatten(0, 1)
    words = flat[batch.words]
    scores = network.words(words)
    losses: dict[str, Tensor] = {}
    if len(batch.entities):
        losses["entity"] = _loss(scores.entity, batch.entities)
    if len(batch.tags):
        losses["boundary"] = _loss(network.boundary(network.dropout(flat[batch.atoms])), batch.boundaries)
        for i, (name, weight) in enumerate((("upos", 0.5), ("xpos", 0.5), ("feats", 0.5), ("lemma", 0.5))):
            losses[name] = weight * _loss(getattr(scores, name), batch.tags[:, i])
        losses["arc"], losses["deprel"] = _tree_losses(network, flat, words, batch)
    return losses


def _tree_losses(network: Network, flat: Tensor, words: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    real = batch.grid >= 0
    rows = words[batch.grid.clamp(min=0)]
    nodes = torch.cat((flat[batch.roots][:, None], rows), 1)
    arc_dep, arc_head, label_dep, label_head = network.edges(nodes)
    scores = network.arcs(arc_dep[:, 1:], arc_head).float()
    allowed = torch.cat((torch.ones_like(real[:, :1]), real), 1)
    scores = scores.masked_fill(~allowed[:, None, :], -1e4)
    picked = scores[real]
    arc = functional.cross_entropy(picked, batch.heads)
    sentence = torch.arange(len(real), device=real.device)[:, None].expand_as(real)[real]
    labels = network.relations(label_dep[:, 1:][real], label_head[sentence, batch.heads])
    return arc, _loss(labels, batch.deprels)


def _loss(scores: Tensor, classes: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float(), classes, ignore_index=UNKNOWN)


def train(
    network: Network,
    plan: Plan,
    treebank: Callable[[int], list[Example]],
    entities: Callable[[int], list[Example]],
    folder: Path,
    evaluate: Callable[[Network], str],
    mask_piece: int,
) -> None:
    """Train a network, or go on where an interrupted run has left off.

    Args:
        network: With the encoder's pretrained weights in it.
        plan: How.
        treebank: Makes the examples of the treebanks for an epoch.
        entities: Likewise of the entity corpus.
        folder: Where checkpoints go.
        evaluate: Called after each epoch; what it returns is printed.
        mask_piece: The piece that hides others.
    """
    device = torch.device(plan.device)
    network.to(device)
    encoder = list(network.encoder.parameters())
    own = {id(p) for p in encoder} - {id(network.encoder.shape.weight)}
    groups = [
        {"params": [p for p in network.parameters() if id(p) in own], "lr": plan.encoder_rate},
        {"params": [p for p in network.parameters() if id(p) not in own], "lr": plan.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay, betas=(0.9, 0.98), fused=True)
    trees = len(batches(treebank(0), plan.batch_pieces, random.Random(plan.seed)))  # noqa: S311 (nothing secret)
    sizes = [trees + plan.entity_batches(epoch, trees) for epoch in range(plan.epochs)]
    total = sum(sizes)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step, total, plan.warmup, LEAST_RATE))
    checkpoint = folder / "checkpoint.pt"
    step = _resume(checkpoint, network, optimizer, schedule)
    print(f"{total} steps in all, from step {step}", flush=True)
    began, seen = time.monotonic(), 0
    sums: dict[str, float] = {}
    for epoch in range(plan.epochs):
        before = sum(sizes[:epoch])
        if before + sizes[epoch] <= step:  # done before an interruption
            continue
        network.train()
        for number, group in enumerate(_epoch(plan, treebank(epoch), entities(epoch), epoch, trees)):
            if before + number < step:
                continue
            batch = collate(group).to(device)
            hide = (torch.rand(batch.pieces.shape, device=device) < plan.masked) & (batch.shapes != 0)
            batch.pieces[hide] = mask_piece
            with short_numbers(device):
                losses = loss_of(network, batch)
                loss = torch.stack(list(losses.values())).sum()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            step += 1
            seen += batch.pieces.numel()
            for name, value in losses.items():
                sums[name] = 0.98 * sums.get(name, value.item()) + 0.02 * value.item()
            if step % 100 == 0:
                rate = seen / (time.monotonic() - began)
                shown = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
                print(f"step {step}/{total} {rate:.0f} pieces/s {shown}", flush=True)
            if step % plan.checkpoint_every == 0:
                _save(checkpoint, network, optimizer, schedule, step)
        _save(checkpoint, network, optimizer, schedule, step)
        network.eval()
        print(f"epoch {epoch + 1}/{plan.epochs}: {evaluate(network)}", flush=True)


def short_numbers(device: torch.device) -> torch.autocast:
    """Computing in bfloat16, where the device has instructions for that: without them it takes longer, not less."""
    native_there = device.type != "cpu" or native(Arithmetic.AUTO) is Arithmetic.BFLOAT16
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=native_there)


def _epoch(plan: Plan, trees: list[Example], tagged: list[Example], epoch: int, count: int) -> list[list[Example]]:
    """The batches of an epoch: ``count`` of the treebanks, all there are, and of the entity corpus the next in turn."""
    chance = random.Random(plan.seed + epoch)  # noqa: S311 (nothing secret)
    first = batches(trees, plan.batch_pieces, chance)
    first = list(islice(cycle(first), count))  # the cuts made at random give a few more or less
    second = batches(tagged, plan.batch_pieces, random.Random(plan.seed))  # noqa: S311 (the same turns in every epoch)
    start = sum(plan.entity_batches(before, count) for before in range(epoch)) % max(1, len(second))
    mixed = first + list(islice(cycle(second), start, start + plan.entity_batches(epoch, count)))
    chance.shuffle(mixed)
    return mixed


def rate_at(step: int, total: int, warmup: float, least: float) -> float:
    """The learning rate as a share of the highest: up in a line, down in half a cosine, never below ``least``."""
    done = step / max(1, total)
    if done < warmup:
        return done / warmup
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (done - warmup) / (1 - warmup)))) + least


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, schedule: object, step: int) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),  # type: ignore[attr-defined]
        "step": step,
        "random": torch.get_rng_state(),
    }
    write_checkpoint(path, state)


def write_checkpoint(path: Path, state: dict[str, object]) -> None:
    """Write a checkpoint, so that there is a whole one at any time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    torch.save(state, fresh)
    fresh.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, schedule: object) -> int:
    if not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])  # type: ignore[attr-defined]
    torch.set_rng_state(state["random"])
    return int(state["step"])
