"""The dated occasion that something is said at or in, where the sentence refers to it by a definite noun.

As in "at Monday's debate", and a paragraph later "she told the debate audience"; or "in a statement on Friday", and
then "the statement said".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.normalize.clause import Tie
from quotes.normalize.relative import occasion_of
from quotes.normalize.scenes import definite, describes, kinds_of, kinds_of_audience
from quotes.normalize.tables import words
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quotes.normalize.clause import Clause, Clauses
    from quotes.normalize.scenes import Scene
    from quotes.parse.document import Document, Sentence
    from quotes.parse.plain import Token


def find_event(clause: Clause, scenes: Sequence[Scene]) -> Scene | None:
    """The dated occasion of the event or document that an act of saying is tied to, told of earlier or here.

    Args:
        clause: The act of saying.
        scenes: The dated occasions of the article, in order.
    """
    return _latest(clause.document, clause.sentence, definite_events(clause), scenes)


def find_event_of(document: Document, sentence: Sentence, scenes: Sequence[Scene]) -> Scene | None:
    """The same for a sentence of the article's own that reports nothing, such as "Roth spoke at the hearing"."""
    nouns = [token for token in document.tokens(sentence) if kinds_of(token) and definite(token)]
    return _latest(document, sentence, nouns, scenes)


def with_returns(document: Document, clauses: Clauses, scenes: Sequence[Scene]) -> list[Scene]:
    """The dated occasions with the sentences that come back to one, as in "during a part of the debate, they …"."""
    found = list(scenes)
    taken = {scene.sentence.index for scene in scenes}
    first = min(taken, default=len(document.sentences))
    for sentence in document.sentences[first:]:
        if sentence.index not in taken:
            nouns = [token for token in document.tokens(sentence) if kinds_of(token) and _returns_to(token)]
            own = [token for token in nouns if not clauses.reported(sentence, Span(token.idx, token.idx + len(token)))]
            scene = _latest(document, sentence, own, scenes)
            if scene is not None and scene.several:
                found.append(replace(scene, sentence=sentence, told=True, leads=False))
    return sorted(found, key=lambda scene: scene.sentence.index)


def _returns_to(noun: Token) -> bool:
    cases = {child.lower_ for child in noun.children if child.dep_ == "case"}
    return definite(noun) and bool(cases & {"in", "at", "during", "of"})


def definite_events(clause: Clause) -> list[Token]:
    """As in "the debate audience", "in the interview", "the statement said", but not "a debate" or "in debates"."""
    return list(_definite_events(clause))


def _latest(document: Document, sentence: Sentence, nouns: Iterable[Token], scenes: Sequence[Scene]) -> Scene | None:
    for noun in nouns:
        kinds = kinds_of(noun)
        back = _BACK if kinds else _BACK_AUDIENCE
        for scene in reversed(scenes):
            far = sentence.index - scene.sentence.index
            if 0 < far <= back and (kinds or kinds_of_audience(noun)) & scene.kinds:
                if _same(document, noun, scene):
                    return scene
                break
    return None


def _same(document: Document, noun: Token, scene: Scene) -> bool:
    """Whether the names that a noun is told apart by stand with the scene, too: "the Lund debate" is not any."""
    told = scene.sentence.span.of(document.text)
    owners = (child for child in noun.children if child.dep_ == "nmod:poss" and child.pos_ == "PROPN")
    if any(owner.text not in told for owner in owners):
        return False
    for at in range(noun.i - 1, max(-1, noun.i - _WIDTH), -1):
        word = noun.doc[at]
        if not describes(word):
            return True
        if word.pos_ == "PROPN" and word.text not in told:
            return False
    return True


def _definite_events(clause: Clause) -> Iterator[Token]:
    source = clause.speech.source
    occasion = occasion_of(clause.head)
    if occasion is not None:  # "her appearance, in which she said"
        yield occasion
    for token in clause.near():
        if not (_is_event(token) or kinds_of_audience(token)) or not definite(token):
            continue
        own = Span(token.idx, token.idx + len(token))
        if token.base == "obj" and any(content.contains(own) for content in clause.speech.content):
            continue  # "mocked the debate": another day, maybe
        if source is not None and source.span.contains(own):
            if token.i == source.head and _is_event(token):
                yield token
        elif clause.tie(own) not in {None, Tie.MAIN, Tie.IN_CUE}:
            yield token


def _is_event(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in words("settings", "media") or lemma in words("settings", "events"))


_BACK = 30  # sentences
_BACK_AUDIENCE = 4  # the same for "the crowd"
_WIDTH = 5  # words of a noun phrase before its noun
