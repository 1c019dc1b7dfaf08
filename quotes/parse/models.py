"""Where the models come from: the embedded package, the one the user has downloaded, or a folder given."""

from __future__ import annotations

import importlib.resources
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.parse.arithmetic import Arithmetic
from quotes.parse.segment import Segmenter
from quotes.tables import read_table

if TYPE_CHECKING:
    from quotes.parse.analysis import Engine

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
REQUIRED = frozenset(PROCESSORS) - {"mwt"}
EMBEDDED, DOWNLOADED = "embedded", "downloaded"


class ModelsError(Exception):
    """No usable package of models; the message says what is wrong with which folder, and what to do."""


def embedded_models() -> Path:
    """The folder of the package that comes with the program."""
    return Path(str(importlib.resources.files("quotes.models") / "embedded"))


def downloaded_models() -> Path | None:
    """The folder into which Stanza downloads, if there is a complete English package in it."""
    from stanza.resources.common import DEFAULT_MODEL_DIR

    folder = Path(DEFAULT_MODEL_DIR)
    present = all(any((folder / "en" / name).glob("*.pt")) for name in REQUIRED)
    return folder if present and (folder / "resources.json").is_file() else None


def find_models(models: str | Path | None = None) -> Path:
    """The folder to load from.

    Args:
        models: A folder, ``downloaded`` for Stanza's own package where the user has downloaded it, ``embedded`` or None
            for the embedded package.

    Raises:
        ModelsError: Nothing has been downloaded.
    """
    if models is None or models == EMBEDDED:
        return embedded_models()
    if models != DOWNLOADED:
        return Path(models)
    folder = downloaded_models()
    if folder is None:
        raise ModelsError("downloaded: no complete English package where Stanza downloads to; 'quotes models download'")
    return folder


def load_engine(models: str | Path | None = None, arithmetic: Arithmetic = Arithmetic.AUTO) -> Engine:
    """The models of a folder, loaded: the project's own network, or a pipeline of Stanza's, never downloading anything.

    Args:
        models: What ``find_models`` takes.
        arithmetic: In which numbers the network computes; says nothing to a pipeline of Stanza's.

    Raises:
        ModelsError: The folder is missing, incomplete or damaged.
    """
    folder = find_models(models)
    index = _index(folder)
    # What oneDNN keeps for every shape of input that it has met grows to gigabytes over a thousand articles. It asks
    # for this once, before it first computes.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "32")
    import torch

    # Long runs of marks drive some layers to values that the processor handles a hundred times more slowly.
    torch.set_flush_denormal(True)
    types: dict[str, str] = read_table("quotes.parse", "entity_types")["types"]
    if "joint" in index:
        return _load_joint(folder, Segmenter.load(trusting=True), types, arithmetic)
    from quotes.parse.stanza_engine import StanzaEngine

    return StanzaEngine(load_pipeline(folder), Segmenter.load(), types)


def _load_joint(folder: Path, segmenter: Segmenter, types: dict[str, str], arithmetic: Arithmetic) -> Engine:
    from quotes.parse.joint.engine import JointEngine
    from quotes.parse.joint.package import encoder_of, joint_folder, read_network

    numbers = Arithmetic(arithmetic)
    try:
        network, vocabulary, pieces = read_network(folder, numbers)
    except Exception as error:  # torch, json and tokenizers raise all sorts of things over a damaged file
        raise ModelsError(f"{joint_folder(folder)}: damaged, or no file of models; {_REMEDY}") from error
    return JointEngine(network, vocabulary, pieces, segmenter, types, encoder_of(folder))


def load_pipeline(folder: Path) -> Any:
    """A Stanza pipeline for English of a folder, never downloading anything.

    Raises:
        ModelsError: The folder is incomplete or damaged.
    """
    package = _package(folder)
    import stanza

    try:
        return stanza.Pipeline(
            "en",
            dir=str(folder),
            package=package,
            processors=dict.fromkeys(PROCESSORS, package) if package else ",".join(PROCESSORS),
            download_method=None,
            logging_level="CRITICAL",  # what goes wrong is told below, in one line
        )
    except Exception as error:  # Stanza and torch raise all sorts of things over a damaged file
        if (damaged := _damaged(folder)) is not None:
            raise ModelsError(f"{damaged}: damaged, or no file of models; {_REMEDY}") from error
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ModelsError(f"{folder}: the models can't be loaded ({reason}); {_REMEDY}") from error


_REMEDY = "give --models a folder with a Stanza package for English, or leave it out for the embedded one"


def _damaged(folder: Path) -> Path | None:
    """The first file in a folder that can't be read as what it should be: what was raised seldom tells which."""
    import torch

    for file in sorted((folder / "en").rglob("*.pt")):
        try:
            torch.load(file, map_location="cpu", weights_only=True)
        except Exception:  # see above
            return file
    return None


def _index(folder: Path) -> dict[str, Any]:
    """What a folder's index says about English."""
    if not folder.is_dir():
        raise ModelsError(f"{folder}: no such folder; {_REMEDY}")
    index = folder / "resources.json"
    if not index.is_file():
        raise ModelsError(f"{folder}: no resources.json in it; {_REMEDY}")
    try:
        english: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))["en"]
        dict(english["packages"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelsError(f"{index}: not an index of Stanza models with English in it; {_REMEDY}") from error
    return english


def _package(folder: Path) -> str | None:
    """The package that the folder's index lists under its own name, or None for Stanza's default."""
    packages = _index(folder)["packages"]
    missing = sorted(name for name in REQUIRED if not any((folder / "en" / name).glob("*.pt")))
    if missing:
        raise ModelsError(f"{folder}: no models for {', '.join(missing)} in it; {_REMEDY}")
    own = [name for name in packages if not name.startswith("default")]
    return own[0] if len(own) == 1 else None
