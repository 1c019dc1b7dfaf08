"""Which packages of models there are, what is in them, and getting one more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from quotes.parse import ModelsError, embedded_models

EMBEDDED, DOWNLOADED = "embedded", "downloaded"
CARDS = ("MODEL_CARD.md", "README.md")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model: which processor it is for, its name, and its size in bytes."""

    processor: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """A folder of models.

    ``name`` is what ``models info`` takes: embedded, downloaded, or the folder's path. ``packages`` are the names
    in its index; ``card`` is the text of its model card, None where it has none.
    """

    name: str
    folder: Path
    packages: tuple[str, ...]
    models: tuple[ModelFile, ...]
    card: str | None

    @property
    def size(self) -> int:
        """Bytes of all its models."""
        return sum(model.size for model in self.models)


def list_packages() -> list[Package]:
    """The embedded package, and the folder that Stanza downloads into when there is an English package in it."""
    packages = [read_package(EMBEDDED)]
    if any((download_folder() / "en").glob("*/*.pt")):
        packages.append(read_package(DOWNLOADED))
    return packages


def read_package(name: str) -> Package:
    """What is in a package.

    Args:
        name: ``embedded``, ``downloaded``, or a folder.

    Raises:
        ModelsError: There is no such folder, or no English models in it.
    """
    folder = embedded_models() if name == EMBEDDED else download_folder() if name == DOWNLOADED else Path(name)
    if not folder.is_dir():
        raise ModelsError(f"{name}: no such package or folder; 'quotes models list' shows what there is")
    models = tuple(
        ModelFile(file.parent.name, file.stem, file.stat().st_size) for file in sorted((folder / "en").glob("*/*.pt"))
    )
    if not models:
        raise ModelsError(f"{name}: no English models in {folder}; 'quotes models list' shows what there is")
    return Package(name, folder, _index(folder), models, _card(folder))


def download_folder() -> Path:
    """Where Stanza downloads to: ``STANZA_RESOURCES_DIR``, or its default."""
    from stanza.resources.common import DEFAULT_MODEL_DIR

    return Path(DEFAULT_MODEL_DIR)


def download(folder: Path | None = None) -> Path:
    """Download Stanza's English package with its own downloader.

    Args:
        folder: Where to; None for Stanza's own place, where the extractor finds it by itself.

    Returns:
        The folder.

    Raises:
        ModelsError: It can't be reached or can't be written.
    """
    import stanza

    folder = folder or download_folder()
    try:
        stanza.download("en", model_dir=str(folder), verbose=False)
    except Exception as error:  # requests, urllib3, md5 and file errors alike
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise ModelsError(
            f"can't download Stanza's English models to {folder} (offline?): {reason}; "
            "the embedded package works without a network"
        ) from error
    return folder


def _index(folder: Path) -> tuple[str, ...]:
    try:
        index = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
        return tuple(index["en"]["packages"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _card(folder: Path) -> str | None:
    for name in CARDS:
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8", errors="replace")
    return None
