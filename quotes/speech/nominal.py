"""Speech reported by something other than a verb: "according to", nouns, adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE
from quotes.speech.complements import reach
from quotes.speech.content import between, clause_end, opens_clause, past_connective, subtree_span
from quotes.speech.expression import Expression, cue_of
from quotes.speech.frame import credited_with, dependents, first_dependent, is_possessed, phrase_head, subject_of
from quotes.speech.nounphrase import noun_phrase
from quotes.speech.speech import Cue, Mention, Speech
from quotes.speech.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.span import Span
    from quotes.speech.cues import Meaning
    from quotes.speech.scene import Scene


def find_nominal(scene: Scene, sentence: Sentence) -> Iterator[Speech]:
    """Speech that something other than a verb reports in the sentence."""
    lexicon = scene.lexicon
    for token in scene.document.tokens(sentence):
        low, lemma = token.lower_, token.lemma_.lower()
        if scene.spoken(token):
            continue
        if low == "according":
            yield from _according_to(scene, sentence, token)
        elif low == "words":
            yield from _in_the_words_of(scene, sentence, token)
        elif low in lexicon.adverbs:
            yield from _adverb(scene, sentence, token)
        elif lemma in lexicon.nouns and (token.pos_ == "NOUN" or is_possessed(token)):
            yield from _noun(scene, sentence, token)
        elif lemma in lexicon.adjectives and token.pos_ == "ADJ":
            yield from _adjective(scene, sentence, token)


def _according_to(scene: Scene, sentence: Sentence, token: Token) -> Iterator[Speech]:
    """According to the Center, 30 senators refuse; 30 senators refuse, according to the Center."""
    doc = scene.doc
    to = token.i + 1
    if to >= sentence.end - 1 or doc[to].lower_ != "to":
        return
    head = _noun_after(scene, sentence, to + 1) or _capitalised(scene, sentence, to + 1)
    if head is None:
        return
    announcing = next(dependents(head, "acl"), None) if head.lower_ == "what" else None
    whose = None
    if announcing is not None and scene.lexicon.verb(announcing) is not None:
        whose = first_dependent(announcing, "nsubj")
    head = whose if whose is not None and whose.i > head.i else head  # "according to what *the ministry* announced"
    low, high = noun_phrase(head, stop=frozenset({token.i, to}))
    low = max(low, to + 1)
    high = max(low, _phrase_end(scene, sentence, low, high))
    source = Mention(scene.span(low, high), head.i)
    cue = Cue(scene.span(token.i, to), token.i, "according to", "speech", "assert")
    if announcing is not None:
        high = max(high, clause_end(announcing) - 1)
    before = _clause_before(scene, sentence, token.i)
    after = _clause_after(scene, sentence, high + 1)
    if opens_clause(scene, token.i):  # "reported that, according to a survey, …"
        content = after
    elif _goes_on(scene, high + 1, sentence):
        relative = _relative_around(scene, sentence, token.i, high + 1)
        if relative is not None:
            after = between(scene, high + 1, clause_end(relative))
        first = relative.first if relative is not None else past_connective(scene, sentence.start, token.i)
        content = (*between(scene, first, token.i), *after)
    else:
        content = before or after
    if content:
        yield Speech("indirect", content, cue, source, sentence.span, "according-to", 0.5)


def _relative_around(scene: Scene, sentence: Sentence, according: int, behind: int) -> Token | None:
    """The relative clause that an "according to" stands in: "a man *whose book*, according to Roe, *is bad*"."""
    verb = next((t for t in scene.doc[behind : sentence.end] if t.tag_ in FINITE), None)
    verb = verb.head if verb is not None and verb.base in {"cop", "aux"} else verb
    if verb is None or verb.dep_ != "acl:relcl" or not verb.head.i < verb.first < according:
        return None
    return verb


def _in_the_words_of(scene: Scene, sentence: Sentence, token: Token) -> Iterator[Speech]:
    """In the words of Saskia Trent, the valley is a bath without a plug."""
    doc, first = scene.doc, token.i - 2
    if (
        first < sentence.start
        or doc[first].lower_ != "in"
        or token.i + 2 >= sentence.end
        or token.nbor(1).lower_ != "of"
    ):
        return
    comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
    head = _noun_after(scene, sentence, token.i + 2)
    if comma is None or head is None or head.i > comma:
        return
    cue = Cue(scene.span(first, token.i + 1), token.i, "in the words of", "speech", "assert")
    source = Mention(scene.span(token.i + 2, comma - 1), head.i)
    content = _clause_after(scene, sentence, comma + 1)
    if content:
        yield Speech("indirect", content, cue, source, sentence.span, "in-the-words-of", 0.5)


def _adverb(scene: Scene, sentence: Sentence, adverb: Token) -> Iterator[Speech]:
    """The bridge is reportedly closed: somebody has said so, but the article doesn't say who."""
    low, high = sentence.start, sentence.end
    for i in range(adverb.i, sentence.start - 1, -1):
        if scene.doc[i].text in {";", ":"} or (scene.doc[i].text == "," and scene.doc[i].nbor(1).pos_ == "CCONJ"):
            low = i + 1
            break
    for i in range(adverb.i, sentence.end):
        if scene.doc[i].text in {";", ":"} or (scene.doc[i].text == "," and scene.doc[i].nbor(1).pos_ == "CCONJ"):
            high = i
            break
    cue = Cue(scene.span(adverb.i, adverb.i), adverb.i, adverb.lower_, "speech", "assert")
    content = between(scene, low, high, without=frozenset({adverb.i}))
    if content:
        yield Speech("indirect", content, cue, None, sentence.span, "hearsay-adverb", 0.5)


