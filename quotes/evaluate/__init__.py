"""Records against expected ones."""

from quotes.evaluate.compare import Comparison, compare
from quotes.evaluate.load import EvaluationError, Item, load_items
from quotes.evaluate.report import diff_lines, report_lines

__all__ = ["Comparison", "EvaluationError", "Item", "compare", "diff_lines", "load_items", "report_lines"]
