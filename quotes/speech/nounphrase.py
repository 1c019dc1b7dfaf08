"""How far the noun phrase around a head reaches: apposition included, side clauses not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.speech.frame import after_time, is_time
from quotes.speech.words import words

if TYPE_CHECKING:
    from quotes.parse.plain import PlainDoc, Token

_NOT_IN_PHRASE = frozenset(
    {"parataxis", "discourse", "ccomp", "advcl", "cop", "dislocated", "vocative", "csubj", "nsubj"}
)


def noun_phrase(head: Token, *, stop: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The first and last token of the noun phrase around a head: apposition included, side clauses not.

    Args:
        head: The head noun or pronoun.
        stop: Tokens that the phrase may not reach, such as the cue's.
    """
    members = {head.i}
    _gather(head, members, stop)
    doc = head.doc
    low = high = head.i
    while low - 1 in members or (low > 0 and doc[low - 1].is_space and low - 2 in members):
        low -= 1
    while high + 1 in members or (high + 2 in members and doc[high + 1].is_space):
        high += 1
    low = _with_name_before(doc, low, head, stop)
    low, high = _whole_names(doc, low, high, stop)
    low, high = _trimmed(doc, low, high, head)
    return _whole_words(doc, *_whole_brackets(doc, low, high, stop), stop)


def _with_name_before(doc: PlainDoc, low: int, head: Token, stop: frozenset[int]) -> int:
    """Where the name right before a phrase begins, where the parser hangs it on the phrase's verb: "*Tarn* police"."""
    first = low
    while first > 0 and first - 1 not in stop and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if first == low or not doc[low - 1].whitespace_:
        return low
    top = doc[first]
    bare = top.base in {"obl", "nmod"} and not any(child.base == "case" for child in top.children)
    together = all(doc[i].head.i == first for i in range(first + 1, low))
    return first if bare and together and top.head.i == head.head.i and not is_time(top) else low


def _whole_names(doc: PlainDoc, low: int, high: int, stop: frozenset[int]) -> tuple[int, int]:
    """The phrase with its names in full: the tagger may cut through one that the tree has split."""
    while low > 0 and low - 1 not in stop and doc[low].ent_iob_ == "I":
        low -= 1
    while high + 1 < len(doc) and high + 1 not in stop and _same_name(doc[high], doc[high + 1]):
        high += 1
    return low, high


def _same_name(token: Token, after: Token) -> bool:
    if after.ent_iob_ == "I" and token.ent_type_:
        return True
    return token.pos_ == after.pos_ == "PROPN" and after.ent_iob_ != "B" and after.text[:1].isupper()


def _gather(token: Token, members: set[int], stop: frozenset[int], depth: int = 0) -> None:
    for child in token.children:
        label = child.base
        if child.i in stop or child.i in members or depth > 12:
            continue
        if _says_whom(child, stop):
            members.update(one.i for one in child.subtree)
            continue
        if label in _NOT_IN_PHRASE or (label in {"acl", "conj"} and _opens_side_clause(child)):
            continue
        if label == "case" and child.i < token.i and depth == 0:
            continue
        if label in {"nmod", "obl", "advmod", "appos", "compound"} and child.i > token.i and is_time(child):
            continue  # "North Korea on Thursday urged": when it was said is not who said it
        if label == "nmod" and depth == 0 and child.i > token.i and _opens_aside(child):
            continue
        members.add(child.i)
        _gather(child, members, stop, depth + 1)


def _opens_aside(token: Token) -> bool:
    """Whether a phrase says where or when somebody spoke: "The bank, *in its report*, warned", "*in a letter*"."""
    left = next((one for one in token.subtree if not one.is_punct), token)
    dash = left.i > 1 and left.nbor(-1).text in _DASHES and bool(left.nbor(-2).whitespace_)
    if dash and left.pos_ == "ADP":  # "Roe - on the radio - said"
        return True
    bare = left.lower_ == "in" and token.lemma_.lower() in _WRITTEN and token.head.base in {"nsubj", "conj"}
    return bare or (left.i > 0 and left.nbor(-1).text == "," and left.lower_ in _PLACING)


_WRITTEN = words("written")
_PLACING = frozenset({"in", "on", "during", "after", "before", "amid"})


