"""Objects, infinitives and passives: content that is less than a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parse.tags import FINITE, RELATIVE
from quotes.speech.complements import opener_of, reach
from quotes.speech.content import between, clause_end
from quotes.speech.frame import agent_of, dependents, first_dependent, is_passive, is_time, questions_somebody
from quotes.speech.nounphrase import noun_phrase
from quotes.speech.reporting import Reporting, Yield, report_besides
from quotes.speech.words import words

if TYPE_CHECKING:
    from quotes.parse.plain import Token
    from quotes.span import Span


def passive_agent(at: Reporting) -> Yield | None:
    """Was accused by X of …; were told by X that …; was praised by X."""
    agent = agent_of(at.verb)
    meaning = at.word.takes("object-of", "addressee", "object", "person-to", "clause", "predicate")
    if agent is None or meaning is None:
        return None
    _, last = noun_phrase(agent, stop=at.whole.tokens)
    opener = _completion(at, agent.i, max(last, agent.i) + 1)
    rest = between(at.scene, opener.i, reach(at.scene, at.sentence, at.whole, opener.i)) if opener is not None else ()
    if opener is not None and opener.lower_ in {"that", "whether"}:
        return Yield(rest, meaning)
    if not rest and (at.word.takes("object", "predicate") is None or at.word.takes("addressee") is not None):
        return None  # who "was asked by reporters" is not what they asked
    spoken_of = next((c for c in at.verb.children if c.dep_ == "nsubj:pass"), None)
    subject = at.content(spoken_of) if spoken_of is not None else ()
    return Yield((*subject, *rest), meaning) if subject else None


def _completion(at: Reporting, low: int, high: int) -> Token | None:
    """The word behind an agent that opens the rest of the content: "… of losing", "… for its silence", "… as dull"."""
    for token in at.scene.doc[low + 1 : min(high + 3, at.sentence.end)]:
        following = token.i + 1 < at.sentence.end and at.scene.doc[token.i + 1]
        if token.lower_ in {"of", "for"} and following and (following.tag_ == "VBG" or token.head.base == "obl"):
            return token
        if token.lower_ in {"that", "whether", "because", "over"}:
            return token
        if token.lower_ == "as" and token.head.head.i == at.verb.i:
            return token
    return None


def passive_expectation(at: Reporting) -> Yield | None:
    """Is expected to …, is said to …, it was announced that …: nobody is named, or only who is told."""
    if not is_passive(at.verb):
        return None
    opener = opener_of(at)
    meaning = at.word.takes("clause", "addressee")
    if opener is not None and meaning is not None:
        return Yield(between(at.scene, opener.i, reach(at.scene, at.sentence, at.whole, opener.i)), meaning)
    complement = next((c for c in dependents(at.verb, "xcomp", "ccomp", "advcl") if _to(c) and c.i > at.verb.i), None)
    meaning = at.word.takes("person-to", "infinitive", "clause")
    spoken_of = next((c for c in at.verb.children if c.dep_ == "nsubj:pass"), None)
    if complement is None or meaning is None or spoken_of is None:
        return None
    return Yield((*at.content(spoken_of), *at.content(complement, low=at.whole.last + 1)), meaning)


def relative(at: Reporting) -> Yield | None:
    """A system which he said was older; the tower, which residents say blocks the sun."""
    meaning = at.word.takes("clause")
    if meaning is None or at.source is None or is_passive(at.verb):
        return None
    doc = at.scene.doc
    first = min(t.i for t in at.scene.tokens_in(at.source.span))
    pronoun = doc[first - 1] if first > at.sentence.start else None
    after = doc.word(at.whole.last + 1, at.sentence.end)
    if pronoun is None or pronoun.lower_ not in {"which", "that", "who"} or after is None:
        return None
    if pronoun.base == "mark" and pronoun.i and doc[pronoun.i - 1].pos_ == "VERB":
        return None  # "said that the thefts reported were few": no antecedent, but another's clause
    if after.tag_ not in FINITE:
        return None
    set_off = doc[pronoun.i - 1].text == ","
    end = next((t.i for t in doc[after.i : at.sentence.end] if set_off and t.text == ","), at.sentence.end)
    antecedent = next((t for t in reversed(doc[at.sentence.start : pronoun.i]) if t.pos_ in {"NOUN", "PROPN"}), None)
    if antecedent is None:
        return None
    low, _ = noun_phrase(antecedent)
    return Yield((*between(at.scene, low, pronoun.i + 1), *between(at.scene, after.i, end)), meaning)


def person_to(at: Reporting) -> Yield | None:
    """Urged the council to act; asked him to leave."""
    meaning = at.word.takes("person-to")
    person = first_dependent(at.verb, "obj", "iobj")
    if meaning is None or is_passive(at.verb) or person is None or person.i < at.verb.i:
        return None
    to_do = next(
        (c for c in at.verb.children if c.base in {"xcomp", "advcl", "ccomp"} and _to(c) and c.i > person.i), None
    )
    to_do = to_do or next((c for c in person.children if c.base == "acl" and _to(c)), None)
    if to_do is None:
        return None
    told = at.lemma in {"tell", "remind", "warn", "advise"}  # "told her to stop": she is told, not spoken of
    return Yield(at.content(*([] if told else [person]), to_do, low=at.whole.last + 1), meaning)


def _to(token: Token) -> bool:
    return any(c.lower_ == "to" and c.base in {"mark", "aux", "case"} for c in token.children)


def infinitive(at: Reporting) -> Yield | None:
    """Promised to go; hoped to meet; declined to comment."""
    meaning = at.word.takes("infinitive")
    labels = {"xcomp", "ccomp", "acl"} if at.verb.pos_ == "NOUN" else {"xcomp", "ccomp"}
    to_do = next((c for c in at.verb.children if _is_infinitive(c, labels) and c.i > at.verb.i), None)
    if meaning is None or is_passive(at.verb) or to_do is None:
        return None
    inner = at.scene.lexicon.verb(to_do)
    withheld = inner is not None and at.lemma in at.scene.lexicon.withholding and inner[1].takes(*_SPOKEN_OF)
    if withheld and (first_dependent(to_do, "ccomp", "obj") is not None or _opens_clause(at, to_do)):
        return None  # "declined to say whether …": the inner verb is the cue
    first = to_do.first
    if all(t.is_space or t.pos_ in {"ADV", "PART"} for t in at.scene.doc[at.whole.last + 1 : first]):
        first = at.whole.last + 1  # "vowed never to sing"
    return Yield(between(at.scene, first, report_besides(at.scene, first, max(first, clause_end(to_do)))), meaning)


def _opens_clause(at: Reporting, verb: Token) -> bool:
    """Whether a clause opens right behind a verb: "to say whether …"."""
    following = at.scene.doc.word(verb.i + 1, at.sentence.end)
    return following is not None and following.lower_ in {
        "that",
        "whether",
        "if",
        "what",
        "how",
        "why",
        "when",
        "where",
        "who",
    }


_SPOKEN_OF = ("clause", "object", "object-of")


def _is_infinitive(token: Token, labels: set[str]) -> bool:
    mislabelled = token.base in {"obl", "advcl"} and token.tag_ == "VB"
    return (token.base in labels or mislabelled) and _to(token)


def preposition(at: Reporting) -> Yield | None:
    """Called for a ban; called on the US to act; insisted on a vote; referred to him as …"""
    if not at.word.prepositions or is_passive(at.verb):
        return None
    for child in dependents(at.verb, "obl", "advcl", "obj", "xcomp", "advmod", "ccomp"):
        case = next(
            (c for c in child.children if c.base in {"case", "mark"} and c.lower_ in at.word.prepositions), None
        )
        if case is None or child.i < at.verb.i or case.i - at.whole.last > 3:
            continue
        later = [c for c in at.verb.children if c.i > child.i and c.base in {"xcomp", "advcl", "obl"}]
        others = [c for c in later if _belongs(c) or _opens_quoted(at, c)]
        return Yield(at.content(child, *others, low=case.i + 1), at.word.prepositions[case.lower_], case)
    return None


def _belongs(token: Token) -> bool:
    """Whether a later phrase completes the object: "… to act", "… as a friend", "… for its silence"."""
    if token.tag_ == "VBG" and any(c.lower_ == "by" for c in token.children):
        return True
    opener = next((c for c in token.children if c.base in {"case", "mark"} and c.lower_ in _COMPLETING), None)
    if opener is not None and opener.base == "mark" and first_dependent(token, "nsubj") is not None:
        return opener.lower_ in {"because", "that"}  # "…, as it also rejected the demand" is said of no one
    return opener is not None or _to(token)


def _opens_quoted(at: Reporting, token: Token) -> bool:
    """Whether the words of a phrase are quoted, its preposition left out: "… as 'Lady Tin' on 'a mission'"."""
    first = next((t for t in token.subtree if any(c.isalnum() for c in t.text) and t.base != "case"), token)
    return at.scene.quoted[first.i] is not None


_COMPLETING = words("completing")


def _object(at: Reporting) -> Token | None:
    """What or whom a verb is about; a person alone may be labelled as a recipient: "accused *them* of lying"."""
    labels = ("obj",) if at.word.takes("addressee") is not None else ("obj", "iobj")
    return first_dependent(at.verb, *labels)


def _of_relative(at: Reporting) -> tuple[Span, ...]:
    """A relative pronoun before the source, and what is said of it: "which he described as a cave", "what it calls"."""
    if at.source is None or is_passive(at.verb):
        return ()
    first = at.scene.tokens_in(at.source.span)[0].i
    pronoun = at.scene.doc[first - 1] if first > at.sentence.start else None
    if pronoun is None or pronoun.tag_ not in RELATIVE:
        return ()
    labels = ("xcomp", "obj", "iobj", "obl", "advcl", "ccomp")
    said = [c for c in dependents(at.verb, *labels) if c.i > at.whole.last and not is_time(c)]
    return (*between(at.scene, pronoun.i, first), *at.content(*said[:1], low=at.whole.last + 1)) if said else ()


def predicate(at: Reporting) -> Yield | None:
    """Called the plan a disaster; named him chief of staff; but not called the meeting off."""
    if any(child.dep_ == "compound:prt" for child in at.verb.children):
        return None
    meaning = at.word.takes("predicate")
    if meaning is not None and (content := _of_relative(at)):
        return Yield(content, meaning)
    named = _object(at)
    if meaning is None or is_passive(at.verb) or named is None or named.i < at.verb.i:
        return None
    what = [c for c in at.verb.children if c.i > named.i and _names(at, c)]
    quoted = any(at.scene.quoted[i] is not None for i in range(at.verb.i, min(at.sentence.end, clause_end(at.verb))))
    if not what and not quoted and len(list(named.subtree)) < 4:
        return None
    return Yield(at.content(named, *[c for c in what if not is_time(c)], low=at.whole.last + 1), meaning)


def _names(at: Reporting, word: Token) -> bool:
    """Whether a dependent of a cue may be what a thing is called; in marks the parser may set it apart."""
    apart = word.base == "parataxis" and at.scene.quoted[word.i] is not None
    return apart or word.base in {"xcomp", "obj", "obl", "advcl", "ccomp", "appos"}


def object_of(at: Reporting) -> Yield | None:
    """Accused the US of crossing a line; described it as a failure; praised him for it."""
    meaning = at.word.takes("object-of")
    if meaning is not None and (content := _of_relative(at)):
        return Yield(content, meaning)
    of_whom = _object(at)
    if meaning is None or is_passive(at.verb) or of_whom is None or of_whom.i < at.verb.i:
        return None
    rest = [c for c in at.verb.children if c.i > of_whom.i and c.base in {"obl", "advcl", "xcomp"} and _belongs(c)]
    elsewhere = [token for token in (_doing(at, of_whom), _likened(at, of_whom)) if token is not None]
    return Yield(at.content(of_whom, *rest, *elsewhere, low=at.whole.last + 1), meaning)


def _doing(at: Reporting, of_whom: Token) -> Token | None:
    """What somebody is accused of or praised for, wherever the parser hangs it: "… of pumping at night"."""
    for token in at.scene.doc[of_whom.i : min(of_whom.i + 12, at.sentence.end - 1)]:
        if token.text in {",", ";"}:
            return None
        if token.lower_ in {"of", "for"} and token.nbor(1).tag_ == "VBG":
            return token.nbor(1)
    return None


def _likened(at: Reporting, of_whom: Token) -> Token | None:
    """What a thing is described as, wherever the parser hangs it: "… the plan as “a matter of life or death”"."""
    following = at.scene.doc.word(clause_end(of_whom), at.sentence.end)
    if following is None or following.lower_ != "as" or following.base not in {"case", "mark"}:
        return None
    return following.head if following.head.pos_ in {"NOUN", "PROPN", "ADJ"} else None


def object_alone(at: Reporting) -> Yield | None:
    """Denied the charges; praised the plan; announced a ban; opposes abolishing it."""
    asked = questions_somebody(at.verb)
    meaning = (at.word.takes("addressee") if asked else None) or at.word.takes("object")
    what = first_dependent(at.verb, "obj") or _object(at) or _doing_so(at.verb)
    if meaning is None or is_passive(at.verb) or what is None or what.i < at.verb.i:
        return None
    if meaning.act == "writing" and first_dependent(at.verb, "iobj") is not None:
        return None  # "showed the visitors a system"
    rest = [c for c in at.verb.children if c.i > what.i and c.base == "obl" and _belongs(c) and not _told(c)]
    if asked and not rest and what.tag_ == "PRP":
        return None  # "questioned *him* on Monday"
    if at.lemma in _PERCEIVING:  # "showed Roe ahead by 6 points"
        rest += [c for c in dependents(at.verb, "advmod") if c.i > what.i and first_dependent(c, "obl") is not None]
    return Yield(at.content(what, *rest, low=at.whole.last + 1, high=_side_clause(at, what)), meaning)


_PERCEIVING = words("perceiving")


def _side_clause(at: Reporting, noun: Token) -> int | None:
    """Where the article says more of a noun: "suspected the director*, who was questioned*"."""
    following = at.scene.doc[noun.i + 1 : at.sentence.end]
    return next((t.i for t in following if t.lower_ in {"who", "which"} and t.nbor(-1).text == ","), None)


def _doing_so(verb: Token) -> Token | None:
    """What a verb speaks of as something done: "opposes *abolishing* it"."""
    doing = first_dependent(verb, "xcomp", "ccomp")
    return doing if doing is not None and doing.tag_ == "VBG" and not _to(doing) else None


def _told(token: Token) -> bool:
    """Whether a phrase says to whom: "confirmed the figure *to the paper*"."""
    return any(c.lower_ == "to" and c.base == "case" for c in token.children)
