"""CoNLL-U into paragraphs: the text that stood there, and where each word stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.training.treebank import Paragraph, genre, read_treebank
from tiny_treebank import write_treebank


@pytest.fixture
def paragraphs(tmp_path: Path) -> list[Paragraph]:
    return list(read_treebank(write_treebank(tmp_path / "tiny.conllu.gz")))


def test_text_of_each_paragraph(paragraphs: list[Paragraph]) -> None:
    assert [(paragraph.document, paragraph.text) for paragraph in paragraphs] == [
        ("GUM_news_ferry", "Ana can't swim (yet). E-mail didn't."),
        ("GUM_news_ferry", "Cannot stay. I cannot."),
        ("GUM_fiction_rain", "It's 5pm"),
    ]


def test_words_as_they_stand(paragraphs: list[Paragraph]) -> None:
    """A multi-word token is cut as it is written; a node without a surface is left out."""
    found = [[p.text[word.start : word.end] for word in sentence.words] for p in paragraphs for sentence in p.sentences]
    assert found == [
        ["Ana", "ca", "n't", "swim", "(", "yet", ")", "."],
        ["E-mail", "did", "n't", "."],
        ["Can", "not", "stay", "."],
        ["I", "can", "not", "."],
        ["It", "'s", "5", "pm"],
    ]


def test_columns(paragraphs: list[Paragraph]) -> None:
    word = paragraphs[0].sentences[0].words[1]
    assert (word.form, word.lemma, word.upos, word.xpos, word.feats) == ("ca", "can", "AUX", "MD", "VerbForm=Fin")
    assert [(word.head, word.deprel) for word in paragraphs[1].sentences[1].words] == [
        (2, "nsubj"),
        (0, "root"),
        (2, "advmod"),
        (2, "punct"),
    ]


def test_words_of_one_token_share_its_number(paragraphs: list[Paragraph]) -> None:
    assert [word.token for word in paragraphs[0].sentences[0].words] == [1, 2, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("genres", "texts"),
    [
        (None, 3),
        ({"news"}, 2),
        ({"fiction"}, 1),
        ({"news", "fiction"}, 3),
        ({"court"}, 0),
    ],
)
def test_only_some_genres(genres: set[str] | None, texts: int, tmp_path: Path) -> None:
    path = write_treebank(tmp_path / "tiny.conllu.gz")
    found = list(read_treebank(path, None if genres is None else frozenset(genres)))
    assert len(found) == texts
    assert genres is None or {genre(paragraph.document) for paragraph in found} <= genres


def test_words_that_do_not_stand_there_still_share_the_token(tmp_path: Path) -> None:
    content = "1-2 won't _ _ _ _ _ _ SpaceAfter=No\n1 will will AUX MD _ 0 root _\n2 not not PART RB _ 1 advmod _"
    [paragraph] = read_treebank(write_treebank(tmp_path / "tiny.conllu.gz", content))
    assert paragraph.text == "won't"
    first, second = paragraph.sentences[0].words
    assert (first.start, second.end) == (0, 5)
    assert 0 < first.end == second.start < 5


def test_an_empty_file(tmp_path: Path) -> None:
    assert list(read_treebank(write_treebank(tmp_path / "tiny.conllu.gz", ""))) == []


@pytest.mark.parametrize(
    ("document", "name"), [("GUM_news_ferry", "news"), ("GUM_court_a_b", "court"), ("weblog-1", ""), ("", "")]
)
def test_genre(document: str, name: str) -> None:
    assert genre(document) == name
