"""Runs of capitalised words, the stuff that names are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.lexicon import small_words
from quotes.attribute.names import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page, Word


def runs(page: Page, lexicon: Lexicon, number: int) -> Iterator[list[Word]]:
    """The runs of a sentence in which only names have capitals.

    Args:
        page: The article.
        lexicon: The word lists.
        number: The sentence's.
    """
    words = page.words[number]
    opening = int(len(words) > 1 and words[0].text.isdigit())  # "1. Discussed the border"
    i = 0
    while i < len(words):
        if not may_name(words[i]) or (i == opening and _ordinary_first_word(page, lexicon, words[opening:])):
            i += 1
            continue
        run = [words[i]]
        j = i + 1
        while j < len(words) and (step := _reach(page, lexicon, run, words, j)):
            run += words[j : j + step]
            j += step
        yield from _person_apart(page, lexicon, _past_compound(run))
        i = j


def _past_compound(run: list[Word]) -> list[Word]:
    """A run without the compound that tells of a name: "Tarn-backed | Orbiton", "Vellin-born | Ada Bell"."""
    parts = (word.text.rpartition("-") for word in run)
    ends = [i for i, (first, _, last) in enumerate(parts, 1) if first and last in small_words("compounding")]
    return run[ends[-1] :] if ends and ends[-1] < len(run) else run


def _person_apart(page: Page, lexicon: Lexicon, run: list[Word]) -> Iterator[list[Word]]:
    """A run, cut where a person's name of several words ends and two more capitals follow by chance."""
    token = page.token(run[0].start)
    number = page.entity_of.get(token.i) if token is not None and token.ent_type_ == "PERSON" else None
    if number is None or len(run) < 4 or run[0].text.lower() not in lexicon.first_names:
        yield run
        return
    end = page.doc.ents[number].end_char
    inside = [word for word in run if word.start < end]
    rest = run[len(inside) :]
    if len(inside) < 2 or len(rest) < 2 or not may_name(rest[0]):
        yield run
        return
    yield inside
    yield rest


def may_name(word: Word) -> bool:
    """Whether a word may be part of a name: it has a capital, and isn't one of the small words or the days."""
    low = word.text.lower()
    return word.capital and (low not in small_words("never_names") or (word.text.isupper() and low in _LETTERED))


def _ordinary_first_word(page: Page, lexicon: Lexicon, words: Sequence[Word]) -> bool:
    """Whether the first word of a sentence has its capital from standing there alone."""
    word = words[0]
    token = page.token(word.start)
    if token is None or word.text[1:] != word.text[1:].lower():  # "McCain", "US"
        return False
    if (
        token.ent_type_
        or word.text.lower() in lexicon.first_names
        or word.text.lower().rstrip(".") in lexicon.honorifics
    ):
        return False
    if lexicon.role(word.text) and _goes_on(words):
        return False
    return token.pos_ != "PROPN" or lexicon.role(word.text) is not None


def _goes_on(words: Sequence[Word]) -> bool:
    """Whether a title at the start of a sentence goes on in capitals: "Minister Bell", "Minister of Health Bell"."""
    after = 2 if len(words) > 2 and words[1].text == "of" else 1
    return len(words) > after and may_name(words[after])


def _reach(page: Page, lexicon: Lexicon, run: list[Word], words: Sequence[Word], j: int) -> int:
    """How many of the words from ``j`` on belong to the name that ``run`` begins; 0 when it ends here."""
    last, word = run[-1], words[j]
    if last.possessive and not _inner_possessive(page, lexicon, last, word):
        return 0
    gap = page.text[last.after : word.start]
    if gap in (' "', " “", " '", " ‘", " (") and len(run) <= 2 and run[-1].text.lower() in lexicon.first_names:
        return _past_nickname(page, words, j)
    if gap not in (" ", "\u00a0", "/", " & ") and not (
        gap in ("' ", "’ ") and last.text.lower() + "'" in lexicon.possessive_words
    ):
        return int(_comma_suffix(lexicon, gap, word))
    if may_name(word) or _goes_on_in_name(page, word):
        return 1
    joint = word.text.lower()
    ahead = j + 1
    if joint in lexicon.particles and ahead < len(words) and may_name(words[ahead]):
        return 2
    if joint not in small_words("joints") or ahead >= len(words):
        return 0
    if words[ahead].text == "the" and joint != "the":
        ahead += 1
    if ahead >= len(words) or not may_name(words[ahead]) or page.text[word.end : words[ahead].start].strip(" the"):
        return 0
    if not _joins(page, lexicon, run, joint, words, ahead):
        return 0
    return ahead - j + 1


