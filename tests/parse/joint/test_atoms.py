"""Text into atoms: what is cut where, that nothing is lost, and how atoms are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parse.joint.atoms import LONGEST_RUN, SHAPES, cut, join_runs, shape

SPLITS = {"cannot": (3,), "gonna": (3,), "whaddya": (3, 4)}


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("The ferry sank.", "The ferry sank ."),
        ("didn't", "did n't"),
        ("DIDN'T go", "DID N'T go"),
        ("n't", "n't"),
        ("don'ts", "don ' ts"),  # no clitic: letters follow
        ("Vell's", "Vell 's"),
        ("they'll we've I'd you're I'm", "they 'll we 've I 'd you 're I 'm"),
        ("'Tis 'em", "' Tis ' em"),
        ("rock'n'roll", "rock ' n ' roll"),
        ("B2B 3.5m", "B 2 B 3 . 5 m"),
        ("snake_case", "snake _ case"),
        ("U.S.", "U . S ."),
        ("“Why?!”", "“ Why ? ! ”"),
        ("cannot", "can not"),
        ("Cannot CANNOT cannots", "Can not CAN NOT cannots"),
        ("whaddya", "wha d dya"),
        ("Müller żółw Привет", "Müller żółw Привет"),
        ("one\u00a0two\tthree\nfour", "one two three four"),
        ("a\u200bb\x00c", "a \u200b b \x00 c"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_cutting(text: str, atoms: str) -> None:
    assert " ".join(cut(text, SPLITS).texts) == atoms


def test_blanks_and_offsets() -> None:
    atoms = cut(" I  cannot go.", SPLITS)
    assert atoms.texts == ["I", "can", "not", "go", "."]
    assert atoms.starts == [1, 4, 7, 11, 13]
    assert atoms.spaced == [True, True, False, True, False]


def test_a_text_begins_as_behind_a_blank() -> None:
    assert cut("One", {}).spaced == cut("cannot", SPLITS).spaced[:1] == [True]


ODD = st.lists(
    st.one_of(
        st.text(max_size=6), st.sampled_from(["cannot", "Gonna", "n't", "'s", "’", "İ", "ß", "½", "²", "_", "🙂"])
    )
).map("".join)


@given(ODD)
def test_every_character_that_is_not_blank_is_in_exactly_one_atom(text: str) -> None:
    atoms = cut(text, SPLITS)
    taken = [
        i for start, chars in zip(atoms.starts, atoms.texts, strict=True) for i in range(start, start + len(chars))
    ]
    assert taken == [i for i, char in enumerate(text) if not char.isspace()]
    for chars, start, spaced in zip(*atoms, strict=True):
        assert text[start : start + len(chars)] == chars
        assert spaced == (start == 0 or text[start - 1].isspace())
        assert 0 <= shape(chars) < len(SHAPES)


ADDRESS = "https://example.org/" + "path/to/" * 30 + "page"


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        (f"See {ADDRESS} now.", ["See", ADDRESS, "now", "."]),
        (f"See (\u201c{ADDRESS}\u201d).", ["See", "(", "“", ADDRESS, "”", ")", "."]),
        ("a " + "-" * 500, ["a", "-" * 500]),
        ("." * 500 + " b", ["." * 497, ".", ".", ".", "b"]),
        ("see https://example.org", ["see", "https", ":", "/", "/", "example", ".", "org"]),
        ("a-" * (LONGEST_RUN // 2), ["a", "-"] * (LONGEST_RUN // 2)),
        ("a-" * (LONGEST_RUN // 2) + "b", ["a-" * (LONGEST_RUN // 2) + "b"]),
        ("", []),
    ],
)
def test_very_long_runs_are_one_atom(text: str, atoms: list[str]) -> None:
    found = join_runs(cut(text, {}))
    assert found.texts == atoms
    assert len(found.starts) == len(found.spaced) == len(atoms)
    for chars, start, spaced in zip(*found, strict=True):
        assert text[start : start + len(chars)] == chars
        assert spaced == (start == 0 or text[start - 1].isspace())


@pytest.mark.parametrize(
    ("chars", "name"),
    [
        (".", "mark"), ("“", "mark"), ("_", "mark"), ("🙂", "mark"), ("'s", "mark"),
        ("7", "digits"), ("2024", "digits"),
        ("ferry", "lower"), ("ß", "lower"), ("كتاب", "lower"),  # no case is as good as small letters
        ("Ferry", "Capital"), ("Éa", "Capital"),
        ("A", "C"), ("É", "C"),
        ("NATO", "UPPER"), ("US", "UPPER"),
        ("McNeill", "miXed"), ("iPhone", "miXed"), ("NGOs", "miXed"),
    ],
)  # fmt: skip
def test_shapes(chars: str, name: str) -> None:
    assert SHAPES[shape(chars)] == name
