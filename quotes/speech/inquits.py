"""What attributes a quotation, right behind it or right in front of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE, RELATIVE, TENSED
from quotes.span import Span
from quotes.speech.asides import is_circumstance
from quotes.speech.expression import expression
from quotes.speech.frame import phrase_head
from quotes.speech.inquit import ASSERT, Inquit, attributing, by_parse, in_side_clause, inquit_of, quotes_aloud
from quotes.speech.nounphrase import noun_phrase
from quotes.speech.speech import Cue, Mention
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotes.parse.plain import Token
    from quotes.speech.marks import Quotation
    from quotes.speech.scene import Paragraph, Scene


_ENDS_OPEN = (",", "?", "!", "—", "–", "-", "…", "...", ";")  # a quotation that ends so goes on with its cue


_REACH = 40  # how many tokens a cue may be away: room for an apposition or a relative clause


_OPENS_OTHER = frozenset({"and", "but", "or", "which", "as", "when", "while", "because", "to", "for", "in"})
STOPS = frozenset({".", "!", "?"})
_LEAD = 3  # words that "from" may be among: "More from the report:"
FOLLOWING = 3  # a quotation of fewer words doesn't go on with anything
_LONGEST_NAME = 40  # code points looked back at for the name before a nickname


def inquit_after(scene: Scene, paragraph: Paragraph, index: int) -> Inquit | None:
    """What attributes a quotation right behind it: '…," Roe said', '…" — Jane Doe'."""
    quotation = paragraph.quotations[index]
    if not quotation.closed:
        return None
    later = (q.span.start for q in paragraph.quotations[index + 1 :] if not _is_nickname(scene, q))
    limit = next(later, paragraph.span.end)
    window = _until_stop(scene.tokens_in(Span(quotation.span.end, max(limit, quotation.span.end))))
    inner = quotation.inner.of(scene.text).rstrip(" \u00a0\"'’”")
    if not window:
        return None
    if window[0].text in _DASHES:
        return _signature(scene, paragraph, quotation, window, paragraph.span.end)
    after_comma = window[0].text == ","
    if after_comma:
        window = window[1:]
    if not window:
        return None
    runs_on = limit < paragraph.span.end and window[-1].text not in STOPS  # into the next quotation
    attributed = after_comma or inner.endswith(_ENDS_OPEN) or _goes_on(scene, window, inner, runs_on=runs_on)
    if not attributed or window[0].lower_ in _OPENS_OTHER:
        return None
    inquit = _according(scene, window) or attributing(scene, window, "quotation-before-cue", forward=True)
    if inquit is not None and _begins_anew(window):
        alone = all(t.pos_ == "PUNCT" for t in window if t.i > max(inquit.tokens)) or _is_bare(scene, window, inquit)
        return inquit if alone and not runs_on and window[-1].text not in {",", ":"} else None
    if inquit is not None and clause_start(scene, paragraph, quotation) < quotation.span.start:
        if _ends_side_clause(scene, paragraph, quotation):
            return None
        return inquit if _is_bare(scene, window, inquit) else None  # the quotation only ends a clause
    return inquit


def _begins_anew(window: Sequence[Token]) -> bool:
    """Whether a pronoun with a capital begins another sentence: '"Why?" She replied that …', '"Why?" He said, "…"'."""
    return window[0].pos_ == "PRON" and window[0].text[:1].isupper() and window[0].text != "I"


def _ends_side_clause(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a quotation ends what somebody else reports in a side clause: 'While Orle calls it "a ruin," Roe …'."""
    low = _sentence_start(paragraph, quotation)
    window = scene.tokens_in(Span(low, max(low, quotation.span.start)))
    if not window or window[0].lower_ not in _SUBORDINATING:
        return False
    return any(t.tag_ in FINITE and scene.lexicon.verb(t) is not None for t in window)


_SUBORDINATING, _COORDINATING = words("adverbial"), words("coordinating")


