"""The project's own models for users of Stanza: importing this module lets a ``stanza.Pipeline`` run them.

    import stanza
    import quotes.models.stanza_processors

    pipeline = stanza.Pipeline("en", dir=str(folder), package="quotes", download_method=None)

``folder`` is a package with a joint network, such as ``quotes.parse.embedded_models()``. The network does everything
at once, so the tokenizer's variant runs it and yields a whole document: sentences, tokens, multi-word tokens, tags,
features, lemmas, dependencies and entities. The other processors are there for what builds on them (and for
``processors="tokenize,pos"``), and find their work done. Sentences are as the network draws them; the extractor mends
their boundaries, this doesn't. Entities bear the network's own types. ``tokenize_arithmetic="float32"`` chooses in
which numbers the network computes (float32, bfloat16, int8).

How Stanza finds it: the package's index (``quotes.parse.joint.package.write_index``) lists a model named ``quotes`` for
each processor. A name that is also the name of a registered variant makes Stanza use that variant. The tokenizer's
variant must also learn where the package lies, which Stanza tells variants nothing about, but the paths of
dependencies reach it: the index lists one named ``with_quotes``, and the option ``with_quotes_path`` that Stanza makes
of it is at once what selects the variant named ``quotes_path``.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stanza.models.common.doc import Document
from stanza.pipeline.ner_processor import NERProcessor
from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from quotes.parse.entity_tags import bioes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.parse.analysis import Analysis, Engine

_PARAGRAPH_END = re.compile(r"\n\s*\n|\Z")


@register_processor_variant("tokenize", "quotes_path")
class JointVariant(ProcessorVariant):  # type: ignore[misc]
    """Turns text into a document with everything that the network tells."""

    OVERRIDE = True

    def __init__(self, config: dict[str, Any]) -> None:
        for option in ("pretokenized", "no_ssplit"):
            if config.get(option):
                raise ValueError(f"tokenize_{option}: these models cut the text and parse it in one go")
        place = Path(config["with_quotes_path"])  # FOLDER/en/with_quotes/quotes.pt, a file that needn't be there
        self._engine = _load(place.parents[2], config.get("arithmetic", "auto"))

    def process(self, document: Any) -> Any:
        """The document of a text, or of another document's text."""
        return analysed(document.text if isinstance(document, Document) else document, self._engine)


class _Done(ProcessorVariant):  # type: ignore[misc]
    """A processor whose work the tokenizer's variant has done."""

    OVERRIDE = True
    REQUIRES_DEFAULT = frozenset({"tokenize"})

    def __init__(self, config: dict[str, Any]) -> None:
        config["model_path"] = "quotes"  # what a processor calls itself when it is printed

    def process(self, document: Any) -> Any:
        """The document as it is."""
        if any(sentence.words[0].upos is None for sentence in document.sentences):
            raise ValueError("these models tag and parse only what they have cut into words themselves")
        return document


class _Entities(_Done):
    """Collects the entities: when many documents are tokenized at once, they come without."""

    def process(self, document: Any) -> Any:
        """The document, with its entities listed."""
        super().process(document).build_ents()
        return document


for _name in ("mwt", "pos", "lemma", "depparse"):
    register_processor_variant(_name, "quotes")(_Done)
register_processor_variant("ner", "quotes")(_Entities)


class _EntityProcessor(NERProcessor):  # type: ignore[misc]
    """Stanza's own looks for its models' settings even where a variant stands in for them."""

    def _set_up_final_config(self, config: dict[str, Any]) -> None:
        if hasattr(self, "_variant"):
            self._config, self.model_paths = config, ["quotes"]
        else:
            super()._set_up_final_config(config)


NAME_TO_PROCESSOR_CLASS["ner"] = _EntityProcessor


def _load(folder: Path, arithmetic: str) -> Engine:
    from quotes.parse.arithmetic import Arithmetic
    from quotes.parse.joint.engine import JointEngine
    from quotes.parse.joint.package import read_network

    network, vocabulary, pieces = read_network(folder, Arithmetic(arithmetic))
    types = {tag[2:]: tag[2:] for tag in vocabulary.entity if tag != "O"}
    return JointEngine(network, vocabulary, pieces, None, types)


def analysed(text: str, engine: Engine) -> Any:
    """The Stanza document of a text; no sentence goes on over an empty line."""
    from quotes.parse.parser import analysis_copy

    starts, blocks = [], []
    at = 0
    for end in _PARAGRAPH_END.finditer(text):
        starts.append(at)
        blocks.append(text[at : end.start()])
        at = end.end()
    found = engine.analyse([analysis_copy(block) for block in blocks])
    sentences = [
        list(_entries(analysis, text, start))
        for start, of_block in zip(starts, found, strict=True)
        for analysis in of_block
    ]
    return Document(sentences, text)


def _entries(analysis: Analysis, text: str, shift: int) -> Iterator[dict[str, Any]]:
    """The words of a sentence, and its tokens of several words, as Stanza takes them."""
    tokens = _tokens(analysis)
    bounds = [*tokens, len(analysis.starts)]
    entities = bioes([_entity(analysis.entities[low:high]) for low, high in itertools.pairwise(bounds)])
    for low, high, entity in zip(bounds, bounds[1:], entities, strict=False):
        start, end = analysis.starts[low] + shift, analysis.ends[high - 1] + shift
        if high - low > 1:
            yield {"id": (low + 1, high), "text": text[start:end], "start_char": start, "end_char": end, "ner": entity}
        for i in range(low, high):
            yield _word(analysis, i, text, shift) | ({"ner": entity} if high - low == 1 else {})


def _word(analysis: Analysis, i: int, text: str, shift: int) -> dict[str, Any]:
    start, end, head = analysis.starts[i] + shift, analysis.ends[i] + shift, analysis.heads[i]
    return {
        "id": (i + 1,),
        "text": text[start:end],
        "lemma": analysis.lemmas[i],
        "upos": analysis.pos[i],
        "xpos": analysis.tags[i] or None,
        "feats": analysis.morphs[i] or None,
        "head": 0 if head == i else head + 1,
        "deprel": "root" if head == i else analysis.deps[i],
        "start_char": start,
        "end_char": end,
    }


def _tokens(analysis: Analysis) -> list[int]:
    """The words with which tokens begin."""
    joined, starts, ends = analysis.joined, analysis.starts, analysis.ends
    return [i for i in range(len(starts)) if i == 0 or not joined[i] or ends[i - 1] != starts[i]]


def _entity(tags: list[str]) -> str:
    """The BIO tag of a token, given those of its words."""
    return next((tag for tag in tags if tag != "O"), "O")
