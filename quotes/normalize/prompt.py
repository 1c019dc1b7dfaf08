"""The question that something said answers, where the article gives it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.tables import table, words
from quotes.normalize.times import find_times
from quotes.read.article import BlockKind
from quotes.span import Span

if TYPE_CHECKING:
    from quotes.normalize.clause import Clause
    from quotes.parse.document import Document
    from quotes.speech.speech import Speech


def find_prompt(document: Document, speech: Speech, clause: Clause | None) -> Span | None:
    """As in "Asked if she would run, Obi laughed and said …", or the question on the line before an answer."""
    if clause is not None:
        return _clause_prompt(clause) or _sentence_prompt(clause) or _line_prompt(document, speech)
    return _line_prompt(document, speech)


def _clause_prompt(clause: Clause) -> Span | None:
    """A stretch that says what was asked, and holds neither source and cue nor what they report."""
    speech, text, sentence = clause.speech, clause.document.text, clause.sentence.span
    own = [span for span in speech.content if sentence.overlaps(span)]
    taken = sorted([clause.anchor, *own, *([speech.source.span] if speech.source else [])])
    start = sentence.start
    for span in [*taken, Span(sentence.end, sentence.end)]:
        stretch = Span(start, max(start, span.start))
        if len(stretch) and clause.reaches(Span(max(start, stretch.end - _LONGEST), stretch.end)):
            found = _in_stretch(text, stretch, after_cue=start > clause.anchor.start, sentence=sentence)
            if found:
                return found
        start = max(start, span.end)
    return None


def _in_stretch(text: str, stretch: Span, *, after_cue: bool, sentence: Span) -> Span | None:
    start = max(stretch.start, stretch.end - _LONGEST)
    end = min(stretch.end, start + _LONGEST)
    lowered = text[start:end].lower()
    for pattern, hints in _patterns():
        if not any(hint in lowered for hint in hints):
            continue
        for match in pattern.finditer(text, start, end):
            opened = text[start : match.start()].strip(" ,;:—–\"“”'’")
            if _opens(opened, after_cue=after_cue):
                span = _closed(text, Span(match.start(), stretch.end), stretch.end >= sentence.end)
                if len(span) > _SHORTEST:
                    return span
    return None


def _opens(before: str, *, after_cue: bool) -> bool:
    """Whether a clause may begin after these words: after nothing, a conjunction, or, behind a cue, its date."""
    if not before:
        return True
    if after_cue:
        return any(time.span == Span(0, len(before)) for time in find_times(before))
    return before.lower().rsplit(" ", 1)[-1] in words("prompts", "line.conjunctions")


def _sentence_prompt(clause: Clause) -> Span | None:
    """As in "Asked if she was tired, Obi laughed. “No,” she said.": the sentence before, when it reports nothing."""
    if clause.sentence.index == 0 or clause.speech.type == "indirect":
        return None
    before = clause.document.sentences[clause.sentence.index - 1]
    said = before.span.of(clause.document.text)
    question, comma, reaction = said.rpartition(",")
    if before.block != clause.sentence.block or not comma or len(reaction.split()) > _REACTION or _MARKS & set(said):
        return None
    stretch = Span(before.span.start, before.span.start + len(question))
    found = _in_stretch(clause.document.text, stretch, after_cue=False, sentence=before.span)
    return found if found and found.start == before.span.start else None


def _closed(text: str, span: Span, last: bool) -> Span:
    """Without the comma, the full stop or the conjunction that it ends with."""
    body = span.of(text).rstrip(" ,;:.—–\n" if last else " ,;:—–\n")
    body = re.sub(r"[,;]?\s+(?:and|but)$", "", body)
    return Span(span.start, span.start + len(body))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    data = table("prompts")
    body = data["words"]["body"]
    return tuple(
        (re.compile(r"\b" + row["pattern"].replace("{body}", body)), tuple(row["hints"])) for row in data["clause"]
    )


def _line_prompt(document: Document, speech: Speech) -> Span | None:
    """The question on the paragraph before, for an answer that is a paragraph of its own."""
    if not speech.content:
        return None
    number = _block_of(document, speech.content[0].start)
    if number is None or not _is_answer(document, speech, number):
        return None
    for before in range(number - 1, max(-1, number - 3), -1):
        block = document.article.blocks[before]
        if block.kind is BlockKind.BODY:
            return _question(document.text, block.span)
    return None


def _block_of(document: Document, offset: int) -> int | None:
    blocks = document.article.blocks
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].span.end <= offset:
            low = middle + 1
        else:
            high = middle
    return low if low < len(blocks) and blocks[low].span.start <= offset else None


def _is_answer(document: Document, speech: Speech, number: int) -> bool:
    """Whether a paragraph opens with who answers: "A:", "Marchetti:"."""
    text = document.article.blocks[number].span.of(document.text)
    data = table("prompts")["line"]
    match = re.match(data["answer"], text) or re.match(data["label"], text)
    start = document.article.blocks[number].span.start
    return match is not None and speech.content[0].start <= start + match.end() + 1


def _question(text: str, block: Span) -> Span | None:
    data = table("prompts")["line"]
    line = block.of(text)
    asker = re.match(data["asker"], line)
    label = asker or re.match(data["label"], line)
    if not line.rstrip(" \"”’'").endswith("?") and asker is None:
        return None
    return Span(block.start + (label.end() if label else 0), block.end).stripped(text)


_MARKS = frozenset('"“”«»„')
_REACTION = 6  # words of "…, Obi laughed."
_LONGEST = 600  # code points of a question and what leads to it
_SHORTEST = 10  # code points: "Asked," alone asks nothing
