"""Who is being spoken of, as an article is read: the pool that pronouns are resolved from.

Salience follows Lappin and Leass (1994): each mention counts by the part it plays in its sentence and loses half
its weight with every sentence that passes; the candidates that disagree in number or gender are left out, and so are
the subject of the verb that a pronoun is the object of, and whoever the participle before a subject is about. What
news adds: whoever was quoted last counts most, and those named inside a quotation, least.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.attribute.lexicon import small_words
from quotes.span import Span
from quotes.speech.frame import first_dependent, subject_of
from quotes.speech.nounphrase import noun_phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quotes.attribute.cast import Cast
    from quotes.attribute.entity import Entity
    from quotes.attribute.lexicon import Gender
    from quotes.attribute.mentions import NameMention
    from quotes.attribute.page import Page
    from quotes.parse.plain import Token

Number = Literal["he", "she", "it", "they", "one"]  # "one": a person of either gender
WEIGHTS = {"source": 1.4, "subject": 1.0, "embedded": 0.7, "object": 0.6, "other": 0.5, "modifier": 0.1}
TOPIC = 3.0  # "For Bell, he", more than any source before
INTRODUCED = 1.0  # whoever is brought up with what he is will be spoken of next
POSSESSIVE_WEIGHT = 0.45
QUOTED_SHARE = 0.3
OWN_CONTENT_SHARE = 0.35  # a speaker rarely names himself in the third person
UNKNOWN_GENDER_SHARE = 0.75
HALF_LIFE = 1.0  # sentences
CLOSE_MARGIN = 0.25  # an antecedent less far ahead of the next is only likely
TOO_CLOSE = 0.08  # and one that is not even so far ahead could be either
WINDOW = 80  # mentions looked back at
REACH = 12  # sentences looked back at

PRONOUNS: dict[str, Number] = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """That somebody was spoken of: where, in what way, and how much that counts."""

    entity: Entity
    offset: int
    sentence: int
    weight: float
    how: Literal["name", "pronoun", "source", "noun"]
    number: int | None = None  # of the name mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun can mean, and where they were spoken of, the latest first."""

    entity: Entity
    spoken: Sequence[Spoken]
    salience: float
    elsewhere: bool  # named in what is being said, or in what the pronoun was asked


