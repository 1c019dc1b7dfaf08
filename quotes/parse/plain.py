"""A spaCy ``Doc`` read out into plain objects.

spaCy looks every attribute of a token up anew, and makes a new object whenever a token is asked for; the rules ask
millions of times. So the ``Doc`` is read out once, column by column. The names stay spaCy's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_STRINGS: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_NUMBERS: list[int | str] = ["ENT_IOB", "SPACY", "SENT_START", "IS_SPACE", "IS_ALPHA", "IS_PUNCT", "LIKE_NUM", "HEAD"]
_PLACES = ("", "I", "O", "B")


class Token:
    """A word, a mark or white space, with spaCy's attributes of it.

    ``base`` is the universal part of its dependency label: "nsubj" for "nsubj:pass". Two tokens are equal if they are
    the same.
    """

    __slots__ = (
        "_subtree",
        "base",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(
        self,
        doc: PlainDoc,
        i: int,
        idx: int,
        strings: tuple[str, str, str, str, str, str, str],
        numbers: tuple[int, int, int, int, int, int, int],
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = strings
        place, spaced, begins, space, alpha, punctuation, number = numbers
        self.base = self.dep_.partition(":")[0] if ":" in self.dep_ else self.dep_
        self.ent_iob_ = _PLACES[place]
        self.whitespace_ = " " if spaced else ""
        self.is_sent_start = begins == 1
        self.is_space = space == 1
        self.is_alpha = alpha == 1
        self.is_punct = punctuation == 1
        self.like_num = number == 1
        self.head: Token = self
        self.children: tuple[Token, ...] = ()
        self._subtree: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def morph(self) -> str:
        """Its features, in the form of Universal Dependencies."""
        return str(self.doc.source[self.i].morph)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """What hangs on it on the left, each with its own, then the token, then what hangs on it on the right."""
        if self._subtree is None:
            found: list[Token] = []
            after = False
            for child in self.children:
                if child.i > self.i and not after:
                    found.append(self)
                    after = True
                found += child.subtree
            if not after:
                found.append(self)
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def lineage(self) -> Iterator[Token]:
        """Itself, then its ancestors."""
        yield self
        yield from self.ancestors

    @property
    def first(self) -> int:
        """The place of the first word or mark of what hangs on it, its own if that is the first."""
        return next((token.i for token in self.subtree if not token.is_space), self.i)

    def nbor(self, by: int = 1) -> Token:
        """The token that stands so many places behind it, before it for a negative number.

        Raises:
            IndexError: There is none.
        """
        if self.i + by < 0:
            raise IndexError(by)
        return self.doc[self.i + by]


class PlainDoc(tuple[Token, ...]):
    """The tokens of an article, in order; a slice of it is a tuple of tokens.

    ``starts`` and ``ends`` are the tokens' offsets, ``source`` is the ``Doc`` they were read from.
    """

    source: Doc
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, source: Doc) -> PlainDoc:
        """Read a ``Doc`` out."""
        names = source.to_array(_STRINGS)
        known = {number: source.vocab.strings[int(number)] for number in set(names.ravel().tolist())}
        strings = [list(map(known.__getitem__, column)) for column in names.T.tolist()]
        *numbers, heads = source.to_array(_NUMBERS).view("int64").T.tolist()
        widths = [len(text) + spaced for text, spaced in zip(strings[0], numbers[1], strict=True)]
        starts = list(accumulate(widths, initial=0))[:-1]
        # a tuple can't be filled later, and each token holds it: so the tokens learn which it is once it is there
        blank: PlainDoc = cls()
        places = range(len(source))
        doc = cls(
            map(Token, [blank] * len(source), places, starts, zip(*strings, strict=True), zip(*numbers, strict=True))
        )
        children: dict[int, list[Token]] = {}
        for i, token, head in zip(places, doc, heads, strict=True):
            token.doc = doc
            if head:
                token.head = doc[i + head]
                children.setdefault(i + head, []).append(token)
        for i, own in children.items():
            doc[i].children = tuple(own)
        doc.source = source
        doc.starts = starts
        doc.ends = [start + len(text) for start, text in zip(starts, strings[0], strict=True)]
        return doc

    @cached_property
    def ents(self) -> tuple[PlainSpan, ...]:
        """The tagger's entities, in order."""
        return tuple(PlainSpan(self, entity.start, entity.end, entity.label_) for entity in self.source.ents)

    @cached_property
    def entity_starts(self) -> list[int]:
        """The tokens that the entities begin with."""
        return [entity.start for entity in self.ents]

    def word(self, first: int, end: int) -> Token | None:
        """The first word or mark of the tokens ``[first, end)``, if any is one."""
        return next((self[i] for i in range(first, min(end, len(self))) if not self[i].is_space), None)

    def touched(self, start: int, end: int) -> PlainSpan | None:
        """The tokens that share a character with ``[start, end)`` of the text; None where that isn't in the text."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        return PlainSpan(self, first + (start == self.ends[first]), last + 1)

    def within(self, start: int, end: int) -> PlainSpan | None:
        """The tokens that lie wholly in ``[start, end)`` of the text; None where there are none."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        first += self.starts[first] < start
        last -= end < self.ends[last]
        return PlainSpan(self, first, last + 1) if first <= last else None

    def _at(self, offset: int) -> int | None:
        """The token that holds an offset, or stands before the space there."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] + len(self[i].whitespace_) else None


class PlainSpan:
    """Some tokens of an article in a row: ``[start, end)``; ``label_`` is what kind of entity they are, if one."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: PlainDoc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return max(0, self.end - self.start)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __getitem__(self, i: int) -> Token:
        return self.doc[self.start : self.end][i]

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self.doc.starts[self.start]

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        return self.doc.ends[self.end - 1]

    @property
    def text(self) -> str:
        """What stands there."""
        return "".join(token.text + token.whitespace_ for token in self)[: self.end_char - self.start_char]

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of several; bare marks and white space come last."""
        tokens = self.doc[self.start : self.end]
        above = next((token for token in tokens if token.head is token), None)
        if above is not None:
            return above
        tops = [token for token in tokens if not self.start <= token.head.i < self.end]
        return tops[0] if len(tops) == 1 else min(tops, key=_depth, default=self.doc[self.start])

    @property
    def ents(self) -> list[PlainSpan]:
        """The entities that lie wholly in it."""
        entities, starts = self.doc.ents, self.doc.entity_starts
        among = entities[bisect_left(starts, self.start) : bisect_left(starts, self.end)]
        return [entity for entity in among if entity.end <= self.end]


def _depth(token: Token) -> int:
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc)
    return sum(1 for _ in token.ancestors)
