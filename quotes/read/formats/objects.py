"""JSON: one article as an object, or a list of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quotes.read.decode import decode
from quotes.read.formats.fields import article_from_object
from quotes.read.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.read.article import Article
    from quotes.read.problem import Problem
    from quotes.read.source import Source


def read_objects(source: Source) -> Iterator[Article | Problem]:
    """The articles of a JSON file; one that is wrong in a list doesn't keep the others back."""
    data = source.read(None)  # a list may hold any number of articles
    if not data.strip():
        raise UnreadableError("the file is empty; leave it out or put an article in")
    text, encoding = decode(data)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        yield source.problem(f"not valid JSON: {error.msg} at column {error.colno}", error.lineno)
        return
    except (RecursionError, ValueError) as error:
        raise UnreadableError(f"not valid JSON: {error or 'nested too deep'}") from None
    listed = value if isinstance(value, list) else [value]
    if not listed:
        raise UnreadableError("the list is empty; put an article in")
    for number, item in enumerate(listed, 1):
        default_id = source.id if item is value else f"{source.id}-{number}"
        try:
            yield article_from_object(
                item, default_id=default_id, path=source.path, encoding=encoding, max_chars=source.max_chars
            )
        except UnreadableError as error:
            yield source.problem(str(error) if item is value else f"item {number} of the list: {error}")
