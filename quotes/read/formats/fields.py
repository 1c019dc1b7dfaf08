"""The object that JSON and JSONL give an article as."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from quotes.read.assemble import article_from_text, check_text, parse_published
from quotes.read.problem import UnreadableError

if TYPE_CHECKING:
    from quotes.read.article import Article


def _as_id(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_day(value: Any) -> Any:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"published {value!r} is no ISO date; write it like 2019-12-31")
    return parse_published(value.strip())


class ArticleFields(BaseModel):
    """One article as an object; fields that are not named here are left alone."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str
    id: Annotated[str | None, BeforeValidator(_as_id)] = None
    title: str | None = None
    published: Annotated[datetime.date | None, BeforeValidator(_as_day)] = None
    url: str | None = None
    publisher: str | None = None


def article_from_object(value: Any, *, default_id: str, path: str, encoding: str, max_chars: int) -> Article:
    """Check an object and make the article of it.

    Raises:
        UnreadableError: It isn't one, says which field is wrong.
    """
    if not isinstance(value, dict):
        raise UnreadableError(f'expected an object with "text", found {_kind(value)}')
    try:
        fields = ArticleFields.model_validate(value)
    except ValidationError as error:
        raise UnreadableError("; ".join(_said(one) for one in error.errors())) from None
    check_text(fields.text, max_chars)
    return article_from_text(
        fields.text,
        id=fields.id or default_id,
        published=fields.published,
        title=fields.title,
        url=fields.url,
        publisher=fields.publisher,
        path=path,
        encoding=encoding,
    )


def _said(error: Any) -> str:
    field = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f'the field "{field}" is missing'
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return f'the field "{field}" is {_kind(error["input"])}, not a text'


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
