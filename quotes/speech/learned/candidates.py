"""Proposals of the network as speech: whole expressions, noun phrases, exact spans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.span import Span
from quotes.speech.content import runs_of, to_end_of_quotation, up_to_full_stop
from quotes.speech.cues import Meaning
from quotes.speech.expression import cue_of, expression
from quotes.speech.frame import phrase_head, questions_somebody
from quotes.speech.learned.edges import (
    content_tokens,
    cue_tokens,
    hears,
    only_connects,
    outside_source,
    speaker_beside,
    splits_phrase,
    targeted,
)
from quotes.speech.nounphrase import behind_time, noun_phrase
from quotes.speech.rules import LEARNED_RULE
from quotes.speech.speech import Cue, Mention, Speech
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.parse.plain import Token
    from quotes.speech.cues import Lexicon, Word
    from quotes.speech.learned.propose import Proposal
    from quotes.speech.scene import Scene

_NAMING = words("naming")
_WORKS = words("works")
_REJECTING = words("rejecting")
_NO_CUES = frozenset({"as", "on"})  # by themselves: "known to sailors *as* the Teapot"
_AROUND = "\"'“”‘’«».,;:!?"
_LONG = 4  # letters: shorter words are small in titles, too
GAP = 2  # words between two parts of a content that belong to it after all, if they are nothing else


def candidate(scene: Scene, proposal: Proposal) -> Speech | None:
    """The speech that a proposal amounts to, or None where its cue or its content holds no word."""
    cue = cue_from(scene, proposal)
    if cue is None or splits_phrase(scene, proposal) or cue.span.of(scene.text).lower() in _NO_CUES:
        return None
    proposal = outside_source(scene, proposal)
    source = source_from(scene, proposal)
    head = scene.doc[cue.head]
    if source is not None and (hears(head, scene.doc[source.head]) or targeted(head, scene.doc[source.head])):
        source = None
    if scene.is_prompt(head) or _is_asked(head, scene.doc[source.head] if source is not None else None):
        return None
    content = _without_hearer(scene, head, content_from(scene, proposal, cue))
    if not content or _names(scene, head, source, content) or (source is not None and _is_work(scene, head, content)):
        return None
    if source is not None and _cuts(scene, source, content[-1]):
        return None
    sentence = scene.document.sentence_at(cue.head)
    if sentence is None:
        return None
    *rest, last = content
    last = to_end_of_quotation(scene, up_to_full_stop(scene, _to_closing_mark(scene, last, head), sentence))
    last = _behind_colon(scene, last)
    return Speech("indirect", (*rest, last), cue, source, sentence.span, LEARNED_RULE, 0.0)


def cue_from(scene: Scene, proposal: Proposal) -> Cue | None:
    """The cue: the whole expression around a verb, else just the words proposed."""
    tokens = [scene.doc[i] for i in proposal.cue]
    head = cue_head(tokens)
    if head is None:
        return None
    tokens = [scene.doc[i] for i in cue_tokens(scene, proposal.cue, head)]
    first, last = tokens[0].i, tokens[-1].i
    if head.pos_ not in {"VERB", "AUX"}:
        meaning = _meaning(scene, head, proposal)
        return Cue(scene.span(first, last), head.i, head.lemma_.lower(), meaning.act, meaning.stance)
    whole = expression(scene, head)
    taken = frozenset(proposal.source) | frozenset(proposal.content)
    if taken & whole.tokens:  # what the network takes for source or content isn't part of the expression
        whole = replace(whole, first=first, last=max(first, min(whole.last, last)))
    whole = replace(whole, first=min(first, whole.first), last=max(last, whole.last))
    meaning = _meaning(scene, head, proposal)
    if head.lemma_.lower() in _REJECTING and any(t.lemma_.lower() in scene.lexicon.nouns for t in tokens):
        meaning = Meaning(meaning.act, "deny")  # "lamented suggestions | that it is late"
    return cue_of(scene, whole, meaning)


def source_from(scene: Scene, proposal: Proposal) -> Mention | None:
    """The source: the noun phrase of the longest stretch of the words proposed, or the stretch where that is none."""
    own = frozenset(proposal.source)  # and the rest of a name that begins in it: "described by Ada | Bell as …"
    content = (i for i in proposal.content if scene.doc[i].base != "flat" or scene.doc[i].head.i not in own)
    others = frozenset(proposal.cue) | frozenset(content)
    runs = _bridged(scene, proposal.source, others)
    if not runs:
        return None
    run = max(runs, key=len)
    run = run[behind_time(scene.doc, run[0], run[-1]) - run[0] :]
    while len(run) > 1 and not any(char.isalnum() for char in scene.doc[run[0]].text):
        run = run[1:]
    head = next((t for t in (scene.doc[i] for i in run) if t.head.i not in run or t.head.i == t.i), scene.doc[run[0]])
    above = speaker_beside(head)
    if above is not None and above.i not in others:
        head = above
    if head.pos_ in {"NOUN", "PROPN"}:
        first, last = noun_phrase(head, stop=others)
        if not others.intersection(range(first, last + 1)):
            return Mention(scene.span(first, last), head.i)
    return Mention(scene.span(run[0], run[-1]), phrase_head(head, run[0], run[-1] + 1).i)


def _is_asked(cue: Token, source: Token | None) -> bool:
    """Whether a cue only puts something to somebody who then speaks: "*Asked* whether he would, Roe said"."""
    opens = cue.tag_ in {"VBN", "VBD"} and cue.base == "advcl" and cue.head.i > cue.i
    if not opens or any(child.base == "nsubj" for child in cue.children):
        return False
    return source is None or (source.base == "nsubj" and source.head.i == cue.head.i)


def _cuts(scene: Scene, source: Mention, content: Span) -> bool:
    """Whether content ends within the source's own phrase: "It will fail, the head of the water | service told …"."""
    modifiers = (child for child in scene.doc[source.head].children if child.base in {"compound", "amod", "det"})
    return any(content.start <= child.idx < content.end <= source.span.start for child in modifiers)


