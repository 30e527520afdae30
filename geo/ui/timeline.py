"""Events and agreements by year; brushing chooses the period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from geo.ui import loaders, state
from geo.ui.shown import Shown


def draw(shown: Shown) -> None:
    """Draw events and agreements by year; brushing chooses the period."""
    index, view = shown.index, shown.view
    unbounded = loaders.selection(index, view.without("since", "until"))
    first, last = index.years
    rows = [
        {"year": year, "from": year + side, "to": year + side + 0.4, "kind": kind, "count": count}
        for kind, side, years, shown in (
            ("Agreements", -0.4, index.agreement_years, unbounded.agreements),
            ("Events", 0.0, index.event_years, unbounded.events),
        )
        for year, count in _per_year(years[shown], first, last)
    ]
    brushed = [view.since or first, view.until or last] if view.since or view.until else None
    spec = _timeline_spec(first, last, brushed)

    def changed() -> None:
        span = st.session_state["timeline"]["selection"].get("period", {}).get("from")
        if not span:
            state.change(since=None, until=None)
            return
        since, until = (round(edge) for edge in span)
        state.change(
            since=max(since, first) if since > first else None,
            until=min(until, last) if until < last else None,
        )

    st.vega_lite_chart(
        pd.DataFrame(rows),
        spec,
        key="timeline",
        on_select=changed,
        selection_mode="period",
        width="stretch",
    )


def _per_year(years: Any, first: int, last: int) -> Sequence[tuple[int, int]]:
    # An interval that begins nowhere is counted where it ends.
    begins = np.where(years[:, 0] < first, years[:, 1], years[:, 0])
    dated = begins[(begins >= first) & (begins <= last)]
    counts = np.bincount(dated - first, minlength=last - first + 1)
    return [(first + offset, int(count)) for offset, count in enumerate(counts) if count]


def _timeline_spec(first: int, last: int, brushed: list[int] | None) -> dict[str, Any]:
    period: dict[str, Any] = {
        "name": "period",
        "select": {"type": "interval", "encodings": ["x"]},
    }
    if brushed:
        period["value"] = {"x": brushed}
    return {
        "height": 200,
        "params": [period],
        "mark": {"type": "rect"},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "scale": {"domain": [first - 0.5, last + 0.5], "nice": False},
                "axis": {"format": "d", "tickMinStep": 1, "title": None, "grid": False},
            },
            "x2": {"field": "to"},
            "y2": {"datum": 0},
            "tooltip": [
                {"field": "year", "title": "Year"},
                {"field": "kind", "title": "Kind"},
                {"field": "count", "title": "Number"},
            ],
            "y": {
                "field": "count",
                "type": "quantitative",
                "axis": {"title": None, "tickCount": 3, "tickMinStep": 1},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": ["Agreements", "Events"], "range": ["#5b3f8c", "#e69f00"]},
                "legend": {"title": None, "orient": "top"},
            },
        },
    }
