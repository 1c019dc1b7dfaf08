"""Records out: JSONL, a table to read, the article inside out, and files that are never half written."""

from quotes.write.brief import brief
from quotes.write.explain import explain
from quotes.write.output import OutputError, OutputFile, StandardOutput
from quotes.write.records import Format, RecordWriter, record_writer
from quotes.write.texts import TextKeeper

__all__ = [
    "Format",
    "OutputError",
    "OutputFile",
    "RecordWriter",
    "StandardOutput",
    "TextKeeper",
    "brief",
    "explain",
    "record_writer",
]
