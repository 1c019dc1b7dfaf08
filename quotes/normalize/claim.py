"""What was said, as a sentence that stands on its own, in the words that were written."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quotes.normalize.tables import table, words
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quotes.attribute.attribution import Attribution, Reference
    from quotes.parse.document import Document
    from quotes.parse.plain import Token
    from quotes.speech.speech import Speech, Stance


def claim_text(document: Document, speech: Speech, filled: Mapping[Span, str] | None = None) -> str:
    """The content as a sentence: no outer marks and no complementizer, with a capital and a full stop.

    Args:
        document: The parse of the article.
        speech: What was said; a split quotation is put together again without what stood between.
        filled: Stretches of the content, and what is to be written in their place.
    """
    pieces = [_piece(document, span, filled or {}) for span in speech.content]
    opened = _opening(document, speech.content[0], pieces[0])
    if len(pieces) > 1 and _CONDITION.match(opened):  # "If it rains, … that the fair will close"
        pieces[1] = _opening(document, speech.content[1], pieces[1])
        opened = f"{opened},"
    pieces = [opened, *pieces[1:]]
    if speech.type == "direct":
        pieces = [_bare(piece) for piece in pieces]
    joined = _joined(document, speech.content, pieces)
    return _sentence(_unmarked(joined))


def resolved_text(document: Document, attribution: Attribution) -> str | None:
    """The claim with the references filled in that are sure; None where there are none or it wouldn't read well."""
    speech = attribution.speech
    inside = [ref for ref in attribution.references if any(span.contains(ref.span) for span in speech.content)]
    if not inside or _first_person_left(document, speech, inside) or not _says_something(document, speech):
        return None
    plain = claim_text(document, speech)
    filled: dict[Span, str] = {}
    named: set[str] = set()
    for reference in sorted(inside, key=lambda reference: reference.span):
        token = _token_at(document, reference.span)
        if token is None or (_third_person(token) and (reference.name in plain or reference.name in named)):
            continue  # once named, "he" and "her own" read better as they are
        written = _in_place(token, reference)
        if written is None:
            return None
        filled[reference.span] = written
        named.add(reference.name)
    text = claim_text(document, speech, filled)
    return text if text != plain else None


def _says_something(document: Document, speech: Speech) -> bool:
    """Whether content is a clause with its subject, or quoted: "to cooperate with him" is nothing that is claimed."""
    if speech.type != "indirect":
        return True
    own = {token.i: token for span in speech.content for token in document.plain.touched(span.start, span.end) or ()}
    tops = (token for token in own.values() if token.head.i not in own or token.head.i == token.i)
    return any(child.i in own and child.base in _SUBJECTS for token in tops for child in token.children)


_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})


def claim_stance(speech: Speech, text: str) -> Stance:
    """The cue's stance; a question put in so many words asks, unless the cue says more than that it was said."""
    stance: Stance = speech.cue.stance if speech.cue else "assert"
    if stance in ("assert", "doubt") and speech.type == "direct" and text.endswith("?"):
        return "ask"
    return stance


def _piece(document: Document, span: Span, filled: Mapping[Span, str]) -> str:
    """One span of the content, references filled in, on one line, the marks that reopen paragraphs left out."""
    text, at, parts = document.text, span.start, []
    for place in sorted(filled):
        if span.contains(place) and place.start >= at:
            parts += [text[at : place.start], filled[place]]
            at = place.end
    parts.append(text[at : span.end])
    paragraphs = re.split(r"\s*\n\s*", "".join(parts).strip())
    opener = _opener(paragraphs[0])
    if opener and len(paragraphs) > 1:
        paragraphs[1:] = [paragraph.removeprefix(opener) for paragraph in paragraphs[1:]]
    return re.sub(r"\s+", " ", " ".join(paragraphs)).strip()


def _opener(text: str) -> str:
    """The mark that a stretch opens with; empty where there is none."""
    return next((opening for opening, _ in _pairs() if text.startswith(opening)), "")


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((opening, closing) for opening, closing in table("claims")["marks"]["pairs"])


def _opening(document: Document, span: Span, piece: str) -> str:
    """The first piece without a "that" that only ties it to the cue."""
    match = re.match(r"that\b,?\s*", piece, re.IGNORECASE)
    token = _token_at(document, Span(span.start, span.start + 4)) if match else None
    if match is None or token is None:
        return piece
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    ties = token.dep_ == "mark" or token.pos_ == "SCONJ"
    if ties or (after is not None and after.pos_ in {"DET", "PRON", "PROPN"}):
        return piece[match.end() :]
    return piece


_CONDITION = re.compile(r"(?:if|unless)\b", re.IGNORECASE)


def _joined(document: Document, spans: Sequence[Span], pieces: Sequence[str]) -> str:
    """The pieces of a split quotation as one, with the comma or full stop that the cue stood in for."""
    whole = _inner(pieces[0]) if len(pieces) > 1 else pieces[0]
    for number in range(1, len(pieces)):
        between = document.text[spans[number - 1].end : spans[number].start].strip()
        piece = _inner(pieces[number])
        if whole and piece:
            whole = _bridge(whole, between, piece, _first_word(document, spans[number]))
        whole = whole or piece
    return whole


def _first_word(document: Document, span: Span) -> Token | None:
    phrase = document.plain.touched(span.start, span.end)
    return next((token for token in phrase or () if not (token.is_punct or token.is_space)), None)


