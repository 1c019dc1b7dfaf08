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
    "“It is good,” said Rene Gomez, an analyst at Western Securities in Tarn.": (
        "Rene Gomez, an analyst at Western Securities in Tarn",
        "said",
    ),
    "“It is good,” said Rene Gomez, an analyst, in Tarn.": ("Rene Gomez, an analyst", "said"),
    "“It is good,” said Rene Gomez, senior adviser to the Committee for a Responsible Budget.": (
        "Rene Gomez, senior adviser to the Committee for a Responsible Budget",
        "said",
    ),
    "“It is good,” said Rene Gomez, Bell's in-state director.": ("Rene Gomez, Bell's in-state director", "said"),
    "“It is good,” said Rene Gomez, the president of the United Chamber of Commerce.": (
        "Rene Gomez, the president of the United Chamber of Commerce",
        "said",
    ),
    "“It is good,” said Rene Gomez, a strategist on Bell's 2008 campaign.": (
        "Rene Gomez, a strategist on Bell's 2008 campaign",
        "said",
    ),
    "“It is good,” said a source involved in the deal.": ("a source involved in the deal", "said"),
    "“It is good,” pointed out Rene Gomez.": ("Rene Gomez", "pointed out"),
}


@pytest.mark.parametrize("text", EDGES)
def test_edges(parser: Parser, text: str) -> None:
    (document,) = parser.parse([plain_article(text)])
    (found,) = find_speech(document, proposals=())
    assert found.source is not None
    assert found.cue is not None
    assert (found.source.span.of(text), found.cue.span.of(text)) == EDGES[text]
