"""Attributions set off with commas: "…, Roe said", "five years ago, he said, …", "…, as the judge put it, …"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE
from quotes.speech.content import behind_full_stop, between, past_connective
from quotes.speech.expression import cue_of, expression
from quotes.speech.frame import phrase_head
from quotes.speech.speech import Mention, Speech
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.span import Span
    from quotes.speech.cues import Meaning
    from quotes.speech.scene import Scene

_SEPARATORS = frozenset({",", "—", "–", "--", ";"})
_NOT_OPENING = words("opens_no_aside")
_LONGEST = 16  # tokens in an aside: room for a title and an office


@dataclass(frozen=True, slots=True)
class _Aside:
    verb: Token
    source: tuple[int, int, Token]
    meaning: Meaning


def find_asides(scene: Scene, sentence: Sentence) -> Iterator[Speech]:
    """Speech whose attribution stands in or behind it, set off with commas.

    Segments are told by their words, not by the tree: the parser attaches them in too many ways.
    """
    if not any(_is_cue(scene, token) for token in scene.document.tokens(sentence)):
        return
    segments = _with_appositions(scene, _segments(scene, sentence))
    for k, segment in enumerate(segments):
        aside = _aside(scene, segment) if k or _opens_with_as(segment) else None
        if aside is None:
            continue
        around = _in_brackets(segments, k)
        left, right = _left(scene, sentence, around, k), _right(scene, around, k)
        if _words(scene, left) + _words(scene, right) < 3 or (not right and not _states(scene, sentence, segment)):
            continue
        whole = expression(scene, aside.verb)
        low, high, head = aside.source
        yield Speech(
            "indirect",
            (*left, *right),
            cue_of(scene, whole, aside.meaning),
            Mention(scene.span(low, high), head.i),
            sentence.span,
            "parenthetical",
            0.5,
        )


def _opens_with_as(segment: Sequence[Token]) -> bool:
    """Whether a segment may be an aside in front: "As the Courier reported, …"."""
    return bool(segment) and segment[0].lower_ == "as"


def _segments(scene: Scene, sentence: Sentence) -> list[list[Token]]:
    """The words of the sentence between its commas and dashes, those inside quotation marks left alone."""
    segments: list[list[Token]] = [[]]
    for token in scene.document.tokens(sentence):
        quotation = scene.quoted[token.i]
        if token.text in _SEPARATORS and (quotation is None or token.idx >= quotation.inner.end - 1):
            segments.append([])
        elif quotation is not None and token.idx >= quotation.inner.end and not any(c.isalnum() for c in token.text):
            continue
        else:
            segments[-1].append(token)
    return segments


def _with_appositions(scene: Scene, segments: list[list[Token]]) -> list[list[Token]]:
    """The segments with a name in apposition joined to its cue: "…, his lawyer, | Ada Sorge, | argued"."""
    joined: list[list[Token]] = []
    for segment in segments:
        words = [t for t in segment if t.text not in {".", "?", "!"}]
        bare = bool(words) and _is_cue(scene, words[0]) and is_circumstance(words[1:], words[0])
        if bare and len(joined) > 2 and all(_names(part) for part in joined[-2:]):
            name = joined.pop()
            joined[-1] = [*joined[-1], *name, *segment]
        else:
            joined.append(segment)
    return joined


def _names(segment: Sequence[Token]) -> bool:
    """Whether a segment is a noun phrase by itself: a role, or a name in apposition to it."""
    opens = bool(segment) and (
        segment[0].pos_ in {"DET", "PRON", "PROPN", "NOUN", "ADJ"} or segment[0].text[:1].isupper()
    )
    return (
        opens
        and len(segment) <= 8
        and _nominals(segment)
        and not any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in segment)
    )


def _aside(scene: Scene, segment: Sequence[Token]) -> _Aside | None:
    """The cue and source of a segment that holds nothing else."""
    tokens = _core(scene, segment)
    verb = next((t for t in tokens if _is_cue(scene, t)), None)
    if verb is None:
        return None
    entry = scene.lexicon.verb(verb)
    meaning = entry[1].takes("clause", "addressee") if entry else scene.lexicon.verbs["say"].first
    if entry is not None and entry[0] in scene.lexicon.no_asides:
        return None
    before = [t for t in tokens if t.i < verb.i]
    after = [t for t in tokens if t.i > verb.i and t.dep_ != "compound:prt"]
    inverting = entry is not None and entry[0] in scene.lexicon.inverting
    if _nominals(before):
        phrase, rest = before, after
    else:
        phrase = _noun_phrase_of(after) if inverting and not before else []
        rest = [t for t in after if phrase and t.i > phrase[-1].i]
    if meaning is None or not phrase or not _is_phrase(phrase) or not is_circumstance(rest, verb):
        return None
    phrase = [t for t in phrase if not (t.pos_ in {"AUX", "ADV", "PART"} and t.i > phrase[0].i and t.i >= verb.i - 2)]
    return _Aside(verb, (phrase[0].i, phrase[-1].i, _head(phrase)), meaning)


def _core(scene: Scene, segment: Sequence[Token]) -> list[Token]:
    """The words of a segment that may be an aside, without "as" and "it"; none for one that may not."""
    tokens = [t for t in segment if t.text not in {".", "?", "!", "”", '"'}]
    if tokens and tokens[0].lower_ == "as":
        tokens = tokens[1:]
    too_long = not 2 <= len(tokens) <= _LONGEST
    if too_long or tokens[0].lower_ in _NOT_OPENING or any(scene.quoted[t.i] is not None for t in tokens[:2]):
        return []
    put_it = len(tokens) > 4 and tokens[-2].lower_ == "put" and tokens[-1].lower_ == "it"
    return tokens[:-1] if put_it else tokens


def _is_cue(scene: Scene, token: Token) -> bool:
    """A finite reporting verb."""
    if token.lower_ == "put" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "it":
        return True
    if token.pos_ not in {"VERB", "AUX"} or not token.text.islower() or token.tag_ == "VBG":
        return False
    if token.base in {"amod", "aux"}:
        return False
    if (
        token.tag_ == "VB"
        and token.i
        and (token.nbor(-1).pos_ in {"AUX", "PART", "ADP"} or token.nbor(-1).tag_ == "MD")
    ):
        return False
    entry = scene.lexicon.verb(token)
    return entry is not None and entry[1].takes("clause", "addressee") is not None


def _nominals(tokens: Sequence[Token]) -> bool:
    return any(
        t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or t.lower_ in {"some", "many", "others", "most"} for t in tokens
    )


def _noun_phrase_of(after: Sequence[Token]) -> list[Token]:
    """The name behind an inverted cue, up to whatever tells when or where."""
    phrase: list[Token] = []
    for token in after:
        if phrase and (token.ent_type_ == "DATE" or token.lower_ in {"in", "on", "at", "last", "during", "after"}):
            break
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.tag_ in {"WP", "WDT", "WRB"} or token.lower_ == "by":
            return []
        phrase.append(token)
    return phrase if _nominals(phrase) and phrase[0].pos_ not in {"PRON", "ADP", "ADV"} else []


def _is_phrase(phrase: Sequence[Token]) -> bool:
    """Whether tokens make a noun phrase, auxiliaries and adverbs of the cue allowed behind it."""
    return not any(t.pos_ == "VERB" and t.tag_ in FINITE for t in phrase) and not any(
        t.lower_ in {"which", "that", "if", "whether", "because"} for t in phrase
    )


def is_circumstance(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether what follows a cue only says when, where, how or to whom: "… said on Friday in a statement"."""
    rest = [t for t in tokens if not (verb.lower_ == "put" and t.lower_ == "it")]
    if not rest:
        return True
    opens = rest[0].lower_ in _CIRCUMSTANTIAL or rest[0].ent_type_ == "DATE" or rest[0].pos_ == "ADV"
    doing = rest[0].lower_ in {"in", "after", "before", "while"} and len(rest) > 1 and rest[1].tag_ == "VBG"
    active = (t for t in rest if t.tag_ != "VBN" or t.base != "acl")  # "said at a talk attended by the mayor"
    plain = not any(
        t.pos_ in {"VERB", "AUX", "SCONJ"} or t.lower_ in {"that", "what"} or t.tag_ == "TO" for t in active
    ) or (doing and not any(t.tag_ in FINITE for t in rest))
    return plain and (opens or (verb.lemma_ == "tell" and rest[0].pos_ in {"PROPN", "NOUN", "PRON", "DET"}))


