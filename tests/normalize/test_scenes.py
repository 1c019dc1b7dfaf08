"""Acts of saying whose date stands elsewhere in the article. Published on Friday, 17 May 2019, unless told so."""

from __future__ import annotations

import pytest

from handmade import Made, Said, records_of
from quotes.parse import Parser
from quotes.record import Record

FALK, RASK, LIND = "Ines Falk", "Otto Rask", "Tove Lind"
BRIDGE = "“The bridge is a ruin,”"
MONDAY, TUESDAY, THURSDAY = "2019-05-13", "2019-05-14", "2019-05-16"

# The text with what is said in it, and the date of each of those in order.
CASES: dict[str, tuple[Made, list[str | None]]] = {
    "weekday-of-the-publication": (
        Made("Falk said on Friday that the bridge was shut.", (Said("that the bridge was shut", "said", "Falk"),)),
        ["2019-05-17"],
    ),
    "last-weekday-on-that-weekday": (
        Made("Falk said last Friday that the bridge was shut.", (Said("that the bridge was shut", "said", "Falk"),)),
        ["2019-05-10"],
    ),
    "weekday-across-new-year": (
        Made(
            "Falk said on Monday that the bridge was shut. “It is a ruin,” she added.",
            (
                Said("that the bridge was shut", "said", "Falk", FALK),
                Said("“It is a ruin,”", "added", "she", FALK, type="direct"),
            ),
            published="2020-01-02",
        ),
        ["2019-12-30", "2019-12-30"],
    ),
    "met-in-passing-long-before": (
        Made(
            "Falk was known when Rask hugged her at a ceremony in Lund on Monday. Falk said that the bridge was shut.",
            (Said("that the bridge was shut", "said", "Falk#2", FALK),),
        ),
        [None],
    ),
    "date-at-the-head-of-what-is-said": (
        Made("Falk welcomed it, adding Monday's vote was late.", (Said("Monday's vote was late", "adding", "Falk"),)),
        [None],
    ),
    "year-is-no-occasion": (
        Made(
            "In 2018 Falk said that the bridge was shut. She said that it was a ruin.",
            (
                Said("that the bridge was shut", "said#1", "Falk", FALK),
                Said("that it was a ruin", "said#2", "She", FALK),
            ),
        ),
        ["2018", None],
    ),
    "date-of-what-is-said": (
        Made(
            "Falk said that the bridge would close on Monday. “It closed on Sunday, too,” she said.",
            (
                Said("that the bridge would close on Monday", "said#1", "Falk", FALK),
                Said("“It closed on Sunday, too,”", "said#2", "she", FALK, type="direct"),
            ),
        ),
        [None, None],
    ),
    "debate-quoted-paragraphs-later": (
        Made(
            f"The candidates met on Monday for a debate in Lund.\n"
            "The hall was full an hour before it began.\n"
            "Half of the seats had gone to students.\n"
            "The rest went by lot.\n"
            f"{BRIDGE} Falk said during the debate.\n"
            "“We have no money for it,” Rask said in the debate.",
            (
                Said(BRIDGE, "said#1", "Falk", FALK, type="direct"),
                Said("“We have no money for it,”", "said#2", "Rask", RASK, type="direct"),
            ),
        ),
        [MONDAY, MONDAY],
    ),
    "debate-of-another-place": (
        Made(
            f"The candidates met at Monday's debate in Lund.\n{BRIDGE} Falk said in the Vorn debate.",
            (Said(BRIDGE, "said", "Falk", FALK, type="direct"),),
        ),
        [None],
    ),
    "those-who-take-part": (
        Made(
            "On Tuesday night, in a locked room, the council met harbour master Otto Rask.\n"
            "Members asked how long the bridge would hold. Rask replied that he had no idea.",
            (
                Said("how long the bridge would hold", "asked", "Members", "members"),
                Said("that he had no idea", "replied", "Rask#2", RASK),
            ),
        ),
        [TUESDAY, TUESDAY],
    ),
    "who-tells-of-it-afterwards": (
        Made(
            "On Tuesday night, in a locked room, the council met harbour master Otto Rask.\n"
            "One source in the room said that he was silent.",
            (Said("that he was silent", "said", "One source in the room", "one source"),),
        ),
        [None],
    ),
    "what-came-before-the-scene": (
        Made(
            "On Tuesday night, the council met harbour master Otto Rask. Rask had called the bridge safe.",
            (Said("the bridge safe", "had called", "Rask#2", RASK),),
        ),
        [None],
    ),
    "another-day-ends-the-scene": (
        Made(
            "On Tuesday, the council met harbour master Otto Rask.\n"
            "On Wednesday, the bridge was shut.\n"
            "Rask replied that he had no idea.",
            (Said("that he had no idea", "replied", "Rask#2", RASK),),
        ),
        [None],
    ),
    "sentence-that-leads-in": (
        Made(
            f"On Thursday, Falk went on the attack.\n{BRIDGE} she said.",
            (Said(BRIDGE, "said", "she", "Falk", type="direct"),),
        ),
        [THURSDAY],
    ),
    "sentence-about-somebody-else": (
        Made(
            f"On Thursday, Rask went on the attack.\n{BRIDGE} Falk said.",
            (Said(BRIDGE, "said", "Falk", FALK, type="direct"),),
        ),
        [None],
    ),
    "announced-by-a-colon": (
        Made(
            "A row over the bridge broke out on Thursday: Falk said it was a ruin.",
            (Said("it was a ruin", "said", "Falk", FALK),),
        ),
        [THURSDAY],
    ),
    "remarks-dated-afterwards": (
        Made(
            f"{BRIDGE} Falk said.\nShe made the remarks at a dinner on Monday.",
            (Said(BRIDGE, "said", "Falk", "Falk", type="direct"),),
        ),
        [MONDAY],
    ),
    "somebody-else's-remarks": (
        Made(
            f"{BRIDGE} Falk said.\nRask made his remarks at a dinner on Monday.",
            (Said(BRIDGE, "said", "Falk", "Falk", type="direct"),),
        ),
        [None],
    ),
    "same-claim-again": (
        Made(
            "Falk said on Monday that the old bridge was a ruin.\nRask wrote a letter.\nThe mayor read it twice.\n"
            "The town laughed at Falk's claim that the old bridge was a ruin.",
            (
                Said("that the old bridge was a ruin#1", "said", "Falk#1", FALK),
                Said("that the old bridge was a ruin#2", "claim", "Falk's", FALK),
            ),
        ),
        [MONDAY, MONDAY],
    ),
    "done-once-and-told-again": (
        Made(
            "Falk endorsed Rask on Monday.\nThe town was surprised.\nHe may win now that Falk has endorsed Rask.",
            (
                Said("Rask#1", "endorsed#1", "Falk#1", FALK),
                Said("Rask#2", "has endorsed", "Falk#2", FALK),
            ),
        ),
        [MONDAY, MONDAY],
    ),
    "the-same-to-another": (
        Made(
            "Falk endorsed Rask on Monday.\nThe town was surprised.\nIt is the first time that Falk has endorsed Lind.",
            (
                Said("Rask", "endorsed#1", "Falk#1", FALK),
                Said("Lind", "has endorsed", "Falk#2", FALK),
            ),
        ),
        [MONDAY, None],
    ),
    "another-claim": (
        Made(
            "Falk said on Monday that the old bridge was a ruin.\nRask wrote a letter.\nThe mayor read it twice.\n"
            "The town laughed at Falk's claim that two ferries had sunk.",
            (
                Said("that the old bridge was a ruin", "said", "Falk#1", FALK),
                Said("that two ferries had sunk", "claim", "Falk's", FALK),
            ),
        ),
        [MONDAY, None],
    ),
    "going-on-after-others": (
        Made(
            "Falk said on Monday that the bridge was a ruin.\n“It is not,” Rask said.\n“It is,” Lind said.\n"
            "Falk also said that the ferry leaked.",
            (
                Said("that the bridge was a ruin", "said#1", "Falk#1", FALK),
                Said("“It is not,”", "said#2", "Rask", RASK, type="direct"),
                Said("“It is,”", "said#3", "Lind", LIND, type="direct"),
                Said("that the ferry leaked", "said#4", "Falk#2", FALK),
            ),
        ),
        [MONDAY, None, None, MONDAY],
    ),
    "another-occasion-between": (
        Made(
            "Falk said on Monday that the bridge was a ruin.\nThe council voted on Wednesday to close it.\n"
            "Falk also said that the ferry leaked.",
            (
                Said("that the bridge was a ruin", "said#1", "Falk#1", FALK),
                Said("that the ferry leaked", "said#2", "Falk#2", FALK),
            ),
        ),
        [MONDAY, None],
    ),
    "another-medium": (
        Made(
            "Falk said at a rally on Monday that the bridge was a ruin.\n“It is a ruin,” she said in a statement.",
            (
                Said("that the bridge was a ruin", "said#1", "Falk", FALK),
                Said("“It is a ruin,”", "said#2", "she", FALK, type="direct"),
            ),
        ),
        [MONDAY, None],
    ),
    "medium-not-named-before": (
        Made(
            "Falk demanded on Monday that the bridge be shut.\n“It is a ruin,” she said in a speech to dockers.",
            (
                Said("that the bridge be shut", "demanded", "Falk", FALK),
                Said("“It is a ruin,”", "said", "she", FALK, type="direct"),
            ),
        ),
        [MONDAY, MONDAY],
    ),
    "on-the-air-later": (
        Made(
            "In the interview, which will be on the air on Sunday, Falk says the bridge is a ruin.",
            (Said("the bridge is a ruin", "says", "Falk", FALK),),
        ),
        [None],
    ),
    "name-of-a-programme": (
        Made(
            f"{BRIDGE} Falk said on the programme “This Week.”",
            (Said(BRIDGE, "said", "Falk", FALK, type="direct"),),
        ),
        [None],
    ),
    "year-of-a-document": (
        Made(
            "In a 2016 speech, Falk said the bridge was a ruin.",
            (Said("the bridge was a ruin", "said", "Falk", FALK),),
        ),
        ["2016"],
    ),
    "day-of-the-question": (
        Made(
            "Asked about the bridge on Tuesday, Falk said it was a ruin.",
            (Said("it was a ruin", "said", "Falk", FALK),),
        ),
        [TUESDAY],
    ),
    "day-of-the-answer-to-a-dated-question": (
        Made(
            "During an interview on Tuesday, the Herald asked the mayor about it.\n“It is a ruin,” Falk replied.",
            (Said("“It is a ruin,”", "replied", "Falk", FALK, type="direct"),),
        ),
        [TUESDAY],
    ),
    "document-filed-on-a-day": (
        Made(
            "A court document filed Thursday says the bridge is a ruin.",
            (Said("the bridge is a ruin", "says", "A court document filed Thursday", "court document"),),
        ),
        [THURSDAY],
    ),
    "time-between-the-cue-and-what-is-said": (
        Made(
            "Falk told the Herald last week she would close the bridge.",
            (Said("last week she would close the bridge", "told", "Falk", FALK),),
        ),
        ["2019-W19"],
    ),
    "time-after-a-bare-object": (
        Made(
            "Falk blasted the council on Tuesday for its haste.",
            (Said("the council on Tuesday for its haste", "blasted", "Falk", FALK),),
        ),
        [TUESDAY],
    ),
    "time-of-what-the-source-does": (
        Made(
            "Voters going to the polls on Tuesday said the bridge was a ruin.",
            (Said("the bridge was a ruin", "said", "Voters going to the polls", "voters"),),
        ),
        [None],
    ),
    "time-in-the-clause-that-is-said": (
        Made(
            "Falk told the Herald the council met on Tuesday.",
            (Said("the council met on Tuesday", "told", "Falk", FALK),),
        ),
        [None],
    ),
    "book-is-an-occasion-of-its-own": (
        Made(
            "Falk demanded on Monday that the bridge be shut.\n“It is a ruin,” she wrote in her memoir.",
            (
                Said("that the bridge be shut", "demanded", "Falk", FALK),
                Said("“It is a ruin,”", "wrote", "she", FALK, type="direct"),
            ),
        ),
        [MONDAY, None],
    ),
    "refusal-goes-on": (
        Made(
            "Falk said on Monday that the bridge was a ruin.\nShe would not say who had built it.",
            (
                Said("that the bridge was a ruin", "said", "Falk", FALK),
                Said("who had built it", "would not say", "She", FALK),
            ),
        ),
        [MONDAY, MONDAY],
    ),
    "under-a-message": (
        Made(
            "The bridge is a ruin and always was.\n— Ines Falk (@inesfalk) May 2, 2019",
            (Said("The bridge is a ruin and always was.", "—", FALK, FALK),),
        ),
        ["2019-05-02"],
    ),
    "medium-after-what-is-said": (
        Made(
            "Falk complained that nobody had listened, in an interview with Radio Lund on Monday.",
            (Said("that nobody had listened", "complained", "Falk", FALK),),
        ),
        [MONDAY],
    ),
}


@pytest.fixture(scope="module")
def records(parser: Parser) -> dict[str, list[Record]]:
    return records_of(parser, {name: made for name, (made, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_date(records: dict[str, list[Record]], name: str) -> None:
    assert [record.when.date if record.when else None for record in records[name]] == CASES[name][1]
