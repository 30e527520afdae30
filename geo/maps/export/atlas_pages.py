"""The pages of an atlas: which sites, countries or agreements have one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from geo import edtf
from geo.briefing.snapshot import ATLASES, Snapshot
from geo.errors import ViewError
from geo.index import Index
from geo.schema import FIVE_COUNTRIES
from geo.selection import select
from geo.view import SELECTIONS, ViewState


def listed(index: Index, wanted: Snapshot) -> list[Snapshot]:
    """Return the snapshot of each page of an atlas.

    Sites come in order of their names, countries as in every list of ours,
    agreements that name a shown site the newest first.

    Raises
    ------
    ViewError
        If there is none.
    """
    views = _VIEWS[wanted.atlas](index, wanted.view)
    if not views:
        raise ViewError(
            "the view leaves no page",
            f"atlas, {ATLASES[wanted.atlas].lower()}",
            "Take away a filter, or choose another atlas",
        )
    return [replace(wanted, view=view, title="", atlas="") for view in views]


def _sites(index: Index, view: ViewState) -> list[ViewState]:
    frame = index.dataset["deposits"][select(index, view).sites]
    ordered = frame.sort_values(["name", "site_id"], kind="stable")
    return [_picked(view, site=site) for site in ordered["site_id"]]


def _countries(index: Index, view: ViewState) -> list[ViewState]:
    shown = set(index.dataset["deposits"]["country"][select(index, view).sites])
    return [_picked(view, country=(code,)) for code in FIVE_COUNTRIES if code in shown]


def _agreements(index: Index, view: ViewState) -> list[ViewState]:
    selection = select(index, view)
    naming = selection.agreements & index.agreement_links.tying(selection.sites)
    frame = index.dataset["agreements"][["agreement_id", "date_signed"]][naming]
    dates = frame["date_signed"].map(edtf.sortable)
    order = np.argsort([-date.toordinal() for date in dates], kind="stable")
    return [_picked(view, agreement=name) for name in frame["agreement_id"].iloc[order]]


def _picked(view: ViewState, **values: Any) -> ViewState:
    return replace(view.without(*SELECTIONS), **values)


_VIEWS = {"site": _sites, "country": _countries, "agreement": _agreements}
