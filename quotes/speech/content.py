"""How far content reaches: from tokens of a clause to exact spans of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE
from quotes.span import Span
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.speech.scene import Scene

_OPENING_MARKS = frozenset("“‘«\"'`„")
_CLOSING_MARKS = frozenset("”’»\"'")
_DROPPED_AT_START = frozenset({",", ";", ":", "-", "--", "–", "—", ".", "...", "…"})
_DROPPED_AT_END = frozenset({",", ";", ":", "-", "--", "–", "—", "("})


def subtree_span(
    scene: Scene, heads: Iterable[Token], *, without: frozenset[int], low: int, high: int
) -> tuple[Span, ...]:
    """The text under some heads, from their first token to their last, the cue and its source cut out.

    Args:
        scene: The article.
        heads: The heads of what is content.
        without: Tokens that are cue or source; where they stand inside, the content is split around them.
        low: The first token that content may hold.
        high: The token after the last that it may hold.
    """
    members: set[int] = set()
    for head in heads:
        for token in _subtree(head, without):
            if low <= token.i < high:
                members.add(token.i)
    if not members:
        return ()
    return between(scene, min(members), max(members) + 1, without=without)


def between(scene: Scene, first: int, end: int, *, without: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """The text of tokens ``[first, end)``, split where the tokens left out stand, edges tidied."""
    runs: list[list[int]] = [[]]
    for i in range(first, end):
        if i in without:
            runs.append([])
        elif not scene.doc[i].is_space:
            runs[-1].append(i)
    return tuple(runs_of(scene, runs))


def opens_clause(scene: Scene, at: int) -> bool:
    """Whether right before a token, a comma or dash aside, a "that" or "while" opens a clause still to come."""
    before = at - 1 - (at > 0 and scene.doc[at - 1].text in _ASIDE)
    return before >= 0 and scene.doc[before].lower_ in _OPENERS and scene.doc[before].pos_ == "SCONJ"


_ASIDE = frozenset({",", "-", "--", "–", "—"})
_CONJUNCTIONS = frozenset({"while", "although", "though", "because", "whereas"})
_LEADING = _CONJUNCTIONS | {"and", "but", "or"}
_OPENERS = _CONJUNCTIONS | {"that"}


def past_connective(scene: Scene, first: int, end: int) -> int:
    """The first token of what is said, behind a connective that opens its sentence: "Even so, the pier is safe"."""
    opening: list[str] = []
    for i in range(first, min(first + 5, end)):
        token = scene.doc[i]
        if not token.is_space:
            opening.append(token.lower_)
        comma = i + 1 < end and scene.doc[i + 1].text == ","
        if "_".join(opening) in _CONNECTIVES and (comma or opening[0] in _COORDINATING):
            return i + 1 + comma
    return first


_CONNECTIVES, _COORDINATING = words("connectives"), words("coordinating")


def behind_full_stop(scene: Scene, tokens: Sequence[Token]) -> int:
    """Where the last sentence of some words begins, where one before it ends in marks: 'called it “wrong.” | The bank'.

    The parser may take both for one sentence.
    """
    first = tokens[0].i
    for quotation in scene.quotations_in(Span(tokens[0].idx, tokens[-1].idx)):
        behind = [t for t in tokens if t.idx >= quotation.span.end]
        inner = quotation.inner.of(scene.text).rstrip()
        stops = quotation.closed and inner.endswith((".", "?", "!")) and not ends_abbreviated(inner)
        within = tokens[0].idx < quotation.span.start
        if within and stops and behind and behind[0].text[:1].isupper() and any(t.tag_ in FINITE for t in behind):
            first = behind[0].i
    return first


def ends_abbreviated(text: str) -> bool:
    """Whether the dot that ends a text belongs to an abbreviation that names end in: "Roe Jr.", "the U.S."."""
    return _ABBREVIATED.search(text) is not None


_ABBREVIATED = re.compile(r"(?:\b[A-Z]|Jr|Sr|Inc|Corp|Co|Ltd)\.$")


def runs_of(scene: Scene, runs: Iterable[list[int]]) -> list[Span]:
    """The text of runs of tokens, edges tidied; none for a run without a word."""
    return [span for run in runs if (span := _tidy(scene, run)) is not None]


def _subtree(head: Token, without: frozenset[int]) -> list[Token]:
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        if token.i in without:
            continue
        found.append(token)
        stack.extend(token.children)
    return found


def _tidy(scene: Scene, run: list[int]) -> Span | None:
    """The span of a run without the punctuation that belongs to the sentence around it."""
    doc = scene.doc
    while run and doc[run[0]].text in _DROPPED_AT_START:
        run = run[1:]
    while run and (doc[run[-1]].text in _DROPPED_AT_END or (len(run) > 1 and _leads_on(doc[run[-1]]))):
        run = run[:-1]
    if run:
        run = _before_open_bracket(scene, run)
    if not any(doc[i].is_alpha or doc[i].like_num or any(c.isalnum() for c in doc[i].text) for i in run):
        return None
    span = scene.span(run[0], run[-1])
    return with_marks(scene, span)


def _before_open_bracket(scene: Scene, run: list[int]) -> list[int]:
    """A run without the beginning of what stands in brackets and goes on: "over a server | (which, Roe says, is …"."""
    marks = [at for at, i in enumerate(run) if scene.doc[i].text in {"(", ")"}]
    if not marks or not marks[-1] or scene.doc[run[marks[-1]]].text == ")":
        return run
    following = scene.doc[run[-1] + 1 : run[-1] + 3]
    goes_on = next((token.is_alpha for token in following if token.is_alpha or token.text == ")"), False)
    return run[: marks[-1]] if goes_on else run


def _leads_on(token: Token) -> bool:
    """Whether a conjunction at the end leads to what isn't there any more: "… had been granted, | *while*"."""
    return token.pos_ in {"SCONJ", "CCONJ"} and token.lower_ in _LEADING


