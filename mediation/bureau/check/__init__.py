"""Completeness: the checklist is gone through, and what is wanting goes back with a letter."""
