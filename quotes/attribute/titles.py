"""What an article says people are: titles before names, appositions after them, parties in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.lexicon import small_words
from quotes.attribute.mentions import COURTESY
from quotes.attribute.names import plain, strip_article
from quotes.attribute.page import words_of
from quotes.parse.tags import FINITE
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Container

    from quotes.attribute.cast import Cast
    from quotes.attribute.entity import Entity
    from quotes.attribute.lexicon import Lexicon
    from quotes.attribute.mentions import NameMention
    from quotes.attribute.page import Page, Word

_APPOSITION = re.compile(
    r",\s+((?:(?:the|a|an|one|another|his|her|its|their)\s+)?(?:[^,;:.()\"“”\n]|\.(?=\w)|(?<=\b[A-Z]\.[A-Z])\.){3,90})"
    r"(?=[,.;)\n]|\s[-–—(]|$)"
)
_LISTED = re.compile(
    r",\s+(the\s(?:[a-z]+(?:\s[a-z]+)?,\s){1,3}[a-z]+(?:\s[a-z]+)?\sand\s[^,;:.()\"“”\n]{3,60})(?=[,.;)\n])"
)
_OPENING_ELSE = frozenset({"who", "which", "where", "when", "and", "but", "or", "whose"}) | small_words("prepositions")
_PARTY = re.compile(r"\s\(([RDI])-([A-Z][A-Za-z. ]{1,20}?)(\.?)\)")
_AGE = re.compile(r"\s*,\s+\d{1,3}(?=,)")
_PARTIES = {"R": "Republican", "D": "Democratic", "I": "independent"}
_NOT_WRITTEN = "~"  # before a title that is gathered from a code: "(R-Texas)"


def describe(page: Page, lexicon: Lexicon, cast: Cast) -> None:
    """Add to every person of the cast the appositions, party and affiliation that the article gives."""
    titled = {Span(mention.whole.start, mention.span.end) for mention in cast.mentions if mention.title}
    for i, mention in enumerate(cast.mentions):
        entity = cast.of[i]
        if entity is None or entity.kind != "person" or mention.possessive:
            continue
        if mention.honorific in lexicon.styles and " " not in entity.name:
            entity.name = " ".join(page.text[mention.whole.start : mention.span.end].split()[-2:])
        for text in (_apposed(page, lexicon, mention, titled), _apposed_before(page, lexicon, mention, titled)):
            if text and text not in entity.titles:
                entity.titles.append(text)
                head = role_of(text, lexicon)
                entity.gender = entity.gender or (lexicon.roles.get(head) if head else None)
        called = mention.title or (" " in mention.text(page) and mention.role != "modifier")
        if called and i and _owns(page, cast.mentions[i - 1], mention) and (owner := cast.of[i - 1]) is not None:
            entity.affiliation = entity.affiliation or (None if owner.place else owner.name)
        entity.affiliation = entity.affiliation or _comes_from(page, cast, i)
        party = _PARTY.match(page.text, mention.span.end)
        if party:
            entity.affiliation = entity.affiliation or f"{party[1]}-{party[2]}{party[3]}"
            entity.titles.append(f"{_NOT_WRITTEN}{_PARTIES[party[1]]} {party[2]}")
    by_start = sorted((mention.span.start, i) for i, mention in enumerate(cast.mentions))
    orgs = {
        plain(cast.mentions[i].text(page)): owner
        for _, i in by_start
        if (owner := cast.of[i]) is not None and owner.kind == "organization"
    }
    for entity in cast.entities:
        if entity.kind == "person" and entity.affiliation is None:
            entity.affiliation = _affiliation(entity, orgs, lexicon)


def _owns(page: Page, before: NameMention, mention: NameMention) -> bool:
    """Whether an organization is named right before a title as the one that it is in: "[Orbiton]'s director | Bell"."""
    between = page.text[before.span.end : mention.whole.start]
    return (
        before.kind == "organization"
        and before.possessive
        and between.strip("'’s ") == ""
        and len(between) <= len("'s ")
    )


def _comes_from(page: Page, cast: Cast, i: int) -> str | None:
    """The organization that a name is followed by as the one it belongs to: "Ada Bell | of the [Harbour Union]"."""
    if i + 1 == len(cast.mentions) or " " not in cast.mentions[i].text(page):
        return None
    following, owner = cast.mentions[i + 1], cast.of[i + 1]
    between = page.text[cast.mentions[i].span.end : following.whole.start]
    named = following.kind == "organization" and not following.possessive and owner is not None and not owner.place
    whole = _GOES_ON.match(page.text, following.span.end) is None  # not "of Music | in Africa"
    after, name = page.token(following.span.end + 1), page.token(cast.mentions[i].span.start)
    ends = after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")  # not "accused Ada Bell of Orbiton fraud"
    acts = name is None or name.base not in ("obj", "iobj")
    return following.text(page) if named and whole and ends and acts and _FROM.fullmatch(between) else None


_FROM = re.compile(r"(?: of|, (?:of|from))(?: the)? ")
_GOES_ON = re.compile(r" (?:in|for|of|and|&) [A-Z]")


def role_of(title: str, lexicon: Lexicon) -> str | None:
    """The role noun at the head of a title: "mayor" of "the mayor of Tarn", "senator" of "Sen"."""
    words = [word.lower().rstrip(".") for word in re.findall(r"\w[\w'’.-]*", title)]
    head = None
    for word in words:
        if word in ("of", "for", "at", "in", "with", "from", "on", "to", "and", "who", "by") and head:
            break
        head = lexicon.role(word) or head
    if head is None and words and words[-1] in lexicon.offices:
        return lexicon.offices[words[-1]][0]
    return head


def main_title(entity: Entity, lexicon: Lexicon) -> str | None:
    """The title that tells most: the longest one with a role that stands before the name, else an apposition."""
    written = [title for title in entity.titles if not title.startswith(_NOT_WRITTEN) and not _CLAUSE.search(title)]
    written = [title for title in written if not _says_whose(title, lexicon)]
    before = [t for t in written if strip_article(t)[:1].isupper() or t.split()[-1].lower() in lexicon.roles]
    pool = [title for title in before if role_of(title, lexicon)] or [t for t in written if role_of(t, lexicon)]
    best = max(pool, key=lambda title: (len(title.split()) <= 8, len(title.split())), default=None)
    if best is None:
        return None
    best = _POSSESSIVE.sub("", best)  # "her cousin": whose, the title alone doesn't say
    if best in lexicon.offices:
        best = best.capitalize() if best in lexicon.roles else f"{best.capitalize()}."
    return " ".join(strip_article(best).split())


def _says_whose(title: str, lexicon: Lexicon) -> bool:
    """Whether a title only tells whose somebody is: "daughter", "her wife", "Tarnish counterpart"."""
    head = role_of(title, lexicon)
    words = title.lower().split()
    anybody = head in small_words("anybody") and words[-1] == head and not {"first", "second"} & {*words[-2:-1]}
    if head in small_words("relational") or anybody:
        return True
    return head in small_words("family") and len(strip_article(title).split()) < 3


_POSSESSIVE = re.compile(
    r"^(?:(?:now|currently|presently|also)\s+)?(?:(?:his|her|its|their|our|my)\s+(?:own\s+)?)?", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"\b(?:when|while|after|before|because|that|who|which|was|were|is|are|had|has|against|about|one of)\b"
)


def _apposed(page: Page, lexicon: Lexicon, mention: NameMention, titled: Container[Span]) -> str | None:
    """The apposition after a name: ", the mayor of Tarn,"; but not the next of a list: ", Mayor Ada Roe,"."""
    start = mention.span.end
    party = _PARTY.match(page.text, start)
    if party:
        start = party.end()
    age = _AGE.match(page.text, start)
    if age:
        start = age.end()
    for pattern in (_APPOSITION, _LISTED):
        match = pattern.match(page.text, start, page.document.sentences[mention.sentence].span.end)
        if match is not None and Span(*match.span(1)) not in titled:
            text = _description(page, lexicon, Span(*match.span(1)))
            if text is not None:
                return text
    return None


def _description(page: Page, lexicon: Lexicon, span: Span) -> str | None:
    """What stands behind a name, if it tells what somebody is: no verb, no clause."""
    text, words = span.of(page.text).strip(), words_of(page.text, span)
    if not words or (words[0].text.lower() in _OPENING_ELSE and not text.lower().startswith("under secretary")):
        return None
    if _opens_clause(page, lexicon, words[0]):
        return None
    for word in words[:12]:
        if _is_finite(page, word):
            return None
        token = page.token(word.start)
        if (
            token is not None
            and token.pos_ in ("AUX", "PRON")
            and token.text.lower() not in ("his", "her", "its", "their", "that")
        ):
            return None
    return text if role_of(text, lexicon) else None


def _opens_clause(page: Page, lexicon: Lexicon, word: Word) -> bool:
    """Whether something else begins with a word than a description: "just go and ask", "reportedly the …"."""
    token = page.token(word.start)
    titular = word.text in lexicon.weak_title_words or word.text in lexicon.ranks  # "acting chairman"
    if token is None or word.capital or titular:
        return False
    return token.pos_ == "VERB" or (token.pos_ == "ADV" and word.text not in small_words("since_when"))


def _is_finite(page: Page, word: Word) -> bool:
    """Whether a word of a description is a verb with a tense: then it describes nobody."""
    token = page.token(word.start)
    return token is not None and token.tag_ in FINITE and not word.capital


_BEFORE = re.compile(
    r"(?:^|[.\n\"“”,;]\s*|\s)((?:(?:[A-Z][\w.-]*\s){0,3}[A-Z][\w.-]*['’]s?|An?|The|the|an?|Another|another|One|one|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s[^,;:.()\"“”\n]{3,70})"
    r"(?:\s\([A-Z][A-Za-z&.-]{1,9}\))?,\s$"
)


# "Tarn Press Officer, | Ada Bell said", "said THO director, | Ada Bell"
_OFFICE_BEFORE = re.compile(r"(?:^|[.\n]\s*)((?:[A-Z][\w&'’-]*\s(?:(?:of|for|and|the|&)\s)*){0,7}[A-Z][\w'’-]*),\s$")
# "Businessman and founder of Tarn Holdings, | Ada Bell, said"
_ROLE_BEFORE = re.compile(r"([A-Z][a-z-]+\s(?:and|of|for|at)\s[^,;:.()\"“”\n]{3,70}),\s")
_OF_LETTERS_BEFORE = re.compile(r"(?:^|\s)([A-Z]{2,8}\s(?:[a-z]+[\s-]){0,2}[a-z]+),\s$")


def _apposed_before(page: Page, lexicon: Lexicon, mention: NameMention, titled: Container[Span]) -> str | None:
    """The description that a name stands in apposition to: "An attorney for Tarn, | Ada Bell,"."""
    after = page.text[mention.span.end : mention.span.end + 1]
    start = max(0, mention.whole.start - 90)
    for pattern in (_OFFICE_BEFORE, _OF_LETTERS_BEFORE):
        office = pattern.search(page.text[start : mention.whole.start])
        if office is None or (" " not in office[1] and after != ","):  # "Coach, Omar Tell said, is a hard job"
            continue
        noun = office[1].split()[-1].lower()
        if lexicon.role(noun) == noun and page.label(start + office.start(1), start + office.end(1)) != "PERSON":
            return office[1]
    opening = page.document.sentences[mention.sentence].span.start
    role = _ROLE_BEFORE.fullmatch(page.text, opening, mention.whole.start)
    if role is not None and lexicon.role(first := role[1].split()[0].lower()) == first != "father":
        text = _description(page, lexicon, Span(*role.span(1)))
        if text is not None:
            return text
    open_ended = after not in (",", ".", "", "\n")  # no comma behind it: "of the Mayor of Tarn, Mr Roe and others"
    coordinated = mention.honorific in COURTESY and page.text.startswith(" and ", mention.span.end)
    if open_ended and not coordinated:
        return None
    while (match := _BEFORE.search(page.text[start : mention.whole.start])) is not None:
        text, at = match[1], start + match.start(1)
        elsewhere = _beyond(page, lexicon, at, text)
        if elsewhere is None:
            mere = open_ended and not strip_article(text)[:1].isupper()
            return text if role_of(text, lexicon) and not mere and not _ends_in_name(text, at, titled) else None
        start = elsewhere
    return None


def _ends_in_name(text: str, at: int, titled: Container[Span]) -> bool:
    """Whether a description is the title and name of another: "the secretary Jon Bell, | Mr Roe and …"."""
    return any(Span(at + i, at + len(text)) in titled for i in range(len(text)))


def _beyond(page: Page, lexicon: Lexicon, at: int, text: str) -> int | None:
    """Where a description begins that comes only after a verb, or after a noun that is no role; None for a whole one.

    As in "the board ignored | a warning from | its treasurer".
    """
    words = words_of(page.text, Span(at, at + len(text)))
    for word in reversed(words):
        if _is_finite(page, word):
            return word.start + len(word.text)
    within = _WITHIN.search(text)
    if within is not None and role_of(text[: within.start()], lexicon) is None:
        return at + within.end() - 1
    return None


_WITHIN = re.compile(r"\s(?:of|for|from|at|in|to|with|by)\s")


def _closed(words: list[str], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name isn't part of a longer one: "North | Korean leader", "Culture, | Sports and Tourism"."""
    if end < len(words) and (words[end - 1].endswith(",") or words[end][:1].isupper()) and not lexicon.role(words[end]):
        return False
    if end + 1 < len(words) and words[end] in (*_JOINING, "of") and words[end + 1][:1].isupper():
        return lexicon.role(words[end + 1]) is not None
    before = words[start - 1] if start else ""
    if end - start == 1 and before.endswith(("'", "’")) and words[start].lower() in lexicon.org_heads:
        return False  # "the Workers' | Federation"
    if not words[start][:1].isupper() or before.endswith(",") or before in _JOINING:
        return False
    within = before in ("of", "for") and start > 1 and words[start - 2][:1].isupper()
    return not within or lexicon.role(words[start - 2]) is not None


_JOINING = frozenset({"and", "&"})


def _affiliation(entity: Entity, orgs: dict[str, Entity], lexicon: Lexicon) -> str | None:
    """The organization named in a title: "State Department" of "State Department spokesman"."""
    for title in entity.titles:
        words = title.split() if not _says_whose(title, lexicon) else []
        best: str | None = None
        for start in range(len(words)):
            for end in range(min(len(words), start + 8), start, -1):
                text = " ".join(words[start:end]).strip(",.")
                owner = orgs.get(plain(text))
                if text.lower() in lexicon.ranks:  # "*Crown* Prince"
                    continue
                if owner is None or (owner.place and len(words) > 1) or not _closed(words, start, end, lexicon):
                    continue
                if best is None or len(text) > len(best):
                    best = text
                break
        if best is not None:
            return strip_article(best.removesuffix("'s").removesuffix("’s"))
    return None
