"""The only caches: what is loaded or worked out once and shared by all sessions."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Final, TypeVar

import streamlit as st

from geo import selection as selecting
from geo.errors import ContractError
from geo.index import Index
from geo.locations import BUILT_IN_GPKG, DATA_VARIABLE
from geo.maps import features
from geo.maps.style import Theme
from geo.report import Report
from geo.selection import Selection
from geo.store import gpkg
from geo.validate import validate
from geo.view import SELECTIONS, ViewState

Result = TypeVar("Result")

OWN: Final = "own-dataset"
"""Where a session keeps the index of a GeoPackage that the reader has opened."""

_MOST_KEPT: Final = 128


def current() -> Index:
    """Return the dataset of the session: the reader's own file, or the server's."""
    own: Index | None = st.session_state.get(OWN)
    if own is not None:
        return own
    path = Path(os.environ.get(DATA_VARIABLE) or BUILT_IN_GPKG)
    return _load(path, path.stat().st_mtime_ns if path.is_file() else 0)


@st.cache_resource(max_entries=4, show_spinner="Reading the data …")
def _load(path: Path, modified_ns: int) -> Index:
    """Read a GeoPackage and index it; a changed file is read again."""
    del modified_ns  # only part of the key
    dataset = gpkg.read(path)
    # The built-in data are checked by their build and by the tests.
    report = Report(()) if path == BUILT_IN_GPKG else validate(dataset)
    if not report.showable:
        first = next(problem for problem in report.problems if problem not in report.doubts)
        raise ContractError(
            f"the data break the contract in {len(report.problems)} places, first: {first}",
            str(path),
            f"Run orebrief validate {path.name} and correct what it names",
        )
    return Index(dataset)


def site_features(index: Index, theme: Theme) -> features.SiteFeatures:
    """Return what is drawn of every site, which a change of filters only picks from."""
    return _kept(index, ("sites", theme), lambda: features.site_features(index, theme))


def selected_features(index: Index, view: ViewState, theme: Theme) -> features.SelectedFeatures:
    """Return what is drawn of what a view shows."""
    return _kept(
        index,
        ("selected", _filters(view), theme),
        lambda: features.selected_features(index, selection(index, view), theme),
    )


def selection(index: Index, view: ViewState) -> Selection:
    """Return what a view shows."""
    filters = _filters(view)
    return _kept(index, ("shown", filters), lambda: selecting.select(index, filters))


def live_counts(index: Index, view: ViewState) -> dict[str, dict[str, int]]:
    """Return the number of sites that each option of each filter would show."""
    filters = _filters(view)
    return _kept(index, ("counts", filters), lambda: selecting.live_counts(index, filters))


def _filters(view: ViewState) -> ViewState:
    # What is picked out or hidden makes no difference to what passes.
    return view.without(*SELECTIONS, "gap", "hide", "tiles")


def _kept(index: Index, key: Hashable, make: Callable[[], Result]) -> Result:
    """Return what was worked out before of a dataset, or work it out.

    Kept with the dataset, and gone with it. Streamlit's own cache hashes its
    arguments anew each time, which costs more than most of what is kept here.
    """
    kept: dict[Hashable, Result] = index.kept
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = make()
    return kept[key]
