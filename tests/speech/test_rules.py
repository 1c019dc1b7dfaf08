"""Every rule is described, its description stands in docs/rules.md, and its example is what it finds."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import golden
from plain_articles import plain_article
from quotes.parse import Parser
from quotes.speech import Speech, find_speech
from quotes.speech.confidence import Confidence
from quotes.speech.rules import describe_rule, rule_names, rule_rows

SPEECH = golden.ROOT / "quotes" / "speech"
PAGE = (golden.ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
RULES = rule_rows()
LEARNED = "learned"
EVERYTHING = Confidence(bias=0.0, weights={}, floor=0.0)
# Calls that name a rule, and the place of its name among their arguments; None where it is given by keyword only.
RULE_ARGUMENT = {"Speech": 5, "Inquit": 2, "_Find": 2, "attributing": 2, "inquit_of": 4, "replace": None}


def rules_in(tree: ast.AST) -> Iterator[str]:
    """The names of rules that a module gives: in the table RULES, and in calls that make a find."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Tuple):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "RULES" for target in targets):
                yield from (text for row in node.value.elts for text in names_in(row))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RULE_ARGUMENT:
            place = RULE_ARGUMENT[node.func.id]
            positional = [node.args[place]] if place is not None and len(node.args) > place else []
            named = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            yield from (text for value in [*positional, *named] for text in names_in(value))


def names_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def modules() -> list[Path]:
    return sorted(SPEECH.glob("*.py"))


def named() -> set[str]:
    return {name for path in modules() for name in rules_in(ast.parse(path.read_text(encoding="utf-8")))}


def fired() -> set[str]:
    lines = [line for path in golden.EXPECTED.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    return {json.loads(line)["evidence"]["rule"] for line in lines}


def test_names_are_collected_from_tables_and_calls() -> None:
    code = """
RULES: tuple = (("told-twice", _told),)
Speech("indirect", content, cue, source, span, "made-up" if late else "made-out", 0.5)
replace(find, rule="made-over")
attributing(scene, window, "made-before", forward=True)
frames.takes("made-of")
"""
    found = set(rules_in(ast.parse(code)))
    assert found == {"told-twice", "made-up", "made-out", "made-over", "made-before"}


def test_every_name_in_the_code_is_described_and_the_other_way_round() -> None:
    assert named() | {LEARNED} == set(rule_names())


def test_no_name_is_overlooked() -> None:
    """Whatever else has the shape of a rule's name is a frame of the lexicon or a feature."""
    cues = tomllib.loads((SPEECH / "data" / "cues.toml").read_text(encoding="utf-8"))
    frames = {frame for row in cues["verbs"] for frame in row["frames"]}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules()]
    shaped = {text for tree in trees for text in names_in(tree) if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}
    assert shaped - frames - {"nested-other"} <= set(rule_names())


@pytest.mark.parametrize("name", sorted(fired()))
def test_every_rule_that_fires_is_described(name: str) -> None:
    assert describe_rule(name), "say in quotes/speech/data/rules.toml what it finds, with an example"


@pytest.mark.parametrize("name", sorted(named()))
def test_every_rule_stands_in_the_documentation(name: str) -> None:
    assert f"- `{name}`: " in PAGE, "describe it in quotes/speech/data/rules.toml and run scripts/docs"


def test_an_unknown_name_has_no_description() -> None:
    assert describe_rule("nonsense") is None


@pytest.fixture(scope="module")
def finds(parser: Parser) -> dict[str, list[Speech]]:
    """What is found in each rule's example, all of them parsed in one batch; no find is dropped as unlikely."""
    documents = parser.parse(plain_article(row["example"]) for row in RULES.values())
    return {
        name: find_speech(document, confidence=EVERYTHING, prefer="network")
        if name == LEARNED
        else find_speech(document, confidence=EVERYTHING, proposals=())
        for name, document in zip(RULES, documents, strict=True)
    }


@pytest.mark.parametrize("name", RULES)
def test_the_example_is_what_the_rule_finds(name: str, finds: dict[str, list[Speech]]) -> None:
    row: dict[str, Any] = RULES[name]
    text = row["example"]
    content = row["content"] if isinstance(row["content"], list) else [row["content"]]
    expected = (row.get("source"), row.get("cue"), content)
    found = [
        (
            speech.source.span.of(text) if speech.source else None,
            speech.cue.span.of(text) if speech.cue else None,
            [span.of(text) for span in speech.content],
        )
        for speech in finds[name]
        if speech.rule == name
    ]
    assert expected in found, [speech.rule for speech in finds[name]]
