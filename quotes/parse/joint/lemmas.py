"""Lemmas as edits: what to do with the letters of a word, learned as one class among a few hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quotes.parse.joint.vocabulary import Vocabulary

KEEP = "lower|0|"


def edit(form: str, lemma: str) -> str:
    """The edit that makes a lemma of a form: a letter case, how many letters to cut at the end, and what to add.

    Notes:
        The classes follow the edit scripts of UDPipe 2 (Straka, 2018), without edits at the front of a word.
    """
    if lemma == form.lower():
        return KEEP
    if lemma == form:
        return "same|0|"
    case, base = ("same", form) if any(c.isupper() for c in lemma) else ("lower", form.lower())
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 or (common < 2 and len(base) - common > 3):
        return "whole|0|" + lemma
    return f"{case}|{len(base) - common}|{lemma[common:]}"


def apply(script: str, form: str) -> str:
    """The lemma that an edit makes of a form."""
    case, cut, ending = script.split("|", 2)
    if case == "whole":
        return ending
    base = form if case == "same" else form.lower()
    size = int(cut)
    if size >= len(base):  # an edit learned from longer words: nothing would be left
        return base
    return (base[:-size] if size else base) + ending


class Lemmatizer:
    """Lemmas by dictionary, else by the edit that the network has chosen; each word is worked out once.

    Args:
        vocabulary: The dictionary and the edits.
        words: Words of English, in lower case: a lemma that is none of them gives way to one that is.
    """

    def __init__(self, vocabulary: Vocabulary, words: Collection[str] = ()) -> None:
        self._known = vocabulary.lemmas
        self._words = words
        self._scripts = vocabulary.lemma
        self._cache: dict[tuple[str, str, int], str] = {}

    def of(self, forms: list[str], pos: list[str], scripts: list[int]) -> list[str]:
        """The lemmas of words, given their parts of speech and the edits chosen."""
        cache = self._cache
        if len(cache) > 400_000:  # a long run over many articles must not grow without bound
            cache.clear()
        lemmas = []
        for key in zip(forms, pos, scripts, strict=True):
            lemma = cache.get(key)
            if lemma is None:
                form, tag, script = key
                lemma = cache[key] = self._lemma(form, tag, script)
            lemmas.append(lemma)
        return lemmas

    def _lemma(self, form: str, pos: str, script: int) -> str:
        if pos in {"PUNCT", "SYM"}:
            return form
        known = self._known.get(f"{form} {pos}")
        if known is not None:
            return known
        lemma = apply(self._scripts[script], form)
        if pos in _CLOSED and form != "I":
            return lemma.lower()
        if lemma in self._words or lemma not in {*_stems(form.lower())} or pos not in {"VERB", "NOUN", "AUX"}:
            return lemma
        return next((stem for stem in _stems(form.lower()) if stem in self._words), lemma)


_CLOSED = frozenset({"PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART"})
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ing", ""),
    ("ed", "e"),
    ("ing", "e"),
    ("es", "e"),
)


def _stems(form: str) -> Iterator[str]:
    """What a regular form of a verb or noun may be the form of."""
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form.removesuffix(ending)
            yield stem + instead
            if not instead and stem[-1] == stem[-2]:
                yield stem[:-1]
