"""How a view is put on paper: kept for the session, so that other pages can be visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st
from streamlit_folium import st_folium

from geo.briefing.content import content
from geo.briefing.snapshot import (
    ATLAS_FORMATS,
    ATLASES,
    EXTENTS,
    FORMATS,
    HIGHEST_DPI,
    LONGEST_TITLE,
    LOWEST_DPI,
    NAMES,
    PAPERS_MM,
    Snapshot,
)
from geo.errors import OrebriefError
from geo.maps import web
from geo.ui.map_panel import current_theme
from geo.ui.shown import Shown
from geo.view import ViewState

_OPTIONS: Final = "briefing-options"
_FRAME: Final = "briefing-frame"

_OWN_FRAME: Final = "frame"
_EXTENTS: Final = {**EXTENTS, _OWN_FRAME: "As I frame it"}

_PICTURES: Final = ("png", "pptx", "zip")
"""Formats that hold dots."""

_PAPER_NAMES: Final = {
    name: name.replace("-", " ").replace("slide 16x9", "slide 16:9").capitalize()
    for name in PAPERS_MM
}


def draw(shown: Shown) -> Snapshot:
    """Draw the choices; return what is chosen, for no view yet."""
    st.subheader("Put it on paper", anchor=False)
    now = _now()
    _bound(
        st.text_input,
        "title",
        now.title,
        label="Title",
        placeholder=content(shown.index, Snapshot(shown.view, names=now.names)).title,
        max_chars=LONGEST_TITLE,
    )
    _bound(
        st.selectbox,
        "format",
        now.format,
        label="Format",
        options=list(FORMATS),
        format_func=FORMATS.__getitem__,
        change=_in_format,
    )
    _bound(
        st.selectbox,
        "paper",
        now.paper,
        label="Paper",
        options=list(PAPERS_MM),
        format_func=_PAPER_NAMES.__getitem__,
    )
    _bound(
        st.selectbox,
        "names",
        now.names,
        label="Names of sites",
        options=list(NAMES),
        format_func=NAMES.__getitem__,
        help="Where a site's name in that language is not known, the English one stands.",
    )
    _bound(
        st.selectbox,
        "extent",
        now.extent if now.extent in EXTENTS else _OWN_FRAME,
        label="The map shows",
        options=list(_EXTENTS),
        format_func=_EXTENTS.__getitem__,
        change=_in_frame,
    )
    if now.extent not in EXTENTS:
        _frame()
    if now.format in ATLAS_FORMATS:
        _bound(
            st.selectbox,
            "atlas",
            now.atlas,
            label="Pages",
            options=list(ATLASES),
            format_func=ATLASES.__getitem__,
        )
    if now.format in _PICTURES:
        _bound(
            st.number_input,
            "dpi",
            now.dpi,
            label="Dots per inch",
            min_value=LOWEST_DPI,
            max_value=HIGHEST_DPI,
            step=50,
        )
    return now


def take(snapshot: Snapshot) -> None:
    """Choose what an earlier file was made with."""
    st.session_state[_OPTIONS] = replace(snapshot, view=ViewState())


def _now() -> Snapshot:
    now: Snapshot = st.session_state.get(_OPTIONS, Snapshot())
    return now


def _bound(
    widget: Callable[..., Any],
    name: str,
    value: Any,
    *,
    change: Callable[[Any], dict[str, Any]] | None = None,
    **options: Any,
) -> None:
    """Draw a widget that shows a choice and hands back a change of it."""
    key = f"briefing-{name}"
    st.session_state[key] = value

    def changed() -> None:
        new = st.session_state[key]
        fields = change(new) if change else {name: new}
        st.session_state[_OPTIONS] = replace(_now(), **fields)

    widget(key=key, on_change=changed, **options)


def _in_format(name: str) -> dict[str, Any]:
    """Return what goes with a format: a slide's size, and no pages where there are none."""
    now = _now()
    paper = {"pptx": "slide-16x9"}.get(name, now.paper)
    if now.format == "pptx" and name != "pptx" and now.paper == "slide-16x9":
        paper = Snapshot().paper
    return {
        "format": name,
        "paper": paper,
        "atlas": now.atlas if name in ATLAS_FORMATS else "",
    }


def _in_frame(name: str) -> dict[str, Any]:
    (south, west), (north, east) = web.REGION_BOUNDS
    own = f"{west},{south},{east},{north}"
    return {"extent": own if name == _OWN_FRAME else name}


@st.fragment
def _frame() -> None:
    """Draw a small map to frame with; moving it draws nothing else until it is taken."""
    seen = st_folium(
        web.base_map(current_theme(), ViewState()),
        key=_FRAME,
        height=240,
        use_container_width=True,
        returned_objects=["bounds"],
        render=False,
    )
    if st.button("Take this frame", key="briefing-take", icon=":material/crop_free:"):
        extent = _extent((seen or {}).get("bounds") or {})
        if extent:
            st.session_state[_OPTIONS] = replace(_now(), extent=extent)
            st.rerun()


def _extent(bounds: dict[str, dict[str, float]]) -> str:
    """Return what the browser saw as an extent, empty if it is none."""
    try:
        west, south = bounds["_southWest"]["lng"], bounds["_southWest"]["lat"]
        east, north = bounds["_northEast"]["lng"], bounds["_northEast"]["lat"]
        edges = (max(west, -180), max(south, -85), min(east, 180), min(north, 85))
        extent = ",".join(f"{float(edge):.2f}" for edge in edges)
        return replace(_now(), extent=extent).extent
    except (KeyError, TypeError, ValueError, OrebriefError):
        return ""
