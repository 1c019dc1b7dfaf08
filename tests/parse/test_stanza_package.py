"""Packages in Stanza's own formats: loaded without any download, parsed with, told in one line when damaged."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from plain_articles import plain_article
from quotes.parse import ModelsError, Parser
from quotes.parse.models import load_engine
from quotes.parse.stanza_engine import StanzaEngine
from tiny_stanza import NAME, ONTONOTES, write_stanza_package

TEXT = (
    'Ferry sinks off Varnhem\n\n"The ferry didn\'t sink," mayor Ana Ruiz said on Monday.  They cannot swim, though Ole '
    "Brun’s aunt – a lawyer – couldn’t say why.\n\n“Nobody\u00a0asked: 12½ days!” she wrote to https://varnhem.example/"
    "ferries?of=the&year=2031 …\n\nA naïve café\towner’s reply:\n“No.”"
)
UPOS = frozenset(
    {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ"}
    | {"SYM", "VERB", "X", "SPACE"}
)


@pytest.fixture(scope="session")
def stanza_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_stanza_package(tmp_path_factory.mktemp("stanza") / "package")


def test_its_analyses_cover_the_text(stanza_package: Path) -> None:
    engine = load_engine(stanza_package)
    assert isinstance(engine, StanzaEngine)
    blocks = TEXT.replace("\u00a0", " ").split("\n\n")
    found = engine.analyse([*blocks, "", "  "])
    assert found[-2:] == [[], []]
    for block, sentences in zip(blocks, found, strict=False):
        places = [place for s in sentences for place in zip(s.starts, s.ends, strict=True)]
        assert "".join(block[low:high] for low, high in places) == re.sub(r"\s", "", block)
        assert all(before[1] <= after[0] for before, after in pairwise(places))
        for s in sentences:
            roots = [i for i, head in enumerate(s.heads) if head == i]
            assert len(roots) == 1
            assert set(s.pos) <= UPOS
            assert not any("<" in label for label in (*s.tags, *s.morphs, *s.deps))


def test_a_parser_runs_it(stanza_package: Path) -> None:
    article = plain_article(TEXT)
    (document,) = Parser(stanza_package).parse([article])
    doc = document.doc
    assert doc.text == article.text
    for token in doc:
        assert article.text[token.idx : token.idx + len(token.text)] == token.text
        assert token.pos_ in UPOS
    assert document.sentences
    for sentence in document.sentences:
        words = list(document.tokens(sentence))
        assert sentence.span.of(article.text).strip().startswith(words[0].text)
        assert sum(word.head.i == word.i for word in words) == 1
        assert all(sentence.start <= word.head.i < sentence.end for word in words)


@pytest.mark.parametrize("kind", ONTONOTES)
def test_entities_bear_our_types(kind: str, tmp_path: Path) -> None:
    package = write_stanza_package(tmp_path / "package", entities=[kind], seed=2)
    analyses = [analysis for block in load_engine(package).analyse(TEXT.split("\n\n")) for analysis in block]
    tags = {tag for analysis in analyses for tag in analysis.entities}
    left_out = kind in {"CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"}
    assert {tag[2:] for tag in tags - {"O"}} == (set() if left_out else {ONTONOTES_HERE[kind]})


ONTONOTES_HERE = {
    "DATE": "DATE", "TIME": "DATE", "PERSON": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "FACILITY",
    "ORG": "ORGANIZATION", "NORP": "NORP", "MONEY": "MONEY", "PRODUCT": "PRODUCT", "EVENT": "MISC", "LAW": "MISC",
    "WORK_OF_ART": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip


@pytest.mark.parametrize("processor", ["tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain"])
@pytest.mark.parametrize("content", [None, b"", b"no models", "half"])
def test_damage_is_told_in_one_line(
    processor: str, content: bytes | str | None, stanza_package: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "package"
    shutil.copytree(stanza_package, folder)
    file = folder / "en" / processor / f"{NAME}.pt"
    if content is None:
        file.unlink()
    elif content == "half":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        assert isinstance(content, bytes)
        file.write_bytes(content)
    capfd.readouterr()
    with pytest.raises(ModelsError) as caught:
        load_engine(folder)
    message = str(caught.value)
    assert message.startswith(str(folder))
    assert processor in message
    assert "--models" in message
    assert "\n" not in message
    assert capfd.readouterr().err == ""
