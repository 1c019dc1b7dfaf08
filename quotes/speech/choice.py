"""The choice between what the rules and what the network have found, and how sure each find must be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from quotes.span import Span
from quotes.speech.learned.candidates import known_word
from quotes.speech.rules import LEARNED_RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.speech.confidence import Confidence
    from quotes.speech.scene import Scene
    from quotes.speech.speech import Cue, Speech


Choice = Literal["rules", "network", "likelier"]

# What a find must have above the floor that is nobody's, for who said it is half of its use; one of the network's whose
# content is the mere object, a few words long, of a verb that reports by clauses, or a thing beside words said before;
# and one whose content is a thing, not a clause, behind a cue that the lexicon doesn't know.
OF_NOBODY, OBJECT, FEW, THING = 0.1, 0.5, 3, 0.15
MARGIN = 0.1  # by how much the network's find must be likelier where the rule's is a quotation with its inquit


def chosen(
    scene: Scene, by_rule: Sequence[Speech], by_network: Sequence[Speech], confidence: Confidence, prefer: Choice
) -> list[Speech]:
    """The rules' finds and the network's, one a cue; each quotation in one find."""
    rivals: dict[int, Speech] = {}
    for speech in by_network:
        if speech.cue is not None:
            rivals.setdefault(speech.cue.head, speech)
    kept = []
    for speech in by_rule:
        rival = rivals.pop(speech.cue.head, None) if speech.cue is not None else None
        if rival is None or prefer == "rules" or (prefer == "likelier" and _yields(scene, speech, rival)):
            kept.append(speech)
        elif prefer == "network":
            kept.append(rival)
        else:
            own, other = (confidence.of(scene, one, nested=False) for one in (speech, rival))
            kept.append(speech if own >= other - (MARGIN if speech.type == "direct" else 0.0) else rival)
    by_both = frozenset(one.cue.head for one in by_rule if one.cue is not None)
    return _once(scene, kept + list(rivals.values()), by_both)


def _yields(scene: Scene, speech: Speech, rival: Speech) -> bool:
    """Whether the rule's find is the better one, however likely the network's is."""
    sourced = speech.type == "direct" and speech.source is not None and rival.source is None
    return (
        sourced
        or _alike(scene, speech, rival)
        or _begins_in_source(speech, rival)
        or _told_by_subject(scene, rival)
        or _source_beside(speech, rival)
    )


def _source_beside(speech: Speech, rival: Speech) -> bool:
    """Whether a quotation's cue and source stand side by side, and the network has another: '…," *said Roe* at a …'."""
    if speech.rule != "quotation-before-cue" or speech.source is None or rival.source is None or speech.cue is None:
        return False
    beside = 0 <= speech.source.span.start - speech.cue.span.end <= 1
    return beside and not rival.source.span.overlaps(speech.source.span)


def _alike(scene: Scene, speech: Speech, rival: Speech) -> bool:
    """Whether the network's find says no more than the rule's, whose phrases are whole.

    Their sources share words, or the rival's cue has swallowed the source; and their contents have the same words, or
    the rival's is one of the rule's pieces: "[a system] which he said [was old]".
    """
    source, other = speech.source, rival.source or rival.cue
    if source is None or other is None or not source.span.overlaps(other.span):
        return False
    own, others = ([_words(scene, span) for span in one.content] for one in (speech, rival))
    return own == others or (len(others) < len(own) and all(words in own for words in others))


def _begins_in_source(speech: Speech, rival: Speech) -> bool:
    """Whether the network takes the end of a source for content: "According to a poll *of 900 men*, it is late"."""
    if speech.rule != "according-to" or speech.source is None:
        return False
    span, start = speech.source.span, rival.content[0].start
    return span.start < speech.content[0].start and span.start <= start < span.end


def _told_by_subject(scene: Scene, rival: Speech) -> bool:
    """Whether the network has a participle told by somebody who does nothing: "ignored the *treasurer*, insisting"."""
    if rival.cue is None or rival.source is None:
        return False
    cue, source = scene.doc[rival.cue.head], scene.doc[rival.source.head]
    return (
        cue.tag_ == "VBG"
        and cue.base == "advcl"
        and source.i < cue.i
        and source.base in {"obj", "obl", "appos", "nmod"}
    )


def _words(scene: Scene, span: Span) -> tuple[int, int]:
    """Where the words of a span begin and end, marks beside them aside."""
    start, end = span.start, span.end
    while start < end and not scene.text[start].isalnum():
        start += 1
    while end > start and not scene.text[end - 1].isalnum():
        end -= 1
    return start, end


def least(scene: Scene, speech: Speech, floor: float) -> float:
    """The confidence that a find must have to be reported."""
    if not floor:
        return floor
    if speech.rule == LEARNED_RULE and speech.cue is not None and speech.type == "indirect":
        thing = _is_thing(scene, speech)
        if _mere_object(scene, speech, speech.cue) or (thing and _refers_back(scene, speech.cue)):
            return floor + OBJECT
        if thing and known_word(scene.lexicon, scene.doc[speech.cue.head]) is None:
            floor += THING
    nobody = speech.cue is not None and speech.source is None and speech.type != "direct"
    return floor + OF_NOBODY if nobody else floor


def _mere_object(scene: Scene, speech: Speech, cue: Cue) -> bool:
    """Whether content is the short object of a verb that reports by clauses, by the lexicon: "recalled its envoy"."""
    head = scene.doc[cue.head]
    word = scene.lexicon.reporting_verb(head)
    few = sum(len(span.of(scene.text).split()) for span in speech.content) <= FEW
    if word is None or "object" in word.frames or not few:
        return False
    own = {token.i for span in speech.content for token in scene.tokens_in(span)}
    return any(child.base == "obj" and child.i in own for child in head.children)


