"""All speech of an article: every rule's finds, put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.speech.actions import is_theme, tells_action
from quotes.speech.asides import find_asides
from quotes.speech.clauses import find_clausal
from quotes.speech.combine import combine
from quotes.speech.confidence import default_confidence
from quotes.speech.content import to_end_of_quotation, up_to_full_stop
from quotes.speech.cues import Lexicon, default_lexicon
from quotes.speech.dialogue import find_dialogue
from quotes.speech.headlines import find_headlines, without_parts
from quotes.speech.learned.candidates import candidate
from quotes.speech.nominal import find_nominal
from quotes.speech.quotations import find_quoted
from quotes.speech.scene import Scene
from quotes.speech.surveys import find_surveyed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.parse.document import Document
    from quotes.speech.choice import Choice
    from quotes.speech.confidence import Confidence
    from quotes.speech.learned.propose import Proposal
    from quotes.speech.speech import Cue, Leaning, Mention, Speech


FLOORS: dict[Leaning, float] = {"balanced": 0.35, "precision": 0.7, "recall": 0.25}  # of the confidence


def find_speech(
    document: Document,
    *,
    lexicon: Lexicon | None = None,
    confidence: Confidence | None = None,
    proposals: Sequence[Proposal] | None = None,
    prefer: Choice = "likelier",
    leaning: Leaning = "balanced",
) -> list[Speech]:
    """Find every stretch of reported speech in a parsed article.

    Args:
        document: The parse of one article.
        lexicon: The cues to look for; the ones that come with the program if left out.
        confidence: How finds are judged, and below what they are dropped; as it comes with the program if left out.
        proposals: What a network sees in the document; if left out, what the one sees that comes with the program,
            where the parse has vectors for it. Empty, the rules are left to themselves.
        prefer: Which find to keep where the rules and the network have one for the same cue.
        leaning: Towards precision, finds must be likelier; towards recall, less likely ones will do.

    Returns:
        Speech in order of appearance; nested speech follows the speech it stands in.

    Notes:
        Clausal complements of cue verbs follow Pareti et al. (2013); marks are paired per paragraph, so one
        unclosed mark never swallows the rest of the article.
    """
    scene = Scene(document, lexicon or default_lexicon())
    if proposals is None:
        proposals = _proposals(scene)
    scene = scene.knowing(proposals=tuple(proposals))
    if confidence is None:
        confidence = default_confidence(proposed=bool(proposals))
        confidence = replace(confidence, floor=FLOORS[leaning])
    turns = list(find_dialogue(scene))
    quoted = [*turns, *(one for one in find_quoted(scene) if one.cue is not None or not _is_turn(one, turns))]
    headlines = list(find_headlines(scene))
    quoted = [one for one in without_parts(quoted, headlines) if not is_theme(scene, one)]
    used = frozenset(speech.cue.head for speech in quoted if speech.cue is not None)
    asides = [aside for sentence in document.sentences for aside in find_asides(scene, sentence)]
    asides = [aside for aside in asides if aside.cue is not None and aside.cue.head not in used]
    barriers = frozenset(_first(scene, one.cue, one.source) for one in [*quoted, *asides] if one.cue is not None)
    scene = scene.knowing(barriers=barriers)
    skip = used | {aside.cue.head for aside in asides if aside.cue is not None}
    found = [*asides, *headlines]
    for sentence in document.sentences:
        found += [*find_clausal(scene, sentence, skip), *find_nominal(scene, sentence), *find_surveyed(scene, sentence)]
    spoken = [span for speech in quoted for span in speech.content if speech.cue is not None]
    broken = [speech for speech in quoted if speech.cue is not None and len(speech.content) > 1]

    def is_told(one: Speech) -> bool:
        if one.cue is None or _spoken(scene, one.cue, spoken) or tells_action(scene, one.cue, one):
            return False
        return not _interrupts(one, one.cue, broken)

    outside = [one for one in found if one.cue and one.cue.head not in used and is_told(one)]
    by_rule = [*quoted, *(_with_full_stop(scene, speech) for speech in outside)]
    proposed = (speech for proposal in scene.proposals if (speech := candidate(scene, proposal)) is not None)
    return combine(scene, by_rule, list(filter(is_told, proposed)), confidence, prefer)


def _proposals(scene: Scene) -> list[Proposal]:
    """What the network that comes with the program sees, where the parse has vectors for it."""
    if scene.document.vectors is None:
        return []
    from quotes.speech.learned.package import embedded_proposer

    proposer = embedded_proposer()
    return proposer.propose(scene) if proposer is not None else []


def _is_turn(alone: Speech, turns: Sequence[Speech]) -> bool:
    """Whether a quotation without a cue is a labelled turn with its marks: '"STANE: Not for one minute."'."""
    return any(span.contains(part) for turn in turns for part in turn.content for span in alone.content)


def _first(scene: Scene, cue: Cue, source: Mention | None) -> int:
    """The first token of a cue and its source."""
    start = min(cue.span.start, source.span.start) if source is not None else cue.span.start
    return scene.tokens_in(Span(start, cue.span.end))[0].i


def _spoken(scene: Scene, cue: Cue, spoken: list[Span]) -> bool:
    """Whether a cue stands among words that already are somebody's direct speech or turn in a dialogue."""
    quotation = scene.quoted[cue.head]
    within = quotation.inner if quotation is not None else cue.span
    return any(span.contains(within) for span in spoken)


def _interrupts(speech: Speech, cue: Cue, broken: Sequence[Speech]) -> bool:
    """Whether a cue in the middle of a quotation takes its rest: '"Go," she wrote to explain why, "but never return."'.

    The rest belongs with the beginning, whatever stands in between.
    """
    for find in broken:
        if find.sentence != speech.sentence or (find.cue is not None and find.cue.head == cue.head):
            continue
        before = any(part.end <= cue.span.start for part in find.content)
        later = [part for part in find.content if part.start > cue.span.start]
        if before and any(own.contains(part) for own in speech.content for part in later):
            return True
    return False


def _with_full_stop(scene: Scene, speech: Speech) -> Speech:
    """The speech with the sentence's final mark, where its content reaches up to it."""
    sentence = scene.document.sentence_at(speech.cue.head) if speech.cue else None
    if sentence is None:
        return speech
    *rest, last = speech.content
    last = to_end_of_quotation(scene, up_to_full_stop(scene, last, sentence))
    return replace(speech, content=(*rest, last))
