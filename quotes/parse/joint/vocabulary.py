"""What the network's numbers stand for: the classes of each head, and the word pieces of the encoder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.parse.joint.atoms import SHAPES, shape

if TYPE_CHECKING:
    from pathlib import Path

# What an atom is: it goes on with a word, begins a word of the same token, begins a token, begins a sentence.
INSIDE, WORD, TOKEN, SENTENCE = range(4)
UNSPACED, SPACED = 1, 1 + len(SHAPES)  # rows of the shape embedding; row 0 is for padding and the window's own pieces
MOST_PIECES = 6  # of one atom: what follows in a longer run tells nothing


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of every head, and where writing that the treebanks take for two words is cut."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    entity: list[str]
    splits: dict[str, tuple[int, ...]] = field(default_factory=dict)
    lemmas: dict[str, str] = field(default_factory=dict)  # "form UPOS" -> lemma, where there is no doubt

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read it from JSON."""
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        data["splits"] = {chars: tuple(places) for chars, places in data["splits"].items()}
        return cls(**data)


class Pieces:
    """Word pieces of atoms, each atom looked up once."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.first, self.last, self.mask, self._unknown = map(self._special, ("[CLS]", "[SEP]", "[MASK]", "[UNK]"))
        self.size: int = self._tokenizer.get_vocab_size()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    @property
    def words(self) -> frozenset[str]:
        """The pieces that are words of several letters by themselves."""
        return frozenset(piece for piece in self._tokenizer.get_vocab() if len(piece) > 2 and piece.isalpha())

    def _special(self, piece: str) -> int:
        index: int | None = self._tokenizer.token_to_id(piece)
        if index is None:
            raise ValueError(f"the word pieces lack {piece}")
        return index

    def of(self, atom: str) -> tuple[tuple[int, ...], int]:
        """The piece indices of an atom, and the index of its shape."""
        found = self._known.get(atom)
        if found is None:
            ids = self._tokenizer.encode(atom[:100], add_special_tokens=False).ids[:MOST_PIECES]
            found = self._known[atom] = (tuple(ids) or (self._unknown,), shape(atom))
            if len(self._known) > 400_000:  # a long run over many articles must not grow without bound
                self._known.clear()
        return found
