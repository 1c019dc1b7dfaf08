"""Training of the network that proposes attributions, on parses with their word vectors."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import torch
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from quotes.speech.learned.windows import gather, surroundings
from quotes.training.loop import batches, rate_at, short_numbers, write_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor, nn

    from quotes.parse.joint.network import Encoder
    from quotes.speech.learned.network import SpeechNetwork
    from quotes.training.attributions import Annotated

LEAST_RATE = 0.005  # of the highest


@dataclass(frozen=True, slots=True)
class AttributionPlan:
    """How to train."""

    epochs: int = 5
    batch_words: int = 1600
    layer_rate: float = 2e-4  # of the layers that begin as the encoder's
    head_rate: float = 8e-4
    encoder_rate: float = 1e-4  # of the encoder itself, where it learns, too
    warmup: float = 0.06
    decay: float = 0.02
    cue_weight: float = 4.0
    averaged: float = 0.999  # how much of the running average of the weights is kept at each step
    seed: int = 7

    def again(self) -> AttributionPlan:
        """How to go on, more gently, with what others have learned since."""
        return replace(self, epochs=3, layer_rate=self.layer_rate * 0.6, head_rate=self.head_rate * 0.6)

    def with_encoder(self) -> AttributionPlan:
        """How to go on together with the encoder."""
        gentle = self.again()
        return replace(gentle, epochs=2, head_rate=self.head_rate / 2, decay=0.0, averaged=0.998)

    def once_more(self) -> AttributionPlan:
        """How to go over more articles at the end, gently."""
        return replace(self, epochs=1, layer_rate=self.layer_rate / 4, head_rate=self.head_rate / 4)


class Learner(Protocol):
    """What is trained: a module, how fast which of its weights learn, and how wrong it is about examples."""

    module: nn.Module

    def groups(self, plan: AttributionPlan) -> list[dict[str, Any]]:
        """The weights that learn, in groups with their rates, as optimizers take them."""
        ...

    def losses(self, batch: list[Any], plan: AttributionPlan) -> dict[str, Tensor]:
        """What is wrong about a batch, by name; each part counts as much as it is."""
        ...


class OnParses:
    """A network that learns on word vectors which stay as they are."""

    def __init__(self, network: SpeechNetwork) -> None:
        self.module: nn.Module = network
        self._network = network

    def groups(self, plan: AttributionPlan) -> list[dict[str, Any]]:
        """Layers that begin as the encoder's learn more slowly than the rest."""
        return groups_of(self._network, plan)

    def losses(self, batch: list[Annotated], plan: AttributionPlan) -> dict[str, Tensor]:
        """Those about cues and roles."""
        cue, role = losses(self._network, batch)
        return {"cue": plan.cue_weight * cue, "role": role}


def groups_of(network: SpeechNetwork, plan: AttributionPlan) -> list[dict[str, Any]]:
    """The weights of a network in groups with their rates."""
    layers = {id(p) for p in network.layers.parameters()}
    return [
        {"params": [p for p in network.parameters() if id(p) in layers], "lr": plan.layer_rate},
        {"params": [p for p in network.parameters() if id(p) not in layers], "lr": plan.head_rate},
    ]


def begin_as(network: SpeechNetwork, encoder: Encoder) -> None:
    """Let the network's layers begin as the last ones of an encoder."""
    for own, other in zip(network.layers, encoder.layers[-len(network.layers) :], strict=True):
        own.load_state_dict({name: weight.float() for name, weight in other.state_dict().items()})


def train_attributions(
    network: SpeechNetwork,
    plan: AttributionPlan,
    examples: list[Annotated],
    evaluate: Callable[[SpeechNetwork], str],
    checkpoint: Path,
) -> None:
    """Train a network on parses.

    Args:
        network: To be trained, in place.
        plan: How.
        examples: Annotated windows.
        evaluate: Called after every other epoch; what it returns is printed.
        checkpoint: The file to go on from.
    """
    train(OnParses(network), plan, examples, lambda: evaluate(network), checkpoint)


