"""The entrance of the room: paths in, articles and problems out, lazily and in order."""

from __future__ import annotations

import dataclasses
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.read.article import Article
from quotes.read.assemble import MAX_CHARS
from quotes.read.formats.json_lines import read_json_lines, read_packed_lines
from quotes.read.formats.objects import read_objects
from quotes.read.formats.plain import read_plain
from quotes.read.formats.sniffed import read_sniffed
from quotes.read.formats.web import read_web
from quotes.read.problem import Problem, UnreadableError
from quotes.read.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    Connector = Callable[[Source], Iterator[Article | Problem]]

CONNECTORS: dict[str, Connector] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_web,
    ".htm": read_web,
    ".json": read_objects,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_packed_lines,
}


def read_articles(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, max_chars: int = MAX_CHARS
) -> Iterator[Article | Problem]:
    """Read every article in files, folders and standard input.

    Args:
        paths: Files, folders (walked recursively in sorted order) and ``-`` for standard input.
        stdin: What ``-`` is read from; the process's own where not given.
        max_chars: A longer article is a problem.

    Yields:
        Articles in the order of the input, ids made unique ("name", "name-2"), and a problem in the place of
        what could not be read. Nothing is opened before it is asked for, and no error ends the run.
    """
    ids = _Ids()
    for path in paths:
        for found in _read_path(path, stdin, max_chars):
            yield ids.unique(found) if isinstance(found, Article) else found


def _read_path(path: str, stdin: BinaryIO | None, max_chars: int) -> Iterator[Article | Problem]:
    if path == "-":
        source = Source("-", stdin if stdin is not None else sys.stdin.buffer, max_chars)
        yield from _guarded(source, read_sniffed)
        return
    try:
        kind = "folder" if Path(path).is_dir() else "file" if Path(path).exists() else "nothing"
    except (OSError, ValueError) as error:
        yield Problem(path, None, _said(error))
        return
    if kind == "nothing":
        yield Problem(path, None, "no such file or folder; check the path")
    elif kind == "folder":
        yield from _read_folder(path, max_chars)
    elif (connector := _connector(path)) is None:
        yield Problem(path, None, f"unknown kind of file; give one of {', '.join(CONNECTORS)}")
    else:
        yield from _read_file(path, connector, max_chars)


def _read_folder(path: str, max_chars: int) -> Iterator[Article | Problem]:
    empty = True
    for found in _walk(path):
        empty = False
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found[0], found[1], max_chars)
    if empty:
        yield Problem(path, None, f"no articles in this folder; it needs files ending in {', '.join(CONNECTORS)}")


def _walk(folder: str) -> Iterator[tuple[str, Connector] | Problem]:
    """The files of known kinds in a folder and those below it; hidden ones and links to folders are passed over."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(folder, None, _said(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif (connector := _connector(entry.name)) is not None and not entry.is_dir():
            yield entry.path, connector


def _read_file(path: str, connector: Connector, max_chars: int) -> Iterator[Article | Problem]:
    try:
        if not Path(path).is_file():
            yield Problem(path, None, "not a regular file; give a file or a folder")
            return
        with Path(path).open("rb") as file:
            yield from _guarded(Source(path, file, max_chars), connector)
    except OSError as error:
        yield Problem(path, None, _said(error))


def _guarded(source: Source, connector: Connector) -> Iterator[Article | Problem]:
    try:
        yield from connector(source)
    except UnreadableError as error:
        yield source.problem(str(error))
    except OSError as error:
        yield source.problem(_said(error))


def _connector(path: str) -> Connector | None:
    name = path.lower()
    # The longest extension first: ".jsonl.gz" is no ".gz".
    for extension in sorted(CONNECTORS, key=len, reverse=True):
        if name.endswith(extension):
            return CONNECTORS[extension]
    return None


def _said(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied; make it readable for you"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read: {reason}"


class _Ids:
    """The ids given so far."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def unique(self, article: Article) -> Article:
        """The article, under another id where its own is taken."""
        base = article.id
        if base not in self._next:
            self._next[base] = 2
            return article
        while (candidate := f"{base}-{self._next[base]}") in self._next:
            self._next[base] += 1
        self._next[base] += 1
        self._next[candidate] = 2
        return dataclasses.replace(article, id=candidate)
