"""What people are, right before their names: "North Korean leader | Kim", "Minister of Health and Work | Ada Bell"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from quotes.attribute.lexicon import small_words
from quotes.attribute.names import initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.entity import Entity
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.mentions import NameMention
    from quotes.attribute.page import Page, Word

LONGEST_FIELD = 9  # words
_BLANKS = (" ", "\u00a0")
_JOINTS = frozenset({"and", "of", "for", "the", "&"})


def office_before(page: Page, lexicon: Lexicon, words: Sequence[Word], name: Sequence[Word]) -> tuple[int, int] | None:
    """The office whose holder's name is behind it, its field told by "of", "for" or "and".

    "Minister of Health and Welfare | Ada Bell", "MEC for Finance | Ada Bell", "Foreign Trade and Tourism Minister |
    Ada Bell". Only a person whom the tagger knows is taken for the holder: capitals alone don't tell where the field
    ends and the name begins.

    Args:
        page: The article.
        lexicon: The word lists.
        words: Those of the sentence.
        name: The words of a name as the capitals have it, which may begin with the last of the field.

    Returns:
        Where the office begins, as an offset, and how many words of ``name`` are still part of it.
    """
    inside = next((i for i, word in enumerate(name) if _is_person(page, word)), None)
    if inside is None or len(name) - inside < 2:
        return None
    if any(not _is_person(page, word) for word in name[inside:]):
        return None
    at = bisect_left(words, name[inside].start, key=lambda word: word.start)
    first = _with_field_behind(page, lexicon, words, at)
    if first is None and not inside:
        first = _with_field_before(page, lexicon, words, at)
    return None if first is None else (words[first].start, inside)


def _with_field_behind(page: Page, lexicon: Lexicon, words: Sequence[Word], at: int) -> int | None:
    """Where the title begins in "Deputy Minister of Health and Welfare | Ada Bell"."""
    if not at or not words[at - 1].capital or page.text[words[at - 1].after : words[at].start] not in _BLANKS:
        return None
    for i in range(at - 1, max(0, at - LONGEST_FIELD), -1):
        if not _adjoin(page, words, i) or not (words[i].capital or words[i].text in _JOINTS) or words[i].possessive:
            return None
        office = words[i].text in ("of", "for") and i + 1 < at and lexicon.role(words[i - 1].text) is not None
        if office and (words[i].text == "of" or words[i - 1].capital):  # no "spokesman for Tarn | Ada Bell"
            return _title_begins(page, lexicon, words, i - 1)
        low = words[i].text.lower().rstrip(".")
        if lexicon.role(low) or low in lexicon.honorifics:  # "a spokesman for President | Ada Bell"
            return None
        if _is_person(page, words[i]):
            return None
    return None


def _with_field_before(page: Page, lexicon: Lexicon, words: Sequence[Word], at: int) -> int | None:
    """Where the title begins in "Foreign Trade and Tourism Minister | Ada Bell"."""
    if at < 4 or lexicon.role(words[at - 1].text) is None or not words[at - 1].capital:
        return None
    joint = next((i for i in range(at - 2, max(0, at - 5), -1) if words[i].text in ("and", "&")), None)
    if joint is None or joint + 1 == at - 1 or not joint:
        return None
    first = joint
    while first and _in_field(page, lexicon, words, first - 1):
        first -= 1
    behind = all(_in_field(page, lexicon, words, i) for i in range(joint + 1, at - 1))
    return first if first < joint and behind and _adjoin(page, words, at - 1) else None


def _in_field(page: Page, lexicon: Lexicon, words: Sequence[Word], i: int) -> bool:
    """Whether a word may be of an office's field: a capital that names nobody, and is no title by itself."""
    token = page.token(words[i].start)
    named = token is None or token.ent_type_ in ("PERSON", "LOCATION", "FACILITY")
    return (
        words[i].capital and not named and not words[i].possessive and _adjoin(page, words, i)
        and lexicon.role(words[i].text) is None
    )  # fmt: skip


def _title_begins(page: Page, lexicon: Lexicon, words: Sequence[Word], i: int) -> int:
    while i and _adjoin(page, words, i - 1) and words[i - 1].capital and not words[i - 1].possessive:
        low = words[i - 1].text.lower()
        if not (lexicon.role(low) or low in lexicon.ranks or low in lexicon.weak_title_words):
            token = page.token(words[i - 1].start)
            named = token is not None and token.ent_type_ not in ("", "PERSON", "DATE")
            if not (named or words[i - 1].text.isupper()):
                break
        i -= 1
    return i


def _adjoin(page: Page, words: Sequence[Word], i: int) -> bool:
    """Whether nothing but a blank, or the comma of a list, stands between a word and the next."""
    return page.text[words[i].after : words[i + 1].start] in (" ", "\u00a0", ", ")


def _is_person(page: Page, word: Word) -> bool:
    token = page.token(word.start)
    return token is not None and token.ent_type_ == "PERSON"


