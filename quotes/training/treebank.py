"""Reading treebanks in CoNLL-U: documents, paragraphs, sentences, with the text that they stand for."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(slots=True)
class Word:
    """A syntactic word; ``head`` counts from 1, 0 is the root; ``token`` tells which surface token it is part of."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int = 0
    end: int = 0
    token: int = 0
    misc: str = ""


@dataclass(slots=True)
class Sentence:
    """A sentence; the offsets of its words count from the start of its paragraph."""

    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its text."""

    text: str
    sentences: list[Sentence]
    document: str


def read_treebank(path: Path, genres: frozenset[str] | None = None) -> Iterator[Paragraph]:
    """The paragraphs of a treebank.

    Args:
        path: A file in CoNLL-U, compressed with gzip.
        genres: Of a treebank whose documents are named CORPUS_genre_title, the genres to keep; None keeps all.
    """
    document, owner, text, fresh = "", "", "", True
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                document, fresh = line.partition("=")[2].strip(), True
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                fresh = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                if fresh and sentences:
                    yield from _kept(Paragraph(text.rstrip(), sentences, owner), genres)
                    text, sentences = "", []
                if fresh:
                    owner = document
                fresh = False
                text, sentence = _placed(rows, text)
                sentences.append(sentence)
                rows = []
    if sentences:
        yield from _kept(Paragraph(text.rstrip(), sentences, owner), genres)


def genre(document: str) -> str:
    """The genre in a name like GUM_news_asylum."""
    parts = document.split("_")
    return parts[1] if len(parts) > 1 else ""


def _kept(paragraph: Paragraph, genres: frozenset[str] | None) -> Iterator[Paragraph]:
    if genres is None or genre(paragraph.document) in genres:
        yield paragraph


def _placed(rows: list[list[str]], text: str) -> tuple[str, Sentence]:
    """The text with a sentence's surface added, and the sentence with its words placed on it."""
    sentence = Sentence()
    inside: tuple[int, int, str] | None = None  # a multi-word token: its last word, where it ends, its misc column
    token = 0
    for row in rows:
        if "." in row[0]:
            continue  # a node of the enhanced graph, without a surface
        if "-" in row[0]:
            inside = (int(row[0].split("-")[1]), len(text) + len(row[1]), row[9])
            first, surface, at, token = int(row[0].split("-")[0]), row[1], len(text), token + 1
            text += row[1]
            continue
        word = Word(row[1], row[2], row[3], row[4], row[5], int(row[6]), row[7], misc=row[9])
        if inside is None:
            token += 1
            word.start, word.end = len(text), len(text) + len(row[1])
            text += row[1]
            space = row[9]
        else:
            last = int(row[0]) == inside[0]
            word.start = at
            word.end = inside[1] if last else min(inside[1] - 1, at + len(row[1]))
            if int(row[0]) == first and not surface.lower().startswith(row[1].lower()):
                word.end = max(at + 1, word.end)
            at = word.end
            space = inside[2] if last else "SpaceAfter=No"
            if last:
                inside = None
        word.token = token
        sentence.words.append(word)
        if "SpaceAfter=No" not in space:
            text += " "
    return text, sentence
