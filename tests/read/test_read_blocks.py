from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.read import BlockKind, article_from_text
from quotes.read.blocks import lay_out
from quotes.read.lines import Line, paragraphs
from quotes.read.patterns import rows
from quotes.span import Span

BODY = "The ferry to Ostholm left on Monday with forty people aboard, the harbour master said."
MORE = "Nobody was hurt, and the town will pay for the repairs, according to the council."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(text)) for block in lay_out(text, title).blocks]


def kind_of(line: str) -> str:
    """What a line is between two paragraphs of body."""
    found = {text: kind for kind, text in kinds(f"{BODY}\n\n{line}\n\n{MORE}")}
    return found[line]


def line(text: str) -> Line:
    return Line(Span(0, len(text)), text)


@pytest.mark.parametrize("row", rows("furniture.toml", "line"), ids=lambda row: row.name)
def test_furniture_row_fits_its_example(row):
    assert row.regex.fullmatch(line(row.example).bare)
    assert kind_of(row.example) == "furniture"


@pytest.mark.parametrize(
    "row",
    [*rows("captions.toml", "line", re.NOFLAG), *rows("captions.toml", "credit", re.NOFLAG)],
    ids=lambda row: row.name,
)
def test_caption_row_fits_its_example(row):
    assert row.regex.fullmatch(row.example)
    assert kind_of(row.example) == "caption"


@pytest.mark.parametrize("row", rows("bylines.toml", "line"), ids=lambda row: row.name)
def test_byline_row_fits_its_example(row):
    assert kind_of(row.example) == "byline"


@pytest.mark.parametrize("row", rows("datelines.toml", "prefix", re.NOFLAG), ids=lambda row: row.name)
def test_dateline_row_fits_its_example(row):
    match = row.regex.match(row.example + BODY)
    assert match is not None
    assert match.end() == len(row.example)
    assert kinds(f"{row.example}{BODY}\n\n{MORE}")[:2] == [("dateline", row.example.strip()), ("body", BODY)]


@pytest.mark.parametrize(
    ("furniture"),
    [
        "Read More:",
        "SHARE THIS ARTICLE",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "www.harbourtimes.example",
        "https://harbour.example/a/b?c=1",
        "@harbourtimes @annaberg",
        "* * *",
        "________",
        "- 3 -",
        "Page 3",
        "(Source: Harbour Press)",
        "Privacy Policy | Terms of Use",
        "Follow Anna Berg on Twitter @annaberg.",
        "Sign up for our newsletter",
    ],
)
def test_furniture(furniture):
    assert kind_of(furniture) == "furniture"


@pytest.mark.parametrize(
    "body",
    [
        '"I am here" — Anna Berg',
        "“I am here” — Anna Berg",
        '"I am here," Berg said.',
        '"We will share this article," Berg said, "and read more."',
        "Q: Will you come back?",
        "A: At some point, yes.",
        "Q. Who paid for it?",
        "Anna Berg: “We never saw the letter.”",
        "‘I can’t think of leaving,’ she said",
        "He said the council would share more news on Facebook and Twitter on Monday.",
        "By Friday, Berg said, the bridge would be open.",
        "By the Sea is her latest book, Berg said.",
        "Source material was burned, the minister said.",
        "Follow the money, Berg told the council, and you will find him.",
        "Copyright reform is overdue, Berg said.",
        "Image is everything, Berg said.",
        "Photo shops are closing, the council said.",
        "The minister told the Harbour Press (which he owns) that he knew nothing.",
        "Anna Berg (D-Ostholm) — who was there — said she saw nothing.",
        "Harbour Defence Agency (AP) — the oldest of them — said on Monday that it would close.",
        "No.",
        "7 people died",
        "…“No”",
        "Sharing is a duty, Berg said.",
        "The report can be found in the library, Berg said.",
    ],
)
def test_what_somebody_says_is_never_furniture(body):
    assert kind_of(body) == "body"
    assert all(kind in {"title", "body"} for kind, _ in kinds(f"{body}\n\n{BODY}"))
    assert all(kind == "body" for kind, text in kinds(f"{BODY}\n\n{MORE}\n\n{body}") if text == body)


def test_related_headlines_end_where_the_body_goes_on():
    text = f"{BODY}\n\nRelated News:\n\nOstholm condemns 'evil' toll\n\nWho owns the ferry?\n\n{MORE}\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["body", "furniture", "furniture", "furniture", "body", "body"]


def test_quotation_after_a_related_header_is_body():
    text = f"{BODY}\n\nRead more:\n\nOstholm condemns toll\n\n“I never saw it” — Anna Berg\n\n{MORE}"
    assert [kind for kind, _ in kinds(text)] == ["body", "furniture", "furniture", "body", "body"]


