"""Acts of saying that the article comes back to: told again, or dated afterwards.

As in "Roth called the bridge a ruin. He made the remarks on Monday", and in "Roth's claim that the bridge is a ruin"
after a report of that same claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.scenes import definite
from quotes.normalize.tables import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.attribute.attribution import Attribution
    from quotes.normalize.clause import Clause, Clauses
    from quotes.parse.document import Document, Sentence
    from quotes.parse.plain import Token


def same_claim(document: Document, attributions: Sequence[Attribution], index: int) -> int | None:
    """The earlier act of saying that "his claim that …" or "has endorsed Roth" tells of once more."""
    own = attributions[index]
    if own.speaker is None or own.speech.cue is None:
        return None
    head = document.plain[own.speech.cue.head]
    if head.pos_ != "NOUN" and not _is_done(head):
        return None
    told = _content_words(document, own)
    for other in range(index - 1, -1, -1):
        earlier = attributions[other]
        same = earlier.speaker is not None and earlier.speaker.name == own.speaker.name
        if same and _retells(document, told, earlier, head):
            return other
    return None


def _retells(document: Document, told: set[str], earlier: Attribution, head: Token) -> bool:
    """Whether an act of saying, by its content's words and its cue's head, is an earlier one of the same speaker."""
    known = _content_words(document, earlier)
    if head.pos_ == "NOUN":
        shared = len(told & known)
        return shared >= max(_FEWEST, _ALIKE * min(len(told), len(known)))
    done = document.plain[earlier.speech.cue.head] if earlier.speech.cue is not None else None
    return bool(told) and told <= known and done is not None and done.tag_ == "VBD" and done.lemma_ == head.lemma_


def _is_done(verb: Token) -> bool:
    """As in "has endorsed": what it tells of has been done, mostly once."""
    return verb.tag_ == "VBN" and any(child.lower_ in {"has", "have"} for child in verb.children)


def _content_words(document: Document, attribution: Attribution) -> set[str]:
    found: set[str] = set()
    for span in attribution.speech.content:
        phrase = document.plain.touched(span.start, span.end)
        found |= {token.lemma_.lower() for token in phrase or () if token.pos_ in _CONTENT}
    return found


def later_remark(document: Document, clause: Clause, clauses: Clauses, names: frozenset[str]) -> Sentence | None:
    """The sentence just after an act of saying that says when or where it was done.

    Args:
        document: The parse of the article.
        clause: The act of saying.
        clauses: What of the article is reported.
        names: Words that the subject of such a sentence may be, beside pronouns: the speaker's name.
    """
    for number in range(clause.sentence.index + 1, min(len(document.sentences), clause.sentence.index + _AFTER)):
        sentence = document.sentences[number]
        if sentence.block - clause.sentence.block > 1:
            return None
        root = next((token for token in document.tokens(sentence) if token.dep_ == "root"), None)
        if root is None or root.tag_ not in {"VBD", "VBN", "VBG"} or clauses.reported(sentence, sentence.span):
            continue
        if _makes(root, names) or _came(root):
            return sentence
    return None


def _makes(root: Token, names: frozenset[str]) -> bool:
    """As in "Roth made the remarks", "she was speaking"."""
    subject = next((child for child in root.children if child.dep_.startswith("nsubj")), None)
    if subject is None or not (subject.lower_ in _PRONOUNS or subject.text in names):
        return False
    if root.lemma_.lower() in words("scenes", "remarks.speaking"):
        return root.tag_ == "VBG"
    made = root.lemma_.lower() in words("scenes", "remarks.making")
    return made and any(child.dep_ == "obj" and _is_remark(child) for child in root.children)


def _came(root: Token) -> bool:
    """As in "The remarks came on Monday", "Her comments were made in Lund"."""
    subject = next((child for child in root.children if child.dep_.startswith("nsubj")), None)
    return root.lemma_.lower() in words("scenes", "remarks.coming") and subject is not None and _is_remark(subject)


def _is_remark(noun: Token) -> bool:
    return noun.lemma_.lower() in words("scenes", "remarks.nouns") and (
        definite(noun) or any(child.lower_ in _POINTING for child in noun.children)
    )


_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_POINTING = {"the", "this", "that", "these", "those", "his", "her", "their", "its"}
_PRONOUNS = {"he", "she", "they"}
_ALIKE = 0.7  # of the words of one claim that stand in the other
_FEWEST = 3  # words that both have
_AFTER = 4  # sentences
