"""Acts of saying that a relative clause tells of an occasion: "gave an interview on Monday in which she said …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.tables import words

if TYPE_CHECKING:
    from quotes.parse.plain import Token


def dates_occasion(cue: Token, time: Token, owner: Token) -> bool:
    """Whether words of time date the speech, letter or event in which the relative clause of a cue has it said.

    Args:
        cue: The head of the cue.
        time: The head of the words of time.
        owner: The verb, or the noun, of the clause that they stand in.
    """
    noun = occasion_of(cue)
    if noun is None:
        return False
    if time.i == noun.i or any(above.i == noun.i for above in time.ancestors):
        return True
    verb = next((above for above in noun.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    known = any(child.lower_ in _POSSESSIVE for child in noun.children)  # "seized on *his* interview": on another day
    return verb is not None and verb.i == owner.i and verb.tag_ == "VBD" and not known


def occasion_of(cue: Token) -> Token | None:
    """What the relative clause of a cue says where the words fell: "the *rally* where he said"."""
    noun = cue.head
    apart = any(child.lower_ in _APART for child in cue.children)
    if cue.dep_ != "acl:relcl" or cue.tag_ != "VBD" or apart:
        return None
    if noun.lemma_.lower() not in words("settings", "media") | words("settings", "events"):
        return None
    return noun if any(_leads_into(child) for child in cue.children) else None


def _leads_into(word: Token) -> bool:
    cases = {child.lower_ for child in word.children if child.dep_ == "case"}
    return word.lower_ == "where" or (word.lower_ == "which" and bool(cases & {"in", "at", "during"}))


_POSSESSIVE = frozenset({"his", "her", "their", "its"})
_APART = frozenset({"once", "first", "earlier", "later", "had"})  # "a hall where his father once spoke"
