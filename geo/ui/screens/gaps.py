"""Gaps: sites that no agreement names, and agreements that name no site."""

from __future__ import annotations

import numpy as np
import streamlit as st

from geo.ui import filters, frame, tables
from geo.ui.screens import beside
from geo.view import GAPS


def page() -> None:
    """Draw the page."""
    with frame.around() as shown:
        links = shown.index.agreement_links
        unnamed = links.per_site == 0
        naming = np.bincount(links.rows, minlength=links.count) > 0
        counts = {
            "sites": int(np.count_nonzero(shown.selection.sites & unnamed)),
            "agreements": int(np.count_nonzero(shown.selection.agreements & ~naming)),
        }
        filters.bound(
            st.segmented_control,
            "gap",
            shown.view.gap or "sites",
            label="Gap",
            options=list(GAPS),
            required=True,
            format_func=lambda gap: f"{GAPS[gap]} ({counts[gap]})",
            label_visibility="collapsed",
        )
        beside.draw(
            shown,
            lambda: (
                tables.agreements(shown, key="gap-agreements", rows=~naming)
                if shown.view.gap == "agreements"
                else tables.sites(shown, key="gap-sites", rows=unnamed)
            ),
        )
