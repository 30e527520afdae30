"""What is shown as tables: the workbook that can be downloaded, with its memory."""

from __future__ import annotations

from geo.briefing.content import Content
from geo.briefing.memory import pieces
from geo.index import Index
from geo.store import downloads
from geo.subset import subset


def draw(index: Index, said: Content) -> bytes:
    """Return the shown sites, agreements, events, links and sources as XLSX."""
    part = subset(index, said.selection)
    notes = (said.title, said.subtitle, said.metadata["Description"])
    return downloads.xlsx(part, said.title, notes, pieces(said.metadata["orebrief"]))
