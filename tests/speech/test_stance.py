"""What one verb means with one kind of content and with another."""

from __future__ import annotations

import pytest

from plain_articles import plain_article
from quotes.parse import Parser
from quotes.speech import find_speech

STANCES = {
    "The voters agreed that it was late.": "assert",
    "“It is late,” the mayor agreed.": "assert",
    "The mayor agreed to meet them.": "promise",
    "The voters agreed with the mayor.": "praise",
    "The mayor questioned the strike.": "doubt",
    "The mayor questioned whether it would work.": "doubt",
    "Ada Bell questioned Jon Roe about the fire.": "ask",
    "The mayor asked whether it would work.": "ask",
    "The mayor asked Ada Roe to leave.": "demand",
}


@pytest.mark.parametrize("text", STANCES)
def test_stance(parser: Parser, text: str) -> None:
    (document,) = parser.parse([plain_article(text)])
    (found,) = find_speech(document, proposals=())
    assert found.cue is not None
    assert found.cue.stance == STANCES[text]
