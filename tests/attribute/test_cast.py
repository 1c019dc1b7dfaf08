"""Names gathered into people and organizations."""

from __future__ import annotations

import pytest

from plain_articles import plain_article
from quotes.attribute.cast import Cast, build_cast
from quotes.attribute.genders import tell_genders
from quotes.attribute.lexicon import load_lexicon
from quotes.attribute.mentions import find_mentions
from quotes.attribute.page import Page
from quotes.attribute.titles import describe, main_title
from quotes.parse import Parser

# text: {mention as written: the entity's name, or None where it could be two people's}
CASES: dict[str, dict[str, str | None]] = {
    "Ada Bell met Carl Bell on Monday. Mrs. Bell was late, but Mr. Bell was later.": {
        "Mrs. Bell": "Ada Bell",
        "Mr. Bell": "Carl Bell",
    },
    "Ada Bell and Eva Bell bought a boat. Bell named it.": {"Bell": None},
    "The Tarnian Harbour Authority (THA) closed the pier. The THA gave no reason.": {
        "THA": "Tarnian Harbour Authority"
    },
    "The Federal Harbour Bureau was silent. The Harbour Bureau is small.": {"Harbour Bureau": "Federal Harbour Bureau"},
    "Orvane Thermal PLC grew. Shares in Orvane rose by half.": {"Orvane": "Orvane Thermal PLC"},
    "The US left the talks. The United States will return.": {"US": "United States"},
    "Nora McAllister won the race. Ms. McAllaster was pleased.": {"Ms. McAllaster": "Nora McAllister"},
    "“We sold it,” said Nora Wimes, a trader in Vorn. On Monday Wines closed the shop.": {"Wines": "Nora Wimes"},
    "The Tarnian Association against Floods (TAAF) met. The TAAF was calm.": {
        "TAAF": "Tarnian Association against Floods"
    },
    "The Zonder Relief Fund paid. The Fund has money.": {"Fund": "Zonder Relief Fund"},
    "Vera Tarn won the seat. The hall was full. Paul Tarn led the cheers. The harbour was calm, and Tarn waved. "
    "Tarn told the hall that she was glad. Tarn said she would stay.": {"Tarn": "Vera Tarn"},
    "Michelle Tarn spoke first. Mr. Tarn spoke last. Tarn was cheered.": {"Mr. Tarn": "Tarn"},
}


@pytest.fixture(scope="module")
def casts(parser: Parser) -> list[tuple[Page, Cast]]:
    lexicon = load_lexicon()
    pages = [Page(document) for document in parser.parse([plain_article(text) for text in CASES])]
    return [(page, build_cast(page, lexicon, find_mentions(page, lexicon))) for page in pages]


@pytest.mark.parametrize("number", range(len(CASES)), ids=list(CASES))
def test_who_a_name_is(number: int, casts: list[tuple[Page, Cast]]) -> None:
    page, cast = casts[number]
    for written, expected in list(CASES.values())[number].items():
        word = written.split()[-1] if "." in written else written
        honorific = written.split(".")[0].lower() if word != written else None
        found = [
            entity.name if entity else None
            for mention, entity in zip(cast.mentions, cast.of, strict=True)
            if mention.text(page) == word and mention.honorific == honorific
        ]
        assert set(found) == {expected}, written


def test_an_office_is_no_name(parser: Parser) -> None:
    text = "The Opposition Leader was absent, and so were the Managing Director and Omar Tell."
    (document,) = parser.parse([plain_article(text)])
    page = Page(document)
    assert [mention.text(page) for mention in find_mentions(page, load_lexicon())] == ["Omar Tell"]


