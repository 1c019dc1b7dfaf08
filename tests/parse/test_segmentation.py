"""Where sentences begin and end: what the tokenizer gets wrong is mended, and a paragraph always ends one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plain_articles import plain_article
from quotes.parse import Document, Parser
from quotes.parse.segment import Segmenter
from quotes.parse.tokens import Tokens

SENTENCES = {
    "abbreviation in the middle": ["The envoy left the U.S. on Friday.", "Talks go on."],
    "abbreviation before a verb": ["The U.S. says it will stay.", "The U.K. won't."],
    "abbreviation at the end": ["He grew up in the U.S.", "She did not."],
    "abbreviation before a name": ["The U.S. Senate met Gen. Orla Smith's aides.", "They ate at 5 p.m. and left."],
    "title and possessive": ["They asked Gen. Smith's aide.", "He said no."],
    "title, curly": ["They asked Gen. Smith’s aide.", "He said no."],
    "several titles": ["Dr. Ona Vell met Sen. Ruud and Gov. Imre Stahl in St. Arven.", "Nobody spoke."],
    "firms and dates": ["Vell Corp. sued Ruud Inc. in Washington, D.C. on Jan. 5.", "The case is open."],
    "initials": ["J. R. Vell wrote it.", "I read it."],
    "number": ["The No. 5 tram stopped.", "Nobody got off."],
    "no as an answer": ["Will he go?", "No.", "We walked."],
    "decimals": ["It cost $3.5 million.", "That is 2.5 percent more."],
    "ellipsis": ["He waited... and waited.", "Then he left."],
    "a small brand": ["I left.", "iPhone sales rose."],
    "stop before the inquit": ['"The ferry is late." she told the crowd.', "It rained."],
    "stop before the inquit, curly": ["“The ferry is late.” she told the crowd.", "It rained."],
    "question before the inquit": ['"Why?" Roe said.', "Nobody knew."],
    "question before an inverted inquit": ["“Why now?” asked Roe.", "Nobody knew."],
    "shout before the inquit": ['"Stop!" cried the guard.', "Roe ran."],
    "question that stands alone": ["“Why now?”", "The hall was silent and the lights went out one by one."],
    "quotation behind quotation": ["“We want no war.”", "“We want bread,” Roe said."],
    "quotation behind quotation, straight": ['"We are done."', '"We are not."'],
    "quotation without its opening mark": ["Roe spoke of war.”", "“We want bread.”", "They left."],
    "several sentences in one quotation": ['Roe said: "We are tired.', 'We want to go home."', "The crowd went quiet."],
}  # fmt: skip

PARAGRAPHS = {
    "no mark at the end": ["A headline without a mark", "the next paragraph in small letters,", "“and so on"],
    "an abbreviation at the end": ["They went to see Dr.", "Roe left."],
    "a comma at the end": ["They said,", "“Go home.”"],
    "a mark by itself": ["“Go home.", "”", "They left."],
    "question and inquit": ["“Why?”", "Roe said."],
}


@pytest.fixture(scope="module")
def documents(parser: Parser) -> dict[str, Document]:
    texts = {name: " ".join(parts) for name, parts in SENTENCES.items()}
    texts |= {f"paragraphs: {name}": "\n\n".join(parts) for name, parts in PARAGRAPHS.items()}
    texts |= {"giant": "The ferry left, " + "and the rain fell on it, " * 80 + "and it sank. Nobody saw."}
    return dict(zip(texts, parser.parse([plain_article(text) for text in texts.values()]), strict=True))


def sentences(document: Document) -> list[str]:
    return [sentence.span.of(document.text) for sentence in document.sentences]


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences(name: str, documents: dict[str, Document]) -> None:
    assert sentences(documents[name]) == SENTENCES[name]


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_always_ends_a_sentence(name: str, documents: dict[str, Document]) -> None:
    document = documents[f"paragraphs: {name}"]
    assert sentences(document) == PARAGRAPHS[name]
    assert [sentence.block for sentence in document.sentences] == list(range(len(PARAGRAPHS[name])))


def test_a_giant_sentence_is_cut_at_commas(documents: dict[str, Document]) -> None:
    document = documents["giant"]
    longest = Segmenter.load().longest
    assert all(len(list(document.tokens(sentence))) <= longest for sentence in document.sentences)
    *pieces, whole, last = sentences(document)
    assert len(pieces) >= 2
    assert all(piece.endswith(",") for piece in pieces)
    assert whole.endswith("and it sank.")
    assert last == "Nobody saw."


def test_a_giant_sentence_without_commas_is_cut_all_the_same() -> None:
    words = [f"w{i}" for i in range(1000)]
    found = mended_sentences([words])
    assert [word for sentence in found for word in sentence] == words
    assert max(map(len, found)) == Segmenter.load().longest


@pytest.mark.parametrize(
    ("tokenized", "mended"),
    [
        (["Gen.", "|", "Roe", "left", "."], ["Gen. Roe left ."]),
        (["Gen", ".", "|", "Roe", "left", "."], ["Gen . Roe left ."]),
        (["gen", ".", "|", "Roe", "left", "."], ["gen .", "Roe left ."]),
        (["It", "is", "No", ".", "|", "5", "."], ["It is No . 5 ."]),
        (["No", ".", "|", "We", "left", "."], ["No .", "We left ."]),
        (["No.", "|", "We", "left", "."], ["No.", "We left ."]),
        (["He", "left", ",", "|", "Roe", "said", "."], ["He left , Roe said ."]),
        (["He", "left", ".", "|", "and", "she", "."], ["He left . and she ."]),
        (["He", "left", ".", "|", "I", "stayed", "."], ["He left .", "I stayed ."]),
        (["Why", "?", '"', "|", "Roe", "asked", "."], ['Why ? " Roe asked .']),
        (["Why", "?", '"', "|", "Roe", "left", "."], ['Why ? "', "Roe left ."]),
        (["He", "left", ".", "|", "“", "and", "how", "."], ["He left . “ and how ."]),
        (["We", "go", ".", '"', "“", "We", "stay", ".", "”"], ['We go . "', "“ We stay . ”"]),
    ],
)
def test_mending(tokenized: list[str], mended: list[str]) -> None:
    """What the models have cut ("|") is joined where it should be, and the other way round."""
    sentences = [sentence.split() for sentence in " ".join(tokenized).split(" | ")]
    assert [" ".join(sentence) for sentence in mended_sentences(sentences)] == mended


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert mended_sentences([["They", "saw", "Gen."], ["Roe", "left", "."]], gap="\n\n") == [
        ["They", "saw", "Gen."],
        ["Roe", "left", "."],
    ]


def test_no_words_no_sentences() -> None:
    assert Segmenter.load().mend(Tokens("", [], [], [], [])) == []


def mended_sentences(sentences: list[list[str]], gap: str = " ") -> list[list[str]]:
    """The words of each sentence once the boundaries are mended."""
    text = gap.join(glued(sentence) for sentence in sentences)
    texts, starts, ends, begins, at = [], [], [], [], 0
    for sentence in sentences:
        begins.append(len(texts))
        for word in sentence:
            at = text.index(word, at)
            texts.append(word)
            starts.append(at)
            at += len(word)
            ends.append(at)
    bounds = [*Segmenter.load().mend(Tokens(text, texts, starts, ends, begins)), len(texts)]
    assert bounds[0] == 0
    return [texts[low:high] for low, high in pairwise(bounds)]


def glued(tokens: list[str]) -> str:
    """The tokens as text: no space before a mark that closes, none after one that opens."""
    text = ""
    for token in tokens:
        text += token if not text or token in {".", ",", "?", '"', "”"} or text[-1] == "“" else " " + token
    return text
