from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import edtf
from geo.dataset import Dataset
from geo.errors import ContractError, StoreError
from geo.locations import BASEMAP_GPKG, DATA_VARIABLE
from geo.store.gpkg import write
from geo.ui import loaders
from geo.ui.screens import own_file
from tests.conftest import MakeDataset

GPKG = "application/geopackage+sqlite3"
NASTY_NAME = '<script>alert(1)</script> `${x}` \u202e"q".gpkg'
OPENED = "is open on all pages"

MakeGpkg = Callable[[Dataset], bytes]


def script() -> None:
    from geo.ui.screens import data  # noqa: PLC0415 - AppTest runs this source by itself.

    data.page()


@pytest.fixture
def make_gpkg(tmp_path: Path) -> MakeGpkg:
    def make(dataset: Dataset) -> bytes:
        path = tmp_path / "made.gpkg"
        write(dataset, path)
        return path.read_bytes()

    return make


@pytest.fixture
def app(make_dataset: MakeDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page over the small valid dataset."""
    path = tmp_path / "served.gpkg"
    write(make_dataset(), path)
    monkeypatch.setenv(DATA_VARIABLE, str(path))
    page = AppTest.from_function(script, default_timeout=30).run()
    assert not page.exception
    return page


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def upload(app: AppTest, content: bytes, name: str = "mine.gpkg") -> AppTest:
    app.file_uploader[0].set_value((name, content, GPKG)).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def frames(app: AppTest) -> list[list[str]]:
    return [list(element.value.columns) for element in app.dataframe]


def test_the_page_says_what_is_open(app: AppTest, make_dataset: MakeDataset):
    shown = html(app)
    assert "served.gpkg" in shown
    assert "1 (0 without a published position)" in shown
    assert edtf.display(make_dataset().newest_date) in shown


def test_our_own_file_is_called_built_in(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(DATA_VARIABLE)
    monkeypatch.setattr(loaders, "BUILT_IN_GPKG", tmp_path / "served.gpkg")
    assert "Built-in data" in html(app.run())


def test_sources_are_listed_and_only_web_addresses_are_links(
    make_dataset: MakeDataset, app: AppTest, make_gpkg: MakeGpkg
):
    (table,) = app.dataframe
    assert table.value["Address"].tolist() == ["https://example.org/a"]
    dataset = make_dataset(sources=[{"address": "javascript:alert(1)", "producer": "<b>"}])
    upload(app, make_gpkg(dataset))
    (table,) = app.dataframe
    assert table.value["Address"].isna().tolist() == [True]
    assert table.value["Producer"].tolist() == ["<b>"]


def test_licences_of_data_map_and_leaflet_are_named(app: AppTest):
    (licences,) = (element.value for element in app.markdown)
    for name in ("CC BY 4.0", "Natural Earth", "GeoNames", "BSD-2-Clause", "ODbL"):
        assert name in licences


def test_each_download_is_made_when_asked_for_and_named_by_its_content(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, make_dataset: MakeDataset
):
    offered: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(
        st, "download_button", lambda label, **options: offered.update({label: options})
    )
    app.run()
    digest = make_dataset().content_hash[:8]
    assert {label: options["file_name"] for label, options in offered.items()} == {
        "GeoPackage": f"orebrief-{digest}.gpkg",
        "Excel": f"orebrief-{digest}.xlsx",
        "CSV": f"orebrief-{digest}.zip",
        "GeoJSON": f"orebrief-{digest}.geojson",
    }
    begins = {label: options["data"]()[:4] for label, options in offered.items()}
    assert begins == {
        "GeoPackage": b"SQLi",
        "Excel": b"PK\x03\x04",
        "CSV": b"PK\x03\x04",
        "GeoJSON": b'{\n "',
    }


def test_filters_narrow_what_is_downloaded(app: AppTest):
    assert len(app.get("download_button")) == 4
    app.text_input[0].set_value("nowhere").run()
    assert len(app.get("download_button")) == 0
    assert "nothing to download" in app.info[0].value
    assert frames(app) == []


def test_a_valid_file_is_opened_and_closed_again(
    app: AppTest, make_dataset: MakeDataset, make_gpkg: MakeGpkg
):
    mine = make_dataset(deposits=[{}, {"site_id": "kz-mine", "name": "Mine"}])
    app.text_input[0].set_value("Kuyrektykol").run()
    upload(app, make_gpkg(mine), NASTY_NAME)
    shown = html(app)
    assert OPENED in shown
    assert "a link to this page shows others the built-in data" in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "2 (0 without a published position)" in shown
    press(app, "Back to the built-in data")
    assert OPENED not in html(app)
    assert "1 (0 without a published position)" in html(app)


def test_a_selection_that_the_file_lacks_is_dropped(
    app: AppTest, make_dataset: MakeDataset, make_gpkg: MakeGpkg
):
    app.query_params["site"] = "kz-kuyrektykol"
    app.run()
    mine = make_dataset(
        deposits=[{"site_id": "kz-mine", "name": "Mine"}],
        deposit_minerals=[],
        statements=[],
        aliases=[],
        agreement_sites=[],
        mentions=[],
    )
    upload(app, make_gpkg(mine))
    assert "site" not in app.query_params
    assert "kz-kuyrektykol" in html(app)


def test_a_doubtful_position_can_be_used_all_the_same(
    app: AppTest, make_dataset: MakeDataset, make_gpkg: MakeGpkg
):
    abroad = make_dataset(deposits=[{"name": "Abroad", "longitude": 10.0}])
    upload(app, make_gpkg(abroad))
    assert "mine.gpkg: 1 problem." in html(app).replace("<bdi>", "").replace("</bdi>", "")
    assert OPENED not in html(app)
    report = app.dataframe[0].value
    assert report.columns.tolist() == ["Layer", "Row", "Column", "Value", "Rule", "Remedy"]
    assert report.loc[0, ["Layer", "Row", "Rule"]].tolist() == [
        "deposits",
        "kz-kuyrektykol",
        "must lie in Kazakhstan",
    ]
    press(app, "Use it all the same")
    assert OPENED in html(app)
    assert len(app.get("download_button")) == 4


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("DELETE FROM parties WHERE party = 'USA'", ("agreement_parties", "party")),
        ("UPDATE deposits SET sources = 'nobody'", ("deposits", "sources")),
        ("UPDATE deposits SET status_as_of = 'last <b>May</b>'", ("deposits", "status_as_of")),
        ("UPDATE deposits SET rare_earths = 'perhaps'", ("deposits", "rare_earths")),
        ("UPDATE mentions SET sentence = 'Made up.'", ("mentions", "sentence")),
        ("UPDATE deposits SET site_id = 'kz_a'", ("deposits", "site_id")),
    ],
)
def test_a_file_that_would_break_the_page_or_its_evidence_is_refused(
    app: AppTest,
    make_dataset: MakeDataset,
    make_gpkg: MakeGpkg,
    statement: str,
    place: tuple[str, str],
):
    content = make_gpkg(make_dataset())
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        connection.execute(statement)
        connection.commit()
        content = connection.serialize()
    upload(app, content)
    assert OPENED not in html(app)
    assert "It is not opened" in html(app)
    report = app.dataframe[0].value
    assert place in set(zip(report["Layer"], report["Column"], strict=True))
    assert "Use it all the same" not in {button.label for button in app.button}


def test_one_doubt_does_not_excuse_another_problem(
    app: AppTest, make_dataset: MakeDataset, make_gpkg: MakeGpkg
):
    dataset = make_dataset(deposits=[{"longitude": 10.0, "sources": "nobody"}])
    upload(app, make_gpkg(dataset))
    assert "mine.gpkg: 2 problems." in html(app).replace("<bdi>", "").replace("</bdi>", "")
    assert "It is not opened" in html(app)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda _: b"", "the file is empty"),
        (lambda _: b"Not a database at all. " * 20, "the file is not a GeoPackage"),
        (lambda content: content[: len(content) // 2], "the file is cut off"),
        (lambda _: BASEMAP_GPKG.read_bytes(), "it is not an Orebrief GeoPackage"),
    ],
    ids=["empty", "text", "truncated", "foreign"],
)
def test_a_bad_file_is_told_in_plain_words(
    app: AppTest,
    make_dataset: MakeDataset,
    make_gpkg: MakeGpkg,
    damage: Callable[[bytes], bytes],
    said: str,
):
    upload(app, damage(make_gpkg(make_dataset())), NASTY_NAME)
    shown = html(app)
    assert said in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "own.gpkg" not in shown
    assert OPENED not in shown
    upload(app, make_gpkg(make_dataset()))
    assert said not in html(app)
    assert OPENED in html(app)


def test_a_file_with_edits_elsewhere_is_opened_with_a_warning(
    make_dataset: MakeDataset, make_gpkg: MakeGpkg
):
    content = make_gpkg(make_dataset())
    checked = own_file.check("mine.gpkg", content[:18] + b"\x02\x02" + content[20:])
    assert checked.report.ok
    (warning,) = checked.dataset.warnings
    assert warning.startswith("mine.gpkg: ")
    assert "may be missing" in warning


def test_errors_name_the_file_as_the_reader_does():
    with pytest.raises(StoreError) as empty:
        own_file.check("mine.gpkg", b"")
    with pytest.raises(ContractError) as foreign:
        own_file.check("../mine.gpkg", BASEMAP_GPKG.read_bytes())
    assert empty.value.where == "mine.gpkg"
    assert foreign.value.where == "../mine.gpkg"


def test_what_is_downloaded_can_be_opened(make_dataset: MakeDataset, make_gpkg: MakeGpkg):
    content = make_gpkg(make_dataset())
    assert own_file.check("mine.gpkg", content).dataset == make_dataset()
