"""Errors that a user can cause, told in one line."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT, WRONG_USAGE, STOPPED = 1, 2, 130


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Turn what a user can cause into one line on standard error and the exit status that goes with it."""
    from quotes.evaluate import EvaluationError
    from quotes.job import Interrupted
    from quotes.parse.models import ModelsError
    from quotes.write import OutputError

    try:
        yield
    except (EvaluationError, ModelsError, OutputError) as error:
        raise _ended(str(error), WRONG_USAGE) from error
    except Interrupted as stop:
        raise _ended(str(stop), STOPPED) from stop
    except KeyboardInterrupt as stop:
        raise _ended("stopped", STOPPED) from stop
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader has gone away: nobody is left to tell
            raise
        where = f"{error.filename}: " if error.filename else ""
        raise _ended(f"{where}{error.strerror or error}", WRONG_USAGE) from error


def _ended(line: str, status: int) -> typer.Exit:
    typer.echo(f"quotes: {line}", err=True)
    return typer.Exit(status)