def _names(scene: Scene, cue: Token, source: Mention | None, content: tuple[Span, ...]) -> bool:
    """Whether a participle only gives something its name: "the path *known* as the “Monk's Mile”"."""
    if cue.tag_ != "VBN" or cue.lemma_.lower() not in _NAMING:
        return False
    if source is not None and source.head != cue.head.i:
        return False
    if any(child.base == "aux" for child in cue.children):  # "will be known as": all that is said is the name
        return all(_in_title_case(part.of(scene.text)) for part in content)
    quoted = [quotation.inner for part in content for quotation in scene.quotations_in(part)]
    return all(_in_title_case(part.of(scene.text)) for part in quoted or content)


def _in_title_case(text: str) -> bool:
    """Whether the longer words of a text begin with capitals, as those of a name or a title do."""
    longer = [word for part in text.split() if len(word := part.strip(_AROUND)) >= _LONG]
    return bool(longer) and all(word[:1].isupper() for word in longer)


def _is_work(scene: Scene, cue: Token, content: tuple[Span, ...]) -> bool:
    """Whether content is a work with its title, behind what no list has for a cue: "a memoir, “Salt and Silver”"."""
    if len(content) > 1 or known_word(scene.lexicon, cue) is not None:
        return False
    quoted = scene.quotations_in(content[0])
    if not quoted or not all(_in_title_case(quotation.inner.of(scene.text)) for quotation in quoted):
        return False
    before = scene.tokens_in(Span(content[0].start, max(content[0].start, quoted[0].span.start)))
    nouns = [token for token in before if token.pos_ == "NOUN"]
    return bool(nouns) and nouns[-1].lemma_.lower() in _WORKS