def _is_nickname(scene: Scene, quotation: Quotation) -> bool:
    """Whether marks hold a nickname, inside a name: Walter “the Ferret” Haines."""
    before = scene.text[max(0, quotation.span.start - _LONGEST_NAME) : quotation.span.start].split(" ")[-2:]
    after = scene.text[quotation.span.end : quotation.span.end + 2]
    inside_name = len(before) == 2 and before[0][:1].isupper() and before[0].isalpha() and not before[1]
    return inside_name and after[:1] == " " and after[1:].isupper() and quotation.words(scene.text) < FOLLOWING


def _is_bare(scene: Scene, window: Sequence[Token], inquit: Inquit) -> bool:
    """Whether an inquit has no content of its own: "… 'New Day,' Roe told the host that …" has."""
    rest = [t for t in window if t.i > max(inquit.tokens)]
    described = inquit.source is not None and inquit.cue.span < inquit.source.span and rest[:1] and rest[0].tag_ == "WP"
    return bool(described) or is_circumstance(rest, scene.doc[inquit.cue.head])  # "…,' said the man who built it"


def _goes_on(scene: Scene, window: Sequence[Token], inner: str, *, runs_on: bool) -> bool:
    """Whether words after a quotation that ends in a full stop or nothing still attribute it: '." she said.'

    Not where they begin a sentence that runs on into another quotation: '"It is over." He wants "no more"'.
    """
    verb = next((t for t in window[:6] if t.pos_ == "VERB" and quotes_aloud(scene, t)), None)
    if verb is None or len(inner.split()) < FOLLOWING:
        return False
    if inner.endswith("."):
        rest = [t for t in window if t.i > verb.i and t.text not in STOPS]
        small = window[0].text[:1].islower()
        return small or (not runs_on and all(t.pos_ in {"PROPN", "NOUN", "DET", "ADV"} for t in rest))
    entry = scene.lexicon.verb(window[0])
    inverted = entry is not None and entry[0] in scene.lexicon.inverting
    return inverted or (verb.i - window[0].i <= 3 and window[0].pos_ in {"PRON", "PROPN"})


def _until_stop(tokens: Iterable[Token]) -> list[Token]:
    window: list[Token] = []
    for token in tokens:
        window.append(token)
        if token.text in STOPS or len(window) >= _REACH:
            break
    return window


_DASHES = frozenset({"—", "–", "-", "--", "―", "~"})


def signed_below(scene: Scene, paragraph: Paragraph, index: int, following: Paragraph | None) -> Inquit | None:
    """A signature in a paragraph of its own, below one that is nothing but a quotation."""
    quotation = paragraph.quotations[index]
    if following is None or not quotation.closed or quotation.span.end < paragraph.span.end:
        return None
    window = _until_stop(scene.tokens_in(following.span))
    if not window or window[0].text not in _DASHES or following.quotations:
        return None
    return _signature(scene, paragraph, quotation, window, following.span.end)


