"""What waits for a person: every mention between the thresholds, in any text."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo import markup
from geo.index import Index, Record, records
from geo.ui import loaders
from geo.ui.evidence import draft, judging, pages

_SHOWN: Final = 10
_OWNERS: Final = {
    "document_id": ("documents", "text"),
    "event_id": ("events", "event"),
    "agreement_id": ("agreements", "agreement"),
}
_SMALL: Final = "font-size:13px;opacity:.85"


def count(index: Index) -> int:
    """Return how many mentions of the dataset wait."""
    return int(loaders.waiting(index).sum())


def draw(index: Index) -> None:
    """Draw the mentions that wait, those nearest to the threshold first."""
    frame = index.dataset["mentions"][loaders.waiting(index)]
    if frame.empty:
        st.info(
            "Nothing waits: every mention in the data is either sure enough to be shown, too "
            "unsure to be, or judged by a person.",
            icon=":material/done_all:",
        )
        return
    rows = records(frame.sort_values(["confidence", "mention_id"], ascending=[False, True]))
    st.caption(
        "These are not shown as links until a person accepts them, the surest first. One that is "
        "marked unsure stays here."
    )
    first = _SHOWN * (pages.choose(-(-len(rows) // _SHOWN), "evidence-review") - 1)
    saved = draft.held(index.dataset)
    left, right = st.columns(2, gap="medium")
    for at, row in enumerate(rows[first : first + _SHOWN], start=first):
        with left if at % 2 == 0 else right:
            site = loaders.site_names(index)[row["site_id"]]
            judging.draw(at + 1, row, site, saved, _owner(index, row))


def _owner(index: Index, row: Record) -> str:
    """Return which text a mention is from, as HTML."""
    key = next(name for name in _OWNERS if row[name])
    table, kind = _OWNERS[key]
    frame = index.dataset[table]
    owner = records(frame[frame[key] == row[key]])[0]
    date = owner["date_signed" if kind == "agreement" else "date"]
    where = f"in the {row['field']} of the {kind}" if kind != "text" else "in a text you added"
    return (
        f'<div style="{_SMALL}">{markup.date(date)} · {markup.text(where)}</div>'
        f"<div><b>{markup.text(owner['title'])}</b></div>"
    )
