"""Training of the network of proposals on a tiny corpus: it learns, and goes on where it was interrupted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from plain_articles import plain_article
from quotes.parse import Parser
from quotes.speech.cues import default_lexicon
from quotes.speech.learned.network import ACTS, Sizes, SpeechNetwork
from quotes.speech.learned.propose import Proposer
from quotes.speech.learned.windows import PLACES, SIDES, Labels, gather, windows_of
from quotes.speech.scene import Scene
from quotes.training.attribution_loop import AttributionPlan, losses, train_attributions
from quotes.training.attributions import CONTENT, SOURCE, Annotated, Frame, annotate
from quotes.training.meanings import KnownCues, learn_meanings
from quotes.training.narrowing import begin_narrower
from quotes.training.panel import Panel
from quotes.training.teaching import taught, together

TEXT = "The mayor said the ferry leaks. Rain fell. The board warned that the pier is shut."
PARTS = [("The mayor", "said", "the ferry leaks"), ("The board", "warned", "that the pier is shut")]
PLAN = AttributionPlan(epochs=80, batch_words=100, layer_rate=1e-3, head_rate=4e-3, averaged=0.8)
LABELS = Labels.of(["nsubj", "ccomp", "root"], ["VBD", "NN"])


def attributions() -> list[dict[str, list[list[int]]]]:
    spans = [[[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts] for parts in PARTS]
    return [dict(zip(("source", "cue", "content"), ([one] for one in three), strict=True)) for three in spans]


@pytest.fixture(scope="module")
def scene(parser: Parser) -> Scene:
    (document,) = parser.parse([plain_article(TEXT)])
    return Scene(document, default_lexicon())


@pytest.fixture(scope="module")
def examples(scene: Scene) -> list[Annotated]:
    return annotate(scene, attributions(), LABELS)


SIZES = Sizes(4, 3, PLACES, LABELS.ties, SIDES, layers=1, inner=64, role_width=32, role_inner=64)


def fresh(sizes: Sizes = SIZES) -> SpeechNetwork:
    torch.manual_seed(1)
    return SpeechNetwork(sizes, 0.0, 0.0)


def test_roles_are_told_by_the_annotation(scene: Scene, examples: list[Annotated]) -> None:
    (one,) = examples
    words = [scene.doc[i].text for i in one.window.tokens.tolist()]
    for frame, (source, cue, content) in zip(one.frames, PARTS, strict=True):
        assert [words[i] for i in frame.cue] == [cue]
        assert " ".join(words[i] for i in np.flatnonzero(frame.roles == SOURCE)) == source
        assert " ".join(words[i] for i in np.flatnonzero(frame.roles == CONTENT)) == content


def test_it_learns_what_it_is_shown(scene: Scene, examples: list[Annotated], tmp_path: Path) -> None:
    network = fresh()
    train_attributions(network, PLAN, examples, lambda _: "", tmp_path / "checkpoint.pt")
    found = [p for p in Proposer(network, LABELS).propose(scene) if p.likelihood > 0.5]
    told = [[" ".join(scene.doc[i].text for i in part) for part in (p.source, p.cue, p.content)] for p in found]
    assert told == [list(parts) for parts in PARTS]


def test_a_pupil_learns_what_its_teacher_sees(scene: Scene, examples: list[Annotated], tmp_path: Path) -> None:
    teacher, pupil = fresh(), fresh()
    train_attributions(teacher, PLAN, examples, lambda _: "", tmp_path / "teacher.pt")
    shown = taught(teacher, windows_of(scene, LABELS))
    (one,) = shown
    assert np.allclose(one.cues.sum(1), 1, atol=1e-2)
    assert all(frame.roles[frame.cue].tolist() == [[1.0, 0.0, 0.0]] for frame in one.frames)
    train_attributions(pupil, PLAN, shown, lambda _: "", tmp_path / "pupil.pt")
    seen = [[p for p in Proposer(n, LABELS).propose(scene) if p.likelihood > 0.5] for n in (teacher, pupil)]
    assert [(p.cue, p.source, p.content) for p in seen[0]] == [(p.cue, p.source, p.content) for p in seen[1]]
    assert len(seen[0]) == len(PARTS)


def test_a_narrower_network_begins_as_the_parts_that_matter(examples: list[Annotated]) -> None:
    wide, narrow = fresh(replace(SIZES, heads=8, inner=96)).eval(), fresh().eval()
    windows = [one.window for one in examples]
    idle_heads, idle_units = [1, 5], list(range(0, 96, 3))
    with torch.no_grad():
        wide.get_parameter("layers.0.out.weight").view(SIZES.width, 8, -1)[:, idle_heads] = 0.0
        wide.get_parameter("layers.0.down.weight")[:, idle_units] = 0.0
    begin_narrower(narrow, wide, windows)
    with torch.no_grad():
        assert torch.allclose(narrow.contexts(gather(windows)), wide.contexts(gather(windows)), atol=1e-5)
    assert torch.equal(narrow.role.weight, wide.role.weight)


def test_a_panel_tells_the_mean(examples: list[Annotated]) -> None:
    first, second = fresh().eval(), fresh(replace(SIZES, role_width=64)).eval()
    torch.nn.init.normal_(second.cue.weight)
    words = gather([one.window for one in examples])
    with torch.no_grad():
        alone = [network.cues(network.contexts(words)).softmax(2) for network in (first, second)]
        panel = Panel((first, second))
        together = panel.cues(panel.contexts(words)).softmax(2)
    assert not torch.allclose(*alone, atol=1e-2)
    assert torch.allclose(together, (alone[0] + alone[1]) / 2, atol=1e-5)


def test_two_of_a_kind_teach_what_one_does(scene: Scene, examples: list[Annotated], tmp_path: Path) -> None:
    network = fresh()
    train_attributions(network, PLAN, examples, lambda _: "", tmp_path / "checkpoint.pt")
    one, two = (taught(reader, windows_of(scene, LABELS)) for reader in (network, Panel((network, network))))
    for alone, both in zip(one, two, strict=True):
        assert np.allclose(alone.cues, both.cues, atol=2e-3)
        assert len(alone.frames) == len(both.frames) > 0
        assert all(np.allclose(a.roles, b.roles, atol=2e-3) for a, b in zip(alone.frames, both.frames, strict=True))


def test_a_teacher_and_annotators_are_heard_together(scene: Scene, examples: list[Annotated]) -> None:
    (gold,) = examples
    certain = np.eye(3, dtype=np.float16)
    cue, stranger = gold.frames[0].cue, np.array([0])
    doubtful = np.full((len(gold), 3), 1 / 3, dtype=np.float16)
    told = Annotated(gold.window, doubtful, [Frame(cue, doubtful), Frame(stranger, doubtful)])
    both = together(told, gold, 0.75)
    assert np.allclose(both.cues, 0.25 + 0.25 * certain[gold.cues], atol=1e-3)
    roles = {tuple(frame.cue.tolist()): frame.roles for frame in both.frames}
    assert np.allclose(roles[tuple(cue.tolist())], 0.25 + 0.25 * certain[gold.frames[0].roles], atol=1e-3)
    assert np.allclose(roles[tuple(stranger.tolist())], 1 / 3, atol=1e-3)  # only the teacher has it
    assert np.allclose(roles[tuple(gold.frames[1].cue.tolist())], certain[gold.frames[1].roles])  # only gold does


def test_probabilities_of_one_are_as_good_as_verdicts(examples: list[Annotated]) -> None:
    soft = [
        Annotated(
            one.window,
            np.eye(3, dtype=np.float16)[one.cues],
            [Frame(frame.cue, np.eye(3, dtype=np.float16)[frame.roles]) for frame in one.frames],
        )
        for one in examples
    ]
    network = fresh().eval()
    for hard, other in zip(losses(network, examples), losses(network, soft), strict=True):
        assert torch.allclose(hard, other)


def test_an_interrupted_run_goes_on(examples: list[Annotated], tmp_path: Path) -> None:
    whole, halves = fresh(), fresh()
    plan = replace(PLAN, epochs=4)
    train_attributions(whole, plan, examples, lambda _: "", tmp_path / "whole.pt")

    class StopError(Exception):
        pass

    def stop(_: SpeechNetwork) -> str:
        raise StopError

    with pytest.raises(StopError):
        train_attributions(halves, plan, examples, stop, tmp_path / "halves.pt")
    halves = fresh()
    train_attributions(halves, plan, examples, lambda _: "", tmp_path / "halves.pt")
    for one, other in zip(whole.state_dict().values(), halves.state_dict().values(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_meanings_are_learned_from_the_cues_that_the_lexicon_knows(scene: Scene, examples: list[Annotated]) -> None:
    network = fresh().eval()
    known = KnownCues()
    for _ in range(5):
        known.add(network, scene, examples)
    known.lemmas = [f"{lemma}{i}" for i, lemma in enumerate(known.lemmas)]
    known.acts[::2] = ["thought"] * 5
    told = learn_meanings(network, known)
    assert told.startswith("10 cues, 10 lemmas: acts 1.000 right")
    acts = network.meanings(torch.from_numpy(np.stack(known.vectors)))[0].argmax(1)
    assert [ACTS[i] for i in acts] == known.acts
