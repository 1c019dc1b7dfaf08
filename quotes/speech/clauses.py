"""Indirect and mixed speech: what the parse gives a reporting verb as its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE
from quotes.speech import complements, objects
from quotes.speech.expression import cue_of, expression
from quotes.speech.frame import asked_to
from quotes.speech.reporting import Reporting, Yield
from quotes.speech.sources import source_of
from quotes.speech.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.speech.cues import Word
    from quotes.speech.scene import Scene


def find_clausal(scene: Scene, sentence: Sentence, skip: frozenset[int]) -> Iterator[Speech]:
    """Speech that a verb of the sentence reports, leaving out verbs that already have a quotation."""
    for i in range(sentence.start, sentence.end):
        verb = scene.doc[i]
        if verb.pos_ not in _POSSIBLE or i in skip or scene.spoken(verb):
            continue
        if verb.pos_ == "NOUN" and not _mistaken_for_noun(scene, sentence, verb):
            continue
        if scene.is_prompt(verb) or asked_to(verb) is not None:  # what somebody is asked to say has not been said
            continue
        entry = scene.lexicon.verb(verb)
        if entry is None or verb.base in {"aux", "cop", "amod", "compound", "case"}:
            continue
        reporting = _reporting(scene, sentence, verb, *entry)
        for name, rule in RULES:
            found = rule(reporting)
            if found is not None and found.content:
                yield _speech(reporting, name, found)
                break


_POSSIBLE = frozenset({"VERB", "AUX", "NOUN"})


def _mistaken_for_noun(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """Whether the tagger has taken a verb for a noun: "The firm plans to …", "Islanders fear that …"."""
    if not token.text.islower() or token.i in {sentence.start, sentence.end - 1}:
        return False
    if token.lower_ not in scene.lexicon.forms and token.lemma_.lower() not in scene.lexicon.verbs:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if before.pos_ not in {"NOUN", "PROPN"} or after.lower_ not in {"to", "that"}:
        return False
    return not any(t.tag_ in FINITE for t in scene.doc[sentence.start : token.i])


def _reporting(scene: Scene, sentence: Sentence, verb: Token, lemma: str, word: Word) -> Reporting:
    whole = expression(scene, verb)
    source = source_of(scene, sentence, whole)
    taken = set(whole.tokens)
    if source is not None:
        taken |= {t.i for t in scene.tokens_in(source.span)}
    return Reporting(scene, sentence, verb, lemma, word, whole, source, frozenset(taken))


RULES: tuple[tuple[str, Callable[[Reporting], Yield | None]], ...] = (
    ("passive-agent", objects.passive_agent),
    ("passive-expectation", objects.passive_expectation),
    ("relative", objects.relative),
    ("person-to-do", objects.person_to),
    ("clausal-complement", complements.clausal_complement),
    ("infinitive", objects.infinitive),
    ("prepositional-object", objects.preposition),
    ("predicate", objects.predicate),
    ("object-with-phrase", objects.object_of),
    ("object", objects.object_alone),
)


def _speech(at: Reporting, rule: str, found: Yield) -> Speech:
    whole = at.whole
    if found.particle is not None:
        whole = expression(at.scene, at.verb, upto=found.particle)
    return Speech(
        type="indirect",
        content=found.content,
        cue=cue_of(at.scene, whole, found.meaning),
        source=at.source,
        sentence=at.sentence.span,
        rule=rule,
        confidence=0.5,
    )
