"""Mediation sessions: together or apart, what each side said, what was advised, and how it ended."""
