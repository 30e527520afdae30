"""What stands around every page of the dataset: filters, notices, headline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from geo.ui import filters, loaders, notices, state
from geo.ui.shown import Shown


@contextmanager
def around() -> Iterator[Shown]:
    """Read the view and say what to show; then draw what stands around it.

    The page's own part comes first, so that the map is on its way to the browser
    before the filters, whose labels all change, keep the browser busy.
    """
    index = loaders.current()
    view = state.load(index)
    shown = Shown(index, view, loaders.selection(index, view))
    above = st.container()
    yield shown
    with above:
        notices.draw(shown)
    filters.draw(shown)
