"""The whole expression around a cue word: "has called", "did not say", "stopped short of saying"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.speech.frame import is_negated
from quotes.speech.speech import Cue
from quotes.speech.words import words

if TYPE_CHECKING:
    from quotes.parse.plain import Token
    from quotes.speech.cues import Meaning
    from quotes.speech.scene import Scene


_ISSUED_WITHIN = 6  # words: "released a brief new statement saying"


@dataclass(frozen=True, slots=True)
class Expression:
    """The tokens of a cue, first to last, the word that reports, and the verb whose subject is its source."""

    first: int
    last: int
    head: Token
    governor: Token
    withheld: bool

    def covers(self, token: Token) -> bool:
        """Whether a token is part of it."""
        return self.first <= token.i <= self.last

    @property
    def tokens(self) -> frozenset[int]:
        """Its token indices."""
        return frozenset(range(self.first, self.last + 1))


def expression(scene: Scene, verb: Token, *, upto: Token | None = None) -> Expression:
    """The expression whose reporting word is ``verb``.

    Args:
        scene: The article.
        verb: The reporting word.
        upto: A preposition or particle that belongs to it: "called *for*".
    """
    governor, withheld = verb, False
    while (above := _governor(scene, governor)) is not None:
        withheld = withheld or above.lemma_.lower() in scene.lexicon.withholding
        governor = above
    first = _leftmost(governor)
    last = verb.i
    for child in verb.children:
        if child.dep_ == "compound:prt" and child.i == last + 1:
            last = child.i
    if upto is not None and last < upto.i <= last + 3:
        last = upto.i
    return Expression(first, last, verb, governor, withheld or is_negated(governor) or is_negated(verb))


def cue_of(scene: Scene, whole: Expression, meaning: Meaning) -> Cue:
    """The cue that an expression makes."""
    entry = scene.lexicon.verb(whole.head)
    return Cue(
        scene.span(whole.first, whole.last),
        whole.head.i,
        entry[0] if entry else whole.head.lemma_.lower(),
        meaning.act,
        meaning.stance,
        whole.withheld,
    )


def _governor(scene: Scene, verb: Token) -> Token | None:
    """The verb that leads to this one: "declined to comment", "stopped short of saying", "issued a letter saying"."""
    if (issuing := _issuing(scene, verb)) is not None:
        return issuing
    head = verb.head.head if verb.head.lower_ == "short" else verb.head  # "stopped short of saying"
    if head.i >= verb.i or verb.i - head.i > 6 or scene.spoken(head) != scene.spoken(verb):
        return None
    lemma = head.lemma_.lower()
    between = [token for token in verb.doc[head.i + 1 : verb.i] if not token.is_space]
    if any(
        token.pos_ in {"NOUN", "PROPN", "PRON", "PUNCT", "VERB", "CCONJ"} and token.lower_ != "short"
        for token in between
    ):
        return None
    if verb.base == "xcomp" and lemma in scene.lexicon.leading | scene.lexicon.withholding:
        return head
    phasal = verb.base in {"advcl", "obl", "xcomp"} and lemma in {"stop", "continue", "begin", "start", "fall"}
    return head if phasal and any(token.lower_ in {"of", "by", "to", "short"} for token in between) else None


def _issuing(scene: Scene, verb: Token) -> Token | None:
    """The verb by which the text came out whose words this one gives: "*released* a statement saying"."""
    noun = verb.head
    if verb.base != "acl" or verb.tag_ != "VBG" or noun.i != verb.i - 1 or noun.base != "obj":
        return None
    issuing = noun.head
    known = noun.lemma_.lower() in scene.lexicon.issued and issuing.lemma_.lower() in scene.lexicon.issuing
    near = 0 < verb.i - issuing.i <= _ISSUED_WITHIN and scene.spoken(issuing) == scene.spoken(verb)
    return issuing if known and near else None


def _leftmost(verb: Token) -> int:
    """Where the auxiliaries, negations and adverbs before a verb begin."""
    first = verb.i
    i = verb.i - 1
    while i >= 0:
        token = verb.doc[i]
        if token.is_space:
            i -= 1
            continue
        part_of_it = token.base in {"aux", "advmod", "cop"} or token.lower_ in {"to", "not", "n't", "n’t"}
        if not part_of_it or token.pos_ not in {"AUX", "ADV", "PART", "VERB"} or token.head.i not in {verb.i, first}:
            break
        first = i
        i -= 1
    while first < verb.i and verb.doc[first].pos_ == "ADV" and verb.doc[first].lower_ in _NOT_OPENING:
        first += 1
    paper = first < verb.i and verb.doc[first].lower_ in _PERIODS and first > 0 and verb.doc[first - 1].pos_ == "PROPN"
    return first + paper


_PERIODS = words("periods")
_NOT_OPENING = frozenset({"however", "meanwhile", "when", "where", "why", "how", "then", "so", "as", "instead", "thus"})
