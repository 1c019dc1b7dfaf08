"""Article text in, parsed document out."""

from quotes.parse.arithmetic import Arithmetic
from quotes.parse.document import Document, Sentence
from quotes.parse.models import ModelsError, embedded_models
from quotes.parse.parser import Parser

__all__ = ["Arithmetic", "Document", "ModelsError", "Parser", "Sentence", "embedded_models"]
