"""What stands around every page of the dataset: filters, notices, headline."""

from __future__ import annotations

from geo.ui import filters, loaders, notices, state
from geo.ui.shown import Shown


def draw() -> Shown:
    """Read the view, draw filters and notices, and return what to show."""
    index = loaders.current()
    view = state.load(index)
    shown = Shown(index, view, loaders.selection(index, view))
    filters.draw(shown)
    notices.draw(shown)
    return shown
