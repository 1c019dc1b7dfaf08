"""Reading and writing the network of a package: weights in half precision, classes and word pieces beside them."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import torch

from quotes.parse.arithmetic import Arithmetic, native
from quotes.parse.joint.network import Network, Sizes
from quotes.parse.joint.vocabulary import Pieces, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "quotes"
WEIGHTS, CLASSES, PIECES = f"{NAME}.pt", "classes.json", "pieces.json"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")  # Stanza's, for which the network stands in


def joint_folder(folder: Path) -> Path:
    """Where in a package the network lies."""
    return folder / "en" / "joint"


def read_network(folder: Path, arithmetic: Arithmetic = Arithmetic.AUTO) -> tuple[Network, Vocabulary, Pieces]:
    """The network of a package, ready to compute, with its classes and word pieces.

    Raises:
        OSError, ValueError, KeyError, RuntimeError: A file is missing or damaged.
    """
    place = joint_folder(folder)
    data = torch.load(place / WEIGHTS, map_location="cpu", mmap=True, weights_only=True)
    with torch.device("meta"):
        network = Network(Sizes(**data["sizes"]))
    arithmetic = native(arithmetic)
    kind = torch.bfloat16 if arithmetic is Arithmetic.BFLOAT16 else torch.float32
    network.load_state_dict({name: weight.to(kind) for name, weight in data["weights"].items()}, assign=True)
    network.eval().requires_grad_(False)
    if arithmetic is Arithmetic.INT8:
        network = _quantized(network)
    vocabulary, pieces = Vocabulary.load(place / CLASSES), Pieces(place / PIECES)
    _check_sizes(network.sizes, vocabulary, pieces)
    return network, vocabulary, pieces


def write_network(folder: Path, network: Network, vocabulary: Vocabulary, pieces: Path) -> None:
    """Write a network into a package.

    Args:
        folder: The package.
        network: Its weights are rounded to half precision.
        vocabulary: What its classes stand for.
        pieces: The file of the encoder's word pieces.
    """
    place = joint_folder(folder)
    place.mkdir(parents=True, exist_ok=True)
    weights = {name: weight.detach().cpu().half() for name, weight in network.state_dict().items()}
    torch.save({"sizes": network.sizes.as_dict(), "weights": weights}, place / WEIGHTS)
    vocabulary.save(place / CLASSES)
    if pieces.resolve() != (place / PIECES).resolve():
        shutil.copyfile(pieces, place / PIECES)


def write_index(folder: Path) -> Path:
    """Write the index of a package, ``resources.json``, in the form of Stanza's.

    The network is listed under ``joint``, with the MD5 sums of its files, and once for each processor that it stands in
    for; ``quotes.models.stanza_processors`` tells how a Stanza pipeline finds its way from there.

    Returns:
        The index.
    """
    place = joint_folder(folder)
    sums = {name: hashlib.md5((place / name).read_bytes()).hexdigest() for name in (WEIGHTS, CLASSES, PIECES)}  # noqa: S324 (as Stanza has them)
    models = dict.fromkeys(PROCESSORS, NAME)
    english: dict[str, object] = {
        "lang_name": "English",
        "joint": {NAME: {"md5": sums.pop(WEIGHTS), "files": sums}},
        **{processor: {NAME: {}} for processor in PROCESSORS},
        "packages": {"default": models, NAME: models},
        "default_processors": models,
        "default_dependencies": {},
    }
    english["tokenize"] = {NAME: {"dependencies": [{"model": f"with_{NAME}", "package": NAME}]}}
    index = folder / "resources.json"
    index.write_text(json.dumps({"en": english}, indent=1) + "\n", encoding="utf-8")
    return index


def encoder_of(folder: Path) -> str | None:
    """Which encoder a package has: the sum of its file, as its index tells; None where it has none."""
    try:
        index = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
        return str(index["en"]["joint"][NAME]["md5"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _check_sizes(sizes: Sizes, vocabulary: Vocabulary, pieces: Pieces) -> None:
    """Files of two packages, mixed up, would only be noticed in the middle of a text."""
    named = {name: len(getattr(vocabulary, name)) for name in ("upos", "xpos", "feats", "lemma", "deprel", "entity")}
    named["pieces"] = pieces.size
    for name, size in named.items():
        if size != getattr(sizes, name):
            raise ValueError(f"{size} classes of {name} for a network of {getattr(sizes, name)}")


def _quantized(network: Network) -> Network:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch announces a successor outside of it
        from torch.ao.quantization import quantize_dynamic

        quantize: Callable[..., Network] = quantize_dynamic
        network.encoder = quantize(network.encoder, {torch.nn.Linear}, dtype=torch.qint8)  # type: ignore[assignment]
    return network