@dataclass(frozen=True, slots=True)
class Question:
    """A pronoun whose antecedent is looked for: its nominative, where it stands, whether it is the source of speech."""

    number: Number
    offset: int
    source: bool


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun stands for; ``margin`` is how far ahead of the second candidate, 0 to 1."""

    entity: Entity
    margin: float
    rivals: int
    weight: float  # the salience itself


Judge = Callable[["Page", "Cast", Question, "Sequence[Candidate]", Antecedent], Antecedent | None]


class Discourse:
    """The mentions read so far; move it on with ``advance``, which never goes back."""

    def __init__(self, page: Page, cast: Cast, judge: Judge | None = None) -> None:
        self._page = page
        self._cast = cast
        self._judge = judge
        self._next = 0
        self._introductions = _introductions(page, cast)
        self._recent: deque[Spoken] = deque(maxlen=WINDOW)
        self._pronouns = [
            token.i
            for token in page.doc
            if token.lower_ in ("he", "she", "his", "her", "him") and not in_style(page, token)
        ]
        self._next_pronoun = 0
        self._questions: dict[int, Span] = {}  # by sentence
        self.pronoun_at: dict[int, Antecedent] = {}  # by offset, of those met on the way

    def advance(self, offset: int) -> None:
        """Take in every name and third-person pronoun before an offset, in their order."""
        mentions = self._cast.mentions
        while True:
            name = mentions[self._next].span.start if self._next < len(mentions) else offset
            has_pronoun = self._next_pronoun < len(self._pronouns)
            token = self._page.doc[self._pronouns[self._next_pronoun]] if has_pronoun else None
            pronoun = token.idx if token is not None else offset
            if min(name, pronoun) >= offset:
                return
            if name <= pronoun:
                self._take_name(self._next)
                self._next += 1
            else:
                self._take_pronoun(self._pronouns[self._next_pronoun])
                self._next_pronoun += 1

    def _take_name(self, i: int) -> None:
        mention, entity = self._cast.mentions[i], self._cast.of[i]
        if entity is None or entity.people or (mention.kind == "unknown" and self._of_no_body(mention.span)):
            return
        weight = WEIGHTS[mention.role]
        if i in self._introductions and mention.role != "modifier":
            weight = max(weight, INTRODUCED)
        if mention.possessive:
            weight = min(weight, POSSESSIVE_WEIGHT)
        if self._is_topic(mention):
            weight = TOPIC
        if mention.quoted:
            weight *= QUOTED_SHARE
        if self._asked(mention.sentence).contains(mention.span):
            weight = min(weight, WEIGHTS["other"])
        if mention.sentence in self._page.title_case:
            weight *= 0.5
        self._recent.append(Spoken(entity, mention.span.start, mention.sentence, weight, "name", i))

    def _is_topic(self, mention: NameMention) -> bool:
        """Whether a sentence opens by saying of whom it is: "For *Bell*, he", "As for *Bell*, he"."""
        start = self._page.document.sentences[mention.sentence].span.start
        text, end = self._page.text, mention.span.end
        opening = text[start : mention.whole.start]
        about = opening in ("For ", "As for ") and text.startswith((", he ", ", she "), end)
        return about and (opening == "As for " or _SAYS_OTHERWISE.match(text, end) is None)

    def _of_no_body(self, name: Span) -> bool:
        """Whether the tagger takes a name for that of a work, a language or a holiday."""
        return self._page.label(name.start, name.end) in ("MISC", "PRODUCT")

    def _take_pronoun(self, index: int) -> None:
        token = self._page.doc[index]
        if self._page.quoted(token.idx):
            return
        found = self.antecedent(PRONOUNS[token.text.lower()], token.idx)
        if found is None:
            return
        self.pronoun_at[token.idx] = found
        weight = 0.9 if token.dep_.startswith("nsubj") else 0.45
        self._recent.append(
            Spoken(found.entity, token.idx, self._page.sentence(token.idx), weight * found.margin**0.5, "pronoun")
        )

    def note(self, entity: Entity, offset: int, weight: str = "source") -> None:
        """Take in that an entity is spoken of at an offset, as the source of speech unless said otherwise."""
        sentence = self._page.sentence(offset)
        asked = self._asked(sentence)
        if asked.start <= offset < asked.end:
            weight = "other"
        how: Literal["source", "noun"] = "source" if weight == "source" else "noun"
        self._recent.append(Spoken(entity, offset, sentence, WEIGHTS[weight], how))

    def last_spoken(self, entity: Entity) -> int:
        """Where an entity was last spoken of, as an offset; -1 where that is long ago."""
        return max((one.offset for one in self._recent if one.entity is entity), default=-1)

    def _asked(self, sentence: int) -> Span:
        """What somebody was asked or told, where a sentence opens with it: "Told that Bell was ill, | she nodded"."""
        if sentence not in self._questions:
            self._questions[sentence] = _opening_question(self._page, sentence)
        return self._questions[sentence]

    def _asked_about(self, offset: int) -> set[int]:
        """The ids of those whom the opening of a sentence names, where it says what the pronoun behind it was asked."""
        asked = self._asked(self._page.sentence(offset))
        if not asked or offset < asked.end:
            return set()
        return {
            id(entity)
            for mention, entity in zip(self._cast.mentions, self._cast.of, strict=True)
            if asked.contains(mention.span)
        }

    def antecedent(
        self,
        pronoun: Number,
        offset: int,
        *,
        named_in_content: Collection[int] = (),
        only: Callable[[Entity], bool] | None = None,
        source: bool = False,
    ) -> Antecedent | None:
        """The entity that a pronoun at an offset most likely stands for; None when nothing agrees.

        Args:
            pronoun: The nominative.
            offset: Where it stands; what comes later is not looked at.
            named_in_content: ids of entities named in what is being said.
            only: A further condition on the candidates.
            source: Whether it is the source of speech.
        """
        ranked = self._candidates(pronoun, offset, named_in_content, only)
        if not ranked:
            return None
        best = ranked[0].salience
        second = ranked[1].salience if len(ranked) > 1 else 0.0
        paired = source and self._side_by_side(ranked)
        margin = (best - second) / best if best and not paired else 0.0
        found = Antecedent(ranked[0].entity, margin, len(ranked) - 1, best)
        if self._judge is None or only is not None:
            return found
        return self._judge(self._page, self._cast, Question(pronoun, offset, source), ranked, found)

    def _side_by_side(self, ranked: Sequence[Candidate]) -> bool:
        """Whether the two most salient were last spoken of as a pair: "Bell and Tarn left. | He" may be either."""
        numbers = sorted(
            one.number for one in (candidate.spoken[0] for candidate in ranked[:2]) if one.number is not None
        )
        if len(numbers) < 2 or numbers[1] != numbers[0] + 1:
            return False
        first, second = (self._cast.mentions[number] for number in numbers)
        return self._page.text[first.span.end : second.whole.start] == " and "

    def _candidates(
        self, pronoun: Number, offset: int, named_in_content: Collection[int], only: Callable[[Entity], bool] | None
    ) -> list[Candidate]:
        """Those who agree and were spoken of before an offset, the most salient first."""
        here = self._page.sentence(offset)
        elsewhere = {*named_in_content, *self._asked_about(offset)}
        others = self._acting_on(offset) | self._in_opening_participle(offset)
        spoken_of: dict[int, list[Spoken]] = {}
        for spoken in reversed(self._recent):
            if here - spoken.sentence > REACH:
                break
            entity = spoken.entity
            if spoken.offset >= offset or not agrees(entity, pronoun) or (only is not None and not only(entity)):
                continue
            if id(entity) in others:
                continue
            spoken_of.setdefault(id(entity), []).append(spoken)
        ranked = []
        for key, of_one in spoken_of.items():
            values = [one.weight * 0.5 ** (max(0, here - one.sentence) / HALF_LIFE) for one in of_one]
            entity = of_one[0].entity
            salience = self._total(values, entity, pronoun, key in elsewhere)
            ranked.append(Candidate(entity, of_one, salience, key in elsewhere))
        return sorted(ranked, key=lambda candidate: -candidate.salience)

    def _acting_on(self, offset: int) -> set[int]:
        """The ids of those who do what is done to the pronoun at an offset: in "Bell dared | him" he is another."""
        token = self._page.token(offset)
        if token is None or token.lower_ not in _OBJECTIVE or not _is_acted_on(token):
            return set()
        subject = subject_of(token.head)
        if subject is None:
            return set()
        own, start = Span(subject.idx, subject.idx + len(subject)), self._page.doc[noun_phrase(subject)[0]].idx

        def is_it(spoken: Spoken) -> bool:  # and no name inside of its phrase
            if spoken.number is None:
                return spoken.offset == start
            return self._cast.mentions[spoken.number].span.contains(own)

        return {id(spoken.entity) for spoken in self._recent if is_it(spoken)}

    def _in_opening_participle(self, offset: int) -> set[int]:
        """The ids of those spoken of in what the subject at an offset does meanwhile: "Praising Bell, | she"."""
        token = self._page.token(offset)
        if token is None or token.base != "nsubj":
            return set()
        opening = next((child for child in token.head.children if child.i < token.i and _is_participial(child)), None)
        if opening is None:
            return set()
        named = (spoken for spoken in self._recent if spoken.how != "pronoun")  # "On her way to Tarn, she"
        return {id(spoken.entity) for spoken in named if opening.idx < spoken.offset < offset}

    def _total(self, values: list[float], entity: Entity, pronoun: Number, in_content: bool) -> float:
        total = max(values) + 0.25 * (sum(values) - max(values))
        if pronoun in ("he", "she") and entity.gender is None:
            total *= UNKNOWN_GENDER_SHARE
        if pronoun == "it" and entity.place:
            total *= 0.8
        if pronoun == "they" and not entity.plural:
            total *= 0.5
        return total * (OWN_CONTENT_SHARE if in_content else 1.0)


def _is_acted_on(pronoun: Token) -> bool:
    """Whether a pronoun is a verb's object, or stands behind a preposition like "to": not "took the dog with him"."""
    told = pronoun.base == "obl" and any(child.lower_ in _DONE for child in pronoun.children if child.base == "case")
    return told or pronoun.base in ("obj", "iobj")


