"""A text that a reader adds, in a form that can be linked, stored and quoted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from geo.rules import UNPRINTABLE

UNTITLED: Final = "[No title]"
UNNAMED_PUBLISHER: Final = "[Publisher not stated]"


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it is from; what is not known is empty.

    Attributes
    ----------
    text
        As read, but for control characters; offsets are code points of it.
    title, publisher, address
        As the reader or the file states them.
    date
        Date of publication, EDTF.
    language
        BCP 47 tag.
    """

    text: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    address: str = ""

    @property
    def document_id(self) -> str:
        """Identifier that the same text always has, whoever adds it."""
        return f"doc-{hashlib.sha256(self.text.encode()).hexdigest()[:16]}"


def cleaned(text: str) -> str:
    """Return a text with a space for each control character, at the same offsets.

    The contract of the GeoPackage allows none of them.
    """
    return UNPRINTABLE.sub(" ", text)
