"""Speech in quotation marks: each quotation with the words that attribute it, before, after or in its middle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE
from quotes.read.article import BlockKind
from quotes.span import Span
from quotes.speech.asides import is_circumstance
from quotes.speech.frame import others_act
from quotes.speech.inquit import Inquit, quotes_aloud
from quotes.speech.inquits import (
    FOLLOWING,
    STOPS,
    clause_start,
    inquit_after,
    inquit_before,
    named_behind,
    opens_with,
    signed_below,
)
from quotes.speech.scene import SPEAKING_WORDS
from quotes.speech.speech import Speech
from quotes.speech.words import words

if TYPE_CHECKING:
    from quotes.parse.plain import Token
    from quotes.speech.marks import Quotation
    from quotes.speech.scene import Paragraph, Scene
    from quotes.speech.speech import Mention


@dataclass(slots=True)
class _Find:
    """A quotation or several that one inquit attributes."""

    content: list[Span]
    inquit: Inquit | None
    rule: str
    at: Span
    open: bool = False  # its last quotation was left open: the next paragraph may go on with it
    source: Mention | None = None  # where no cue is


def find_quoted(scene: Scene) -> list[Speech]:
    """Direct speech, and what stands in front of it in the same clause, in order of appearance."""
    finds: list[_Find] = []
    previous: Paragraph | None = None
    for paragraph, following in zip_longest(scene.paragraphs, scene.paragraphs[1:]):
        _in_paragraph(scene, paragraph, (previous, following), finds)
        previous = paragraph
    return [_speech(scene, find) for find in finds]


def _in_paragraph(
    scene: Scene, paragraph: Paragraph, beside: tuple[Paragraph | None, Paragraph | None], finds: list[_Find]
) -> None:
    last: _Find | None = None
    previous, following = beside
    carried = finds[-1] if finds and previous is not None and _ends_with(previous, finds[-1]) else None
    pending: list[Quotation] = []
    for index, quotation in enumerate(paragraph.quotations):
        found = _attributed(scene, paragraph, index, beside, last) or _gone_on_with(scene, last, quotation)
        if found is None and last is not None and (start := _goes_on_with(scene, last, quotation)):
            _append(last, quotation, start)
        elif found is last and last is not None:
            _append(last, quotation)
        elif isinstance(found, Inquit):
            last = _start(scene, paragraph, quotation, found, pending, finds)
        elif _opens(scene, paragraph, quotation) and (name := named_behind(scene, paragraph, index)) is not None:
            last = _Find([quotation.span], None, "quotation-named", quotation.span, source=name)
            finds.append(last)
        elif last is not None and _says_most(scene, paragraph, last, quotation):
            _append(last, quotation)
        elif _is_free(scene, paragraph, quotation) and not _is_heading(scene, paragraph, quotation):
            host = last if last is not None and _only_free_between(scene, last, quotation) else None
            host = host or (_carried_on(scene, paragraph, carried, following) if index == 0 else None)
            if host is not None:
                _append(host, quotation)
                last = host
            elif quotation.words(scene.text) >= FOLLOWING:
                pending.append(quotation)
                continue
        pending = []
    finds += [
        _Find([alone.span], None, "quotation-alone", alone.span, not alone.closed)
        for alone in pending
        if alone.words(scene.text) >= SPEAKING_WORDS and not _in_title(scene, paragraph)
    ]


def _attributed(
    scene: Scene,
    paragraph: Paragraph,
    index: int,
    beside: tuple[Paragraph | None, Paragraph | None],
    last: _Find | None,
) -> Inquit | _Find | None:
    """What attributes a quotation: the find that it goes on with, an inquit of its own, or nothing."""
    previous, following = beside
    behind = inquit_after(scene, paragraph, index) or signed_below(scene, paragraph, index, following)
    front = inquit_before(scene, paragraph, index, previous)
    if front is not None and last is not None and last.inquit is not None:
        if front.source is None:
            front = replace(front, source=last.inquit.source)
        if front.cue.head in last.inquit.tokens:
            return last
    line_above = front is not None and front.cue.span.end <= paragraph.span.start
    if behind is not None and not (front is not None and _reports(front) and not line_above):
        return behind
    alone = front is not None and _stands_alone_after(scene, paragraph, paragraph.quotations[index])
    return front if alone else None


def _gone_on_with(scene: Scene, last: _Find | None, quotation: Quotation) -> _Find | None:
    """The last find, if a quotation without a cue of its own is joined to it or is its rest."""
    goes_on = last is not None and (_joined(scene, last, quotation) or _resumed(scene, last, quotation))
    return last if goes_on else None


def _in_title(scene: Scene, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a headline, where a quotation alone may be the name of anything."""
    return scene.document.article.blocks[paragraph.block].kind is BlockKind.TITLE


