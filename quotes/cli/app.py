"""The command ``quotes``: its sub-commands and what they share."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import quotes
from quotes.cli import evaluate, explain, extract, models, schema

EPILOG = "Exit status: 0 all was read, 1 something was left out, 2 wrong usage, 130 stopped with Ctrl-C"


class _Command(TyperCommand):
    """A command whose help option speaks like all others."""

    def get_help_option(self, ctx: Any) -> Any:
        return _worded(super().get_help_option(ctx))


class _Group(TyperGroup):
    """A group of commands whose help option speaks like all others."""

    def get_help_option(self, ctx: Any) -> Any:
        return _worded(super().get_help_option(ctx))


def _worded(option: Any) -> Any:
    if option is not None:
        option.help = "print this help and stop"
    return option


app = typer.Typer(
    name="quotes",
    cls=_Group,
    help="find who said what, when, in English news articles",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {quotes.__version__}")
        raise typer.Exit()


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="print the version and stop")
    ] = False,
) -> None:
    """Find who said what, when, in English news articles."""


for room in (extract, explain, evaluate, schema):
    app.command(room.NAME, cls=_Command, help=room.HELP, epilog=room.EPILOG)(room.run)
for name, command, text in models.COMMANDS:
    models.app.command(name, cls=_Command, help=text)(command)
app.add_typer(models.app, name="models", cls=_Group, help=models.HELP, epilog=models.EPILOG)


def main() -> None:
    """Run the command line."""
    app(prog_name="quotes")
