"""Map: where the sites are, and what names them."""

from __future__ import annotations

import streamlit as st

from geo.ui import frame, legend, map_panel, tables, timeline
from geo.ui.cards import selected


def page() -> None:
    """Draw the landing page."""
    with frame.around() as shown:
        left, right = st.columns([2.1, 1], gap="medium")
        with left:
            map_panel.draw(shown, height=520)
            legend.draw(shown)
        with right, st.container(height=640, border=False):
            selected.draw(shown)
        below = st.tabs(
            ["Timeline", "Sites shown", "Without a position"], key="below", on_change="rerun"
        )
        if below[0].open:
            with below[0]:
                timeline.draw(shown)
        if below[1].open:
            with below[1]:
                tables.sites(shown, key="map-sites")
        if below[2].open:
            with below[2]:
                tables.unplaced(shown)