def with_marks(scene: Scene, span: Span) -> Span:
    """The span with a mark that opens right before it or closes right after, if its other half is inside."""
    for quotation in scene.quotations_in(Span(span.start - 2, span.end + 2)):
        whole = quotation.span
        if whole.start < span.start and scene.text[whole.start : span.start].strip() in _OPENING_MARKS | {"``"}:
            span = Span(whole.start, span.end)
        after = scene.text[span.end : whole.end]
        inside = quotation.closed and span.start <= whole.start and span.end < whole.end
        if inside and len(after.strip()) <= 2 and not any(c.isalnum() for c in after):
            span = Span(span.start, whole.end)
    return span


def up_to_full_stop(scene: Scene, span: Span, sentence: Sentence) -> Span:
    """The span with the sentence's final mark, if nothing else stands between."""
    rest = scene.text[span.end : sentence.span.end]
    if scene.text[span.end - 1] in _CLOSING_MARKS:  # the mark after a closing one belongs to the sentence around it
        return span
    return Span(span.start, sentence.span.end) if rest and not any(c.isalnum() for c in rest) else span


def to_end_of_quotation(scene: Scene, span: Span) -> Span:
    """The span up to the end of a quotation that opens in it: one may go on for several sentences."""
    for quotation in scene.quotations_in(Span(span.start - 2, span.end + 2)):
        whole = quotation.span
        if span.start <= whole.start < span.end < whole.end and scene.text[span.end - 1] in ".?!…":
            return Span(span.start, whole.end)
    return span


def clause_end(head: Token) -> int:
    """The index after the last token under a head."""
    return max(token.i for token in head.subtree) + 1


def is_clause(token: Token) -> bool:
    """Whether a head carries a clause of its own: a finite verb, a copula, or a subject."""
    if any(c.base in {"nsubj", "cop", "aux", "expl", "csubj"} for c in token.children):
        return True
    return token.pos_ in {"VERB", "AUX"}
