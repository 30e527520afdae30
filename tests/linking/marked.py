"""A name in its context, marked in a text with braces: ``The {Akbulak} deposit opens.``"""

from __future__ import annotations

import re
from typing import Final

from geo.linking.context import Context
from geo.linking.names import Entry, Spelled
from geo.linking.normalize import UNPARTED
from geo.linking.passage import Document, passages

REGIONS: Final = ("karaga", "kostan", "turkis")
"""Beginnings of the regions that sites of the small dataset lie in."""


def marked(
    text: str, matching: str = "with-context", origins: tuple[str, ...] = (), *, rough: bool = False
) -> Context:
    """Return the context of the name in braces."""
    start, end = text.index("{"), text.index("}") - 1
    text = text.replace("{", "").replace("}", "")
    ((passage, _),) = passages(Document(text, 0, len(text), REGIONS), [start])
    first, last = passage.place(start), passage.place(end)
    if re.match(f"[{UNPARTED}]", text[start]):
        first = last
    entry = Entry("kz-akbulak", text[start:end], matching)
    return Context(Spelled(start, end, entry, first, last, origins, rough), passage)