def _opens_side_clause(token: Token) -> bool:
    """Whether a clause is set off with a comma or is a relative one: "Roe, who left, …"."""
    if token.dep_ == "acl:relcl":
        return True
    if token.base == "conj":
        return token.pos_ in {"VERB", "AUX"}
    left = next(iter(token.subtree), token)
    return left.i > 0 and left.nbor(-1).text == ","


def _says_whom(clause: Token, stop: frozenset[int]) -> bool:
    """Whether a relative clause says whom a pronoun means at all: "those *who stayed*"."""
    if clause.base != "acl" or clause.head.lower_ not in _INDEFINITE:
        return False
    opening = clause.doc[clause.first]
    behind = opening.i == clause.head.i + 1 and not opening.is_punct
    return behind and not any(token.i in stop for token in clause.subtree)


_INDEFINITE = words("indefinite")
_CLOSING = frozenset({"”", "’", "''", '"', "'"})
_DASHES = frozenset({"-", "--", "–", "—"})
_EDGES = frozenset({",", ";", ":", "-", "--", "–", "—", "(", "/", "."})


def _trimmed(doc: PlainDoc, low: int, high: int, head: Token) -> tuple[int, int]:
    for i in range(low + 1, head.i):
        credit = doc[i].text in _DASHES and doc[i - 1].whitespace_ and doc[i].whitespace_  # "MARPRESS - Kestria urged"
        titled = doc[i].text in _CLOSING and doc[i - 1].text == "," and doc[i].whitespace_  # 'on “New Day,” Roe said'
        if credit or (titled and not doc[i - 1].whitespace_):
            low = i + 1
    while low < head.i and (doc[low].is_space or doc[low].text in _EDGES or doc[low].pos_ in {"CCONJ", "SCONJ", "ADP"}):
        low += 1
    while high > head.i and (doc[high].is_space or doc[high].text in _EDGES):
        if doc[high].text == "." and doc[high - 1].text.lower().rstrip(".") in {"jr", "sr", "inc", "corp", "co", "ltd"}:
            break
        high -= 1
    return behind_time(doc, low, head.i), high


def behind_time(doc: PlainDoc, low: int, high: int) -> int:
    """Where a name begins behind the day that runs into it: "last Thursday | Mayor Ada Roe"; else ``low``."""
    start = after_time(doc, low, high)
    dated = start > low and doc[start - 1].ent_type_ == "DATE" and doc[low].pos_ != "DET"
    return start if dated and doc[start].text[:1].isupper() else low


def _whole_brackets(doc: PlainDoc, low: int, high: int, stop: frozenset[int]) -> tuple[int, int]:
    """The phrase with both of its brackets: "the *Harbour Police Board (HPB*) chief", "*Yo Creo (I Believe* You)"."""
    marks = [doc[i].text for i in range(low, high + 1)]
    if marks.count("(") > marks.count(")"):
        close = next((i for i in range(high + 1, min(len(doc), high + _LONGEST_ASIDE)) if doc[i].text == ")"), None)
        if close is not None and not stop.intersection(range(high + 1, close + 1)):
            high = close
    elif marks.count(")") > marks.count("("):
        opening = next((i for i in range(low - 1, max(-1, low - _LONGEST_ASIDE), -1) if doc[i].text == "("), None)
        if opening is not None and not stop.intersection(range(opening, low)):
            low = opening
            while low and low - 1 not in stop and (doc[low - 1].pos_ in _NAMING or doc[low - 1].lower_ == "of"):
                low -= 1
    return low, high


def _whole_words(doc: PlainDoc, low: int, high: int, stop: frozenset[int]) -> tuple[int, int]:
    """The phrase with the first half of a word at its start, "*Director*-General Roe"; no article left at its end."""
    while low > 1 and doc[low - 1].text == "-" and not (doc[low - 1].whitespace_ or doc[low - 2].whitespace_):
        if stop.intersection((low - 1, low - 2)):
            break
        low -= 2
    while high > low and (doc[high].pos_ == "DET" or doc[high].text == ",") and doc[high].base != "nsubj":
        high -= 1
    return low, high


_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
_LONGEST_ASIDE = 9  # tokens
