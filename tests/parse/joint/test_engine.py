"""The engine on a network that knows nothing: whatever it decides, the form of what comes out holds."""

from __future__ import annotations

import itertools
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.parse.analysis import Analysis
from quotes.parse.joint import engine as engine_module
from quotes.parse.joint.atoms import cut
from quotes.parse.joint.engine import LONGEST_WINDOW, JointEngine
from tiny_joint import TYPES, VOCABULARY, tiny_engine

PLAIN = "The ferry sank on Monday. Mayor Ana Ruiz said nobody drowned: they cannot swim, didn't you know?"
LONG = " ".join(f"{PLAIN} It rained {i} days." for i in range(20))
BLOCKS = [
    PLAIN,
    "",
    "One",
    " \n\t ",
    "  “We’re going,” she said.  ",
    LONG,
    "a" * 3000,
    "-" * 600,
    "https://example.org/" + "path/to/" * 80,
    "𝐀𝐧𝐚 🎉 Rui\u0301z \u202bשלום\u202c",
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> JointEngine:
    return tiny_engine(tmp_path_factory.mktemp("joint"))


@pytest.fixture(scope="module")
def mending(tmp_path_factory: pytest.TempPathFactory) -> JointEngine:
    return tiny_engine(tmp_path_factory.mktemp("joint"), mended=True)


def check(text: str, sentences: list[Analysis]) -> None:
    """What holds of the sentences of every block."""
    starts = [start for found in sentences for start in found.starts]
    ends = [end for found in sentences for end in found.ends]
    taken = [i for start, end in zip(starts, ends, strict=True) for i in range(start, end)]
    assert taken == [i for i, char in enumerate(text) if not char.isspace()]  # in order, and in one word each
    for found in sentences:
        count = len(found.starts)
        assert count
        columns = (found.ends, found.tags, found.pos, found.morphs, found.lemmas, found.heads, found.deps)
        assert {len(column) for column in (*columns, found.entities)} == {count}
        assert all(found.lemmas)
        assert set(found.pos) <= set(VOCABULARY.upos)
        assert set(found.tags) <= set(VOCABULARY.xpos)
        assert set(found.morphs) <= {"", *VOCABULARY.feats} - {"_"}
        assert set(found.deps) <= set(VOCABULARY.deprel)
        assert is_tree(found.heads)
        for i in np.flatnonzero(found.joined):  # parts of one token stand side by side
            assert found.starts[i] == found.ends[i - 1]
            assert i > 0
        before = "O"
        for tag in found.entities:
            assert tag == "O" or tag[2:] in TYPES.values()
            assert tag[0] != "I" or before[2:] == tag[2:]
            before = tag


def is_tree(heads: list[int]) -> bool:
    """Whether one word is its own head, and every other leads to it."""
    [root] = [i for i, head in enumerate(heads) if head == i]
    for start in range(len(heads)):
        node = start
        for _ in heads:
            node = heads[node]
        if node != root:
            return False
    return True


def words(text: str, sentences: list[Analysis]) -> list[list[str]]:
    return [[text[start:end] for start, end in zip(s.starts, s.ends, strict=True)] for s in sentences]


def test_the_network_decides_something(engine: JointEngine) -> None:
    """Else the tests here would test little: every class of boundaries and many of tags must turn up."""
    [found] = engine.analyse([LONG])
    assert len({len(sentence.starts) for sentence in found}) > 2
    assert {"O", "B-PERSON", "B-ORGANIZATION"} <= {tag for sentence in found for tag in sentence.entities}
    assert len({label for sentence in found for label in sentence.deps}) > 3
    assert len({tag for sentence in found for tag in sentence.pos}) > 3
    assert len({head for sentence in found for head in sentence.heads}) > 3
    assert any(any(sentence.joined) for sentence in found)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_one_block(number: int, engine: JointEngine, mending: JointEngine) -> None:
    for each in (engine, mending):
        [found] = each.analyse([BLOCKS[number]])
        check(BLOCKS[number], found)


def test_nothing_to_analyse(engine: JointEngine) -> None:
    assert engine.analyse([]) == []
    assert engine.analyse([""]) == [[]]
    assert engine.analyse(["", " \n", "\u00a0"]) == [[], [], []]


def test_each_block_alone_and_among_others(engine: JointEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the batch that a block is in nor its place there changes what is found in it."""
    alone = [engine.analyse([block])[0] for block in BLOCKS]
    assert_alike(engine.analyse(BLOCKS), alone)
    assert_alike(engine.analyse(BLOCKS[::-1]), alone[::-1])
    monkeypatch.setattr(engine_module, "BATCH_PIECES", 100_000)  # all of them, whatever their lengths
    assert_alike(engine.analyse(BLOCKS), alone)


def assert_alike(first: list[list[Analysis]], second: list[list[Analysis]]) -> None:
    """The same decisions; vectors may differ in their last digits."""
    assert [[decided(found) for found in block] for block in first] == [
        [decided(found) for found in block] for block in second
    ]
    for one, other in zip(itertools.chain(*first), itertools.chain(*second), strict=True):
        assert one.vectors is not None
        assert other.vectors is not None
        assert one.vectors.shape == (len(one.starts), 2 * 32)
        np.testing.assert_allclose(one.vectors, other.vectors, atol=0.01)


def decided(found: Analysis) -> dict[str, object]:
    return {field.name: getattr(found, field.name) for field in fields(found) if field.name != "vectors"}


def test_a_block_longer_than_a_window(engine: JointEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    windows: list[int] = []
    analyse = engine._analyse

    def watched(batch: list[engine_module.Window], blocks: list[str]) -> list[list[Analysis]]:
        windows.extend(len(window.pieces) for window in batch)
        return analyse(batch, blocks)

    monkeypatch.setattr(engine, "_analyse", watched)
    [found] = engine.analyse([LONG])
    check(LONG, found)
    assert len(windows) > 4
    assert max(windows) <= LONGEST_WINDOW + 8  # the last atom may be of several pieces
    assert sum(windows) < 1.5 * len(engine._pieces._tokenizer.encode(LONG).ids)


def test_a_long_block_is_cut_between_sentences(engine: JointEngine) -> None:
    windows = engine.windows(0, LONG)
    assert len(windows) > 4
    assert all(window.atoms.texts[-1] in {".", "?"} for window in windows)
    assert [text for window in windows for text in window.atoms.texts] == cut(LONG, VOCABULARY.splits).texts


def test_a_long_sentence_is_cut_between_clauses(engine: JointEngine) -> None:
    windows = engine.windows(0, "and rain fell on the ferry, " * 100)
    assert len(windows) > 2
    assert all(window.atoms.texts[-1] == "," for window in windows)


@pytest.mark.parametrize("block", [BLOCKS[7], BLOCKS[8]])
def test_a_very_long_run_is_one_word(block: str, engine: JointEngine) -> None:
    text = f"The ferry {block} sank"
    [found] = engine.analyse([text])
    assert block in [word for sentence in words(text, found) for word in sentence]


def test_a_long_block_without_sentences_is_cut_between_words(engine: JointEngine) -> None:
    windows = engine.windows(0, "ferry's " * 400)
    assert len(windows) > 2
    assert all(window.atoms.spaced[0] and window.atoms.texts[0] == "ferry" for window in windows)


def test_pieces_and_atoms_of_a_window_fit_each_other(engine: JointEngine) -> None:
    for window in engine.windows(0, LONG):
        assert window.pieces[0] == engine._pieces.first
        assert window.pieces[-1] == engine._pieces.last
        assert len(window.pieces) == len(window.shapes)
        assert window.firsts[0] == 1
        bounds = [*window.firsts, len(window.pieces) - 1]
        for atom, low, high in zip(window.atoms.texts, bounds, bounds[1:], strict=False):
            assert tuple(window.pieces[low:high]) == engine._pieces.of(atom)[0]


def test_a_blank_always_ends_a_word(engine: JointEngine) -> None:
    [found] = engine.analyse([LONG])
    assert not any(char.isspace() for sentence in words(LONG, found) for word in sentence for char in word)


TEXTS = st.lists(
    st.text(max_size=8) | st.sampled_from(["The ferry", "sank.", "cannot", "didn't", "U.S.", "\n", "“", '"', "  "])
).map(" ".join)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, max_size=5))
def test_any_text(mending: JointEngine, texts: list[str]) -> None:
    for text, found in zip(texts, mending.analyse(texts), strict=True):
        check(text, found)


def test_a_package_read_again_decides_the_same(tmp_path: Path) -> None:
    """Through files, weights are in half precision, so only the arithmetic of the scores may differ."""
    import torch

    from quotes.parse.joint.package import Arithmetic, read_network, write_network

    first = tiny_engine(tmp_path)
    write_network(tmp_path / "package", first._network, VOCABULARY, tmp_path / "pieces.json")
    network, vocabulary, _ = read_network(tmp_path / "package", Arithmetic.FLOAT32)
    assert vocabulary == VOCABULARY
    assert network.sizes == first._network.sizes
    assert not network.training
    for (name, weight), (other, again) in zip(
        first._network.state_dict().items(), network.state_dict().items(), strict=True
    ):
        assert name == other
        assert torch.equal(weight.half().float(), again)
