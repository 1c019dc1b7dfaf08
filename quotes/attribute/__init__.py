"""From mentions to speakers: who said it, who carried it, and whom the words speak of."""

from quotes.attribute.attribute import attribute
from quotes.attribute.attribution import Attribution, Reference, Relay, Speaker

__all__ = ["Attribution", "Reference", "Relay", "Speaker", "attribute"]
