"""Acts and stances of cues that no list has, learned from those of cues that the lexicon knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quotes.speech.learned.candidates import cue_head, known_word
from quotes.speech.learned.network import ACTS, STANCES
from quotes.speech.learned.windows import gather

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import nn

    from quotes.speech.learned.network import SpeechNetwork
    from quotes.speech.scene import Scene
    from quotes.training.attributions import Annotated

STRENGTH = 0.1  # inverse of the regularization


@dataclass
class KnownCues:
    """Annotated cues that the lexicon has: what the network makes of each, its lemma, its act and its stance."""

    vectors: list[NDArray[np.float32]] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    stances: list[str] = field(default_factory=list)

    def add(self, network: SpeechNetwork, scene: Scene, windows: list[Annotated]) -> None:
        """Add the cues of an article."""
        for one in windows:
            if not one.frames:
                continue
            with torch.inference_mode():
                contexts = network.contexts(gather([one.window]))[0]
            for frame in one.frames:
                head = cue_head([scene.doc[i] for i in one.window.tokens[frame.cue].tolist()])
                word = known_word(scene.lexicon, head) if head is not None else None
                if head is None or word is None:
                    continue
                self.vectors.append(contexts[torch.from_numpy(frame.cue)].mean(0).numpy())
                self.lemmas.append(head.lemma_.lower())
                self.acts.append(word.first.act)
                self.stances.append(word.first.stance)


def learn_meanings(network: SpeechNetwork, known: KnownCues) -> str:
    """Set the network's weights for acts and stances; how often they are right of lemmas not learned from."""
    vectors = np.stack(known.vectors)
    counts = Counter(known.lemmas)
    weights = np.array([counts[lemma] ** -0.5 for lemma in known.lemmas])  # "say" is not to outvote all others
    shown = []
    for layer, names, labels in ((network.act, ACTS, known.acts), (network.stance, STANCES, known.stances)):
        truth = np.array(labels)
        right = np.zeros(len(truth), dtype=bool)
        for rest, own in GroupKFold(5).split(vectors, truth, known.lemmas):
            model = LogisticRegression(C=STRENGTH, max_iter=500)
            model.fit(vectors[rest], truth[rest], sample_weight=weights[rest])
            right[own] = model.predict(vectors[own]) == truth[own]
        common = max(weights[truth == name].sum() for name in set(labels)) / weights.sum()
        shown.append(f"{(right * weights).sum() / weights.sum():.3f} right (most common alone {common:.3f})")
        model = LogisticRegression(C=STRENGTH, max_iter=500).fit(vectors, truth, sample_weight=weights)
        _take(layer, names, model)
    return f"{len(known.lemmas)} cues, {len(counts)} lemmas: acts {shown[0]}, stances {shown[1]}"


def _take(layer: nn.Linear, names: tuple[str, ...], model: LogisticRegression) -> None:
    rows, biases = model.coef_, model.intercept_
    if len(rows) == 1:  # of two classes scikit-learn keeps the difference
        rows, biases = np.concatenate((-rows, rows)) / 2, np.concatenate((-biases, biases)) / 2
    with torch.no_grad():
        layer.weight.zero_()
        layer.bias.fill_(-1e4)  # what was never seen is never chosen
        for name, weight, bias in zip(model.classes_, rows, biases, strict=True):
            layer.weight[names.index(name)] = torch.from_numpy(weight)
            layer.bias[names.index(name)] = float(bias)
