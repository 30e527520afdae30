"""Tables of sites, events and agreements; a row selects, and shows what is selected."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from geo import captions, edtf, schema
from geo.links import Links
from geo.maps import style
from geo.ui import state
from geo.ui.shown import Shown

_HEIGHT: Final = 560
_WIDTHS: Final = {
    "Date": st.column_config.TextColumn(width=95),
    "Signed": st.column_config.TextColumn(width=95),
    "Event": st.column_config.TextColumn(width=330),
    "Agreement": st.column_config.TextColumn(width=330),
    "Position within (km)": st.column_config.NumberColumn(format="%g"),
}


def sites(shown: Shown, *, key: str, rows: np.ndarray | None = None) -> None:
    """Draw the shown sites, or those of them that ``rows`` keeps, as a table."""
    index = shown.index
    mask = shown.selection.sites if rows is None else shown.selection.sites & rows
    frame = index.dataset["deposits"][mask]
    minerals = index.dataset["minerals"].set_index("mineral")["name_en"]
    table = pd.DataFrame(
        {
            "Site": frame["name"],
            "Mineral": frame["primary_mineral"].map(minerals),
            "Country": frame["country"].map(schema.FIVE_COUNTRIES),
            "Region": frame["admin1"],
            "Status": frame["status"].map(lambda status: style.symbol(status).label),
            "Position within (km)": frame["position_accuracy_km"],
            "Events": index.event_links.per_site[mask],
            "Agreements": index.agreement_links.per_site[mask],
        }
    )
    _draw(table, frame["site_id"], "site", shown.view.site, key)


def unplaced(shown: Shown) -> None:
    """Draw the shown sites without a position."""
    st.caption("Nobody has published where these sites are. They are counted, and not drawn.")
    sites(shown, key="unplaced", rows=~shown.index.placed)


def events(shown: Shown) -> None:
    """Draw the shown events, newest first."""
    index = shown.index
    frame = _newest_first(index.dataset["events"][shown.selection.events], "date")
    parties = index.dataset["event_participants"]
    table = pd.DataFrame(
        {
            "Date": frame["date"],
            "Event": frame["title"],
            "Kind": frame["kind"].map(captions.label),
            "Place": frame["place"],
            "Parties": _joined(parties, "event_id", frame["event_id"]),
            "Sites": _sites_of(shown, index.event_links, frame.index),
            "Verified": frame["verification"].map(captions.label),
        }
    )
    _draw(table, frame["event_id"], "event", shown.view.event, "events")


def agreements(shown: Shown, *, key: str = "agreements", rows: np.ndarray | None = None) -> None:
    """Draw the shown agreements, or those of them that ``rows`` keeps, newest first."""
    index = shown.index
    mask = shown.selection.agreements if rows is None else shown.selection.agreements & rows
    frame = _newest_first(index.dataset["agreements"][mask], "date_signed")
    parties = index.dataset["agreement_parties"]
    table = pd.DataFrame(
        {
            "Signed": frame["date_signed"],
            "Agreement": frame["title"],
            "Instrument": frame["instrument"].map(captions.label),
            "Parties": _joined(parties, "agreement_id", frame["agreement_id"]),
            "Sites": _sites_of(shown, index.agreement_links, frame.index),
            "Status": frame["status"].map(captions.label),
            "Verified": frame["verification"].map(captions.label),
        }
    )
    _draw(table, frame["agreement_id"], "agreement", shown.view.agreement, key)


def _draw(table: pd.DataFrame, ids: pd.Series, kind: str, chosen: str, key: str) -> None:
    identifiers = ids.tolist()
    if not identifiers:
        st.info(f"No {kind} passes the filters.")
        return
    rows = [identifiers.index(chosen)] if chosen in identifiers else []
    # The table shows what the view says, whoever chose it.
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}

    def changed() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        state.choose(kind, identifiers[picked[0]]) if picked else state.choose()

    st.dataframe(
        table,
        key=key,
        on_select=changed,
        selection_mode="single-row",
        hide_index=True,
        column_config=_WIDTHS,
        width="stretch",
        height=min(_HEIGHT, 36 * (len(table) + 1) + 2),
    )


def _newest_first(frame: pd.DataFrame, date: str) -> pd.DataFrame:
    order = frame[date].map(edtf.sortable).sort_values(ascending=False, kind="stable").index
    return frame.loc[order]


def _joined(pairs: pd.DataFrame, key: str, ids: pd.Series) -> pd.Series:
    named = pairs[pairs["party"] != ""].drop_duplicates([key, "party"])
    return ids.map(named.groupby(key)["party"].agg(", ".join)).fillna("")


def _sites_of(shown: Shown, links: Links, rows: Any) -> pd.Series:
    names = shown.index.dataset["deposits"]["name"].to_numpy()
    by_row = pd.Series(names[links.sites]).groupby(links.rows).agg(", ".join)
    return pd.Series(rows, index=rows).map(by_row).fillna("")
