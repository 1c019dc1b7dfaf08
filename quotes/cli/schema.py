"""``quotes schema``: the contract with every reader of the records."""

from __future__ import annotations

import json

import typer

NAME = "schema"
HELP = "print the JSON Schema of a record"
EPILOG = """Example:

quotes schema > record.schema.json"""


def run() -> None:
    """Print the JSON Schema made from the record's models."""
    from quotes.record import Record

    typer.echo(json.dumps(Record.model_json_schema(mode="serialization"), indent=2))
