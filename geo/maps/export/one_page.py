"""One page in a format that has one, whose content is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from anyascii import anyascii

from geo.briefing.content import Content
from geo.briefing.snapshot import Snapshot
from geo.index import Index

Progress = Callable[[int, int], None]
"""Told after each page how many are done, and of how many."""

_LONGEST_NAME: Final = 60


def drawn(index: Index, wanted: Snapshot, said: Content) -> bytes:
    """Return one page, whose content is known, as the bytes of a file."""
    if wanted.format == "pptx":
        from geo.maps.export import slide  # noqa: PLC0415 - when asked for

        return slide.draw(index, wanted, said)
    if wanted.format == "html":
        from geo.maps.export import web_page  # noqa: PLC0415 - when asked for

        return web_page.draw(index, wanted, said)
    if wanted.format == "xlsx":
        from geo.maps.export import workbook  # noqa: PLC0415 - when asked for

        return workbook.draw(index, said)
    from geo.maps.static import sheet  # noqa: PLC0415 - when asked for

    return sheet.draw(index, wanted, said, wanted.format)


def file_name(said: Content, ending: str) -> str:
    """Return a name for a file, from its title and its data; safe on every system."""
    title = re.sub(r"[^a-z0-9]+", "-", anyascii(said.title).lower())[:_LONGEST_NAME].strip("-")
    return f"{title or 'orebrief'}-{said.data_hash[:8]}.{ending}"
