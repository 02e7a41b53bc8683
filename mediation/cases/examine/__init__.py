"""Examine: one record per person, never shown to the other side."""
