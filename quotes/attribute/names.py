"""Names: what they are made of, and whether two of them name the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quotes.attribute.lexicon import small_words

if TYPE_CHECKING:
    from quotes.attribute.lexicon import Gender, Lexicon

_WORD = re.compile(r"\w[\w.'’]*")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
ALSO_CALLED = re.compile(
    r",? \(?(?:(?:who is |also |better |best |popularly |widely |commonly |simply )*known as|aka|a\.k\.a\.|alias) "
    r"[“\"‘']?"
)
MISSPELT = 0.79  # of the letters agree: "Wines" for Wimes, "McLenney" for McClenney


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in lower-case words, without honorifics, in the order of the language.

    ``family`` is the part that the person is called by alone; ``given`` may be empty.
    """

    given: tuple[str, ...]
    family: str
    suffix: str | None
    gender: Gender | None

    @property
    def full(self) -> bool:
        """Whether there is more to it than a family name."""
        return bool(self.given)


def parse_person(text: str, lexicon: Lexicon) -> PersonName | None:
    """Take a person's name apart; None for text without a word."""
    words = [word.rstrip(".").lower() for word in _WORD.findall(strip_possessive(text).replace("-", " "))]
    gender: Gender | None = None
    while len(words) > 1 and words[0] in lexicon.honorifics:
        gender = gender or lexicon.honorifics[words[0]]
        words = words[1:]
    suffix = None
    while len(words) > 1 and words[-1] in lexicon.suffixes:
        suffix = words.pop()
    if not words:
        return None
    if len(words) == 1:
        return PersonName((), words[0], suffix, gender)
    if _family_first(words, lexicon):
        return PersonName(tuple(words[1:]), words[0], suffix, gender)
    if all(word in lexicon.particles and word not in lexicon.first_names for word in words[:-1]):  # "van Lieshout"
        return PersonName((), words[-1], suffix, gender)
    gender = gender or lexicon.gender_of_first_name(words[0])
    given = (words[0], *(word for word in words[1:-1] if word not in lexicon.particles))
    return PersonName(given, words[-1], suffix, gender)


def _family_first(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a name is in East Asian order: "Kim Jong Un", but not "Kim Novak" or "Bruce Lee"."""
    if words[0] not in lexicon.surname_first or lexicon.gender_of_first_name(words[0]):
        return False
    if len(words) == 3:
        return words[1] not in lexicon.particles and len(words[1]) > 1
    return len(words) == 2 and words[0] not in lexicon.first_names


def same_person(one: PersonName, other: PersonName, lexicon: Lexicon) -> bool:
    """Whether two names in full can be one person's: one family name, and given names that don't disagree."""
    if one.family != other.family or (one.suffix and other.suffix and one.suffix != other.suffix):
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    short, long = sorted((one.given, other.given), key=len)
    if short and long and not _same_given(short[0], long[0], lexicon):
        return len(short) == 1 and any(_same_given(short[0], word, lexicon) for word in long[1:] if len(word) > 1)
    rest = long[1:]
    return all(any(_same_given(word, candidate, lexicon) for candidate in rest) for word in short[1:]) or not rest


def _same_given(one: str, other: str, lexicon: Lexicon) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return long in lexicon.nicknames.get(short, ()) or short in lexicon.nicknames.get(long, ())


def misspelt(one: str, other: str) -> bool:
    """Whether one family name looks like the other with a slip of the pen."""
    if one[:1] != other[:1] or min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 2:
        return False
    from textacy.similarity.edits import levenshtein

    return float(levenshtein(one, other)) >= MISSPELT


def is_possessive(word: str) -> bool:
    """Whether a word has the possessive ending: "Roe's", "farmers'"."""
    return _POSSESSIVE.search(word) is not None


def strip_possessive(text: str) -> str:
    """A name without the possessive ending."""
    return _POSSESSIVE.sub("", text)


def strip_article(text: str) -> str:
    """A noun phrase without the article it begins with."""
    return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text


@lru_cache(maxsize=4096)  # the names of one article are compared over and over
def plain(name: str) -> str:
    """A name in the form in which names are compared: lower case, no article, no possessive, plain spaces."""
    return " ".join(strip_article(strip_possessive(name)).replace("’", "'").lower().split())


def initials(name: str) -> str:
    """The first letters of the words of a name, the small words left out, in upper case."""
    return "".join(
        word[0] for word in re.findall(r"[^\W\d_][\w'’.]*", name) if word.lower() not in small_words("small")
    ).upper()


def compact(text: str) -> str:
    """The letters and digits of an acronym: "U.S." and "US" are one."""
    return re.sub(r"[^\w]", "", text)


def countries_joined(lexicon: Lexicon, text: str) -> str:
    """The text with demonyms and country names made one word each: "north korean" → "north_korea"."""
    words = text.replace("’", "'").split()
    out: list[str] = []
    i = 0
    while i < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[i : i + size]).removesuffix("'s")
            country = lexicon.demonyms.get(piece) or (piece if piece in lexicon.countries else None)
            country = country or lexicon.aliases.get(piece)
            if country and i + size <= len(words):
                out.append(country.lower().replace(" ", "_"))
                i += size
                break
        else:
            out.append(words[i])
            i += 1
    return " ".join(out)
