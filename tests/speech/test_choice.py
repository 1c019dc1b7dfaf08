"""What becomes of the network's proposals beside what the rules find: sentences of our own, the proposals made up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from plain_articles import plain_article
from quotes.parse import Document, Parser
from quotes.speech import find_speech
from quotes.speech.learned.propose import Proposal
from snippets import locate

LIKELY = 0.97  # what the network is made to think of a proposal
Parts = tuple[str, str, str]  # source, cue and content, in words of the sentence; no source: ""


@dataclass(frozen=True, slots=True)
class Case:
    phenomenon: str
    text: str
    proposed: Parts
    found: tuple[Parts, ...]


CASES = (
    Case(
        "whoever stands beside an inverted cue has said it",
        'The island "was a pioneer of the new law," said Tolan at a talk attended by the minister, Bea Nkeme.',
        ("the minister", "said", 'The island "was a pioneer of the new law,"'),
        (("Tolan", "said", 'The island "was a pioneer of the new law,"'),),
    ),
    Case(
        "content goes on to the closing mark",
        'The suspect hummed that he "put the bag in the shed and left with the keys" on Monday.',
        ("The suspect", "hummed", 'that he "put the bag'),
        (("The suspect", "hummed", 'that he "put the bag in the shed and left with the keys"'),),
    ),
    Case(
        "whoever gets a letter doesn't speak in it",
        "The mayor received criticism for the closure.",
        ("The mayor", "received criticism for", "the closure"),
        (("", "received criticism for", "the closure."),),
    ),
    Case(
        "a name that somebody gives is no report",
        'The harbour, known to sailors as "the Teapot", was sold in January.',
        ("", "known to", 'sailors as "the Teapot"'),
        (),
    ),
    Case(
        "a thing that has a name is nobody who reports",
        "The path known as the “Monk's Mile” was washed away.",
        ("The path", "known", "as the “Monk's Mile”"),
        (),
    ),
    Case(
        "one who is named by others is no name for a thing",
        "The plan, dubbed by critics “Mill for the Rich”, was dropped.",
        ("critics", "dubbed", "“Mill for the Rich”"),
        (("critics", "dubbed", "“Mill for the Rich”"),),
    ),
    Case(
        "what somebody is told before answering",
        "Told that Mira Tolan was innocent, she nodded.",
        ("", "Told", "that Mira Tolan was innocent"),
        (),
    ),
    Case(
        "a participle is told of a subject, not of a name beside it",
        "Her party ignored its own treasurer, Bea Nkeme, insisting that the lamps were a success.",
        ("Bea Nkeme", "insisting", "that the lamps were a success"),
        (("Her party", "insisting", "that the lamps were a success."),),
    ),
    Case(
        "content doesn't end within the words for its source",
        "The wells will fail before the next rains, the head of the country's water service told lawmakers.",
        ("service", "told", "The wells will fail before the next rains, the head of the country's water"),
        (("the head of the country's water service", "told", "The wells will fail before the next rains"),),
    ),
    Case(
        "a warning is whose it is, not his who ignores it",
        "Her party ignored a warning from its own treasurer, Bea Nkeme, that the affair would cost it the council.",
        ("Her party", "ignored a warning", "treasurer, Bea Nkeme, that the affair would cost it the council"),
        (("its own treasurer, Bea Nkeme", "warning", "that the affair would cost it the council."),),
    ),
    Case(
        "what is said may be all of what somebody else demanded",
        "Quill was a planner - a former speechwriter said she demanded detailed reports of the mood before each meeting"
        " - and her staff knew it.",
        ("a former speechwriter", "said", "she demanded detailed reports of the mood before each meeting"),
        (("a former speechwriter", "said", "she demanded detailed reports of the mood before each meeting"),),
    ),
    Case(
        "whoever responds, saying something, says one thing",
        'Amin Tarn, the mayor, responded, saying "we are not going to accept threats from him."',
        ("Amin Tarn, the mayor", "responded", 'saying "we are not going to accept threats from him."'),
        (("Amin Tarn, the mayor", "saying", '"we are not going to accept threats from him."'),),
    ),
    Case(
        "who brings something up need not be quoted next",
        'Olaf Roe brings up the day when a cousin struck Bea Nkeme. "I decided that day to earn what I need myself."',
        ("Olaf Roe", "brings up", "the day when a cousin struck Bea Nkeme"),
        (
            ("Olaf Roe", "brings up", "the day when a cousin struck Bea Nkeme."),
            ("", "", '"I decided that day to earn what I need myself."'),
        ),
    ),
    Case(
        "the day beside a cue isn't part of it",
        "The board cheered Monday the sale of the old mill.",
        ("The board", "cheered Monday", "the sale of the old mill"),
        (("The board", "cheered", "the sale of the old mill."),),
    ),
    Case(
        "the occasion is neither cue nor content",
        "Ada Roe lamented during a meeting with the envoy the end of the old pact.",
        ("Ada Roe", "lamented during", "a meeting with the envoy the end of the old pact"),
        (("Ada Roe", "lamented", "the end of the old pact."),),
    ),
    Case(
        "who hears something doesn't say it",
        "The mayor was apprised that the work would stop.",
        ("The mayor", "was apprised", "that the work would stop"),
        (("", "was apprised", "that the work would stop."),),
    ),
    Case(
        "content doesn't stop before the noun of its last word",
        "Ada Roe champions a hall for the old town with a very large garden.",
        ("Ada Roe", "champions", "a hall for the old town with a very large"),
        (("Ada Roe", "champions", "a hall for the old town with a very large garden."),),
    ),
    Case(
        "content begins with its article",
        "Ada Roe champions the hall for the old town.",
        ("Ada Roe", "champions", "hall for the old town"),
        (("Ada Roe", "champions", "the hall for the old town."),),
    ),
    Case(
        "a time of what is said belongs to it",
        "Data from the office hint that, until October 2020, boats were sailing.",
        ("Data from the office", "hint", "boats were sailing"),
        (("Data from the office", "hint", "that, until October 2020, boats were sailing."),),
    ),
    Case(
        "an owner is not the whole subject",
        "Tarn's Harbour Board championed the sale of the mill.",
        ("Tarn", "championed", "the sale of the mill"),
        (("Tarn's Harbour Board", "championed", "the sale of the mill."),),
    ),
    Case(
        "the day before a source isn't part of it",
        "In fact, last Thursday Mayor Ada Roe championed the sale of the mill.",
        ("last Thursday Mayor Ada Roe", "championed", "the sale of the mill"),
        (("Mayor Ada Roe", "championed", "the sale of the mill."),),
    ),
    Case(
        "whoever is accused is not the source",
        "Ada Roe has been accused of hiding the true cost of the lamps.",
        ("Ada Roe", "has been accused of", "hiding the true cost of the lamps"),
        (("", "has been accused of", "hiding the true cost of the lamps."),),
    ),
    Case(
        "the phrase of a source is no content",
        "Wells will fail before the next rains, the head of the country's water service told lawmakers.",
        ("the head of … service", "told", "Wells will fail before the next rains … the country's water"),
        (("the head of the country's water service", "told", "Wells will fail before the next rains"),),
    ),
    Case(
        "what describes the content is no cue",
        "She champions in her new book the sale of the old mill.",
        ("She", "champions in her new", "book the sale of the old mill"),
        (("She", "champions", "the sale of the old mill."),),
    ),
    Case(
        "a pronoun for whoever is accused is no cue",
        "Ada Roe fingered him of wiping the old tapes.",
        ("Ada Roe", "fingered him", "of wiping the old tapes"),
        (("Ada Roe", "fingered", "him of wiping the old tapes."),),
    ),
    Case(
        "a pronoun for whoever is told is no content",
        "Ada Roe clued him that the tapes were gone.",
        ("Ada Roe", "clued him", "that the tapes were gone"),
        (("Ada Roe", "clued", "that the tapes were gone."),),
    ),
    Case(
        "content keeps to its paragraph",
        "Ada Roe champions the sale of the old mill.\n\nIt rained in the town.",
        ("Ada Roe", "champions", "the sale of the old mill … It rained in the town"),
        (("Ada Roe", "champions", "the sale of the old mill."),),
    ),
    Case(
        "a connective is no content",
        "However, in the eyes of Ada Roe, the sale of the mill came late.",
        ("Ada Roe", "in the eyes of", "However … the sale of the mill came late"),
        (("Ada Roe", "in the eyes of", "the sale of the mill came late."),),
    ),
    Case(
        "prizes are claimed by winning",
        "The runner claimed victory in the last race.",
        ("The runner", "claimed", "victory in the last race"),
        (),
    ),
    Case(
        "who is seen doing something is no source",
        "Two men were seen leaving the hall.",
        ("Two men", "were seen", "leaving the hall"),
        (),
    ),
    Case(
        "what is seen as something is",
        "The sale was seen as a mistake.",
        ("", "was seen as", "a mistake"),
        (("", "was seen as", "a mistake."),),
    ),
)


@pytest.fixture(scope="module")
def documents(parser: Parser) -> dict[str, Document]:
    return {one.text: one for one in parser.parse([plain_article(case.text) for case in CASES])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.phenomenon)
def test_choice(case: Case, documents: dict[str, Document]) -> None:
    document = documents[case.text]
    found = {
        (
            speech.source.span.of(case.text) if speech.source is not None else "",
            speech.cue.span.of(case.text) if speech.cue is not None else "",
            " … ".join(part.of(case.text) for part in speech.content),
        )
        for speech in find_speech(document, leaning="recall", proposals=[proposed(document, case)])
    }
    assert found == set(case.found)


def proposed(document: Document, case: Case) -> Proposal:
    """What the network is made to propose."""
    source, cue, content = (tokens(document, part) for part in case.proposed)
    reach = np.arange(len(document.plain))
    kinds = [1 if i in source else 2 if i in content else 0 for i in reach]
    roles = np.full((len(reach), 3), (1 - LIKELY) / 2, dtype=np.float32)
    roles[reach, kinds] = LIKELY
    return Proposal(cue, LIKELY, source, content, reach, roles, "speech", "assert")


def tokens(document: Document, part: str) -> tuple[int, ...]:
    if not part:
        return ()
    spans = [locate(document.text, one) for one in part.split(" … ")]
    return tuple(token.i for start, end in spans for token in document.plain if start <= token.idx < end)
