"""An atlas as a document."""

from __future__ import annotations

from geo.briefing.content import content
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps.export import atlas_pages
from geo.maps.export.one_page import Progress
from geo.maps.static import atlas


def draw(index: Index, wanted: Snapshot, progress: Progress | None = None) -> bytes:
    """Return an atlas as a PDF.

    Raises
    ------
    ViewError
        If the view shows nothing that would have a page.
    """
    pages = [(page, content(index, page)) for page in atlas_pages.listed(index, wanted)]
    metadata = content(index, wanted).metadata
    return atlas.draw(index, pages, metadata, progress or _untold)


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""