def title_before(page: Page, lexicon: Lexicon, number: int, start: int, *, need_role: bool) -> int | None:
    """Where the description right before a name begins: "North Korean leader | Kim", None for none."""
    words = page.words[number]
    at = bisect_right(words, start, key=lambda word: word.after) - 1
    first: int | None = None
    capitals = not need_role
    right = start
    for i in range(at, max(-1, at - 8), -1):
        word = words[i]
        if page.text[word.after : right] not in (" ", "\u00a0"):
            break
        low, following = word.text.lower(), words[i + 1].text.lower() if i + 1 < len(words) else ""
        of_rank = word.capital and low in lexicon.ranks and following in lexicon.roles  # "Crown | Prince Omar Tell"
        if first is None and need_role and not of_rank and not _is_role(page, lexicon, word):
            return None
        if word.possessive and not word.capital:
            break
        token = page.token(word.start)
        if token is None or not (
            token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or word.capital or lexicon.role(word.text)
        ):
            break
        if not _may_stand_in_title(lexicon, words, i):
            break
        if capitals and not word.capital and word.text.lower() not in lexicon.weak_title_words:
            break  # "the unilateral action | President Stone took"
        capitals = capitals or word.capital
        first, right = word.start, word.start
    return first


def _may_stand_in_title(lexicon: Lexicon, words: Sequence[Word], i: int) -> bool:
    word = words[i]
    return not (
        word.text.lower() in small_words("never_names") or word.possessive or _after_honorific(lexicon, words, i)
    )


def _after_honorific(lexicon: Lexicon, words: Sequence[Word], i: int) -> bool:
    return i > 0 and words[i - 1].text.endswith(".") and words[i - 1].text.lower().rstrip(".") in lexicon.honorifics


def _is_role(page: Page, lexicon: Lexicon, word: Word) -> bool:
    token = page.token(word.start)
    return lexicon.role(word.text) == word.text.lower() and (token is None or token.pos_ not in ("ADJ", "VERB", "ADV"))


_LETTERS_BEFORE = re.compile(r"(\w+) \(([A-Z]{2,5})\) $")
_LETTERS_BEHIND = re.compile(r", ([A-Z]{2,5}) (?:of|at|for) ")
_LONGEST_OFFICE = 40  # code points


class Letters:
    """Whom an article means by letters: "the CS" by his office, "AR:" by her initials."""

    def __init__(self, page: Page, lexicon: Lexicon, mentions: Sequence[NameMention]) -> None:
        self._page, self._lexicon, self._mentions = page, lexicon, mentions
        self._offices = _offices_in_letters(page, lexicon, mentions)
        self._titles = _titles_in_letters(lexicon, mentions)

    def stand_for(
        self, i: int, of: Sequence[Entity | None], entities: Sequence[Entity], *, spelt_out: bool
    ) -> Entity | None:
        """The one whom the letters of a mention stand for, if there is only one.

        Args:
            i: The number of the mention.
            of: Whom the mentions name, as far as that is known.
            entities: All of them.
            spelt_out: Whether they are those of an organization: then no title is looked for that could have them.
        """
        text = self._mentions[i].text(self._page)
        if not text.isupper():
            return None
        end = self._mentions[i].span.end
        label = self._page.text[end : end + 1] == ":" and len(text) in _INITIALS and not spelt_out
        if label and text.lower() not in self._lexicon.aliases and text.lower() not in self._lexicon.places:
            labelled = [one for one in entities if text in (initials(one.name), "T" + initials(one.name))]  # The …
            if len(labelled) == 1:
                return labelled[0]
        definite = self._page.text[max(0, end - len(text) - len("the ")) : end - len(text)].lower() == "the "
        held = self._offices.get(text) or (self._titles.get(text) if definite and not spelt_out else None)
        holders = {id(one): one for k in held or () if (one := of[k]) is not None}
        return holders.popitem()[1] if len(holders) == 1 else None


_INITIALS = range(2, 4)  # how many label a turn


def _offices_in_letters(page: Page, lexicon: Lexicon, mentions: Sequence[NameMention]) -> dict[str, set[int]]:
    """The offices that an article has letters for, and the numbers of the names that hold each.

    "District Officer (DO) | Ada Roe", "Ada Roe, | OC of Tarn Station": "the DO" and "the OC" are her.
    """
    found: dict[str, set[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.kind != "person":
            continue
        start = mention.whole.start
        before = _LETTERS_BEFORE.search(page.text, max(0, start - _LONGEST_OFFICE), start)
        behind = _LETTERS_BEHIND.match(page.text, mention.span.end)
        if before is not None and lexicon.role(before[1]):
            found.setdefault(before[2], set()).add(i)
        if behind is not None:
            found.setdefault(behind[1], set()).add(i)
    return found


def _titles_in_letters(lexicon: Lexicon, mentions: Sequence[NameMention]) -> dict[str, set[int]]:
    """What titles may be shortened to, and the numbers of the names that have each: "CS" for a "Cabinet Secretary"."""
    found: dict[str, set[int]] = {}
    for i, mention in enumerate(mentions):
        words = mention.title.split() if mention.kind == "person" and mention.title else []
        if len(words) < 2 or not words[-1][:1].isupper() or lexicon.role(words[-1]) is None:
            continue
        letters = initials(" ".join(words))[-2:]  # "Interior Cabinet Secretary" is a CS; three may be an agency's: NSA
        if letters.lower() not in lexicon.aliases:
            found.setdefault(letters, set()).add(i)
    return found
