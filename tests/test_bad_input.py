"""Texts that nobody would write but everybody gets: each is read to its end, and every offset holds."""

from __future__ import annotations

from typing import Any

import pytest

from quotes import Extractor
from quotes.extractor import Extraction

SENTENCE = "“The bridge will hold,” Mayor Ana Ruiz said on Monday. "

TEXTS = {
    "carriage returns": SENTENCE.replace(". ", ".\r\n\r\n") * 3,
    "old Mac line ends": SENTENCE.replace(". ", ".\r") * 3,
    "byte-order mark inside": "\ufeff" + SENTENCE,
    "no sentence at all": "— … * * * —",
    "one word": "Bridge",
    "one mark": "“",
    "thousands of marks": SENTENCE + '"' * 1001 + " ' " * 300 + "“" * 400 + "»" * 400,
    "marks that never close": "“" + SENTENCE + "\n\n" + SENTENCE,
    "emoji and astral letters": SENTENCE + "“🙂👩‍👩‍👧 𝒲e wait 🚧,” said 𝐁𝐨 Lind 🇸🇪. " + SENTENCE,
    "right to left": SENTENCE + "\u202bقال العمدة: «الجسر سيصمد»\u202c. " + "“שלום,” said Bo Lind. " + SENTENCE,
    "control characters": SENTENCE.replace(" ", " \x07\x1b[31m\x00", 2) + SENTENCE,
    "invisible characters": SENTENCE.replace("bridge", "brid\u200bge\u00ad").replace("Ana Ruiz", "Ana\u00a0Ruiz\u2060"),
    "combining accents": SENTENCE.replace("Ana Ruiz", "Ana Rui\u0301z\u0308\u0323\u0301\u0302" + "\u0301" * 50),
    "one very long word": SENTENCE + "a" * 2_000 + " " + SENTENCE,
    "only white space between": (SENTENCE + " " * 5000 + "\n" * 500) * 2,
    "no space anywhere": SENTENCE.replace(" ", "") * 5,
    "another language": "«Мост выдержит», — сказала мэр Ана Руис. 「橋は持つ」と市長は言った。",
    "capitals": SENTENCE.upper() * 3,
    "markup": "<p>" + SENTENCE + "</p>&quot;The bridge&quot;, said Ruiz. {{quote|x}} [[Ana Ruiz]] " + SENTENCE,
}


@pytest.fixture(scope="module")
def extractions(extractor: Extractor) -> dict[str, Extraction]:
    articles = [{"id": name, "text": text, "published": "2024-03-06"} for name, text in TEXTS.items()]
    return {extraction.article.id: extraction for extraction in extractor.stream(articles)}


@pytest.mark.parametrize("name", TEXTS)
def test_read_to_the_end_with_every_offset_right(name: str, extractions: dict[str, Extraction]) -> None:
    extraction = extractions[name]
    assert extraction.problem is None
    assert extraction.article.text == TEXTS[name]
    for record in extraction.records:
        check_offsets(TEXTS[name], record.model_dump())


def check_offsets(text: str, part: Any) -> None:
    if isinstance(part, dict):
        if "start" in part:
            assert 0 <= part["start"] <= part["end"] <= len(text)
            assert part.get("text", text[part["start"] : part["end"]]) == text[part["start"] : part["end"]]
        for value in part.values():
            check_offsets(text, value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            check_offsets(text, value)


@pytest.mark.parametrize(
    "name",
    [
        "carriage returns",
        "byte-order mark inside",
        "marks that never close",
        "emoji and astral letters",
        "right to left",
    ],
)
def test_what_is_odd_hides_no_speech(name: str, extractions: dict[str, Extraction]) -> None:
    """The plain sentence beside the oddity is found all the same."""
    found = {record.speaker.name for record in extractions[name].records if record.speaker is not None}
    assert "Ana Ruiz" in found
