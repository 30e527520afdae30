"""Orebrief's server: the page and the files it needs. Start it with ``make run``."""

from streamlit.starlette import App

from geo.routes import ROUTES

app = App("geo/ui/main.py", routes=ROUTES)
