from __future__ import annotations

import json

import pytest

from quotes import Record
from quotes.write import brief, record_writer
from quotes.write.records import table_lines
from records import TEXT, make_record

LONG = "Ana Ruiz said that " + "the old bridge over the river will hold for years " * 6


class Lines(list[str]):
    def write_line(self, line: str) -> None:
        self.append(line)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (make_record(), '[direct] Ana Ruiz (Mayor) — said — "The bridge will hold," — when 2024-03-04'),
        (make_record(speaker=None, when=None), '[direct] ? (Mayor Ana Ruiz) — said — "The bridge will hold,"'),
        (
            make_record(source=None, cue=None, speaker=None, when=None),
            '[direct] ? — (no cue) — "The bridge will hold,"',
        ),
        (
            make_record(
                when=None,
                relayed_by=[{"name": "Radio Tal", "start": 0, "end": 1}],
                speaker=None,
                source=None,
                type="mixed",
            ),
            '[mixed] ? — said — "The bridge will hold," — relayed by Radio Tal',
        ),
    ],
)
def test_brief(record: Record, expected: str) -> None:
    assert brief(record) == expected


def test_brief_cuts_long_words() -> None:
    words = LONG.removeprefix("Ana Ruiz said ").strip()
    record = make_record(LONG, quote=(words,), source="Ana Ruiz", when=None)
    assert brief(record, width=20).endswith("— that the old bridge…")


def test_an_unresolved_date_shows_what_the_article_says() -> None:
    record = make_record(when=("Monday", "2024-03-04"))
    unresolved = record.model_copy(update={"when": record.when.model_copy(update={"date": None})})  # type: ignore[union-attr]
    assert brief(unresolved).endswith("when “Monday”")


def test_jsonl_is_one_object_a_line_that_reads_back() -> None:
    records = [make_record(), make_record(quote=("that it will",), cue="doubts", source="The council", when=None)]
    lines = Lines()
    writer = record_writer("jsonl", lines)
    writer.write(records)
    writer.finish()
    assert [Record.model_validate_json(line) for line in lines] == records
    assert next(iter(json.loads(lines[0]))) == "schema"


def test_table_names_each_article_once() -> None:
    first = [make_record(), make_record(quote=("that it will",), cue="doubts", source="The council", when=None)]
    lines = Lines()
    writer = record_writer("table", lines)
    writer.write(first)
    writer.write([])
    writer.write([make_record(article="harbour")])
    assert lines == []
    writer.finish()
    page = "\n".join(lines)
    assert [line for line in lines if line in ("bridge", "harbour")] == ["bridge", "harbour"]
    assert "2024-03-04" in page
    assert "Ana Ruiz (Mayor)" in page


def test_table_shows_markup_as_it_is() -> None:
    text = TEXT.replace("The bridge will hold", "The [bold]bridge[/x] will hold")
    record = make_record(text, quote=('"The [bold]bridge[/x] will hold,"',))
    assert "[bold]bridge[/x]" in "\n".join(table_lines([[record]]))


def test_no_records_make_no_table() -> None:
    assert table_lines([]) == []