def _is_participial(clause: Token) -> bool:
    """Whether a word is the head of a side clause without a subject of its own: "While *noting* that …"."""
    return clause.base == "advcl" and clause.tag_ == "VBG" and first_dependent(clause, "nsubj") is None


def _introductions(page: Page, cast: Cast) -> frozenset[int]:
    """The mentions that bring a person up, with a title before or an apposition after the name."""
    found: set[int] = set()
    met: set[int] = set()
    for i, (mention, entity) in enumerate(zip(cast.mentions, cast.of, strict=True)):
        if entity is None or entity.kind != "person" or id(entity) in met:
            continue
        met.add(id(entity))
        apposed = any(page.text.startswith(f", {title}", mention.span.end) for title in entity.titles)
        if " " in mention.text(page) and not mention.possessive and (mention.title or apposed):
            found.add(i)
    return frozenset(found)


def in_style(page: Page, pronoun: Token) -> bool:
    """Whether a pronoun is only a part of how somebody of rank is called: "*His* Royal Highness"."""
    following = page.doc[pronoun.i + 1 : pronoun.i + 3]
    return any(token.text[:1].isupper() and token.lower_ in small_words("styles") for token in following)


_DONE = ("to", "about", "against", "from", "for", "of", "at", "by", "on")  # prepositions of what a verb is done to
_OBJECTIVE = ("him", "her", "it", "them")
_SAYS_OTHERWISE = re.compile(r", s?he (?:sa(?:id|ys)|add(?:ed|s)|argue[ds]|explain(?:ed|s)|told \w+),")
_MAIN_CLAUSE = re.compile(r",\s(?=(?:he|she|they|it|the)\b|[A-Z“\"])")


def _opening_question(page: Page, sentence: int) -> Span:
    """From the beginning of a sentence that opens with "Asked …" or "When told …" to its main clause; else empty."""
    whole, words = page.document.sentences[sentence].span, page.words[sentence][:2]
    opening = [word.text.lower() for word in words]
    if opening[:1] and opening[0] in ("when", "if", "after", "while"):
        opening = opening[1:]
    end = _MAIN_CLAUSE.search(page.text, whole.start, whole.end)
    if end is None or not opening or opening[0] not in small_words("asked"):
        return Span(whole.start, whole.start)
    return Span(whole.start, end.start())


def agrees(entity: Entity, pronoun: Number) -> bool:
    """Whether a pronoun can stand for an entity, by number, gender and kind."""
    if pronoun == "they":
        thing = entity.place or entity.name.split()[-1].lower() in small_words("things")
        return entity.plural or (entity.kind in ("organization", "unnamed") and not thing)
    if entity.plural:
        return False
    if pronoun == "it":
        return entity.kind in ("organization", "document")
    if entity.kind not in ("person", "unnamed"):
        return False
    if pronoun == "one":
        return True
    wanted: Gender = "male" if pronoun == "he" else "female"
    return entity.gender is None or entity.gender == wanted
