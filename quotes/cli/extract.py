"""``quotes extract``: the main job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer

from quotes.cli.errors import LEFT_OUT, told_in_one_line
from quotes.parse.arithmetic import Arithmetic
from quotes.speech.speech import Act, SpeechType
from quotes.write.records import Format

NAME = "extract"
HELP = "extract who said what, when, from articles"
EPILOG = """Examples:

quotes extract golden/articles -o records.jsonl

quotes extract golden/articles/02-direct-quotes.txt --format table --type direct --min-confidence 0.4

quotes extract - --act speech --quiet < golden/articles/01-wire-statement.txt"""

INPUT, OUTPUT, SELECTION = "Input", "Output", "Selection"


def one_of(choice: Any) -> Callable[[list[str] | None], list[str] | None]:
    """A check that every value given is one of a ``Literal``'s; Typer itself takes such a list of choices for none."""

    def check(values: list[str] | None) -> list[str] | None:
        for value in values or ():
            if value not in get_args(choice):
                raise typer.BadParameter(f"{value!r} is not one of {', '.join(get_args(choice))}")
        return values

    return check


def run(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="read these files and folders, and standard input for -", show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            rich_help_panel=OUTPUT,
            help="write the records here, not to standard output",
        ),
    ] = None,
    form: Annotated[
        Format,
        typer.Option("--format", rich_help_panel=OUTPUT, help="write one JSON object a line, or a table to read"),
    ] = "jsonl",
    keep_text: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|DIR/",
            rich_help_panel=OUTPUT,
            help="write the texts that the offsets refer to: as JSONL, or into a folder one file each",
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            rich_help_panel=OUTPUT,
            help="write what was left out here as JSONL; else to OUTPUT.errors.jsonl, when there is anything",
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", rich_help_panel=OUTPUT, help="show no progress and no summary")
    ] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0.0, max=1.0, metavar="0…1", rich_help_panel=SELECTION, help="leave out records below this confidence"
        ),
    ] = 0.0,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="|".join(get_args(SpeechType)),
            callback=one_of(SpeechType),
            rich_help_panel=SELECTION,
            help="keep only this type of speech; may be given again",
        ),
    ] = None,
    acts: Annotated[
        list[str] | None,
        typer.Option(
            "--act",
            metavar="|".join(get_args(Act)),
            callback=one_of(Act),
            rich_help_panel=SELECTION,
            help="keep only this kind of act; may be given again",
        ),
    ] = None,
    precision: Annotated[
        bool, typer.Option("--precision", rich_help_panel=SELECTION, help="write fewer records, but surer ones")
    ] = False,
    recall: Annotated[
        bool, typer.Option("--recall", rich_help_panel=SELECTION, help="write more records, also less sure ones")
    ] = False,
    rules_only: Annotated[
        bool,
        typer.Option(
            "--rules-only", rich_help_panel=SELECTION, help="leave the network out that adds to the rules: faster"
        ),
    ] = False,
    models: Annotated[
        str | None,
        typer.Option(metavar="downloaded|DIR", rich_help_panel=INPUT, help="parse with another Stanza package"),
    ] = None,
    arithmetic: Annotated[
        Arithmetic,
        typer.Option(rich_help_panel=INPUT, help="compute the embedded models in these numbers"),
    ] = Arithmetic.AUTO,
    max_chars: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", rich_help_panel=INPUT, help="leave out articles longer than this many characters"
        ),
    ] = None,
) -> None:
    """Read articles, write records."""
    if precision and recall:
        raise typer.BadParameter("--precision and --recall exclude each other")
    with told_in_one_line():
        from quotes.cli.progress import watching
        from quotes.extractor import Extractor
        from quotes.job import Outputs, run_job
        from quotes.read import MAX_CHARS, read_articles

        def load() -> Extractor:
            return Extractor(
                models,
                min_confidence=min_confidence,
                types=cast("list[SpeechType] | None", types),
                acts=cast("list[Act] | None", acts),
                arithmetic=arithmetic,
                leaning="precision" if precision else "recall" if recall else "balanced",
                rules_only=rules_only,
            )

        with watching(quiet=quiet) as watcher:
            articles = read_articles(paths, max_chars=MAX_CHARS if max_chars is None else max_chars)
            summary = run_job(articles, load, Outputs(output, form, errors, keep_text), watcher)
    if not quiet:
        typer.echo(str(summary), err=True)
    if summary.left_out:
        raise typer.Exit(LEFT_OUT)