def _is_thing(scene: Scene, speech: Speech) -> bool:
    """Whether content is no clause: "checks the cellars"."""
    own = {token.i: token for span in speech.content for token in scene.tokens_in(span)}
    tops = [token for token in own.values() if token.head.i not in own or token.head.i == token.i]
    top = next((token for token in tops if token.pos_ != "PUNCT"), None)
    return top is not None and top.pos_ in _THINGS and not any(child.base == "cop" for child in top.children)


def _refers_back(scene: Scene, cue: Cue) -> bool:
    """Whether a cue names words that were said before: "made the remarks at a dinner"."""
    return any(
        token.lemma_.lower() in scene.lexicon.nouns and any(child.lower_ in _DEFINITE for child in token.children)
        for token in scene.tokens_in(cue.span)
    )


_DEFINITE = frozenset({"the", "these", "those"})
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def _once(scene: Scene, speeches: list[Speech], by_both: frozenset[int]) -> list[Speech]:
    """The finds, each thing said in one of them.

    Quotations by themselves go that stand in what the network has found; so do its finds whose content is all of one
    that a rule has found, "showed [a bell which he said was old]", unless their own cue (its head among ``by_both``) is
    one for the rules, too, "said [she demanded more]"; and those whose cue is another part of a cue that a rule has
    found for the same source.
    """
    first: dict[tuple[Span, ...], Speech] = {}
    for speech in sorted(speeches, key=lambda one: one.rule == LEARNED_RULE):
        first.setdefault(speech.content, speech)
    speeches = [speech for speech in speeches if speech.rule != LEARNED_RULE or first[speech.content] is speech]
    learned = [speech for speech in speeches if speech.rule == LEARNED_RULE]
    kept = [one for one in speeches if one.cue is not None or not any(_holds(speech, one) for speech in learned)]
    ruled: dict[Span, list[Speech]] = {}
    for speech in speeches:
        if speech.rule != LEARNED_RULE and speech.cue is not None:
            ruled.setdefault(speech.sentence, []).append(speech)
    return [one for one in kept if one.rule != LEARNED_RULE or not _is_another(scene, one, ruled, by_both)]


def _is_another(scene: Scene, speech: Speech, others: dict[Span, list[Speech]], by_both: frozenset[int]) -> bool:
    """Whether a find is the same as one of the others, which are given by the sentences of their cues."""
    doubtful = speech.cue is None or speech.cue.head not in by_both
    return any(
        (doubtful and _is_all_of(scene, speech, other)) or _same_cue(speech, other) or _takes_report(speech, other)
        for sentence, of_sentence in others.items()
        if sentence.overlaps(speech.sentence) or any(part.overlaps(sentence) for part in speech.content)
        for other in of_sentence
    )


def _takes_report(speech: Speech, other: Speech) -> bool:
    """Whether a find's cue holds another's, and its content that one's source: "*ignored a warning from* Roe that"."""
    if speech.cue is None or other.cue is None or other.source is None or speech.cue.span == other.cue.span:
        return False
    return speech.cue.span.contains(other.cue.span) and any(part.overlaps(other.source.span) for part in speech.content)


def _same_cue(speech: Speech, other: Speech) -> bool:
    """Whether two finds are of one expression, by different words of it: "pointedly *refused* to *endorse*"."""
    if speech.cue is None or other.cue is None or speech.source is None or other.source is None:
        return False
    return speech.cue.span.overlaps(other.cue.span) and speech.source.span.overlaps(other.source.span)


def _is_all_of(scene: Scene, speech: Speech, other: Speech) -> bool:
    """Whether content is no more than another find's content with its cue and source.

    Where that is what a relative clause says of something, the content may begin before it: "showed [the guests a
    bell which he said was old]". A participle has the source of its verb: "Roe responded, [*saying* it was late]".
    """
    if len(speech.content) != 1 or other.cue is None:
        return False
    (whole,) = speech.content
    parts = [*other.content, other.cue.span]
    shared = speech.source is not None and other.source is not None and speech.source.span == other.source.span
    if other.source is not None and not (shared and scene.doc[other.cue.head].base == "advcl"):
        parts.append(other.source.span)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return whole.end == end and (whole.start == start or (other.rule == "relative" and whole.start < start))


def cut_apart(scene: Scene, by_network: Sequence[Speech], by_rule: Sequence[Speech]) -> list[Speech]:
    """The network's finds, without quotations that stand for themselves in other sentences than that of the cue.

    "… said he was worried. '…'" is two things said, though annotators often join them.
    """
    alone = [speech for speech in by_rule if speech.cue is None]
    return [
        _within(scene, speech, speech.sentence)
        if any(_holds(speech, one) and not any(p.overlaps(speech.sentence) for p in one.content) for one in alone)
        else speech
        for speech in by_network
    ]


def _holds(speech: Speech, other: Speech) -> bool:
    return all(any(span.contains(part) for span in speech.content) for part in other.content)


def _within(scene: Scene, speech: Speech, bounds: Span) -> Speech:
    """The find with nothing outside of some bounds in its content; as it is where nothing would be left."""
    content = tuple(
        Span(max(span.start, bounds.start), min(span.end, bounds.end)).stripped(scene.text)
        for span in speech.content
        if span.overlaps(bounds)
    )
    return replace(speech, content=content) if content else speech
