"""Which texts the models learn from and are measured on, and why these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.training.entities import TaggedSentence, read_entities
from quotes.training.treebank import Paragraph, read_treebank

if TYPE_CHECKING:
    from pathlib import Path

# GUM's own list of licences names these genres with licences that allow any use (CC BY, CC BY-SA). Left out are those
# for non-commercial use (essay, fiction, letter, podcast, whow), the one that may not be changed (conversation), and
# those that the list doesn't name (speech, textbook, vlog).
FREE_GENRES = frozenset({"academic", "bio", "court", "interview", "news", "voyage"})
NEWS_GENRES = frozenset({"news", "interview"})  # of GUM's development part: what the program reads


@dataclass(frozen=True, slots=True)
class Corpora:
    """The folder with the corpora, and what is read from it."""

    folder: Path

    def trees(self) -> list[Paragraph]:
        """What the parser, tagger, lemmatizer and the boundaries are learned from."""
        ewt = read_treebank(self.folder / "ud/ewt-train.conllu.gz")
        return [*ewt, *read_treebank(self.folder / "ud/gum-train.conllu.gz", FREE_GENRES)]

    def entities(self) -> list[TaggedSentence]:
        """What the entity tagger is learned from."""
        return list(read_entities(self.folder / "ner/worldwide-train.tsv.gz"))

    def held_out(self) -> dict[str, list[Paragraph]]:
        """Development parts of the treebanks, by name."""
        gum = self.folder / "ud/gum-dev.conllu.gz"
        return {
            "EWT": list(read_treebank(self.folder / "ud/ewt-dev.conllu.gz")),
            "GUM news and interview": list(read_treebank(gum, NEWS_GENRES)),
        }

    def held_out_entities(self) -> list[TaggedSentence]:
        """The development part of the entity corpus."""
        return list(read_entities(self.folder / "ner/worldwide-dev.tsv.gz"))

    def missing(self) -> list[Path]:
        """The files that aren't there."""
        names = ("ud/ewt-train", "ud/ewt-dev", "ud/gum-train", "ud/gum-dev")
        files = [self.folder / f"{name}.conllu.gz" for name in names]
        files += [self.folder / f"ner/worldwide-{part}.tsv.gz" for part in ("train", "dev")]
        return [file for file in files if not file.is_file()]
