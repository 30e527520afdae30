"""One snapshot in any format: what the page's button and the command both call."""

from __future__ import annotations

from typing import Final

from geo.briefing.content import content
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps.export.one_page import Progress, drawn

MIMES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def snapshot(index: Index, wanted: Snapshot, progress: Progress | None = None) -> bytes:
    """Return a snapshot as the bytes of a file; the same inputs give the same bytes.

    Parameters
    ----------
    index
        The dataset.
    wanted
        The view of it, and how it is laid out.
    progress
        Called after each page of an atlas.

    Raises
    ------
    ViewError
        If an atlas would have no page.
    """
    # Each format is loaded by who asks for it: together they take a second.
    if wanted.format == "zip":
        from geo.maps.export import pack  # noqa: PLC0415 - when asked for

        return pack.draw(index, wanted, progress)
    if wanted.atlas:
        from geo.maps.export import atlas  # noqa: PLC0415 - when asked for

        return atlas.draw(index, wanted, progress)
    return drawn(index, wanted, content(index, wanted))
