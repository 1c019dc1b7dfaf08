"""Expected and found attributions, from either of their two file formats."""

from __future__ import annotations

import gzip
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Spans = tuple[tuple[int, int], ...]

MARKS = frozenset("\"'`´‘’‚‛“”„‟«»‹›＂")


class EvaluationError(Exception):
    """A file that can't be compared; the message says which, where, and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution, as far as it is compared.

    ``speakers`` are the names that are equally right; empty when nobody is named. ``type`` is None where the file
    doesn't say. ``required`` is False for one that neither counts when found nor when missed.
    """

    article: str
    content: Spans
    cue: Spans
    source: Spans
    type: str | None
    speakers: tuple[str, ...]
    when: str | None
    required: bool
    text: str

    def chars(self, letters: dict[int, str]) -> frozenset[int]:
        """Where its content has characters that are neither white space nor quotation marks nor invisible.

        Args:
            letters: The article's text as far as it is known; an unknown character counts as visible.
        """
        places = (place for start, end in self.content for place in range(start, end))
        return frozenset(place for place in places if _visible(letters.get(place, "x")))


@dataclass(slots=True)
class Collection:
    """The attributions of a file, and what its lines tell of each article's text."""

    items: dict[str, list[Item]]
    letters: dict[str, dict[int, str]]


def load_items(path: str | Path) -> Collection:
    """Read a file of records, or of attribution lists: ``{"id", "text"?, "attributions": [...]}`` a line.

    Raises:
        EvaluationError: The file can't be read, or a line is neither.
    """
    found = Collection({}, {})
    for number, entry in _lines(Path(path)):
        try:
            if "attributions" in entry:
                _add_list(found, entry)
            else:
                _add_record(found, entry)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise EvaluationError(
                f"{path}:{number}: neither a record nor an attribution list ({type(error).__name__}: {error})"
            ) from error
    return found


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with cast("IO[str]", (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8")) as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, json.loads(line)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{path}:{number}: not JSON ({error.msg})") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EvaluationError(f"{path}: can't be read ({reason})") from error


def _add_record(found: Collection, record: dict[str, Any]) -> None:
    article = str(record["article"]["id"])
    letters = found.letters.setdefault(article, {})
    spans = record["quote"]["spans"]
    cue, source = record.get("cue"), record.get("source")
    for span in (*spans, cue, source):
        if span:
            letters.update(enumerate(span["text"], span["start"]))
    found.items.setdefault(article, []).append(
        Item(
            article=article,
            content=_spans([span["start"], span["end"]] for span in spans),
            cue=_spans([[cue["start"], cue["end"]]] if cue else []),
            source=_spans([[source["start"], source["end"]]] if source else []),
            type=record["type"],
            speakers=(record["speaker"]["name"],) if record.get("speaker") else (),
            when=(record.get("when") or {}).get("date"),
            required=True,
            text=" … ".join(span["text"] for span in spans),
        )
    )


def _add_list(found: Collection, entry: dict[str, Any]) -> None:
    article = str(entry["id"])
    text = entry.get("text")
    letters = found.letters.setdefault(article, {})
    if text is not None:
        letters.update(enumerate(text))
    items = found.items.setdefault(article, [])
    for given in entry["attributions"]:
        content = _spans(given["content"])
        names = (given.get("speaker"), *given.get("speaker_alternatives", ()))
        items.append(
            Item(
                article=article,
                content=content,
                cue=_spans(given.get("cue") or []),
                source=_spans(given.get("source") or []),
                type=given.get("type"),
                speakers=tuple(name for name in names if name),
                when=given.get("when"),
                required=given.get("required") is not False,
                text=" … ".join(text[start:end] if text else f"[{start}:{end}]" for start, end in content),
            )
        )


def _spans(pairs: Iterable[Any]) -> Spans:
    return tuple((int(start), int(end)) for start, end in pairs)


def _visible(char: str) -> bool:
    return not (char.isspace() or char in MARKS or unicodedata.category(char) in ("Cf", "Cc"))
