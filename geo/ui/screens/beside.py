"""The layout of the table pages: table on the left, map and card on the right."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.ui import map_panel
from geo.ui.cards import selected
from geo.ui.shown import Shown


def draw(shown: Shown, table: Callable[[], None]) -> None:
    """Draw a table beside the map and the card of what is selected."""
    left, right = st.columns([1.5, 1], gap="medium")
    with right:
        map_panel.draw(shown, height=280)
        selected.draw(shown)
    with left:
        table()
