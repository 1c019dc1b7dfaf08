"""Headlines that give somebody's words behind a colon: "Roe: Bridge must close"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.read.article import BlockKind
from quotes.speech.content import between
from quotes.speech.speech import Cue, Mention, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.speech.scene import Scene


def find_headlines(scene: Scene) -> Iterator[Speech]:
    """What headlines, or the first sentence, have somebody or a document say."""
    for sentence in scene.document.sentences:
        is_title = scene.document.block_of(sentence).kind is BlockKind.TITLE
        if is_title or sentence.index == 0:
            yield from _headline(scene, sentence, is_title=is_title)


def without_parts(quoted: Sequence[Speech], headlines: Sequence[Speech]) -> list[Speech]:
    """Quotations, those left out that are only a part of a headline's: "Roe: 'No Idea' Who It Was"."""
    wholes = {one.cue.head: one.content[-1].end for one in headlines if one.cue is not None}

    def is_part(one: Speech) -> bool:
        return one.cue is not None and one.content[-1].end < wholes.get(one.cue.head, 0) - 1

    return [one for one in quoted if not is_part(one)]


def _headline(scene: Scene, sentence: Sentence, *, is_title: bool) -> Iterator[Speech]:
    tokens = list(scene.document.tokens(sentence))
    colon = next((k for k, t in enumerate(tokens) if t.text == ":"), None)
    if colon is None or not 0 < colon <= _LONGEST_NAME or len(tokens) - colon < _FEWEST:
        return
    names = _names(scene, tokens[:colon])
    if not names or (tokens[-1].text == "." and not is_title and len(tokens) > _LONGEST):
        return
    mark = tokens[colon]
    cue = Cue(scene.span(mark.i, mark.i), mark.i, ":", "speech", "assert")
    source = Mention(scene.span(names[0].i, names[-1].i), names[-1].i)
    content = between(scene, tokens[colon + 1].i, tokens[-1].i + 1)
    if content:
        yield Speech("indirect", content, cue, source, sentence.span, "headline-colon", 0.5)


def _names(scene: Scene, before: Sequence[Token]) -> list[Token]:
    """The words before a colon that name who speaks, where that is all they do: "The minister *at the fair*"."""
    names = [t for t in before if t.text not in {"-", "–", "—"} and not (t.text.isupper() and len(t.text) > _KICKER)]
    where = next((k for k, t in enumerate(names) if t.pos_ == "ADP"), len(names))
    if where < len(names) and not any(t.ent_type_ == "PERSON" for t in names[:where]):
        return []  # "Big Win For Roe: …"
    names = names[:where]
    if not names or not all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "PART"} for t in names):
        return []
    named = any(t.ent_type_ or t.pos_ == "PROPN" for t in names)
    speaks = named or names[-1].lower_ in scene.lexicon.reporting_documents
    return names if speaks and not any(t.ent_type_ in _NOBODY for t in names) else []


_NOBODY = frozenset({"DATE", "MONEY", "PRODUCT", "MISC"})
_LONGEST_NAME = 6  # tokens
_FEWEST = 4  # tokens from the colon on
_LONGEST = 25  # tokens of a first sentence that may be a headline
_KICKER = 6  # letters; a longer word in capitals names a column: "EXCLUSIVE - Roe: …"
