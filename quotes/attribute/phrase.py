"""Taking apart the noun phrase that a sentence gives as its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.lexicon import singulars, small_words
from quotes.attribute.names import is_possessive
from quotes.attribute.page import words_of
from quotes.parse.tags import FINITE
from quotes.span import Span
from quotes.speech.content import ends_abbreviated

if TYPE_CHECKING:
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.page import Page, Word

_TAIL = re.compile(
    r" of (?=\w+ing\b)|,|;|:|\(|\[|--| – | — |—|–|―|\bwho\b|\bwhom\b|\bwhose\b|\bwhich\b|\bthat\b(?! of)"
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "every", "each", "no"})
POSSESSIVE = {"his": "male", "her": "female", "its": "neuter", "their": "plural"}
_SINGLE = frozenset({"other", "one"})  # with a determiner, one of two: "the other"
_EDGE = ' \t\n\u00a0,;:.-–—―()[]"“”'


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source: ``span`` is the phrase as given, ``core`` without apposition, relative clause and brackets.

    ``head`` is the last word before any "of", "for", "in" … in the core, lower case; ``before`` the words before
    it (determiner apart), ``after`` what follows it in the core ("of the party").
    """

    span: Span
    core: Span
    text: str
    determiner: str | None
    before: tuple[str, ...]
    head: str
    after: str
    plural: bool

    @property
    def definite(self) -> bool:
        """Whether it points at somebody known: "the …", "his …", "Smith's …"."""
        return self.determiner in _DEFINITE or self.determiner in POSSESSIVE or self.possessed

    @property
    def indefinite(self) -> bool:
        """Whether it brings somebody new up: "a …", "another …"."""
        return self.determiner in _INDEFINITE

    @property
    def possessed(self) -> bool:
        """Whether a name or noun in the possessive opens it."""
        return any(map(is_possessive, self.before))

    @property
    def bare(self) -> bool:
        """Whether there is nothing to it but a determiner and a noun."""
        return not self.before and not self.after


def take_apart(page: Page, lexicon: Lexicon, span: Span) -> Phrase | None:
    """The parts of a source; None when there is no word in it."""
    span = trimmed(page.text, span)
    if page.text[span.start : span.start + 3].lower() == "by ":
        span = trimmed(page.text, Span(span.start + 3, span.end))
    tails = (m for m in _TAIL.finditer(page.text, span.start, span.end) if m.start() > span.start)
    match = next((m for m in tails if not _in_list(page, span, m)), None)
    core = trimmed(page.text, Span(span.start, match.start() if match else span.end))
    words = words_of(page.text, core)
    if not words:
        core, words = span, words_of(page.text, span)
    if not words:
        return None
    determiner = words[0].text.lower()
    has_determiner = determiner in _DEFINITE | _INDEFINITE or determiner in POSSESSIVE
    if len(words) > 1 and words[1].text.lower() in ("of", "in", "at", "among"):  # "one of them", "some in the party"
        has_determiner = False
    rest = words[1:] if has_determiner and len(words) > 1 else words
    at = _head_index(page, rest)
    head = rest[at]
    return Phrase(
        span=span,
        core=core,
        text=" ".join(core.of(page.text).split()),
        determiner=determiner if has_determiner else None,
        before=tuple(page.text[word.start : word.after].lower() for word in rest[:at]),
        head=head.text.lower(),
        after=" ".join(page.text[head.after : core.end].split()),
        plural=_plural(page, lexicon, head) and not (has_determiner and head.text.lower() in _SINGLE),
    )


def _in_list(page: Page, span: Span, tail: re.Match[str]) -> bool:
    """Whether a comma only parts several of whom a noun is: "the presidents of Tarn|, Vorn and Senn"."""
    behind = page.token(tail.end() + 1) if tail.group() == "," else None
    while behind is not None and behind.base != "conj" and behind.head.i != behind.i and behind.head.idx > tail.start():
        behind = behind.head
    if behind is None or behind.base != "conj" or not span.start <= behind.head.idx < tail.start():
        return False
    if behind.ent_type_ == "PERSON" and any(child.base == "flat" for child in behind.children):
        return False  # "the leaders of the union, Ada Bell and Jon Roe"
    return behind.head.base == "nmod" and page.text.find(" and ", behind.idx, span.end) > 0


def trimmed(text: str, span: Span) -> Span:
    """A span without the marks and blanks at its edges; the dot of an abbreviation at its end stays."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        if text[end - 1] == "." and ends_abbreviated(text[start:end]):
            break
        end -= 1
    return Span(start, end)


def _head_index(page: Page, words: list[Word]) -> int:
    """The last word before the first preposition or verb."""
    for i, word in enumerate(words):
        if i == 0:
            continue
        token = page.token(word.start)
        if word.text.lower() in small_words("prepositions"):
            return _noun_before(page, words, i - 1)
        if token is None or word.capital or i + 1 == len(words):
            continue
        finite = token.tag_ in FINITE and token.dep_ != "amod"
        if finite or (token.pos_ == "VERB" and token.dep_ in ("acl", "acl:relcl")):
            return i - 1
    last = page.token(words[-1].start)
    place = last is not None and last.dep_ == "advmod" and last.pos_ == "ADV"  # "officers here"
    return max(0, len(words) - 1 - place)


def _noun_before(page: Page, words: list[Word], at: int) -> int:
    """The noun that an adjective or participle before a preposition belongs to: "people | familiar with"."""
    for i in range(at, 0, -1):
        token = page.token(words[i].start)
        if token is None or words[i].capital or not (token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG")):
            return i
        before = page.token(words[i - 1].start)
        if before is not None and before.pos_ in ("NOUN", "PROPN"):
            return i - 1
    return at


def _plural(page: Page, lexicon: Lexicon, head: Word) -> bool:
    low = head.text.lower()
    if low in lexicon.group_nouns or low in lexicon.quantities:
        return low != "one"
    if head.possessive:
        return False
    if low.endswith(("s", "men")) and low not in lexicon.roles and lexicon.people(low):
        return True
    token = page.token(head.start)
    if token is not None and token.tag_ in ("NNS", "NNPS"):
        return True
    return low.endswith("s") and any(form in lexicon.roles for form in singulars(low)[1:]) and low not in lexicon.roles
