"""A reporting verb in its sentence, as the rules that read its content off the parse see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.speech.content import subtree_span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.parse.document import Sentence
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
        """The spans under some heads, within the sentence."""
        return subtree_span(
            self.scene,
            heads,
            without=self.taken,
            low=self.sentence.start if low is None else low,
            high=self.sentence.end if high is None else high,
        )


@dataclass(frozen=True, slots=True)
class Yield:
    """What a rule makes of a verb: its content and meaning, and a preposition that joins the cue."""

    content: tuple[Span, ...]
    meaning: Meaning
    particle: Token | None = None