def _noun_after(scene: Scene, sentence: Sentence, first: int) -> Token | None:
    for i in range(first, min(first + 14, sentence.end)):
        token = scene.doc[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head = phrase_head(token, first)
            if head.head.i != head.i and head.base == "compound" and head.head.i >= first:
                head = head.head
            return head
        if token.pos_ in {"VERB", "PUNCT"} and token.tag_ != "HYPH" and token.text not in {"“", '"', "‘"}:
            return None
    return None


def _capitalised(scene: Scene, sentence: Sentence, first: int) -> Token | None:
    """A name that the tagger has taken for something else, by its capital."""
    token = scene.doc.word(first, sentence.end)
    return token if token is not None and token.text[:1].isupper() else None


def _phrase_end(scene: Scene, sentence: Sentence, low: int, high: int) -> int:
    """The last token of the source of "according to": at the sentence's start it ends before the clause's comma."""
    at_start = not any(t.is_alpha for t in scene.doc[sentence.start : low - 2])
    comma = next((t.i for t in scene.doc[low : sentence.end] if t.text == ","), None)
    if at_start and comma is not None and high < comma:
        return comma - 1
    for i in range(low, min(high + 1, sentence.end)):
        if scene.doc[i].text == ":":  # "According to the Post: '…'"
            return i - 1
        if scene.doc[i].text == "," and any(t.base == "nsubj" for t in scene.doc[i + 1 : high + 1]):
            return i - 1
    return high


def _clause_before(scene: Scene, sentence: Sentence, end: int) -> tuple[Span, ...]:
    words = [i for i in range(sentence.start, end) if scene.doc[i].is_alpha]
    if len(words) < 3:
        return ()
    return between(scene, past_connective(scene, words[0], end), end)


def _clause_after(scene: Scene, sentence: Sentence, first: int) -> tuple[Span, ...]:
    end = next((i - 1 for i in range(first, sentence.end) if credited_with(scene.doc[i]) is not None), sentence.end)
    words = [i for i in range(first, end) if scene.doc[i].is_alpha]
    return between(scene, first, end) if len(words) >= 3 else ()


def _goes_on(scene: Scene, first: int, sentence: Sentence) -> bool:
    """Whether the clause goes on behind the source: 'The plan, according to Roe, will fail.'"""
    tokens = [t for t in scene.doc[first : sentence.end] if not t.is_space]
    if len(tokens) < 3 or tokens[0].text != "," or tokens[1].tag_.startswith("W"):  # ", who spoke in Tarn"
        return False
    return any(token.tag_ in FINITE for token in tokens[1:3])


def _noun(scene: Scene, sentence: Sentence, noun: Token) -> Iterator[Speech]:
    """His claim that …; a demand by the tenants that …; her argument is that …; a warning of …; the call to …"""
    word = scene.lexicon.nouns[noun.lemma_.lower()]
    agent = _by(scene, noun)
    source = _possessor(scene, noun) or agent or _giver(scene, sentence, noun)
    opener = _that(scene, sentence, noun, agent) if word.takes("clause") is not None else None
    if opener is not None and (source is not None or _anonymous(scene, noun)):
        end = _clause_end(scene, sentence, noun, opener)
        whole = Expression(noun.i, noun.i, noun, noun, _denied(noun))
        cue = cue_of(scene, whole, word.frames["clause"])
        yield Speech("indirect", between(scene, opener.i, end), cue, source, sentence.span, "noun-with-clause", 0.5)
        return
    phrase, meaning = _noun_phrase_content(noun, word.frames)
    if phrase is None or meaning is None or source is None:
        return
    first = phrase.first
    particle = phrase.base == "nmod"  # "criticism of": the preposition belongs to the cue
    whole = Expression(noun.i, first if particle else noun.i, noun, noun, _denied(noun))
    high = min(clause_end(phrase), sentence.end)
    content = subtree_span(scene, [phrase], without=whole.tokens, low=max(first, noun.i + 1), high=high)
    if content and first > noun.i:
        yield Speech("indirect", content, cue_of(scene, whole, meaning), source, sentence.span, "noun-with-phrase", 0.5)


def _anonymous(scene: Scene, noun: Token) -> bool:
    """Whether a noun's clause is reported although nobody is named, and is not another cue's object."""
    determiner = next(dependents(noun, "det"), None)
    definite = determiner is not None and determiner.lower_ not in {"a", "an", "any", "some", "no"}
    governed = noun.base == "obj" and scene.lexicon.verb(noun.head) is not None
    return noun.lemma_.lower() in scene.lexicon.anonymous and not definite and not governed


def _that(scene: Scene, sentence: Sentence, noun: Token, agent: Mention | None) -> Token | None:
    """The "that" of a noun's clause, behind the noun, its agent or "is"; not a relative pronoun."""
    first = noun.i + 1
    if agent is not None:  # "a warning from the treasurer, Ada Roe, that …"
        first = scene.tokens_in(agent.span)[-1].i + 1
        first += first < sentence.end and scene.doc[first].text == ","
    for token in scene.doc[first : min(first + 7, sentence.end)]:
        if token.lower_ in {"that", "whether"}:
            following = scene.doc.word(token.i + 1, sentence.end)
            if following is not None and following.text == ",":  # 'her comment that, "We will win"'
                following = scene.doc.word(following.i + 1, sentence.end)
            quoted = following is not None and scene.quoted[following.i] is not None
            relative = following is None or (following.pos_ in {"VERB", "AUX", "PUNCT", "ADV"} and not quoted)
            return None if relative else token
        if token.text in {",", ";", ":", "."} or (token.pos_ in {"VERB", "AUX"} and token.lemma_ != "be"):
            return None
    return None


def _clause_end(scene: Scene, sentence: Sentence, noun: Token, opener: Token) -> int:
    """Where a noun's clause ends: before the main verb, for a noun that is its subject."""
    if any(t.tag_ in FINITE for t in scene.doc[sentence.start : opener.i]):
        governor = noun.head if noun.base in {"obj", "obl"} and noun.head.pos_ == "VERB" else noun
        return reach(scene, sentence, Expression(noun.i, noun.i, noun, governor, False), opener.i)
    if opener.base == "mark" and noun.head.i > opener.head.i and noun.base.startswith("nsubj"):
        return min(clause_end(opener.head), noun.head.i)  # "His claim that … was denied"
    seen = False
    for token in scene.doc[opener.i + 1 : sentence.end]:
        if token.tag_ not in FINITE and not (seen and token.tag_ == "VBN" and token.base in {"acl", "xcomp", "root"}):
            continue
        fresh = not any(
            t.lower_ in {"who", "which", "that", "and", "or", ","} for t in scene.doc[token.i - 2 : token.i]
        )
        if seen and fresh and scene.doc[token.i - 1].pos_ not in {"AUX", "PART", "PRON"}:
            return token.i
        seen = True
        if token.pos_ == "AUX":
            continue
    return sentence.end


def _noun_phrase_content(noun: Token, frames: Mapping[str, Meaning]) -> tuple[Token | None, Meaning | None]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        case = next((c.lower_ for c in child.children if c.base in {"case", "mark"}), None)
        if child.base == "nmod" and case is not None and case in {"of", "for"} and case in frames:
            return child, frames[case]
        complement = child.base == "acl" or (child.base == "xcomp" and is_possessed(noun))
        if complement and case == "to" and "infinitive" in frames:
            return child, frames["infinitive"]
    return None, None


def _possessor(scene: Scene, noun: Token) -> Mention | None:
    for child in noun.children:
        if (
            child.dep_ == "nmod:poss"
            or (child.i == noun.i - 1 and is_possessed(noun))
            or (child.base == "nmod" and child.i < noun.i and _has_genitive(child))
        ):
            low, high = noun_phrase(child, stop=frozenset({noun.i}))
            return Mention(scene.span(low, high), child.i)
    return None


def _has_genitive(token: Token) -> bool:
    return any(c.lower_ in {"'s", "’s", "'", "’"} for c in token.children)


def _by(scene: Scene, noun: Token) -> Mention | None:
    """Whose a claim is, right behind it: "a warning from Roe"; the parser may hang that on what is done with it."""
    taken = noun.base == "obj" and noun.head.lemma_.lower() not in _GIVING  # "ignored a warning from Roe"
    beside = [child for child in dependents(noun.head, "obl") if child.first == noun.i + 1] if taken else []
    for child in (*dependents(noun, "nmod"), *beside):
        case = next((c.lower_ for c in child.children if c.base == "case"), None)
        if case in {"by", "from"} and child.i > noun.i:
            low, high = noun_phrase(child, stop=frozenset({noun.i}))
            return Mention(scene.span(low, high), child.i)
    return None


_GIVING = frozenset(
    {"make", "issue", "give", "repeat", "deliver", "have", "express", "voice", "raise", "reiterate", "level"}
)


def _giver(scene: Scene, sentence: Sentence, noun: Token) -> Mention | None:
    """Who makes the claim: "the ministry issued a warning that …"."""
    if noun.base != "obj" or noun.head.lemma_.lower() not in _GIVING:
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
    if clause is not None and any(mark.lower_ in _CONDITIONAL for mark in dependents(clause, "mark")):
        return  # a condition: "would be disappointed if the bridge fell"
    subject = next((c for c in dependents(adjective, "nsubj") if c.lower_ not in {"it", "there"}), None)
    copula = next(dependents(adjective, "cop"), None)
    compared = any(c.lower_ == "as" for c in dependents(adjective, "advmod"))  # "as sure as he was"
    if clause is None or subject is None or copula is None or compared:
        return
    low, high = noun_phrase(subject, stop=frozenset({copula.i}))
    first = min(copula.i, *(c.i for c in dependents(adjective, "aux", "advmod") if c.i > high), adjective.i)
    denied = any(c.lower_ in {"not", "n't", "n’t", "never"} for c in adjective.children)
    whole = Expression(first, adjective.i, adjective, adjective, denied)
    content = subtree_span(scene, [clause], without=whole.tokens, low=adjective.i + 1, high=sentence.end)
    meaning = scene.lexicon.adjectives[adjective.lemma_.lower()].first
    if content:
        source = Mention(scene.span(low, high), subject.i)
        yield Speech(
            "indirect", content, cue_of(scene, whole, meaning), source, sentence.span, "adjective-with-clause", 0.5
        )


_CONDITIONAL = words("conditional")


def _clausal(clause: Token) -> bool:
    first = clause.doc[clause.first]
    return first.lower_ in {"that", "whether", "if"} or any(c.base == "nsubj" for c in clause.children)
