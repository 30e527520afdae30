"""The only caches: what is loaded or worked out once and shared by all sessions."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Final, TypeVar

import streamlit as st

from geo import judgements
from geo import selection as selecting
from geo.briefing.snapshot import Snapshot
from geo.dataset import Dataset
from geo.index import Index
from geo.linking.engine import Linker
from geo.links import Mask
from geo.locations import BUILT_IN_GPKG, DATA_VARIABLE
from geo.maps import features
from geo.maps.export import formats
from geo.maps.style import Theme
from geo.selection import Selection
from geo.showable import showable
from geo.view import SELECTIONS, ViewState

Result = TypeVar("Result")

OWN: Final = "own-dataset"
"""Where a session keeps the index of a GeoPackage that the reader has opened."""

_MOST_KEPT: Final = 128
_LINKER: Final = "linker"


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
    return Index(showable(path))


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


def linker(index: Index) -> Linker:
    """Return what finds the names of a dataset in texts."""
    return _kept(index, _LINKER, lambda: Linker(index.dataset))


def site_names(index: Index) -> dict[str, str]:
    """Return the name of each site."""
    deposits = index.dataset["deposits"]
    return _kept(
        index, "names", lambda: dict(zip(deposits["site_id"], deposits["name"], strict=True))
    )


def waiting(index: Index) -> Mask:
    """Return the mentions that wait for a person."""
    return _kept(index, "waiting", lambda: judgements.waiting(index.dataset))


def grown(index: Index, dataset: Dataset) -> Index:
    """Return the index of a dataset that has gained texts and judgements only.

    What finds names is made of the sites and their names, which are the same; to
    make it anew takes two seconds.
    """
    larger = Index(dataset)
    larger.kept[_LINKER] = linker(index)
    return larger


def preview(index: Index, snapshot: Snapshot) -> bytes:
    """Return a snapshot as a picture, as it is shown before it is taken away."""
    return _kept(index, ("preview", snapshot), lambda: formats.snapshot(index, snapshot))


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
