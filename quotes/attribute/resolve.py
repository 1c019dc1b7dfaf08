"""The order in which sources are resolved, and the speaker that comes of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quotes.attribute.attribution import Speaker
from quotes.attribute.discourse import Discourse
from quotes.attribute.documents import Archive
from quotes.attribute.entity import Entity
from quotes.attribute.lexicon import small_words
from quotes.attribute.names import plain
from quotes.attribute.phrase import take_apart
from quotes.attribute.titles import main_title
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.attribute.attribution import ResolvedBy
    from quotes.attribute.cast import Cast
    from quotes.attribute.discourse import Judge
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.mentions import Role
    from quotes.attribute.page import Page
    from quotes.attribute.phrase import Phrase
    from quotes.attribute.relays import Relays
    from quotes.parse.plain import Token
    from quotes.speech.speech import Speech


MOST_PHRASES = 60  # nobody points back further
_SAID_IN = re.compile(r"(?:In|Through|Via)\s")
NEAR = 300  # code points: "said on Thursday in a statement"
LONGEST_PHRASE = 8  # words of a noun phrase


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source is, how that was found, and the row of ``confidence.toml`` that says how sure it is."""

    entity: Entity
    by: ResolvedBy
    confidence: str


@dataclass(frozen=True, slots=True)
class Case:
    """One source to resolve: the phrase, where it stands, and the speech that it is the source of."""

    number: int
    speech: Speech
    span: Span
    phrase: Phrase
    named_in_content: frozenset[int]

    @property
    def offset(self) -> int:
        """Where the source begins."""
        return self.span.start


