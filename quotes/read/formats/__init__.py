"""One connector for each kind of input: bytes or lines in, articles and problems out."""
