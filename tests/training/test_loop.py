"""The training loop on a tiny network: it learns, it saves, and it goes on as if it had never been interrupted."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
import torch

from quotes.parse.joint.network import Network
from quotes.parse.joint.vocabulary import Pieces, Vocabulary
from quotes.training import loop
from quotes.training.check import check_entities, check_trees
from quotes.training.entities import TaggedSentence
from quotes.training.examples import Example, Maker, learn_vocabulary
from quotes.training.loop import Plan, batches, collate, loss_of, train
from quotes.training.treebank import read_treebank
from tiny_joint import tiny_network, write_pieces
from tiny_treebank import write_treebank

SENTENCES = [
    TaggedSentence("Ana Ruiz left", [(0, 3), (4, 8), (9, 13)], ["B-Person", "I-Person", "O"], ""),
    TaggedSentence("Rain on Monday", [(0, 4), (5, 7), (8, 14)], ["O", "O", "B-Date"], ""),
]
PLAN = Plan(epochs=2, entity_share=0.5, batch_pieces=30, checkpoint_every=1)


class Material:
    """A vocabulary and examples of a tiny treebank and of two sentences with entities."""

    def __init__(self, folder: Path) -> None:
        paragraphs = list(read_treebank(write_treebank(folder / "tiny.conllu.gz")))
        self.pieces = Pieces(write_pieces(folder / "pieces.json"))
        self.vocabulary: Vocabulary = learn_vocabulary(paragraphs, ["O", "B-Person", "I-Person", "B-Date"])
        maker = Maker(self.vocabulary, self.pieces, None)
        self.trees = [example for paragraph in paragraphs for example in maker.treebank(paragraph)]
        self.tagged = [example for sentence in SENTENCES for example in maker.entities(sentence)]

    def network(self) -> Network:
        return tiny_network(self.pieces, self.vocabulary)

    def train(self, network: Network, folder: Path, plan: Plan = PLAN) -> None:
        train(network, plan, lambda _: self.trees, lambda _: self.tagged, folder, lambda _: "", self.pieces.mask)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return Material(tmp_path_factory.mktemp("material"))


def saved(folder: Path) -> dict[str, torch.Tensor]:
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    weights: dict[str, torch.Tensor] = state["network"]
    return weights


def steps(folder: Path) -> int:
    return int(torch.load(folder / "checkpoint.pt", weights_only=True)["step"])


def test_every_loss_is_a_number_and_reaches_its_weights(material: Material) -> None:
    network = material.network().train()
    losses = loss_of(network, collate(material.trees))
    assert set(losses) == {"boundary", "upos", "xpos", "feats", "lemma", "arc", "deprel"}
    tagged = loss_of(network, collate(material.tagged))
    assert set(tagged) == {"entity"}
    total = sum((*losses.values(), *tagged.values()), torch.zeros(()))
    assert all(math.isfinite(loss.item()) for loss in (*losses.values(), *tagged.values()))
    total.backward()
    for name, weight in network.named_parameters():
        assert weight.grad is not None, name
        assert weight.grad.isfinite().all(), name
        assert weight.grad.abs().sum() > 0, name


def test_a_window_counts_the_same_in_any_batch(material: Material) -> None:
    """Padding must not leak into the losses: that of a batch is the mean over all of its words."""
    network = material.network()
    with torch.inference_mode():
        together = loss_of(network, collate(material.trees))
        alone = [(loss_of(network, collate([example])), len(example.words)) for example in material.trees]
    words = sum(count for _, count in alone)
    for name in ("upos", "arc"):
        mean = sum(losses[name].item() * count for losses, count in alone) / words
        assert together[name].item() == pytest.approx(mean, rel=1e-4)


def test_batches_hold_everything_once_and_not_too_much(material: Material) -> None:
    examples = [Example(pieces=[0] * size) for size in range(1, 60)]
    groups = batches(examples, 100, random.Random(1))
    assert sorted(id(e) for group in groups for e in group) == sorted(map(id, examples))
    assert all(len(group) == 1 or len(group) * max(len(e.pieces) for e in group) <= 120 for group in groups)


def test_it_learns(material: Material, tmp_path: Path) -> None:
    network = material.network()
    with torch.inference_mode():
        before = sum(loss.item() for loss in loss_of(network, collate(material.trees)).values())
    material.train(network, tmp_path, Plan(epochs=12, entity_share=0.3, batch_pieces=200, head_rate=0.02))
    with torch.inference_mode():
        after = sum(loss.item() for loss in loss_of(network, collate(material.trees)).values())
    assert math.isfinite(after)
    assert after < 0.7 * before


def test_an_interrupted_run_goes_on_as_if_it_had_not_been(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.manual_seed(1)
    material.train(material.network(), tmp_path / "whole")
    total = steps(tmp_path / "whole")
    assert total >= 6

    calls = 0
    compute = loop.loss_of

    def interrupted(*given: object) -> dict[str, torch.Tensor]:
        nonlocal calls
        calls += 1
        if calls == total - 1:
            raise KeyboardInterrupt
        return compute(*given)  # type: ignore[arg-type]

    torch.manual_seed(1)
    monkeypatch.setattr(loop, "loss_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        material.train(material.network(), tmp_path / "parts")
    assert steps(tmp_path / "parts") == total - 2
    monkeypatch.setattr(loop, "loss_of", compute)
    capsys.readouterr()
    material.train(material.network(), tmp_path / "parts")
    assert f"from step {total - 2}" in capsys.readouterr().out
    assert steps(tmp_path / "parts") == total
    whole, parts = saved(tmp_path / "whole"), saved(tmp_path / "parts")
    for name, weight in whole.items():
        assert torch.allclose(weight, parts[name], atol=1e-5), name


def test_a_finished_run_has_nothing_left_to_do(material: Material, tmp_path: Path) -> None:
    material.train(material.network(), tmp_path)
    before = saved(tmp_path)
    network = material.network()
    material.train(network, tmp_path)
    assert all(torch.equal(weight, before[name]) for name, weight in network.state_dict().items())


def test_scores_on_held_out_text(material: Material) -> None:
    network = material.network()
    shares = check_trees(network, material.trees)
    assert set(shares) == {"boundary", "upos", "xpos", "feats", "lemma", "uas", "las", "sentences"}
    found = check_entities(network, material.tagged, material.vocabulary.entity)
    assert set(found) == {"all", "Person"}
    assert all(0 <= score <= 100 for score in (*shares.values(), *found.values()))
    assert shares["las"] <= shares["uas"]
