"""A package with a joint network as a package of Stanza's: found by its index, run by a pipeline, a proper document."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from quotes.models.stanza_processors import analysed
from quotes.parse import entity_tags
from quotes.parse.analysis import Analysis
from quotes.parse.joint.package import PROCESSORS, write_index
from tiny_joint import VOCABULARY, write_tiny_package

TEXT = (
    "\"The ferry didn't sink,\" mayor Ana Ruiz's aunt said\non Monday. They cannot swim.\n"
    "  \n“It won’t sail,” Ruiz said.\n\n\nNobody asked."
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tiny_package(tmp_path_factory.mktemp("models") / "package")
    write_index(folder)
    return folder


def pipeline(folder: Path, **options: Any) -> Any:
    import stanza

    return stanza.Pipeline("en", dir=str(folder), download_method=None, logging_level="ERROR", **options)


@pytest.fixture(scope="module")
def document(package: Path) -> Any:
    return pipeline(package, package="quotes")(TEXT)


def test_the_index_bears_the_sums_of_the_files(package: Path) -> None:
    entry = json.loads((package / "resources.json").read_text())["en"]["joint"]["quotes"]
    for name, told in {"quotes.pt": entry["md5"], **entry["files"]}.items():
        assert told == hashlib.md5((package / "en/joint" / name).read_bytes()).hexdigest()
    assert set(entry["files"]) == {"classes.json", "pieces.json"}


@pytest.mark.parametrize(
    ("options", "processors"),
    [
        ({}, PROCESSORS),
        ({"package": "quotes"}, PROCESSORS),
        ({"package": "quotes", "processors": ",".join(PROCESSORS)}, PROCESSORS),
        ({"processors": "tokenize,pos,ner"}, ("tokenize", "mwt", "pos", "ner")),
        ({"package": None, "processors": dict.fromkeys(PROCESSORS, "quotes")}, PROCESSORS),
        ({"package": "quotes", "tokenize_arithmetic": "float32"}, PROCESSORS),
    ],
)
def test_a_pipeline_loads_it(package: Path, options: dict[str, Any], processors: tuple[str, ...]) -> None:
    loaded = pipeline(package, **options)
    assert tuple(loaded.processors) == processors
    assert "ner=NERProcessor" in str(loaded)
    assert len(loaded("Ruiz sank.").sentences) >= 1


def test_everything_stands_where_it_says(document: Any) -> None:
    assert document.text == TEXT
    covered = 0
    for sentence in document.sentences:
        for item in (*sentence.tokens, *sentence.words):
            assert TEXT[item.start_char : item.end_char] == item.text
            assert item.text.strip() == item.text != ""
        for before, after in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            assert before.end_char <= after.start_char
        covered += sum(len("".join(token.text.split())) for token in sentence.tokens)
    assert covered == len("".join(TEXT.split()))  # nothing is lost, nothing told twice


def test_no_sentence_goes_on_over_an_empty_line(document: Any) -> None:
    for sentence in document.sentences:
        inside = TEXT[sentence.tokens[0].start_char : sentence.tokens[-1].end_char]
        assert not any(not line.strip() for line in inside.split("\n"))


def test_every_sentence_is_a_tree_with_all_labels(document: Any) -> None:
    for sentence in document.sentences:
        assert [word.id for word in sentence.words] == list(range(1, len(sentence.words) + 1))
        assert [word.deprel for word in sentence.words if word.head == 0] == ["root"]
        for word in sentence.words:
            assert word.upos in VOCABULARY.upos
            assert word.xpos in VOCABULARY.xpos
            assert word.feats is None or word.feats in VOCABULARY.feats
            assert word.lemma
            at, steps = word.head, 0
            while at:
                at, steps = sentence.words[at - 1].head, steps + 1
                assert steps <= len(sentence.words)


def test_entities_bear_the_types_of_the_network(document: Any) -> None:
    tags = {token.ner for sentence in document.sentences for token in sentence.tokens}
    assert tags <= set(VOCABULARY.entity)
    assert tags > {"O"}
    for entity in document.ents:
        assert TEXT[entity.start_char : entity.end_char] == entity.text


def test_many_documents_are_as_good_as_each(package: Path) -> None:
    loaded = pipeline(package, package="quotes")
    texts = [TEXT, "", "Ana Ruiz sank.", TEXT]
    together = loaded.bulk_process(texts)
    for text, found in zip(texts, together, strict=True):
        alone = loaded(text)
        assert [s.to_dict() for s in found.sentences] == [s.to_dict() for s in alone.sentences]
        assert [str(entity) for entity in found.ents] == [str(entity) for entity in alone.ents]


@pytest.mark.parametrize("option", ["tokenize_pretokenized", "tokenize_no_ssplit"])
def test_what_cannot_be_done_is_told(package: Path, option: str) -> None:
    with pytest.raises(ValueError, match=option):
        pipeline(package, package="quotes", **{option: True})


def test_a_document_from_elsewhere_is_not_taken_for_parsed(package: Path) -> None:
    from stanza.models.common.doc import Document

    with pytest.raises(ValueError, match="cut into words themselves"):
        pipeline(package, package="quotes").process(Document([[{"id": 1, "text": "Ruiz"}]]), processors="pos")


class Cannot:
    """An engine that knows one sentence: "Ruiz's aunt can not swim."."""

    def analyse(self, blocks: list[str]) -> list[list[Analysis]]:
        starts, ends = [0, 4, 7, 12, 16, 20], [4, 6, 11, 15, 19, 24]
        tags = ["NNP", "POS", "NN", "MD", "", "VB"]
        pos, deps = (
            ["PROPN", "PART", "NOUN", "AUX", "PART", "VERB"],
            ["nmod:poss", "case", "nsubj", "aux", "advmod", "x"],
        )
        entities = ["B-Person", "O", "O", "O", "O", "O"]
        lemmas = ["Ruiz", "'s", "aunt", "can", "not", "swim"]
        joined = [False, True, False, False, True, False]
        heads = [2, 0, 5, 5, 5, 5]
        return [[Analysis(starts, ends, tags, pos, [""] * 6, lemmas, heads, deps, entities, joined)]]


def test_words_of_one_token() -> None:
    sentence = analysed("Ruiz's aunt can not swim", Cannot()).sentences[0]
    # "not" was said to go on with the token of "can", but a blank stands between them.
    assert [(token.text, token.ner) for token in sentence.tokens] == [
        ("Ruiz's", "S-Person"), ("aunt", "O"), ("can", "O"), ("not", "O"), ("swim", "O"),
    ]  # fmt: skip
    assert [word.text for word in sentence.tokens[0].words] == ["Ruiz", "'s"]
    assert [(word.head, word.deprel) for word in sentence.words][-2:] == [(6, "advmod"), (0, "root")]
    assert [word.xpos for word in sentence.words][4] is None


@pytest.mark.parametrize(
    ("bio", "bioes"),
    [
        ("", ""),
        ("O", "O"),
        ("B-A", "S-A"),
        ("B-A B-A", "S-A S-A"),
        ("B-A I-A O", "B-A E-A O"),
        ("B-A I-A I-A B-B", "B-A I-A E-A S-B"),
        ("I-A I-A", "B-A E-A"),
        ("B-A I-B", "S-A S-B"),
    ],
)
def test_bioes(bio: str, bioes: str) -> None:
    assert entity_tags.bioes(bio.split()) == bioes.split()
