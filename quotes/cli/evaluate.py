"""``quotes evaluate``: records against expected ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.errors import told_in_one_line

NAME = "evaluate"
HELP = "compare records with expected ones"
EPILOG = """Example:

quotes evaluate golden/expected/02-direct-quotes.jsonl golden/expected/02-direct-quotes.jsonl --diff"""


def run(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="take what is expected from these records or attribution lists")
    ],
    pred: Annotated[Path, typer.Argument(metavar="PRED", help="take what was found from these")],
    diff: Annotated[bool, typer.Option("--diff", help="list what is missing, extra and changed")] = False,
) -> None:
    """Compare records with expected ones."""
    with told_in_one_line():
        from quotes.evaluate import compare, diff_lines, load_items, report_lines

        result = compare(load_items(gold), load_items(pred))
        for line in report_lines(result):
            typer.echo(line)
        if diff:
            typer.echo()
            for line in diff_lines(result):
                typer.echo(line)
