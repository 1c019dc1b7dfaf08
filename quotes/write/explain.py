"""Records shown in their article, with the rule that found them and, on request, the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.resolvers import describe_resolver
from quotes.write.brief import one_line, who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from quotes.parse import Document, Sentence
    from quotes.record import Record

STYLES = {"quote": "green", "cue": "bold yellow", "source": "cyan"}
BASIS = {"stated": "as stated", "published": "counted from the day of publication"}


def explain(
    document: Document,
    records: Sequence[Record],
    describe: Callable[[str], str | None],
    *,
    color: bool,
    parse: bool = False,
) -> Iterator[RenderableType]:
    """Show each record in the text of its sentence, and say why it is there.

    Args:
        document: The parsed article.
        records: Its records.
        describe: What a rule does, by its name; None for a rule without a description.
        color: Mark source, cue and quote by colour; in brackets when False.
        parse: Add the dependency parse of the sentence as a table.
    """
    from rich.text import Text

    yield Text(f"{document.article.id}: {len(records)} record{'' if len(records) == 1 else 's'}", style="bold")
    for number, record in enumerate(records, 1):
        yield Text(f"\n{number}  {record.type} {record.act} by {who(record)}, confidence {record.confidence:.2f}")
        yield Text("   ") + marked(document.text, record, color=color)
        for heading, line in _facts(record, describe):
            yield Text.assemble(("   " + heading.ljust(9), "dim"), line)
        if parse:
            yield from (parse_table(document, sentence) for sentence in _sentences(document, record))


def marked(text: str, record: Record, *, color: bool) -> Text:
    """The stretch of text that a record is made from, its source, cue and quote marked."""
    from rich.text import Text

    marks = [("quote", span.start, span.end) for span in record.quote.spans]
    marks += [(name, span.start, span.end) for name, span in (("cue", record.cue), ("source", record.source)) if span]
    start = min([record.evidence.sentence.start, *(mark[1] for mark in marks)])
    end = max([record.evidence.sentence.end, *(mark[2] for mark in marks)])
    if color:
        shown = Text(text[start:end].replace("\r", " ").replace("\n", " "))  # one for one: offsets must hold
        for name, first, last in marks:
            shown.stylize(STYLES[name], first - start, last - start)
        return shown
    return Text(one_line(_bracketed(text, marks, start, end)))


def _bracketed(text: str, marks: Sequence[tuple[str, int, int]], start: int, end: int) -> str:
    inserts: list[tuple[int, int, str]] = []
    for name, first, last in marks:
        inserts += [(first, 1, f"[{name}: "), (last, 0, "]")]  # close before opening at the same place
    parts, at = [], start
    for place, _, insert in sorted(inserts):
        parts += [text[at:place], insert]
        at = place
    return "".join([*parts, text[at:end]])


def _facts(record: Record, describe: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    rule = record.evidence.rule
    described = describe(rule)
    yield "rule", f"{rule}: {described}" if described else rule
    if record.speaker is not None:
        speaker = record.speaker
        how = f"{speaker.name} ({speaker.kind}; {describe_resolver(speaker.resolved_by)})"
        yield "speaker", how
    else:
        yield "speaker", "left open"
    if record.relayed_by:
        yield "relayed", "by " + ", ".join(relay.name for relay in record.relayed_by)
    claim = record.claim
    yield "claim", f"{claim.resolved or claim.text} ({'negated ' if claim.negated else ''}{claim.stance})"
    if record.when is not None:
        when = record.when
        basis = f", {BASIS[when.basis]}" if when.basis else ""
        yield "when", f"{when.date or 'unknown'} (“{one_line(when.text)}”{basis})"
    if record.parent is not None:
        yield "parent", record.parent


def _sentences(document: Document, record: Record) -> Iterator[Sentence]:
    extent = record.evidence.sentence
    for sentence in document.sentences:
        if sentence.span.start < extent.end and extent.start < sentence.span.end:
            yield sentence


def parse_table(document: Document, sentence: Sentence) -> Table:
    """The dependency parse of a sentence: one row a word, heads by their number in the sentence."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in ("", "word", "lemma", "tag", "relation", "head", "entity"):
        table.add_column(heading, no_wrap=True)
    words = list(document.tokens(sentence))
    numbers = {word.i: number for number, word in enumerate(words, 1)}
    for word in words:
        head = "root" if word.head.i == word.i else f"{numbers.get(word.head.i, '?')} {word.head.text}"
        cells = (str(numbers[word.i]), word.text, word.lemma_, word.pos_, word.dep_, head, word.ent_type_)
        table.add_row(*map(Text, cells))
    return table
