"""Part-of-speech tags that belong together, by the names of the Penn Treebank (Marcus et al., 1993)."""

from __future__ import annotations

PRESENT = frozenset({"VBZ", "VBP"})
TENSED = PRESENT | {"VBD"}  # of verbs that have a tense by themselves
FINITE = TENSED | {"MD"}  # of verbs that a clause can stand on
RELATIVE = frozenset({"WP", "WDT"})  # of relative pronouns, and of those that ask
