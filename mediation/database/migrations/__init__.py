"""The schema's history: one line, explicit, no key needed."""