_CIRCUMSTANTIAL = words("circumstance")


def _head(phrase: Sequence[Token]) -> Token:
    core: list[Token] = []
    for token in phrase:
        if core and (token.pos_ == "ADP" or token.text == "familiar"):
            break
        if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            core.append(token)
    last = core[-1] if core else phrase[-1]
    head = phrase_head(last, phrase[0].i)
    return head if phrase[0].i <= head.i <= phrase[-1].i else last


def _in_brackets(segments: list[list[Token]], k: int) -> list[list[Token]]:
    """The segments around an aside, only those in its brackets if it has some: "a plan (which, *Roe says*, is bad)"."""
    before = [t for segment in segments[:k] for t in segment]
    opening = next((t for t in reversed(before) if t.text in {"(", ")"}), None)
    if opening is None or opening.text == ")":
        return segments
    behind = (t.i for segment in segments[k + 1 :] for t in segment if t.text == ")")
    closing = next(behind, segments[-1][-1].i + 1 if segments[-1] else opening.i)
    return [[t for t in segment if opening.i < t.i < closing] for segment in segments]


def _left(scene: Scene, sentence: Sentence, segments: list[list[Token]], k: int) -> tuple[Span, ...]:
    earlier = [t for segment in segments[:k] for t in segment]
    stands_for_something = len(earlier) == 1 and earlier[-1].base == "nsubj"  # "That, Roe said, would be late"
    if not earlier or (_opens_clause(earlier[-1]) and not stands_for_something):
        return ()  # "The plan is doomed because, Roe said, | the money is gone"
    end = segments[k][0].i if segments[k] else sentence.end
    return between(scene, past_connective(scene, behind_full_stop(scene, earlier), end), end)