def content_from(scene: Scene, proposal: Proposal, cue: Cue) -> tuple[Span, ...]:
    """The content: the words proposed, small gaps closed, edges tidied."""
    own = [token.i for token in scene.tokens_in(cue.span)]
    others = frozenset(proposal.cue) | frozenset(proposal.source)
    runs = _bridged(scene, content_tokens(scene, proposal, own), others)
    if len(runs) > 1:
        runs = [run for run in runs if not only_connects(scene, run)] or runs
    parts = runs_of(scene, runs)
    impersonal = len(parts) > 1 and parts[0].of(scene.text).lower() == "it"  # "It was believed that …"
    return tuple(parts[1:] if impersonal else parts)


def _without_hearer(scene: Scene, cue: Token, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without whoever hears it: "*The mayor* was informed | that it would stop"."""
    apart = [part for part in content if not any(hears(cue, token) for token in scene.tokens_in(part))]
    return tuple(apart) if len(content) > 1 else content


def _to_closing_mark(scene: Scene, span: Span, cue: Token) -> Span:
    """The span up to where a quotation closes that it breaks off in; but not one that the cue itself stands in."""
    around = scene.quoted[cue.i]
    for quotation in scene.quotations_in(Span(span.start, span.end + 1)):
        own = around is not None and around.span == quotation.span
        if not own and quotation.closed and span.start <= quotation.span.start < span.end < quotation.span.end:
            return Span(span.start, quotation.span.end)
    return span


def _behind_colon(scene: Scene, span: Span) -> Span:
    """The quotation that a span ends with behind a colon, where next to nothing stands before it: 'done: "Yes, …"'."""
    colon = scene.text.find(":", span.start, span.end)
    before, rest = Span(span.start, max(span.start, colon)), Span(colon + 1, span.end).stripped(scene.text)
    quoted = any(quotation.span == rest for quotation in scene.quotations_in(rest)) if colon >= 0 else False
    return rest if quoted and len(before.of(scene.text).split()) <= GAP else span


def _bridged(scene: Scene, tokens: Sequence[int], others: frozenset[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in tokens:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
            continue
        between = [k for k in range(runs[-1][-1] + 1, i) if not scene.doc[k].is_space] if runs else []
        words = [k for k in between if any(char.isalnum() for char in scene.doc[k].text)]
        if runs and len(words) <= GAP and not others.intersection(between):
            runs[-1] += [*between, i]
        else:
            runs.append([i])
    return [run for run in runs if any(any(c.isalnum() for c in scene.doc[i].text) for i in run)]


def cue_head(tokens: Sequence[Token]) -> Token | None:
    """The word that reports: the one on which the others hang, rather a verb."""
    words = [t for t in tokens if any(char.isalnum() for char in t.text)]
    own = {t.i for t in words}
    verbs = [t for t in words if t.pos_ == "VERB"]
    nouns = [t for t in words if t.pos_ in {"NOUN", "ADJ"}]
    for group in (verbs, nouns, words):
        top = [t for t in group if t.head.i not in own or t.head.i == t.i]
        if top or group:
            return top[-1] if top else group[-1]
    return None


def _meaning(scene: Scene, head: Token, proposal: Proposal) -> Meaning:
    """What the lexicon says of a cue with such content; of one that it doesn't have, what the network takes it for."""
    word = known_word(scene.lexicon, head)
    if word is None:
        return Meaning(proposal.act, proposal.stance)
    opening = next((scene.doc[i] for i in proposal.content if i > head.i), None)
    with_preposition = word.prepositions.get(scene.doc[proposal.cue[-1]].lower_)
    if opening is None or with_preposition is not None:
        return with_preposition or word.first
    if questions_somebody(head):
        return word.takes("addressee") or word.first
    if opening.tag_ == "TO":
        return word.takes("infinitive", "person-to") or word.first
    return (word.takes("clause") if opening.lower_ in _OPENERS else None) or word.first


_OPENERS = words("clause_openers")


def known_word(lexicon: Lexicon, head: Token) -> Word | None:
    """The entry of a cue in the lexicon."""
    lemma = head.lemma_.lower()
    return lexicon.reporting_verb(head) or lexicon.nouns.get(lemma) or lexicon.adjectives.get(lemma)
