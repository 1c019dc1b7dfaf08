"""Edits that make lemmas: learned of one word, they serve others like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parse.joint.lemmas import KEEP, Lemmatizer, apply, edit
from tiny_joint import VOCABULARY


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("ferry", "ferry", KEEP),
        ("The", "the", KEEP),
        ("Ruiz", "Ruiz", "same|0|"),
        ("NATO", "NATO", "same|0|"),
        ("ferries", "ferry", "lower|3|y"),
        ("Sinking", "sink", "lower|3|"),
        ("Swedes", "Swede", "same|1|"),
        ("sank", "sink", "lower|3|ink"),
        ("was", "be", "whole|0|be"),
        ("'s", "be", "whole|0|be"),
        ("a|b", "a|c", "lower|1|c"),
    ],
)
def test_edits(form: str, lemma: str, script: str) -> None:
    assert edit(form, lemma) == script
    assert apply(script, form) == lemma


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1, max_size=8)


@given(WORD, WORD)
def test_an_edit_makes_the_lemma_that_it_was_learned_from(form: str, lemma: str) -> None:
    assert apply(edit(form, lemma), form) == lemma


@given(WORD, st.integers(0, 4), st.sampled_from(["", "y", "|"]), st.sampled_from(["lower", "same"]))
def test_an_edit_leaves_something_of_a_word_too_short_for_it(form: str, size: int, ending: str, case: str) -> None:
    assert apply(f"{case}|{size}|{ending}", form)


def test_known_words_come_before_edits() -> None:
    keep, cut_one = VOCABULARY.lemma.index(KEEP), VOCABULARY.lemma.index("lower|1|")
    lemmatizer = Lemmatizer(VOCABULARY)
    words = [("sank", "VERB", cut_one), ("sank", "NOUN", cut_one), ("Ferry", "NOUN", keep), ("cats", "NOUN", cut_one)]
    forms, pos, scripts = map(list, zip(*words, strict=True))
    expected = ["sink", "san", "ferry", "cat"]
    assert lemmatizer.of(forms, pos, scripts) == expected
    assert lemmatizer.of(forms, pos, scripts) == expected  # the second time from memory
    assert lemmatizer.of([], [], []) == []


def test_without_a_dictionary_the_edit_decides() -> None:
    plain = Lemmatizer(replace(VOCABULARY, lemmas={}))
    assert plain.of(["sank"], ["VERB"], [VOCABULARY.lemma.index("lower|1|")]) == ["san"]
