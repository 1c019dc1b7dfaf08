"""A reporting verb in its sentence, as the rules that read its content off the parse see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.speech.content import subtree_span
from quotes.speech.frame import first_dependent, is_set_off

if TYPE_CHECKING:
    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.span import Span
    from quotes.speech.cues import Meaning, Word
    from quotes.speech.expression import Expression
    from quotes.speech.scene import Scene
    from quotes.speech.speech import Mention


@dataclass(frozen=True, slots=True)
class Reporting:
    """A reporting verb in its sentence, with what every rule asks about it."""

    scene: Scene
    sentence: Sentence
    verb: Token
    lemma: str
    word: Word
    whole: Expression
    source: Mention | None
    taken: frozenset[int]  # tokens of the cue and its source

    def content(self, *heads: Token, low: int | None = None, high: int | None = None) -> tuple[Span, ...]:
        """The spans under some heads, within the sentence, up to a clause that reports something besides."""
        low = self.sentence.start if low is None else low
        high = self.sentence.end if high is None else high
        high = report_besides(self.scene, max(low, self.whole.last + 1), high)
        return subtree_span(self.scene, heads, without=self.taken, low=low, high=high)


def report_besides(scene: Scene, first: int, end: int) -> int:
    """Where a clause set off with a comma begins to report by itself; else ``end``.

    "…, threatening that …", "…, as it also rejected …": the parser hangs it on whichever verb is nearest, but it is
    the source of the sentence that goes on speaking.
    """
    for token in scene.doc[first + 1 : end]:
        if token.base not in {"advcl", "acl"} or scene.quoted[token.i] is not None:
            continue
        start, entry = opening(token), scene.lexicon.verb(token)
        if start is None or start <= first or entry is None or not is_set_off(scene.doc[start]):
            continue
        said = first_dependent(token, "ccomp", "obj", "iobj", "xcomp")
        if said is not None and entry[1].takes("clause", "addressee", "object", "object-of") is not None:
            return start
    return end


def opening(verb: Token) -> int | None:
    """Where a side clause begins: at a participle, at "as" or "while" or "which" with a pronoun behind."""
    mark, subject = first_dependent(verb, "mark"), first_dependent(verb, "nsubj")
    if verb.dep_ == "acl:relcl":
        which = first_dependent(verb, "obj", "obl")
        again = which is not None and which.tag_ == "WDT" and subject is not None and subject.lower_ in _AGAIN
        return which.i if again and which is not None else None
    if verb.tag_ == "VBG" and mark is None and subject is None:
        return verb.i - 1 if verb.i and verb.nbor(-1).pos_ == "ADV" else verb.i
    again = mark is not None and mark.lower_ in {"as", "while"} and subject is not None and subject.pos_ == "PRON"
    return mark.i if again and mark is not None else None


_AGAIN = frozenset({"he", "she", "it", "they"})  # who may be the source again


@dataclass(frozen=True, slots=True)
class Yield:
    """What a rule makes of a verb: its content and meaning, and a preposition that joins the cue."""

    content: tuple[Span, ...]
    meaning: Meaning
    particle: Token | None = None
