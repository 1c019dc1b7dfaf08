"""The path of an article, from text to records: the library's entrance and the glue between the rooms."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.parse.arithmetic import Arithmetic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from quotes.parse import Document, Parser
    from quotes.read import Article
    from quotes.record import Record
    from quotes.speech.learned.propose import Proposal
    from quotes.speech.speech import Act, Leaning, SpeechType


@dataclass(frozen=True, slots=True)
class Extraction:
    """One article and what was found in it.

    ``problem`` says why the article has no records because something went wrong; it is None where all went well.
    """

    article: Article
    records: tuple[Record, ...]
    problem: str | None = None


class Extractor:
    """Finds who said what, when. Loading takes seconds; one extractor serves any number of articles.

    Args:
        models: A folder with a package of models, ``downloaded`` for Stanza's own that the user has downloaded; None
            for the embedded one.
        min_confidence: Leave out records below this.
        types: Keep only these of direct, mixed and indirect; None keeps all.
        acts: Keep only these of speech, writing, thought, attitude and intention; None keeps all.
        parser: A loaded parser to share, instead of ``models``.
        arithmetic: In which numbers the embedded models compute.
        leaning: Towards precision (fewer records, surer ones) or recall (more records, less sure ones).
        rules_only: Leave out the network that proposes speech beside the rules: faster, but less is found.

    Raises:
        ModelsError: The folder holds no usable package.

    Notes:
        A record that is kept may have a ``parent`` that isn't: the id still tells which one it was.
    """

    def __init__(
        self,
        models: str | Path | None = None,
        *,
        min_confidence: float = 0.0,
        types: Collection[SpeechType] | None = None,
        acts: Collection[Act] | None = None,
        parser: Parser | None = None,
        arithmetic: Arithmetic = Arithmetic.AUTO,
        leaning: Leaning = "balanced",
        rules_only: bool = False,
    ) -> None:
        if parser is None:
            from quotes.parse import Parser

            parser = Parser(models, arithmetic=arithmetic)
        self._parser = parser
        self._min_confidence = min_confidence
        self._leaning: Leaning = leaning
        self._proposals: tuple[Proposal, ...] | None = () if rules_only else None
        self._types = frozenset(types) if types else None
        self._acts = frozenset(acts) if acts else None

    def extract(
        self,
        text: str,
        *,
        published: date | str | None = None,
        title: str | None = None,
        id: str | None = None,  # noqa: A002 - the input's own name for it
    ) -> list[Record]:
        """The records of one article.

        Args:
            text: The article. Offsets in the records count its code points.
            published: The day it appeared, as a date or in ISO form; wins over one found in the text.
            title: Its headline, when that isn't in the text.
            id: What the records call it; made from the text when left out.
        """
        article = as_article({"text": text, "published": published, "title": title, "id": id})
        (document,) = self._parser.parse([article])
        return self.records(document)

    def stream(self, articles: Iterable[Article | str | dict[str, Any]]) -> Iterator[Extraction]:
        """Extract from many articles, lazily and in order; the parser takes them in batches.

        Args:
            articles: As read, or texts, or objects with ``text`` and what else is known of an article.

        Yields:
            One extraction an article. What goes wrong with one is told in its ``problem`` and spoils no other.
        """
        for parsed in self._parse(map(as_article, articles)):
            if isinstance(parsed, Extraction):
                yield parsed
                continue
            try:
                yield Extraction(parsed.article, tuple(self.records(parsed)))
            except Exception as error:
                yield _failure(parsed.article, error)

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        """The parses that records are made from, lazily and in order."""
        return self._parser.parse(articles)

    def records(self, document: Document) -> list[Record]:
        """The records of a parsed article, in order of appearance."""
        from quotes.attribute import attribute
        from quotes.normalize import normalize
        from quotes.speech import find_speech

        speech = find_speech(document, leaning=self._leaning, proposals=self._proposals)
        return [record for record in normalize(document, attribute(document, speech)) if self._wanted(record)]

    def _wanted(self, record: Record) -> bool:
        return (
            record.confidence >= self._min_confidence
            and (self._types is None or record.type in self._types)
            and (self._acts is None or record.act in self._acts)
        )

    def _parse(self, articles: Iterator[Article]) -> Iterator[Document | Extraction]:
        """Parse in batches; when a batch fails, its articles are taken one at a time, so that only the guilty fail."""
        pending: deque[Article] = deque()
        broken_input: list[Exception] = []

        def feed() -> Iterator[Article]:
            try:
                for article in articles:
                    pending.append(article)
                    yield article
            except Exception as error:
                broken_input.append(error)

        more = True
        while more:
            try:
                for document in self._parser.parse(feed()):
                    pending.popleft()
                    yield document
                more = False
            except Exception:
                if not pending:  # no article to blame
                    raise
                suspects = list(pending)
                pending.clear()
                yield from map(self._parse_alone, suspects)
        if broken_input:
            raise broken_input[0]

    def _parse_alone(self, article: Article) -> Document | Extraction:
        try:
            (document,) = self._parser.parse([article])
        except Exception as error:
            return _failure(article, error)
        return document


def as_article(given: Article | str | dict[str, Any]) -> Article:
    """An article from whatever describes one.

    Raises:
        ValueError: Its date is none.
        TypeError: It has no text, or something that an article does not have.
    """
    from quotes.read import Article, article_from_text

    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        given = {"text": given}
    return article_from_text(**{key: value for key, value in given.items() if value is not None})


def _failure(article: Article, error: Exception) -> Extraction:
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Extraction(article, (), f"article {article.id}: {reason}")
