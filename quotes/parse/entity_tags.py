"""Tags of entities in their two forms: BIO, as documents have them, and BIOES, as models do."""

from __future__ import annotations


def bio(tag: str | None, types: dict[str, str]) -> str:
    """The BIO tag, in our types, for a BIOES tag in a model's; types left out yield no entity."""
    if not tag or tag == "O":
        return "O"
    place, _, kind = tag.partition("-")
    own = types.get(kind)
    return "O" if own is None else ("B-" if place in "BS" else "I-") + own


def bioes(tags: list[str]) -> list[str]:
    """BIO tags as BIOES, which tells ends, too (Ratinov and Roth, 2009); one that never began begins there."""
    result = []
    for i, tag in enumerate(tags):
        kind = tag[1:]
        begins = tag[0] == "B" or (tag[0] == "I" and (i == 0 or tags[i - 1][1:] != kind))
        ends = i + 1 == len(tags) or tags[i + 1] != "I" + kind
        place = "O" if tag == "O" else ("S" if ends else "B") if begins else ("E" if ends else "I")
        result.append(place if tag == "O" else place + kind)
    return result
