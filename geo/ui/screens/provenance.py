"""Where the data come from, and under which terms."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from geo import markup
from geo.cards import parts
from geo.dataset import Dataset
from geo.maps.style import BORDER_DISCLAIMER

_HEIGHT: Final = 420

_LICENCES: Final = f"""
- **Curated facts** (selection, arrangement, wording): CC BY 4.0, the Orebrief authors. Of
  articles, releases and treaties only facts are taken, never text; the rights stay with their
  publishers. Each source's own licence stands in the table above.
- **Data of the U.S. Geological Survey**: public domain. **Positions of towns and venues**:
  [GeoNames](https://www.geonames.org), CC BY 4.0.
- **Base map and relief**: made with [Natural Earth](https://www.naturalearthdata.com), public
  domain. {BORDER_DISCLAIMER} Its regions of Kazakhstan are those before the reforms of 2018
  and 2022.
- **OpenStreetMap tiles**, only if you switch them on:
  [© OpenStreetMap contributors](https://www.openstreetmap.org/copyright), ODbL.
- **Leaflet**, which draws the map: BSD-2-Clause, © Volodymyr Agafonkin and CloudMade.
  **Orebrief's own code**: MIT.
"""


def summary(dataset: Dataset, name: str) -> None:
    """Say what is open.

    Parameters
    ----------
    dataset
        The whole of it, whatever the filters.
    name
        Name of its file, empty for the built-in data.
    """
    st.subheader("What these data are", anchor=False)
    st.html(
        parts.table(
            [
                ("File", markup.text(name or "Built-in data")),
                ("Sites", markup.text(_sites(dataset))),
                ("Agreements", markup.text(len(dataset["agreements"]))),
                ("Events", markup.text(len(dataset["events"]))),
                ("Sources", markup.text(len(dataset["sources"]))),
                ("Newest date", markup.date(dataset.newest_date)),
                ("Content", markup.text(f"SHA-256 {dataset.content_hash[:16]}…")),
            ]
        )
    )


def _sites(dataset: Dataset) -> str:
    unplaced = int(dataset.deposits.geometry.isna().sum())
    return f"{len(dataset.deposits)} ({unplaced} without a published position)"


def sources(part: Dataset) -> None:
    """List every source of what is shown; only a web address is a link."""
    frame = part["sources"].sort_values(["producer", "title"], kind="stable")
    if frame.empty:
        return
    st.subheader(f"Sources of what is shown ({len(frame)})", anchor=False)
    table = pd.DataFrame(
        {
            "Producer": frame["producer"],
            "Title": frame["title"],
            "Date": frame["date"],
            "Address": frame["address"].where(frame["address"].map(markup.is_web), None),
            "Licence": frame["licence"],
            "Citation": frame["citation"],
        }
    )
    st.dataframe(
        table,
        key="sources",
        hide_index=True,
        width="stretch",
        height=min(_HEIGHT, 36 * (len(table) + 1) + 2),
        column_config={
            "Producer": st.column_config.TextColumn(width="medium"),
            "Title": st.column_config.TextColumn(width="large"),
            "Address": st.column_config.LinkColumn(width="medium"),
            "Licence": st.column_config.TextColumn(width="medium"),
        },
    )


def licences() -> None:
    """State the licences of the data, the base map and the code."""
    st.subheader("Licences", anchor=False)
    st.markdown(_LICENCES)
