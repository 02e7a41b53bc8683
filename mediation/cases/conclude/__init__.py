"""The conclusion: two independent findings, the superior's own text of the report, and the check of all answers."""
