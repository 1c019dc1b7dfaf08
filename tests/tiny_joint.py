"""A tiny network of the project's own kind, with random weights: it knows nothing, but in the right form."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from quotes.parse.joint.engine import JointEngine
from quotes.parse.joint.lemmas import KEEP
from quotes.parse.joint.network import Network, Sizes
from quotes.parse.joint.package import write_network
from quotes.parse.joint.vocabulary import Pieces, Vocabulary
from quotes.parse.segment import Segmenter

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WHOLE = ["the", "ferry", "sank", "said", "mayor", "ana", "ruiz", "did", "n't", "'s"]

VOCABULARY = Vocabulary(
    upos=["ADJ", "NOUN", "PROPN", "PUNCT", "VERB"],
    xpos=[".", "NN", "NNP", "VBD"],
    feats=["Number=Sing", "Tense=Past", "_"],
    lemma=[KEEP, "lower|1|", "lower|2|y", "same|0|"],
    deprel=["amod", "nsubj", "obj", "punct", "root"],
    entity=["O"] + [f"{place}-{kind}" for kind in ("Organization", "Person") for place in "BIES"],
    splits={"cannot": (3,), "gonna": (3,)},
    lemmas={"sank VERB": "sink"},
)
TYPES = {"Person": "PERSON", "Organization": "ORGANIZATION"}


def write_pieces(path: Path) -> Path:
    """A file of word pieces in lower case: a few whole words, else letter by letter."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    listed = [*SPECIAL, *WHOLE, *LETTERS, *(f"##{char}" for char in LETTERS), *"0123456789.,:;!?'\"“”-()"]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(listed)}, unk_token="[UNK]"))  # type: ignore[no-untyped-call]
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return path


def tiny_network(pieces: Pieces, vocabulary: Vocabulary = VOCABULARY, seed: int = 3) -> Network:
    """Weights large enough that the scores differ from word to word."""
    names = ("upos", "xpos", "feats", "lemma", "deprel", "entity")
    classes = {name: len(getattr(vocabulary, name)) for name in names}
    sizes = Sizes(pieces.size, **classes, width=32, heads=2, layers=1, inner=64, arc=16, label=8)
    torch.manual_seed(seed)
    network = Network(sizes)
    for weight in (network.boundary.weight, network.tags.weight, network.edge.weight, network.relation):
        torch.nn.init.normal_(weight)
    return network.eval()


def tiny_engine(folder: Path, *, mended: bool = False) -> JointEngine:
    """An engine on a tiny network; its sentences are as the network draws them unless ``mended``."""
    pieces = Pieces(write_pieces(folder / "pieces.json"))
    network = tiny_network(pieces).requires_grad_(False)
    return JointEngine(network, VOCABULARY, pieces, Segmenter.load() if mended else None, TYPES)


def write_tiny_package(folder: Path) -> Path:
    """A whole package, as one that training writes."""
    given = write_pieces(folder.parent / f"{folder.name}.pieces.json")
    write_network(folder, tiny_network(Pieces(given)), VOCABULARY, given)
    index = {"en": {"lang_name": "English", "joint": {"tiny": {}}, "packages": {"tiny": {"joint": "tiny"}}}}
    (folder / "resources.json").write_text(json.dumps(index), encoding="utf-8")
    return folder
