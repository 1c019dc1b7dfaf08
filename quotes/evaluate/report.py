"""A comparison as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.write.brief import one_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.evaluate.compare import Comparison, Pair
    from quotes.evaluate.load import Item

TYPES = ("direct", "mixed", "indirect")
WIDTH = 100


def report_lines(result: Comparison) -> Iterator[str]:
    """Precision, recall and F1 of finding, by type; then what is right about what was found."""
    yield f"{'':10}{'expected':>10}{'found':>8}{'right':>8}{'P':>8}{'R':>8}{'F1':>8}"
    for kind in ("all", *TYPES):
        gold = [pair.gold for pair in result.pairs] + result.missing
        found = [pair.found for pair in result.pairs] + result.extra
        wanted = sum(kind in ("all", item.type) for item in gold)
        given = sum(kind in ("all", item.type) for item in found)
        hit_gold = sum(kind in ("all", pair.gold.type) for pair in result.pairs)
        hit_found = sum(kind in ("all", pair.found.type) for pair in result.pairs)
        precision, recall = _share(hit_found, given), _share(hit_gold, wanted)
        yield (
            f"{kind:10}{wanted:>10}{given:>8}{hit_gold:>8}"
            f"{_percent(precision):>8}{_percent(recall):>8}{_percent(_f1(precision, recall)):>8}"
        )
    pairs = result.pairs
    for name, right in (
        ("cue", sum(pair.cue_right for pair in pairs)),
        ("source", sum(pair.source_right for pair in pairs)),
        ("speaker", sum(pair.speaker_right for pair in pairs)),
        ("date", sum(pair.when_right for pair in pairs)),
        ("type", sum(pair.gold.type in (None, pair.found.type) for pair in pairs)),
    ):
        yield f"{name} right in {_percent(_share(right, len(pairs))).strip()} % of {len(pairs)} found"


def diff_lines(result: Comparison) -> Iterator[str]:
    """What is missing (-), extra (+) and changed (~), article by article."""
    articles = dict.fromkeys(
        [pair.gold.article for pair in result.pairs] + [item.article for item in result.missing + result.extra]
    )
    for article in articles:
        lines = [
            *(f"- {_label(item)}" for item in result.missing if item.article == article),
            *(f"+ {_label(item)}" for item in result.extra if item.article == article),
            *(line for pair in result.pairs if pair.gold.article == article for line in _changes(pair)),
        ]
        if lines:
            yield f"{article}:"
            yield from (f"  {line}" for line in lines)


def _changes(pair: Pair) -> Iterator[str]:
    gold, found = pair.gold, pair.found
    changes = [
        f"    {name}: {was} → {now}"
        for name, right, was, now in (
            ("words", gold.content == found.content, _quoted(gold), _quoted(found)),
            ("type", gold.type in (None, found.type), gold.type, found.type),
            ("cue", pair.cue_right, gold.cue or "none", found.cue or "none"),
            ("source", pair.source_right, gold.source or "none", found.source or "none"),
            (
                "speaker",
                pair.speaker_right,
                " or ".join(gold.speakers) or "nobody",
                "".join(found.speakers) or "nobody",
            ),
            ("when", pair.when_right, gold.when or "no date", found.when or "no date"),
        )
        if not right
    ]
    if changes:
        yield f"~ {_label(gold)}"
        yield from changes


def _label(item: Item) -> str:
    who = item.speakers[0] if item.speakers else "?"
    return f"[{item.type or 'any'}] {who} — {_quoted(item)}"


def _quoted(item: Item) -> str:
    return shortened(one_line(item.text), WIDTH)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
