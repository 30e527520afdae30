"""Data: what is open, what can be taken away, one's own GeoPackage, sources, licences."""

from __future__ import annotations

import streamlit as st

from geo.subset import subset
from geo.ui import frame
from geo.ui.screens import downloads, own_file, provenance


def page() -> None:
    """Draw the page."""
    with frame.around() as shown:
        part = subset(shown.index, shown.selection)
        left, right = st.columns(2, gap="large")
        with left:
            provenance.summary(shown.index.dataset, own_file.name())
            downloads.draw(part)
        with right:
            own_file.draw()
        own_file.draw_answer()
        provenance.sources(part)
        provenance.licences()
