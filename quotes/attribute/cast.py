"""Who takes part in an article: its names, gathered into entities.

People are told apart by their given names: a bare surname goes to whoever bears it, and where two do, to the one
that it can only be, or to nobody. Names of organizations are one when one is the acronym or a shorter form of
the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.attribute.attribution import ResolvedBy
from quotes.attribute.entity import Entity
from quotes.attribute.genders import gender_beside
from quotes.attribute.names import ALSO_CALLED, compact, misspelt, parse_person, plain, same_person, strip_article
from quotes.attribute.offices import Letters
from quotes.attribute.organizations import OrganizationNames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.attribute.attribution import SpeakerKind
    from quotes.attribute.lexicon import Gender, Lexicon
    from quotes.attribute.mentions import NameMention
    from quotes.attribute.names import PersonName
    from quotes.attribute.page import Page

Via = ResolvedBy | Literal["surname.shared", "surname.misspelt"]


@dataclass(slots=True)
class Cast:
    """The entities of an article, and which of them each name mention is.

    ``of[i]`` is for ``mentions[i]``; None where a surname could be several people's.
    """

    mentions: list[NameMention]
    entities: list[Entity]
    of: list[Entity | None]
    via: list[Via]


def build_cast(page: Page, lexicon: Lexicon, mentions: list[NameMention]) -> Cast:
    """Gather the names of an article into entities.

    Args:
        page: The article.
        lexicon: The word lists.
        mentions: Its names, in order.
    """
    builder = _Builder(page, lexicon, mentions)
    builder.full_people()
    builder.organizations()
    builder.short_people()
    builder.rest()
    return Cast(mentions, builder.entities, builder.of, builder.via)


class _Builder:
    def __init__(self, page: Page, lexicon: Lexicon, mentions: list[NameMention]) -> None:
        self.page = page
        self.lexicon = lexicon
        self.mentions = mentions
        self.texts = [mention.text(page) for mention in mentions]
        self.short = [self._is_short(i) for i in range(len(mentions))]  # a part of a name: "Bell", "van der Tarn"
        self.entities: list[Entity] = []
        self.of: list[Entity | None] = [None] * len(mentions)
        self.via: list[Via] = ["named"] * len(mentions)
        self.by_family: dict[str, list[Entity]] = defaultdict(list)
        self.by_given: dict[str, list[Entity]] = defaultdict(list)
        self.by_name: dict[str, Entity] = {}
        self.done = [False] * len(mentions)
        self.first_bare: dict[str, int] = {}  # the first sentence with a family name alone
        self.full_in: dict[int, list[int]] = defaultdict(list)  # by id: the sentences with the name in full
        self.subject_in: set[tuple[int, int]] = set()  # ids and the sentences that they are subjects of

    def _is_short(self, i: int) -> bool:
        if " " not in self.texts[i]:
            return True
        name = parse_person(self.texts[i], self.lexicon) if self.mentions[i].kind == "person" else None
        return name is not None and not name.full

    # -------------------------------------------------------- people in full

    def full_people(self) -> None:
        """Cluster the names that are more than a surname."""
        for i, mention in enumerate(self.mentions):
            if mention.kind != "person":
                continue
            name = parse_person(self.texts[i], self.lexicon)
            if name is None or not name.full:
                continue
            same = [entity for entity in self.by_family[name.family] if entity.person is not None
                    and same_person(entity.person, name, self.lexicon)] or self._also_called(i, name)  # fmt: skip
            if not same and self._of_two(i, name):
                continue
            entity = same[0] if same else self._new_person(i, name)
            self._assign(i, entity, "named")
            if entity.person is None or (
                name.family == entity.person.family and len(name.given) > len(entity.person.given)
            ):
                entity.person, entity.name = name, self.texts[i]
        for entity in self.entities:
            entity.name = entity.fullest

    def _of_two(self, i: int, name: PersonName) -> bool:
        """Whether a name is two in one word, like "the *Bell-Tarn* ticket": nobody's, unless known in full."""
        bare = self.mentions[i].honorific is None and self.mentions[i].title is None
        return bare and name.full and " " not in self.texts[i]

    def _also_called(self, i: int, name: PersonName) -> list[Entity]:
        """Whoever a name is another name of: "Ada Roe, better known as | Kay Tarn"."""
        before = self.of[i - 1] if i else None
        gap = self.page.text[self.mentions[i - 1].span.end : self.mentions[i].whole.start]
        if before is None or before.kind != "person" or not ALSO_CALLED.fullmatch(gap):
            return self._begins(i)
        self.by_family[name.family].append(before)
        return [before]

    def _begins(self, i: int) -> list[Entity]:
        """The one whose name goes on behind a name that is more than given names: "Abdel Roe" for Abdel Roe Tarn."""
        short = self.texts[i].lower()
        found = [entity for entity in self.entities if entity.name.lower().startswith(f"{short} ")]
        return found if len(found) == 1 and not set(short.split()) <= self.lexicon.first_names.keys() else []

    def _new_person(self, i: int, name: PersonName) -> Entity:
        entity = Entity(self.texts[i], "person", person=name, gender=name.gender)
        self.entities.append(entity)
        self.by_family[name.family].append(entity)
        if name.given:
            self.by_given[name.given[0]].append(entity)
        return entity

    def _assign(self, i: int, entity: Entity, via: Via) -> None:
        mention = self.mentions[i]
        self.of[i], self.via[i], self.done[i] = entity, via, True
        entity.forms[self.texts[i]] += 1
        entity.seen.append(mention.sentence)
        if not self.short[i]:
            self.full_in[id(entity)].append(mention.sentence)
            if mention.role == "subject":
                self.subject_in.add((id(entity), mention.sentence))
        if mention.title and mention.title not in entity.titles:
            entity.titles.append(mention.title)
        if mention.honorific:
            gender = self.lexicon.honorifics.get(mention.honorific)
            entity.gender = entity.gender or gender
            office = mention.honorific in self.lexicon.offices or mention.honorific in self.lexicon.roles
            if office and mention.honorific not in entity.titles:
                entity.titles.append(mention.honorific)
        if entity.gender is None and mention.title:
            entity.gender = self.lexicon.roles.get(mention.title.split()[-1].lower())

    # -------------------------------------------------------- people by a part of their name

    def short_people(self) -> None:
        """Give the bare surnames and given names to the people who bear them.

        Those with an honorific come first, then those with a pronoun beside them: "Mr. Tolland" and "Tolland said he"
        tell which Tolland the article calls by surname.
        """
        total = Counter(self.texts)
        self._strangers()
        self._given_names()
        self._surnames(total, [i for i, mention in enumerate(self.mentions) if mention.honorific])
        self._told_by_pronouns()
        self._surnames(total, range(len(self.mentions)))

    def _told_by_pronouns(self) -> None:
        """Assign the surnames of a man and a woman that pronouns beside them tell apart, all of them one way."""
        beside: dict[str, list[tuple[int, Gender]]] = defaultdict(list)
        for i in range(len(self.mentions)):
            gender = gender_beside(self.page, self.mentions[i]) if self.short[i] and not self.done[i] else None
            if gender is not None and len(self.by_family.get(self.texts[i].lower(), ())) > 1:
                beside[self.texts[i].lower()].append((i, gender))
        for family, told in beside.items():
            genders = {gender for _, gender in told}
            fit = [entity for entity in self.by_family[family] if entity.gender is None or entity.gender in genders]
            if len(genders) == 1 and len(told) > 1 and len(fit) == 1:
                for i, _ in told:
                    self._assign(i, fit[0], "surname.shared")

    def _surnames(self, total: Counter[str], numbers: Iterable[int]) -> None:
        for i in numbers:
            mention = self.mentions[i]
            if self.done[i] or not self.short[i] or mention.kind == "people":
                continue
            name = parse_person(self.texts[i], self.lexicon)
            if name is None or self._of_two(i, name):
                continue
            if mention.kind in ("organization", "place") and not self._looks_personal(i, name):
                continue
            bearers = self._bearers(i, name)
            if len(bearers) == 1:
                self._assign(i, bearers[0], "surname" if bearers[0].person and bearers[0].person.full else "named")
            elif bearers:
                entity = self._likeliest(i, bearers)
                if entity is not None:
                    self._assign(i, entity, "surname.shared")
                self.done[i], self.via[i] = True, "surname.shared"
            elif mention.kind == "person" or mention.honorific:
                self._stranger(i, name, seldom=total[self.texts[i]] <= 2)
            elif mention.role == "subject" and total[self.texts[i]] <= 2 and (slip := self._slip(name)) is not None:
                self._assign(i, slip, "surname.misspelt")

    def _stranger(self, i: int, name: PersonName, *, seldom: bool) -> None:
        """A surname that nobody bears: an organization's short name, a slip of the pen, or somebody new."""
        mention = self.mentions[i]
        bare = mention.honorific is None and mention.title is None
        if (middle := self._in_the_middle(i, name)) is not None:
            self._assign(i, middle, "surname")
        elif bare and (shortened := self._shortened(name)) is not None:
            self._assign(i, shortened, "named")
        elif seldom and (slip := self._slip(name)) is not None:
            self._assign(i, slip, "surname.misspelt")
        else:
            self._assign(i, self._new_person(i, name), "named")

    def _given_names(self) -> None:
        """Assign the bare given names first: whoever is called by one is seldom called by surname.

        Thais, Burmese or Ethiopians have honorifics before them.
        """
        for i, mention in enumerate(self.mentions):
            if self.done[i] or not self.short[i] or mention.kind not in ("person", "unknown"):
                continue
            low = self.texts[i].lower()
            if mention.honorific and low in self.lexicon.first_names:  # "Mr. James" is hardly James Tarn
                continue
            bearers = self.by_given.get(low) or self._called(low)
            gender = self.lexicon.honorifics.get(mention.honorific) if mention.honorific else None
            if len(bearers) == 1 and low not in self.by_family and bearers[0].may_be(gender):
                self._assign(i, bearers[0], "surname")

    def _called(self, short: str) -> list[Entity]:
        """Those whose given name has a short form: Joseph for "Joe"."""
        return [entity for full in self.lexicon.nicknames.get(short, ()) for entity in self.by_given.get(full, ())]

    def _strangers(self) -> None:
        """Make room for those whom the article calls by surname alone, where the full bearers can't be meant.

        "Mr. Tolland" beside Ada Tolland is somebody else, and so is then a bare "Tolland".
        """
        for i, mention in enumerate(self.mentions):
            gender = self.lexicon.honorifics.get(mention.honorific) if mention.honorific else None
            if gender is None or self.done[i] or not self.short[i]:
                continue
            name = parse_person(self.texts[i], self.lexicon)
            bearers = self.by_family.get(name.family, []) if name else []
            if name and bearers and not any(entity.may_be(gender) for entity in bearers):
                self._new_person(i, name).gender = gender

    def _looks_personal(self, i: int, name: PersonName) -> bool:
        """Whether a name that may be a place or an organization is a known person's surname here."""
        bearers = self.by_family.get(name.family, [])
        full = any(entity.person is not None and entity.person.full for entity in bearers)
        return full and self._may_be_surname(i, name.family)

    def _may_be_surname(self, i: int, family: str) -> bool:
        """Whether a surname isn't the acronym or the place of the same name here: "Jordan said", "Washington"."""
        if compact(self.texts[i]).isupper():
            return False
        token = self.page.token(self.mentions[i].span.start)
        if family in self.lexicon.capitals:
            return token is not None and token.ent_type_ == "PERSON"
        if family not in self.lexicon.places:
            return True
        return token is not None and (token.ent_type_ == "PERSON" or self.mentions[i].role == "subject")

    def _bearers(self, i: int, name: PersonName) -> list[Entity]:
        honorific = self.mentions[i].honorific
        gender = self.lexicon.honorifics.get(honorific) if honorific else None
        found = [entity for entity in self.by_family.get(name.family, []) if entity.may_be(gender)]
        if len(found) > 1 and gender is not None:
            surely = [entity for entity in found if entity.gender == gender]
            found = surely or found
        if len(found) > 1 and name.suffix:
            found = [entity for entity in found if entity.person and entity.person.suffix == name.suffix] or found
        if len(found) > 1 and self.mentions[i].title:
            found = self._with_title(found, self.mentions[i].title or "") or found
        return found

    def _with_title(self, bearers: list[Entity], title: str) -> list[Entity]:
        last = title.split()[-1].lower()
        return [entity for entity in bearers if any(known.split()[-1].lower() == last for known in entity.titles)]

    def _likeliest(self, i: int, bearers: list[Entity]) -> Entity | None:
        """Whom a surname that several bear means: the one last spoken of, unless it is called in full each time."""
        at, family = self.mentions[i].sentence, self.texts[i].lower()
        gender = gender_beside(self.page, self.mentions[i])
        first_bare = self.first_bare.setdefault(family, at)
        scored = []
        for entity in bearers:
            before = [sentence for sentence in entity.seen if sentence <= at]
            away = at - max(before) if before else 30
            again = sum(sentence > first_bare for sentence in self.full_in[id(entity)])
            bare = sum(count for form, count in entity.forms.items() if form.lower() == family)
            full = len(self.full_in[id(entity)])
            score = 0.5 ** (away / 4) * self._prominence(entity, at) / (1 + again) ** 0.5
            score += 0.8 * bool(bare) + 0.05 * min(bare, 10) + 0.6 * (not full)
            if sum(entity.forms.values()) > full + bare:  # called by the given name: the surname is another's
                score *= 0.8
            if gender is not None and entity.gender is not None:
                score *= 1.6 if entity.gender == gender else 0.5
            scored.append((score, entity))
        scored.sort(key=lambda pair: -pair[0])
        (best, entity), (second, _) = scored[0], scored[1]
        return entity if best > 1.15 * second else None

    def _prominence(self, entity: Entity, at: int) -> float:
        """How an entity was last named in full: as a subject, or in passing."""
        last = max((sentence for sentence in self.full_in[id(entity)] if sentence <= at), default=None)
        return 1.0 if last is None or (id(entity), last) in self.subject_in else 0.7

    def _shortened(self, name: PersonName) -> Entity | None:
        """The one organization whose name begins with a word: "Northlight" for "Northlight Rail Group"."""
        fits = [
            entity
            for key, entity in self.by_name.items()
            if key.startswith(name.family + " ")
            and key.rsplit(" ", 1)[-1] in self.lexicon.org_heads
            and not entity.place
        ]
        return fits[0] if len(fits) == 1 else None

    def _in_the_middle(self, i: int, name: PersonName) -> Entity | None:
        """The one with a word between first and last name that isn't a given name: "Barón" for Rafael Barón Herazo."""
        gender = self.lexicon.honorifics.get(self.mentions[i].honorific or "")
        found = [one for one in self.entities if one.person is not None and one.may_be(gender)
                 and name.family in one.person.given[1:] and one.seen[0] <= self.mentions[i].sentence]  # fmt: skip
        return found[0] if len(found) == 1 and name.family not in self.lexicon.first_names else None

    def _slip(self, name: PersonName) -> Entity | None:
        if len(self.by_family) > MOST_COMPARED:
            return None
        near = [entity for family, entities in self.by_family.items() for entity in entities
                if entity.person is not None and entity.person.full and misspelt(name.family, family)]  # fmt: skip
        return near[0] if len(near) == 1 else None

    # -------------------------------------------------------- organizations and places

    def organizations(self) -> None:
        """Cluster names of organizations and places, acronyms and shorter forms included."""
        names = OrganizationNames(self.page, self.lexicon, self.mentions)
        letters = Letters(self.page, self.lexicon, self.mentions)
        for i, mention in enumerate(self.mentions):
            person = letters.stand_for(i, self.of, self.entities, spelt_out=names.spelt_out(i))
            if person is not None:
                self._assign(i, person, "description")
                continue
            if mention.kind not in ("organization", "place") and not names.spelt_out(i):
                continue
            own = plain(self.texts[i])
            if " " not in own and own in self.by_family and self._may_be_surname(i, own):
                continue
            name, via = names.canonical(i)
            if name is None:
                self.done[i] = True
            else:
                self._assign(i, self._organization(name, i, names.known), via)

    def _organization(self, name: str, i: int, known: dict[str, int]) -> Entity:
        entity = self.by_name.get(name)
        if entity is None:
            source = known.get(name)
            written = self.texts[source] if source is not None else self.texts[i]
            if source is None and plain(written) != name:
                written = self.page.as_spelt(name) or written
            entity = Entity(strip_article(written), "organization")
            entity.place = self.mentions[i if source is None else source].kind == "place"
            self.entities.append(entity)
            self.by_name[name] = entity
        return entity

    def rest(self) -> None:
        """Peoples, and names of no known kind, each by itself."""
        for i, mention in enumerate(self.mentions):
            if self.done[i]:
                continue
            name = plain(self.texts[i])
            people = mention.kind == "people"
            entity = self.by_name.get(name)
            if entity is None:
                kind: SpeakerKind = "group" if people else "person" if mention.kind == "person" else "organization"
                entity = Entity(strip_article(self.texts[i]), kind, people=people, plural=people)
                self.by_name[name] = entity
                self.entities.append(entity)
            self._assign(i, entity, "named")


MOST_COMPARED = 300  # family names that one is compared with, letter by letter
