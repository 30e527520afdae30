"""Sheets of the small world, and of the built-in data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo.briefing.content import Content, content
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.small_world import small_world

Asked = tuple[Index, Snapshot, Content]
MakeAsked = Callable[..., Asked]


@pytest.fixture(scope="session")
def small_index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))


@pytest.fixture(scope="session")
def built_in() -> Index:
    return Index(gpkg.read(BUILT_IN_GPKG))


@pytest.fixture(scope="session")
def asked(small_index: Index) -> MakeAsked:
    """Make what a sheet is drawn from; ``asked(paper="square", country=("KAZ",))``."""

    def make(index: Index = small_index, **words: Any) -> Asked:
        own = {name: words.pop(name) for name in list(words) if name in Snapshot.__slots__}
        snapshot = Snapshot(view=ViewState(**words), **own)
        return index, snapshot, content(index, snapshot)

    return make
