"""Verify a document by its code or its file: genuine, changed, withdrawn or unknown; no kind, no person, no case."""
