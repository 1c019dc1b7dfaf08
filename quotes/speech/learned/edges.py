"""Where the parts of a proposal begin and end: the network's words, mended by what the tree and the marks say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.parse.tags import RELATIVE
from quotes.speech.content import behind_full_stop, past_connective
from quotes.speech.frame import adds_to, credited_with, dependents, is_time, occasion_held, subject_of
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.parse.plain import Token
    from quotes.speech.learned.propose import Proposal
    from quotes.speech.scene import Scene

_SETTING = words("setting")
_CUT_FROM = frozenset({"amod", "det", "nummod", "compound", "case", "aux", "mark", "cop", "nmod:poss"})
_NEAR = 3  # tokens from a word to the one that it needs


def cue_tokens(scene: Scene, proposed: Sequence[int], head: Token) -> list[int]:
    """The words of a cue without the time that stands at its edge, and without what opens a clause or a setting.

    "condemned | Monday", "Tuesday | to discuss", "that | reads", "was announced | during".
    """
    tokens = [scene.doc[i] for i in proposed]
    dated = next((k for k, token in enumerate(tokens) if token.i > head.i and is_time(token)), len(tokens))
    tokens = tokens[:dated]  # "was reported | Sunday in"
    while tokens[0].i < head.i and (is_time(tokens[0]) or tokens[0].tag_ in RELATIVE or _sets(tokens[0])):
        tokens.pop(0)
    bracket = next((k for k, token in enumerate(tokens) if token.i > head.i and token.text == "("), len(tokens))
    tokens = tokens[:bracket]  # "said | (in an email)"
    while tokens[-1].i > head.i and not any(char.isalnum() for char in tokens[-1].text):
        tokens.pop()
    while tokens[-1].i > head.i and any(apart(tokens[-1]) for apart in (_sets, _before_time, _article_ahead, _person)):
        tokens.pop()
    return [token.i for token in tokens]


def _sets(token: Token) -> bool:
    """Whether a word opens what tells when something was said: "announced *during*", "months *before*"."""
    return token.lower_ in _SETTING


def _before_time(token: Token) -> bool:
    """Whether a preposition belongs to a time: "cancelled *on* Tuesday"."""
    return token.base == "case" and is_time(token.head)


def _article_ahead(token: Token) -> bool:
    """Whether an article belongs to a noun behind it: "asks *the* | companies"."""
    return token.base == "det" and token.head.i > token.i


def _person(token: Token) -> bool:
    """Whether a pronoun is whom something is said to or of: "accused *him* | of hiding it"."""
    return token.base in {"obj", "iobj"} and token.tag_ == "PRP" and token.lower_ != "it"


def splits_phrase(scene: Scene, proposal: Proposal) -> bool:
    """Whether a cue ends in what describes the first noun of its content: "writes in her new | book"."""
    last = scene.doc[proposal.cue[-1]]
    describes = last.dep_ in {"amod", "nmod:poss", "compound", "nummod"} and last.head.i > last.i
    return describes and last.head.i in proposal.content


def outside_source(scene: Scene, proposal: Proposal) -> Proposal:
    """A proposal but the words of its source's phrase in its content: "the head of | *the water service* | told"."""
    source = [scene.doc[i] for i in proposal.source]
    if not source or source[-1].i > proposal.cue[0]:
        return proposal
    heads = [token for token in source if token.head.i not in proposal.source and token.pos_ in {"NOUN", "PROPN"}]
    own = {one.i for head in heads[-1:] for one in head.subtree if source[0].i < one.i < proposal.cue[0]}
    return replace(proposal, content=tuple(i for i in proposal.content if i not in own))


