"""Speech in quotation marks: each quotation with the words that attribute it, before, after or in its middle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.speech.clauses import coordinated_with
from quotes.speech.cues import Meaning
from quotes.speech.asides import is_circumstance
from quotes.speech.expression import Expression, cue_of, expression
from quotes.speech.frame import base, is_passive, nominal_after, nominal_before, noun_phrase, phrase_head, subject_of
from quotes.speech.scene import SPEAKING_WORDS
from quotes.speech.speech import Cue, Mention, Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from quotes.speech.marks import Quotation
    from quotes.speech.scene import Paragraph, Scene

_ENDS_OPEN = (",", "?", "!", "—", "–", "-", "…", "...", ";")  # a quotation that ends so goes on with its cue
_ASSERT = Meaning("speech", "assert")
_REACH = 40  # how many tokens a cue may be away: room for an apposition or a relative clause
_FOLLOWING = 3  # a quotation of fewer words doesn't go on with anything


@dataclass(frozen=True, slots=True)
class Inquit:
    """The words that attribute a quotation: "Roe said", "according to Roe", "Roe:"."""

    cue: Cue
    source: Mention | None
    rule: str
    tokens: frozenset[int]


@dataclass(slots=True)
class _Find:
    """A quotation or several that one inquit attributes."""

    content: list[Span]
    inquit: Inquit | None
    rule: str
    at: Span
    open: bool = False  # its last quotation was left open: the next paragraph may go on with it
    follows: int | None = None
    pieces: list[Quotation] = field(default_factory=list)


def find_quoted(scene: Scene) -> list[Speech]:
    """Direct speech, and what stands in front of it in the same clause, in order of appearance."""
    finds: list[_Find] = []
    previous: Paragraph | None = None
    for paragraph in scene.paragraphs:
        _in_paragraph(scene, paragraph, previous, finds)
        previous = paragraph
    return [_speech(scene, find) for find in finds]


def _in_paragraph(scene: Scene, paragraph: Paragraph, previous: Paragraph | None, finds: list[_Find]) -> None:
    last: _Find | None = None
    carried = finds[-1] if finds and previous is not None and _ends_with(previous, finds[-1]) else None
    pending: list[Quotation] = []
    for index, quotation in enumerate(paragraph.quotations):
        inquit = inquit_after(scene, paragraph, index)
        before = inquit_before(scene, paragraph, index, previous)
        if before is not None and before.source is None and last is not None and last.inquit is not None:
            before = replace(before, source=last.inquit.source)
        if before is not None and last is not None and last.inquit is not None and before.tokens & last.inquit.tokens:
            _append(last, quotation)
        elif inquit is not None and not (before is not None and before.rule in _COLON):
            last = _start(scene, paragraph, quotation, inquit, pending, finds)
        elif before is not None and _stands_alone_after(scene, paragraph, quotation):
            last = _start(scene, paragraph, quotation, before, [], finds)
        elif _is_free(scene, paragraph, quotation):
            if last is not None and _only_free_between(scene, last, quotation):
                _append(last, quotation)
            elif carried is not None and index == 0:
                _append(carried, quotation)
                last = carried
            elif quotation.words(scene.text) >= _FOLLOWING:
                pending.append(quotation)
                continue
        pending = []
    for quotation in pending:
        if quotation.words(scene.text) >= SPEAKING_WORDS:
            finds.append(_Find([quotation.span], None, "quotation-alone", quotation.span, not quotation.closed, None, [quotation]))


_COLON = frozenset({"quotation-after-colon", "quotation-introduced"})


def _start(
    scene: Scene, paragraph: Paragraph, quotation: Quotation, inquit: Inquit, pending: list[Quotation], finds: list[_Find]
) -> _Find:
    start = _clause_start(scene, paragraph, quotation) if inquit.rule in _AFTER else quotation.span.start
    spans = [one.span for one in pending if inquit.rule in _AFTER]
    find = _Find([*spans, Span(start, quotation.span.end)], inquit, inquit.rule, quotation.span, not quotation.closed)
    find.pieces = [*pending, quotation]
    finds.append(find)
    return find


def _append(find: _Find, quotation: Quotation) -> None:
    find.content.append(quotation.span)
    find.pieces.append(quotation)
    find.open = not quotation.closed


def _ends_with(paragraph: Paragraph, find: _Find) -> bool:
    """Whether a find's last quotation ends the paragraph, or its inquit does, so that the next may go on with it."""
    last = find.content[-1]
    if find.inquit is None or not paragraph.span.overlaps(last):
        return False
    end = find.inquit.cue.span.end
    closing = paragraph.sentences[-1].span
    return find.open or last.end >= paragraph.span.end - 1 or (last.end < end and closing.start < end <= closing.end)


