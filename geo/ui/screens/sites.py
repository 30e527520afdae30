"""Sites: every site as a table, with its card and the map."""

from __future__ import annotations

from geo.ui import frame, tables
from geo.ui.screens import beside


def page() -> None:
    """Draw the page."""
    with frame.around() as shown:
        beside.draw(shown, lambda: tables.sites(shown, key="sites"))
