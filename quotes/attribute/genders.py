"""Whether people are spoken of as men or women, where no list has their names: told by the pronouns beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.attribute.cast import Cast
    from quotes.attribute.entity import Entity
    from quotes.attribute.lexicon import Gender
    from quotes.attribute.mentions import NameMention
    from quotes.attribute.page import Page

_PRONOUNS: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
BESIDE = 120  # code points after a name in which a pronoun is likely its own
ENOUGH = 2  # sentences
AGREE = 0.75  # of them


def tell_genders(page: Page, cast: Cast) -> None:
    """Give the people of a cast the gender that the article speaks of them in.

    A sentence that names one person alone and has pronouns of one gender counts; so does the next one, where it opens
    with such a pronoun and names nobody. This is how Ge, Hale and Charniak (1998) learn the gender of names.
    """
    named = _named(cast)
    told: dict[int, Counter[Gender]] = defaultdict(Counter)
    for number, people in named.items():
        entity = next(iter(people.values()))
        if len(people) > 1 or entity is None or entity.gender is not None:
            continue
        for gender in (_spoken_of_as(page, number), _goes_on_with(page, number + 1, named)):
            if gender is not None:
                told[id(entity)][gender] += 1
    for entity in cast.entities:
        for gender, times in told.get(id(entity), Counter()).most_common(1):
            if times >= ENOUGH and times >= AGREE * told[id(entity)].total():
                entity.gender = gender


def _named(cast: Cast) -> dict[int, dict[int, Entity | None]]:
    """The people that each sentence names; None among them for one who could be either of two."""
    named: dict[int, dict[int, Entity | None]] = defaultdict(dict)
    for mention, entity in zip(cast.mentions, cast.of, strict=True):
        if entity is None or entity.kind == "person":
            named[mention.sentence][id(entity)] = entity
    return named


def _spoken_of_as(page: Page, number: int) -> Gender | None:
    """The gender of all pronouns of a sentence that stand outside of quotations."""
    genders = {
        _PRONOUNS[low]
        for word in page.words[number]
        if (low := word.text.lower()) in _PRONOUNS and not page.quoted(word.start)
    }
    return genders.pop() if len(genders) == 1 else None


def _goes_on_with(page: Page, number: int, named: dict[int, dict[int, Entity | None]]) -> Gender | None:
    """The gender of the pronoun that a sentence opens with, if it names nobody."""
    if number >= len(page.words) or number in named or not page.words[number]:
        return None
    first = page.words[number][0]
    return _PRONOUNS.get(first.text.lower()) if first.text in ("He", "She") else None


def gender_beside(page: Page, mention: NameMention) -> Gender | None:
    """The gender of the pronouns right after a surname that is a subject: "Tarn said she believes"."""
    start = mention.span.end
    sentence = page.document.sentences[mention.sentence].span
    words = page.text[start : min(sentence.end, start + BESIDE)].lower().split()
    genders = {_PRONOUNS[word] for word in words if word in _PRONOUNS and word not in _ELSEWHERE}
    return genders.pop() if len(genders) == 1 and mention.role == "subject" else None


_ELSEWHERE = ("him", "hers")  # as likely somebody else's: "Tarn told him"