TITLES = {
    "Harbour Ministry spokesman Omar Tell said so.": ("Omar Tell", "Harbour Ministry spokesman", "Harbour Ministry"),
    "Greta Holm, the mayor of Tarn, said so.": ("Greta Holm", "mayor of Tarn", None),
    "Minister of Health Dr Ada Frome said so.": ("Ada Frome", "Minister of Health", None),
    "Chief Judge of the Federal High Court Ada Bell said so.": (
        "Ada Bell",
        "Chief Judge of the Federal High Court",
        None,
    ),
    "Sen. Ada Bell (R-Texas) said so.": ("Ada Bell", "Sen.", "R-Texas"),
    "Treasury Secretary Paul Stone said so.": ("Paul Stone", "Treasury Secretary", None),
    "The board ignored a warning from its own treasurer, Ada Bell.": ("Ada Bell", "treasurer", None),
    "The strike began when the mayor, Omar Tell, left.": ("Omar Tell", "mayor", None),
    "Ada Frome, the trade, energy and industrial policy secretary, stopped it.": (
        "Ada Frome",
        "trade, energy and industrial policy secretary",
        None,
    ),
    "Tarn Public Relations Officer, Omar Tell said so.": ("Omar Tell", "Tarn Public Relations Officer", None),
    "The rules of the Governor of the Tarn Central Bank (TCB), Dr. Omar Tell and others were strict.": (
        "Omar Tell",
        "Governor of the Tarn Central Bank",
        "Tarn Central Bank",
    ),
    "Minister Frome left. Ada Frome, the Minister of Community Work, was late.": (
        "Ada Frome",
        "Minister of Community Work",
        None,
    ),
    "Eng. Omar Tell, director at Wadek Press, left.": ("Omar Tell", "director at Wadek Press", "Wadek Press"),
    "Ex-President Paul Stone left.": ("Paul Stone", "Ex-President", None),
    "It is true of Ada Frome, just go and ask President Stone.": ("Ada Frome", None, None),
    "Omar Tell, reportedly the richest man in Tarn, left.": ("Omar Tell", None, None),
    "Omar Tell, now the mayor of Tarn, left.": ("Omar Tell", "mayor of Tarn", None),
    "He came with his daughter Ada Frome.": ("Ada Frome", None, None),
    "She met her Tarnish counterpart, Omar Tell.": ("Omar Tell", None, None),
    "Secretary for Culture, Sports and Work Ada Frome left. Sports Tarn grew.": (
        "Ada Frome",
        "Secretary for Culture, Sports and Work",
        None,
    ),
    "Omar Tell, leader of the Tarn Confederation of Harbour Workers Organization, left. Harbour Workers Organization "
    "members cheered.": ("Omar Tell", "leader of the Tarn Confederation of Harbour Workers Organization", None),
    "It was good, said Omar Tell, general manager of the Tarn Coffee Institute (TCI).": (
        "Omar Tell",
        "general manager of the Tarn Coffee Institute",
        "Tarn Coffee Institute",
    ),
    "The Tarn Harbour Office (THO) left. It was late, said THO director, Omar Tell.": (
        "Omar Tell",
        "THO director",
        "THO",
    ),
    "The Tarn Harbour Office (THO) left, said THO leaders, Omar Tell behind them.": ("Omar Tell", None, None),
    "The Harbour Fund gave more, and the Harbour Fund's director Omar Tell signed.": (
        "Omar Tell",
        "director",
        "Harbour Fund",
    ),
    "Ada Frome of the Harbour Traders Union left.": ("Ada Frome", None, "Harbour Traders Union"),
    "Ada Frome, from the Harbour Traders Union, left.": ("Ada Frome", None, "Harbour Traders Union"),
    "Ada Frome, acting chairwoman and founder of the Harbour Union (HU), left.": (
        "Ada Frome",
        "acting chairwoman and founder of the Harbour Union",
        "Harbour Union",
    ),
    "The motion names the secretary Jon Bell, Mr Omar Tell and others.": ("Omar Tell", None, None),
    "The Crown objected. Crown Prince Omar Tell left.": ("Omar Tell", "Crown Prince", None),
    "Sen. Omar Tell (I-Vt.) left.": ("Omar Tell", "Sen.", "I-Vt."),
    "Last Thursday Leader of the Opposition Omar Tell left.": ("Omar Tell", "Leader of the Opposition", None),
    "Vice President Omar Tell spoke to Vice News. Vice is new.": ("Omar Tell", "Vice President", None),
    "Businessman and founder of Tarn Holdings, Omar Tell, left.": (
        "Omar Tell",
        "Businessman and founder of Tarn Holdings",
        "Tarn Holdings",
    ),
    "Omar Tell, editor in chief of Tarn.com, left.": ("Omar Tell", "editor in chief of Tarn.com", "Tarn.com"),
    "Ada Bell, the well smart and educated lady, left.": ("Ada Bell", None, None),
    "Harbour Trust's Ada Bell left.": ("Ada Bell", None, "Harbour Trust"),
    "Tarnia's Ada Bell left.": ("Ada Bell", None, None),
    "President of Tarnia Jon Roe met his counterpart, Ada Bell, on Friday.": ("Ada Bell", None, None),
    "Minister of Health Jon Roe sacked his deputy, Ada Bell.": ("Ada Bell", "deputy", None),
    "Doctor, Ada Bell said, was the only job.": ("Ada Bell", None, None),
    "Ada Bell, a surgical resident at Tarn Hospital, left.": (
        "Ada Bell",
        "surgical resident at Tarn Hospital",
        "Tarn Hospital",
    ),
    "Ada Bell, the first lady, left.": ("Ada Bell", "first lady", None),
    "Mrs Ada Bell, the Registrar of Companies, left.": ("Ada Bell", "Registrar of Companies", None),
}