def test_paragraph_that_is_given_again_is_furniture():
    long = f"{MORE[:-1]}, and the harbour of Ostholm will stay closed until the last barge has gone."
    assert [kind for kind, _ in kinds(f"{long}\n\n{MORE}\n\n{long}\n\n“No.”\n\n{MORE}\n\n“No.”")] == [
        "body",
        "body",
        "furniture",
        "body",
        "body",
        "body",
    ]


def test_what_follows_a_share_bar_at_the_end_is_furniture():
    text = f"{BODY}\n\n{MORE}\n\nSHARE THIS ARTICLE\nHarbour Times on your television"
    assert [kind for kind, _ in kinds(text)] == ["body", "body", "furniture", "furniture"]


def test_share_bar_in_the_middle_ends_nothing():
    text = f"{BODY}\n\nSHARE THIS ARTICLE\n\n{MORE}\n\nAn unfinished last line"
    assert [kind for kind, _ in kinds(text)] == ["body", "furniture", "body", "body"]


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (
            "Anna Berg opens the harbour in Ostholm\nAnna Berg opens the harbour in Ostholm Reuters",
            ["caption", "caption"],
        ),
        ("  • Anna Berg opens the harbour\n    Anna Berg opens the harbour", ["caption", "caption"]),
        ("FILE PHOTO: Anna Berg opens the harbour", ["caption"]),
        ("Anna Berg opens the harbour on May 3, 2019. (Photo via Reuters)", ["caption"]),
        ("News \xa0 / \xa0 Islands", ["furniture"]),
        ("Home » Islands » Ostholm", ["furniture"]),
        ("Harbour of Ostholm opens after nine years", ["title"]),
        ("Politifact: Anna Berg is right", ["title"]),
        ("Harbour of Ostholm opens\nCouncil calls it a new beginning", ["title", "title"]),
        ("# Harbour opens.", ["title"]),
        ("Harbour opens\n=====", ["title", "furniture"]),
        ("By Anna Berg", ["byline"]),
        ("By ANNA BERG, Associated Press", ["byline"]),
        ("Dec 11, 2018 08:15 Asia/Tehran [Updated: May 14, 2019 21:40 Asia/Tehran]", ["dateline"]),
        ("Published: 3 May 2017", ["dateline"]),
        ("Posted on Monday, May 3rd, 2017 at 8:15 a.m.", ["dateline"]),
        ("“I will not go”", ["body"]),
    ],
)
def test_top(top, expected):
    found = [kind for kind, _ in kinds(f"{top}\n\n{BODY}\n\n{MORE}")]
    assert found == [*expected, "body", "body"]


def test_given_title_may_end_in_a_full_stop_and_take_two_lines():
    text = f"Harbour opens;\nCouncil pleased.\n\n{BODY}"
    assert [kind for kind, _ in kinds(text, "Harbour opens; Council pleased")] == ["title", "title", "body"]
    assert [kind for kind, _ in kinds("Council pleased.\n\n" + BODY, "Council pleased")] == ["title", "body"]


@pytest.mark.parametrize(
    ("prefix", "place", "agency", "day"),
    [
        (" date 2016-07-08 OSTHOLM. KAZINFORM - ", "Ostholm", "KAZINFORM", date(2016, 7, 8)),
        ("OSTHOLM (AP) — ", "Ostholm", "AP", None),
        ("PARIS, March 3 (Reuters) - ", "Paris", "Reuters", None),
        ("NEW OSTHOLM, Jul 26 2022 (IPS) - ", "New Ostholm", "IPS", date(2022, 7, 26)),
        ("afrol News, 23 April - ", None, "afrol News", None),
        ("Iran Press/Asia: ", None, "Iran Press", None),
        ("LONDON —", "London", None, None),
        ("OSTHOLM – 25 July 2022: ", "Ostholm", None, date(2022, 7, 25)),
        ("Ostholm /HARBOUR/. ", "Ostholm", "HARBOUR", None),
        ("OSTHOLM: ", "Ostholm", None, None),
        ("Nairobi — ", "Nairobi", None, None),
        ("(Reuters) - ", None, "Reuters", None),
        ("GINSTADT, Harbour Prefecture--", "Ginstadt", None, None),
    ],
)
def test_datelines(prefix, place, agency, day):
    text = f"{prefix}{BODY}\n\n{MORE}"
    article = article_from_text(text)
    assert [block.kind.value for block in article.blocks] == ["dateline", "body", "body"]
    assert article.blocks[1].span.of(text) == BODY
    assert article.place == place
    assert (article.agency.of(text) if article.agency else None) == agency
    assert (article.published, article.published_basis) == (day, "dateline" if day else None)


