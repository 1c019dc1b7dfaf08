"""Articles made of plain paragraphs."""

from __future__ import annotations

import re

from quotes.read.article import Article, Block, BlockKind
from quotes.span import Span


def plain_article(text: str) -> Article:
    """An article whose lines are all body paragraphs."""
    blocks = tuple(
        Block(Span(match.start(), match.end()).stripped(text), BlockKind.BODY)
        for match in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    return Article(id="test", text=text, blocks=blocks)
