"""One list of speech out of what the rules found: no doubles, types told, nesting known."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.parse.tags import RELATIVE
from quotes.read.article import BlockKind
from quotes.span import Span
from quotes.speech.choice import Choice, chosen, cut_apart, least
from quotes.speech.content import past_connective
from quotes.speech.frame import others_act
from quotes.speech.rules import LEARNED_RULE
from quotes.speech.scene import SPEAKING_WORDS
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quotes.parse.document import Sentence
    from quotes.speech.confidence import Confidence
    from quotes.speech.scene import Paragraph, Scene
    from quotes.speech.speech import Mention, Speech, SpeechType


def combine(
    scene: Scene,
    by_rule: Sequence[Speech],
    by_network: Sequence[Speech],
    confidence: Confidence,
    prefer: Choice = "likelier",
) -> list[Speech]:
    """Order the finds by where they begin, drop doubles, tell types and confidence, link nested ones to parents."""
    typed = [replace(speech, type=speech_type(scene, speech.content)) for speech in by_rule]
    others = [
        replace(speech, type=speech_type(scene, speech.content)) for speech in cut_apart(scene, by_network, by_rule)
    ]
    kept = _with_continuations(scene, chosen(scene, _without_doubles(typed), others, confidence, prefer))
    kept.sort(key=lambda speech: (_start(speech), -_length(speech), speech.cue.span.start if speech.cue else 0))
    kept = _spoken_on(scene, kept)
    linked = [replace(speech, parent=_parent(kept, i)) for i, speech in enumerate(kept)]
    for i in range(len(linked)):  # in turn: what follows one may be followed by the next
        linked[i] = _following(scene, linked, i)
    return _above_floor(scene, [_judged(scene, speech, confidence) for speech in linked], confidence.floor)


def _with_continuations(scene: Scene, speeches: Sequence[Speech]) -> list[Speech]:
    """The speeches, with quotations that go on with a quoting aside joined to it: "… 'admires' it, Roe said. '…'"."""
    alone = [speech for speech in speeches if speech.cue is None and speech.source is None]
    joined = {id(speech): host for speech in alone if (host := _host(scene, speech, speeches)) is not None}
    added: dict[int, list[Span]] = {}
    for speech in alone:
        if id(speech) in joined:
            added.setdefault(id(joined[id(speech)]), []).extend(speech.content)
    return [
        replace(speech, content=(*speech.content, *added[id(speech)])) if id(speech) in added else speech
        for speech in speeches
        if id(speech) not in joined
    ]


def _host(scene: Scene, alone: Speech, speeches: Sequence[Speech]) -> Speech | None:
    before = _sentence_before(scene, alone)
    hosts = [s for s in speeches if s.sentence == before and s.rule == "parenthetical" and s.type != "indirect"]
    return hosts[0] if before is not None and len(hosts) == 1 else None


_FEW = 12  # words of the article's own that may stand before a quotation that goes on with the sentence before


def _spoken_on(scene: Scene, speeches: list[Speech]) -> list[Speech]:
    """The speeches, with sentences joined to them that go on half in quotation marks: "… Roe said. It 'was never …'".

    Such a sentence has no cue, few words of the article's own, and ends with words that are quoted as part of it.
    """
    joined = list(speeches)
    for paragraph in scene.paragraphs:
        for before, sentence in pairwise(paragraph.sentences):
            content = _half_quoted(scene, paragraph, sentence)
            if content is None or any(s.sentence == sentence.span or _touches(s, sentence.span) for s in joined):
                continue
            hosts = [i for i, s in enumerate(joined) if s.cue and s.sentence == before.span]
            if len(hosts) == 1 and joined[hosts[0]].type != "indirect" and joined[hosts[0]].source is not None:
                spans = (*joined[hosts[0]].content, content)
                joined[hosts[0]] = replace(joined[hosts[0]], content=spans, type=speech_type(scene, spans))
    return joined


def _half_quoted(scene: Scene, paragraph: Paragraph, sentence: Sentence) -> Span | None:
    """The sentence without its connective, if it ends with a quotation that is part of it."""
    inside = [q for q in paragraph.quotations if sentence.span.contains(q.span)]
    if len(inside) != 1 or inside[0].words(scene.text) < SPEAKING_WORDS:
        return None
    quotation = inside[0]
    rest = scene.text[quotation.span.end : sentence.span.end]
    before = scene.text[sentence.span.start : quotation.span.start]
    whole = not 0 < len(before.split()) <= _FEW or any(c.isalnum() for c in rest)
    if whole or not quotation.inner.of(scene.text)[:1].islower() or before.rstrip().endswith(":"):
        return None
    first = past_connective(scene, sentence.start, sentence.end)
    return Span(scene.doc[first].idx, quotation.span.end)


def _touches(speech: Speech, span: Span) -> bool:
    return any(part.overlaps(span) for part in speech.content)


def _judged(scene: Scene, speech: Speech, confidence: Confidence) -> Speech:
    return replace(speech, confidence=round(confidence.of(scene, speech, nested=speech.parent is not None), 4))


def _above_floor(scene: Scene, speeches: Sequence[Speech], floor: float) -> list[Speech]:
    """The speeches worth reporting, their links kept up; what follows a speech that is dropped stands alone."""
    kept = [i for i, speech in enumerate(speeches) if speech.confidence >= least(scene, speech, floor)]
    place = {old: new for new, old in enumerate(kept)}
    return [
        replace(
            speeches[i],
            parent=_surviving_parent(speeches, i, place),
            follows=place.get(follows) if (follows := speeches[i].follows) is not None else None,
        )
        for i in kept
    ]


def _surviving_parent(speeches: Sequence[Speech], index: int, place: Mapping[int, int]) -> int | None:
    parent = speeches[index].parent
    while parent is not None and parent not in place:
        parent = speeches[parent].parent
    return place[parent] if parent is not None else None


def _following(scene: Scene, speeches: Sequence[Speech], index: int) -> Speech:
    """A quotation with no cue of its own, tied to the one source of the sentence before it.

    "Tarn said the school had been let down. 'We asked for a roof.'" Where that sentence has two sources, or none,
    the quotation stays without a source: a wrong speaker is worse than a missing one. Into a new paragraph a source
    is carried only if that is nothing but quotation.
    """
    own = speeches[index]
    if own.cue is not None or own.source is not None:
        return own
    before = _sentence_before(scene, own) or _paragraph_before(scene, own)
    outer = [i for i, s in enumerate(speeches) if before is not None and s.parent is None and _attributes(s, before)]
    outer = [i for i in outer if not _is_relative(scene, speeches[i].source) and _speaks(scene, speeches[i])]
    sources = {mention for i in outer if (mention := speeches[i].source) is not None}
    cues = [cue for i in outer if (cue := speeches[i].cue) is not None]
    if len(sources) != 1 or any(others_act(scene.doc[cue.head]) for cue in cues):
        return own
    if _sentence_before(scene, own) is None and any(cue.lemma in _ASKING for cue in cues):
        return own  # "I asked Roe why she came. / '…'": whoever was asked
    follows = max(i for i in outer if speeches[i].source is not None)
    return replace(own, source=sources.pop(), follows=follows, rule="quotation-following")


_ASKING = words("asking")


def _is_relative(scene: Scene, source: Mention | None) -> bool:
    """Whether a source is a relative pronoun: "voters who want it" say nothing in the next sentence."""
    return source is not None and scene.doc[source.head].tag_ in RELATIVE


def _speaks(scene: Scene, speech: Speech) -> bool:
    """Whether a cue is one that a list has: whoever "is upbeat about" something need not be quoted next."""
    return (
        speech.rule != LEARNED_RULE or speech.cue is None or scene.lexicon.verb(scene.doc[speech.cue.head]) is not None
    )


def _attributes(speech: Speech, sentence: Span) -> bool:
    """Whether a sentence has a speech's cue, or ends one that follows another."""
    if speech.cue is not None:
        return speech.sentence == sentence
    return speech.source is not None and speech.content[-1].overlaps(sentence)


