"""Reading and writing the network of proposals; it lies in the package of the models whose vectors it reads."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import torch

from quotes.speech.learned.network import Sizes, SpeechNetwork
from quotes.speech.learned.propose import Proposer
from quotes.speech.learned.windows import Labels

if TYPE_CHECKING:
    from pathlib import Path

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
    network.load_state_dict({name: weight.float() for name, weight in data["weights"].items()}, assign=True)
    network.eval().requires_grad_(False)
    return Proposer(network, Labels.of(data["deprels"], data["tags"]))


def write_proposer(folder: Path, network: SpeechNetwork, deprels: list[str], tags: list[str]) -> None:
    """Write a network into a package, its weights rounded to half precision."""
    weights = {name: weight.detach().half() for name, weight in network.state_dict().items()}
    data = {
        "sizes": network.sizes.as_dict(),
        "weights": weights,
        "deprels": deprels,
        "tags": tags,
        "encoder": encoder_of(folder),
    }
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    torch.save(data, folder / FILE)


def encoder_of(folder: Path) -> str | None:
    """Which encoder a package has: the sum of its file, as its index tells."""
    try:
        index = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
        return str(index["en"]["joint"]["quotes"]["md5"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@functools.cache
def embedded_proposer() -> Proposer | None:
    """The proposer that comes with the program, read once."""
    from quotes.parse import embedded_models

    return read_proposer(embedded_models())
