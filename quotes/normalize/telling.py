"""The dated scene that an act of saying is told in, where its own sentence does not refer to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.normalize.carry import continues, in_turn, moves, past, told
from quotes.normalize.medium import find_medium
from quotes.normalize.scenes import verb_above
from quotes.normalize.tables import words
from quotes.parse.plain import PlainSpan
from quotes.parse.tags import RELATIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.attribute.attribution import Attribution
    from quotes.normalize.carry import Talks
    from quotes.normalize.clause import Clause
    from quotes.normalize.scenes import Scene
    from quotes.parse.document import Document
    from quotes.parse.plain import Token


class Telling:
    """Finds the scene that an act of saying is told in; asked in the order of the text.

    Args:
        document: The parse of the article.
        attributions: Who said what.
        clauses: The clause of each, None for speech with neither cue nor source.
        scenes: The dated occasions of the article, in order.
        talks: What goes on with what.
    """

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        clauses: Sequence[Clause | None],
        scenes: Sequence[Scene],
        talks: Talks,
    ) -> None:
        self._document = document
        self._attributions = attributions
        self._clauses = clauses
        self._scenes = scenes
        self._talks = talks
        self._spoken: dict[int, list[int]] = {}  # the acts of saying in each scene, by its sentence

    def scene_of(self, index: int) -> Scene | None:
        """The scene that an act of saying is told in."""
        clause = self._clauses[index]
        if clause is None or self._attributions[index].speech.parent is not None or not past(clause):
            return None
        if clause.speech.cue is not None and not in_turn(clause):
            return None
        scene = self._before(clause)
        if scene is None or not (self._led_in(index, clause, scene) or self._takes_part(index, clause, scene)):
            return None
        self._spoken.setdefault(scene.sentence.index, []).append(index)
        return scene

    def _before(self, clause: Clause) -> Scene | None:
        """The scene told last, unless the article has turned to another time since."""
        for scene in reversed(self._scenes):
            if scene.sentence.index < clause.sentence.index:
                away = self._talks.turns_away(scene.sentence, clause.sentence)
                return scene if scene.told and not away else None
        return None

    def _led_in(self, index: int, clause: Clause, scene: Scene) -> bool:
        """As in "On Sunday, Roth went on the offensive. “It is made up,” he said.": its subject then speaks."""
        far = clause.sentence.index - scene.sentence.index
        if (
            far > (_LED if scene.leads else 1)
            or clause.sentence.block - scene.sentence.block > 1
            or self._speaks_in(scene)
        ):
            return False
        if scene.sentence.span.of(self._document.text).endswith(":") and clause.sentence.block == scene.sentence.block:
            return True
        return any(self._names(index, self._phrase(subject)) for subject in _subjects(self._document, scene))

    def _takes_part(self, index: int, clause: Clause, scene: Scene) -> bool:
        """As in "On Tuesday, the panel met Roth. One member threatened …": several people speak in the scene."""
        if not scene.asked or self._outside(index):
            return False
        spoken = self._spoken.get(scene.sentence.index, [])
        blocks = [scene.sentence.block, *(c.sentence.block for i in spoken if (c := self._clauses[i]) is not None)]
        gap = clause.sentence.block - max(blocks)
        goes_on = continues(clause) or (gap <= 0 and not moves(clause))
        if gap > _FAR_BLOCKS or not goes_on or find_medium(clause, None) is not None:
            return False
        if _verbs(clause) & words("scenes", "exchange.cues" if scene.several else "exchange.answers"):
            return True
        if gap > _BLOCKS or not told(clause):
            return False
        named = {speaker.name for i in spoken if (speaker := self._attributions[i].speaker) is not None}
        speaker = self._attributions[index].speaker
        if speaker is not None and speaker.name in named:
            return True
        return self._names(index, scene.sentence.span.of(self._document.text))

    def _speaks_in(self, scene: Scene) -> bool:
        return any(clause is not None and clause.sentence == scene.sentence for clause in self._clauses)

    def _names(self, index: int, text: str) -> bool:
        """Whether words of the article name the speaker, by name or as the source does."""
        item = self._attributions[index]
        named = item.speaker.name if item.speaker else ""
        wanted = named.split()[-1:] if item.speaker and item.speaker.kind == "person" else named.split()
        return bool(wanted) and all(word in re.findall(r"[\w-]+", text) for word in wanted)

    def _outside(self, index: int) -> bool:
        """Whether somebody tells of the scene: "said one source in the room"."""
        source = self._attributions[index].speech.source
        return source is None or self._document.plain[source.head].lemma_.lower() in words("scenes", "outsiders.nouns")

    def _phrase(self, head: Token) -> str:
        """A noun with what stands under it, close by."""
        near = [token for token in head.subtree if abs(token.i - head.i) <= _WIDTH]
        return PlainSpan(self._document.plain, near[0].i, near[-1].i + 1).text


def _verbs(clause: Clause) -> set[str]:
    """The verbs of a cue: two in "wanted to know"."""
    phrase = clause.document.plain.touched(clause.anchor.start, clause.anchor.end)
    return {clause.head.lemma_.lower(), *(token.lemma_.lower() for token in phrase or () if token.pos_ == "VERB")}


def _subjects(document: Document, scene: Scene) -> Iterator[Token]:
    """Whom the sentence tells something past of: its main verb's subject, and that of the verb that the date is at.

    As in "It is a risk for Roth, who stayed silent in a speech in July. Roth told the crowd …".
    """
    root = next((token for token in document.tokens(scene.sentence) if token.dep_ == "root"), None)
    phrase = document.plain.touched(scene.time.span.start, scene.time.span.end)
    dated = verb_above(phrase.root) if phrase is not None else None
    if dated is not None and dated.dep_ == "xcomp":
        dated = dated.head
    for verb in (root, dated):
        if verb is None or verb.tag_ != "VBD":
            continue
        subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
        relative = subject is not None and subject.tag_ in RELATIVE and verb.dep_.startswith("acl")
        if subject is not None:
            yield verb.head if relative else subject


_BLOCKS = 1  # paragraphs that a scene goes on after it was last spoken in
_FAR_BLOCKS = 2  # the same for an exchange: "asked", "shot back"
_LED = 4  # sentences on that a sentence that a date opens still leads in
_WIDTH = 12  # words of a subject
