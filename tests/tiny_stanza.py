"""Packages in Stanza's own formats, built and saved by Stanza's own code, with random weights: tiny, or of any size."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

NAME = "random"
TINY = {
    "emb_dim": 4, "hidden_dim": 8, "num_layers": 1, "char_emb_dim": 4, "char_hidden_dim": 8, "word_emb_dim": 8,
    "tag_emb_dim": 4, "pos_dim": 4, "transformed_dim": 4, "deep_biaff_hidden_dim": 8, "max_dec_len": 8,
    "composite_deep_biaff_hidden_dim": 4,
}  # fmt: skip
CHARS = "".join(map(chr, range(32, 127))) + "‘’“”–—…éäö"
WORDS = ["the", "ferry", "mayor", "ruiz", "said", "sank", "didn't", "did", "n't"]

# One word each with what a treebank tells of it: form, UPOS, XPOS, features, lemma, head, relation.
TAGGED = [
    ("The", "DET", "DT", "Definite=Def|PronType=Art", "the", 2, "det"),
    ("mayor", "NOUN", "NN", "Number=Sing", "mayor", 5, "nsubj"),
    ("Ruiz", "PROPN", "NNP", "Number=Sing", "Ruiz", 2, "appos"),
    ("yesterday", "NOUN", "NN", "Number=Sing", "yesterday", 5, "obl:tmod"),
    ("sank", "VERB", "VBD", "Tense=Past|VerbForm=Fin", "sink", 0, "root"),
    ("ferries", "NOUN", "NNS", "Number=Plur", "ferry", 5, "dobj"),
    (".", "PUNCT", ".", "_", ".", 5, "punct"),
]  # fmt: skip

ONTONOTES = (
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT",
    "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
)  # fmt: skip


def write_stanza_package(
    folder: Path,
    sizes: dict[str, int] = TINY,
    *,
    words: Iterable[str] = WORDS,
    entities: Iterable[str] = ONTONOTES,
    seed: int = 5,
) -> Path:
    """A whole package for English: what is downloaded as Stanza's default has the same files and the same layers.

    Args:
        folder: Where to.
        sizes: In place of Stanza's own; {} for the sizes of Stanza's default English models.
        words: Those with a vector and an entry in the lemmatizer's dictionary.
        entities: Types of entities.
        seed: Of the random weights.
    """
    place = folder / "en"
    for name in ("tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain", "forward_charlm", "backward_charlm"):
        (place / name).mkdir(parents=True)
    with torch.random.fork_rng(), _quiet():
        torch.manual_seed(seed)
        known = sorted({word.lower() for word in words})
        pretrain = _vectors(_file(place, "pretrain"), known, sizes.get("word_emb_dim", 100))
        files = {f"charlm_{way}_file": str(_charlm(place, way, sizes)) for way in ("forward", "backward")}
        _tokenizer(_file(place, "tokenize"), sizes)
        _splitter(_file(place, "mwt"), sizes)
        _lemmatizer(_file(place, "lemma"), sizes, known)
        _tagger(_file(place, "pos"), sizes, pretrain, files)
        _parser(_file(place, "depparse"), sizes, pretrain, files)
        _entity_tagger(_file(place, "ner"), sizes, pretrain, files, entities)
    _index(folder)
    return folder


@contextmanager
def _quiet() -> Iterator[None]:
    """Stanza tells a lot while it builds."""
    import stanza

    logger = logging.getLogger("stanza")
    level = logger.level
    import stanza.models._training_logging  # noqa: F401 (sets it anew)

    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _file(place: Path, processor: str) -> Path:
    return place / processor / f"{NAME}.pt"


def _index(folder: Path) -> None:
    needs = [{"model": model, "package": NAME} for model in ("pretrain", "forward_charlm", "backward_charlm")]
    models = dict.fromkeys(("tokenize", "mwt", "pos", "lemma", "depparse", "ner"), NAME)
    entries: dict[str, Any] = {folder.name: {NAME: {}} for folder in (folder / "en").iterdir()}
    for processor in ("pos", "depparse", "ner"):
        entries[processor] = {NAME: {"dependencies": needs}}
    english = {"lang_name": "English", **entries, "packages": {"default": models, NAME: models}}
    (folder / "resources.json").write_text(json.dumps({"en": english}), encoding="utf-8")


def _vary(model: torch.nn.Module) -> None:
    """Weights so large that what comes out differs from word to word: Stanza's own begin almost at zero."""
    for weight in model.parameters():
        if weight.requires_grad:
            torch.nn.init.normal_(weight, std=0.8)


def _settings(module: str, sizes: dict[str, int], **more: Any) -> dict[str, Any]:
    """The settings that Stanza's own training begins with, in other sizes."""
    import importlib

    settings: dict[str, Any] = vars(importlib.import_module(f"stanza.models.{module}").build_argparse().parse_args([]))
    smaller = {name: size for name, size in sizes.items() if name in settings}
    settings.pop("device", None)
    return settings | {"lang": "en", "shorthand": "en_combined"} | smaller | more


def _vectors(path: Path, words: list[str], width: int) -> Any:
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    pretrain = Pretrain(str(path))
    vocabulary = PretrainedWordVocab(words, lang="en")
    pretrain._vocab, pretrain._emb = vocabulary, torch.randn(len(vocabulary), width)
    pretrain.save(str(path))
    return pretrain


