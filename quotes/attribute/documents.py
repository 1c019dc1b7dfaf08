"""Statements, reports and other documents: who issued them, and who carried them to the reader."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from quotes.attribute.entity import Entity
from quotes.attribute.lexicon import singulars

if TYPE_CHECKING:
    from quotes.attribute.cast import Cast
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page
    from quotes.attribute.phrase import Phrase

_IN_A = re.compile(
    r"\b(?i:in|via|through|on|with)\s+(?:(?:a|an|the|its|his|her|their|another|one|that|this)\s+)?(?:[\w'’-]+\s+){0,3}?([\w-]+)\b"
)
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?")
_BY_SOON = re.compile(r"[^.;]{0,40}?\b(by|from)\s+(?:the\s+|an?\s+)?")
_ELSEWHERE = re.compile(r"[,;:]|\b(?:of|for|in|at|to|with|on)\b")  # what stands behind is no name of the same
LONGEST_VERB = 20  # code points
REACH = 1500  # code points: no document is introduced further back in one sentence


class Archive:
    """The documents that an article has spoken of so far, the latest last."""

    def __init__(self, page: Page, lexicon: Lexicon, cast: Cast) -> None:
        self._page = page
        self._lexicon = lexicon
        self._cast = cast
        self._documents: list[Entity] = []
        self._starts = [mention.span.start for mention in cast.mentions]

    def said_in(self, issuer: Entity, start: int, end: int, relays: tuple[tuple[str, int, int], ...]) -> None:
        """Take in a clause that says something was said in a document: "the ministry said in a statement …".

        Args:
            issuer: Who said it.
            start: Where the clause begins, as an offset.
            end: Where it ends.
            relays: Who carried it: name, start, end.
        """
        for match in _IN_A.finditer(self._page.text, start, end):
            noun = self.noun(match[1])
            if noun is not None:
                self._add(noun, issuer, relays)
                return

    def noun(self, word: str) -> str | None:
        """The document noun that a word is, in the singular; None for other words."""
        low = word.lower()
        if low in self._lexicon.document_plurals:
            return low
        return next((form for form in singulars(low) if form in self._lexicon.document_nouns), None)

    def find(self, phrase: Phrase, possessor: Entity | None, offset: int) -> Entity | None:
        """The document that a definite phrase points back at, or the one that its possessor or "by" makes new.

        Args:
            phrase: "The statement", "The North's statement", "a new report by Politico".
            possessor: The entity in the possessive before the noun, if any.
            offset: Where the phrase stands.
        """
        noun = self.noun(phrase.head)
        if noun is None:
            return None
        issuer = possessor or self._issuer_after(phrase)
        known = self._latest(noun, issuer)
        if known is not None and (phrase.definite or issuer is not None):
            return known
        if issuer is None and phrase.definite and not phrase.plural:
            issuer = self._issued_before(noun, offset)
        if issuer is None:
            return None
        return self._add(noun, issuer, ())

    def _add(self, noun: str, issuer: Entity, relays: tuple[tuple[str, int, int], ...]) -> Entity:
        document = Entity(issuer.name, "document", issuer=issuer, noun=noun, relays=relays)
        self._documents.append(document)
        return document

    def _latest(self, noun: str, issuer: Entity | None) -> Entity | None:
        same = self._lexicon.document_synonyms.get(noun, frozenset())
        for exact in (True, False):
            for document in reversed(self._documents):
                fits = document.noun == noun if exact else document.noun in same
                if fits and (issuer is None or _one_side(issuer, document.issuer)):
                    return document
        return None

    def _issuer_after(self, phrase: Phrase) -> Entity | None:
        """Whoever follows "by", "from", "of" in the phrase: "a report by Politico"."""
        for match in _BY.finditer(self._page.text, phrase.core.start, phrase.core.end):
            if not self._only_carried(match.start()):
                return self._named_at(match.end(), phrase.core.end)
        return None

    def _only_carried(self, by: int) -> bool:
        """Whether what follows "by" only passed the document on: "a statement carried | by the agency"."""
        before = self._page.text[max(0, by - LONGEST_VERB) : by].split()
        return bool(before) and before[-1].lower() in self._lexicon.carrying_verbs

    def _named_at(self, start: int, end: int) -> Entity | None:
        """Whoever is named at an offset, behind what he is: "by | the Tarnish newspaper Orbiton Daily".

        Not the owner of whatever else it is by, "from Tarn's finance ministry", nor the place that it comes from.
        """
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mention, entity = self._cast.mentions[i], self._cast.of[i]
            if _ELSEWHERE.search(self._page.text, start, mention.whole.start):
                return None
            if mention.kind == "people" or (entity is not None and entity.people):
                continue
            return None if mention.possessive or (entity is not None and self._is_origin(entity, start)) else entity
        return None

    def _is_origin(self, entity: Entity, start: int) -> bool:
        """Whether something only comes from a place: "reports from Tarn", not "a statement from the United States"."""
        sent = self._page.text[max(0, start - len("from ")) : start].startswith("from ")
        low = entity.name.lower()
        return sent and entity.place and low not in self._lexicon.countries and low not in self._lexicon.capitals

    def _issued_before(self, noun: str, offset: int) -> Entity | None:
        """Who is said to have issued it in the sentences before: "the release by the department of a report"."""
        here = self._page.sentence(offset)
        for number in range(here, max(-1, here - 4), -1):
            sentence = self._page.document.sentences[number].span
            end = min(sentence.end, offset)
            start = max(sentence.start, end - REACH)
            text = self._page.text[start:end]
            for match in re.finditer(rf"\b{re.escape(noun)}\b", text):
                issuer = self._maker(start, start + match.start(), end)
                if issuer is not None:
                    return issuer
        return None

    def _maker(self, start: int, at: int, end: int) -> Entity | None:
        """The maker of a document that is named at ``at``: in the possessive, after "by", or as subject."""
        text = self._page.text
        by = _BY_SOON.match(text, at, end)
        if by and not self._only_carried(by.start(1)):
            after = self._named_at(by.end(), end)
            if after is not None:
                return after
        clause = text[start:at]
        issuing = [m for m in re.finditer(r"[a-z]+", clause) if self._is_issuing(m.group())]
        if not issuing:
            return self._possessor(start, at)
        verb = issuing[-1]
        passive = re.match(r"[^.;]{0,20}?\bby\s+(?:the\s+)?", clause[verb.end() :])
        if passive:
            return self._named_at(start + verb.end() + passive.end(), at)
        return self._subject_before(start, start + verb.start())

    def _is_issuing(self, word: str) -> bool:
        stems = (
            word,
            word.removesuffix("d"),
            word.removesuffix("ed"),
            word.removesuffix("s"),
            word.removesuffix("ing"),
        )
        return any(stem in self._lexicon.issuing_verbs for stem in stems) or word in (
            "put",
            "wrote",
            "made",
            "submission",
        )

    def _possessor(self, start: int, at: int) -> Entity | None:
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, at)):
            mention = self._cast.mentions[i]
            if mention.possessive and 0 <= at - mention.span.end <= 30:
                return self._cast.of[i]
        return None

    def _subject_before(self, start: int, end: int) -> Entity | None:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for i in range(high - 1, low - 1, -1):
            if self._cast.mentions[i].role == "subject" and self._cast.of[i] is not None:
                return self._cast.of[i]
        return self._cast.of[low] if low < high else None


def _one_side(one: Entity, other: Entity | None) -> bool:
    """Whether two issuers can be one: the same, or a country and its ministry."""
    if other is None or one is other:
        return other is not None
    return one.name.lower() in other.name.lower() or other.name.lower() in one.name.lower()
