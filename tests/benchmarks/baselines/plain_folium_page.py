"""The app that a folium tutorial ends with: one ``CircleMarker`` for each site."""

import os
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.dataset import Dataset
from geo.maps.style import GROUP_LABELS, colour
from geo.maps.web import ASSETS, REGION_BOUNDS
from geo.store import gpkg


class LocalMap(folium.Map):
    """Folium's map with Leaflet from this machine."""

    def __init__(self) -> None:
        super().__init__(tiles=None)
        self.default_js = [("leaflet", f"{ASSETS}/leaflet/leaflet.js")]
        self.default_css = [("leaflet_css", f"{ASSETS}/leaflet/leaflet.css")]


@st.cache_resource
def load(path: Path) -> Dataset:
    """Read the GeoPackage."""
    return gpkg.read(path)


st.set_page_config(layout="wide")
dataset = load(Path(os.environ["OREBRIEF_DATA"]))
group_of = dataset["minerals"].set_index("mineral")["mineral_group"]
sites = dataset.deposits
sites = sites[sites.geometry.notna()].assign(group=lambda f: f["primary_mineral"].map(group_of))
counts = sites["group"].value_counts()
with st.sidebar:
    chosen = st.multiselect(
        "Mineral group",
        list(counts.index),
        format_func=lambda group: f"{GROUP_LABELS[group]} ({counts[group]})",
        placeholder="All",
        select_all=False,
    )
if chosen:
    sites = sites[sites["group"].isin(chosen)]
left, right = st.columns([2.1, 1], gap="medium")
with left:
    web_map = LocalMap()
    web_map.fit_bounds(REGION_BOUNDS)
    for site in sites.itertuples():
        folium.CircleMarker(
            (site.geometry.y, site.geometry.x),
            radius=6,
            weight=1,
            color="#1c1c1c",
            fill=True,
            fill_color=colour(site.group),
            fill_opacity=0.9,
            tooltip=site.name,
        ).add_to(web_map)
    clicked = st_folium(
        web_map,
        key="map",
        height=520,
        use_container_width=True,
    )
with right:
    st.html(f"<h3>{clicked['last_object_clicked'] or 'Pick a site'}</h3>")
