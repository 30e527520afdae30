"""The page, run without a browser, over the small world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from geo.locations import DATA_VARIABLE, ROOT
from geo.store.gpkg import write
from tests.conftest import MakeDataset
from tests.small_world import small_world

OpenPage = Callable[..., AppTest]

MAIN: Final = ROOT / "geo" / "ui" / "main.py"


@pytest.fixture(scope="session")
def world(make_dataset: MakeDataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.gpkg"
    write(small_world(make_dataset), path)
    return path


@pytest.fixture
def open_page(world: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open a page under an address, as a reader does who follows a link.

    ``open_page("sites", {"q": "gold"})``; ``data`` is another GeoPackage.
    """

    def open_(
        path: str = "", query: Mapping[str, str | Sequence[str]] | None = None, data: Path = world
    ) -> AppTest:
        monkeypatch.setenv(DATA_VARIABLE, str(data))
        app = AppTest.from_file(MAIN, default_timeout=30)
        app.query_params.update(query or {})
        # `switch_page` knows pages that are files; ours are functions.
        app._page_hash = calc_hash(path) if path else ""
        return app.run()

    return open_
