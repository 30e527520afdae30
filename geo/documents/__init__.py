"""Texts of files: plain text, Markdown, HTML, PDF, Word and lines of JSON."""

from __future__ import annotations

from geo.documents.document import Document, DocumentError
from geo.documents.files import FORMATS, MAX_BYTES, find, identifier, read, read_bytes

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Document",
    "DocumentError",
    "find",
    "identifier",
    "read",
    "read_bytes",
]