def content_tokens(scene: Scene, proposal: Proposal, cue: Sequence[int]) -> list[int]:
    """The words of a content: not the occasion on which it was said, whole where the network's view ends in it."""
    tokens = _in_paragraph(scene, _not_the_occasion(scene, proposal, cue), cue)
    tokens = _up_to_more(scene, tokens, cue)
    while len(tokens) > 1 and scene.doc[tokens[0]].pos_ == "CCONJ":
        tokens = tokens[1:]
    if tokens and tokens[-1] == int(proposal.reach[-1]):
        tokens += _rest_of_sentence(scene, tokens[-1])
    if tokens and tokens[-1] < cue[0]:
        first = behind_full_stop(scene, [scene.doc[i] for i in tokens])
        tokens = [i for i in tokens if i >= first]
    tokens = _behind_name(scene, tokens)
    taken = frozenset(proposal.cue) | frozenset(proposal.source)
    tokens = _without_pronouns(scene, tokens, frozenset(cue))
    tokens = _whole_phrase(scene, tokens, taken)
    own = frozenset(cue) | frozenset(proposal.source)
    return _with_time(scene, _with_article(scene, tokens, own), frozenset(cue))


def _not_the_occasion(scene: Scene, proposal: Proposal, cue: Sequence[int]) -> list[int]:
    """The words of a content without those behind a "during" or "following" at the cue's end."""
    last = scene.doc[proposal.cue[-1]]
    if last.i in cue or not _sets(last) or last.head.i <= last.i:
        return list(proposal.content)
    occasion = {token.i for token in last.head.subtree}
    return [i for i in proposal.content if i not in occasion]


def _up_to_more(scene: Scene, tokens: list[int], cue: Sequence[int]) -> list[int]:
    """The words up to a participle that goes on with what the same source says: "…, | adding that it was late"."""
    own = frozenset(cue)
    for at, i in enumerate(tokens):
        participle = scene.doc[i]
        if at and participle.tag_ == "VBG" and i > cue[-1]:
            above, credited = adds_to(participle), credited_with(participle)
            credit = next(dependents(credited, "case"), None) if credited is not None else None
            if (above is not None and above.i in own) or (credit is not None and credit.i in own):
                return tokens[: at - (scene.doc[tokens[at - 1]].text == ",")]
    return tokens


def _behind_name(scene: Scene, tokens: list[int]) -> list[int]:
    """The words without the rest of a name whose beginning stands before them: "asked Jon | Bell if he would"."""
    while len(tokens) > 1 and scene.doc[tokens[0]].base == "flat" and scene.doc[tokens[0]].head.i < tokens[0]:
        tokens = tokens[1:]
    return tokens


def _in_paragraph(scene: Scene, tokens: list[int], cue: Sequence[int]) -> list[int]:
    """The words without those of another paragraph than the cue's, unless a quotation spans both."""
    if all(scene.quoted[i] is not None for i in tokens):
        return tokens
    block = _block(scene, cue[0])
    return [i for i in tokens if _block(scene, i) == block] or tokens


def _block(scene: Scene, token: int) -> int | None:
    sentence = scene.document.sentence_at(token)
    return sentence.block if sentence is not None else None


def _rest_of_sentence(scene: Scene, last: int) -> list[int]:
    """The words that follow in the sentence: the network sees so many words and no more."""
    sentence = scene.document.sentence_at(last)
    if sentence is None:
        return []
    quotation = scene.quoted[last]
    rest = range(last + 1, sentence.end)
    return [i for i in rest if quotation is None or scene.quoted[i] is quotation]


def _without_pronouns(scene: Scene, tokens: list[int], cue: frozenset[int]) -> list[int]:
    """The words without a pronoun at their end that belongs to the cue: "…, *it* was reported", "– *which* he saw"."""
    doc, end = scene.doc, len(tokens)
    while end > 1 and (
        doc[tokens[end - 1]].is_punct
        or doc[tokens[end - 1]].tag_ in RELATIVE
        or (doc[tokens[end - 1]].lower_ == "it" and doc[tokens[end - 1]].head.i in cue)
    ):
        end -= 1
    opened = any(not doc[i].is_punct for i in tokens[end:])
    return tokens[:end] if opened else tokens


