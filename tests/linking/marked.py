"""A name in its context, marked in a text with braces: ``The {Akbulak} deposit opens.``"""

from __future__ import annotations

import re
from typing import Final

from geo.linking.context import Context
from geo.linking.gazetteer import Gazetteer
from geo.linking.names import Entry, Spelled
from geo.linking.normalize import UNPARTED
from geo.linking.passage import Document, passages

REGIONS: Final = ("karaga", "kostan", "turkis")
"""Beginnings of the regions that sites of the small dataset lie in."""


_NAMELESS: Final = Gazetteer((), regions=REGIONS)


def document(text: str, start: int = 0, end: int | None = None) -> Document:
    """Return a part of a text, read by a gazetteer without names."""
    return Document(text, start, len(text) if end is None else end, _NAMELESS)


def marked(
    text: str, matching: str = "with-context", origins: tuple[str, ...] = (), *, rough: bool = False
) -> Context:
    """Return the context of the name in braces."""
    start, end = text.index("{"), text.index("}") - 1
    text = text.replace("{", "").replace("}", "")
    ((passage, _),) = passages(document(text), [start])
    entry = Entry("kz-akbulak", text[start:end], matching)
    by_sign = re.match(f"[{UNPARTED}]", text[start]) is not None
    return Context(Spelled(start, end, entry, origins, rough, by_sign), passage)
