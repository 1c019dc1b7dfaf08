"""Coreference from CoNLL-U: which words a mention spans, which one heads it, and where both stand in the document."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from quotes.training.coreference import Story, read_stories

# Word rows have blanks for tabs, and three columns less, which are empty.
TREEBANK = """
# newdoc id = GUM_news_mill
# newpar
1 The the DET DT _ 3 det Entity=(1-person-new-nnnnn-cf1-2,3-coref
2 mill mill NOUN NN _ 3 compound Entity=(2-place-new-nnnnn-cf2-1-sgl)
3 owner owner NOUN NN _ 5 nsubj _
4 Ada Ada PROPN NNP _ 3 appos Entity=(1-person-giv:act-nnnnn-cf1-1-appos)1)
5 slept sleep VERB VBD _ 0 root _

# newpar
1 Her her PRON PRP$ _ 2 nmod:poss Entity=(3-animal-new-nnnnn-cf1-2-sgl(1-person-giv:act-nnnnn-cf2-1-ana)
2 dog dog NOUN NN _ 3 nsubj Entity=3)
3 did do VERB VBD _ 0 root SpaceAfter=No
4 . . PUNCT . _ 3 punct _

# newdoc id = GUM_fiction_rain
# newpar
1 It it PRON PRP _ 2 nsubj _
2 rained rain VERB VBD _ 0 root _
"""


@pytest.fixture
def stories(tmp_path: Path) -> list[Story]:
    lines = []
    for line in TREEBANK.strip().split("\n"):
        cells = line.split(" ")
        lines.append("\t".join([*cells[:8], "_", cells[8]]) if line and line[0] != "#" else line)
    path = tmp_path / "tiny.conllu.gz"
    path.write_bytes(gzip.compress("\n".join([*lines, "", ""]).encode()))
    return list(read_stories(path))


def test_documents_with_their_text(stories: list[Story]) -> None:
    assert [(story.id, story.text) for story in stories] == [
        ("GUM_news_mill", "The mill owner Ada slept\n\nHer dog did."),
        ("GUM_fiction_rain", "It rained"),
    ]


def test_mentions_in_order_with_their_heads(stories: list[Story]) -> None:
    text = stories[0].text
    found = [(one.span.of(text), one.head.of(text), one.cluster, one.kind) for one in stories[0].mentions]
    assert found == [
        ("The mill owner Ada", "owner", "1", "person"),
        ("mill", "mill", "2", "place"),
        ("Ada", "Ada", "1", "person"),
        ("Her dog", "dog", "3", "animal"),
        ("Her", "Her", "1", "person"),
    ]
    assert stories[1].mentions == []
