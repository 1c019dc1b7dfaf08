"""Which models are loaded, and what a folder that holds none says: one line with the folder and what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotes.parse import ModelsError, embedded_models
from quotes.parse import models as models_module
from quotes.parse.models import PROCESSORS, downloaded_models, find_models, load_pipeline

Damage = Callable[[Path], object]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the embedded package that a test may damage."""
    folder = tmp_path / "package"
    shutil.copytree(embedded_models(), folder, copy_function=lambda source, target: Path(target).symlink_to(source))
    return folder


def write(name: str, content: bytes) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / name
        path.unlink()
        path.write_bytes(content)

    return damage


def cut(name: str) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / name
        half = path.read_bytes()[: path.stat().st_size // 2]
        write(name, half)(folder)

    return damage


def without(*names: str) -> Damage:
    def damage(folder: Path) -> None:
        for name in names:
            shutil.rmtree(folder / "en" / name)

    return damage


def index(entry: Any) -> Damage:
    return write("resources.json", json.dumps(entry).encode())


TOKENIZER = "en/tokenize/bootstrap.pt"

DAMAGES: dict[str, tuple[Damage, str]] = {
    "no folder": (shutil.rmtree, "package: no such folder"),
    "no index": (lambda folder: (folder / "resources.json").unlink(), "package: no resources.json"),
    "empty index": (write("resources.json", b""), "resources.json: not an index"),
    "broken index": (write("resources.json", b'{"en": {'), "resources.json: not an index"),
    "binary index": (write("resources.json", b"\xff\xfe\x00\x80"), "resources.json: not an index"),
    "index that is a list": (index([1, 2]), "resources.json: not an index"),
    "index of another language": (index({"sv": {"packages": {}}}), "resources.json: not an index"),
    "index without packages": (index({"en": {}}), "resources.json: not an index"),
    "no entity tagger": (without("ner"), "package: no models for ner"),
    "no tagger, no parser": (without("depparse", "pos"), "package: no models for depparse, pos"),
    "tokenizer cut in half": (cut(TOKENIZER), "bootstrap.pt: damaged"),
    "tokenizer empty": (write(TOKENIZER, b""), "bootstrap.pt: damaged"),
    "tokenizer is text": (write(TOKENIZER, b"hello"), "bootstrap.pt: damaged"),
    "entity tagger is noise": (write("en/ner/bootstrap.pt", bytes(range(256))), "ner/bootstrap.pt: damaged"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_an_unusable_folder_is_told_in_one_line(name: str, package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    damage, reason = DAMAGES[name]
    damage(package)
    with pytest.raises(ModelsError) as caught:
        load_pipeline(package)
    message = str(caught.value)
    assert reason in message
    assert message.startswith(str(package))
    assert "--models" in message  # what to do
    assert "\n" not in message
    assert len(message) < 600
    assert capfd.readouterr().err == ""  # the message is all that is told


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "models.zip"
    path.write_bytes(b"PK")
    with pytest.raises(ModelsError, match="no such folder"):
        load_pipeline(path)


def test_an_untouched_copy_loads(package: Path) -> None:
    assert set(load_pipeline(package).processors) == set(PROCESSORS)


def test_order_of_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models_module, "downloaded_models", lambda: None)
    assert find_models() == embedded_models()
    monkeypatch.setattr(models_module, "downloaded_models", lambda: tmp_path / "downloaded")
    assert find_models() == tmp_path / "downloaded"
    assert find_models(str(tmp_path / "given")) == tmp_path / "given"


@pytest.mark.parametrize(
    ("damage", "complete"),
    [
        (lambda folder: None, True),
        (without("lemma"), False),
        (lambda folder: (folder / "resources.json").unlink(), False),
        (shutil.rmtree, False),
    ],
)
def test_only_a_complete_download_counts(
    damage: Damage, complete: bool, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stanza.resources.common

    damage(package)
    monkeypatch.setattr(stanza.resources.common, "DEFAULT_MODEL_DIR", str(package))
    assert downloaded_models() == (package if complete else None)
