"""Confidential handling of divorce-permit cases of Indonesian civil servants (ASN)."""

__version__ = "0.1.0"
