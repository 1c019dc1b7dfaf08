"""What other packages of models tell, in the conventions of the treebanks that the rules are written for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quotes.tables import read_table


class TagRow(NamedTuple):
    """A row of the table: words with all of ``has`` as features, and one of ``forms`` (any if empty), bear ``tag``."""

    has: frozenset[str]
    forms: frozenset[str]
    tag: str


@dataclass(frozen=True, slots=True)
class Conventions:
    """How labels are called here that others call otherwise; see ``data/conventions.toml``."""

    relations: dict[str, str]
    parts: dict[str, str]
    tags: dict[str, list[TagRow]]

    def relation(self, label: str | None) -> str:
        """A dependency relation; ``dep`` where there is none."""
        if not label or label[0] == "<":  # "<PAD>" and the like: the models' own word for nothing
            return "dep"
        return self.relations.get(label, label)

    def pos(self, label: str | None) -> str:
        """A part of speech; ``X`` where there is none that we know."""
        return self.parts.get(label or "X", "X")

    def features(self, told: str | None) -> str:
        """Features with a value."""
        if not told or "<" not in told:
            return told or ""
        return "|".join(part for part in told.split("|") if "<" not in part)

    def tag(self, label: str | None, pos: str, features: str | None, form: str) -> str:
        """A tag of the Penn Treebank: the one told, else the one that the part of speech and the features imply."""
        if label and label != "_" and label[0] != "<":
            return label
        told = frozenset((features or "").split("|"))
        lower = form.lower()
        for row in self.tags.get(pos, ()):
            if row.has <= told and (not row.forms or lower in row.forms):
                return row.tag
        return ""


@cache
def conventions() -> Conventions:
    """Those that come with the program."""
    data = read_table("quotes.parse", "conventions")
    tags: dict[str, list[TagRow]] = {}
    for part in data["tags"]:
        for pos in part["pos"]:
            tags.setdefault(pos, []).extend(
                TagRow(_features(row.get("has", "")), frozenset(row.get("form", ())), row["tag"])
                for row in part["rows"]
            )
    return Conventions(data["relations"], data["pos"], tags)


def _features(told: str) -> frozenset[str]:
    return frozenset(told.split("|")) if told else frozenset()
