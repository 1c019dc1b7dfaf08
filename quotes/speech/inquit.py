"""The cue of a quotation with its source: which verb beside the marks attributes it, and who is its subject."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE, TENSED
from quotes.speech.cues import Meaning
from quotes.speech.expression import cue_of, expression
from quotes.speech.frame import (
    first_dependent,
    follows_when,
    is_passive,
    mark_before,
    nominal_after,
    nominal_before,
    phrase_head,
    subject_of,
)
from quotes.speech.nounphrase import noun_phrase
from quotes.speech.sources import coordinated_with
from quotes.speech.speech import Cue, Mention
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.parse.plain import Token
    from quotes.speech.expression import Expression
    from quotes.speech.scene import Scene


@dataclass(frozen=True, slots=True)
class Inquit:
    """The words that attribute a quotation: "Roe said", "according to Roe", "Roe:"."""

    cue: Cue
    source: Mention | None
    rule: str
    tokens: frozenset[int]


ASSERT = Meaning("speech", "assert")


def attributing(scene: Scene, window: Sequence[Token], rule: str, *, forward: bool) -> Inquit | None:
    """The verb in a window that attributes the quotation beside it, with its source."""
    verbs = [t for t in window if _may_cue(scene, t, window, forward=forward)]
    near = window[-1].i - 3  # "…, adding:" and "… which says," have the cue right in front of the quotation
    begun = _side_clause_before(window) if not forward else None
    within = [t for t in verbs if begun is not None and t.i > begun and _is_plain(scene, t)]  # "Roe, who told us:"
    verbs = (
        within
        or [t for t in verbs if (not forward and t.i >= near) or not in_side_clause(t, window)]
        or [t for t in verbs if _is_plain(scene, t)]
    )
    if not verbs:
        return None
    verb = verbs[0] if forward else verbs[-1]
    whole = expression(scene, verb)
    if forward:
        named = _inverted(verb, window) or _in_front(scene, verb, whole, window)
    else:
        named = by_parse(scene, verb, whole, window)
        if named is None and _opens_sentence(window, verb):
            named = _inverted(verb, window)
    if named is not None and named[2].lower_ in _ASKED_FOR:  # "she apologized for what happened:"
        named = None
    if named is None and (forward or not _is_plain(scene, verb)):
        return None
    entry = scene.lexicon.verb(verb)
    meaning = (entry[1].takes("clause", "quotation", "addressee") or entry[1].first) if entry else ASSERT
    return inquit_of(scene, whole, meaning, named, rule)


def inquit_of(
    scene: Scene, whole: Expression, meaning: Meaning, named: tuple[int, int, Token] | None, rule: str
) -> Inquit:
    """The inquit that a cue makes with its source, given as the first, last and head token of a phrase."""
    if named is None:
        return Inquit(cue_of(scene, whole, meaning), None, rule, whole.tokens)
    low, high, head = named
    tokens = whole.tokens | frozenset(range(low, high + 1))
    return Inquit(cue_of(scene, whole, meaning), Mention(scene.span(low, high), head.i), rule, tokens)


_ASKED_FOR = frozenset({"what", "which", "whatever"})
_PLAIN = frozenset({"say", "add", "tell", "ask", "reply", "continue", "respond", "write", "read", "tweet", "state"})


def _is_plain(scene: Scene, verb: Token) -> bool:
    entry = scene.lexicon.verb(verb)
    return entry is not None and entry[0] in _PLAIN


def _may_cue(scene: Scene, token: Token, window: Sequence[Token], *, forward: bool) -> bool:
    """Whether a word may be the cue: a reporting verb, also one that the tagger takes for a noun ("he notes")."""
    if token.pos_ in {"VERB", "AUX"}:
        if follows_when(token):
            return False  # "told the council when asked about it:"
        if token.base == "acl" and mark_before(token) is not None:
            return False  # "had a speech to read"
        if not forward and _opens_sentence(window, token) and token.tag_ in {"VBN", "VBD"}:
            return _inverts_name(scene, token, window)  # "Asked which it was, he …": the question, not the answer
        if not forward and window[-1].text == ":" and token.i == window[-1].i - 1 and token.tag_ in TENSED:
            return True  # "he demurred:"
        if not forward and token.lemma_ == "put" and [t.lower_ for t in window[-3:-1]] == [token.lower_, "it"]:
            opens = window[0].lower_ == "as" and window[-1].text == ","  # "As Roe put it, “…”", not "it is, as Roe …"
            return opens or window[-1].text == ":"
        return quotes_aloud(scene, token) or (forward and _any_verb(scene, token, window))
    if not forward or token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not token.text.islower():
        return False
    if token.i == window[0].i:
        return (
            quotes_aloud(scene, token)
            and token.lower_.endswith("ed")
            and len(window) > 1
            and window[1].text[:1].isupper()
        )
    before, entry = token.nbor(-1), scene.lexicon.verb(token)
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    plain = entry is not None and entry[0] in scene.lexicon.inverting and after.pos_ in {"PUNCT", "SPACE", "ADP"}
    named = before.pos_ in {"PRON", "PROPN"} or before.text == "," or (plain and before.pos_ in {"NOUN", "ADJ"})
    inflected = entry is not None and token.lower_ != entry[0]  # not "the palace press secretary"
    return quotes_aloud(scene, token) and named and inflected and token.lower_[-1:] in "sd"


def _inverts_name(scene: Scene, verb: Token, window: Sequence[Token]) -> bool:
    """Whether a cue opens what is nothing but its name and a colon: "Stated Roe:"."""
    rest = [t for t in window if t.i > verb.i]
    named = all(t.text[:1].isupper() for t in rest[:-1]) and rest[-1:] and rest[-1].text == ":"
    return bool(named) and len(rest) > 1 and quotes_aloud(scene, verb)


def _opens_sentence(window: Sequence[Token], token: Token) -> bool:
    return token.i == next((t.i for t in window if t.is_alpha), -1) and bool(
        token.is_sent_start or token.text[:1].isupper()
    )


def quotes_aloud(scene: Scene, verb: Token) -> bool:
    """Whether a verb can give words in quotation marks, rather than a thought or an attitude."""
    if verb.lemma_ == "go" and any(child.base == "xcomp" for child in verb.children):  # "are going to decide"
        return False
    entry = scene.lexicon.verb(verb)
    meaning = entry[1].takes("quotation", "clause", "addressee", "person-to") if entry else None
    return meaning is not None and (meaning.act in {"speech", "writing"} or (entry is not None and entry[0] in _ALOUD))


_ALOUD = frozenset({"think", "wonder", "conclude", "reason", "suppose", "believe", "reckon", "find", "feel", "argue"})


def _any_verb(scene: Scene, verb: Token, window: Sequence[Token]) -> bool:
    """Whether a verb that seldom reports does so here: it has nothing but a subject. '…," he smiled.'"""
    if verb.lemma_.lower() in scene.lexicon.never_quoting or verb.pos_ != "VERB" or verb.tag_ in {"VBG", "VB"}:
        return False
    near = [t for t in window if t.i > verb.i]
    before = [t for t in window if t.i < verb.i]
    if not before:
        return (
            verb.tag_ in {"VBD", "VBZ"}
            and bool(near)
            and near[0].pos_ in {"PROPN", "DET", "PRON"}
            and (len(near) > 1 or near[0].lower_ not in _OBJECTS)
        )
    return (
        len(before) <= 4
        and all(t.pos_ in {"PROPN", "PRON", "NOUN", "DET", "ADV", "ADJ"} for t in before)
        and (not near or near[0].pos_ in {"PUNCT", "ADV", "ADP"})
    )


_OBJECTS = words("objects")


def _side_clause_before(window: Sequence[Token]) -> int | None:
    """Where the relative clause of a name begins that a window ends with: "Roe, *who* told the hall:"."""
    comma = next((k for k in range(len(window) - 2, -1, -1) if window[k].text == ","), None)
    return window[comma + 1].i if comma is not None and window[comma + 1].lower_ == "who" else None


def in_side_clause(verb: Token, window: Sequence[Token]) -> bool:
    """Whether a verb belongs to a relative clause or a participle between a name and its cue."""
    opened = False
    for before, token in pairwise(window):
        if token.i > verb.i:
            break
        if token.lower_ in {"who", "whose", "which", "where", "when", "that"} or (
            before.text == "," and (token.tag_ == "VBG" or token.lower_ in {"wearing", "speaking", "referring"})
        ):
            opened = True
        elif opened and token.text == ",":
            opened = False
    return opened


def _inverted(verb: Token, window: Sequence[Token]) -> tuple[int, int, Token] | None:
    """The source behind a cue that comes first: 'said Roe, the spokesman, on Monday'."""
    aside = window[0].pos_ in {"ADP", "SCONJ"} and verb.i > window[0].i and verb.nbor(-1).text == ","
    if not aside and any(t.i < verb.i and t.pos_ in {"PROPN", "NOUN", "PRON"} for t in window):
        return None  # behind an aside, the source still comes last: '…," after the vote, said Roe'
    phrase: list[Token] = []
    for token in (t for t in window if t.i > verb.i):
        if token.text in _ENDS_SOURCE or (token.pos_ in {"VERB", "AUX", "SCONJ"} and not _modifies(token, phrase)):
            break
        if token.lower_ in _AFTER_NAME and not _in_apposition(token, phrase):
            break
        if (token.pos_ == "ADV" and phrase) or token.tag_ in {"WP", "WDT", "WRB"}:
            break
        if not phrase and token.base == "compound" and token.tag_ == "RP":  # "pointed *out* Roe"
            continue
        if token.text == "," and not _apposition_follows(token, window):
            break
        dated = token.ent_type_ == "DATE" and not (token.head.i > token.i and token.head.pos_ in _NAMING)
        if dated and any(t.pos_ in _NAMING for t in phrase):  # but "said a 2014 study"
            break
        phrase.append(token)
    return _named(phrase)


def _modifies(verb: Token, phrase: Sequence[Token]) -> bool:
    """Whether a participle belongs to a noun of the source: "this slow-*spoken* man", "a source *involved* in it"."""
    if verb.base in {"amod", "compound"} or (verb.base == "acl" and verb.head.i == verb.i + 1):  # "*managing* director"
        return verb.head.i > verb.i
    somebody = bool(phrase) and verb.head.i == phrase[-1].i and phrase[-1].lower_ in _SOMEBODY
    return somebody and verb.dep_ == "acl" and verb.tag_ == "VBN"


_SOMEBODY = words("somebody")


def _in_apposition(preposition: Token, phrase: Sequence[Token]) -> bool:
    """Whether a preposition goes on with what somebody is: "said Roe, an analyst *at* the bank *in* Tarn"."""
    noun = preposition.head
    if noun.base == "compound" and preposition.nbor(1).text == "-":  # "Tarn's *in*-house lawyer"
        return True
    if noun.base == "obl":  # "a source involved *in* it"
        return preposition.base == "case" and any(t.i == noun.head.i and t.dep_ == "acl" for t in phrase)
    comma = next((t.i for t in phrase if t.text == ","), None)
    if comma is None or preposition.base != "case" or noun.base != "nmod":
        return False
    return comma < noun.head.i < preposition.i


_ENDS_SOURCE = frozenset({".", "?", "!", ";", "—", "–", ":"})
_AFTER_NAME = words("after_name")
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def _apposition_follows(comma: Token, window: Sequence[Token]) -> bool:
    after = [t for t in window if t.i > comma.i][:6]
    apposed = (t for t in window if t.i > comma.i and t.base == "appos" and comma.i <= t.first <= comma.i + 1)
    if any(t.pos_ == "NOUN" or first_dependent(t, "nmod") is not None for t in apposed):
        return True
    if _role_before(comma, window) and any(t.pos_ == "PROPN" for t in after[:1]):
        rest = next((t for t in after if t.pos_ != "PROPN"), None)
        return rest is None or rest.pos_ in {"PUNCT", "ADP"} or rest.ent_type_ == "DATE"  # "said the purser, Ada Moor."
    return bool(after) and (
        after[0].lower_ in {"a", "an", "the", "chief", "head", "director", "president", "chairman", "spokesman"}
        or (after[0].text.isdigit() and len(after) > 1 and after[1].text == ",")
        or (_opens_title(after) and any(t.lower_ in {"of", "at", "for"} for t in after))
    )


def _opens_title(words: Sequence[Token]) -> bool:
    """Whether words begin with a noun, or an adjective before one: "general manager of the club"."""
    return words[0].pos_ == "NOUN" or (words[0].pos_ == "ADJ" and len(words) > 1 and words[1].pos_ == "NOUN")


def _in_front(scene: Scene, verb: Token, whole: Expression, window: Sequence[Token]) -> tuple[int, int, Token] | None:
    """The source between a quotation and its cue: 'Roe, who chairs the committee, said'."""
    phrase = [t for t in window if t.i < whole.first]
    cut = next(
        (
            k
            for k, t in enumerate(phrase)
            if k
            and phrase[k - 1].text == ","
            and (t.lower_ in {"who", "which", "whose", "where"} or t.tag_ in {"VBG", "VBN"})
        ),
        None,
    )
    phrase = phrase[:cut]
    while phrase and (phrase[-1].text in {",", "—", "–"} or (phrase[-1].pos_ == "ADV" and len(phrase) > 1)):
        phrase.pop()
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ in FINITE and t.base not in {"acl", "amod"} for t in phrase):
        return by_parse(scene, verb, whole, window)
    return _named(phrase)


def _role_before(comma: Token, window: Sequence[Token]) -> bool:
    """Whether the word before a comma is a common noun, which a name may follow in apposition."""
    before = [t for t in window if t.i < comma.i]
    return bool(before) and before[-1].pos_ == "NOUN" and before[-1].text.islower()


def _needs_more(token: Token) -> bool:
    """Whether nobody's phrase ends in a word: an article, a preposition, "a man *arrested* | on Monday"."""
    return token.pos_ in {"DET", "ADP"} or (token.tag_ == "VBN" and token.dep_ == "acl")


