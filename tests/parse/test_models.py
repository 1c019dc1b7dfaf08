"""Which models are loaded, and what a folder that holds none says: one line with the folder and what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from plain_articles import plain_article
from quotes.parse import ModelsError, Parser, embedded_models
from quotes.parse import models as models_module
from quotes.parse.joint.engine import JointEngine
from quotes.parse.models import REQUIRED, downloaded_models, find_models, load_engine
from tiny_joint import VOCABULARY, write_tiny_package

Damage = Callable[[Path], object]


@pytest.fixture
def joint(tmp_path: Path) -> Path:
    """A package of the project's own kind that a test may damage."""
    return write_tiny_package(tmp_path / "package")


@pytest.fixture
def stanza(tmp_path: Path) -> Path:
    """What a Stanza package looks like from outside: every file can be read, but there is no model in any."""
    folder = tmp_path / "package"
    for name in REQUIRED:
        (folder / "en" / name).mkdir(parents=True)
        torch.save({}, folder / "en" / name / "tiny.pt")
    packages = {"tiny": dict.fromkeys(REQUIRED, "tiny")}
    entries = {name: {"tiny": {"md5": ""}} for name in REQUIRED}
    index = {"en": {"lang_name": "English", **entries, "packages": packages}}
    (folder / "resources.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def write(name: str, content: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(content)


def cut(name: str) -> Damage:
    def damage(folder: Path) -> None:
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[: len(whole) // 2])

    return damage


def remove(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def without(*names: str) -> Damage:
    def damage(folder: Path) -> None:
        for name in names:
            shutil.rmtree(folder / "en" / name)

    return damage


def index(entry: Any) -> Damage:
    return write("resources.json", json.dumps(entry).encode())


def classes(**changes: Any) -> Damage:
    """Classes that are well-formed, but not those of the network."""

    def damage(folder: Path) -> None:
        path = folder / "en/joint/classes.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))

    return damage


FOLDER: dict[str, tuple[Damage, str]] = {
    "no folder": (shutil.rmtree, "package: no such folder"),
    "no index": (remove("resources.json"), "package: no resources.json"),
    "empty index": (write("resources.json", b""), "resources.json: not an index"),
    "broken index": (write("resources.json", b'{"en": {'), "resources.json: not an index"),
    "binary index": (write("resources.json", b"\xff\xfe\x00\x80"), "resources.json: not an index"),
    "index that is a list": (index([1, 2]), "resources.json: not an index"),
    "index of another language": (index({"sv": {"packages": {}}}), "resources.json: not an index"),
    "index without packages": (index({"en": {"joint": {}}}), "resources.json: not an index"),
}

WEIGHTS, CLASSES, PIECES = "en/joint/quotes.pt", "en/joint/classes.json", "en/joint/pieces.json"

JOINT: dict[str, tuple[Damage, str]] = FOLDER | {
    "no network": (without("joint"), "joint: damaged"),
    "no weights": (remove(WEIGHTS), "joint: damaged"),
    "weights cut in half": (cut(WEIGHTS), "joint: damaged"),
    "weights empty": (write(WEIGHTS, b""), "joint: damaged"),
    "weights are text": (write(WEIGHTS, b"hello"), "joint: damaged"),
    "weights are noise": (write(WEIGHTS, bytes(range(256))), "joint: damaged"),
    "weights of something else": (lambda folder: torch.save({}, folder / WEIGHTS), "joint: damaged"),
    "no classes": (remove(CLASSES), "joint: damaged"),
    "classes cut in half": (cut(CLASSES), "joint: damaged"),
    "classes empty": (write(CLASSES, b""), "joint: damaged"),
    "classes are noise": (write(CLASSES, b"\xff\xfe\x00\x80"), "joint: damaged"),
    "classes are a list": (write(CLASSES, b"[1, 2]"), "joint: damaged"),
    "classes without tags": (write(CLASSES, b'{"splits": {}}'), "joint: damaged"),
    "classes of another network": (classes(xpos=VOCABULARY.xpos[:-1]), "joint: damaged"),
    "no word pieces": (remove(PIECES), "joint: damaged"),
    "word pieces cut in half": (cut(PIECES), "joint: damaged"),
    "word pieces are no tokenizer": (write(PIECES, b"{}"), "joint: damaged"),
}

STANZA: dict[str, tuple[Damage, str]] = FOLDER | {
    "no entity tagger": (without("ner"), "package: no models for ner"),
    "no tagger, no parser": (without("depparse", "pos"), "package: no models for depparse, pos"),
    "tokenizer cut in half": (cut("en/tokenize/tiny.pt"), "tokenize/tiny.pt: damaged"),
    "tokenizer empty": (write("en/tokenize/tiny.pt", b""), "tokenize/tiny.pt: damaged"),
    "tokenizer is text": (write("en/tokenize/tiny.pt", b"hello"), "tokenize/tiny.pt: damaged"),
    "entity tagger is noise": (write("en/ner/tiny.pt", bytes(range(256))), "ner/tiny.pt: damaged"),
    "files that hold no models": (lambda folder: None, "package: the models can't be loaded"),
}


@pytest.mark.parametrize("name", JOINT)
def test_an_unusable_folder_is_told_in_one_line(name: str, joint: Path, capfd: pytest.CaptureFixture[str]) -> None:
    check(joint, *JOINT[name], capfd)


@pytest.mark.parametrize("name", STANZA)
def test_an_unusable_stanza_package_is_told_in_one_line(
    name: str, stanza: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    check(stanza, *STANZA[name], capfd)


def check(folder: Path, damage: Damage, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    damage(folder)
    with pytest.raises(ModelsError) as caught:
        load_engine(folder)
    message = str(caught.value)
    assert reason in message
    assert message.startswith(str(folder))
    assert "--models" in message  # what to do
    assert "\n" not in message
    assert len(message) < 600
    assert capfd.readouterr().err == ""  # the message is all that is told


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "models.zip"
    path.write_bytes(b"PK")
    with pytest.raises(ModelsError, match="no such folder"):
        load_engine(path)


@pytest.mark.parametrize("arithmetic", ["auto", "float32", "bfloat16", "int8"])
def test_an_untouched_package_loads_in_every_arithmetic(arithmetic: str, joint: Path) -> None:
    assert isinstance(load_engine(joint, arithmetic), JointEngine)
    text = "The ferry sank. Mayor Ana Ruiz said nobody drowned."
    [document] = Parser(joint, arithmetic=arithmetic).parse([plain_article(text)])
    assert document.doc.text == text
    assert len(document.sentences) >= 1


def test_an_arithmetic_that_is_none_is_not_blamed_on_the_files(joint: Path) -> None:
    with pytest.raises(ValueError, match="float99"):
        load_engine(joint, "float99")


def test_which_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models_module, "downloaded_models", lambda: tmp_path / "downloaded")
    assert find_models() == find_models("embedded") == embedded_models()
    assert find_models("downloaded") == tmp_path / "downloaded"
    assert find_models(str(tmp_path / "given")) == tmp_path / "given"


def test_nothing_downloaded_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models_module, "downloaded_models", lambda: None)
    with pytest.raises(ModelsError, match="quotes models download"):
        find_models("downloaded")


@pytest.mark.parametrize(
    ("damage", "complete"),
    [
        (lambda folder: None, True),
        (without("lemma"), False),
        (remove("resources.json"), False),
        (shutil.rmtree, False),
    ],
)
def test_only_a_complete_download_counts(
    damage: Damage, complete: bool, stanza: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stanza.resources.common as common

    damage(stanza)
    monkeypatch.setattr(common, "DEFAULT_MODEL_DIR", str(stanza))
    assert downloaded_models() == (stanza if complete else None)
