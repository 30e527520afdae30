"""The card of a site on the page."""

from __future__ import annotations

import streamlit as st

from geo.cards import site
from geo.cards import ties as groups
from geo.index import Index
from geo.ui.cards import record, ties


def draw(index: Index, site_id: str) -> None:
    """Draw the card of a site."""
    row = index.site(site_id)
    record.heading(site.title(row), key="site")
    st.html(site.key_facts(index, row))
    ties.draw(groups.of_site(index, site_id, "event"), "No event in this dataset names the site.")
    ties.draw(
        groups.of_site(index, site_id, "agreement"),
        "No agreement in this dataset names the site.",
    )
    texts = groups.texts(index, site_id)
    ties.fold("Texts you added that name it", texts, len(texts))
    ties.draw_unlinked(index, "site_id", site_id)
    with st.expander("More facts, and their sources"):
        st.html(site.more_facts(index, row))
    stated = site.of_site(index, "statements", site_id)
    if stated:
        with st.expander(f"Facts as stated ({len(stated)})"):
            st.html(site.statements(index, stated))
    names = site.of_site(index, "aliases", site_id)
    with st.expander(f"Names in all scripts ({len(names)})"):
        st.html(site.names(names))
