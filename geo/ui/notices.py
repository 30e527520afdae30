"""What a page says of itself: how much is shown, what was ignored, what is empty."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from geo import captions, markup
from geo.errors import OrebriefError
from geo.index import Index
from geo.ui import loaders, state
from geo.ui.shown import Shown
from geo.view import FILTERS, ViewState

_MAX_SENTENCES: Final = 8


def draw(shown: Shown) -> None:
    """Say what was ignored, what is filtered, and what an empty result comes from."""
    if ignored := state.ignored():
        lines = "".join(
            f"<li>{markup.text(sentence)}</li>" for sentence in ignored[:_MAX_SENTENCES]
        )
        more = (
            f"<li>{len(ignored) - _MAX_SENTENCES} more.</li>"
            if len(ignored) > _MAX_SENTENCES
            else ""
        )
        with st.container(border=True):
            st.html(
                '<div role="status"><b>Parts of this link could not be used.</b>'
                f"<ul>{lines}{more}</ul></div>"
            )
    for warning in shown.index.dataset.warnings:
        st.html(f'<div role="status">⚠ {markup.text(warning)}</div>')
    _headline(shown)
    if not shown.selection.sites.any():
        _nothing_shown(shown.index, shown.view)


def _nothing_shown(index: Index, view: ViewState) -> None:
    """Offer to clear each filter that alone would bring sites back."""
    active = [name for name in FILTERS if name in view.filters]
    st.warning(
        "No site passes all filters. Clear one of them:"
        if active
        else "This GeoPackage holds no sites. Open another one on the Data page."
    )
    if not active:
        return
    with st.container(horizontal=True):
        for name in dict.fromkeys("since" if name == "until" else name for name in active):
            names = ("since", "until") if name == "since" else (name,)
            found = int(np.count_nonzero(loaders.selection(index, view.without(*names)).sites))
            if found or len(active) == 1:
                st.button(
                    f"Clear {captions.FILTERS[name].lower()} ({found} sites)",
                    key=f"clear-{name}",
                    on_click=state.clear,
                    args=names,
                )
        st.button("Clear all filters", key="clear-all", on_click=state.clear, args=FILTERS)


def _headline(shown: Shown) -> None:
    """Say in one line how much is shown, and offer to clear the filters."""
    selection, view = shown.selection, shown.view
    sites = int(np.count_nonzero(selection.sites))
    placed = int(np.count_nonzero(selection.sites & shown.index.placed))
    agreements = int(np.count_nonzero(selection.agreements))
    events = int(np.count_nonzero(selection.events))
    words = (
        f"<b>{sites}</b> {_plural('site', sites)} "
        f"({sites - placed} without a published position) · "
        f"<b>{agreements}</b> {_plural('agreement', agreements)} · "
        f"<b>{events}</b> {_plural('event', events)}"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<div role="status" aria-live="polite">{words}</div>', width="content")
        # Always there, so that the map below does not jump with the first filter.
        st.button(
            "Clear filters",
            key="clear-filters",
            type="tertiary",
            icon=":material/filter_alt_off:",
            disabled=not view.filters,
            on_click=state.clear,
            args=FILTERS,
        )


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def failure(error: OrebriefError) -> None:
    """Show an error as where, what and what to do; text from a file stays text."""
    st.html(
        '<div role="alert" style="border:1px solid currentColor;border-left-width:6px;'
        'border-radius:4px;padding:10px 14px">'
        f"<b>{markup.text(error.problem)}.</b><br>{markup.text(error.where)}<br>"
        f"{markup.text(error.remedy)}.</div>"
    )