class Resolver:
    """Resolves the sources of an article in the order of its text."""

    def __init__(self, page: Page, lexicon: Lexicon, cast: Cast, relays: Relays, judge: Judge | None = None) -> None:
        self.page = page
        self.lexicon = lexicon
        self.cast = cast
        self.relays = relays
        self.discourse = Discourse(page, cast, judge)
        self.archive = Archive(page, lexicon, cast)
        self.starts = [mention.span.start for mention in cast.mentions]
        self._noun_subjects = deque(_noun_subjects(page, lexicon, self.archive))
        self.phrases: dict[str, Entity] = {}  # unnamed people, groups and documents by their phrase
        self.left_open: list[Entity] = []  # "the suspect", who may be one of those named: what follows is about him
        self.results: list[Found | None] = []
        self.speech: Sequence[Speech] = ()

    def resolve_all(self, speech: Sequence[Speech]) -> list[Found | None]:
        """Resolve every source, then what goes on without one."""
        self.speech = speech
        self.results = [None] * len(speech)
        self._same: dict[Span, Found | None] = {}
        self._source_starts = {one.source.span.start for one in speech if one.source is not None}
        order = sorted(range(len(speech)), key=lambda i: _where(speech[i]))
        for number in order:
            source = speech[number].source
            if source is not None:
                if source.span not in self._same:  # one source may have several cues
                    self._same[source.span] = self._resolve(number, source.span)
                self.results[number] = self._same[source.span]
                self._remember(number, source.span)
        for number in order:
            if speech[number].source is None:
                self.results[number] = self._continued(number)
        return self.results

    def read_on(self) -> None:
        """Take in what comes after the last source, too: nobody speaks there, but pronouns are resolved."""
        if self.speech:
            self._take_noun_subjects(len(self.page.text), self.speech[-1])
            self.discourse.advance(len(self.page.text))

    def _resolve(self, number: int, span: Span) -> Found | None:
        from quotes.attribute.sources import RESOLVERS

        phrase = take_apart(self.page, self.lexicon, span)
        if phrase is None:
            return None
        self._take_noun_subjects(phrase.span.start, self.speech[number])
        self.discourse.advance(phrase.span.start)
        case = Case(number, self.speech[number], phrase.span, phrase, self._named_in(self.speech[number], phrase.span))
        for resolver in RESOLVERS:
            found = resolver(self, case)
            if found is not None:
                return found if found.confidence != "nobody" else None
        return None

    def _take_noun_subjects(self, offset: int, speech: Speech) -> None:
        """Take in the documents, unnamed people and organizations that sentences before an offset are about.

        Whether or not they spoke, a later "it" or "they" may mean them; but not the pronoun that is the source of the
        very words that speak of them.
        """
        from quotes.attribute.sources import NOUN_RESOLVERS

        while self._noun_subjects and self._noun_subjects[0][0].start < offset:
            span, role = self._noun_subjects.popleft()
            phrase = take_apart(self.page, self.lexicon, span)
            if phrase is None or span.start in self._source_starts or self._apposed_name(phrase.span.end):
                continue
            if any(part.contains(span) for part in speech.content):
                continue
            self.discourse.advance(span.start)
            case = Case(0, self.speech[0], phrase.span, phrase, frozenset())
            found = next((found for resolve in NOUN_RESOLVERS if (found := resolve(self, case)) is not None), None)
            if found is not None and found.confidence != "nobody":
                self.discourse.note(found.entity, span.start, role)

    def _apposed_name(self, end: int) -> bool:
        """Whether a name stands in apposition behind an offset: "Her coach, | Ada Bell, was blunter"."""
        at = bisect_left(self.starts, end)
        return at < len(self.starts) and self.page.text[end : self.cast.mentions[at].whole.start] == ", "

    def _named_in(self, speech: Speech, source: Span) -> frozenset[int]:
        """The ids of the people and organizations named in what is said, the source itself apart."""
        found = set()
        for span in speech.content:
            for i in self.mentions_in(span):
                entity = self.cast.of[i]
                speaks = entity is not None and entity.kind in ("person", "organization")
                if entity is not None and speaks and not source.overlaps(self.cast.mentions[i].span):
                    found.add(id(entity))
        return frozenset(found)

    def mentions_in(self, span: Span) -> range:
        """The numbers of the name mentions inside a span."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        while high > low and self.cast.mentions[high - 1].span.end > span.end:
            high -= 1
        return range(low, high)

    def _remember(self, number: int, span: Span) -> None:
        """Tell the discourse who has spoken, and the archive in what."""
        found = self.results[number]
        if found is None:
            return
        self.discourse.note(found.entity, span.start)
        speech = self.speech[number]
        issuer = found.by != "unnamed" or found.entity.kind == "organization"
        if found.entity.kind != "document" and speech.cue is not None and issuer:
            carried = tuple((relay.name, relay.span.start, relay.span.end) for relay in self.relays.stated(speech))
            start = min(span.end, speech.cue.span.start)
            later = [part.start for part in speech.content if part.start > speech.cue.span.end]
            end = min([speech.sentence.end, start + NEAR, *later])
            opening = Span(speech.sentence.start, max(speech.sentence.start, span.start))
            if _SAID_IN.match(opening.of(self.page.text)):  # "In a statement on Monday, the ministry said …"
                self.archive.said_in(found.entity, opening.start, opening.end, carried)
            self.archive.said_in(found.entity, start, end, carried)

    def _continued(self, number: int) -> Found | None:
        """The speaker of the speech that this one goes on with."""
        seen = {number}
        before = self.speech[number].follows
        while before is not None and before not in seen:
            seen.add(before)
            found = self.results[before]
            if found is not None:
                return Found(found.entity, "continuation", "continuation")
            if self.speech[before].source is not None:
                return None
            before = self.speech[before].follows
        return None

    def phrase_entity(self, name: str, kind: str, *, plural: bool = False) -> Entity:
        """The entity for people or things without a name of their own, made on first sight."""
        key = f"{kind} {plain(name)}"
        if key not in self.phrases:
            self.phrases[key] = Entity(name, kind, plural=plural)  # type: ignore[arg-type]
        return self.phrases[key]

    def latest_phrases(self) -> Iterator[tuple[str, Entity]]:
        """The entities without a name that came up last, latest first, with their keys: kind and plain words."""
        return islice(reversed(self.phrases.items()), MOST_PHRASES)

    def speaker(self, found: Found) -> Speaker:
        """The speaker as the record wants it."""
        entity = found.entity
        issuer = entity.issuer or entity
        person = issuer.kind == "person"
        return Speaker(
            name=issuer.name,
            kind=entity.kind,
            title=main_title(issuer, self.lexicon) if person else None,
            affiliation=issuer.affiliation if person else None,
            resolved_by=found.by,
        )


def _noun_subjects(page: Page, lexicon: Lexicon, archive: Archive) -> Iterator[tuple[Span, Role]]:
    """Where a phrase with a noun for documents or people, not a name, is a subject, and of a main or a side clause."""
    for token in page.doc:
        if not token.dep_.startswith("nsubj") or page.quoted(token.idx):
            continue
        following = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else None
        within = following if following is not None and following.text in ("of", "in") else None
        some = within is not None and token.lower_ in small_words("some")
        office = token.pos_ == "PROPN" and token.i > 0 and token.nbor(-1).lower_ == "the" and lexicon.role(token.text)
        if office and following is not None and following.pos_ == "PROPN":
            continue  # "the President | Ada Roe"
        if token.pos_ != "NOUN" and not some and not office:
            continue
        if following is not None and following.lower_ in ("himself", "herself"):
            continue  # "A poet himself, he said": what he is
        if (
            not some
            and archive.noun(token.text) is None
            and lexicon.role(token.text) is None
            and token.text.lower() not in lexicon.group_nouns
            and token.text.lower() not in lexicon.org_nouns
        ):
            continue
        first = _phrase_begins(page, token)
        end = token.idx + len(token)
        if within is not None and within.head.head.i == token.i:
            last = _last_conjunct(within.head)
            end = last.idx + len(last) if last.i - token.i <= LONGEST_PHRASE else end
        yield Span(page.doc[first].idx, end), "embedded" if token.head.base in ("acl", "advcl") else "subject"


def _phrase_begins(page: Page, noun: Token) -> int:
    """The first token of the phrase that a noun ends."""
    first = noun.i
    while (
        first > 0
        and page.doc[first - 1].pos_ in ("DET", "ADJ", "NOUN", "NUM", "PART", "PROPN", "PRON")
        and first > noun.i - LONGEST_PHRASE
    ):
        before = page.doc[first - 1]
        if before.is_space or (before.pos_ == "PRON" and before.dep_ not in ("nmod:poss", "det")):
            break  # "what | the campaign called …"
        if page.doc[first].tag_ == "DT" and before.pos_ != "DET":
            break  # "in May | the government"
        first -= 1
    return first


def _last_conjunct(token: Token) -> Token:
    """The last of those that a noun is coordinated with: "of Tarn, Vorn and | Senn"."""
    later = [child for child in token.children if child.dep_ == "conj"]
    return _last_conjunct(later[-1]) if later else token


def _where(speech: Speech) -> int:
    if speech.source is not None:
        return speech.source.span.start
    return speech.content[0].start if speech.content else speech.sentence.start
