"""Tokens with tags into sentences: what text they must have been cut from, and tags that go together."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from quotes.training.entities import TaggedSentence, read_entities, read_texts


def read(folder: Path, content: str) -> list[TaggedSentence]:
    path = folder / "tiny.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(content)
    return list(read_entities(path))


def test_documents_sentences_and_tags(tmp_path: Path) -> None:
    first, second, third = read(
        tmp_path,
        "-DOCSTART- one\tO\n\nAna\tB-Person\nRuiz\tI-Person\nleft\tO\n.\tO\n\nIn\tO\nVell\tB-Location\n\n\n"
        "-DOCSTART- two\tO\n\nRain\tO\n",
    )
    assert (first.document, first.text, first.tags) == ("one", "Ana Ruiz left.", ["B-Person", "I-Person", "O", "O"])
    assert (second.document, second.text, second.tags) == ("one", "In Vell", ["O", "B-Location"])
    assert (third.document, third.text, third.tags) == ("two", "Rain", ["O"])


def test_texts(tmp_path: Path) -> None:
    read(
        tmp_path,
        "-DOCSTART- one\tO\n\nhttp://vell.example/1\tO\nRain\tO\n.\tO\n\nAna\tO\nleft\tO\n.\tO\n\n"
        "-DOCSTART- two\tO\n\nSnow\tO\n",
    )
    assert dict(read_texts(tmp_path / "tiny.tsv.gz")) == {"one": "Rain.\n\nAna left.", "two": "Snow"}


@pytest.mark.parametrize(
    ("tags", "fixed"),
    [
        ("I-Person I-Person O", "B-Person I-Person O"),
        ("B-Person I-Date O", "B-Person B-Date O"),
        ("O I-Date I-Date", "O B-Date I-Date"),
        ("B-Person B-Person I-Person", "B-Person B-Person I-Person"),
        ("- _ B-Date", "O O B-Date"),
    ],
)
def test_tags_are_made_well_formed(tags: str, fixed: str, tmp_path: Path) -> None:
    [found] = read(tmp_path, "".join(f"word\t{tag}\n" for tag in tags.split()))
    assert found.tags == fixed.split()


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("She left , and he stayed .", "She left, and he stayed."),
        ('" We go , " Roe said . " Now . "', '"We go," Roe said. "Now."'),
        ("“ We go , ” Roe said .", "“We go,” Roe said."),
        ("Vell 's boat did n't sink", "Vell's boat didn't sink"),
        ("Vell ’s boat did n’t sink", "Vell’s boat didn’t sink"),
        ("They ' re here ; I ' ll go", "They're here; I'll go"),
        ("the pilots ' union", "the pilots' union"),
        ("It cost $ 5 ( or £ 4 ) : 3 % less", "It cost $5 (or £4): 3% less"),
        ("a well - known firm", "a well-known firm"),
        ("10 - 12 boats", "10-12 boats"),
        ("Vell - once a pilot", "Vell - once a pilot"),
        ("and / or", "and/or"),
    ],
)
def test_tokens_into_text(tokens: str, text: str, tmp_path: Path) -> None:
    [found] = read(tmp_path, "".join(f"{token}\tO\n" for token in tokens.split()))
    assert found.text == text
    assert [found.text[start:end] for start, end in found.spans] == tokens.split()


def test_an_empty_file(tmp_path: Path) -> None:
    assert read(tmp_path, "") == read(tmp_path, "\n\n-DOCSTART- one\tO\n\n") == []