def _charlm(place: Path, way: str, sizes: dict[str, int]) -> Path:
    from stanza.models.common.char_model import CharacterLanguageModel
    from stanza.models.common.vocab import CharVocab

    settings = _settings("charlm", sizes, direction=way)
    path = _file(place, f"{way}_charlm")
    vocabulary = {"char": CharVocab([[*CHARS, "\n"]], lang="en")}
    CharacterLanguageModel(settings, vocabulary, is_forward_lm=way == "forward").save(str(path))
    return path


def _tokenizer(path: Path, sizes: dict[str, int]) -> None:
    from stanza.models.tokenization.trainer import Trainer
    from stanza.models.tokenization.vocab import Vocab
    from stanza.models.tokenizer import DEFAULT_FEAT_FUNCS

    vocabulary = Vocab([[(char, 0) for char in CHARS]], lang="en")
    settings = _settings(
        "tokenizer",
        sizes,
        use_mwt=True,
        feat_funcs=DEFAULT_FEAT_FUNCS,
        feat_dim=len(DEFAULT_FEAT_FUNCS),
        num_dict_feat=0,
        vocab_size=len(vocabulary),
    )
    trainer = Trainer(args=settings, vocab=vocabulary, device="cpu")
    _vary(trainer.model)
    trainer.save(str(path))


def _splitter(path: Path, sizes: dict[str, int]) -> None:
    from stanza.models.mwt.trainer import Trainer
    from stanza.models.mwt.vocab import Vocab

    vocabulary = Vocab([(CHARS, CHARS)], lang="en")
    settings = _settings("mwt_expander", sizes, force_exact_pieces=True, vocab_size=vocabulary.size)
    settings["num_layers"] = settings["num_layers"] or 2
    trainer = Trainer(args=settings, vocab=vocabulary, device="cpu")
    trainer.expansion_dict = {"didn't": "did n't"}
    trainer.save(str(path))


def _lemmatizer(path: Path, sizes: dict[str, int], words: list[str]) -> None:
    from stanza.models.lemma.trainer import Trainer
    from stanza.models.lemma.vocab import MultiVocab, Vocab

    vocabulary = MultiVocab({"char": Vocab(CHARS, lang="en"), "pos": Vocab([row[1] for row in TAGGED], lang="en")})
    sizes_of = {"vocab_size": vocabulary["char"].size, "pos_vocab_size": vocabulary["pos"].size}
    trainer = Trainer(args=_settings("lemmatizer", sizes, **sizes_of), vocab=vocabulary, device="cpu")
    trainer.pos_dict = {"*": {form: word for word in words for form in (word, word.capitalize())}}
    trainer.save(str(path))


def _treebank_vocabulary(*, parser: bool) -> Any:
    from stanza.models.common.vocab import CharVocab
    from stanza.models.pos.vocab import FeatureVocab, MultiVocab, WordVocab

    data = [TAGGED]
    found = {
        "char": CharVocab([[(CHARS, *TAGGED[0][1:])]], "en_combined"),
        "word": WordVocab(data, "en_combined", lower=True),
        "upos": WordVocab(data, "en_combined", idx=1),
        "xpos": WordVocab(data, "en_combined", idx=2),
        "feats": FeatureVocab(data, "en_combined", idx=3),
    }
    if parser:
        found["lemma"] = WordVocab(data, "en_combined", idx=4, lower=True)
        found["deprel"] = WordVocab(data, "en_combined", idx=6)
    return MultiVocab(found)


def _tagger(path: Path, sizes: dict[str, int], pretrain: Any, files: dict[str, str]) -> None:
    from stanza.models.pos.tag_columns import DEFAULT_TAG_COLUMNS
    from stanza.models.pos.trainer import Trainer

    settings = _settings("tagger", sizes, charlm=True, use_peft=False, tag_columns=DEFAULT_TAG_COLUMNS, **files)
    vocabulary = _treebank_vocabulary(parser=False)
    trainer = Trainer(args=settings, vocab=vocabulary, pretrain=pretrain, device="cpu")
    _vary(trainer.model)
    trainer.save(str(path))


def _parser(path: Path, sizes: dict[str, int], pretrain: Any, files: dict[str, str]) -> None:
    from stanza.models.depparse.trainer import GraphTrainer

    settings = _settings("parser", sizes, charlm=True, use_peft=False, **files)
    vocabulary = _treebank_vocabulary(parser=True)
    trainer = GraphTrainer(args=settings, vocab=vocabulary, pretrain=pretrain, device="cpu")
    _vary(trainer.model)
    trainer.save(str(path))


def _entity_tagger(
    path: Path, sizes: dict[str, int], pretrain: Any, files: dict[str, str], entities: Iterable[str]
) -> None:
    from stanza.models.common.vocab import CharVocab, CompositeVocab
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner.vocab import MultiVocab
    from stanza.models.pos.vocab import WordVocab

    tags = ["O", *(f"{place}-{kind}" for kind in entities for place in "BIES")]
    vocabulary = MultiVocab(
        {
            "char": CharVocab([[*CHARS, "\n"]], lang="en"),
            "delta": WordVocab([TAGGED], "en_combined", lower=True),
            "tag": CompositeVocab([[((tag,),) for tag in tags]], "en_combined", idx=0, sep=None),
            "word": pretrain.vocab,
        }
    )
    settings = _settings("ner_tagger", sizes, charlm=True, use_peft=False, **files)
    trainer = Trainer(args=settings, vocab=vocabulary, pretrain=pretrain, device="cpu")
    _vary(trainer.model)
    trainer.save(str(path))
