"""Packages that follow other conventions tell the same in the end: relations, tags, boundaries of words."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.parse.conventions import conventions
from quotes.parse.stanza_engine import analysis_of

RELATIONS = [
    # (what a package calls it, what it is called here)
    ("obl:tmod", "obl:unmarked"),
    ("obl:npmod", "obl:unmarked"),
    ("nmod:tmod", "nmod:unmarked"),
    ("nmod:npmod", "nmod:unmarked"),
    ("flat:name", "flat"),
    ("dobj", "obj"),
    ("nsubjpass", "nsubj:pass"),
    ("auxpass", "aux:pass"),
    ("relcl", "acl:relcl"),
    ("nsubj:pass", "nsubj:pass"),
    ("obl:unmarked", "obl:unmarked"),
    ("acl:relcl", "acl:relcl"),
    ("parataxis", "parataxis"),
    ("<UNK>", "dep"),
    ("", "dep"),
    (None, "dep"),
]


@pytest.mark.parametrize(("told", "here"), RELATIONS)
def test_relations(told: str | None, here: str) -> None:
    assert conventions().relation(told) == here


def test_no_relation_is_renamed_twice() -> None:
    relations = conventions().relations
    assert not set(relations) & set(relations.values())


@pytest.mark.parametrize(
    ("told", "here"), [("CONJ", "CCONJ"), ("VERB", "VERB"), (".", "PUNCT"), ("<PAD>", "X"), (None, "X"), ("FOO", "X")]
)
def test_parts_of_speech(told: str | None, here: str) -> None:
    assert conventions().pos(told) == here


FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"

TAGS = [
    # (form, part of speech, features, tag)
    ("said", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", "VBD"),
    ("says", "VERB", FINITE, "VBZ"),
    ("say", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin", "VBP"),
    ("say", "VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin", "VBP"),
    ("say", "VERB", "VerbForm=Inf", "VB"),
    ("Say", "VERB", "Mood=Imp|VerbForm=Fin", "VB"),
    ("saying", "VERB", "Tense=Pres|VerbForm=Part", "VBG"),
    ("saying", "VERB", "VerbForm=Ger", "VBG"),
    ("said", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", "VBN"),
    ("is", "AUX", FINITE, "VBZ"),
    ("was", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "VBD"),
    ("will", "AUX", "VerbForm=Fin", "MD"),
    ("ferries", "NOUN", "Number=Plur", "NNS"),
    ("ferry", "NOUN", "Number=Sing", "NN"),
    ("Varnhem", "PROPN", "Number=Sing", "NNP"),
    ("her", "PRON", "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs", "PRP$"),
    ("she", "PRON", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs", "PRP"),
    ("who", "PRON", "PronType=Rel", "WP"),
    ("What", "PRON", "PronType=Int", "WP"),
    ("which", "PRON", "PronType=Rel", "WDT"),
    ("whose", "PRON", "Poss=Yes|PronType=Rel", "WP$"),
    ("the", "DET", "Definite=Def|PronType=Art", "DT"),
    ("older", "ADJ", "Degree=Cmp", "JJR"),
    ("Why", "ADV", "PronType=Int", "WRB"),
    ("when", "SCONJ", "", "WRB"),
    ("that", "SCONJ", "", "IN"),
    ("'s", "PART", "", "POS"),
    ("’", "PART", "", "POS"),
    ("to", "PART", "", "TO"),
    ("n't", "PART", "Polarity=Neg", "RB"),
    ("of", "ADP", "", "IN"),
    ("and", "CCONJ", "", "CC"),
    ("“", "PUNCT", "", "``"),
    (",", "PUNCT", "", ","),
    ("?", "PUNCT", "", "."),
    ("—", "PUNCT", "", ":"),
    ("12", "NUM", "NumType=Card", "CD"),
]


@pytest.mark.parametrize(("form", "pos", "features", "tag"), TAGS)
@pytest.mark.parametrize("none", [None, "_", "<UNK>"])
def test_tags_where_the_models_tell_none(form: str, pos: str, features: str, tag: str, none: str | None) -> None:
    assert conventions().tag(none, pos, features or None, form) == tag


def test_a_tag_that_is_told_stays() -> None:
    assert conventions().tag("UH", "VERB", FINITE, "says") == "UH"


def test_features_without_a_value_are_dropped() -> None:
    assert conventions().features("Case=Nom|Number=<UNK>") == "Case=Nom"
    assert conventions().features(None) == ""


# "Ruiz's aunt": the possessive is a token of its own in older packages, in newer ones a word of a longer token.
APART = [
    {"id": (1,), "text": "Ruiz", "start_char": 0, "end_char": 4},
    {"id": (2,), "text": "'s", "start_char": 4, "end_char": 6},
    {"id": (3,), "text": "aunt", "start_char": 7, "end_char": 11},
]
TOGETHER = [
    {"id": (1, 2), "text": "Ruiz's", "start_char": 0, "end_char": 6},
    {"id": (1,), "text": "Ruiz"},
    {"id": (2,), "text": "'s"},
    {"id": (3,), "text": "aunt", "start_char": 7, "end_char": 11},
]
TOLD = {
    1: {"upos": "PROPN", "xpos": "NNP", "lemma": "Ruiz", "head": 3, "deprel": "nmod:poss"},
    2: {"upos": "PART", "xpos": "POS", "lemma": "'s", "head": 1, "deprel": "case"},
    3: {"upos": "NOUN", "xpos": "NN", "lemma": "aunt", "head": 0, "deprel": "root"},
}


def test_the_possessive_apart_or_not() -> None:
    from stanza.models.common.doc import Document

    analyses = []
    for tokens in (APART, TOGETHER):
        words: list[dict[str, Any]] = []
        for token in tokens:
            place = token["id"]
            assert isinstance(place, tuple)
            words.append(token | (TOLD[place[0]] if len(place) == 1 else {}) | {"ner": "O"})
        analyses.append(analysis_of(Document([words], "Ruiz's aunt").sentences[0], {}))
    assert analyses[0] == analyses[1]
    assert analyses[0].starts == [0, 4, 7]
    assert analyses[0].tags == ["NNP", "POS", "NN"]
