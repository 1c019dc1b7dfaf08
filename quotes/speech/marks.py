"""Quotation marks: which ones belong together, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from quotes.span import Span

_OPEN = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "「": "」", "``": "''", "＂": "＂"}
_CLOSE = frozenset("”»›」")
_TURNED = {"»": "«", "›": "‹"}  # »…«: the marks of other languages the other way round
_STRAIGHT = frozenset('"＂')
_SINGLE_CLOSE = {"'": "'", "‘": "’", "‚": "‘’", "‛": "’", "`": "'’"}
_BEFORE_OPENING = frozenset("([{-–—―/:>")
_ALL = frozenset("\"“”„‟«»‹›「」＂'‘’‚‛`")
_DOUBLE = re.compile("``|''|’’|[" + "".join(mark for mark in {*_OPEN, *_CLOSE, *_STRAIGHT} if len(mark) == 1) + "]")
_SINGLE = re.compile("[" + "".join(_SINGLE_CLOSE) + "]")
# A leading apostrophe that stands for letters left out opens nothing.
_ELISION = re.compile(r"(?:em|til|cause|n|tis|twas|bout|round|cuz|s|\d0s|\d\d)\b", re.IGNORECASE)
# A plural's or a clipped word's apostrophe may look like a closing mark; not so with a sentence's mark before it.
_SURE_CLOSE = frozenset(".,!?…;")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, the marks included.

    ``closed`` is False for one that its paragraph leaves open; it then runs to the paragraph's end, and the next
    paragraph may go on with it. Quotations inside a quotation are not listed.
    """

    span: Span
    inner: Span
    closed: bool
    single: bool

    def words(self, text: str) -> int:
        """How many words are quoted."""
        return len(_WORD.findall(text, self.inner.start, self.inner.end))


_WORD = re.compile(r"\w+(?:['’]\w+)*")


def pair_marks(text: str, paragraph: Span) -> list[Quotation]:
    """Outermost quotations of one paragraph, in order, none overlapping.

    Double marks nest; a straight one opens only after white space, a bracket or a dash and before something
    visible, so inch marks open nothing. A second opening straight mark means that the first was never closed.
    Single marks count outside double ones only.
    """
    doubles = _doubles(text, paragraph)
    left_open = doubles[-1].span.start if doubles and not doubles[-1].closed else paragraph.end
    singles = [single for single in _singles(text, paragraph, doubles) if single.span.start < left_open]
    around = [single.span for single in singles]
    outside = [double for double in doubles if _at(around, double.span.start) is None]
    return sorted(outside + singles, key=lambda quotation: quotation.span)


def _at(spans: list[Span], i: int) -> Span | None:
    """The one of some spans, in order and apart, that covers a character."""
    k = bisect_right(spans, i, key=lambda span: span.start) - 1
    return spans[k] if k >= 0 and i < spans[k].end else None


