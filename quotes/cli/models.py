"""``quotes models``: which models there are, and getting Stanza's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.errors import told_in_one_line

HELP = "list, download and describe models"
EPILOG = """Examples:

quotes models list

quotes models info embedded"""

app = typer.Typer(no_args_is_help=True)


def list_models() -> None:
    """List the packages of models at hand."""
    with told_in_one_line():
        from quotes.models.catalog import list_packages

        for package in list_packages():
            processors = ", ".join(dict.fromkeys(model.processor for model in package.models))
            typer.echo(f"{package.name}  {_megabytes(package.size)}  {processors}  {package.folder}")


def download_models(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="put them here, not where Stanza looks for them", show_default=False),
    ] = None,
) -> None:
    """Download Stanza's English models with its own downloader."""
    with told_in_one_line():
        from quotes.models.catalog import download

        place = download(folder)
        hint = f"; use them with --models {place}" if folder else ""
        typer.echo(f"Stanza's English models are in {place}{hint}")


def describe_models(
    package: Annotated[str, typer.Argument(metavar="NAME|DIR", help="describe embedded, downloaded or this folder")],
) -> None:
    """Describe a package of models: its processors, their sizes, its model card."""
    with told_in_one_line():
        from quotes.models.catalog import read_package

        found = read_package(package)
        typer.echo(f"{found.name}: {found.folder}")
        typer.echo(f"packages: {', '.join(found.packages) or 'no index'}")
        for model in found.models:
            typer.echo(f"{model.processor:10} {model.name:24} {_megabytes(model.size)}")
        typer.echo(f"{'in all':10} {'':24} {_megabytes(found.size)}")
        if found.card:
            typer.echo(f"\n{found.card.strip()}")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:6.1f} MB"


COMMANDS = (
    ("list", list_models, "list the packages of models at hand"),
    ("download", download_models, "download Stanza's English models"),
    ("info", describe_models, "describe a package of models"),
)