def _right(scene: Scene, segments: list[list[Token]], k: int) -> tuple[Span, ...]:
    """What goes on behind an aside in the middle, unless it belongs to the aside: ", he said, adding that …"."""
    later = [segment for segment in segments[k + 1 :] if segment]
    if not later or not any(t.is_alpha for segment in later for t in segment):
        return ()
    first = later[0][0]
    if first.pos_ == "CCONJ" and not _has_subject_before_verb(later):
        return ()
    if first.lower_ == "according" or (first.tag_ == "VBG" and first.lower_ != "including"):
        return ()
    ends = segments[k - 1][-1] if segments[k - 1] else None
    incomplete = ends is not None and (ends.pos_ in {"AUX", "VERB", "ADP", "DET"} or _opens_clause(ends))
    completes = incomplete or first.pos_ in {"ADP", "SCONJ"} or first.lower_ in {"including", "because", "if", "unless"}
    if _statement(segments[:k]) and (not completes or first.lower_ in {"as", "after", "while"}):
        return ()
    if any(_aside(scene, segment) is not None for segment in later):
        return ()  # an outer attribution: "…, forecasters said, the Post reports"
    return between(scene, first.i, later[-1][-1].i + 1)


def _opens_clause(token: Token) -> bool:
    """Whether a word begins a clause that is yet to come."""
    return token.pos_ == "SCONJ" or token.lower_ in _OPENERS


_OPENERS = words("adverbial") | {"that", "whether", "where"}


def _has_subject_before_verb(segments: Sequence[Sequence[Token]]) -> bool:
    """Whether a coordinated clause has a subject of its own: not "…, and then predicted …"."""
    for token in (t for segment in segments for t in segment):
        if token.pos_ in {"VERB", "AUX"}:
            return False
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return True
    return False


def _statement(segments: Sequence[Sequence[Token]]) -> bool:
    tokens = [t for segment in segments for t in segment if not _in_relative_clause(t)]
    return any(t.base in {"nsubj", "expl"} for t in tokens) and any(t.tag_ in FINITE for t in tokens)


def _in_relative_clause(token: Token) -> bool:
    """Whether a word is the verb, the subject or an auxiliary of a relative clause: "One who *did serve* time, …"."""
    return "acl:relcl" in (token.dep_, token.head.dep_) and token.base in {"acl", "nsubj", "aux", "cop"}


def _states(scene: Scene, sentence: Sentence, segment: Sequence[Token]) -> bool:
    """Whether what stands before a final aside is a statement."""
    return _statement([[t for t in scene.document.tokens(sentence) if segment and t.i < segment[0].i]])


def _words(scene: Scene, spans: Sequence[Span]) -> int:
    return sum(len(span.of(scene.text).split()) for span in spans)