def _whole_phrase(scene: Scene, tokens: list[int], taken: frozenset[int]) -> list[int]:
    """The words with the noun or verb that the last of them needs: "in a long | hall", "should not be | told"."""
    if not tokens:
        return tokens
    while (last := scene.doc[tokens[-1]]).i + 1 < len(scene.doc) and _goes_on(last, last.nbor(1)):
        tokens = [*tokens, last.i + 1]  # "2021 | /2022"
    head = last.head
    if last.dep_ not in _CUT_FROM or not last.i < head.i <= last.i + _NEAR or head.i in taken:
        return tokens
    end = max(token.i for token in head.subtree) + 1
    added: list[int] = []
    for i in range(last.i + 1, end):
        if i in taken:
            break
        added.append(i)
    return tokens + added if head.i in added else tokens


def _goes_on(token: Token, after: Token) -> bool:
    """Whether a word goes on behind a slash, or the slash itself comes next."""
    return not token.whitespace_ and "/" in (token.text, after.text)


def _with_article(scene: Scene, tokens: list[int], taken: frozenset[int]) -> list[int]:
    """The words with what belongs before the first of them: "asks | *the* board to go", "accused | *him* of it"."""
    before = scene.doc[tokens[0] - 1] if tokens and tokens[0] else None
    if before is None or before.i in taken:
        return tokens
    charged = _person(before) and before.head.i in taken and scene.doc[tokens[0]].lower_ in _CHARGING
    own = before.pos_ == "DET" and before.head.i in tokens
    return [before.i, *tokens] if own or charged else tokens


_CHARGING = words("charging")


def _with_time(scene: Scene, tokens: list[int], cue: frozenset[int]) -> list[int]:
    """The words with a time before them that no act of saying takes: "according to the office, | until May, it was"."""
    i = tokens[0] - 1 if tokens else 0
    if i < 1 or scene.doc[i].text != ",":
        return tokens
    for k in range(i - 1, max(0, i - _LONGEST_TIME), -1):
        if k in cue or scene.doc[k].is_punct:
            return tokens
        if scene.doc[k].lower_ in _SPANNING:
            timed = any(is_time(scene.doc[j]) or scene.doc[j].like_num for j in range(k + 1, i))
            return [*range(k, tokens[0]), *tokens] if timed else tokens
    return tokens


_SPANNING = words("spanning")
_LONGEST_TIME = 8  # tokens


def hears(cue: Token, source: Token) -> bool:
    """Whether the subject of a cue is the one who hears: "*The court* was told", "*Roe* received complaints"."""
    lemma = cue.lemma_.lower()
    if lemma in _RECEIVING and source.base == "nsubj" and source.head.i == cue.i:
        return any(child.lemma_.lower() in _RECEIVED for child in cue.children if child.base == "obj")
    told = cue.lemma_.lower() in _HEARING and any(child.dep_ == "aux:pass" for child in cue.children)
    return told and source.dep_ == "nsubj:pass" and source.head.i == cue.i


_HEARING, _RECEIVING, _RECEIVED = words("hearing"), words("receiving"), words("received")


def targeted(cue: Token, source: Token) -> bool:
    """Whether somebody before a noun is whom its words are about: "a case against *Roe* amid accusations that he"."""
    return cue.pos_ == "NOUN" and any(case.lower_ in _TARGETING for case in dependents(source, "case"))


_TARGETING = words("targeting")


def speaker_beside(noun: Token) -> Token | None:
    """The subject that a proposed source only stands beside: what is held, or the possessor in the subject's phrase.

    "*Roe* held a news conference alleging …", "Tarn's *Harbour Board* approved …".
    """
    held = occasion_held(noun)
    if held is not None:
        return subject_of(held)
    owner = noun.dep_ == "nmod:poss" and noun.head.base == "nsubj" and noun.head.head.pos_ == "VERB"
    return noun.head if owner else None


def only_connects(scene: Scene, run: Sequence[int]) -> bool:
    """Whether words do nothing but open a sentence: "*However*, according to the agency, it is rare"."""
    end = run[-1] + 2
    return past_connective(scene, run[0], min(end, len(scene.doc))) >= run[-1] + 1
