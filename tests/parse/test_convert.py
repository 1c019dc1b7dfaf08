"""Analyses into documents: what stands where, whatever the models say, so without any models."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.parse import Document
from quotes.parse.analysis import Analysis
from quotes.parse.convert import Converter
from quotes.parse.stanza_engine import analysis_of
from quotes.read import Article, Block, BlockKind
from quotes.span import Span
from quotes.tables import read_table

TYPES: dict[str, str] = read_table("quotes.parse", "entity_types")["types"]


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter.load()


def word(text: str, head: int = 0, label: str = "root", ner: str = "O") -> dict[str, Any]:
    return {"text": text, "head": head, "deprel": label, "ner": ner, "upos": "X", "xpos": "XX", "lemma": text.lower()}


def sentence(text: str, *tokens: dict[str, Any], start: int = 0) -> Analysis:
    """What a Stanza sentence that begins at an offset of its block tells."""
    return analysis_of(stanza_sentence(text, *tokens), TYPES, -start)


def stanza_sentence(text: str, *tokens: dict[str, Any]) -> Any:
    """A sentence as Stanza gives it; ``expands`` of a token holds the words of a multi-word one."""
    from stanza.models.common.doc import Document as Stanza

    entries: list[dict[str, Any]] = []
    number, at = 1, 0
    for token in tokens:
        words = token.pop("expands", None)
        at = text.index(token["text"], at)
        where = {"start_char": at, "end_char": at + len(token["text"])}
        at = where["end_char"]
        if words is None:
            entries.append(token | where | {"id": (number,)})
        else:
            entries.append(
                {"text": token["text"], "ner": token["ner"], **where, "id": (number, number + len(words) - 1)}
            )
            entries += [one | {"id": (number + i,)} for i, one in enumerate(words)]
        number += len(words) if words else 1
    return Stanza([entries], text).sentences[0]


def convert(converter: Converter, text: str, *analyses: Analysis) -> Document:
    """The document of an article that is one block."""
    return converter.document(Article("a", text, (Block(Span(0, len(text)), BlockKind.BODY),)), [list(analyses)])


def described(document: Document) -> list[tuple[str, int, str, str]]:
    assert document.doc.text == document.text
    return [(token.text, token.head.i, token.dep_, token.ent_iob_ + token.ent_type_) for token in document.doc]


@pytest.mark.parametrize(
    ("tag", "entity"),
    [
        ("S-PERSON", "BPERSON"), ("S-Person", "BPERSON"), ("S-PER", "BPERSON"),
        ("S-ORG", "BORGANIZATION"), ("S-Organization", "BORGANIZATION"),
        ("S-GPE", "BLOCATION"), ("S-LOC", "BLOCATION"), ("S-Location", "BLOCATION"),
        ("S-FAC", "BFACILITY"), ("S-NORP", "BNORP"), ("S-DATE", "BDATE"), ("S-TIME", "BDATE"),
        ("S-MONEY", "BMONEY"), ("S-PRODUCT", "BPRODUCT"), ("S-LAW", "BMISC"), ("S-MISC", "BMISC"),
        ("S-CARDINAL", "O"), ("S-ORDINAL", "O"), ("S-NONSENSE", "O"), ("O", "O"),
    ],
)  # fmt: skip
def test_entity_types_of_every_tag_set_become_ours(tag: str, entity: str, converter: Converter) -> None:
    document = convert(converter, "Vell", sentence("Vell", word("Vell", ner=tag)))
    assert described(document) == [("Vell", 0, "root", entity)]


def test_an_entity_of_several_words_and_its_neighbour(converter: Converter) -> None:
    text = "Ana Ruiz Vell Roe"
    tags = ["B-PER", "E-PER", "S-PER", "I-ORG"]
    parts = [
        word(one, 0 if i == 0 else 1, "root" if i == 0 else "flat", tag)
        for i, (one, tag) in enumerate(zip(text.split(), tags, strict=True))
    ]
    document = convert(converter, text, sentence(text, *parts))
    assert [(entity.text, entity.label_) for entity in document.doc.ents] == [
        ("Ana Ruiz", "PERSON"),
        ("Vell", "PERSON"),
        ("Roe", "ORGANIZATION"),  # one that never began begins here
    ]


@pytest.mark.parametrize("gap", ["\n", "\u00a0", "\t", "  ", " \r\n ", "\u2028"])
def test_an_entity_goes_on_over_white_space(gap: str, converter: Converter) -> None:
    text = f"New{gap}York fell"
    parts = [word("New", 2, "amod", "B-GPE"), word("York", 3, "nsubj", "E-GPE"), word("fell")]
    document = convert(converter, text, sentence(text, *parts))
    assert [entity.text for entity in document.doc.ents] == [f"New{gap}York"]
    assert [t.text for t in document.tokens(document.sentences[0])] == ["New", "York", "fell"]


@pytest.mark.parametrize(
    ("surface", "words", "cut"),
    [
        ("didn't", ("did", "n't"), ("did", "n't")),
        ("didn’t", ("did", "n't"), ("did", "n’t")),
        ("won't", ("wo", "n't"), ("wo", "n't")),
        ("cannot", ("can", "not"), ("can", "not")),
        ("gonna", ("gon", "na"), ("gon", "na")),
        ("I'd've", ("I", "'d", "'ve"), ("I", "'d", "'ve")),
        ("won't", ("will", "not"), ("won'", "t")),  # words that aren't what stands there: still all of it
    ],
)
def test_multi_word_tokens_are_cut_as_they_stand(
    surface: str, words: tuple[str, ...], cut: tuple[str, ...], converter: Converter
) -> None:
    text = f"They {surface} go"
    last = 2 + len(words)
    expanded = [word(one, last, "aux") for one in words]
    parts = [word("They", last, "nsubj"), {"text": surface, "ner": "O", "expands": expanded}, word("go")]
    document = convert(converter, text, sentence(text, *parts))
    tokens = list(document.doc)
    assert "".join(token.text_with_ws for token in tokens) == text
    assert tuple(token.text for token in tokens[1:-1]) == cut
    assert all(token.head.text == "go" for token in tokens)


def test_a_word_with_no_characters_of_its_own_hands_its_head_on(converter: Converter) -> None:
    """Two words that Stanza makes of one letter: only one can stand in the text."""
    text = "They x go"
    expanded = [word("xy", 4, "aux"), word("z", 4, "advmod")]
    parts = [word("They", 3, "nsubj"), {"text": "x", "ner": "O", "expands": expanded}, word("go")]
    document = convert(converter, text, sentence(text, *parts))
    assert [(token.text, token.head.text) for token in document.doc] == [("They", "go"), ("x", "go"), ("go", "go")]


def test_text_between_and_around_sentences_is_kept(converter: Converter) -> None:
    text = "\ufeff One.\u200b  \n Two.\x00"
    one, two = text.index("One"), text.index("Two")
    first = sentence("One.", word("One"), word(".", 1, "punct"), start=one)
    second = sentence("Two.", word("Two"), word(".", 1, "punct"), start=two)
    document = convert(converter, text, first, second)
    assert [token.text for token in document.doc] == ["\ufeff", "One", ".", "\u200b", " \n ", "Two", ".", "\x00"]
    assert [found.span.of(text) for found in document.sentences] == ["One.", "Two."]
    assert [(document.doc[found.start].text, found.end - found.start) for found in document.sentences] == [
        ("One", 2),
        ("Two", 2),
    ]
    assert all(token.i == token.head.i for token in document.doc if token.dep_ == "root")


def test_a_block_that_is_not_parsed_is_one_token_outside_every_sentence(converter: Converter) -> None:
    text = "By Ana Ruiz\n\nThe ferry sank.\n\nShare this"
    parts = ("By Ana Ruiz", "The ferry sank.", "Share this")
    kinds = (BlockKind.BYLINE, BlockKind.BODY, BlockKind.FURNITURE)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    article = Article("a", text, tuple(Block(span, kind) for span, kind in zip(spans, kinds, strict=True)))
    words = (word("The", 2, "det"), word("ferry", 3, "nsubj"), word("sank"), word(".", 3, "punct"))
    document = converter.document(article, [[], [sentence("The ferry sank.", *words)], []])
    assert document.doc.text == text
    opaque = [token for token in document.doc if token.text in {parts[0], parts[2]}]
    assert [(token.tag_, token.pos_, token.idx) for token in opaque] == [
        ("X", "X", 0),
        ("X", "X", spans[2].start),
    ]
    assert all(document.sentence_at(token.i) is None for token in opaque)
    assert [found.block for found in document.sentences] == [1]
    assert [document.sentence_at(token.i) for token in document.tokens(document.sentences[0])] == [
        document.sentences[0]
    ] * 4


@pytest.mark.parametrize("heads", [(0, 0, 0), (2, 3, 1), (1, 2, 3), (9, 9, 0)])
def test_a_broken_tree_still_has_one_root(heads: tuple[int, ...], converter: Converter) -> None:
    text = "One two three"
    broken = stanza_sentence(text, word("One"), word("two", 1, "dep"), word("three", 1, "dep"))
    for made, head in zip(broken.words, heads, strict=True):
        made.head = head
    document = convert(converter, text, analysis_of(broken, TYPES))
    assert document.doc.text == text
    assert [token.text for token in document.doc if token.head.i == token.i] == ["three" if heads[0] == 9 else "One"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_an_article_without_sentences(text: str, converter: Converter) -> None:
    document = converter.document(Article("a", text, ()), [])
    assert document.doc.text == text
    assert document.sentences == ()
    assert document.sentence_at(0) is None


def test_text_that_the_models_pass_over_inside_a_sentence(converter: Converter) -> None:
    """It hangs on what stands before it, and shifts no head."""
    text = "One \u200btwo\x00 \n three."
    words = (word("One", 3, "nsubj"), word("two", 3, "amod"), word("three"), word(".", 3, "punct"))
    document = convert(converter, text, sentence(text, *words))
    assert [(token.text, token.head.text) for token in document.doc] == [
        ("One", "three"),
        ("\u200b", "One"),
        ("two", "three"),
        ("\x00", "two"),
        ("\n ", "\x00"),
        ("three", "three"),
        (".", "three"),
    ]
    assert [(found.start, found.end) for found in document.sentences] == [(0, 7)]


@pytest.mark.parametrize("before", ["O", "B-ORG"])
def test_an_entity_that_never_began_begins_behind_white_space(before: str, converter: Converter) -> None:
    text = "One\nYork"
    document = convert(converter, text, sentence(text, word("One", ner=before), word("York", 1, "dep", "I-GPE")))
    assert ("York", "LOCATION") in [(entity.text, entity.label_) for entity in document.doc.ents]
    assert document.doc[1].ent_iob_ == "O"


def test_sentences_of_several_blocks(converter: Converter) -> None:
    """Offsets count from the start of each block."""
    text = "One.\n\n  Two. Three."
    blocks = (Block(Span(0, 4), BlockKind.TITLE), Block(Span(8, len(text)), BlockKind.BODY))
    analyses = [
        [sentence("One.", word("One"), word(".", 1, "punct"))],
        [
            sentence("Two.", word("Two"), word(".", 1, "punct")),
            sentence("Three.", word("Three"), word(".", 1, "punct"), start=5),
        ],
    ]
    document = converter.document(Article("a", text, blocks), analyses)
    assert document.doc.text == text
    assert [(found.span.of(text), found.block) for found in document.sentences] == [
        ("One.", 0),
        ("Two.", 1),
        ("Three.", 1),
    ]
