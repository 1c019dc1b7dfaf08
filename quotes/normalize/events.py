"""The date of what something is said at or in, when the article gave that date earlier.

As in "at Monday's debate", and a paragraph later "she told the debate audience"; or "in a statement on Friday", and
then "the statement said".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.normalize.clause import Tie
from quotes.normalize.tables import words
from quotes.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from quotes.normalize.clause import Clause
    from quotes.normalize.times import TimeExpression
    from quotes.parse.document import Document, Sentence


def find_event_time(
    document: Document,
    clause: Clause,
    times_of: Callable[[Sentence], list[TimeExpression]],
) -> TimeExpression | None:
    """The expression that dates the event or document that this act of saying is tied to by a definite noun.

    Args:
        document: The parse of the article.
        clause: The act of saying.
        times_of: The expressions of time of a sentence.
    """
    wanted = {token.lemma_.lower() for token in _definite_events(clause)}
    if not wanted:
        return None
    for number in range(clause.sentence.index - 1, max(-1, clause.sentence.index - _BACK), -1):
        sentence = document.sentences[number]
        for time in times_of(sentence):
            if wanted & _dated_nouns(document, sentence, time):
                return time
    return None


def _definite_events(clause: Clause) -> Iterator[Token]:
    """As in "the debate audience", "in the interview", "the statement said", but not "a debate" or "in debates"."""
    source = clause.speech.source
    for token in clause.near():
        if not _is_event(token) or not _definite(token):
            continue
        own = Span(token.idx, token.idx + len(token))
        if source is not None and source.span.contains(own):
            if token.i == source.head:
                yield token
        elif clause.tie(own) not in {None, Tie.MAIN, Tie.IN_CUE}:
            yield token


def _is_event(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in words("settings", "media") or lemma in words("settings", "events"))


def _definite(token: Token) -> bool:
    """Whether "the", "that" or a possessive stands before the noun phrase that a noun is in."""
    for at in range(token.i - 1, max(-1, token.i - _WIDTH), -1):
        before = token.doc[at]
        if before.lower_ in {"the", "that", "this", "same"}:
            return at == 0 or token.doc[at - 1].lower_ not in {"after", "before", "since", "until", "following"}
        if not _describes(before):
            return False
    return False


def _dated_nouns(document: Document, sentence: Sentence, time: TimeExpression) -> set[str]:
    """The nouns that an expression of time dates: "Monday's televised debate", "a rally on Monday"."""
    phrase = document.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    if phrase is None:
        return set()
    found: set[str] = set()
    text = time.span.of(document.text)
    if text.endswith(("'s", "’s")):
        for at in range(phrase.end, min(phrase.end + _WIDTH, sentence.end)):
            if not _describes(document.doc[at]):
                break
            found.add(document.doc[at].lemma_.lower())
    elif phrase.start > sentence.start:
        found.add(document.doc[phrase.start - 1].lemma_.lower())
    return found


def _describes(token: Token) -> bool:
    """Whether a word may stand inside a noun phrase before its noun."""
    return token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.dep_ in {"amod", "compound"}


_BACK = 30  # sentences
_WIDTH = 5  # words of a noun phrase before its noun
