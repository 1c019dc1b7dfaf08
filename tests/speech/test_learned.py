"""The network of proposals: what it is shown of a document, and that what it says depends on nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from plain_articles import plain_article
from quotes.parse import Parser
from quotes.parse.joint.vocabulary import Vocabulary
from quotes.speech import find_speech
from quotes.speech.cues import default_lexicon
from quotes.speech.learned import propose
from quotes.speech.learned.network import Sizes, SpeechNetwork
from quotes.speech.learned.package import read_proposer, write_proposer
from quotes.speech.learned.propose import Proposal, Proposer
from quotes.speech.learned.windows import LONGEST, PLACES, SIDES, Labels, Window, gather, surroundings, windows_of
from quotes.speech.scene import Scene

TEXT = """Mayor Ana Ruiz said the old ferry leaks. “It was never safe,” she added.

The harbour board rejected the claim. Its chair, Tomas Brandt, called it “a fairy tale” and promised a report.

""" + "\n\n".join(f"Pier {n} stays shut, the board warned, until the tide of {n} May has gone." for n in range(1, 21))
DEPRELS = ["nsubj", "ccomp", "root", "obj", "punct"]
TAGS = ["NNP", "VBD", "NN"]


@pytest.fixture(scope="module")
def scene(parser: Parser) -> Scene:
    (document,) = parser.parse([plain_article(TEXT)])
    return Scene(document, default_lexicon())


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    """Random weights: it knows nothing, and proposes a great deal."""
    labels = Labels.of(DEPRELS, TAGS)
    torch.manual_seed(5)
    sizes = Sizes(len(DEPRELS) + 1, len(TAGS) + 1, PLACES, labels.ties, SIDES, layers=1, inner=64)
    network = SpeechNetwork(sizes)
    torch.nn.init.normal_(network.cue.weight, std=0.2)
    torch.nn.init.normal_(network.role.weight, std=0.5)
    return Proposer(network.eval(), labels)


def at(window: Window, scene: Scene, word: str) -> int:
    """The place of a word in a window."""
    return next(i for i, token in enumerate(window.tokens.tolist()) if scene.doc[token].text == word)


def test_every_word_is_in_one_window(scene: Scene, proposer: Proposer) -> None:
    windows = windows_of(scene, proposer.labels)
    assert len(windows) > 1
    assert [i for w in windows for i in w.tokens.tolist()] == [t.i for t in scene.doc if not t.is_space]
    assert all(len(window) <= LONGEST for window in windows)


def test_a_window_keeps_the_tree(scene: Scene, proposer: Proposer) -> None:
    window = windows_of(scene, proposer.labels)[0]
    for place, token in enumerate(window.tokens.tolist()):
        assert window.tokens[window.above[place, 1]] == scene.doc[token].head.i
        assert window.above[place, 2] == window.above[window.above[place, 1], 1]


def test_numbers_are_of_labels_and_unknown_ones_are_nought(scene: Scene, proposer: Proposer) -> None:
    window = windows_of(scene, proposer.labels)[0]
    for place, token in enumerate(window.tokens.tolist()):
        assert window.deprels[place] == proposer.labels.deprels.get(scene.doc[token].dep_, 0)
        assert window.tags[place] == proposer.labels.tags.get(scene.doc[token].tag_, 0)


def test_words_are_tied_to_a_cue_by_the_relation_that_leads_to_it(scene: Scene, proposer: Proposer) -> None:
    window = windows_of(scene, proposer.labels)[0]
    cue = np.array([at(window, scene, "said")])
    contexts = torch.zeros(1, len(window), 4)
    ((low, _),), around = surroundings(contexts, [window], [(0, cue)])
    tie = {
        word: int(around.ties[0, at(window, scene, word) - low]) for word in ("Ruiz", "Ana", "ferry", "leaks", "safe")
    }
    assert tie["Ruiz"] == tie["Ana"]  # both below the subject
    assert tie["ferry"] == tie["leaks"]  # both below the clause
    assert len({tie["Ruiz"], tie["leaks"], tie["safe"]}) == 3
    assert tie["safe"] == 0  # another sentence
    assert int(around.ties.max()) < proposer.labels.ties
    assert int(around.sides.max()) < SIDES


def test_the_cue_is_marked_and_distances_count_from_it(scene: Scene, proposer: Proposer) -> None:
    window = windows_of(scene, proposer.labels)[0]
    place = at(window, scene, "rejected")
    ((low, high),), around = surroundings(torch.zeros(1, len(window), 4), [window], [(0, np.array([place]))])
    assert around.marked[0].nonzero().flatten().tolist() == [place - low]
    assert around.distances[0].tolist() == [i - place for i in range(low, high)]


def same(one: Proposal, other: Proposal) -> bool:
    return (one.cue, one.reach.tolist()) == (other.cue, other.reach.tolist()) and np.allclose(
        one.roles, other.roles, atol=1e-4
    )


def test_it_makes_no_difference_what_is_computed_together(
    scene: Scene, proposer: Proposer, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = proposer.propose(scene)
    assert together
    monkeypatch.setattr(propose, "BATCH_WORDS", 1)
    monkeypatch.setattr(propose, "BATCH_CUES", 1)
    alone = proposer.propose(scene)
    assert len(alone) == len(together)
    assert all(map(same, alone, together))


@pytest.mark.parametrize(
    ("likely", "weightless", "inside"),
    [
        ("0 0 9 9 9 0 0", "", "  xxx  "),  # what is plain stays as it is
        ("0 9 9 4 9 9 0 0", "", " xxxxx  "),  # a doubtful word in between belongs to it
        ("0 0 6 0 0 0 0", "", "       "),  # a likely word alone is no content
        ("0 9 9 5 9 9 0 0", "3", " xxxxx  "),  # a comma goes with what is around it
        ("9 9 9 0 0 0 9 9 9", "", "xxx   xxx"),  # content in two pieces
        ("9 9 9", "", "xxx"),
        ("", "", ""),
    ],
)
def test_content_comes_in_stretches(likely: str, weightless: str, inside: str) -> None:
    chances = np.array([int(digit) / 10 + 0.05 for digit in likely.split()], dtype=np.float32)
    apart = np.zeros(len(chances), dtype=bool)
    apart[[int(i) for i in weightless.split()]] = True
    assert propose.stretches(chances, apart).tolist() == [mark == "x" for mark in inside]


def test_a_cue_has_no_role_of_its_own(scene: Scene, proposer: Proposer) -> None:
    for proposal in proposer.propose(scene):
        assert not {*proposal.cue} & {*proposal.source, *proposal.content}
        assert not {*proposal.source} & {*proposal.content}


def test_padding_is_not_real(scene: Scene, proposer: Proposer) -> None:
    windows = windows_of(scene, proposer.labels)
    words = gather(windows)
    assert words.real.sum(1).tolist() == [len(window) for window in windows]


def test_a_parse_without_vectors_has_no_proposals(scene: Scene, proposer: Proposer) -> None:
    bare = Scene(replace(scene.document, vectors=None), scene.lexicon)
    assert proposer.propose(bare) == []
    assert find_speech(bare.document)  # the rules do without


def test_vectors_of_another_encoder_are_not_read(scene: Scene, proposer: Proposer) -> None:
    assert replace(proposer, encoder="another").propose(scene) == []
    assert replace(proposer, encoder=scene.document.encoder).propose(scene)


def test_a_network_comes_back_from_its_package(tmp_path: Path, scene: Scene, proposer: Proposer) -> None:
    index = {"en": {"joint": {"quotes": {"md5": "abc"}}}}
    (tmp_path / "resources.json").write_text(json.dumps(index))
    write_proposer(tmp_path, proposer.network, DEPRELS, TAGS)
    again = read_proposer(tmp_path)
    assert again is not None
    assert (again.labels, again.encoder) == (proposer.labels, "abc")
    before, after = proposer.propose(scene), replace(again, encoder=None).propose(scene)
    assert len({p.cue for p in before} & {p.cue for p in after}) > 0.8 * len(before)


def test_a_network_for_another_encoder_is_left_alone(tmp_path: Path, proposer: Proposer) -> None:
    (tmp_path / "resources.json").write_text(json.dumps({"en": {"joint": {"quotes": {"md5": "abc"}}}}))
    write_proposer(tmp_path, proposer.network, DEPRELS, TAGS)
    (tmp_path / "resources.json").write_text(json.dumps({"en": {"joint": {"quotes": {"md5": "def"}}}}))
    assert read_proposer(tmp_path) is None


def test_a_package_may_have_none(tmp_path: Path) -> None:
    assert read_proposer(tmp_path) is None


def test_the_embedded_network_knows_the_labels_of_the_embedded_models() -> None:
    from quotes.parse import embedded_models
    from quotes.parse.joint.package import encoder_of, joint_folder

    proposer = read_proposer(embedded_models())
    assert proposer is not None
    vocabulary = Vocabulary.load(joint_folder(embedded_models()) / "classes.json")
    assert proposer.labels == Labels.of(vocabulary.deprel, vocabulary.xpos)
    assert proposer.encoder == encoder_of(embedded_models())
