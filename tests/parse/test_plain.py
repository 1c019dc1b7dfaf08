"""The plain reading of a Doc says what the Doc says."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quotes.parse import Document, Parser
from quotes.parse.plain import PlainSpan, Token
from quotes.read import article_from_text

TEXT = """Harbour opens

The mayor of Port Ellery, Ana Ruiz, didn't say on Monday  that "the harbour\u00a0can't be rebuilt": 30 boats, she
added, were lost. Who paid?

By Jon Vale
"Nobody," said\tVale."""
COPIED = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_")
COPIED += ("is_space", "is_alpha", "is_punct", "like_num")


@pytest.fixture(scope="module")
def document(parser: Parser) -> Document:
    """An article with white space of all kinds, and a block that isn't parsed."""
    (parsed,) = parser.parse([article_from_text(TEXT)])
    return parsed


def test_tokens_have_spacys_attributes(document: Document) -> None:
    assert len(document.plain) == len(document.doc)
    for token, own in zip(document.doc, document.plain, strict=True):
        assert [getattr(own, name) for name in COPIED] == [getattr(token, name) for name in COPIED]
        assert own.is_sent_start == bool(token.is_sent_start)
        assert own.base == token.dep_.split(":")[0]
        assert own.morph == str(token.morph)
        assert len(own) == len(token)
        assert own.doc is document.plain


def test_trees_are_spacys(document: Document) -> None:
    for token, own in zip(document.doc, document.plain, strict=True):
        assert own.head.i == token.head.i
        assert _places(own.children) == [child.i for child in token.children]
        assert _places(own.subtree) == [other.i for other in token.subtree]
        assert _places(own.ancestors) == [other.i for other in token.ancestors]


def test_white_space_is_no_word(document: Document) -> None:
    plain = document.plain
    for i, token in enumerate(plain):
        words = [other.i for other in token.subtree if not other.is_space]
        assert token.first == min(words, default=i)
        assert plain.word(i, i + 1) is (None if token.is_space else token)
    doubled = next(token for token in plain if token.is_space and token.i)
    assert plain.word(doubled.i, len(plain)) is plain[doubled.i + 1]
    assert plain.word(len(plain), len(plain) + 1) is None


def test_neighbours(document: Document) -> None:
    first, last = document.plain[0], document.plain[-1]
    assert first.nbor() is document.plain[1]
    assert last.nbor(-1) is document.plain[-2]
    for token, by in ((first, -1), (last, 1)):
        with pytest.raises(IndexError):
            token.nbor(by)


def test_stretches_of_text_are_spacys(document: Document) -> None:
    for start in range(len(TEXT)):
        for end in range(start + 1, min(len(TEXT), start + 40)):
            touched, wide = (
                document.plain.touched(start, end),
                document.doc.char_span(start, end, alignment_mode="expand"),
            )
            within, close = (
                document.plain.within(start, end),
                document.doc.char_span(start, end, alignment_mode="contract"),
            )
            for own, span in ((touched, wide), (within, close)):
                assert (own is None) == (span is None)
                if own is not None and span is not None:
                    assert (own.start, own.end, own.text) == (span.start, span.end, span.text)
                    assert not span or own.root.i == span.root.i
                    assert [_entity(entity) for entity in own.ents] == [
                        (entity.start, entity.end, entity.label_) for entity in span.ents
                    ]


def test_nothing_stands_outside_the_text(document: Document) -> None:
    for start, end in ((-1, 3), (0, 0), (0, len(TEXT) + 1)):
        assert document.plain.touched(start, end) is None
        assert document.plain.within(start, end) is None


def test_entities_are_spacys(document: Document) -> None:
    assert document.plain.ents
    assert [(entity.text, entity.label_, entity.start_char, entity.end_char) for entity in document.plain.ents] == [
        (entity.text, entity.label_, entity.start_char, entity.end_char) for entity in document.doc.ents
    ]


def _entity(entity: PlainSpan) -> tuple[int, int, str]:
    return entity.start, entity.end, entity.label_


def _places(tokens: Iterable[Token]) -> list[int]:
    return [token.i for token in tokens]
