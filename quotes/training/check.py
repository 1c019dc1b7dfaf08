"""A quick look at how training goes, on annotated words and sentences; the report measures from raw text."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import torch

from quotes.parse.joint.vocabulary import SENTENCE
from quotes.training.loop import batches, collate, short_numbers

if TYPE_CHECKING:
    from quotes.parse.joint.network import Network
    from quotes.training.examples import Example


def check_trees(network: Network, examples: list[Example]) -> dict[str, float]:
    """Shares of words with the right tags, heads (UAS), heads and relations (LAS); F1 of beginnings of sentences."""
    right = dict.fromkeys(("boundary", "upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    words = atoms = hit = guessed = true = 0
    device = network.boundary.weight.device
    with torch.inference_mode(), short_numbers(device):
        for group in batches(examples, 4000, random.Random(0)):  # noqa: S311 (nothing secret)
            batch = collate(group).to(device)
            flat = network.encoder(batch.pieces, batch.shapes).flatten(0, 1)
            vectors = flat[batch.words]
            scores = network.words(vectors)
            guess = network.boundary(flat[batch.atoms]).argmax(1)
            right["boundary"] += int((guess == batch.boundaries).sum())
            atoms += len(guess)
            hit += int(((guess == SENTENCE) & (batch.boundaries == SENTENCE)).sum())
            guessed += int((guess == SENTENCE).sum())
            true += int((batch.boundaries == SENTENCE).sum())
            for i, name in enumerate(("upos", "xpos", "feats", "lemma")):
                right[name] += int((getattr(scores, name).argmax(1) == batch.tags[:, i]).sum())
            real = batch.grid >= 0
            nodes = torch.cat((flat[batch.roots][:, None], vectors[batch.grid.clamp(min=0)]), 1)
            arc_dep, arc_head, label_dep, label_head = network.edges(nodes)
            arcs = network.arcs(arc_dep[:, 1:], arc_head).float()
            allowed = torch.cat((torch.ones_like(real[:, :1]), real), 1)
            heads = arcs.masked_fill(~allowed[:, None, :], -1e4)[real].argmax(1)
            rows = torch.arange(len(real), device=device)[:, None].expand_as(real)[real]
            labels = network.relations(label_dep[:, 1:][real], label_head[rows, heads]).argmax(1)
            right["uas"] += int((heads == batch.heads).sum())
            right["las"] += int(((heads == batch.heads) & (labels == batch.deprels)).sum())
            words += len(vectors)
    shares = {name: 100 * n / (atoms if name == "boundary" else words) for name, n in right.items()}
    return shares | {"sentences": 200 * hit / max(1, guessed + true)}


def check_entities(network: Network, examples: list[Example], labels: list[str]) -> dict[str, float]:
    """F1 of entities, and of persons alone."""
    counts = {"all": [0, 0, 0], "Person": [0, 0, 0]}
    device = network.boundary.weight.device
    with torch.inference_mode(), short_numbers(device):
        for group in batches(examples, 4000, random.Random(0)):  # noqa: S311
            batch = collate(group).to(device)
            flat = network.encoder(batch.pieces, batch.shapes).flatten(0, 1)
            guesses = network.words(flat[batch.words]).entity.argmax(1).tolist()
            truth, guess = (_spans([labels[i] for i in seq]) for seq in (batch.entities.tolist(), guesses))
            for name, count in counts.items():
                first = {s for s in truth if name in {"all", s[2]}}
                second = {s for s in guess if name in {"all", s[2]}}
                for i, n in enumerate((len(first & second), len(first), len(second))):
                    count[i] += n
    return {name: 200 * hit / max(1, true + guessed) for name, (hit, true, guessed) in counts.items()}


def _spans(tags: list[str]) -> set[tuple[int, int, str]]:
    spans, start = set(), -1
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES" and start >= 0:
            spans.add((start, i, tag[2:]))
            start = -1
        if tag[0] == "O":
            start = -1
    return spans
