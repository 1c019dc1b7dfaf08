"""Measuring a package from raw text, with the scorers that Stanza brings."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.parse.arithmetic import Arithmetic
from quotes.parse.entity_tags import bioes
from quotes.parse.models import load_engine
from quotes.training.treebank import genre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quotes.parse.analysis import Analysis
    from quotes.training.entities import TaggedSentence
    from quotes.training.treebank import Paragraph

MEASURES = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")


@dataclass(frozen=True, slots=True)
class Row:
    """The scores on one set of texts, F1 in per cent, in the order of ``MEASURES``."""

    name: str
    words: int
    scores: tuple[float, ...]


def measure_trees(
    models: Path, parts: dict[str, list[Paragraph]], arithmetic: Arithmetic = Arithmetic.AUTO
) -> list[Row]:
    """Scores of the parse stage from raw text, by treebank, and by genre where a treebank has several.

    Args:
        models: The package to measure.
        parts: Annotated paragraphs, by the treebank's name.
        arithmetic: In which numbers the network computes.
    """
    analyse = load_engine(models, arithmetic).analyse
    rows = []
    for name, paragraphs in parts.items():
        rows.append(_measure(name, paragraphs, analyse))
        genres = sorted({genre(p.document) for p in paragraphs} - {""}) if name.startswith("GUM") else []
        rows += [_measure(f"GUM {own}", [p for p in paragraphs if genre(p.document) == own], analyse) for own in genres]
    return rows


def _measure(name: str, paragraphs: list[Paragraph], analyse: Callable[[list[str]], list[list[Analysis]]]) -> Row:
    from stanza.models.common.utils import ud_scores

    from quotes.parse.parser import analysis_copy

    found = analyse([analysis_copy(p.text) for p in paragraphs])
    with tempfile.TemporaryDirectory() as folder:
        gold, system = Path(folder) / "gold.conllu", Path(folder) / "system.conllu"
        gold.write_text("".join(line for p in paragraphs for line in _annotated(p)), encoding="utf-8")
        lines = (line for p, of in zip(paragraphs, found, strict=True) for line in _analysed(p.text, of))
        system.write_text("".join(lines), encoding="utf-8")
        scores = ud_scores(str(gold), str(system))
    words = sum(len(sentence.words) for p in paragraphs for sentence in p.sentences)
    return Row(name, words, tuple(100 * scores[measure].f1 for measure in MEASURES))


def _annotated(paragraph: Paragraph) -> Iterator[str]:
    for sentence in paragraph.sentences:
        rows = [(w.form, w.lemma, w.upos, w.xpos, w.feats, w.head, w.deprel, w.token) for w in sentence.words]
        surface = {w.token: (min(o.start for o in sentence.words if o.token == w.token),
                             max(o.end for o in sentence.words if o.token == w.token))
                   for w in sentence.words}  # fmt: skip
        yield from _conllu(rows, {token: paragraph.text[low:high] for token, (low, high) in surface.items()})


def _analysed(text: str, sentences: list[Analysis]) -> Iterator[str]:
    for a in sentences:
        tokens = list(itertools.accumulate(not joined for joined in a.joined))
        rows = [
            (text[low:high], lemma, pos, tag, feats or "_", 0 if head == i else head + 1, dep, token)
            for i, (low, high, lemma, pos, tag, feats, head, dep, token) in enumerate(
                zip(a.starts, a.ends, a.lemmas, a.pos, a.tags, a.morphs, a.heads, a.deps, tokens, strict=True)
            )
        ]
        surface: dict[int, tuple[int, int]] = {}
        for low, high, token in zip(a.starts, a.ends, tokens, strict=True):
            surface[token] = (surface.get(token, (low, high))[0], high)
        yield from _conllu(rows, {token: text[low:high] for token, (low, high) in surface.items()})


_Row = tuple[str, str, str, str, str, int, str, int]


def _conllu(rows: list[_Row], surface: dict[int, str]) -> Iterator[str]:
    sizes: dict[int, int] = {}
    for *_, token in rows:
        sizes[token] = sizes.get(token, 0) + 1
    told: set[int] = set()
    for number, (form, lemma, upos, xpos, feats, head, deprel, token) in enumerate(rows, 1):
        if sizes[token] > 1 and token not in told:
            told.add(token)
            yield f"{number}-{number + sizes[token] - 1}\t{_plain(surface[token])}" + "\t_" * 8 + "\n"
        columns = (number, _plain(form), lemma, upos, xpos or "_", feats, head, deprel, "_", "_")
        yield "\t".join(map(str, columns)) + "\n"
    yield "\n"


def _plain(form: str) -> str:
    return "".join(form.split()) or "_"


def measure_entities(
    models: Path, sentences: list[TaggedSentence], kinds: Iterable[str | None], arithmetic: Arithmetic = Arithmetic.AUTO
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in per cent of entities from raw text, by kind; None stands for all.

    A found entity counts as right where it covers just the tokens of an annotated one, and its type is right.
    """
    from stanza.models.ner.scorer import score_by_entity

    engine = load_engine(models, arithmetic)
    from quotes.parse.parser import analysis_copy
    from quotes.tables import read_table

    own = read_table("quotes.parse", "entity_types")["types"]
    found = engine.analyse([analysis_copy(s.text) for s in sentences])
    truth = [[_renamed(tag, own) for tag in s.tags] for s in sentences]
    guess = [_tags(s, of) for s, of in zip(sentences, found, strict=True)]
    scores = {}
    for kind in kinds:
        name = own[kind] if kind else None
        first, second = ([bioes([t if name in {None, t[2:]} else "O" for t in seq]) for seq in side]
                         for side in (guess, truth))  # fmt: skip
        precision, recall, f1, _ = score_by_entity(first, second, verbose=False)
        scores[kind or "all"] = (100 * precision, 100 * recall, 100 * f1)
    return scores


def _renamed(tag: str, own: dict[str, str]) -> str:
    return tag[:2] + own[tag[2:]] if tag != "O" else "O"


def _tags(sentence: TaggedSentence, analyses: list[Analysis]) -> list[str]:
    """BIO tags of the corpus's tokens, of the entities found in the text."""
    entities: list[tuple[int, int, str]] = []
    for a in analyses:
        for low, high, tag in zip(a.starts, a.ends, a.entities, strict=True):
            if tag.startswith("B-"):
                entities.append((low, high, tag[2:]))
            elif tag.startswith("I-") and entities:
                entities[-1] = (entities[-1][0], high, tag[2:])
    tags = ["O"] * len(sentence.spans)
    for low, high, kind in entities:
        inside = [i for i, (start, end) in enumerate(sentence.spans) if start < high and end > low]
        for place, i in enumerate(inside):
            tags[i] = ("I-" if place else "B-") + kind
    return tags
