"""The Stanza package that comes with the program (``embedded/``); see ``docs/models.md``."""
