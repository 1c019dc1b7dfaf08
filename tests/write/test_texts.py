from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from quotes.read import Article
from quotes.write import OutputError, TextKeeper

TEXT = "\ufeff“Wait,” said Bo.\r\nThen 🙂."


def test_one_file_of_lines(tmp_path: Path) -> None:
    with TextKeeper(str(tmp_path / "texts.jsonl")) as keeper:
        keeper.keep(Article(id="a", text=TEXT, blocks=(), path="a.txt"))
    (line,) = (tmp_path / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert json.loads(line) == {"id": "a", "path": "a.txt", "text_sha256": digest, "text": TEXT}


@pytest.mark.parametrize("place", ["texts/", "there"])
def test_a_folder_of_files(place: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with TextKeeper(f"{tmp_path}/{place}") as keeper:
        keeper.keep(Article(id="a/../b", text=TEXT, blocks=()))
    (file,) = (tmp_path / place).iterdir()
    assert file.name == hashlib.sha256(TEXT.encode()).hexdigest() + ".txt"
    assert file.read_bytes().decode() == TEXT


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="can't be made"):
        TextKeeper(f"{tmp_path}/file/texts/")
