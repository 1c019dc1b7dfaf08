"""Several sources at once, by name: "X and Y", "X, the mayor of Tarn, and Y"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quotes.attribute.heads import listed
from quotes.attribute.lexicon import small_words
from quotes.attribute.names import is_possessive, strip_article, strip_possessive
from quotes.attribute.nouns import described
from quotes.attribute.phrase import POSSESSIVE, take_apart
from quotes.attribute.resolve import Case, Found, Resolver
from quotes.attribute.titles import role_of
from quotes.span import Span
from quotes.speech.frame import dependents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.entity import Entity
    from quotes.attribute.page import Page
    from quotes.parse.plain import Token

MOST_COORDINATED = 6
LONGEST_LIST = 160  # code points
_BRACKETS = re.compile(r"\s*\([^)]*\)?")
_OF_PLACE = re.compile(r" (?:of|from) (?:the )?")
_OTHERS = re.compile(r"(?:the|an?|all|other|others|dozens|hundreds|thousands|several|many|some|two|three)\b")
_JOINT = re.compile(r",?\s+(and|along with|together with|as well as)\s+|,\s+")
_SOMEBODYS = re.compile(r"(?:his|her|its|their|the|an?)\s|\S+(?:['’]s|s['’])\s", re.IGNORECASE)


class Part(NamedTuple):
    """One of several, or what one of them is: where, and whether a comma or a word joins it to the one before."""

    span: Span
    comma: bool = False
    word: bool = False


def coordinated(resolver: Resolver, case: Case) -> Found | None:
    """All of several by name, as a group; None for one alone, and where one of them has no name."""
    core = case.phrase.span
    if core.of(resolver.page.text).lower().startswith("both "):
        core = Span(core.start + len("both "), core.end)
    parts = _parts(resolver, core)
    if not 2 <= len(parts) <= MOST_COORDINATED or not any(part.word for part in parts):
        return None
    with_others = _with_others(resolver, core) if len(parts) == 2 else None
    if with_others is not None:
        return with_others
    names = _names(resolver, case, parts)
    if names is None or (len(names) > 1 and len(set(names)) == 1):  # "Roe and the mayor", who is Roe elsewhere
        return _in_full(resolver, core, parts)
    if len(names) < 2:
        return None
    name = " and ".join((", ".join(names[:-1]), names[-1]))
    return Found(resolver.phrase_entity(name, "group", plural=True), "named", "named")


def _in_full(resolver: Resolver, core: Span, parts: Sequence[Part]) -> Found | None:
    """Several, not all of them by name, in the words of the article: a name among them would be only one of them."""
    page, behind = resolver.page, parts[-1].span.of(resolver.page.text)
    apposed = not parts[1].word and not _names_somebody(resolver, parts[1].span)  # "Roe, a nurse and the mother of two"
    heads = _coordinated_heads(page, core)
    if apposed or not parts[-1].word or len(heads) < 2 or len(core) > LONGEST_LIST:
        return None
    names = [resolver.cast.mentions[i].span for i in resolver.mentions_in(core)]
    named = [any(span.start <= token.idx < span.end for span in names) for token in heads]
    one_office = len(parts) == 2 and named[0] and " of " in names[0].of(page.text)  # "Ministry of Trade and Ports"
    somebody = named[-1] or _OTHERS.match(behind) is not None or _SOMEBODYS.match(behind) is not None
    if one_office or not any(named) or not somebody:
        return None
    name = strip_possessive(strip_article(" ".join(_BRACKETS.sub("", core.of(page.text)).split())))
    return Found(resolver.phrase_entity(name, "group", plural=True), "unnamed", "unnamed")


def _coordinated_heads(page: Page, core: Span) -> list[Token]:
    """The head of a phrase, and those that are coordinated with it; none where the parse has several heads."""
    first, last = page.token(core.start), page.token(core.end - 1)
    if first is None or last is None:
        return []
    inside = range(first.i, last.i + 1)
    heads = [page.doc[i] for i in inside if page.doc[i].head.i not in inside or page.doc[i].head.i == i]
    return [*heads, *dependents(heads[0], "conj")] if len(heads) == 1 else []


def _names_somebody(resolver: Resolver, span: Span) -> bool:
    """Whether there is a name in a part, and not only that of a people: "a Democrat"."""
    kinds = (resolver.cast.mentions[i].kind for i in resolver.mentions_in(span))
    return any(kind != "people" for kind in kinds)


def _parts(resolver: Resolver, core: Span) -> list[Part]:
    """The phrase, cut at its commas and "and", but not inside of a name with its title."""
    wholes = [resolver.cast.mentions[i].whole for i in resolver.mentions_in(core)]
    parts = [Part(core)]
    for match in _JOINT.finditer(resolver.page.text, core.start, core.end):
        if any(whole.contains(Span(*match.span())) for whole in wholes):
            continue
        comma, word = match.group().startswith(","), match[1] is not None
        parts[-1] = parts[-1]._replace(span=Span(parts[-1].span.start, match.start()))
        parts.append(Part(Span(match.end(), core.end), comma, word))
    return parts


def _names(resolver: Resolver, case: Case, parts: Sequence[Part]) -> list[str] | None:
    names: list[str] = []
    kinds: set[bool] = set()  # of places, and of anybody else
    told = person = False  # whether the part before says what one of them is; whether it names a person
    for i, part in enumerate(parts):
        text, last = part.span.of(resolver.page.text), i + 1 == len(parts)
        one = _single_name(resolver, part.span, titled=not i)
        if one is None and names and last and len(parts) == 2:
            one = _known(resolver, case, part.span)
        if told and part.word and not part.comma:  # "Ada Roe, a fellow of the board *and a former envoy*"
            if one is not None:  # "Ada Roe, director of arts *and Tarn*"
                return None
        elif one is not None:
            thing = one.kind != "person" or text.startswith("the ")
            if not part.word and person and thing:  # "Ada Roe, the Harbour and Ports Board"
                return None
            person = one.kind == "person"
            names.append(one.name)
            kinds.add(one.place)
            told = False
        elif not part.word and names and not told and _describes(resolver, part.span):
            told = True
        elif _apposed_next(resolver, parts, i):
            told = False
        elif last and names and _OTHERS.match(text):
            names.append(text)
        else:
            return None
    return names if len(kinds) < 2 else None  # "the Tarn and Vorn governor, Ada Bell"


def _describes(resolver: Resolver, span: Span) -> bool:
    """Whether a part only says what the one before it is: "X, *leader of the party*, and Y"."""
    if role_of(span.of(resolver.page.text), resolver.lexicon) is None:
        return False
    kinds = (resolver.cast.of[i] for i in resolver.mentions_in(span))
    return not any(entity is not None and entity.kind == "person" for entity in kinds)


def _apposed_next(resolver: Resolver, parts: Sequence[Part], i: int) -> bool:
    """Whether a part says what the one behind it is: "X and *her Vellish counterpart*, Y"."""
    if i + 1 == len(parts) or parts[i + 1].word or not _describes(resolver, parts[i].span):
        return False
    phrase = take_apart(resolver.page, resolver.lexicon, parts[i].span)
    if phrase is not None and phrase.plural and listed(resolver, Span(parts[i].span.start, parts[i + 1].span.end)):
        return False
    one = _single_name(resolver, parts[i + 1].span)
    last = i + 2 == len(parts) and parts[i].word and not parts[i].comma
    opens = _SOMEBODYS.match(parts[i].span.of(resolver.page.text)) is not None
    return (opens or last) and one is not None and one.kind == "person"


def _known(resolver: Resolver, case: Case, span: Span) -> Entity | None:
    """The one whom the latter half of a coordination describes: "Bell and | the ministry"."""
    phrase = take_apart(resolver.page, resolver.lexicon, span)
    if phrase is None or phrase.determiner != "the":
        return None
    found = described(resolver, Case(case.number, case.speech, phrase.span, phrase, frozenset()))
    return found.entity if found is not None and found.confidence != "nobody" else None


def _with_others(resolver: Resolver, core: Span) -> Found | None:
    """A name and people without one: "X and its defenders", "X and leaders of other parties"."""
    match = re.search(r" and (?=[a-z])", core.of(resolver.page.text))
    if match is None:
        return None
    others = take_apart(resolver.page, resolver.lexicon, Span(core.start + match.end(), core.end))
    owned = others is not None and others.determiner in POSSESSIVE
    if others is None or not (owned or (others.plural and resolver.lexicon.people(others.head))):
        return None
    one = _single_name(resolver, Span(core.start, core.start + match.start()))
    if one is None:
        return None
    name = f"{one.name}{core.of(resolver.page.text)[match.start() :]}"
    return Found(resolver.phrase_entity(name, "group", plural=True), "unnamed", "unnamed")


def _single_name(resolver: Resolver, span: Span, *, titled: bool = False) -> Entity | None:
    """The person or organization that a part of a coordination names, when it is nothing but a name.

    Before the first of several there may be a title for all of them: "*Party leaders* Ada Roe and Jon Bell".
    """
    for i in resolver.mentions_in(span):
        mention, entity = resolver.cast.mentions[i], resolver.cast.of[i]
        rest = resolver.page.text[span.start : mention.whole.start] + resolver.page.text[mention.span.end : span.end]
        known = entity is not None and entity.person is not None and entity.person.full
        titular = (
            not known and resolver.lexicon.role(mention.text(resolver.page)) is not None
        )  # "Tarn and Vorn *Governor*"
        title = rest.split()[-1:] if titled and rest.endswith("s ") else []
        shared = any(resolver.lexicon.role(word) for word in title)
        alone = shared or rest.strip().lower() in ("", "the", "both") or _introduced(resolver, span, i)
        if entity is not None and not (entity.people or titular) and alone:
            return entity
    return None


def _introduced(resolver: Resolver, span: Span, i: int) -> bool:
    """Whether there is only whose or what somebody is before a name, and where from behind it.

    "Tarn's Ada Bell", "rights group Openhand", "Tarn-based Openhand", "Ada Bell of Tarn".
    """
    page, mention, kind = resolver.page, resolver.cast.mentions[i], resolver.cast.mentions[i].kind
    before, after = page.text[span.start : mention.whole.start].split(), page.text[mention.span.end : span.end]
    behind = _OF_PLACE.match(after) if kind == "person" else None
    if after and (behind is None or not _names_alone(resolver, span, mention.span.end + behind.end())):
        return False
    if not before:
        return True
    if mention.possessive or mention.role == "modifier":
        return False
    if any(word.lower() in small_words("prepositions") for word in before):
        return False
    last, lexicon = before[-1].lower(), resolver.lexicon
    group = last in lexicon.org_nouns or last in lexicon.org_heads
    so_called = lexicon.role(last) is not None if kind == "person" else group
    return so_called or is_possessive(last) or last.endswith("-based")


def _names_alone(resolver: Resolver, span: Span, start: int) -> bool:
    """Whether from an offset on a part is one name and nothing else."""
    return any(resolver.cast.mentions[i].span == Span(start, span.end) for i in resolver.mentions_in(span))
