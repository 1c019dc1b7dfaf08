"""Training of the embedded models: reading treebanks and entity corpora, the training loop, the report, the package."""
