"""One module per document: facts to blocks, in official Indonesian. Pure."""
