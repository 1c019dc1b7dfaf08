from __future__ import annotations

import os
from pathlib import Path

import pytest

from quotes.write import OutputError, OutputFile


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def stopped(file: OutputFile, by: BaseException, *lines: str) -> None:
    """Write lines into a file that something stops before it is complete."""

    def write() -> None:
        with file:
            for line in lines:
                file.write_line(line)
            raise by

    with pytest.raises(type(by)):
        write()


def test_takes_its_place_only_at_the_end(tmp_path: Path) -> None:
    place = tmp_path / "out.jsonl"
    place.write_text("former")
    with OutputFile(place) as file:
        file.write_line("zürich 🙂")
        file.flush()
        assert place.read_text() == "former"
    assert place.read_bytes() == "zürich 🙂\n".encode()
    assert names(tmp_path) == ["out.jsonl"]


def test_an_error_leaves_the_former_file_and_no_trace(tmp_path: Path) -> None:
    place = tmp_path / "out.jsonl"
    place.write_text("former")
    stopped(OutputFile(place), ZeroDivisionError(), "new")
    assert place.read_text() == "former"
    assert names(tmp_path) == ["out.jsonl"]


def test_ctrl_c_keeps_what_was_done_beside_the_former_file(tmp_path: Path) -> None:
    place = tmp_path / "out.jsonl"
    place.write_text("former")
    file = OutputFile(place)
    stopped(file, KeyboardInterrupt(), "new")
    assert place.read_text() == "former"
    assert file.partial == tmp_path / "out.jsonl.partial"
    assert file.partial.read_text() == "new\n"
    assert names(tmp_path) == ["out.jsonl", "out.jsonl.partial"]


def test_ctrl_c_before_the_first_line_keeps_nothing(tmp_path: Path) -> None:
    file = OutputFile(tmp_path / "out.jsonl")
    stopped(file, KeyboardInterrupt())
    assert file.partial is None
    assert names(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("former")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    with OutputFile(tmp_path / "link.jsonl") as file:
        file.write_line("new")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text() == "new\n"


def test_a_device_is_written_directly() -> None:
    with OutputFile(os.devnull) as file:
        file.write_line("gone")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(("name", "reason"), [("", "is a folder"), ("missing/out.jsonl", "no such folder")])
def test_what_cannot_be_written_is_told_at_once(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=reason) as told:
        OutputFile(tmp_path / name)
    assert "\n" not in str(told.value)