# --- cue after the quotation ---------------------------------------------------------------------------------------

_AFTER = frozenset({"quotation-before-cue", "quotation-according-to", "quotation-signed"})


def inquit_after(scene: Scene, paragraph: Paragraph, index: int) -> Inquit | None:
    """What attributes a quotation right behind it: '…," Roe said', '…" — Jane Doe'."""
    quotation = paragraph.quotations[index]
    if not quotation.closed:
        return None
    limit = paragraph.quotations[index + 1].span.start if index + 1 < len(paragraph.quotations) else paragraph.span.end
    window = _until_stop(scene.tokens_in(Span(quotation.span.end, max(limit, quotation.span.end))))
    inner = quotation.inner.of(scene.text).rstrip(" \u00a0\"'’”")
    if not window:
        return None
    if window[0].text in {"—", "–", "-", "--", "―", "~"}:
        return _signature(scene, paragraph, quotation, window)
    after_comma = window[0].text == ","
    if after_comma:
        window = window[1:]
    if not window or not (after_comma or inner.endswith(_ENDS_OPEN) or _goes_on(scene, window, inner)):
        return None
    if window[0].lower_ in {"and", "but", "or", "which", "as", "when", "while", "because", "to", "for", "in"}:
        return None
    inquit = _according(scene, window) or _inquit(scene, window, "quotation-before-cue", forward=True)
    if inquit is not None and _clause_start(scene, paragraph, quotation) < quotation.span.start:
        return inquit if _is_bare(scene, window, inquit) else None  # the quotation only ends a clause
    return inquit


def _is_bare(scene: Scene, window: Sequence[Token], inquit: Inquit) -> bool:
    """Whether an inquit has no content of its own: "… 'New Day,' Roe told the host that …" has."""
    rest = [t for t in window if t.i > max(inquit.tokens)]
    return is_circumstance(rest, scene.doc[inquit.cue.head])


def _goes_on(scene: Scene, window: Sequence[Token], inner: str) -> bool:
    """Whether words after a quotation that ends in a full stop or nothing still attribute it: '." she said.'"""
    verb = next((t for t in window[:6] if t.pos_ == "VERB" and _quotes(scene, t)), None)
    if verb is None or len(inner.split()) < _FOLLOWING:
        return False
    if inner.endswith("."):
        rest = [t for t in window if t.i > verb.i and t.text not in {".", "!", "?"}]
        return window[0].text[:1].islower() or all(t.pos_ in {"PROPN", "NOUN", "DET", "ADV"} for t in rest)
    entry = scene.lexicon.verb(window[0])
    inverted = entry is not None and entry[0] in scene.lexicon.inverting
    return inverted or (verb.i - window[0].i <= 3 and window[0].pos_ in {"PRON", "PROPN"})


def _until_stop(tokens: Iterable[Token]) -> list[Token]:
    window: list[Token] = []
    for token in tokens:
        window.append(token)
        if token.text in {".", "!", "?"} or len(window) >= _REACH:
            break
    return window


def _signature(scene: Scene, paragraph: Paragraph, quotation: Quotation, window: list[Token]) -> Inquit | None:
    """A name behind a dash that ends the paragraph: '"…." — Commissioner Roe'."""
    rest = [t for t in window[1:] if t.text != "."]
    names = [t for t in rest if t.pos_ in {"PROPN", "NOUN"} or t.text[:1].isupper()]
    opens = not any(c.isalnum() for c in scene.text[paragraph.span.start : quotation.span.start])
    if not opens or not rest or len(rest) > 14 or not names or any(t.pos_ == "VERB" and not t.text[:1].isupper() for t in rest):
        return None
    if window[-1].idx + len(window[-1]) < paragraph.span.end - 1:
        return None
    head = phrase_head(names[0], window[0].i + 1)
    cue = Cue(scene.span(window[0].i, window[0].i), window[0].i, window[0].text, "speech", "assert")
    source = Mention(scene.span(rest[0].i, rest[-1].i), head.i if rest[0].i <= head.i <= rest[-1].i else rest[0].i)
    return Inquit(cue, source, "quotation-signed", frozenset(t.i for t in window))


