"""Reading and writing the network of proposals; it lies in the package of the models whose vectors it reads."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import torch

from quotes.parse.arithmetic import Arithmetic, native
from quotes.parse.joint.package import encoder_of
from quotes.speech.learned.network import Sizes, SpeechNetwork
from quotes.speech.learned.propose import Proposer
from quotes.speech.learned.windows import Labels

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

FILE = "en/speech/quotes.pt"


def read_proposer(folder: Path) -> Proposer | None:
    """The proposer of a package; None where it has none, or one made for another encoder."""
    file = folder / FILE
    if not file.is_file():
        return None
    data = torch.load(file, map_location="cpu", mmap=True, weights_only=True)
    if data["encoder"] != encoder_of(folder):
        return None
    with torch.device("meta"):
        network = SpeechNetwork(Sizes(**data["sizes"]))
    kind = torch.bfloat16 if native(Arithmetic.AUTO) is Arithmetic.BFLOAT16 else torch.float32
    weights = {name: _unpacked(weight).to(kind) for name, weight in data["weights"].items()}
    network.load_state_dict(weights, assign=True)
    network.eval().requires_grad_(False)
    return Proposer(network, Labels.of(data["deprels"], data["tags"]), data["encoder"])


def write_proposer(folder: Path, network: SpeechNetwork, deprels: list[str], tags: list[str]) -> None:
    """Write a network into a package, its layers' weights in eight bits, the others in half precision."""
    weights = {
        name: _packed(weight.detach()) if name.startswith("layers.") and weight.dim() == 2 else weight.detach().half()
        for name, weight in network.state_dict().items()
    }
    data = {
        "sizes": network.sizes.as_dict(),
        "weights": weights,
        "deprels": deprels,
        "tags": tags,
        "encoder": encoder_of(folder),
    }
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    torch.save(data, folder / FILE)


def _packed(weight: Tensor) -> tuple[Tensor, Tensor]:
    """A matrix in eight bits, each row by a scale of its own: half the size, and no proposal changes by it."""
    scales = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return (weight / scales).round().to(torch.int8), scales


def _unpacked(weight: Tensor | tuple[Tensor, Tensor]) -> Tensor:
    return weight.float() if isinstance(weight, torch.Tensor) else weight[0].float() * weight[1].float()


@functools.cache
def embedded_proposer() -> Proposer | None:
    """The proposer that comes with the program, read once."""
    from quotes.parse import embedded_models

    return read_proposer(embedded_models())
