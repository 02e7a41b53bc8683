"""Handing in: the supervisor passes the file on through the chain of command."""