def _according(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    if len(window) < 3 or window[0].lower_ != "according" or window[1].lower_ != "to":
        return None
    head = phrase_head(window[2], window[2].i)
    head = next((t for t in window[2:12] if t.pos_ in {"NOUN", "PROPN", "PRON"} and base(t) in {"obl", "nmod", "fixed"}), head)
    low, high = noun_phrase(head, stop=frozenset({window[0].i, window[1].i}))
    low, high = max(low, window[2].i), min(high, window[-1].i)
    cue = Cue(scene.span(window[0].i, window[1].i), window[0].i, "according to", "speech", "assert")
    source = Mention(scene.span(low, max(low, high)), head.i)
    return Inquit(cue, source, "quotation-according-to", frozenset(range(window[0].i, high + 1)))


# --- cue before the quotation --------------------------------------------------------------------------------------


def inquit_before(scene: Scene, paragraph: Paragraph, index: int, previous: Paragraph | None) -> Inquit | None:
    """What attributes a quotation right in front of it: 'Roe said, "…', 'Roe:', or a line above that ends so."""
    quotation = paragraph.quotations[index]
    low = paragraph.quotations[index - 1].span.end if index else paragraph.span.start
    window = _since_stop(scene.tokens_in(Span(low, max(low, quotation.span.start))))
    if not window and not index and previous is not None:
        window = _since_stop(scene.tokens_in(Span(previous.sentences[-1].span.start, previous.span.end)))
        if not window or window[-1].text != ":" or any(scene.spoken(t) for t in window):
            return None
    if not window:
        return None
    last = window[-1]
    if last.text == ":":
        inquit = _inquit(scene, window, "quotation-after-colon", forward=False) or _labelled(scene, window)
        return inquit or (_introduced(scene, window) if _begins_sentence(scene, quotation) else None)
    if last.text in {",", "—", "–", "-", "--"} or (last.pos_ == "VERB" and _quotes(scene, last)):
        return _inquit(scene, window, "quotation-after-cue", forward=False)
    if last.pos_ not in {"ADP", "DET", "ADJ"} and _begins_sentence(scene, quotation) and _cue_is_near(scene, window):
        return _inquit(scene, window, "quotation-after-cue", forward=False)
    return None


def _cue_is_near(scene: Scene, window: Sequence[Token]) -> bool:
    """Whether only a short phrase stands between the cue and the quotation: 'told reporters "…'."""
    near = [t for t in window[-7:] if t.pos_ == "VERB"]
    return bool(near) and _quotes(scene, near[-1]) and not any(t.lower_ in {"that", "as"} for t in window[-2:])


def _begins_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Whether the quoted words begin with a capital and end with the mark of a sentence."""
    inner = quotation.inner.of(scene.text).strip()
    return inner[:1].isupper() and (inner.endswith((".", "?", "!", ",", "…", "—")) or not quotation.closed)


def _since_stop(tokens: Sequence[Token]) -> list[Token]:
    window: list[Token] = []
    for token in reversed(tokens):
        if token.text in {".", "!", "?"} or len(window) >= _REACH:
            break
        window.append(token)
    return window[::-1]


def _introduced(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    """Whatever a colon announces speech with: 'Roe had this to offer: "…', 'She addressed the crowd again: "…'."""
    verb = next((t for t in window if t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} and not scene.spoken(t)), None)
    if verb is None or _in_side_clause(verb, window) or verb.lemma_.lower() in scene.lexicon.never_quoting:
        return None
    whole = expression(scene, verb)
    named = _by_parse(scene, verb, whole, window)
    if named is None:
        return None
    low, high, head = named
    tokens = whole.tokens | frozenset(range(low, high + 1))
    source = Mention(scene.span(low, high), head.i)
    return Inquit(cue_of(scene, whole, _ASSERT), source, "quotation-introduced", tokens)


def _labelled(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    """A name and a colon with no verb: 'Roe: "…"', 'And from Chairwoman Roe:'."""
    dash = next((k for k in range(len(window) - 1, -1, -1) if window[k].text in {"-", "–", "—"}), -1)
    window = window[dash + 1 :]  # "A headline - Roe:"
    names = [t for t in window[:-1] if t.pos_ in {"PROPN", "PRON"} or t.ent_type_ in {"PERSON", "ORGANIZATION"}]
    if not names or len(window) > 12 or any(t.pos_ == "VERB" for t in window):
        return None
    head = phrase_head(names[0], window[0].i)
    low, high = noun_phrase(head, stop=frozenset({window[-1].i}))
    low, high = max(low, window[0].i), min(high, window[-2].i)
    cue = Cue(scene.span(window[-1].i, window[-1].i), window[-1].i, ":", "speech", "assert")
    return Inquit(cue, Mention(scene.span(low, max(low, high)), head.i), "quotation-after-colon", frozenset(t.i for t in window))


# --- the cue and its source ----------------------------------------------------------------------------------------


def _inquit(scene: Scene, window: Sequence[Token], rule: str, *, forward: bool) -> Inquit | None:
    """The verb in a window that attributes the quotation beside it, with its source."""
    verbs = [t for t in window if _may_cue(scene, t, window, forward=forward)]
    near = window[-1].i - 3  # "…, adding:" and "… which says," have the cue right in front of the quotation
    verbs = [t for t in verbs if (not forward and t.i >= near) or not _in_side_clause(t, window)] or [
        t for t in verbs if _is_plain(scene, t)
    ]
    if not verbs:
        return None
    verb = verbs[0] if forward else verbs[-1]
    whole = expression(scene, verb)
    named = _inverted(verb, window) or _in_front(scene, verb, whole, window) if forward else _by_parse(scene, verb, whole, window)
    if named is None and (forward or not _is_plain(scene, verb)):
        return None
    entry = scene.lexicon.verb(verb)
    meaning = (entry[1].takes("clause", "quotation", "addressee") or entry[1].first) if entry else _ASSERT
    tokens = whole.tokens
    source = None
    if named is not None:
        low, high, head = named
        source = Mention(scene.span(low, high), head.i)
        tokens = tokens | frozenset(range(low, high + 1))
    return Inquit(cue_of(scene, whole, meaning), source, rule, tokens)


_PLAIN = frozenset({"say", "add", "tell", "ask", "reply", "continue", "respond", "write", "read", "tweet", "state"})


def _is_plain(scene: Scene, verb: Token) -> bool:
    entry = scene.lexicon.verb(verb)
    return entry is not None and entry[0] in _PLAIN


def _may_cue(scene: Scene, token: Token, window: Sequence[Token], *, forward: bool) -> bool:
    """Whether a word may be the cue: a reporting verb, also one that the tagger takes for a noun ("he notes")."""
    if token.pos_ in {"VERB", "AUX"}:
        if not forward and _opens_sentence(window, token) and token.tag_ in {"VBN", "VBD"}:
            return False  # "Asked which it was, he …": the question, not the answer
        if not forward and window[-1].text == ":" and token.i == window[-1].i - 1 and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return True  # "he demurred:"
        return _quotes(scene, token) or (forward and _any_verb(scene, token, window))
    if not forward or token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not token.text.islower():
        return False
    if token.i == window[0].i:
        return _quotes(scene, token) and token.lower_.endswith("ed") and len(window) > 1 and window[1].text[:1].isupper()
    before, entry = token.nbor(-1), scene.lexicon.verb(token)
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    plain = entry is not None and entry[0] in scene.lexicon.inverting and after.pos_ in {"PUNCT", "SPACE", "ADP"}
    named = before.pos_ in {"PRON", "PROPN"} or before.text == "," or (plain and before.pos_ in {"NOUN", "ADJ"})
    return _quotes(scene, token) and named and token.lower_[-1:] in "sd"


def _opens_sentence(window: Sequence[Token], token: Token) -> bool:
    return token.i == next((t.i for t in window if t.is_alpha), -1) and bool(token.is_sent_start or token.text[:1].isupper())


def _quotes(scene: Scene, verb: Token) -> bool:
    entry = scene.lexicon.verb(verb)
    meaning = entry[1].takes("quotation", "clause", "addressee", "person-to") if entry else None
    return meaning is not None and (meaning.act in {"speech", "writing"} or entry is not None and entry[0] in _ALOUD)


_ALOUD = frozenset({"think", "wonder", "conclude", "reason", "suppose", "believe", "reckon", "find", "feel", "argue"})


def _any_verb(scene: Scene, verb: Token, window: Sequence[Token]) -> bool:
    """Whether a verb that seldom reports does so here: it has nothing but a subject. '…," he smiled.'"""
    if verb.lemma_.lower() in scene.lexicon.never_quoting or verb.pos_ != "VERB" or verb.tag_ in {"VBG", "VB"}:
        return False
    near = [t for t in window if t.i > verb.i]
    before = [t for t in window if t.i < verb.i]
    if not before:
        return verb.tag_ in {"VBD", "VBZ"} and bool(near) and near[0].pos_ in {"PROPN", "DET", "PRON"} and (len(near) > 1 or near[0].lower_ not in _OBJECTS)
    return (
        len(before) <= 4
        and all(t.pos_ in {"PROPN", "PRON", "NOUN", "DET", "ADV", "ADJ"} for t in before)
        and (not near or near[0].pos_ in {"PUNCT", "ADV", "ADP"})
    )


_OBJECTS = frozenset({"him", "her", "them", "it", "that", "this", "me", "us", "what", "which", "who"})


def _in_side_clause(verb: Token, window: Sequence[Token]) -> bool:
    """Whether a verb belongs to a relative clause or a participle between a name and its cue."""
    opened = False
    for before, token in zip(window, window[1:], strict=False):
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
    if any(t.i < verb.i and t.pos_ in {"PROPN", "NOUN", "PRON"} for t in window):
        return None
    phrase: list[Token] = []
    for token in (t for t in window if t.i > verb.i):
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", "?", "!", ";", "—", "–", ":"}:
            break
        if token.lower_ in _AFTER_NAME or (token.pos_ == "ADV" and phrase) or token.tag_ in {"WP", "WDT", "WRB"}:
            break
        if token.text == "," and not _apposition_follows(token, window):
            break
        if token.ent_type_ == "DATE" and phrase:
            break
        phrase.append(token)
    return _named(phrase)


_AFTER_NAME = frozenset({"in", "on", "at", "during", "after", "before", "while", "when", "who", "whose", "which", "to", "as", "with", "by",
                         "during", "about", "through", "via", "last", "yesterday", "today", "earlier", "later", "told"})  # fmt: skip


def _apposition_follows(comma: Token, window: Sequence[Token]) -> bool:
    after = [t for t in window if t.i > comma.i][:6]
    return bool(after) and (
        after[0].lower_ in {"a", "an", "the", "chief", "head", "director", "president", "chairman", "spokesman"}
        or (after[0].text.isdigit() and len(after) > 1 and after[1].text == ",")
        or (after[0].pos_ == "NOUN" and any(t.lower_ in {"of", "at", "for"} for t in after))
    )


def _in_front(scene: Scene, verb: Token, whole: Expression, window: Sequence[Token]) -> tuple[int, int, Token] | None:
    """The source between a quotation and its cue: 'Roe, who chairs the committee, said'."""
    phrase = [t for t in window if t.i < whole.first]
    cut = next(
        (
            k
            for k, t in enumerate(phrase)
            if k and phrase[k - 1].text == "," and (t.lower_ in {"who", "which", "whose", "where"} or t.tag_ in {"VBG", "VBN"})
        ),
        None,
    )
    phrase = phrase[:cut]
    while phrase and (phrase[-1].text in {",", "—", "–"} or (phrase[-1].pos_ == "ADV" and len(phrase) > 1)):
        phrase.pop()
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and base(t) not in {"acl", "amod"} for t in phrase):
        return _by_parse(scene, verb, whole, window)
    return _named(phrase)


def _named(phrase: list[Token]) -> tuple[int, int, Token] | None:
    """First and last token and head of a phrase that names somebody, or None for one that doesn't."""
    while phrase and phrase[-1].text in {",", "(", "-"}:
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
    return phrase[0].i, phrase[-1].i, phrase_head(head, phrase[0].i) if head.head.i >= phrase[0].i else head


def _by_parse(scene: Scene, verb: Token, whole: Expression, window: Sequence[Token]) -> tuple[int, int, Token] | None:
    """The source that the parse gives a cue in front of its quotation."""
    if is_passive(verb):
        return None
    low, high = window[0].i, window[-1].i
    sentence = scene.document.sentence_at(verb.i)
    first = coordinated_with(scene, sentence, whole.governor) if sentence is not None else None
    subject = subject_of(first or whole.governor)
    if subject is None or whole.covers(subject):
        subject = nominal_before(verb.doc[whole.first], low)
    if subject is None and not any(base(c) == "obj" for c in verb.children):
        subject = nominal_after(verb, high + 1)
    if subject is None or subject.i > high or (subject.i < low and scene.quoted[subject.i] is not None):  # inside the quotation: the parser has lost its way
        return None
    first, last = noun_phrase(subject, stop=whole.tokens)
    return first, last, subject


# --- quotations with no cue of their own ---------------------------------------------------------------------------


def _clause_start(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> int:
    """Where content begins that a quotation only ends: 'The plan is "a disaster," Roe said.'"""
    earlier = [q.span.end for q in paragraph.quotations if q.span.end <= quotation.span.start]
    low = paragraph.span.start
    for sentence in paragraph.sentences:
        if sentence.span.start <= quotation.span.start:
            low = sentence.span.start
    window = scene.tokens_in(Span(low, quotation.span.start))
    since = _since_stop(window)
    words = [t for t in since if any(c.isalnum() for c in t.text)]
    if not words or (earlier and earlier[-1] > low and len(words) < 2):
        return quotation.span.start
    if words[-1].text == ":" or _quotes(scene, words[-1]) or (since[-1].text == "," and any(_quotes(scene, t) for t in words)):
        return quotation.span.start  # 'He said, "…," Reuters reported': the quotation has a cue of its own
    if words[0].lower_ in {"but", "and"}:
        words = words[1:]
    return words[0].idx if words else quotation.span.start


def _stands_alone_after(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether the sentence ends with a quotation or goes on with something other than its clause."""
    rest = scene.text[quotation.span.end : paragraph.span.end].lstrip(" \u00a0")
    inner = quotation.inner.of(scene.text).rstrip()
    if not quotation.closed or not rest or rest[0] in ".,;:!?)—–-\"“”":
        return True
    return inner.endswith((".", "?", "!", ",", "…")) or rest[0].isupper()


def _is_free(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence by itself, with no words of the article's own in it."""
    before = scene.text[paragraph.span.start : quotation.span.start].rstrip()
    inner = quotation.inner.of(scene.text).strip()
    opens = not before or before.endswith((".", "!", "?", ".”", '."', "?”", "!”", '?"', '!"', "”", '"', "…", ":", "»"))
    rest = scene.text[quotation.span.end : paragraph.span.end].lstrip()
    closes = not quotation.closed or inner.endswith((".", "?", "!", "…", "—", "...")) or not rest or rest[0] == "."
    return opens and closes and (inner[:1].isupper() or not inner[:1].isalpha() or not before)


def _only_free_between(scene: Scene, find: _Find, quotation: Quotation) -> bool:
    """Whether nothing but the rest of the inquit's sentence stands between a find and the next quotation."""
    low = find.content[-1].end
    between = scene.tokens_in(Span(low, quotation.span.start))
    stops = [t for t in between[:-1] if t.text in {".", "!", "?"}]
    return not stops or all(not any(c.isalnum() for c in t.text) for t in between[between.index(stops[0]) :])


def _speech(scene: Scene, find: _Find) -> Speech:
    sentence = next((s for s in scene.document.sentences if s.span.overlaps(find.at)), None)
    if find.inquit is not None:
        at = find.inquit.cue.span
        sentence = next((s for s in scene.document.sentences if s.span.overlaps(at)), sentence)
    return Speech(
        type="direct",
        content=tuple(find.content),
        cue=find.inquit.cue if find.inquit else None,
        source=find.inquit.source if find.inquit else None,
        sentence=sentence.span if sentence else find.at,
        rule=find.rule,
        confidence=0.5,
        follows=find.follows,
    )
