"""What holds of the speech in every article: the golden ones, and texts that nobody would write."""

from __future__ import annotations

from itertools import pairwise

import pytest

import golden
from quotes.parse import Document, Parser
from quotes.read import article_from_text
from quotes.span import Span
from quotes.speech import Speech, find_speech
from quotes.speech.confidence import Confidence
from quotes.speech.rules import describe_rule

GOLDEN = {path.stem: path for path in golden.golden_articles()}
SAID = "“The bridge will hold,” Mayor Ana Ruiz said on Monday. She hoped that it would. "
ODD = {
    "nothing": "",
    "marks only": "“” \"\" '' ‘’ «» ``''",
    "cues only": "Said. Said said, said: said; according to.",
    "cue at either end": "Said the mayor that. According to",
    "nested marks": "“He said “she said ‘they said «we said “no”»’” and left,” Roe said.",
    "marks left open": "“" + SAID + "\n\n“" + SAID + "\n\n" + SAID,
    "carriage returns and tabs": SAID.replace(" ", "\t", 2).replace(". ", ".\r\n") * 2,
    "astral": "“🙂👩‍👩‍👧 𝒲e wait,” said 𝐁𝐨 Lind 🇸🇪. " + SAID,
    "invisible": SAID.replace("bridge", "brid\u200bge").replace("Ana Ruiz", "Ana\u00a0Ruiz") + "\ufeff",
    "right to left": SAID + "\u202bقال العمدة: «الجسر سيصمد»\u202c. " + SAID,
    "capitals": SAID.upper() * 2,
    "no spaces": SAID.replace(" ", "") * 3,
    "a long line of cues": "Roe said that Vell said that " * 40 + "it rained.",
    "a dialogue": "Roe: Do you go?\n\nVell: Never.\n\nRoe: Why?",
}
NO_FLOOR = Confidence(bias=0, weights={}, floor=0.0)


@pytest.fixture(scope="module")
def documents(parser: Parser) -> dict[str, list[Document]]:
    articles = {name: golden.read(path) for name, path in GOLDEN.items()}
    articles |= {name: [article_from_text(text, id=name)] for name, text in ODD.items()}
    parsed = parser.parse([article for group in articles.values() for article in group])
    return {name: [next(parsed) for _ in group] for name, group in articles.items()}


@pytest.mark.parametrize("doubtful", [False, True], ids=["reported", "every find"])
@pytest.mark.parametrize("name", [*GOLDEN, *ODD])
def test_speech_is_sound(name: str, doubtful: bool, documents: dict[str, list[Document]]) -> None:
    for document in documents[name]:
        speeches = find_speech(document, confidence=NO_FLOOR) if doubtful else find_speech(document)
        for index, speech in enumerate(speeches):
            check_spans(document, speech)
            check_links(speeches, index)
            assert describe_rule(speech.rule), speech.rule
            assert 0 <= speech.confidence <= 1
        heads = [speech.cue.head for speech in speeches if speech.cue is not None]
        assert len(heads) == len(set(heads)), "two finds with one cue"
        assert len({speech.content for speech in speeches}) == len(speeches), "one content twice"


def check_spans(document: Document, speech: Speech) -> None:
    text, doc = document.text, document.doc
    assert speech.content
    for span in (*speech.content, speech.sentence):
        check_span(text, span)
    for before, after in pairwise(speech.content):
        assert before.end <= after.start, f"content out of order or overlapping: {before}, {after}"
    if speech.cue is not None:
        check_span(text, speech.cue.span)
        head = doc[speech.cue.head]
        assert speech.cue.span.contains(Span(head.idx, head.idx + len(head)))
        assert speech.cue.lemma
        assert not any(span.overlaps(speech.cue.span) for span in speech.content), (
            f"the cue {speech.cue.span.of(text)!r} stands in {[span.of(text) for span in speech.content]}"
        )
    if speech.source is not None:
        check_span(text, speech.source.span)
        head = doc[speech.source.head]
        assert speech.source.span.overlaps(Span(head.idx, head.idx + len(head)))
    assert any(character.isalnum() for span in speech.content for character in span.of(text))


def check_span(text: str, span: Span) -> None:
    assert 0 <= span.start < span.end <= len(text)
    assert span.of(text).strip()


def check_links(speeches: list[Speech], index: int) -> None:
    speech = speeches[index]
    for other in (speech.parent, speech.follows):
        assert other is None or (0 <= other < len(speeches) and other != index)
    if speech.parent is not None:
        assert speech.cue is not None
        outer = speeches[speech.parent]
        assert any(span.contains(speech.cue.span) for span in outer.content)
    if speech.follows is not None:
        assert speech.follows < index
        assert speech.cue is None
    seen = {index}
    while (parent := speeches[index].parent) is not None:
        assert parent not in seen, "nested in itself"
        seen.add(parent)
        index = parent


def test_golden_articles_hold_speech(documents: dict[str, list[Document]]) -> None:
    """The test above would hold of nothing at all, too."""
    assert GOLDEN
    found = [find_speech(document) for name in GOLDEN for document in documents[name]]
    assert sum(map(len, found)) > 5 * len(GOLDEN)


def test_the_same_document_gives_the_same_speech(documents: dict[str, list[Document]]) -> None:
    for name in GOLDEN:
        for document in documents[name]:
            assert find_speech(document) == find_speech(document)
