"""Serves the plain folium page and, as ours does, Leaflet."""

from pathlib import Path

from streamlit.starlette import App

from geo.routes import ROUTES

app = App(Path(__file__).with_name("plain_folium_page.py"), routes=ROUTES)
