"""What surveys show, where a sentence opens with them: "In a Courier poll last week, half of the voters chose Roe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.speech.content import between
from quotes.speech.frame import first_dependent
from quotes.speech.nounphrase import noun_phrase
from quotes.speech.speech import Cue, Mention, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.speech.scene import Scene


def find_surveyed(scene: Scene, sentence: Sentence) -> Iterator[Speech]:
    """What a poll or survey has shown that the sentence opens with."""
    opening = scene.doc.word(sentence.start, sentence.end)
    if opening is None or opening.lower_ != "in":
        return
    tokens = list(scene.document.tokens(sentence))
    if len(tokens) < _FEWEST or tokens[1].pos_ not in {"DET", "PRON"}:
        return
    noun = next((t for t in tokens[2:_WIDEST] if t.lower_ in _SURVEYS), None)
    comma = _main_clause(tokens, noun) if noun is not None else None
    if noun is None or comma is None or scene.quoted[noun.i] is not None or _reports(scene, comma, sentence):
        return
    content = between(scene, comma.i + 1, sentence.end)
    if not content:
        return
    cue = Cue(scene.span(opening.i, opening.i), opening.i, "in", "writing", "assert")
    source = Mention(scene.span(tokens[1].i, _end(noun, tokens)), noun.i)
    yield Speech("indirect", content, cue, source, sentence.span, "survey", 0.5)


def _end(noun: Token, tokens: Sequence[Token]) -> int:
    """The last token of a survey's name: "a poll of 800 voters", but "a poll | released Monday"."""
    after = noun.nbor(1)
    if after.lower_ not in {"of", "by", "from"}:
        return noun.i
    comma = next(token.i for token in tokens if token.i > noun.i and token.text == ",")
    return max(noun.i, min(noun_phrase(noun)[1], comma - 1))


def _main_clause(tokens: Sequence[Token], noun: Token) -> Token | None:
    """The comma that the main clause begins behind: "…, taken in May, | Roe led"."""
    behind = [token for token in tokens if token.i > noun.i]
    between_verbs = next((t.i for t in behind if t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN"), None)
    commas = [t for t in behind if t.text == "," and (between_verbs is None or t.i < between_verbs)]
    for comma in commas:
        following = next((t for t in behind if t.i > comma.i), None)
        if following is not None and following.tag_ not in {"VBN", "VBG", "WDT", "WP", "IN"}:
            return comma
    return None


def _reports(scene: Scene, comma: Token, sentence: Sentence) -> bool:
    """Whether somebody else reports in the main clause: "In a poll of voters, the *institute* found that …"."""
    root = next((t for t in scene.doc[comma.i : sentence.end] if t.head.i == t.i), None)
    if root is None or scene.lexicon.verb(root) is None or first_dependent(root, "ccomp") is None:
        return False
    subject = first_dependent(root, "nsubj")
    return subject is None or not any(token.pos_ == "NUM" or token.lower_ in _SHARES for token in subject.subtree)


_SURVEYS = frozenset({"poll", "survey"})
_SHARES = frozenset({"percent", "%", "half", "most", "majority", "quarter", "third", "thirds"})
_FEWEST = 8  # tokens of such a sentence
_WIDEST = 12  # tokens that the survey stands among
