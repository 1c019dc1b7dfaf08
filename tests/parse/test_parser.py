"""Articles in, documents out: every character in its place, one by one or many at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plain_articles import plain_article
from quotes.parse import Document, Parser
from quotes.parse.parser import PARSED_KINDS
from quotes.parse.stanza_engine import LONGEST_WORD
from quotes.read import Article, Block, BlockKind, article_from_text
from quotes.span import Span

PLAIN = "The ferry sank on Monday. Mayor Ana Ruiz said nobody drowned."

TEXTS = {
    "plain": PLAIN,
    "no-break spaces": PLAIN.replace(" ", "\u00a0"),
    "thin spaces": PLAIN.replace(" ", "\u2009"),
    "tabs": PLAIN.replace(" ", "\t"),
    "many spaces": PLAIN.replace(" ", "   "),
    "space at either end": "  \n " + PLAIN + " \t\n",
    "carriage returns": PLAIN.replace(". ", ".\r\n\r\n") + "\r\n",
    "old line ends": PLAIN.replace(". ", ".\r\r"),
    "line separators": PLAIN.replace(". ", ".\u2028") + "\u2029",
    "emoji": "We won 🎉🎉 at last 👩‍👩‍👧. " + PLAIN,
    "astral letters": "𝐀𝐧𝐚 𝐑𝐮𝐢𝐳 left. " + PLAIN,
    "right to left": "قال العمدة: «الجسر سيصمد». " + PLAIN + " \u202bשלום\u202c",
    "control characters": PLAIN.replace(" ", " \x00\x07", 3) + "\x1b[0m",
    "zero width": "\ufeff" + PLAIN.replace("ferry", "fer\u200bry").replace("nobody", "no\u00adbody") + "\u2060",
    "combining accents": PLAIN.replace("Ruiz", "Rui\u0301z" + "\u0301" * 40),
    "doubled marks": "``We go,'' Roe said. She said: ``We stay.''",
    "nothing": "",
    "white space only": " \n\t \n",
    "marks only": "— … * * * —",
    "one letter": "a",
    "contractions": "She didn't go. They won't. He cannot. It's gonna rain. Don't go.",
    "contractions, curly": "She didn’t go. They won’t. It’s gonna rain. Don’t go.",
    "long word": PLAIN + " " + "a" * 20_000 + " " + PLAIN,
    "long line of hyphens": PLAIN + " " + "-" * 5_000 + " " + PLAIN,
    "long contraction": PLAIN + " " + "x" * 300 + "n't go. " + PLAIN,
    "long address": PLAIN + " See https://example.org/" + "path/to/" * 60 + "page.html for more. " + PLAIN,
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(parser: Parser) -> dict[str, Document]:
    articles = [article_from_text(text, id=name) for name, text in TEXTS.items()]
    return dict(zip(TEXTS, parser.parse(articles), strict=True))


@pytest.mark.parametrize("name", TEXTS)
def test_every_character_is_kept(name: str, documents: dict[str, Document]) -> None:
    assert documents[name].article.id == name
    assert documents[name].article.text == TEXTS[name]
    check(documents[name])


def check(document: Document) -> None:
    """What holds of every document."""
    text, doc = document.article.text, document.doc
    assert doc.text == document.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    end = 0
    for number, sentence in enumerate(document.sentences):
        assert sentence.index == number
        assert sentence.start >= end
        end = sentence.end
        words = list(document.tokens(sentence))
        assert words
        assert not any(word.is_space for word in words)
        assert sentence.span == Span(doc[sentence.start].idx, doc[end - 1].idx + len(doc[end - 1]))
        assert document.block_of(sentence).kind in PARSED_KINDS
        assert document.block_of(sentence).span.contains(sentence.span)
        within = range(sentence.start, sentence.end)
        assert all(doc[i].head.i in within for i in within)
        assert sum(doc[i].head.i == i for i in within) == 1
        assert all(document.sentence_at(i) is sentence for i in within)
    inside = {i for sentence in document.sentences for i in range(sentence.start, sentence.end)}
    for token in doc:
        if token.i not in inside:
            assert document.sentence_at(token.i) is None
            assert token.is_space or token.tag_ == "X"
    for block in document.article.blocks:
        if block.kind not in PARSED_KINDS:
            assert [token.text for token in doc if block.span.start <= token.idx < block.span.end] == [
                block.span.of(text)
            ]
    assert all(entity.label_ in ENTITIES for entity in doc.ents)


ENTITIES = {"PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "NORP", "DATE", "MONEY", "PRODUCT", "MISC"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("contractions", "She did n't go . They wo n't . He can not . It 's gon na rain . Do n't go ."),
        ("contractions, curly", "She did n’t go . They wo n’t . It ’s gon na rain . Do n’t go ."),
    ],
)
def test_contractions_are_two_words_as_they_stand(name: str, words: str, documents: dict[str, Document]) -> None:
    assert [token.text for token in documents[name].doc] == words.split()


@pytest.mark.parametrize("name", ["no-break spaces", "thin spaces", "tabs", "many spaces", "carriage returns"])
def test_white_space_changes_no_word(name: str, documents: dict[str, Document]) -> None:
    assert words_of(documents[name]) == words_of(documents["plain"])
    assert len(documents[name].sentences) == 2


def words_of(document: Document) -> list[str]:
    return [token.text for token in document.doc if not token.is_space]


def test_one_white_space_character_is_no_token_unless_it_is_odd(documents: dict[str, Document]) -> None:
    assert not any(token.is_space for token in documents["plain"].doc)
    assert [token.text for token in documents["tabs"].doc if token.is_space] == ["\t"] * PLAIN.count(" ")


@pytest.mark.parametrize("name", ["nothing", "white space only"])
def test_no_text_no_sentence(name: str, documents: dict[str, Document]) -> None:
    assert documents[name].sentences == ()


def test_entities_are_found(documents: dict[str, Document]) -> None:
    found = {(entity.text, entity.label_) for entity in documents["plain"].doc.ents}
    assert ("Ana Ruiz", "PERSON") in found


@pytest.mark.parametrize(
    ("name", "word"),
    [("long word", "a" * 20_000), ("long line of hyphens", "-" * 5_000), ("long contraction", "x" * 100)],
)
def test_a_long_word_is_whole_and_what_stands_around_it_is_parsed(
    name: str, word: str, documents: dict[str, Document]
) -> None:
    document = documents[name]
    longest = max(document.doc, key=len)
    assert longest.text.startswith(word)
    around = [word for word in words_of(document) if len(word) <= LONGEST_WORD]
    plain = words_of(documents["plain"])
    assert around[: len(plain)] == around[-len(plain) :] == plain


def test_an_address_is_one_word(documents: dict[str, Document]) -> None:
    address = re.search(r"https\S+", TEXTS["long address"])
    assert address is not None
    assert address[0] in words_of(documents["long address"])


def test_a_mark_typed_as_two_is_one_word(documents: dict[str, Document]) -> None:
    words = words_of(documents["doubled marks"])
    assert words[:2] == ["``", "We"]
    assert words.count("''") == 2
    assert "'" not in words


def test_blocks_that_are_no_text_are_not_parsed(parser: Parser) -> None:
    kinds = list(BlockKind)
    text = "\n\n".join(f"Roe said the {kind.value} was late." for kind in kinds)
    blocks = [Block(Span(m.start(), m.end()), kind) for m, kind in zip(re.finditer(".+", text), kinds, strict=True)]
    [document] = parser.parse([Article("a", text, tuple(blocks))])
    check(document)
    parsed = [document.block_of(sentence).kind for sentence in document.sentences]
    assert parsed == [BlockKind.TITLE, BlockKind.BODY]


def test_an_entity_over_a_line_break(parser: Parser) -> None:
    text = "The talks with Mayor Ana\nRuiz of New\nYork ended on Monday."
    [document] = parser.parse([Article("a", text, (Block(Span(0, len(text)), BlockKind.BODY),))])
    check(document)
    assert len(document.sentences) == 1
    assert "Ana\nRuiz" in {entity.text for entity in document.doc.ents}


# --- many at once --------------------------------------------------------------------------------------------------

ARTICLES = [
    PLAIN,
    "",
    "“We will not go,” the pilots’ union said. “Not now.”",
    " \n ",
    "Read more: Why the ferry sank",
    "The U.S. says it will stay\n\nGen. Roe left.\n\n" + PLAIN,
    "One",
    PLAIN + "\n\n" + PLAIN.upper(),
]


def analysis(document: Document) -> list[tuple[str, str, str, int]]:
    return [(token.text, token.tag_, token.dep_, token.head.i) for token in document.doc]


def shape(document: Document) -> tuple[object, ...]:
    words = [token.text for token in document.doc]
    return document.article.id, words, [(s.start, s.end, s.span, s.block) for s in document.sentences]


def test_many_at_once_are_cut_as_one_by_one(parser: Parser) -> None:
    articles = [article_from_text(text, id=str(number)) for number, text in enumerate(ARTICLES)]
    together = list(parser.parse(articles))
    alone = [document for article in articles for document in parser.parse([article])]
    assert [shape(document) for document in together] == [shape(document) for document in alone]


def test_small_batches_and_large_ones_give_the_same_order(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article_from_text(text, id=str(number)) for number, text in enumerate(ARTICLES * 2)]
    large = [shape(document) for document in parser.parse(articles)]
    monkeypatch.setattr(parser, "_batch_chars", 100)  # some articles are longer than that
    assert [shape(document) for document in parser.parse(articles)] == large


def test_the_same_batch_gives_the_same_parse_again(parser: Parser) -> None:
    articles = [article_from_text(text, id=str(number)) for number, text in enumerate(ARTICLES)]
    first, second = (list(map(analysis, parser.parse(articles))) for _ in range(2))
    assert first == second


def test_articles_are_taken_as_they_are_needed(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def articles() -> object:
        for number in range(6):
            taken.append(number)
            yield plain_article("The ferry sank.")

    monkeypatch.setattr(parser, "_batch_chars", 20)
    documents = parser.parse(articles())  # type: ignore[arg-type]
    assert taken == []
    next(documents)
    assert len(taken) == 2
    assert len(list(documents)) == 5


def test_no_articles(parser: Parser) -> None:
    assert list(parser.parse([])) == []


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["The ferry sank", "Gen. Roe said", "didn’t", "won't", "“", "”", '"', "'", ".", ",", "\n", "\n\n", "\r\n",
         "\u00a0", "\u200b", "🙂", "U.S.", "https://example.org/a", "--", "\t", "«", "»", "(", ")", "a" * 250, "?"]
    ),
)  # fmt: skip
ODD = st.lists(PIECES, max_size=30).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces)))


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(ODD, min_size=10, max_size=20))
def test_any_text_keeps_every_character(parser: Parser, texts: list[str]) -> None:
    """Many texts in one call, since a call costs more than a text."""
    articles = [article_from_text(text, id=str(number)) for number, text in enumerate(texts)]
    for document, text in zip(parser.parse(articles), texts, strict=True):
        assert document.doc.text == text
        check(document)
