"""One network that tokenizes, splits sentences, tags, lemmatizes, parses and finds entities, over one encoder."""
