"""Documents: every letter and report that leaves the building."""
