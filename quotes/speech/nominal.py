"""Speech reported by something other than a verb: "according to", nouns, adjectives, a headline's colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.read.article import BlockKind
from quotes.speech.content import between, clause_end, subtree_span
from quotes.speech.expression import Expression, cue_of
from quotes.speech.frame import base, dependents, noun_phrase, phrase_head, subject_of
from quotes.speech.speech import Cue, Mention, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from quotes.parse.document import Sentence
    from quotes.span import Span
    from quotes.speech.cues import Meaning
    from quotes.speech.scene import Scene


def find_nominal(scene: Scene, sentence: Sentence) -> Iterator[Speech]:
    """Speech that something other than a verb reports in the sentence."""
    for i in range(sentence.start, sentence.end):
        token = scene.doc[i]
        if token.is_space or scene.spoken(token):
            continue
        if token.lower_ == "according":
            yield from _according_to(scene, sentence, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in scene.lexicon.nouns:
            yield from _noun(scene, sentence, token)
        elif token.pos_ == "ADJ" and token.lemma_.lower() in scene.lexicon.adjectives:
            yield from _adjective(scene, sentence, token)
    yield from _headline(scene, sentence)


def _according_to(scene: Scene, sentence: Sentence, token: Token) -> Iterator[Speech]:
    """According to the Center, 30 senators refuse; 30 senators refuse, according to the Center."""
    doc = scene.doc
    to = token.i + 1
    if to >= sentence.end - 1 or doc[to].lower_ != "to":
        return
    head = _noun_after(scene, sentence, to + 1)
    if head is None:
        return
    low, high = noun_phrase(head, stop=frozenset({token.i, to}))
    low = max(low, to + 1)
    high = max(low, min(high, _phrase_end(scene, sentence, low, high)))
    source = Mention(scene.span(low, high), head.i)
    cue = Cue(scene.span(token.i, to), token.i, "according to", "speech", "assert")
    before = _clause_before(scene, sentence, token.i)
    after = _clause_after(scene, sentence, high + 1)
    content = before or after
    if before and after and _goes_on(scene, high + 1, sentence):
        content = (*before, *after)
    if content:
        yield Speech("indirect", content, cue, source, sentence.span, "according-to", 0.5)


def _noun_after(scene: Scene, sentence: Sentence, first: int) -> Token | None:
    for i in range(first, min(first + 14, sentence.end)):
        token = scene.doc[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head = phrase_head(token, first)
            if head.head.i != head.i and base(head) == "compound" and head.head.i >= first:
                head = head.head
            return head
        if token.pos_ in {"VERB", "PUNCT"} and token.text not in {"“", '"', "‘"}:
            return None
    return None


def _phrase_end(scene: Scene, sentence: Sentence, low: int, high: int) -> int:
    """The last token of the source of "according to": at the sentence's start it ends before the clause's comma."""
    for i in range(low, min(high + 1, sentence.end)):
        if scene.doc[i].text == "," and any(base(t) == "nsubj" for t in scene.doc[i + 1 : high + 1]):
            return i - 1
    return high


def _clause_before(scene: Scene, sentence: Sentence, end: int) -> tuple[Span, ...]:
    words = [i for i in range(sentence.start, end) if scene.doc[i].is_alpha]
    if len(words) < 3:
        return ()
    first = sentence.start
    if scene.doc[words[0]].lower_ in {"but", "and"}:
        first = words[0] + 1
    return between(scene, first, end)


def _clause_after(scene: Scene, sentence: Sentence, first: int) -> tuple[Span, ...]:
    words = [i for i in range(first, sentence.end) if scene.doc[i].is_alpha]
    return between(scene, first, sentence.end) if len(words) >= 3 else ()


def _goes_on(scene: Scene, first: int, sentence: Sentence) -> bool:
    """Whether the clause goes on behind the source: 'The plan, according to Kirby, will fail.'"""
    tokens = [t for t in scene.doc[first : sentence.end] if not t.is_space]
    return len(tokens) > 2 and tokens[0].text == "," and tokens[1].pos_ in {"VERB", "AUX", "ADV", "ADP"}


def _noun(scene: Scene, sentence: Sentence, noun: Token) -> Iterator[Speech]:
    """His claim that …; a warning of … by the ministry; the demand to …"""
    word = scene.lexicon.nouns[noun.lemma_.lower()]
    source = _possessor(scene, noun) or _by(scene, noun) or _giver(scene, sentence, noun)
    clause = next((c for c in noun.children if base(c) in {"acl", "ccomp", "appos"} and _has_that(c)), None)
    if clause is not None and word.takes("clause") is not None:
        meaning = word.frames["clause"]
        rule = "noun-with-clause"
    else:
        clause, meaning = _noun_phrase_content(noun, word.frames)
        rule = "noun-with-phrase"
        if clause is None or meaning is None or source is None:
            return
    first = min(t.i for t in clause.subtree if not t.is_space)
    if rule == "noun-with-phrase" and base(clause) == "nmod":
        first += 1
    if first <= noun.i:
        return
    last = noun.i
    if rule == "noun-with-phrase" and base(clause) == "nmod":
        last = first - 1
    whole = Expression(noun.i, last, noun, noun, _denied(noun))
    taken = whole.tokens
    content = subtree_span(scene, [clause], without=taken, low=first, high=min(clause_end(clause), sentence.end))
    if content:
        yield Speech("indirect", content, cue_of(scene, whole, meaning), source, sentence.span, rule, 0.5)


def _has_that(clause: Token) -> bool:
    first = next((t for t in clause.subtree if not t.is_space), clause)
    return first.lower_ in {"that", "whether", "if"} and clause.dep_ != "acl:relcl"


def _noun_phrase_content(noun: Token, frames: object) -> tuple[Token | None, Meaning | None]:
    assert hasattr(frames, "get")
    for child in noun.children:
        if child.i < noun.i:
            continue
        case = next((c.lower_ for c in child.children if base(c) in {"case", "mark"}), None)
        if base(child) == "nmod" and case in {"of", "for"} and case in frames:  # type: ignore[operator]
            return child, frames[case]  # type: ignore[index]
        if base(child) == "acl" and case == "to" and "infinitive" in frames:  # type: ignore[operator]
            return child, frames["infinitive"]  # type: ignore[index]
    return None, None


def _possessor(scene: Scene, noun: Token) -> Mention | None:
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (base(child) == "nmod" and child.i < noun.i and _has_genitive(child)):
            low, high = noun_phrase(child, stop=frozenset({noun.i}))
            return Mention(scene.span(low, high), child.i)
    return None


def _has_genitive(token: Token) -> bool:
    return any(c.lower_ in {"'s", "’s", "'", "’"} for c in token.children)


def _by(scene: Scene, noun: Token) -> Mention | None:
    for child in dependents(noun, "nmod"):
        case = next((c.lower_ for c in child.children if base(c) == "case"), None)
        if case in {"by", "from"} and child.i > noun.i:
            low, high = noun_phrase(child, stop=frozenset({noun.i}))
            return Mention(scene.span(low, high), child.i)
    return None


_GIVING = frozenset({"make", "issue", "give", "repeat", "deliver", "have", "express", "voice", "raise", "reiterate", "level"})


def _giver(scene: Scene, sentence: Sentence, noun: Token) -> Mention | None:
    """Who makes the claim: "the ministry issued a warning that …"."""
    if base(noun) != "obj" or noun.head.lemma_.lower() not in _GIVING:
        return None
    head = subject_of(noun.head)
    if head is None or not sentence.start <= head.i < sentence.end:
        return None
    low, high = noun_phrase(head, stop=frozenset({noun.head.i}))
    return Mention(scene.span(low, high), head.i)


def _denied(noun: Token) -> bool:
    return any(c.lower_ in {"no", "not", "never"} for c in noun.children)


def _adjective(scene: Scene, sentence: Sentence, adjective: Token) -> Iterator[Speech]:
    """Is confident that …; was sure he …"""
    clause = next((c for c in dependents(adjective, "ccomp", "advcl") if c.i > adjective.i and _clausal(c)), None)
    subject = next((c for c in dependents(adjective, "nsubj") if c.lower_ not in {"it", "there"}), None)
    copula = next(dependents(adjective, "cop"), None)
    if clause is None or subject is None or copula is None:
        return
    low, high = noun_phrase(subject, stop=frozenset({copula.i}))
    first = min(copula.i, *(c.i for c in dependents(adjective, "aux", "advmod") if c.i > high), adjective.i)
    denied = any(c.lower_ in {"not", "n't", "n’t", "never"} for c in adjective.children)
    whole = Expression(first, adjective.i, adjective, adjective, denied)
    content = subtree_span(scene, [clause], without=whole.tokens, low=adjective.i + 1, high=sentence.end)
    meaning = scene.lexicon.adjectives[adjective.lemma_.lower()].first
    if content:
        source = Mention(scene.span(low, high), subject.i)
        yield Speech("indirect", content, cue_of(scene, whole, meaning), source, sentence.span, "adjective-with-clause", 0.5)


def _clausal(clause: Token) -> bool:
    return _has_that(clause) or any(base(c) == "nsubj" for c in clause.children)


def _headline(scene: Scene, sentence: Sentence) -> Iterator[Speech]:
    """Ministry: talks in jeopardy; 'Talks in jeopardy': ministry."""
    block = scene.document.block_of(sentence)
    is_title = block.kind is BlockKind.TITLE or sentence.index == 0
    tokens = list(scene.document.tokens(sentence))
    colon = next((k for k, t in enumerate(tokens) if t.text == ":"), None)
    if not is_title or colon is None or not 0 < colon <= 6 or len(tokens) - colon < 4:
        return
    names = tokens[:colon]
    if not all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "PART"} for t in names) or not any(t.ent_type_ for t in names):
        return
    if any(t.ent_type_ in {"DATE", "MONEY", "PRODUCT", "MISC"} for t in names) or tokens[-1].text == ".":
        return
    mark = tokens[colon]
    cue = Cue(scene.span(mark.i, mark.i), mark.i, ":", "speech", "assert")
    source = Mention(scene.span(names[0].i, names[-1].i), names[-1].i)
    content = between(scene, tokens[colon + 1].i, tokens[-1].i + 1)
    if content:
        yield Speech("indirect", content, cue, source, sentence.span, "headline-colon", 0.5)
