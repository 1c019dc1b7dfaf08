"""The article texts that the records' offsets refer to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Self

from quotes.write.output import OutputError, OutputFile

if TYPE_CHECKING:
    from types import TracebackType

    from quotes.read import Article


class TextKeeper:
    """Writes each article's text: into one JSONL file, or into a folder, one file a text.

    Args:
        place: A folder (one that is there, or a path that ends in a slash) gets ``<text_sha256>.txt`` for every
            text, byte for byte its UTF-8; anything else is a JSONL file of id, path, text_sha256 and text.

    Raises:
        OutputError: The place can't be written.
    """

    def __init__(self, place: str) -> None:
        self._folder = Path(place) if place.endswith(("/", "\\")) or Path(place).is_dir() else None
        self._file: OutputFile | None = None
        if self._folder is None:
            self._file = OutputFile(place)
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{place}: can't be made ({error.strerror}); choose another folder") from error

    def keep(self, article: Article) -> None:
        """Write one article's text."""
        data = article.text.encode()
        digest = hashlib.sha256(data).hexdigest()
        if self._folder is not None:
            (self._folder / f"{digest}.txt").write_bytes(data)
        elif self._file is not None:
            entry = {"id": article.id, "path": article.path, "text_sha256": digest, "text": article.text}
            self._file.write_line(json.dumps(entry, ensure_ascii=False))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.__exit__(kind, error, trace)
