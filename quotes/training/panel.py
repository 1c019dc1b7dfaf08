"""Several networks that answer as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from torch import Tensor

    from quotes.speech.learned.network import SpeechNetwork, Surroundings, Words


@dataclass(frozen=True, slots=True)
class Panel:
    """Networks that read the same words and tell the mean of their probabilities.

    Together they are right a little more often than the best of them, so another network learns from them all. What
    each makes of a word stands side by side in their vectors.
    """

    networks: tuple[SpeechNetwork, ...]

    def contexts(self, words: Words) -> Tensor:
        """What words are in their windows: (windows, words, all widths)."""
        return torch.cat([network.contexts(words) for network in self.networks], 2)

    def cues(self, contexts: Tensor) -> Tensor:
        """Logits of (windows, words, cue tags)."""
        parts = zip(self.networks, self._split(contexts), strict=True)
        return _mean([network.cues(part) for network, part in parts])

    def views(self, contexts: Tensor) -> Tensor:
        """What words are to a cue, and what each asks of the others if it is one: (windows, words, all views)."""
        parts = zip(self.networks, self._split(contexts), strict=True)
        return torch.cat([network.views(part) for network, part in parts], 2)

    def roles(self, around: Surroundings) -> Tensor:
        """Logits of (cues, words, roles)."""
        sizes = [2 * network.sizes.role_width for network in self.networks]
        parts = zip(self.networks, torch.split(around.views, sizes, 2), strict=True)
        return _mean([network.roles(replace(around, views=part)) for network, part in parts])

    def _split(self, contexts: Tensor) -> tuple[Tensor, ...]:
        return torch.split(contexts, [network.sizes.width for network in self.networks], 2)


def _mean(logits: list[Tensor]) -> Tensor:
    return torch.stack([one.float().softmax(2) for one in logits]).mean(0).log()
