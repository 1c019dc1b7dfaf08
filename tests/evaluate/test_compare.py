from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes import Record
from quotes.evaluate import Comparison, EvaluationError, compare, diff_lines, load_items, report_lines
from records import TEXT, make_record

HOLD = make_record()
DOUBT = make_record(
    quote=("that it will",), cue="doubts", source="The council", speaker="council", when=None, type="indirect"
)


def saved(path: Path, lines: list[Record | dict[str, Any]]) -> Path:
    path.write_text(
        "".join((line.to_json() if isinstance(line, Record) else json.dumps(line)) + "\n" for line in lines)
    )
    return path


def compared(tmp_path: Path, gold: list[Any], found: list[Any]) -> Comparison:
    return compare(load_items(saved(tmp_path / "gold", gold)), load_items(saved(tmp_path / "found", found)))


def test_the_same_records_are_all_right(tmp_path: Path) -> None:
    result = compared(tmp_path, [HOLD, DOUBT], [HOLD, DOUBT])
    assert (len(result.pairs), result.missing, result.extra) == (2, [], [])
    report = "\n".join(report_lines(result))
    assert report.count("100.0 %") == 5
    assert list(diff_lines(result)) == []


def test_missing_and_extra(tmp_path: Path) -> None:
    result = compared(tmp_path, [HOLD], [DOUBT])
    assert [len(part) for part in (result.pairs, result.missing, result.extra)] == [0, 1, 1]
    assert list(diff_lines(result)) == [
        "bridge:",
        '  - [direct] Ana Ruiz — "The bridge will hold,"',
        "  + [indirect] council — that it will",
    ]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"speaker": "Bo Lind"}, "speaker: Ana Ruiz → Bo Lind"),
        ({"speaker": None}, "speaker: Ana Ruiz → nobody"),
        ({"when": ("Monday", "2024-03-11")}, "when: 2024-03-04 → 2024-03-11"),
        ({"when": None}, "when: 2024-03-04 → no date"),
        ({"type": "mixed"}, "type: direct → mixed"),
        ({"cue": "doubts"}, "cue: "),
        ({"source": None}, "source: "),
        ({"quote": ("The bridge will",)}, 'words: "The bridge will hold," → The bridge will'),
    ],
)
def test_a_change_is_shown(changes: dict[str, Any], wrong: str, tmp_path: Path) -> None:
    result = compared(tmp_path, [HOLD], [make_record(**changes)])
    lines = list(diff_lines(result))
    assert lines[1] == '  ~ [direct] Ana Ruiz — "The bridge will hold,"'
    assert len(lines) == 3
    assert wrong in lines[2]


@pytest.mark.parametrize(
    ("quote", "pairs"),
    [
        (("The bridge",), 1),  # 9 of the 17 visible characters
        (("bridge",), 0),
        (("will hold",), 0),
    ],
)
def test_half_of_the_characters_make_a_pair(quote: tuple[str, ...], pairs: int, tmp_path: Path) -> None:
    assert len(compared(tmp_path, [HOLD], [make_record(quote=quote)]).pairs) == pairs


def test_marks_and_spaces_do_not_count(tmp_path: Path) -> None:
    """Over attribution lists, too, whose file holds the text only once."""
    listed = {"id": "bridge", "attributions": [{"source": [], "cue": [[38, 42]], "content": [[1, 22]]}]}
    result = compared(tmp_path, [listed | {"text": TEXT}], [HOLD])
    assert len(result.pairs) == 1
    (pair,) = result.pairs
    assert (pair.cue_right, pair.source_right, pair.speaker_right) == (True, False, False)


def test_optional_ones_do_not_count_either_way(tmp_path: Path) -> None:
    start, end = HOLD.quote.spans[0].start, HOLD.quote.spans[0].end
    optional = {"content": [[start, end]], "cue": [], "source": [], "required": False}
    gold = [{"id": "bridge", "text": TEXT, "attributions": [optional]}]
    for found in ([HOLD], []):
        result = compared(tmp_path, gold, found)
        assert [len(part) for part in (result.pairs, result.missing, result.extra)] == [0, 0, 0]


def test_other_names_for_the_speaker_are_as_right(tmp_path: Path) -> None:
    given = {"content": [[0, 23]], "cue": [[38, 42]], "source": [[24, 38]], "speaker": "the mayor"}
    for alternatives, right in (([], False), (["Ana  Ruiz"], True)):
        gold = [{"id": "bridge", "text": TEXT, "attributions": [given | {"speaker_alternatives": alternatives}]}]
        (pair,) = compared(tmp_path, gold, [HOLD]).pairs
        assert pair.speaker_right is right


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", ":1: not JSON"),
        ('{"id": "a"}', ":1: neither a record nor"),
        ("[]", ":1: neither a record nor"),
        (b"\xff\xfe", "can't be read"),
    ],
)
def test_a_file_that_cannot_be_compared(content: str | bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(EvaluationError, match=reason):
        load_items(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="No such file"):
        load_items(tmp_path / "missing.jsonl")
