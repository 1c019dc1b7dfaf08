"""How far a find and what the network proposes agree, as features of its confidence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.speech.scene import Scene
    from quotes.speech.speech import Speech

_LIKELIHOODS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
_SHARES = (0.01, 0.25, 0.5, 0.7, 0.8, 0.9, 0.97)


def agreement(scene: Scene, speech: Speech) -> Iterator[str]:
    """The names of what is true of a find beside the network's proposal for its cue."""
    if speech.cue is None:
        return
    proposal = scene.proposal_at.get(speech.cue.head)
    if proposal is None:
        yield "cue~none"
        yield f"rule+cue~={speech.rule}+none"
        return
    likely = bisect_right(_LIKELIHOODS, proposal.likelihood)
    yield f"cue~{likely}"
    yield f"rule+cue~={speech.rule}+{likely}"
    own = {token.i for span in speech.content for token in scene.tokens_in(span)}
    other = set(proposal.content)
    shared = bisect_right(_SHARES, len(own & other) / max(1, len(own | other)))
    yield f"content~{shared}"
    yield f"cue~content~{min(likely, 9) // 3}+{shared}"
    words = list(own)
    places = proposal.reach.searchsorted(words).clip(max=len(proposal.reach) - 1)
    reached = proposal.roles[places[proposal.reach[places] == words], 2]
    likely_inside = float(reached.sum(dtype="float64"))
    if len(reached):
        yield f"within~{bisect_right(_LIKELIHOODS, likely_inside / len(own)) // 2}"
    every = float(proposal.roles[:, 2].sum())
    overlap = bisect_right(_LIKELIHOODS, likely_inside / max(1.0, len(own) + every - likely_inside))
    yield f"overlap~{overlap}"
    yield f"cue~overlap~{likely}+{overlap // 2}"
    yield f"source~{_sources(scene, speech, set(proposal.source))}"
    if speech.source is None:
        yield f"nobody~{bisect_right(_LIKELIHOODS, float(proposal.roles[:, 1].max(initial=0.0)))}"
    else:
        (head,) = (proposal.reach == speech.source.head).nonzero()
        yield f"who~{bisect_right(_LIKELIHOODS, float(proposal.roles[head[0], 1])) if len(head) else 'beyond'}"


def _sources(scene: Scene, speech: Speech, other: set[int]) -> str:
    if speech.source is None:
        return "none" if not other else "missed"
    if not other:
        return "unseen"
    own = {token.i for token in scene.tokens_in(speech.source.span)}
    if speech.source.head in other:
        return "same" if own == other else "alike"
    return "touching" if own & other else "other"
