"""Whose speech a verb reports: its subject, or that of the verbs it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parse.tags import RELATIVE, TENSED
from quotes.speech.frame import (
    first_dependent,
    is_passive,
    nominal_after,
    nominal_before,
    phrase_head,
    subject_of,
)
from quotes.speech.nounphrase import noun_phrase
from quotes.speech.speech import Mention

if TYPE_CHECKING:
    from quotes.parse.document import Sentence
    from quotes.parse.plain import Token
    from quotes.speech.expression import Expression
    from quotes.speech.scene import Scene


def source_of(scene: Scene, sentence: Sentence, whole: Expression) -> Mention | None:
    """The noun phrase whose speech a verb reports."""
    verb = coordinated_with(scene, sentence, whole.governor) or _behind_quotation(scene, whole.governor)
    head = subject_of(verb)
    if head is None and not is_passive(verb) and (verb.base not in {"acl", "advcl"} or verb.pos_ == "NOUN"):
        head = nominal_before(scene.doc[whole.first], sentence.start)
    if head is None and verb.base in {"root", "parataxis"} and not is_passive(verb):
        after = nominal_after(verb, sentence.end)
        head = after if after is not None and after.base not in {"obj", "iobj", "obl"} else None
    if head is None or head.lower_ == "there" or (head.base == "expl" and verb.lemma_.lower() in _IMPERSONAL):
        return None
    if not sentence.start <= head.i < sentence.end or whole.covers(head):
        return None
    head = _behind_credit(scene, sentence, head, whole) or _antecedent(head, verb, whole)
    relative = (
        _relative_pronoun(whole.governor)
        if whole.governor.dep_ == "acl:relcl" and head.i == whole.governor.head.i
        else None
    )
    if relative is not None:
        return Mention(scene.span(relative.i, relative.i), relative.i)
    low, high = noun_phrase(head, stop=whole.tokens)
    return Mention(scene.span(low, high), head.i)


def _behind_quotation(scene: Scene, verb: Token) -> Token:
    """The cue that a verb is joined to, where the tree joins it to words quoted: 'saying, "We go on," and vowing'."""
    while verb.base == "conj" and scene.quoted[verb.i] is None and scene.quoted[verb.head.i] is not None:
        above = next((t for t in verb.head.ancestors if scene.quoted[t.i] is None), None)
        if above is None or above.pos_ not in {"VERB", "AUX"}:
            break
        verb = above
    return verb


def coordinated_with(scene: Scene, sentence: Sentence, verb: Token) -> Token | None:
    """The cue that shares its source with this one: "*said* that talks had begun and hoped they would go on"."""
    entry = scene.lexicon.verb(verb)
    if entry is None or entry[0] not in scene.lexicon.coordinating or verb.tag_ not in TENSED:
        return None
    if any(c.base in {"nsubj", "aux"} and c.i < verb.i for c in verb.children):
        return None
    i = verb.i - 1
    while i > sentence.start and (scene.doc[i].pos_ == "ADV" or scene.doc[i].is_space):
        i -= 1
    then = scene.doc[i].text == "," and scene.doc[i + 1].lower_ == "then"
    if scene.doc[i].pos_ != "CCONJ" and not then:
        return None
    if verb.base == "conj" and verb.head.tag_ == verb.tag_:
        own = first_dependent(verb.head, "nsubj") is not None
        if own and verb.head.base == "advcl":
            return None  # "when Roe thanked them and said it was late": the tree has it
        if own and verb.head.base == "conj" and scene.lexicon.verb(verb.head) is not None:
            return verb.head  # "The board met, and the *league* denounced him and said …"
    for token in scene.doc[sentence.start : i]:
        if token.tag_ == verb.tag_ and not scene.spoken(token) and token.base != "acl":
            return token if scene.lexicon.verb(token) is not None else None
    return None


def _antecedent(head: Token, verb: Token, whole: Expression) -> Token:
    """The noun before ", who left early, accused …", where the parser takes the cue into the relative clause."""
    doc = verb.doc
    closes = whole.first > 0 and doc[whole.first - 1].text == ","
    if head.tag_ not in RELATIVE or verb.base != "conj" or not closes or head.i < 2 or doc[head.i - 1].text != ",":
        return head
    before = doc[head.i - 2]
    return phrase_head(before, 0, head.i) if before.pos_ in {"NOUN", "PROPN"} else head


def _behind_credit(scene: Scene, sentence: Sentence, head: Token, whole: Expression) -> Token | None:
    """The noun behind a credit in capitals that the parser takes for the subject: "MARPRESS - *Lindara* urged"."""
    before = scene.doc[sentence.start : whole.first]
    dash = next((t for t in before if t.text in {"-", "–", "—", "--"} and t.i > head.i), None)
    if dash is None or not all(t.text.isupper() for t in before if t.i < dash.i and t.is_alpha):
        return None
    name = next((t for t in before if t.i > dash.i and t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    return phrase_head(name, dash.i + 1, whole.first) if name is not None else None


_IMPERSONAL = frozenset({"seem", "appear", "happen", "follow", "emerge", "be"})


def _relative_pronoun(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.lower_ in {"who", "which", "that"} and c.i < verb.i), None)