def _sentence_before(scene: Scene, speech: Speech) -> Span | None:
    """The sentence right before a quotation, in the same paragraph."""
    sentences = scene.document.sentences
    first = next((s for s in sentences if s.span.end > speech.content[0].start), None)
    if first is None or first.index == 0:
        return None
    before = sentences[first.index - 1]
    return before.span if before.block == first.block else None


def _paragraph_before(scene: Scene, speech: Speech) -> Span | None:
    """The last sentence of the paragraph before one that is nothing but a quotation."""
    paragraphs = scene.paragraphs
    k = next((k for k, p in enumerate(paragraphs) if p.span.contains(speech.content[0])), 0)
    own, blocks = paragraphs[k].span, scene.document.article.blocks
    apart = Span(own.start, speech.content[0].start), Span(speech.content[-1].end, own.end)
    if k == 0 or any(c.isalnum() for span in apart for c in span.of(scene.text)):
        return None
    before = paragraphs[k - 1]
    adjoins = before.block == paragraphs[k].block - 1 and blocks[before.block].kind is BlockKind.BODY
    return before.sentences[-1].span if adjoins else None


def speech_type(scene: Scene, content: Sequence[Span]) -> SpeechType:
    """Direct if its first and last letters are quoted and nearly all between, mixed if a word is, else indirect."""
    letters = [i for span in content for i in range(span.start, span.end) if scene.text[i].isalnum()]
    inside = [q.span for q in scene.quotations_in(Span(content[0].start, content[-1].end))]
    quoted = sum(bisect_left(letters, span.end) - bisect_left(letters, span.start) for span in inside)
    if not quoted:
        return "indirect"
    framed = all(any(span.start <= i < span.end for span in inside) for i in (letters[0], letters[-1]))
    return "direct" if framed and len(letters) - quoted <= UNQUOTED * len(letters) else "mixed"


UNQUOTED = 0.1  # of the letters: '"Go," and "never come back"'


def _start(speech: Speech) -> int:
    starts = [speech.content[0].start]
    if speech.source is not None:
        starts.append(speech.source.span.start)
    if speech.cue is not None:
        starts.append(speech.cue.span.start)
    return min(starts)


def _length(speech: Speech) -> int:
    return sum(len(span) for span in speech.content)


def _without_doubles(found: Sequence[Speech]) -> list[Speech]:
    """One speech a cue and one a content: the earlier rule's."""
    kept: list[Speech] = []
    cues: set[int] = set()
    contents: set[tuple[Span, ...]] = set()
    for speech in found:
        if speech.cue is not None and speech.cue.head in cues:
            continue
        if speech.content in contents:
            continue
        kept.append(speech)
        contents.add(speech.content)
        if speech.cue is not None:
            cues.add(speech.cue.head)
    return kept


def _parent(speeches: Sequence[Speech], index: int) -> int | None:
    """The nearest speech whose content holds this one's cue and content."""
    inner = speeches[index]
    if inner.cue is None:
        return None
    whole = Span(min(inner.cue.span.start, inner.content[0].start), inner.cue.span.end)
    best: int | None = None
    for i in range(max(0, index - 12), min(len(speeches), index + 4)):
        outer = speeches[i]
        if i == index or outer.cue is None:
            continue
        if any(span.contains(whole) for span in outer.content) and (
            best is None or _length(outer) < _length(speeches[best])
        ):
            best = i
    return best
