"""The command line: arguments only, the work sits in the other rooms."""

from quotes.cli.app import app, main

__all__ = ["app", "main"]
