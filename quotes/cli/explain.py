"""``quotes explain``: why each record is there."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from quotes.cli.errors import LEFT_OUT, told_in_one_line

PAGE = 120  # columns, where the output is no terminal

NAME = "explain"
HELP = "show each record in the article's text, with the rule that found it"
EPILOG = """Examples:

quotes explain golden/articles/02-direct-quotes.txt

quotes explain golden/articles/03-indirect-clauses.txt --parse"""


def run(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="read this file, or standard input for -")],
    parse: Annotated[bool, typer.Option("--parse", help="add the dependency parse of each sentence")] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="0…1", help="leave out records below this confidence")
    ] = 0.0,
    models: Annotated[
        str | None, typer.Option(metavar="downloaded|DIR", help="parse with another Stanza package")
    ] = None,
) -> None:
    """Show the records of one article in its text."""
    with told_in_one_line():
        from rich.console import Console

        from quotes.cli.progress import watching
        from quotes.extractor import Extractor
        from quotes.read import Article, read_articles
        from quotes.speech.rules import describe_rule
        from quotes.write import explain

        items = list(read_articles([article]))
        with watching(quiet=True) as watcher:
            problems = [item for item in items if not isinstance(item, Article)]
            for problem in problems:
                watcher.problem(problem)
        console = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else PAGE)
        extractor = Extractor(models, min_confidence=min_confidence)
        for document in extractor.documents(item for item in items if isinstance(item, Article)):
            records = extractor.records(document)
            for shown in explain(document, records, describe_rule, color=console.is_terminal, parse=parse):
                console.print(shown, soft_wrap=not console.is_terminal)
    if problems:
        raise typer.Exit(LEFT_OUT)