def _goes_on_in_name(page: Page, word: Word) -> bool:
    """Whether the tagger has a word that is mostly something else inside a name: Ada March, All That Tarn."""
    token = page.token(word.start)
    inside = token is not None and token.ent_iob_ == "I" and token.ent_type_ in ("PERSON", "ORGANIZATION")
    return word.capital and inside


def _past_nickname(page: Page, words: Sequence[Word], j: int) -> int:
    """How many words reach past a nickname in marks to the name behind it: Ada "Ace" Bell, Ada "the Ace" Bell."""
    for size in range(1, LONGEST_NICKNAME + 1):
        if j + size >= len(words):
            return 0
        gap = page.text[words[j + size - 1].after : words[j + size].start]
        if gap in ('" ', "” ", "' ", "’ ", ") "):
            return size + 1 if may_name(words[j + size]) else 0
        if gap != " ":
            return 0
    return 0


LONGEST_NICKNAME = 3  # words
_LETTERED = small_words("lettered")


def _comma_suffix(lexicon: Lexicon, gap: str, word: Word) -> bool:
    return gap == ", " and word.text.rstrip(".").lower() in ("jr", "sr")


def _inner_possessive(page: Page, lexicon: Lexicon, last: Word, word: Word) -> bool:
    if last.text.lower() + "'s" in lexicon.possessive_words:
        return True
    one, other = page.token(last.start), page.token(word.start)
    if one is None or other is None or one.ent_type_ != "ORGANIZATION":
        return False
    return page.entity_of.get(one.i) == page.entity_of.get(other.i)


def _joins(page: Page, lexicon: Lexicon, run: list[Word], joint: str, words: Sequence[Word], ahead: int) -> bool:
    """Whether "of", "for", "and", "on" stand inside a name here and not between two."""
    left, first = run[-1], page.token(run[0].start)
    other = page.token(words[ahead].start)
    if first is not None and other is not None and other.ent_type_ == "ORGANIZATION":
        number = page.entity_of.get(first.i)
        if number is not None and number == page.entity_of.get(other.i):
            return True
    headed = left.text.lower() in lexicon.org_heads or left.text in ("Republic", "Kingdom", "City", "Town")
    if joint in ("of", "for", "against", "on"):
        return headed or (joint == "of" and (lexicon.role(left.text) is not None))
    if joint in ("and", "&"):
        end = ahead
        while (
            end + 1 < len(words)
            and may_name(words[end + 1])
            and page.text[words[end].after : words[end + 1].start] == " "
        ):
            if words[end].possessive:
                return False
            end += 1
        tail = words[end].text.lower()
        begins_person = (
            run[0].text.lower() in lexicon.first_names or run[0].text.rstrip(".").lower() in lexicon.honorifics
        )
        if words[ahead - 1].text == "the":  # "Ada Roe and the Social Party"
            return False
        is_place = plain(" ".join(w.text for w in run)) in lexicon.places
        return end > ahead and tail in lexicon.org_heads and not headed and not begins_person and not is_place
    return False


def headline_runs(page: Page, number: int, known: set[str]) -> Iterator[list[Word]]:
    """In title case: the words of each tagger's entity, and single words that the article knows as names."""
    current: list[Word] = []
    entity: int | None = None
    for word in page.words[number]:
        token = page.token(word.start)
        own = page.entity_of.get(token.i) if token is not None else None
        if own is not None and token is not None and token.ent_type_ in ("DATE", "MONEY"):
            own = None
        if current and (own is None or own != entity):
            yield from _known_in(current, known)
            current = []
        if own is not None and word.capital:
            current.append(word)
        elif word.text.lower() in known and word.capital:
            yield [word]
        entity = own
    if current:
        yield from _known_in(current, known)


def _known_in(run: list[Word], known: set[str]) -> Iterator[list[Word]]:
    """The words of a headline's entity that the article knows as a name; all of them when it knows none."""
    whole = plain(" ".join(word.text for word in run))
    alone = [word for word in run if word.text.lower() in known]
    if whole in known or not alone:
        yield run
    else:
        yield from ([word] for word in alone[:1])
