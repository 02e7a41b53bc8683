"""Blocks to DOCX: the only importer of python-docx. Same document, same bytes."""

from mediation.reports.docx.writer import write

__all__ = ["write"]
