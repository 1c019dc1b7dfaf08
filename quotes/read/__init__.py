"""Reading: files, folders and standard input become articles with their parts told apart."""

from quotes.read.article import Article, Block, BlockKind, PublishedBasis
from quotes.read.assemble import MAX_CHARS, article_from_text
from quotes.read.problem import Problem, UnreadableError
from quotes.read.reader import read_articles

__all__ = [
    "MAX_CHARS",
    "Article",
    "Block",
    "BlockKind",
    "Problem",
    "PublishedBasis",
    "UnreadableError",
    "article_from_text",
    "read_articles",
]