def opens_with(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a paragraph opens with a quotation."""
    return not any(char.isalnum() for char in scene.text[paragraph.span.start : quotation.span.start])


def _signature(
    scene: Scene, paragraph: Paragraph, quotation: Quotation, window: list[Token], end: int
) -> Inquit | None:
    """A name behind a dash that ends the paragraph: '"…." — Commissioner Roe'."""
    rest = _without_participle([t for t in window[1:] if t.text != "."])
    names = [t for t in rest if t.pos_ in {"PROPN", "NOUN"} or t.text[:1].isupper()]
    if (
        not opens_with(scene, paragraph, quotation)
        or not rest
        or len(rest) > 14
        or not names
        or any(t.pos_ == "VERB" and not t.text[:1].isupper() for t in rest)
    ):
        return None
    if window[-1].idx + len(window[-1]) < end - 1:
        return None
    head = phrase_head(names[0], window[0].i + 1)
    cue = Cue(scene.span(window[0].i, window[0].i), window[0].i, window[0].text, "speech", "assert")
    source = Mention(scene.span(rest[0].i, rest[-1].i), head.i if rest[0].i <= head.i <= rest[-1].i else rest[0].i)
    return Inquit(cue, source, "quotation-signed", frozenset(t.i for t in window))


def named_behind(scene: Scene, paragraph: Paragraph, index: int) -> Mention | None:
    """A name with nothing to say what it does, behind a quotation that ends in a comma: '"…," Jane Doe, a nurse.'

    Before the name there may be a title with its comma: '"…," Secretary of Energy, Jane Doe.'
    """
    quotation = paragraph.quotations[index]
    limit = next((q.span.start for q in paragraph.quotations[index + 1 :]), paragraph.span.end)
    window = _until_stop(scene.tokens_in(Span(quotation.span.end, max(limit, quotation.span.end))))
    ends_in_comma = quotation.closed and quotation.inner.of(scene.text).rstrip().endswith(",")
    if not ends_in_comma or not window or not _is_clause(scene.tokens_in(quotation.inner)):
        return None
    ends = window[-1].text in STOPS or scene.text[window[-1].idx + len(window[-1]) : paragraph.span.end].strip() == ""
    words = [t for t in window if t.text not in STOPS]
    if not ends or not words or any(t.pos_ in {"VERB", "AUX"} and t.tag_ in FINITE for t in words):
        return None
    parts = _between_commas(words)
    if len(parts) == 1 and (short := _name_before_place(words)) is not None:
        return Mention(scene.span(short[0].i, short[-1].i), phrase_head(short[-1], short[0].i).i)
    name = parts[0] if _is_person(parts[0]) else parts[1] if len(parts) > 1 and _is_person(parts[1]) else None
    if name is None or (name is not parts[0] and not all(t.text[:1].isupper() or t.pos_ == "ADP" for t in parts[0])):
        return None
    head = phrase_head(name[-1], name[0].i)
    return Mention(scene.span(words[0].i, words[-1].i), head.i if name[0].i <= head.i <= name[-1].i else name[0].i)


def _is_clause(words: Sequence[Token]) -> bool:
    """Whether quoted words are a sentence, and no title: it has a verb, a subject and longer words in small letters."""
    clause = any(t.tag_ in FINITE for t in words) and any(t.base in {"nsubj", "expl"} for t in words)
    return clause and sum(t.text.islower() and len(t) > _SHORT for t in words) >= _SMALL


_SHORT, _SMALL = 3, 3  # letters of words that are small in titles, too; longer words in small letters that no title has


def _between_commas(words: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in words:
        if token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _is_person(words: Sequence[Token]) -> bool:
    """Whether words are a person's name in full and nothing else."""
    return len(words) > 1 and all(t.ent_type_ == "PERSON" and t.text[:1].isupper() for t in words)


def _name_before_place(words: Sequence[Token]) -> Sequence[Token] | None:
    """The name that opens words which only tell where besides: '"…," *Roe* from his desk.'"""
    name = list(takewhile(lambda token: token.ent_type_ == "PERSON" and token.text[:1].isupper(), words))
    behind = words[len(name)] if name and len(name) < len(words) else None
    return name if behind is not None and behind.base == "case" else None


def _without_participle(signature: list[Token]) -> list[Token]:
    """A signature without what it says of the occasion: "— Jane Doe, | tweeting after the vote"."""
    ends = (k for k, token in enumerate(signature[:-1]) if token.text == "," and signature[k + 1].tag_ == "VBG")
    return signature[: next(ends, len(signature))]


def _according(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    if len(window) < 3 or window[0].lower_ != "according" or window[1].lower_ != "to":
        return None
    head = phrase_head(window[2], window[2].i)
    head = next(
        (t for t in window[2:12] if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.base in {"obl", "nmod", "fixed"}), head
    )
    low, high = noun_phrase(head, stop=frozenset({window[0].i, window[1].i}))
    low, high = max(low, window[2].i), min(high, window[-1].i)
    cue = Cue(scene.span(window[0].i, window[1].i), window[0].i, "according to", "speech", "assert")
    source = Mention(scene.span(low, max(low, high)), head.i)
    return Inquit(cue, source, "quotation-according-to", frozenset(range(window[0].i, high + 1)))


def inquit_before(scene: Scene, paragraph: Paragraph, index: int, previous: Paragraph | None) -> Inquit | None:
    """What attributes a quotation right in front of it: 'Roe said, "…', 'Roe:', or a line above that ends so."""
    quotation = paragraph.quotations[index]
    low = paragraph.quotations[index - 1].span.end if index else paragraph.span.start
    window = _since_stop(scene.tokens_in(Span(low, max(low, quotation.span.start))))
    if not window and scene.text[low : quotation.span.start].strip():
        return _told_before(scene, paragraph, quotation) if not index else None
    if not window and not index and previous is not None:
        window = _since_stop(scene.tokens_in(Span(previous.sentences[-1].span.start, previous.span.end)))
        if not window or window[-1].text != ":" or any(scene.spoken(t) for t in window):
            return None
    if not window:
        return None
    last = window[-1]
    if last.text == ":":
        according = _according(scene, window[:-1])  # 'According to the Post: "…"'
        if according is not None:
            return replace(according, rule="quotation-after-colon")
        inquit = attributing(scene, window, "quotation-after-colon", forward=False) or _labelled(scene, window)
        begins = _begins_sentence(scene, quotation)
        return inquit or (_introduced(scene, window) or _named_last(scene, window) if begins else None)
    if last.text == "," and not quotation.closed and (according := _according(scene, window[:-1])) is not None:
        return replace(according, rule="quotation-after-cue")  # 'According to the Post, "…', in several paragraphs
    if last.text in {",", "—", "–", "-", "--"} or (last.pos_ == "VERB" and quotes_aloud(scene, last)):
        return attributing(scene, window, "quotation-after-cue", forward=False)
    if (
        last.pos_ not in {"ADP", "DET", "ADJ"}
        and last.tag_ != "POS"
        and _begins_sentence(scene, quotation)
        and _cue_is_near(scene, window)
    ):
        return attributing(scene, window, "quotation-after-cue", forward=False)
    return None


def _told_before(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> Inquit | None:
    """What attributes a quotation in a sentence of its own that says nothing else: 'Roe said in a statement. "…"'."""
    before = [s for s in paragraph.sentences if s.span.end <= quotation.span.start]
    if not before or not _begins_sentence(scene, quotation):
        return None
    window = list(scene.document.tokens(before[-1]))
    while window and window[-1].text == ".":
        window.pop()
    if not window or any(scene.spoken(t) for t in window):
        return None
    inquit = attributing(scene, window, "quotation-after-cue", forward=False)
    if inquit is None or inquit.source is None or inquit.cue.lemma not in scene.lexicon.inverting:
        return None
    head = scene.doc[inquit.cue.head]
    rest = [t for t in window if t.i > head.i]
    return inquit if inquit.source.head < head.i and rest and is_circumstance(rest, head) else None


def _cue_is_near(scene: Scene, window: Sequence[Token]) -> bool:
    """Whether only a short phrase stands between the cue and the quotation: 'told reporters "…'."""
    near = [t for t in window[-7:] if t.pos_ == "VERB"]
    return bool(near) and quotes_aloud(scene, near[-1]) and not any(t.lower_ in {"that", "as"} for t in window[-2:])


def _begins_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Whether the quoted words begin with a capital and end with the mark of a sentence."""
    inner = quotation.inner.of(scene.text).strip()
    return inner[:1].isupper() and (inner.endswith((".", "?", "!", ",", "…", "—")) or not quotation.closed)


def _since_stop(tokens: Sequence[Token]) -> list[Token]:
    window: list[Token] = []
    for token in reversed(tokens):
        if token.text in STOPS or len(window) >= _REACH:
            break
        window.append(token)
    return window[::-1]


def _introduced(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    """Whatever a colon announces speech with: 'Roe had this to offer: "…', 'She addressed the crowd again: "…'."""
    verbs = [t for t in window if t.pos_ == "VERB" and _is_finite(t) and not scene.spoken(t)]
    main = (t for t in verbs if t.base != "advcl" or t.head not in verbs)  # "When he *left*, she *rose*:"
    verb = next(main, verbs[0] if verbs else None)
    if verb is None or in_side_clause(verb, window) or verb.lemma_.lower() in scene.lexicon.never_quoting:
        return None
    whole = expression(scene, verb)
    named = by_parse(scene, verb, whole, window)
    if named is None or named[2].tag_ in RELATIVE:
        return None
    return inquit_of(scene, whole, ASSERT, named, "quotation-introduced")


def _is_finite(verb: Token) -> bool:
    """Whether a verb has a tense, by itself or by "has" or "had"."""
    perfect = verb.tag_ == "VBN" and any(child.base == "aux" for child in verb.children)
    return perfect or verb.tag_ in TENSED


def _named_last(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    """A person whose name ends the words before a colon: 'That did not surprise the pollster Ada Roe: "…"'."""
    colon, last = window[-1], window[-2] if len(window) > 1 else window[-1]
    if last.ent_type_ != "PERSON" or scene.spoken(last):
        return None
    head = phrase_head(last, window[0].i, colon.i)
    low, high = noun_phrase(head, stop=frozenset({colon.i}))
    cue = Cue(scene.span(colon.i, colon.i), colon.i, ":", "speech", "assert")
    source = Mention(scene.span(max(low, window[0].i), min(high, last.i)), head.i)
    return Inquit(cue, source, "quotation-after-colon", frozenset(t.i for t in window))


def _labelled(scene: Scene, window: Sequence[Token]) -> Inquit | None:
    """A name and a colon with no verb but "be": 'Roe: "…"', 'And from the report:', 'Roe was less sure: "…"'."""
    dash = next((k for k in range(len(window) - 1, -1, -1) if window[k].text in {"-", "–", "—"}), -1)
    window = window[dash + 1 :]  # "A headline - Roe:"
    names = [t for t in window[:-1] if t.pos_ in {"PROPN", "PRON"} or t.ent_type_ in {"PERSON", "ORGANIZATION"}]
    led = next((k for k, t in enumerate(window[:_LEAD]) if t.lower_ == "from"), None)
    if led is not None:
        names = names or [t for t in window[led + 1 : -1] if t.pos_ == "NOUN"]
    acts = any(t.pos_ == "VERB" or (t.pos_ == "AUX" and t.lemma_.lower() != "be") for t in window)
    if not names or len(window) > 12 or acts:
        return None
    head = phrase_head(names[0], window[0].i)
    if head.pos_ == "NOUN" and any(t.pos_ == "AUX" for t in window):
        return None
    low, high = noun_phrase(head, stop=frozenset({window[-1].i}))
    low, high = max(low, window[0].i), min(high, window[-2].i)
    cue = Cue(scene.span(window[-1].i, window[-1].i), window[-1].i, ":", "speech", "assert")
    return Inquit(
        cue, Mention(scene.span(low, max(low, high)), head.i), "quotation-after-colon", frozenset(t.i for t in window)
    )


def _sentence_start(paragraph: Paragraph, quotation: Quotation) -> int:
    """Where the sentence begins that a quotation opens in."""
    starts = (sentence.span.start for sentence in paragraph.sentences)
    return max((start for start in starts if start <= quotation.span.start), default=paragraph.span.start)


def clause_start(scene: Scene, paragraph: Paragraph, quotation: Quotation) -> int:
    """Where content begins that a quotation only ends: 'The plan is "a disaster," Roe said.'"""
    earlier = [q.span.end for q in paragraph.quotations if q.span.end <= quotation.span.start]
    low = _sentence_start(paragraph, quotation)
    window = scene.tokens_in(Span(low, quotation.span.start))
    since = _since_stop(window)
    words = [t for t in since if any(c.isalnum() for c in t.text)]
    if not words or (earlier and earlier[-1] > low and len(words) < 2):
        return quotation.span.start
    if (
        since[-1].text == ":"
        or quotes_aloud(scene, words[-1])
        or (since[-1].text == "," and any(quotes_aloud(scene, t) for t in words))
    ):
        return quotation.span.start  # 'He said, "…," Reuters reported': the quotation has a cue of its own
    if words[0].lower_ in _COORDINATING:
        words = words[1:]
    return words[0].idx if words else quotation.span.start
