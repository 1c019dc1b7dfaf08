"""Where sources and cues begin and end, to the character."""

from __future__ import annotations

import pytest

from plain_articles import plain_article
from quotes.parse import Parser
from quotes.speech import find_speech

# text: (source, cue)
EDGES = {
    "Though Hong Kong police said he had crossed the border, his family left.": ("Hong Kong police", "said"),
    "On Monday police said he had crossed the border.": ("police", "said"),
    "Al-Qabas daily reported that it was late.": ("Al-Qabas", "reported"),
    "The mayor daily reported that it was late.": ("The mayor", "daily reported"),
    "“It is bad,” says this slow-spoken man.": ("this slow-spoken man", "says"),
    "“It is good,” said Rene Gomez, general manager of the Tarn Coffee Institute.": (
        "Rene Gomez, general manager of the Tarn Coffee Institute",
        "said",
    ),
    "“It is good,” said Rene Gomez, eager for more.": ("Rene Gomez", "said"),
}


@pytest.mark.parametrize("text", EDGES)
def test_edges(parser: Parser, text: str) -> None:
    (document,) = parser.parse([plain_article(text)])
    (found,) = find_speech(document, proposals=())
    assert found.source is not None
    assert found.cue is not None
    assert (found.source.span.of(text), found.cue.span.of(text)) == EDGES[text]
