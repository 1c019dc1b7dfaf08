"""Tuning the encoder together with the network: the same vectors as at work, and the parser's stay where they were."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
import torch

from plain_articles import plain_article
from quotes.parse import Parser, embedded_models
from quotes.parse.arithmetic import Arithmetic
from quotes.parse.joint.engine import JointEngine
from quotes.parse.joint.network import Encoder
from quotes.parse.joint.package import read_network
from quotes.parse.models import load_engine
from quotes.speech.cues import default_lexicon
from quotes.speech.learned.network import Sizes, SpeechNetwork
from quotes.speech.learned.windows import PLACES, SIDES, Labels
from quotes.speech.scene import Scene
from quotes.training.attribution_loop import AttributionPlan
from quotes.training.attributions import annotate
from quotes.training.shared_encoder import (
    Located,
    OnEncoder,
    encode,
    hold,
    locate,
    stretches_of,
    told_by,
    tune_encoder,
    word_vectors,
)

TEXT = """The mayor said the ferry leaks. Rain fell all day.

The board didn't like "the price of it", and warned that the pier is shut."""
PARTS = [("The mayor", "said", "the ferry leaks"), ("The board", "warned", "that the pier is shut")]
LABELS = Labels.of(["nsubj", "ccomp", "root"], ["VBD", "NN"])
SIZES = Sizes(4, 3, PLACES, LABELS.ties, SIDES, layers=1, inner=64, role_width=32, role_inner=64)
PLAN = AttributionPlan(epochs=2, batch_words=100, layer_rate=1e-3, head_rate=1e-3)


def spans(part: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)]]


@pytest.fixture(scope="module")
def engine() -> JointEngine:
    loaded = load_engine()
    assert isinstance(loaded, JointEngine)
    return loaded


@pytest.fixture(scope="module")
def scene(parser: Parser) -> Scene:
    (document,) = parser.parse([plain_article(TEXT)])
    return Scene(document, default_lexicon())


@pytest.fixture(scope="module")
def located(scene: Scene, engine: JointEngine) -> list[Located]:
    told = [dict(zip(("source", "cue", "content"), map(spans, parts), strict=True)) for parts in PARTS]
    return locate(engine, scene.document, annotate(scene, told, LABELS))


@pytest.fixture
def encoder() -> Encoder:
    encoder = copy.deepcopy(read_network(embedded_models(), Arithmetic.FLOAT32)[0].encoder)
    return encoder.float()


def test_words_have_the_vectors_that_the_parse_gave_them(located: list[Located], encoder: Encoder) -> None:
    with torch.no_grad():
        vectors = word_vectors(located, *encode(encoder, [s for one in located for s in one.stretches]))
    for row, one in zip(vectors.numpy(), located, strict=True):
        own, known = row[: len(one)], one.annotated.window.vectors.astype(np.float32)
        alike = (own * known).sum(1) / np.linalg.norm(own, axis=1) / np.linalg.norm(known, axis=1)
        assert alike.min() > 0.99


def test_each_paragraph_is_read_by_itself(located: list[Located]) -> None:
    (one,) = located
    assert len(one.stretches) == 2
    assert one.stretch.tolist() == sorted(one.stretch.tolist())


def test_what_the_parser_reads_stays_where_it_was(
    located: list[Located], encoder: Encoder, engine: JointEngine, tmp_path: Path
) -> None:
    torch.manual_seed(1)
    network = SpeechNetwork(SIZES)
    stretches = located[0].stretches
    before, words = copy.deepcopy(encoder), encoder.piece.weight.clone()
    texts = hold(encoder, stretches_of(engine, "Two boats left the harbour before dawn."))
    learner = OnEncoder(network, copy.deepcopy(encoder), texts, seed=1)
    first = {name: loss.item() for name, loss in learner.losses(located, PLAN).items()}
    tune_encoder(network, encoder, PLAN, located, texts, tmp_path / "checkpoint.pt")
    last = OnEncoder(network, copy.deepcopy(encoder), texts, seed=1).losses(located, PLAN)
    assert first["moved"] < 1e-3  # but for short numbers
    assert last["cue"].item() + last["role"].item() < first["cue"] + first["role"]
    with torch.no_grad():
        (middle, end), (middle_before, end_before) = encode(encoder, stretches), encode(before, stretches)
    assert not torch.equal(middle, middle_before)
    assert (end - end_before).square().sum() < 0.01 * end_before.square().sum()
    assert torch.equal(encoder.piece.weight, words)


def test_a_teacher_tunes_an_encoder_of_its_own(located: list[Located], encoder: Encoder, tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = SpeechNetwork(SIZES)
    upper = copy.deepcopy(encoder.layers[-1].state_dict())
    first = OnEncoder(network, copy.deepcopy(encoder), (), seed=1).losses(located, PLAN)
    tune_encoder(network, encoder, PLAN, located, (), tmp_path / "checkpoint.pt")
    last = OnEncoder(network, copy.deepcopy(encoder), (), seed=1).losses(located, PLAN)
    assert "moved" not in first
    assert last["cue"].item() + last["role"].item() < first["cue"].item() + first["role"].item()
    assert all(
        torch.allclose(weight, upper[name], atol=1e-5) for name, weight in encoder.layers[-1].state_dict().items()
    )
    for told, one in zip(told_by(network, encoder, located), located, strict=True):
        assert told.annotated.window is one.annotated.window
        assert told.annotated.cues.sum(1) == pytest.approx(1.0, abs=0.01)
