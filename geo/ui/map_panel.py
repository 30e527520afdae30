"""The interactive map on a page."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit_folium import st_folium

from geo.index import Index
from geo.maps import style, web
from geo.ui import loaders, state
from geo.ui.shown import Shown
from geo.view import ViewState

_KEY: Final = "map"


def draw(shown: Shown, *, height: int) -> None:
    """Draw the map; a click selects a site or a venue."""
    index, view, theme = shown.index, shown.view, current_theme()
    sites = loaders.site_features(index, theme)
    selected = loaders.selected_features(index, view, theme)

    def clicked() -> None:
        drawing = (st.session_state.get(_KEY) or {}).get("last_active_drawing") or {}
        properties = drawing.get("properties") or {}
        kind, identifier = str(properties.get("kind")), str(properties.get("key"))
        known = {"site": index.site_row, "venue": index.choices["venue"]}.get(kind, ())
        # The browser says what was clicked: only what exists is selected.
        if identifier in known:
            state.choose(kind, identifier, on_map=True)

    st_folium(
        web.base_map(theme, view),
        key=_KEY,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=web.foreground(index, sites, selected, view, theme),
        center=_centre(index, view),
        on_change=clicked,
        render=False,
    )


def _centre(index: Index, view: ViewState) -> tuple[float, float] | None:
    """Return latitude and longitude of a site that was selected off the map."""
    row = index.site_row.get(view.site)
    if row is None or state.chosen_on_map(view.site):
        return None
    point = index.dataset.deposits.geometry.iloc[row]
    return None if point is None else (point.y, point.x)


def current_theme() -> style.Theme:
    """Return the theme that the reader's page has."""
    return "dark" if st.context.theme.type == "dark" else "light"