def _doubles(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[tuple[str, int, int]] = []  # (the mark that closes it, where it opens, where its inside begins)
    last_close = text.rfind("”", paragraph.start, paragraph.end)
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark, i = match.group(), match.start()
        if mark == "’’" and (not stack or i < last_close):
            continue  # it only closes what has no other end
        if mark in _STRAIGHT or (mark == "''" and not any("''" in closing for closing, _, _ in stack)):
            _straight(text, paragraph, mark, i, stack, found)
        else:
            _pointed(text, paragraph, mark, i, stack, found)
    if stack:
        _, start, inside = stack[0]
        end = Span(inside, paragraph.end).stripped(text).end
        if end > inside:
            found.append(Quotation(Span(start, end), Span(inside, end), closed=False, single=False))
    return found


def _pointed(
    text: str, paragraph: Span, mark: str, i: int, stack: list[tuple[str, int, int]], found: list[Quotation]
) -> None:
    """A mark that looks different at either end."""
    inside = i + len(mark)
    if stack and mark in stack[-1][0] and mark in {"“", *_TURNED.values()}:
        _close(mark, i, stack, found)  # „…“ and »…«
    elif stack and mark == "“" and (_ends_word(text, i) or not text[inside : paragraph.end].strip()):
        _close(mark, i, stack, found)  # “…“, a slip of the hand
    elif mark == "”" and not stack and _reversed(text, paragraph, i, found):
        stack.append(("”“", i, inside))
    elif mark in _TURNED and _turned(text, paragraph, mark, i, stack):
        stack.append((_TURNED[mark], i, inside))
    elif mark in _OPEN:
        if len(stack) == 1 and mark == text[stack[0][1]] and _never_closed(text, paragraph, mark, i):
            stack.clear()  # the one before was never closed: go on from here
        stack.append((_OPEN[mark], i, inside))
    elif stack:
        _close(mark, i, stack, found)


def _ends_word(text: str, i: int) -> bool:
    """Whether a mark stands as a closing one does: right behind a word or its mark, with none behind it."""
    before, after = text[i - 1], text[i + 1 : i + 2]
    return (before.isalnum() or before in _SURE_CLOSE) and not after.isalnum() and after not in _ALL


def _turned(text: str, paragraph: Span, mark: str, i: int, stack: list[tuple[str, int, int]]) -> bool:
    """Whether a mark that mostly closes opens here: »Ja«."""
    if any(mark in closing for closing, _, _ in stack) or not _boundary_before(text, i, paragraph.start):
        return False
    return text[i + 1 : i + 2].isalnum() and _TURNED[mark] in text[i : paragraph.end]


def _reversed(text: str, paragraph: Span, i: int, found: list[Quotation]) -> bool:
    """Whether a mark that should close stands where one opens, and another closes it: ”We go on,” or ”We go on,“."""
    if any(text[quotation.span.start] != "”" for quotation in found):  # the paragraph knows how to open
        return False
    if not _boundary_before(text, i, paragraph.start) or not text[i + 1 : i + 2].isalnum():
        return False
    return _CLOSED_WORD.search(text, i + 1, min(paragraph.end, i + _FAR)) is not None


_CLOSED_WORD = re.compile(r"[\w.,!?…;][”“](?!\w)")
_FAR = 2000  # code points: looking further for each of many marks would take quadratic time


def _never_closed(text: str, paragraph: Span, mark: str, i: int) -> bool:
    """Whether too few closing marks follow for the one at ``i`` to stand inside another of its kind."""
    closing = sum(text.count(one, i, paragraph.end) for one in _OPEN[mark])
    return closing <= text.count(mark, i, paragraph.end)


def _straight(
    text: str, paragraph: Span, mark: str, i: int, stack: list[tuple[str, int, int]], found: list[Quotation]
) -> None:
    """A mark that looks the same at either end: its neighbours tell which end it is."""
    width = len(mark)
    after = text[i + width : i + width + 1]
    opens = _boundary_before(text, i, paragraph.start) and bool(after) and not after.isspace()
    if not stack and not opens and after.isspace() and _boundary_before(text, i, paragraph.start):
        # marks with spaces inside them: '" The price is final , " said the trader'
        closing = text.find(mark, i + width, paragraph.end)
        opens = closing > i + width + 1 and text[closing - 1].isspace()
    glued = i > paragraph.start and not text[i - 1].isspace() and text[i - 1] not in "([{"
    if not stack:
        if opens:
            stack.append((mark, i, i + width))
    elif opens and not glued:
        if mark not in stack[-1][0]:
            stack.append((mark, i, i + width))
        elif len(stack) == 1 and _looks_finished(text, stack[-1][1], i):
            stack[-1] = (mark, i, i + width)  # the one before was never closed: go on from here
    else:
        _close(mark, i, stack, found)


def _looks_finished(text: str, start: int, end: int) -> bool:
    """Whether an open quotation has been left behind: at least a sentence has ended since."""
    return end - start > 400 or text[start:end].rstrip().endswith((".", "!", "?"))


def _close(mark: str, i: int, stack: list[tuple[str, int, int]], found: list[Quotation]) -> None:
    at = next((k for k in range(len(stack) - 1, -1, -1) if mark in stack[k][0]), None)
    if at is None:
        at = len(stack) - 1  # “…" and "…”: house styles mix them
    _, start, inside = stack[at]
    del stack[at:]
    if not stack:
        found.append(Quotation(Span(start, i + len(mark)), Span(inside, i), closed=True, single=False))


def _singles(text: str, paragraph: Span, doubles: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks: between the double ones, or around them where single is the house style."""
    found: list[Quotation] = []
    closed = [quotation.span for quotation in doubles if quotation.closed]
    hopeless: set[str] = set()  # opening marks that nothing closes any more: looking again would take quadratic time
    match = _SINGLE.search(text, paragraph.start, paragraph.end)
    while match is not None:
        i = match.start()
        inside = _at(closed, i)
        after = i + 1 if inside is None else inside.end
        if inside is None and text[i] not in hopeless and _opens_single(text, i, paragraph):
            close = _closing_single(text, i, paragraph.end, closed)
            if close is None:
                hopeless.add(text[i])
            else:
                found.append(Quotation(Span(i, close + 1), Span(i + 1, close), closed=True, single=True))
                after = close + 1
        match = _SINGLE.search(text, after, paragraph.end)
    return found


def _opens_single(text: str, i: int, paragraph: Span) -> bool:
    if i + 1 >= paragraph.end or text[i : i + 2] in {"``", "''", "’’"}:
        return False
    after = text[i + 1]
    if not (after.isalnum() or after in "…$£€[(") or not _boundary_before(text, i, paragraph.start):
        return False
    return not (text[i] in "'’" and _ELISION.match(text, i + 1))


def _closing_single(text: str, i: int, limit: int, doubles: list[Span]) -> int | None:
    """Where the single quotation that opens at ``i`` closes: the surest closing mark before another opens."""
    closing = _SINGLE_CLOSE[text[i]]
    first: int | None = None
    for j in range(i + 2, limit):
        char = text[j]
        if char not in closing or text[j - 1].isspace() or text[j + 1 : j + 2].isalnum() or _at(doubles, j) is not None:
            continue
        if text[j - 1] in _SURE_CLOSE or text[j - 1] != "s":
            return j
        # "the voters' choice": after an s it may be a plural possessive; take it unless a better one follows
        if first is None:
            first = j
            if not text[j + 1 : j + 2].isspace():
                return j
            if any(
                text[k] in closing and text[k - 1] in _SURE_CLOSE and not text[k + 1 : k + 2].isalnum()
                for k in range(j + 1, min(limit, j + 200))
            ):
                first = None
                continue
            return j
    return first


def _boundary_before(text: str, i: int, start: int) -> bool:
    return i <= start or text[i - 1].isspace() or text[i - 1] in _BEFORE_OPENING or text[i - 1] in _ALL
