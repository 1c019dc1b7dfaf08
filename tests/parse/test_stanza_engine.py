"""What a Stanza pipeline is given to tag: sentences mended, words short, multi-word tokens as they were cut."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.parse.segment import Segmenter
from quotes.parse.stanza_engine import LONGEST_WORD, mend_document


def mended(text: str, *sentences: list[str | tuple[str, ...]]) -> Any:
    """The sentences that a tokenizer has found in a text, mended; a tuple is a token with the words it expands to."""
    from stanza.models.common.doc import Document

    at, found = 0, []
    for sentence in sentences:
        entries: list[dict[str, Any]] = []
        number = 1
        for given in sentence:
            token, *words = [given] if isinstance(given, str) else given
            at = text.index(token, at)
            where = {"text": token, "start_char": at, "end_char": at + len(token)}
            at += len(token)
            last = number + max(1, len(words)) - 1
            entries.append({"id": (number, last) if words else (number,), **where})
            entries += [{"id": (number + i,), "text": word} for i, word in enumerate(words)]
            number = last + 1
        found.append(entries)
    document = mend_document(Document(found, text), Segmenter.load())
    assert document.text == text
    for sentence in document.sentences:
        assert [word.id for word in sentence.words] == list(range(1, len(sentence.words) + 1))
    return document


def words(document: Any) -> list[list[str]]:
    return [[word.text for word in sentence.words] for sentence in document.sentences]


def test_sentences_are_joined_and_numbered_anew() -> None:
    document = mended("They saw Gen. Roe. He left.", ["They", "saw", "Gen."], ["Roe", "."], ["He", "left", "."])
    assert words(document) == [["They", "saw", "Gen.", "Roe", "."], ["He", "left", "."]]
    assert [token.start_char for token in document.sentences[1].tokens] == [19, 22, 26]


def test_expanded_words_stay_with_their_token() -> None:
    document = mended("Dr. Roe didn't go.", ["Dr."], ["Roe", ("didn't", "did", "n't"), "go", "."])
    assert words(document) == [["Dr.", "Roe", "did", "n't", "go", "."]]
    assert [token.text for token in document.sentences[0].tokens] == ["Dr.", "Roe", "didn't", "go", "."]


@pytest.mark.parametrize("token", ["a" * 5000, ("x" * 300 + "n't", "x" * 300, "n't")])
def test_the_models_are_given_short_words_only(token: str | tuple[str, ...]) -> None:
    """They are slow on long ones, the lemmatizer most of all; the offsets still tell where all of it stands."""
    long = token if isinstance(token, str) else token[0]
    document = mended(f"See {long} now.", ["See", token, "now", "."])
    [sentence] = document.sentences
    assert [word.text for word in sentence.words] == ["See", long[:LONGEST_WORD], "now", "."]
    assert [(token.start_char, token.end_char) for token in sentence.tokens][1] == (4, 4 + len(long))


def test_no_text_no_sentences() -> None:
    assert words(mended("")) == []
    assert words(mended(" \n")) == []
