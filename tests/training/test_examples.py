"""Paragraphs into windows: the right classes on the right pieces, and nothing learned from what can't be placed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.parse.joint.vocabulary import INSIDE, SENTENCE, TOKEN, WORD, Pieces, Vocabulary
from quotes.training.entities import TaggedSentence
from quotes.training.examples import LONGEST_WINDOW, UNKNOWN, Example, Maker, learn_vocabulary, normalized
from quotes.training.treebank import Paragraph, Sentence, Word, read_treebank
from tiny_joint import write_pieces
from tiny_treebank import write_treebank

KINDS = {SENTENCE: "S", TOKEN: "T", WORD: "W", INSIDE: "I"}
TAGS = ["O", "B-Person", "I-Person", "B-Date"]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    return Pieces(write_pieces(tmp_path_factory.mktemp("pieces") / "pieces.json"))


@pytest.fixture(scope="module")
def paragraphs(tmp_path_factory: pytest.TempPathFactory) -> list[Paragraph]:
    return list(read_treebank(write_treebank(tmp_path_factory.mktemp("treebank") / "tiny.conllu.gz")))


@pytest.fixture(scope="module")
def vocabulary(paragraphs: list[Paragraph]) -> Vocabulary:
    return learn_vocabulary(paragraphs, TAGS)


@pytest.fixture(scope="module")
def maker(vocabulary: Vocabulary, pieces: Pieces) -> Maker:
    return Maker(vocabulary, pieces, None)


def check(example: Example, pieces: Pieces) -> None:
    """What holds of every window."""
    assert len(example.pieces) == len(example.shapes)
    assert (example.pieces[0], example.pieces[-1]) == (pieces.first, pieces.last)
    assert example.shapes[0] == example.shapes[-1] == 0
    assert 0 not in example.shapes[1:-1]
    assert len(example.atoms) == len(example.boundaries)
    inner = range(1, len(example.pieces) - 1)
    assert all(at in inner for at in (*example.atoms, *example.words))
    assert example.words == sorted(set(example.words))
    assert len(example.tags) == len(example.heads) == len(example.deprels) == sum(example.sentences)
    if example.sentences:
        assert len(example.words) == len(example.tags)
        kinds = dict(zip(example.atoms, example.boundaries, strict=True))
        assert [kinds[at] for at in example.words].count(INSIDE) == 0
        low = 0
        for size in example.sentences:
            assert kinds[example.words[low]] == SENTENCE
            heads = example.heads[low : low + size]
            assert heads.count(0) == 1
            assert all(0 <= head <= size for head in heads)
            low += size


def boundaries(example: Example) -> str:
    return "".join(KINDS[kind] for kind in example.boundaries)


def test_classes(vocabulary: Vocabulary) -> None:
    assert vocabulary.upos == sorted(set(vocabulary.upos))
    assert {"ADV", "AUX", "PUNCT"} <= set(vocabulary.upos)
    assert {"_", "Number=Sing"} <= set(vocabulary.feats)
    assert "root" in vocabulary.deprel
    assert vocabulary.entity == [
        "O", "B-Date", "I-Date", "E-Date", "S-Date", "B-Person", "I-Person", "E-Person", "S-Person",
    ]  # fmt: skip
    assert vocabulary.splits == {"cannot": (3,)}
    assert vocabulary.lemmas == {"n't PART": "not"}  # "not" more than once, always, and not by itself


def test_where_words_and_sentences_begin(maker: Maker, paragraphs: list[Paragraph], pieces: Pieces) -> None:
    """Ana ca n't swim ( yet ) . E - mail did n't . / Can not stay . I can not . / It 's 5 pm"""
    found = [maker.treebank(paragraph) for paragraph in paragraphs]
    assert [[boundaries(example) for example in examples] for examples in found] == [
        ["STWTTTTT" + "SIITWT"],
        ["SWTT" + "STWT"],
        ["SWTW"],
    ]
    for examples in found:
        for example in examples:
            check(example, pieces)


def test_heads_tags_and_sentences(maker: Maker, paragraphs: list[Paragraph], vocabulary: Vocabulary) -> None:
    [example] = maker.treebank(paragraphs[1])
    assert example.sentences == [4, 4]
    assert example.heads == [3, 3, 0, 3, 2, 0, 2, 2]
    assert [vocabulary.deprel[i] for i in example.deprels[:4]] == ["aux", "advmod", "root", "punct"]
    assert [vocabulary.upos[tags[0]] for tags in example.tags[4:]] == ["PRON", "AUX", "PART", "PUNCT"]
    assert [vocabulary.xpos[tags[1]] for tags in example.tags[4:]] == ["PRP", "MD", "RB", "."]
    assert [vocabulary.feats[tags[2]] for tags in example.tags[:2]] == ["VerbForm=Fin", "_"]


