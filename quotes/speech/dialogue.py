"""Interviews and transcripts: paragraphs that begin with a name and a colon."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.speech.speech import Cue, Mention, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.parse.plain import Token
    from quotes.speech.scene import Paragraph, Scene

_LONGEST_LABEL = 5  # words
_OPENING = frozenset({'"', "“", "``"})
_PLURAL = frozenset({"NNS", "NNPS"})
_VERBS = frozenset({"VERB", "AUX"})
_MARKS = '"“”'
_IN_LABEL = frozenset({".", "of", "-", "'s", "’s"})


def find_dialogue(scene: Scene) -> Iterator[Speech]:
    """Speech in turns that are labelled with their speaker: "Stane: Not for one minute."

    One label alone may be a heading; an article has a dialogue when at least two paragraphs in a row are labelled.
    """
    labels = [_label(scene, paragraph) for paragraph in scene.paragraphs]
    last = max((k for k, label in enumerate(labels) if label), default=0)
    names = Counter(" ".join(t.lower_ for t in label[:-1]) for label in labels if label)
    for k, label in enumerate(labels):
        beside = [labels[i] for i in (k - 1, k + 1) if 0 <= i < len(labels)]
        if label is None or not (any(beside) or names[" ".join(t.lower_ for t in label[:-1])] > 2):
            continue
        following = takewhile(lambda i: labels[i] is None, range(k + 1, last))
        yield _turn(scene, scene.paragraphs[k], label, [scene.paragraphs[i] for i in following])


def _label(scene: Scene, paragraph: Paragraph) -> list[Token] | None:
    """The tokens of a label with its colon, or None for an ordinary paragraph.

    A transcript may stand in quotation marks, each turn opening with one: '"STANE: Not for one minute.'
    """
    if ":" not in paragraph.span.of(scene.text):
        return None
    tokens = scene.tokens_in(paragraph.span)[: 2 * _LONGEST_LABEL + 3]
    if tokens and tokens[0].text in _OPENING:
        tokens = tokens[1:]
    colon = next((k for k, t in enumerate(tokens) if t.text == ":"), None)
    words = len(scene.text[tokens[0].idx : tokens[colon].idx].split()) if colon else 0
    if not colon or words > _LONGEST_LABEL or tokens[colon].i + 1 >= len(scene.doc):
        return None
    label = tokens[:colon]
    if not all(t.text[:1].isupper() or t.text in _IN_LABEL for t in label) or any(t.like_num for t in label):
        return None
    if label[-1].tag_ in _PLURAL and not any(t.pos_ in _VERBS for t in scene.tokens_in(paragraph.span)):
        return None  # "GOALKEEPERS: Roe (Tarn), Bell (Vorn)."
    rest = scene.text[tokens[colon].idx + 1 : paragraph.span.end].strip()
    ends = rest.rstrip(_MARKS)[-1:]
    return tokens[: colon + 1] if rest and rest[0] not in "\"“‘«'" and " " in rest and ends in set(".?!…)—") else None


def _turn(scene: Scene, paragraph: Paragraph, label: list[Token], following: list[Paragraph]) -> Speech:
    """A turn, with the paragraphs up to the next label where all of it stands in marks, each opening with one."""
    mark = label[-1]
    parts = [Span(mark.idx + 1, paragraph.span.end)]
    if scene.text[paragraph.span.start] in _MARKS:
        more = takewhile(lambda one: scene.text[one.span.start] in _MARKS, following)
        parts += [one.span for one in more if scene.text[one.span.start + 1] not in "(["]  # no '"(CROSSTALK)'
        parts = [_without_marks(scene, part) for part in parts]
    content = tuple(part.stripped(scene.text) for part in parts)
    question = content[-1].of(scene.text).rstrip().endswith("?")
    cue = Cue(scene.span(mark.i, mark.i), mark.i, ":", "speech", "ask" if question else "assert")
    source = Mention(scene.span(label[0].i, label[-2].i), label[-2].i)
    return Speech("indirect", content, cue, source, paragraph.sentences[0].span, "dialogue", 0.5)


def _without_marks(scene: Scene, part: Span) -> Span:
    """A part of a turn without the marks at its edges: the one that opens it stands before the label."""
    bare = part.stripped(scene.text)
    chars = bare.of(scene.text)
    start = bare.start + len(chars) - len(chars.lstrip(_MARKS))
    return Span(start, max(start, bare.start + len(chars.rstrip(_MARKS))))
