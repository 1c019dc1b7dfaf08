"""Quotation marks of every style, paired within their paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.span import Span
from quotes.speech.marks import Quotation, pair_marks

PAIRED = [
    # straight, curly
    ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
    ('She said "yes" and "no".', ['"yes"', '"no"']),
    ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
    ('(“Yes,” she said.)', ["“Yes,”"]),
    ("—“Yes,” she said.", ["“Yes,”"]),
    ('He said:"We go."', ['"We go."']),
    ('"Why?" "Because."', ['"Why?"', '"Because."']),
    ('"Why?""Because."', ['"Why?"', '"Because."']),
    ('"Yes"—"No"', ['"Yes"', '"No"']),
    ('“Yes" she said. "No”', ['“Yes"', '"No”']),
    ("＂Yes＂ she said.", ["＂Yes＂"]),
    # other languages
    ("«Oui», dit-elle.", ["«Oui»"]),
    ("« Oui », dit-elle.", ["« Oui »"]),
    ("«\u00a0Oui\u00a0», dit-elle.", ["«\u00a0Oui\u00a0»"]),
    ("»Ja«, sagte sie, »nein.«", ["»Ja«", "»nein.«"]),
    ("›Ja‹, sagte sie.", ["›Ja‹"]),
    ("‹Oui› et «non ‹mais› oui».", ["‹Oui›", "«non ‹mais› oui»"]),
    ("„Ja,“ sagte sie. „Nein.”", ["„Ja,“", "„Nein.”"]),
    ("„Ja, »ja«,“ sagte sie.", ["„Ja, »ja«,“"]),
    ("‚Ja,‘ sagte sie.", ["‚Ja,‘"]),
    ("「橋」と言った。", ["「橋」"]),
    ("» Read more", []),
    ("»Read more", []),
    # typewriters and treebanks
    ("``We go,'' he said.", ["``We go,''"]),
    ("''We go,'' he said. ''Now.''", ["''We go,''", "''Now.''"]),
    ("``We ``really'' go,'' he said.", ["``We ``really'' go,''"]),
    ("`We go,' he said.", ["`We go,'"]),
    ('" The price is final , " said the trader.', ['" The price is final , "']),
    # nested
    ("“He said ‘go’ and left,” she said.", ["“He said ‘go’ and left,”"]),
    ("\"He said 'go' and left,\" she said.", ["\"He said 'go' and left,\""]),
    ("“‘Go,’ he told me,” she said.", ["“‘Go,’ he told me,”"]),
    ("“I said, ‘go.’”", ["“I said, ‘go.’”"]),
    ("“He ran from “the beast” for days,” she said.", ["“He ran from “the beast” for days,”"]),
    # single marks as the house style
    ("'We go,' he said. 'Now.'", ["'We go,'", "'Now.'"]),
    ("‘We go,’ he said. ‘Now.’", ["‘We go,’", "‘Now.’"]),
    ("'She said \"go\" and left,' he said.", ["'She said \"go\" and left,'"]),
    ("‘She said “go” and left,’ he said.", ["‘She said “go” and left,’"]),
    ("‘We don’t go,’ he said.", ["‘We don’t go,’"]),
    ("‘The pilots’ union said no,’ he said.", ["‘The pilots’ union said no,’"]),
    ("'The pilots' union said no,' he said.", ["'The pilots' union said no,'"]),
    ("'The '90s were mad,' she said.", ["'The '90s were mad,'"]),
    ("He called it 'progress' and left.", ["'progress'"]),
    # left open
    ("“We go and", ["“We go and"]),
    ('"We go and', ['"We go and']),
    ("“We go. “And stay,” he said.", ["“And stay,”"]),
    ('"We go. "And stay," he said.', ['"And stay,"']),
    ('She said "yes" and "no', ['"yes"', '"no']),
    ('yes," she said. "No."', ['"No."']),
    ("yes,” she said. “No.”", ["“No.”"]),
    ("‘We go and", []),
    ("“a” ”b”", ["“a”"]),
    # no quotations
    ("The board is 6'2\" tall and 5\" wide.", []),
    ("He is 6'2\" and said \"I am tall.\"", ['"I am tall."']),
    ("5'10\" and 6'2\"", []),
    ("’Tis late, 'twas cold, ’twill rain.", []),
    ("rock ’n’ roll and rock 'n' roll", []),
    ("Get ’em, get 'em, ’til noon", []),
    ("the voters' choice and the pilots’ union", []),
    ("the '90s, the ’90s and ’68", []),
    ("O'Neil, L’Aquila and the dog's bone don't", []),
    ('dogs\' "tails"', ['"tails"']),
    # the marks the wrong way round, and a slip where the paragraph knows better
    ("”We go on,“ she said. ”It is late.”", ["”We go on,“", "”It is late.”"]),
    ("“Yes,” she said ”and no” to it.", ["“Yes,”"]),
    ("", []), (" ", []), ('"', []), ("“", []), ("'", []), ("‘", []), ("”", []), ('" "', []),
]  # fmt: skip


def pairs(text: str) -> list[Quotation]:
    return pair_marks(text, Span(0, len(text)))


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in pairs(text)] == expected


@pytest.mark.parametrize(
    ("text", "closed", "single"),
    [
        ("“Yes,” she said.", [True], [False]),
        ("‘Yes,’ she said.", [True], [True]),
        ("“Yes,” she said. “No", [True, False], [False, False]),
        ("‘Yes “no”’ and “so”", [True, True], [True, False]),
    ],
)
def test_kinds(text: str, closed: list[bool], single: list[bool]) -> None:
    assert [quotation.closed for quotation in pairs(text)] == closed
    assert [quotation.single for quotation in pairs(text)] == single


@pytest.mark.parametrize(
    ("text", "inner", "words"),
    [
        ("“Yes, no.”", "Yes, no.", 2),
        ("``Yes''", "Yes", 1),
        ("‘We don’t go’", "We don’t go", 3),
        ("“… — …”", "… — …", 0),
        ("“I have 3,000 boats", "I have 3,000 boats", 5),
    ],
)
def test_what_is_quoted(text: str, inner: str, words: int) -> None:
    [quotation] = pairs(text)
    assert quotation.inner.of(text) == inner
    assert quotation.words(text) == words


def test_paragraphs_that_reopen_a_quotation() -> None:
    """Each paragraph but the last is left open; none swallows the next."""
    paragraphs = ["Roe said: “We go.", "“We stay.", "“We rest.” Nobody spoke."]
    text = "\n\n".join(paragraphs)
    found = []
    for paragraph in paragraphs:
        start = text.index(paragraph)
        found += pair_marks(text, Span(start, start + len(paragraph)))
    assert [(quotation.span.of(text), quotation.closed) for quotation in found] == [
        ("“We go.", False),
        ("“We stay.", False),
        ("“We rest.”", True),
    ]


def test_nothing_outside_the_paragraph_counts() -> None:
    text = "“a “b” c”"
    assert [quotation.span.of(text) for quotation in pair_marks(text, Span(3, 6))] == ["“b”"]
    assert [quotation.span.of(text) for quotation in pair_marks(text, Span(3, 5))] == ["“b"]
    assert pair_marks(text, Span(4, 5)) == []


MARKED = st.lists(
    st.one_of(
        st.sampled_from(list("\"“”„‟«»‹›「」＂'‘’‚‛`.,!?s6 —(")), st.sampled_from(["``", "''", "Roe", " a ", "\u00a0"])
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(before=MARKED, text=MARKED, after=MARKED)
def test_any_marks(before: str, text: str, after: str) -> None:
    whole, paragraph = before + text + after, Span(len(before), len(before) + len(text))
    quotations = pair_marks(whole, paragraph)
    end = paragraph.start
    for quotation in quotations:
        assert end <= quotation.span.start < quotation.span.end <= paragraph.end
        assert quotation.span.contains(quotation.inner)
        assert quotation.inner.start <= quotation.inner.end
        assert quotation.inner.start > quotation.span.start
        assert (quotation.inner.end < quotation.span.end) == quotation.closed
        end = quotation.span.end
    assert quotations == pair_marks(whole, paragraph)


@settings(max_examples=100, deadline=None)
@given(MARKED)
def test_the_text_around_a_paragraph_makes_no_difference(text: str) -> None:
    alone = [quotation.span.of(text) for quotation in pairs(text)]
    within = "x\n\n" + text + "\n\n“y”"
    found = pair_marks(within, Span(3, 3 + len(text)))
    assert [quotation.span.of(within) for quotation in found] == alone


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "” ", "“a” ", "'", "‘", " 'a", "'a' ", "‘a ", "``", "'' ", '"a. "B', "“a. “", "‘a s’ ", "»", "»a "],
)
def test_thousands_of_marks_take_no_time(unit: str) -> None:
    """No limit is set here, but what takes quadratic time never comes to an end."""
    text = unit * 20_000
    quotations = pairs(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(quotations))