def test_classes_that_were_not_learned_do_not_count(maker: Maker) -> None:
    word = Word("go", "xyzzy", "NEW", "NEW", "New=Yes", 0, "new", 0, 2, 1)
    [example] = maker.treebank(Paragraph("go", [Sentence([word])], ""))
    assert example.tags == [(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)]
    assert example.deprels == [UNKNOWN]


def test_a_sentence_with_a_word_that_begins_inside_an_atom_is_left_out(maker: Maker, pieces: Pieces) -> None:
    """Where it ends and what its atoms are can still be learned; what its words are can't."""
    words = [
        Word("go", "go", "VERB", "VB", "_", 0, "root", 0, 2, 1),
        Word("od", "od", "VERB", "VB", "_", 1, "dep", 2, 4, 1),
    ]
    good = [Word("I", "I", "PRON", "PRP", "_", 0, "root", 5, 6, 1)]
    [example] = maker.treebank(Paragraph("good I", [Sentence(words), Sentence(good)], ""))
    assert example.sentences == [1]
    assert len(example.words) == 1
    assert len(example.atoms) == 2
    check(example, pieces)


def test_a_long_paragraph_becomes_several_windows(maker: Maker, pieces: Pieces) -> None:
    count = 400
    text = " ".join(["ferry"] * count)
    words = [Word("ferry", "ferry", "NOUN", "NN", "_", 0, "root", 6 * i, 6 * i + 5, 1) for i in range(count)]
    examples = maker.treebank(Paragraph(text, [Sentence([word]) for word in words], ""))
    assert len(examples) > 1
    assert sum(len(example.words) for example in examples) == count
    for example in examples:
        assert len(example.pieces) <= LONGEST_WINDOW + 10
        check(example, pieces)


@pytest.mark.parametrize(
    ("tags", "bioes"),
    [
        ("O O O", "O O O"),
        ("B-Person O B-Date", "S-Person O S-Date"),
        ("B-Person I-Person I-Person", "B-Person I-Person E-Person"),
        ("B-Person I-Person B-Person", "B-Person E-Person S-Person"),
        ("B-Date B-Person I-Person", "S-Date B-Person E-Person"),
    ],
)
def test_entities(tags: str, bioes: str, maker: Maker, vocabulary: Vocabulary, pieces: Pieces) -> None:
    """One class a word, whatever atoms it is cut into, and nothing else."""
    sentence = TaggedSentence("Ana didn't e-mail", [(0, 3), (4, 10), (11, 17)], tags.split(), "")
    [example] = maker.entities(sentence)
    assert [vocabulary.entity[i] for i in example.entities] == bioes.split()
    assert len(example.words) == 3
    assert example.tags == example.heads == example.sentences == example.atoms == []
    check(example, pieces)


def test_changes_at_random_are_the_same_for_the_same_seed(
    vocabulary: Vocabulary, pieces: Pieces, paragraphs: list[Paragraph]
) -> None:
    def made(seed: int | None) -> list[Example]:
        maker = Maker(vocabulary, pieces, seed)
        return [example for _ in range(30) for paragraph in paragraphs for example in maker.treebank(paragraph)]

    assert made(1) == made(1)
    assert made(1) != made(2)
    assert made(None) != made(1)
    for example in made(1):
        check(example, pieces)


def test_text_is_shown_as_the_parse_stage_shows_it() -> None:
    text = "“It’s\u00a0a ‘long‑term’ plan,” he said…"
    assert normalized(text) == "“It's a 'long-term' plan,” he said…"
    assert len(normalized(text)) == len(text)


def test_what_is_learned_from_lies_as_at_work(maker: Maker, paragraphs: list[Paragraph], tmp_path: Path) -> None:
    """A block of text becomes the same pieces and shapes in the engine as in training."""
    from tiny_joint import tiny_engine

    engine = tiny_engine(tmp_path)
    for paragraph in paragraphs:
        [example] = maker.treebank(paragraph)
        [window] = engine.windows(0, paragraph.text)
        assert (window.pieces, window.shapes) == (example.pieces, example.shapes)