def _bare(piece: str) -> str:
    """A piece of a quotation that is nothing else, without the marks at its two edges, even of different styles."""
    if piece[:1] in _SINGLE and piece[-1:] in _SINGLE:
        return piece[1:-1].strip()
    for opening, _ in _pairs():
        if piece.startswith(opening) and opening not in _SINGLE:
            piece = piece[len(opening) :]
            break
    for opening, closing in _pairs():
        inner = piece[: -len(closing)]
        if piece.endswith(closing) and closing not in _SINGLE and inner.count(opening) <= inner.count(closing):
            return inner.strip()
    return piece.strip()


def _inner(piece: str) -> str:
    """A piece of a split quotation without the marks around it."""
    for opening, closing in _pairs():
        if piece.startswith(opening) and piece.endswith(closing) and len(piece) > len(opening):
            return piece[len(opening) : -len(closing)].strip()
    return piece


def _bridge(whole: str, between: str, piece: str, first: Token | None) -> str:
    """Two pieces with what belongs between them.

    A comma before the cue may only be there for the cue: it goes where the second piece begins with the verb or a
    preposition, as in "“Peace,” she said, “is impossible.”", and stays elsewhere.
    """
    whole = re.sub(r",([”\"’'»]+)$", r"\1", whole) if piece[:1].isupper() else whole
    ended = whole.endswith((".", "!", "?", "…"))
    comma = whole.endswith(",")
    whole = whole.rstrip(",").rstrip()
    if piece[:1].isupper() and (ended or between.endswith((".", "!", "?"))):
        return f"{whole} {piece}" if ended else f"{whole}. {piece}"
    runs_on = first is not None and first.pos_ in {"VERB", "AUX", "ADP", "PART"}
    return f"{whole}, {piece}" if comma and not runs_on else f"{whole} {piece}"


def _unmarked(text: str) -> str:
    """Without the marks around the whole, and without one at an edge that has lost its partner."""
    for opening, closing in _pairs():
        inner = text[len(opening) : len(text) - len(closing)]
        if text.startswith(opening) and text.endswith(closing) and inner and closing not in inner.strip("’'"):
            return inner.strip()
    return _without_widows(text)


def _without_widows(text: str) -> str:
    """Without a mark at an edge that has no partner inside."""
    openers, closers = words("claims", "marks.opening"), words("claims", "marks.closing")
    more = sum(map(text.count, openers)) - sum(map(text.count, closers))
    odd = text.count('"') % 2 == 1
    if text[:1] in closers or (more > 0 and text[:1] in openers) or (odd and text[:1] == '"'):
        text = text[1:]
    elif (more < 0 and text[-1:] in closers) or (odd and text[-1:] == '"'):
        text = text[:-1]
    return text.strip()


def _sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip().rstrip(",;:—–-").rstrip()
    text = re.sub(r"[,;:]([”\"’'»]+)$", r"\1", text)
    letter = next((i for i, char in enumerate(text) if char.isalnum()), None)
    if letter is not None and text[letter].islower() and not text[letter + 1 : letter + 2].isupper():
        text = text[:letter] + text[letter].upper() + text[letter + 1 :]
    ended = re.search(r"[.?!…][”\"’'»)\]]*$", text)
    return text if ended or not text else text + "."


def _token_at(document: Document, span: Span) -> Token | None:
    phrase = document.plain.touched(span.start, span.end)
    return phrase.root if phrase is not None else None


def _first_person_left(document: Document, speech: Speech, inside: Sequence[Reference]) -> bool:
    """Whether an "I" or "we" stays beside references that are filled in: then the sentence mixes two voices."""
    covered = [reference.span for reference in inside]
    for span in speech.content:
        phrase = document.plain.touched(span.start, span.end)
        for token in phrase or ():
            own = Span(token.idx, token.idx + len(token))
            if token.lower_ in words("claims", "pronouns.first") and not any(c.contains(own) for c in covered):
                return True
    return False


def _third_person(token: Token) -> bool:
    return token.lower_ not in words("claims", "pronouns.first")


def _in_place(token: Token, reference: Reference) -> str | None:
    """What is written for a pronoun or a short name; None where it would not read as English."""
    low = token.lower_
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.text[0] in "'’" and after.tag_ != "POS" and not token.whitespace_:
        return None  # "I'm", "she'd"
    possessive = low in words("claims", "pronouns.possessive")
    if low == "her" and (token.dep_ in {"obj", "iobj", "obl", "nsubj"} or token.head.i < token.i):
        possessive = False
    if possessive:
        return reference.name + ("'" if reference.name.endswith("s") else "'s")
    if low in words("claims", "pronouns.plain"):
        return None if _disagrees(token) else reference.name
    if low in words("claims", "pronouns.reflexive") or low in words("claims", "pronouns.independent"):
        return None
    return reference.name if token.pos_ == "PROPN" else None


def _disagrees(token: Token) -> bool:
    """Whether the verb agrees with "I", "we" or "they" and would clash with a name: "I am", "they want"."""
    if token.lower_ not in {"i", "we", "they", "you"}:
        return False
    verb = token.head
    finite = [verb, *(child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"})]
    after = token.nbor(1) if token.i + 1 < len(token.doc) else verb
    return any(other.lower_ in words("claims", "agreement.forms") or other.tag_ == "VBP" for other in [*finite, after])


_SINGLE = {"'", "‘", "’"}  # also apostrophes, and the marks of a quotation in a quotation
