"""Normalize: attributions to records, with dates, places and claims that can be compared across articles."""

from quotes.normalize.build import normalize

__all__ = ["normalize"]
