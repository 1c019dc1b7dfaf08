"""How likely a find is right: a logistic regression over what the rules know of it."""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.read.article import BlockKind
from quotes.speech.agreement import agreement
from quotes.speech.rules import LEARNED_RULE
from quotes.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.speech.scene import Scene
    from quotes.speech.speech import Speech


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of the features of a find, as ``scripts/train_confidence`` has learned them.

    ``floor`` is what a find must have to be reported. ``priors`` are of rules too rare to learn anything about.
    ``by_rules`` has the weights for a find that nothing but the rules has been asked about, where these are for finds
    beside what the network proposes: what a rule finds gets the mean of both. Direct speech, and what one source says
    that another has said, get theirs: annotators join the one to other attributions and seldom mark the other, so the
    network that learned from them has no say.
    """

    bias: float
    weights: Mapping[str, float]
    floor: float = 0.0
    priors: Mapping[str, float] = field(default_factory=dict)
    by_rules: Confidence | None = None

    def of(self, scene: Scene, speech: Speech, *, nested: bool) -> float:
        """The probability that cue, source and content of a find are right."""
        if speech.rule in self.priors:
            return self.priors[speech.rule]
        names = list(features(scene, speech, nested=nested))
        own = self._logistic(names)
        if self.by_rules is None or speech.rule == LEARNED_RULE:
            return own
        by_rules = self.by_rules._logistic(names)
        other = nested and _reports_another(scene, speech)
        return by_rules if other or speech.type == "direct" else (own + by_rules) / 2

    def _logistic(self, names: list[str]) -> float:
        return 1.0 / (1.0 + math.exp(-self.bias - sum(self.weights.get(name, 0.0) for name in names)))


@functools.cache
def default_confidence(*, proposed: bool = False) -> Confidence:
    """The weights that come with the program, read once.

    Args:
        proposed: Those for finds beside what the network proposes, rather than for the rules by themselves.
    """
    folder = importlib.resources.files("quotes.speech") / "data"
    name = "confidence_proposed.json" if proposed else "confidence.json"
    data = json.loads((folder / name).read_text(encoding="utf-8"))
    priors = read_table("quotes.speech", "priors")["priors"]
    by_rules = default_confidence() if proposed else None
    return Confidence(data["bias"], data["weights"], priors=priors, by_rules=by_rules)


def features(scene: Scene, speech: Speech, *, nested: bool) -> Iterator[str]:
    """The names of what is true of a find: its rule, its cue, its source, its content and where it stands."""
    yield f"rule={speech.rule}"
    yield f"type={speech.type}"
    yield f"rule+type={speech.rule}+{speech.type}"
    yield from _cue_features(scene, speech)
    yield from _source_features(scene, speech)
    words = sum(len(span.of(scene.text).split()) for span in speech.content)
    size = next(name for limit, name in _SIZES if words <= limit)
    yield f"words={size}"
    yield f"pieces={min(len(speech.content), 3)}"
    opening = scene.tokens_in(speech.content[0])[:1]
    if opening:
        yield f"rule+opening={speech.rule}+{opening[0].pos_}"
    if nested:
        if _reports_another(scene, speech):
            yield NESTED_OTHER
        else:
            yield "nested"
            yield f"rule+nested={speech.rule}"
    if scene.proposals:
        yield from agreement(scene, speech)
    head = speech.cue.head if speech.cue is not None else None
    sentence = scene.document.sentence_at(head) if head is not None else None
    if sentence is not None and scene.document.block_of(sentence).kind is BlockKind.TITLE:
        yield "title"


# Annotators seldom mark what one source says that another has said; it is wanted all the same, and is judged as if it
# stood by itself: training uses this feature, the weights written leave it out.
NESTED_OTHER = "nested-other"


def _reports_another(scene: Scene, speech: Speech) -> bool:
    """Whether nested speech is spoken or written words of a source that is named anew, not "he said he hoped"."""
    if speech.cue is None or speech.source is None or speech.cue.act not in {"speech", "writing"}:
        return False
    return scene.doc[speech.source.head].pos_ in {"PROPN", "NOUN"} and scene.doc[speech.cue.head].tag_ != "VB"


_SIZES = ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (16, "16"), (32, "32"), (math.inf, "more"))


def _cue_features(scene: Scene, speech: Speech) -> Iterator[str]:
    if speech.cue is None:
        return
    token = scene.doc[speech.cue.head]
    yield f"lemma={speech.cue.lemma}"
    yield f"rule+lemma={speech.rule}+{speech.cue.lemma}"
    yield f"rule+tag={speech.rule}+{token.tag_}"
    yield f"lemma+tag={speech.cue.lemma}+{token.tag_}"
    yield f"rule+act={speech.rule}+{speech.cue.act}"
    yield f"rule+deprel={speech.rule}+{token.dep_}"
    if speech.cue.negated:
        yield "negated"
    before = [t.lower_ for t in scene.tokens_in(speech.cue.span)][:-1]
    for word in before:
        if word in {
            "to",
            "will",
            "would",
            "could",
            "can",
            "may",
            "might",
            "should",
            "must",
            "has",
            "have",
            "had",
            "be",
            "is",
        }:
            yield f"auxiliary={word}"


def _source_features(scene: Scene, speech: Speech) -> Iterator[str]:
    if speech.source is None:
        yield "source=none"
        yield f"rule+source={speech.rule}+none"
        return
    head = scene.doc[speech.source.head]
    kind = head.ent_type_ or head.pos_
    if head.pos_ == "PRON":
        kind = head.lower_
    if kind == "it" and speech.cue is not None and speech.cue.lemma in scene.lexicon.inverting:
        kind = "it_speaking"  # "it said" is an organization's, "it shows" hardly ever
    yield f"source={kind}"
    yield f"rule+source={speech.rule}+{kind}"
    if head.pos_ == "NOUN":
        yield f"noun={head.lemma_.lower()}"
    if speech.cue is not None:
        distance = abs(head.i - speech.cue.head)
        yield f"rule+distance={speech.rule}+{min(distance // 3, 5)}"
        yield f"inverted={speech.source.span.start > speech.cue.span.start}"
