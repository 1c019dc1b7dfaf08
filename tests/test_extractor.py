"""The glue: order, batches, filters, and that one bad article spoils no other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

import quotes
from quotes import Article, Extractor
from records import TEXT, make_record


class FakeParser:
    """Parses in batches of two; chokes on a text that says so."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def parse(self, articles: Iterable[Article]) -> Iterator[Any]:
        batch: list[Article] = []
        for article in articles:
            self.taken.append(article.id)
            batch.append(article)
            if len(batch) == 2:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, batch: list[Article]) -> Iterator[Any]:
        if any("unparsable" in article.text for article in batch):
            raise RuntimeError("the parser chokes")
        for article in batch:
            yield SimpleNamespace(article=article, text=article.text)


def fake_normalize(document: Any, attributions: list[Any]) -> list[Any]:
    if "abnormal" in document.text:
        raise ValueError("abnormal\ntext")
    return [
        make_record(article=document.article.id),
        make_record(article=document.article.id, type="mixed", act="thought", confidence=0.4),
    ]


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.speech.find_speech", lambda document, **options: [])
    monkeypatch.setattr("quotes.attribute.attribute", lambda document, speech: [])
    monkeypatch.setattr("quotes.normalize.normalize", fake_normalize)


def fake(**options: Any) -> Extractor:
    return Extractor(parser=FakeParser(), **options)  # type: ignore[arg-type]


def given(*texts: str) -> list[dict[str, Any]]:
    return [{"id": str(number), "text": text} for number, text in enumerate(texts)]


@pytest.mark.usefixtures("stages")
def test_stream_keeps_the_order_and_is_lazy() -> None:
    parser = FakeParser()
    extractions = Extractor(parser=parser).stream(given(*[TEXT] * 5))  # type: ignore[arg-type]
    assert next(extractions).article.id == "0"
    assert parser.taken == ["0", "1"]
    assert [extraction.article.id for extraction in extractions] == ["1", "2", "3", "4"]


@pytest.mark.usefixtures("stages")
@pytest.mark.parametrize(
    ("word", "problem"),
    [("unparsable", "RuntimeError: the parser chokes"), ("abnormal", "ValueError: abnormal text")],
)
@pytest.mark.parametrize("place", range(5))
def test_one_bad_article_spoils_no_other(word: str, problem: str, place: int) -> None:
    texts = [TEXT] * 5
    texts[place] = word
    extractions = list(fake().stream(given(*texts)))
    assert [extraction.article.id for extraction in extractions] == ["0", "1", "2", "3", "4"]
    assert [bool(extraction.records) for extraction in extractions] == [number != place for number in range(5)]
    assert extractions[place].problem == f"article {place}: {problem}"
    assert sum(extraction.problem is not None for extraction in extractions) == 1


@pytest.mark.usefixtures("stages")
def test_broken_input_is_not_swallowed() -> None:
    def articles() -> Iterator[str]:
        yield TEXT
        raise OSError("the disk is gone")

    extractions = fake().stream(articles())
    assert next(extractions).records
    with pytest.raises(OSError, match="the disk is gone"):
        list(extractions)


@pytest.mark.usefixtures("stages")
@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({}, ["direct", "mixed"]),
        ({"min_confidence": 0.5}, ["direct"]),
        ({"min_confidence": 0.95}, []),
        ({"types": ["mixed"]}, ["mixed"]),
        ({"types": ["indirect"]}, []),
        ({"acts": ["speech", "writing"]}, ["direct"]),
        ({"acts": ["thought"], "types": ["direct"]}, []),
        ({"types": []}, ["direct", "mixed"]),
    ],
)
def test_selection(options: dict[str, Any], kept: list[str]) -> None:
    assert [record.type for record in fake(**options).extract(TEXT)] == kept


@pytest.mark.usefixtures("stages")
def test_articles_may_be_given_in_three_ways() -> None:
    (made,) = [extraction.article for extraction in fake().stream([TEXT])]
    articles = [made, TEXT, {"text": TEXT, "id": "named", "published": "2024-03-05", "title": "A bridge"}]
    found = [extraction.article for extraction in fake().stream(articles)]
    assert found[0] is made
    assert found[1] == made
    assert (found[2].id, str(found[2].published), found[2].title) == ("named", "2024-03-05", "A bridge")
    assert all(article.text == TEXT for article in found)


def test_no_articles(extractor: Extractor) -> None:
    assert list(extractor.stream([])) == []


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "?!?", "\u200f\u200e", "🙂"])
def test_texts_without_a_sentence(text: str, extractor: Extractor) -> None:
    (extraction,) = extractor.stream([{"text": text}]) if text.strip() else [None]
    assert extraction is None or (extraction.records, extraction.problem) == ((), None)


def test_who_said_what_when(extractor: Extractor) -> None:
    """The whole path, for real, over one plain sentence."""
    text = '"The bridge will hold for another decade," Mayor Ana Ruiz said on Monday.'
    (record,) = extractor.extract(text, published="2024-03-06", id="bridge")
    assert record.article.id == "bridge"
    assert record.type == "direct"
    assert record.speaker is not None
    assert record.speaker.name == "Ana Ruiz"
    assert record.cue is not None
    assert record.cue.text == "said"
    assert record.when is not None
    assert record.when.date == "2024-03-04"
    (span,) = record.quote.spans
    assert text[span.start : span.end] == span.text == '"The bridge will hold for another decade,"'


def test_the_package_names_what_it_offers() -> None:
    assert set(quotes.__all__) <= set(dir(quotes))
    assert all(getattr(quotes, name) for name in quotes.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        quotes.nonsense  # noqa: B018 - looking it up is the test


@pytest.mark.parametrize("command", ["import quotes", "import quotes.cli", "import quotes.record, quotes.write"])
def test_importing_loads_nothing_heavy(command: str) -> None:
    heavy = "stanza torch spacy textacy trafilatura dateparser numpy"
    code = f"import sys; {command}; print(*[name for name in '{heavy}'.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