def train(
    learner: Learner, plan: AttributionPlan, examples: Sequence[Any], evaluate: Callable[[], str], checkpoint: Path
) -> None:
    """Train, or go on where an interrupted run has left off; the weights are averages over the last steps.

    Args:
        learner: Whose module is trained, in place.
        plan: How.
        examples: What the learner takes batches of; their length is in words.
        evaluate: Called after every other epoch; what it returns is printed.
        checkpoint: The file to go on from.
    """
    module = learner.module
    optimizer = torch.optim.AdamW(learner.groups(plan), weight_decay=plan.decay, betas=(0.9, 0.98), fused=True)
    per_epoch = len(batches(examples, plan.batch_words, random.Random(0)))  # noqa: S311 (nothing secret)
    total = per_epoch * plan.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step, total, plan.warmup, LEAST_RATE))
    average = {name: weight.detach().clone() for name, weight in module.state_dict().items()}
    first = _resume(checkpoint, module, optimizer, schedule, average)
    began, step = time.monotonic(), first * per_epoch
    for epoch in range(first, plan.epochs):
        module.train()
        torch.manual_seed(plan.seed + epoch)
        sums: dict[str, float] = {}
        chance = random.Random(plan.seed + epoch)  # noqa: S311
        for number, group in enumerate(batches(examples, plan.batch_words, chance)[:per_epoch], 1):
            with short_numbers(torch.device("cpu")):
                parts = learner.losses(group, plan)
            sum(parts.values(), torch.zeros(())).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for p in module.parameters() if p.requires_grad], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            step += 1
            kept = min(plan.averaged, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, weight in module.state_dict().items():
                    average[name].lerp_(weight, 1 - kept)
            for name, loss in parts.items():
                sums[name] = sums.get(name, 0.0) + loss.item()
            if number % 50 == 0:
                shown = " ".join(f"{name} {loss / number:.4f}" for name, loss in sums.items())
                print(f"{number}/{per_epoch} {time.monotonic() - began:.0f} s {shown}", flush=True)
        _save(checkpoint, module, optimizer, schedule, average, epoch + 1)
        if epoch % 2 or epoch + 1 == plan.epochs:
            module.eval()
            own = {name: weight.clone() for name, weight in module.state_dict().items()}
            module.load_state_dict(average)
            print(f"epoch {epoch + 1}/{plan.epochs} {evaluate()}", flush=True)
            if epoch + 1 < plan.epochs:
                module.load_state_dict(own)
    module.load_state_dict(average)
    module.eval()


def losses(network: SpeechNetwork, group: list[Annotated]) -> tuple[Tensor, Tensor]:
    """How wrong the network is about the cues of windows, and about the roles of the words around them."""
    return losses_in(network, network.contexts(gather([one.window for one in group])), group)


def losses_in(network: SpeechNetwork, contexts: Tensor, group: list[Annotated]) -> tuple[Tensor, Tensor]:
    """The same, for contexts that the network has made of the windows."""
    windows = [one.window for one in group]
    cue_loss = _loss(network.cues(contexts), [one.cues for one in group])
    frames = [(row, frame) for row, one in enumerate(group) for frame in one.frames]
    if not frames:
        return cue_loss, contexts.sum() * 0.0
    bounds, around = surroundings(network.views(contexts), windows, [(row, frame.cue) for row, frame in frames])
    roles = [frame.roles[low:high] for (_, frame), (low, high) in zip(frames, bounds, strict=True)]
    return cue_loss, _loss(network.roles(around), roles)


def _loss(scores: Tensor, truth: Sequence[NDArray[np.float16] | NDArray[np.int64]]) -> Tensor:
    """Cross entropy a word; the truth is a class for each word, or what another network takes for its probability."""
    classes = scores.shape[2]
    parts = [torch.from_numpy(part) for part in truth]
    soft = [part.float() if part.dim() == 2 else functional.one_hot(part, classes).float() for part in parts]
    target = pad_sequence(soft, batch_first=True)
    return -(target * scores.float().log_softmax(2)).sum() / target.sum()


def _save(
    path: Path,
    module: nn.Module,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    average: dict[str, Tensor],
    epochs: int,
) -> None:
    state = {
        "network": module.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "average": average,
        "epochs": epochs,
    }
    write_checkpoint(path, state)


def _resume(
    path: Path,
    module: nn.Module,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    average: dict[str, Tensor],
) -> int:
    if not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    module.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    average.update(state["average"])
    return int(state["epochs"])