def _is_heading(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a paragraph is nothing but a few quoted words that make no sentence: a heading in the article."""
    inner = quotation.inner.of(scene.text).rstrip()
    around = Span(paragraph.span.start, quotation.span.start), Span(quotation.span.end, paragraph.span.end)
    alone = quotation.closed and not any(span.of(scene.text).strip() for span in around)
    return alone and inner[-1:].isalnum() and quotation.words(scene.text) <= _HEADING


_HEADING = 8  # words


def _reports(inquit: Inquit) -> bool:
    """Whether a reporting verb and a colon stand before a quotation: it has no other cue then."""
    return inquit.rule == "quotation-after-colon" and inquit.cue.lemma != ":"


def _start(
    scene: Scene,
    paragraph: Paragraph,
    quotation: Quotation,
    inquit: Inquit,
    pending: list[Quotation],
    finds: list[_Find],
) -> _Find:
    start = clause_start(scene, paragraph, quotation) if inquit.rule in _AFTER else _opened(scene, inquit, quotation)
    spans = [one.span for one in pending if inquit.rule in _AFTER]
    if inquit.rule in _AFTER and opens_with(scene, paragraph, quotation):
        spans = [*_left_open(scene, paragraph, finds), *spans]
    find = _Find([*spans, Span(start, quotation.span.end)], inquit, inquit.rule, quotation.span, not quotation.closed)
    finds.append(find)
    return find


def _left_open(scene: Scene, paragraph: Paragraph, finds: list[_Find]) -> list[Span]:
    """The quotations that the paragraphs right before one have left open, without a cue; it goes on with them.

    "“We waited. / “Nobody came,” Roe said." They are taken out of the finds.
    """
    spans: list[Span] = []
    start = paragraph.span.start
    while finds and finds[-1].open and finds[-1].inquit is None:
        parts = [*finds[-1].content, Span(start, start)]
        if any(scene.text[one.end : other.start].strip() for one, other in pairwise(parts)):
            break
        spans = [*finds.pop().content, *spans]
        start = spans[0].start
    return spans


def _carried_on(scene: Scene, paragraph: Paragraph, carried: _Find | None, following: Paragraph | None) -> _Find | None:
    """The find of the paragraph before that the first quotation of one goes on with."""
    first = paragraph.quotations[0]
    if carried is None or not opens_with(scene, paragraph, first) or _leads_on(scene, carried, first, following):
        return None
    return carried


def _leads_on(scene: Scene, find: _Find, quotation: Quotation, following: Paragraph | None) -> bool:
    """Whether a quotation left open goes on with the next paragraph, which has a cue, and not with a closed find."""
    if find.open or quotation.closed or following is None or not following.quotations:
        return False
    return opens_with(scene, following, following.quotations[0]) and inquit_after(scene, following, 0) is not None


def _opened(scene: Scene, inquit: Inquit, quotation: Quotation) -> int:
    """Where content begins that a quotation ends: at "that" behind the cue, 'said *that* when it rains, "we sing"'."""
    if inquit.rule != "quotation-after-cue" or quotation.span.start < inquit.cue.span.end:
        return quotation.span.start
    between = scene.tokens_in(Span(inquit.cue.span.end, quotation.span.start))
    that = next((k for k, token in enumerate(between) if token.lower_ == "that" and token.pos_ == "SCONJ"), None)
    if that is None or any(token.pos_ in {"VERB", "AUX", "PUNCT"} for token in between[:that]):
        return quotation.span.start
    return between[that].idx


def _append(find: _Find, quotation: Quotation, start: int | None = None) -> None:
    """Let a find go on with a quotation, and with words before it where it goes on at ``start``."""
    find.content.append(quotation.span if start is None else Span(start, quotation.span.end))
    find.open = not quotation.closed


def _between(scene: Scene, find: _Find, quotation: Quotation) -> list[Token]:
    """The tokens between a find and a quotation behind it."""
    return scene.tokens_in(Span(find.content[-1].end, quotation.span.start))


def _ends_with(paragraph: Paragraph, find: _Find) -> bool:
    """Whether a find's last quotation ends the paragraph, or its inquit does, so that the next may go on with it."""
    last = find.content[-1]
    if not paragraph.span.overlaps(last):
        return False
    if find.inquit is None:
        return find.open and find.source is None
    end = find.inquit.cue.span.end
    closing = paragraph.sentences[-1].span
    return find.open or last.end >= paragraph.span.end - 1 or (last.end < end and closing.start < end <= closing.end)


_AFTER = frozenset({"quotation-before-cue", "quotation-according-to", "quotation-signed"})


def _stands_alone_after(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether the sentence ends with a quotation or goes on with something other than its clause."""
    rest = scene.text[quotation.span.end : paragraph.span.end].lstrip(" \u00a0")
    inner = quotation.inner.of(scene.text).rstrip()
    if not quotation.closed or not rest or rest[0] in '.,;:!?)—–-"“”':
        return True
    return inner.endswith((".", "?", "!", ",", "…")) or rest[0].isupper()


def _is_free(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence by itself, with no words of the article's own in it."""
    inner = quotation.inner.of(scene.text).strip()
    rest = scene.text[quotation.span.end : paragraph.span.end].lstrip()
    closes = not quotation.closed or inner.endswith((".", "?", "!", "…", "—", "...")) or not rest or rest[0] == "."
    return closes and _opens(scene, paragraph, quotation)


def _opens(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a sentence begins with a quotation."""
    before = scene.text[paragraph.span.start : quotation.span.start].rstrip()
    inner = quotation.inner.of(scene.text).strip()
    opens = not before or before.endswith((".", "!", "?", "”", '"', "''", "…", ":", "»"))
    return opens and (inner[:1].isupper() or not inner[:1].isalpha() or not before)


def _says_most(scene: Scene, paragraph: Paragraph, find: _Find, quotation: Quotation) -> bool:
    """Whether a quotation goes on, but for the last words of its sentence: '"There have been doubters" of it.'"""
    if not _opens(scene, paragraph, quotation) or not _only_free_between(scene, find, quotation):
        return False
    inner = scene.tokens_in(quotation.inner)
    rest = scene.tokens_in(Span(quotation.span.end, paragraph.span.end))
    end = next((k for k, token in enumerate(rest) if token.text in STOPS), len(rest))
    clause = any(t.tag_ in FINITE for t in inner) and any(t.base in {"nsubj", "expl"} for t in inner)
    return clause and not any(t.pos_ in {"VERB", "AUX"} for t in rest[:end])


def _joined(scene: Scene, find: _Find, quotation: Quotation) -> bool:
    """Whether a conjunction joins a quotation to the one before: '"Go," and "Never"', '"Yes," he said, but "no"'.

    Where the inquit stands between the two, nothing may come behind it but where and how that was said.
    """
    between = _between(scene, find, quotation)
    if [t.lower_ for t in between if t.text != ","] in _JOINING:
        return True
    if find.inquit is None or find.rule not in _AFTER or not between or between[-1].lower_ not in _ADDING:
        return False
    last = max(find.inquit.tokens)
    behind = [t for t in between[:-1] if t.i > last]
    if not behind or behind[-1].text != ",":
        return False
    own = all(t.i in find.inquit.tokens or t.text == "," for t in between[:-1] if t.i <= last)
    return own and (len(behind) == 1 or is_circumstance(behind[:-1], scene.doc[find.inquit.cue.head]))


def _resumed(scene: Scene, find: _Find, quotation: Quotation) -> bool:
    """Whether a quotation is the rest of one that broke off: '"It rains," she wrote to explain why, "but we sing."'.

    Such a one broke off at a comma, and goes on behind another in lower case; nobody else speaks in between.
    """
    if find.rule not in _AFTER or find.inquit is None or not _breaks_off(scene, find, quotation):
        return False
    between = _between(scene, find, quotation)
    others = [token for token in between if token.i not in find.inquit.tokens and quotes_aloud(scene, token)]
    speaks = any(t.tag_ in FINITE or (t.tag_ == "VBG" and t.nbor(1).lower_ == "that") for t in others)
    stops = any(token.text in STOPS | {";"} for token in between)
    return bool(between) and between[-1].text == "," and not speaks and not stops


def _goes_on_with(scene: Scene, find: _Find, quotation: Quotation) -> int | None:
    """Where the unquoted subject of a sentence's rest begins: 'said, "Instead of that," *the mayor* "made jokes."'."""
    if find.rule not in {"quotation-after-cue", "quotation-after-colon"} or not _breaks_off(scene, find, quotation):
        return None
    between = _between(scene, find, quotation)
    named = 0 < len(between) <= _SUBJECT and all(t.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON"} for t in between)
    return between[0].idx if named else None


def _breaks_off(scene: Scene, find: _Find, quotation: Quotation) -> bool:
    """Whether what was quoted last ends with a comma, and a quotation begins in the middle of a sentence."""
    said = find.content[-1].of(scene.text).rstrip("\"”’'» \u00a0")
    begins = quotation.inner.of(scene.text).strip()[:1]
    return said.endswith(",") and begins.islower() and quotation.words(scene.text) >= FOLLOWING


_SUBJECT = 6  # words that may stand unquoted in the middle of what is quoted
_JOINING = (["and"], ["and", "then"], ["and", "also"], ["then"], ["or"])
_ADDING = words("coordinating")


def _only_free_between(scene: Scene, find: _Find, quotation: Quotation) -> bool:
    """Whether nothing but the rest of the inquit's sentence stands between a find and the next quotation."""
    between = _between(scene, find, quotation)
    if find.inquit is not None and others_act(scene.doc[find.inquit.cue.head]):
        return False
    stops = [t for t in between[:-1] if t.text in STOPS]
    return not stops or all(not any(c.isalnum() for c in t.text) for t in between[between.index(stops[0]) :])


def _speech(scene: Scene, find: _Find) -> Speech:
    sentence = next((s for s in scene.document.sentences if s.span.overlaps(find.at)), None)
    if find.inquit is not None:
        at = find.inquit.cue.span
        sentence = next((s for s in scene.document.sentences if s.span.overlaps(at)), sentence)
    return Speech(
        type="direct",
        content=tuple(find.content),
        cue=find.inquit.cue if find.inquit else None,
        source=find.inquit.source if find.inquit else find.source,
        sentence=sentence.span if sentence else find.at,
        rule=find.rule,
        confidence=0.5,
    )
