"""The page's script: load, select, draw. Streamlit runs it anew at each change."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.errors import OrebriefError
from geo.ui import loaders, notices, state
from geo.ui.screens import agreements, briefing, data, events, evidence, gaps, map_page, sites

PAGES = (
    st.Page(map_page.page, title="Map", icon=":material/map:", url_path="map", default=True),
    st.Page(sites.page, title="Sites", icon=":material/location_on:", url_path="sites"),
    st.Page(events.page, title="Events", icon=":material/event:", url_path="events"),
    st.Page(
        agreements.page, title="Agreements", icon=":material/handshake:", url_path="agreements"
    ),
    st.Page(gaps.page, title="Gaps", icon=":material/rule:", url_path="gaps"),
    st.Page(evidence.page, title="Evidence", icon=":material/find_in_page:", url_path="evidence"),
    st.Page(briefing.page, title="Briefing", icon=":material/picture_as_pdf:", url_path="briefing"),
    st.Page(data.page, title="Data", icon=":material/database:", url_path="data"),
)

st.set_page_config(
    page_title="Orebrief",
    page_icon=str(Path(__file__).with_name("icon.svg")),
    layout="wide",
    menu_items={},
)
page = st.navigation(list(PAGES), position="top")
state.enter(page.url_path)
try:
    loaders.current()
except OrebriefError as error:
    notices.failure(error)
else:
    page.run()
