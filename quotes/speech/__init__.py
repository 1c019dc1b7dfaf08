"""Parsed document in, stretches of reported speech out."""

from quotes.speech.find import find_speech
from quotes.speech.speech import Cue, Mention, Speech

__all__ = ["Cue", "Mention", "Speech", "find_speech"]
