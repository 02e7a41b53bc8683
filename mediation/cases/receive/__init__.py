"""Receive a request: one thing a page, kept in a sealed draft, checked as a whole, then opened as a case."""
