"""A treebank of a few sentences of our own, with everything in it that CoNLL-U has to be read for."""

from __future__ import annotations

import gzip
from pathlib import Path

# Word rows have blanks for tabs, and two columns less: those before the last are always empty.
TREEBANK = """
# newdoc id = GUM_news_ferry
# newpar
# sent_id = 1
# text = Ana can't swim (yet).
1 Ana Ana PROPN NNP Number=Sing 4 nsubj _
2-3 can't _ _ _ _ _ _ _
2 ca can AUX MD VerbForm=Fin 4 aux _
3 n't not PART RB _ 4 advmod _
4 swim swim VERB VB VerbForm=Inf 0 root _
5 ( ( PUNCT -LRB- _ 6 punct SpaceAfter=No
6 yet yet ADV RB _ 4 advmod SpaceAfter=No
7 ) ) PUNCT -RRB- _ 6 punct SpaceAfter=No
8 . . PUNCT . _ 4 punct _
8.1 swims swim VERB VBZ _ _ _ _

# sent_id = 2
# text = E-mail didn't.
1 E-mail e-mail NOUN NN Number=Sing 0 root _
2-3 didn't _ _ _ _ _ _ SpaceAfter=No
2 did do AUX VBD Tense=Past 1 dep _
3 n't not PART RB _ 2 advmod _
4 . . PUNCT . _ 1 punct SpaceAfter=No

# newpar
# sent_id = 3
# newpar_block = not a new paragraph
# text = Cannot stay.
1-2 Cannot _ _ _ _ _ _ _
1 Can can AUX MD VerbForm=Fin 3 aux _
2 not not PART RB _ 3 advmod _
3 stay stay VERB VB VerbForm=Inf 0 root SpaceAfter=No
4 . . PUNCT . _ 3 punct _

# sent_id = 4
# text = I cannot.
1 I I PRON PRP _ 2 nsubj _
2-3 cannot _ _ _ _ _ _ SpaceAfter=No
2 can can AUX MD VerbForm=Fin 0 root _
3 not not PART RB _ 2 advmod _
4 . . PUNCT . _ 2 punct _

# newdoc id = GUM_fiction_rain
# sent_id = 5
# text = It's 5pm
1-2 It's _ _ _ _ _ _ _
1 It it PRON PRP _ 3 nsubj _
2 is be AUX VBZ _ 3 cop _
3-4 5pm _ _ _ _ _ _ _
3 5 5 NUM CD _ 0 root _
4 pm pm NOUN NN Number=Sing 3 obl _

"""


def write_treebank(path: Path, content: str = TREEBANK) -> Path:
    """The file that a treebank is read from."""
    lines = []
    for line in content.strip("\n").split("\n"):
        if line and not line.startswith("#"):
            *columns, last = line.split(" ")
            line = "\t".join([*columns, "_", last])
        lines.append(line + "\n")
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines([*lines, "\n"])
    return path
