"""Names: taken apart, compared, shortened."""

from __future__ import annotations

import pytest

from quotes.attribute.lexicon import load_lexicon
from quotes.attribute.names import initials, misspelt, parse_person, plain, same_person

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "given", "family", "gender"),
    [
        ("Mr. Bell", (), "bell", "male"),
        ("Ada M. Bell", ("ada", "m"), "bell", "female"),
        ("Ludwig van der Tarn", ("ludwig",), "tarn", "male"),
        ("Kim Dae Sop", ("dae", "sop"), "kim", None),
        ("Kim Dae-sop", ("dae", "sop"), "kim", None),
        ("Carl Bell Jr.", ("carl",), "bell", "male"),
        ("Ben Tarrow", ("ben",), "tarrow", "male"),
        ("Tarn's", (), "tarn", None),
        ("Van Oosten", (), "oosten", None),
        ("Tarn Jr.", (), "tarn", None),
    ],
)
def test_parts_of_a_name(text: str, given: tuple[str, ...], family: str, gender: str | None) -> None:
    name = parse_person(text, LEXICON)
    assert name is not None
    assert (name.given, name.family, name.gender) == (given, family, gender)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Donald Tarn", "Donald J. Tarn", True),
        ("Bill Tarn", "William Tarn", True),
        ("W. Tarn", "William Tarn", True),
        ("Kim Dae Sop", "Kim Dae-sop", True),
        ("Ada Tarn", "Bill Tarn", False),
        ("Carl Tarn Jr.", "Carl Tarn Sr.", False),
        ("Ada Tarn", "Ada Bell", False),
    ],
)
def test_two_names_of_one_person(one: str, other: str, same: bool) -> None:
    first, second = parse_person(one, LEXICON), parse_person(other, LEXICON)
    assert first is not None
    assert second is not None
    assert same_person(first, second, LEXICON) is same


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("mcallaster", "mcallister", True),
        ("wimes", "wines", True),
        ("bell", "ball", False),
        ("tarrow", "marrow", False),
    ],
)
def test_slips_of_the_pen(one: str, other: str, slip: bool) -> None:
    assert misspelt(one, other) is slip


def test_initials_and_plain_forms() -> None:
    assert initials("Tarnian Central News Agency") == "TCNA"
    assert initials("Ministry of Public Works") == "MPW"
    assert plain("The Tarn Bank’s") == "tarn bank"
