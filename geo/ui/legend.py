"""The legend of the page's map."""

from __future__ import annotations

import streamlit as st

from geo.cards.legend import legend
from geo.maps import style
from geo.ui.map_panel import current_theme
from geo.ui.shown import Shown


def draw(shown: Shown) -> None:
    """List only what is drawn, with counts."""
    palette = style.PALETTES[current_theme()]
    st.html(legend(shown.index, shown.selection, shown.view, palette))
