"""What looks like speech and only tells what was done, won or seen, or what something is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.speech.frame import dependents, is_passive, is_set_off, quoting
from quotes.speech.words import words

if TYPE_CHECKING:
    from quotes.parse.plain import Token
    from quotes.speech.scene import Scene
    from quotes.speech.speech import Cue, Speech

_THEMES, _PRIZES, _SEEING, _CITED = words("themes"), words("prizes"), words("seeing"), words("cited")


def tells_action(scene: Scene, cue: Cue, speech: Speech) -> bool:
    """Whether nobody says anything with a cue.

    "claimed victory", "was seen leaving", "saw prices fall", "goes on according to the protocol", "citing officials".
    """
    head = scene.doc[cue.head]
    lemma = head.lemma_.lower()
    if lemma == "claim":
        return any(child.lower_ in _PRIZES for child in dependents(head, "obj"))
    if cites_sources(scene, head):
        return True
    if head.lower_ == "according" and speech.source is not None:
        return is_standard(scene, head, scene.doc[speech.source.head])
    if lemma == "speak" and head.tag_ == "VBG" and head.base == "advcl" and head.i < head.head.i:
        return scene.lexicon.verb(head.head) is not None  # "Speaking about it, Roe said": what he said comes behind
    saying = (child for child in head.children if quoting(child) is head)  # "quoted Roe as saying": it comes behind
    if any(scene.lexicon.verb(child) is not None for child in saying):
        return True
    if lemma not in _SEEING or speech.rule == "parenthetical" or any(child.lower_ == "as" for child in head.subtree):
        return False
    clause = any(child.base == "ccomp" and child.tag_ != "VBG" for child in head.children)
    return not clause and (head.tag_ == "VBD" or is_passive(head))


def cites_sources(scene: Scene, verb: Token) -> bool:
    """Whether a participle names a reporter's sources: "reported it, *citing* officials"; not "left, citing them"."""
    if verb.lower_ != "citing":
        return False
    above = (scene.lexicon.reporting_verb(governor) for governor in verb.ancestors)
    reports = any(word is not None and word.takes("clause") is not None for word in above)
    return reports and any(_is_cited(child) for child in dependents(verb, "obj"))


def _is_cited(noun: Token) -> bool:
    """Whether a noun is for whoever, or whatever, has said what a sentence reports; nobody says the noun."""
    return noun.ent_type_ in {"PERSON", "ORGANIZATION"} or noun.lemma_.lower() in _CITED


def is_standard(scene: Scene, according: Token, noun: Token) -> bool:
    """Whether a noun is for what something only goes by: "paid according to the *number* of men".

    What binds people is so where somebody asks for it: "demanded protection according to the *law*".
    """
    if noun.lemma_.lower() in scene.lexicon.measures or noun.lower_.removesuffix("s") in scene.lexicon.measures:
        return True
    asked = any(scene.lexicon.verb(above) is not None for above in noun.ancestors if above.i < according.i)
    if not asked or is_set_off(according) or noun.ent_type_ == "PERSON":
        return False
    named = noun.head if noun.base in {"nummod", "appos", "flat"} else noun  # "Security Council *Resolution* 12"
    return any(word.lemma_.lower() in scene.lexicon.norms for word in (noun, named))


def is_theme(scene: Scene, speech: Speech) -> bool:
    """Whether a quotation by itself is what something is called: "held on the theme: “Ten years on”"."""
    first = next(iter(scene.tokens_in(speech.content[0])), None)
    if speech.cue is not None or first is None:
        return False
    before = [scene.doc[i] for i in range(max(0, first.i - 2), first.i) if not scene.doc[i].is_space]
    return bool(before) and before[-1].text == ":" and before[0].lemma_.lower() in _THEMES