def test_speakers_of_a_transcript_are_no_datelines():
    text = f"BERG: {BODY}\n\nHOLM: {MORE}\n\nBERG: {MORE}"
    assert [kind for kind, _ in kinds(text)] == ["body"] * 3


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Dec 11, 2018 08:15 Asia/Tehran [Updated: May 14, 2019 21:40 Asia/Tehran]", date(2018, 12, 11)),
        ("Published: 3 May 2017", date(2017, 5, 3)),
        ("Updated: 4 May 2017\nPublished: 3 May 2017", date(2017, 5, 3)),
        ("Last updated 4 May 2017", date(2017, 5, 4)),
        ("Published 2017-05-03T08:15:00Z", date(2017, 5, 3)),
        ("25/07/2022", date(2022, 7, 25)),
        ("03/04/2017", None),
        ("Posted on 31 February 2017", None),
    ],
)
def test_date_of_the_header(header, day):
    article = article_from_text(f"{header}\n\n{BODY}")
    assert article.published == day
    assert article.published_basis == ("header" if day else None)


def test_given_date_wins():
    article = article_from_text(f"Published: 3 May 2017\n\n{BODY}", published="2017-05-02")
    assert (article.published, article.published_basis) == (date(2017, 5, 2), "given")
    with pytest.raises(ValueError, match="ISO date"):
        article_from_text(BODY, published="3 May 2017")


def test_what_the_lines_say_of_the_article():
    text = f"Harbour of Ostholm opens again\nBy ANNA BERG, Associated Press\n\n{BODY}\n\nSource: Kyodo"
    article = article_from_text(text)
    assert article.title == "Harbour of Ostholm opens again"
    assert article.author == "Anna Berg"
    assert article.agency is not None
    assert article.agency.of(text) == "Kyodo"


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85"])
def test_every_newline_ends_a_paragraph(newline):
    text = f"{BODY}{newline}{newline}{MORE}{newline}"
    assert kinds(text) == [("body", BODY), ("body", MORE)]


def test_newlines_of_hard_wrapped_text_stay_inside_a_paragraph():
    wrapped = (
        "The ferry to Ostholm left on Monday with forty people aboard, the\n"
        "harbour master said. Nobody was hurt, and the town will pay for the\n"
        "repairs, which the council had put off for years.\n\n"
        "“We will go on for as long as anybody wants to go to the islands by\n"
        "sea,” said Anna Berg, whose grandfather had built the first of the\n"
        "three boats.\n"
    )
    assert [text.count("\n") for _, text in kinds(wrapped)] == [2, 2]
    assert len(paragraphs(wrapped.replace("\n", " \n") + f"\n{BODY}{MORE}{MORE}\n" * 3)) > 4


def test_lists_of_short_lines_are_not_wrapped_text():
    text = f"{BODY}\n\nOstholm\nWestholm\nNorth Ferry\nSouth Ferry\n\n{MORE}"
    assert len(paragraphs(text)) == 6


TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                BODY,
                MORE,
                "Read more:",
                "\n",
                "\n\n",
                "\r\n",
                " ",
                "\u2028",
                "LONDON (AP) — ",
                "By Anna Berg",
                '"',
                "“",
                "”",
                "# A",
                "Source: Kyodo",
                "SHARE",
                "3 May 2017",
                "Photo: AFP",
                "😀",
                "سلام",
                "\x00",
                "\t",
                "date 2016-07-08 ",
                ":",
                "-",
                ".",
            ]
        ),
        max_size=40,
    ).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_blocks_are_in_order_and_cover_all_but_white_space(text):
    blocks = lay_out(text).blocks
    at = 0
    for block in blocks:
        assert at <= block.span.start < block.span.end
        assert not text[at : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip()
        at = block.span.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        '"' * 20_000,
        "“ " * 20_000,
        "By Anna " * 20_000,
        "A-" * 20_000,
        "OSTHOLM, " * 20_000,
        "\n" * 20_000 + BODY,
        "a\n" * 20_000,
        "(" * 20_000,
        "😀" * 20_000,
        "قال إنه هنا " * 5_000,
        "Read more:\n" * 5_000,
        "\x01\x02 " * 5_000,
    ],
)
def test_strange_texts_are_laid_out(text):
    blocks = lay_out(text).blocks
    assert "".join(text[b.span.start : b.span.end] for b in blocks).split() == text.split() or len(blocks) > 1


def test_body_is_what_nothing_claims():
    assert BlockKind.BODY in {block.kind for block in lay_out("غرق زورق في الميناء، قال المسؤول.").blocks}