def _named(phrase: list[Token]) -> tuple[int, int, Token] | None:
    """First and last token and head of a phrase that names somebody, or None for one that doesn't."""
    while phrase and (phrase[-1].text in {",", "(", "-"} or (len(phrase) > 1 and _needs_more(phrase[-1]))):
        phrase.pop()
    nominal = [t for t in phrase if t.pos_ in {"PROPN", "NOUN", "PRON", "NUM", "DET"} or t.text[:1].isupper()]
    if not phrase or not nominal or (len(phrase) == 1 and phrase[0].lower_ in _OBJECTS - {"it", "that", "this", "who"}):
        return None
    comma = next((t.i for t in phrase if t.text == ","), phrase[-1].i + 1)
    first = [t for t in nominal if t.i < comma] or nominal
    of = next((t.i for t in phrase if t.lower_ in {"of", "from", "for", "at", "in"} and t.i > first[0].i), comma)
    core = [t for t in first if t.i < of and t.pos_ != "DET"] or first
    names = [t for t in core if t.pos_ == "PROPN"]
    head = names[-1] if names and core[-1].pos_ == "PROPN" else core[-1]
    return phrase[0].i, phrase[-1].i, phrase_head(head, phrase[0].i, phrase[-1].i + 1)


def by_parse(scene: Scene, verb: Token, whole: Expression, window: Sequence[Token]) -> tuple[int, int, Token] | None:
    """The source that the parse gives a cue in front of its quotation."""
    if is_passive(verb):
        return None
    low, high = window[0].i, window[-1].i
    sentence = scene.document.sentence_at(verb.i)
    sharing = coordinated_with(scene, sentence, whole.governor) if sentence is not None else None
    subject = _lost_to_quotation(scene, verb.doc[whole.first]) or subject_of(sharing or whole.governor)
    if subject is None or whole.covers(subject):
        opens = verb.doc[whole.first]
        comma = next((t for t in reversed(window) if t.i < opens.i), opens)  # "Jon Roe (Tarn), said, '…"
        subject = nominal_before(opens, low) or (nominal_before(comma, low) if comma.text == "," else None)
    if subject is None and not any(c.base in {"obj", "iobj"} for c in verb.children):
        subject = nominal_after(verb, high + 1)
    if subject is None or subject.i > high or (subject.i < low and scene.quoted[subject.i] is not None):
        return None  # inside the quotation: the parser has lost its way
    first, last = noun_phrase(subject, stop=whole.tokens)
    return first, last, subject


def _lost_to_quotation(scene: Scene, cue: Token) -> Token | None:
    """The noun before a cue that the parser takes for the subject of the quotation: 'the mother replied, "It is …"'."""
    if not cue.i or cue.nbor(-1).pos_ not in _NAMING | {"NUM"}:
        return None
    noun = phrase_head(cue.nbor(-1), 0, cue.i)
    quoted = scene.quoted[noun.i] is None and scene.quoted[noun.head.i] is not None
    return noun if quoted and noun.base == "nsubj" and noun.head.i > cue.i else None
