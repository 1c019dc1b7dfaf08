"""Attributions made by hand over a real parse, so that a test of this stage depends on no other stage but the parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quotes.attribute.attribution import Attribution, Reference, Speaker
from quotes.normalize import normalize
from quotes.normalize.clause import Clause, Clauses
from quotes.parse import Parser
from quotes.parse.document import Document
from quotes.read.article import Article, Block, BlockKind
from quotes.record import Record
from quotes.span import Span
from quotes.speech.speech import Act, Cue, Mention, Speech, SpeechType, Stance
from snippets import locate


@dataclass(frozen=True)
class Said:
    """One attribution, its parts given as snippets of the text."""

    content: str | tuple[str, ...]
    cue: str | None = None
    source: str | None = None
    speaker: str | None = None
    type: SpeechType = "indirect"
    act: Act = "speech"
    stance: Stance = "assert"
    negated: bool = False
    parent: int | None = None
    follows: int | None = None
    references: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Made:
    """A text with what is said in it."""

    text: str
    said: tuple[Said, ...]
    published: str | None = "2019-05-17"


def article(text: str, published: str | None = None) -> Article:
    """An article whose paragraphs are the lines of the text."""
    blocks, at = [], 0
    for line in text.split("\n"):
        span = Span(at, at + len(line)).stripped(text)
        if len(span):
            blocks.append(Block(span, BlockKind.BODY))
        at += len(line) + 1
    day = date.fromisoformat(published) if published else None
    return Article(id="made", text=text, blocks=tuple(blocks), published=day)


def documents(parser: Parser, cases: Sequence[Made]) -> list[Document]:
    """The parses of all the cases, made in one go."""
    return list(parser.parse([article(case.text, case.published) for case in cases]))


def attributions(document: Document, case: Made) -> list[Attribution]:
    """What is said in a case, tied to its parse."""
    return [_attribution(document, said) for said in case.said]


def records_of(parser: Parser, cases: Mapping[str, Made]) -> dict[str, list[Record]]:
    """The records of every case, parsed together."""
    made = list(cases.values())
    return {
        name: normalize(document, attributions(document, case))
        for name, document, case in zip(cases, documents(parser, made), made, strict=True)
    }


def clause(document: Document, case: Made, index: int = 0) -> Clause:
    """The clause of one act of saying."""
    found = Clauses(document, [item.speech for item in attributions(document, case)]).of(index)
    assert found is not None
    return found


def _attribution(document: Document, said: Said) -> Attribution:
    text = document.text
    parts = (said.content,) if isinstance(said.content, str) else said.content
    content = tuple(Span(*locate(text, part)) for part in parts)
    cue_span = Span(*locate(text, said.cue)) if said.cue else None
    source_span = Span(*locate(text, said.source)) if said.source else None
    head = _head(document, cue_span) if cue_span else None
    cue = (
        Cue(cue_span, head, document.doc[head].lemma_.lower(), said.act, said.stance, said.negated)
        if cue_span and head is not None
        else None
    )
    source = Mention(source_span, _head(document, source_span)) if source_span else None
    anchor = cue_span or source_span or content[0]
    sentence = next(s.span for s in document.sentences if s.span.end > anchor.start)
    speech = Speech(said.type, content, cue, source, sentence, "made", 1.0, said.follows, said.parent)
    speaker = Speaker(said.speaker, "person", None, None, "named") if said.speaker else None
    references = tuple(Reference(Span(*locate(text, word)), name) for word, name in said.references)
    return Attribution(speech, speaker, (), references, 0.9)


def _head(document: Document, span: Span) -> int:
    phrase = document.doc.char_span(span.start, span.end, alignment_mode="expand")
    assert phrase is not None
    return int(phrase.root.i)