@pytest.mark.parametrize("text", TITLES)
def test_titles_and_affiliations(parser: Parser, text: str) -> None:
    lexicon, expected = load_lexicon(), TITLES[text]
    (document,) = parser.parse([plain_article(text)])
    page = Page(document)
    cast = build_cast(page, lexicon, find_mentions(page, lexicon))
    describe(page, lexicon, cast)
    (person,) = [entity for entity in cast.entities if entity.name == expected[0]]
    assert (person.name, main_title(person, lexicon), person.affiliation) == expected


GENDERS: dict[str, dict[str, str | None]] = {
    "Tamsel Duarn sold her house. She left.": {"Tamsel Duarn": "female"},
    "Tamsel Duarn sold her house.": {"Tamsel Duarn": None},
    "Tamsel Duarn sold her house. Duarn met Jorin Katt, who lost his keys.": {"Tamsel Duarn": None, "Jorin Katt": None},
    "Tamsel Duarn sold her house. Duarn lost his keys.": {"Tamsel Duarn": None},
    "“She sold her house,” Tamsel Duarn said. “She left,” Duarn said.": {"Tamsel Duarn": None},
    "Tamsel Duarn came. He sang. Duarn left. He was tired.": {"Tamsel Duarn": "male"},
}


@pytest.mark.parametrize("text", GENDERS)
def test_pronouns_beside_a_name_tell_its_gender(parser: Parser, text: str) -> None:
    lexicon = load_lexicon()
    (document,) = parser.parse([plain_article(text)])
    page = Page(document)
    cast = build_cast(page, lexicon, find_mentions(page, lexicon))
    tell_genders(page, cast)
    assert {entity.name: entity.gender for entity in cast.entities if entity.kind == "person"} == GENDERS[text]


# text: {name as written: the kind and whether a place of all its mentions}
KINDS: dict[str, dict[str, tuple[str, bool]]] = {
    "Ovaria's navy left on Friday. Ovaria rejected the demand, and so did Olena Marsh.": {
        "Ovaria": ("organization", True),
        "Olena Marsh": ("person", False),
    },
    "Dana Quorrin led the talks. Quorrin's government fell, and Quorrin's army went home.": {
        "Quorrin": ("person", False)
    },
    "Mr. Hallam won. Hallam's soldiers cheered in the square.": {"Hallam": ("person", False)},
}


def test_kinds_of_names(parser: Parser) -> None:
    lexicon = load_lexicon()
    for document, expected in zip(parser.parse([plain_article(text) for text in KINDS]), KINDS.values(), strict=True):
        page = Page(document)
        cast = build_cast(page, lexicon, find_mentions(page, lexicon))
        for written, kind in expected.items():
            entities = [
                entity
                for mention, entity in zip(cast.mentions, cast.of, strict=True)
                if mention.text(page) == written and entity is not None
            ]
            assert {(entity.kind, entity.place) for entity in entities} == {kind}, (written, document.text)
