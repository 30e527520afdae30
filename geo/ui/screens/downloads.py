"""Downloads of what the filters show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from geo.dataset import Dataset
from geo.store import downloads


@dataclass(frozen=True, slots=True)
class _Format:
    label: str
    ending: str
    mime: str
    make: Callable[[Dataset], bytes]
    holds: str


_FORMATS: Final = (
    _Format(
        "GeoPackage",
        "gpkg",
        "application/geopackage+sqlite3",
        downloads.gpkg,
        "Everything, with styles and relations, for QGIS and for this page.",
    ),
    _Format(
        "Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        downloads.xlsx,
        "Sheets of sites, agreements, events, links with their sentences, and sources.",
    ),
    _Format(
        "CSV",
        "zip",
        "application/zip",
        downloads.csv_zip,
        "The same tables as CSV files in a ZIP archive, with a README.",
    ),
    _Format(
        "GeoJSON",
        "geojson",
        "application/geo+json",
        downloads.geojson,
        "The sites alone, for web maps and scripts.",
    ),
)


def draw(part: Dataset) -> None:
    """Offer the shown part of the dataset; a file is made only when it is asked for."""
    layers = ("deposits", "agreements", "events")
    sites, agreements, events = (len(part[name]) for name in layers)
    st.subheader("Download what is shown", anchor=False)
    if not sites + agreements + events:
        st.info("The filters leave nothing to download. Clear one of them.")
        return
    st.caption(
        f"{sites} sites, {agreements} agreements and {events} events pass the filters; "
        "each file holds these, their evidence and their sources."
    )
    with st.container(horizontal=True):
        for form in _FORMATS:
            st.download_button(
                form.label,
                data=partial(form.make, part),
                file_name=f"orebrief-{part.content_hash[:8]}.{form.ending}",
                mime=form.mime,
                key=f"download-{form.ending}",
                help=form.holds,
                icon=":material/download:",
                on_click="ignore",
            )
