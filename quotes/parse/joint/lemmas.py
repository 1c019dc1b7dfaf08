"""Lemmas as edits: what to do with the letters of a word, learned as one class among a few hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    """Lemmas by dictionary, else by the edit that the network has chosen; each word is worked out once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary.lemmas
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
                lemma = cache[key] = self._known.get(f"{form} {tag}") or apply(self._scripts[script], form)
            lemmas.append(lemma)
        return lemmas
