from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from geo import edtf
from geo.dataset import Dataset
from geo.errors import ContractError
from geo.maps.style import BORDER_DISCLAIMER
from geo.store import downloads
from geo.store.gpkg import read
from tests.conftest import MakeDataset

TABLES = ["sites", "agreements", "events", "links", "sources"]
FORMULAS = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=x", "＝1", "＋1", "－1", "＠x")
LONG = "Күйректікөл " * 25
RIGHT_TO_LEFT = "קוירקטיקול \u202eשפק"
MARKUP = "<script>alert(1)</script> `${alert(1)}` \"q\", 'z'; </script>"


def cells(archive: bytes, table: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        text = files.read(f"{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(workbook: bytes, table: str) -> tuple[Worksheet, dict[str, Any]]:
    """A sheet, and its first row by column."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    found = book[table]
    names, first, *_ = found.iter_rows()
    return found, {str(name.value): cell for name, cell in zip(names, first, strict=True)}


@pytest.mark.parametrize(
    "make", [downloads.geojson, downloads.csv_zip, downloads.xlsx, downloads.gpkg]
)
def test_the_same_content_gives_the_same_bytes(
    make: Callable[[Dataset], bytes], make_dataset: MakeDataset
):
    first = make(make_dataset())
    assert make(make_dataset()) == first
    assert make(make_dataset(deposits=[{"name": "Other"}])) != first


def test_geojson_is_points_or_null_with_flat_properties(make_dataset: MakeDataset):
    dataset = make_dataset(
        deposits=[
            {},
            {
                "site_id": "kz-nowhere",
                "name": RIGHT_TO_LEFT,
                "note": LONG,
                "longitude": None,
                "position_method": "unpublished",
                "position_accuracy_km": None,
            },
        ]
    )
    collection = json.loads(downloads.geojson(dataset))
    assert collection["type"] == "FeatureCollection"
    assert collection["borders"] == BORDER_DISCLAIMER
    assert collection["content_sha256"] == dataset.content_hash
    placed, nowhere = collection["features"]
    assert placed["id"] == "kz-kuyrektykol"
    assert placed["geometry"] == {"type": "Point", "coordinates": [76.463, 50.044]}
    assert placed["properties"]["country"] == "Kazakhstan"
    assert placed["properties"]["position_accuracy_km"] == 50.0
    assert placed["properties"]["position_method"] == "worked-out-from-words"
    assert placed["properties"]["sources"].startswith("Qazinform. A deposit is found.")
    assert nowhere["geometry"] is None
    assert nowhere["properties"]["name"] == RIGHT_TO_LEFT
    assert nowhere["properties"]["note"] == LONG
    flat = {type(value) for value in nowhere["properties"].values()}
    assert flat <= {str, int, float, bool, type(None)}


def test_geojson_opens_in_gdal(make_dataset: MakeDataset, tmp_path: Path):
    path = tmp_path / "sites.geojson"
    path.write_bytes(downloads.geojson(make_dataset()))
    frame = pyogrio.read_dataframe(path)
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.iloc[0].x == 76.463
    assert frame["name_ru"].tolist() == ["Куйректыколь"]


def test_the_archive_holds_the_tables_and_a_readme(make_dataset: MakeDataset):
    dataset = make_dataset()
    with zipfile.ZipFile(io.BytesIO(downloads.csv_zip(dataset))) as archive:
        assert archive.namelist() == ["README.txt", *(f"{name}.csv" for name in TABLES)]
        readme = archive.read("README.txt").decode("utf-8-sig")
        assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in archive.namelist())
    newest = edtf.display(dataset.newest_date)
    for said in (dataset.content_hash, newest, "CC BY 4.0", BORDER_DISCLAIMER):
        assert said in readme


def test_csv_gives_text_numbers_and_truth_values_back(make_dataset: MakeDataset):
    dataset = make_dataset(
        deposits=[{"name": LONG, "name_local": RIGHT_TO_LEFT, "note": f"{MARKUP}\nsecond line"}]
    )
    site = cells(downloads.csv_zip(dataset), "sites")[0]
    assert site["name"] == LONG
    assert site["name_local"] == RIGHT_TO_LEFT
    assert site["note"] == f"{MARKUP}\nsecond line"
    assert site["longitude"] == "76.463"
    assert site["rare_earths"] == "true"
    assert site["status_stated"] == ""


@pytest.mark.parametrize("text", FORMULAS)
def test_no_csv_cell_is_a_formula(make_dataset: MakeDataset, text: str):
    dataset = make_dataset(deposits=[{"name": text}], sources=[{"title": text}])
    archive = downloads.csv_zip(dataset)
    assert cells(archive, "sites")[0]["name"] == f"'{text}"
    assert cells(archive, "sources")[0]["title"] == f"'{text}"
    assert {link["site"] for link in cells(archive, "links")} == {f"'{text}"}


def test_a_negative_number_stays_a_number(make_dataset: MakeDataset):
    dataset = make_dataset()
    assert cells(downloads.csv_zip(dataset), "events")[0]["longitude"] == "-77.04"
    _, event = sheet(downloads.xlsx(dataset), "events")
    assert (event["longitude"].value, event["longitude"].data_type) == (-77.04, "n")


def test_the_workbook_holds_the_tables_under_a_fixed_header(make_dataset: MakeDataset):
    content = downloads.xlsx(make_dataset())
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [*TABLES, "about"]
    assert {book[name].freeze_panes for name in TABLES} == {"C2"}
    assert book["sites"].column_dimensions["A"].width > 10
    notes = [cell.value for (cell,) in book["about"].iter_rows()]
    assert BORDER_DISCLAIMER in notes
    _, site = sheet(content, "sites")
    assert site["name_ru"].value == "Куйректыколь"
    assert site["rare_earths"].value is True
    assert site["position_accuracy_km"].value == 50


@pytest.mark.parametrize("text", [*FORMULAS, "{=1+1}", "1", "javascript:alert(1)", MARKUP, LONG])
def test_text_in_the_workbook_is_text(make_dataset: MakeDataset, text: str):
    dataset = make_dataset(deposits=[{"name": text}], sources=[{"address": text}])
    content = downloads.xlsx(dataset)
    for table, column in (("sites", "name"), ("sources", "address")):
        _, first = sheet(content, table)
        # XML turns a carriage return into a line feed.
        assert first[column].value.replace("_x000D_", "\r") == text
        assert first[column].data_type == "s"
        assert first[column].hyperlink is None


def test_only_a_web_address_is_a_link(make_dataset: MakeDataset):
    _, source = sheet(downloads.xlsx(make_dataset()), "sources")
    assert source["address"].hyperlink.target == "https://example.org/a"
    assert [name for name, cell in source.items() if cell.hyperlink] == ["address"]


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "http:///path",
        "ftp://example.org",
        "file:///etc/passwd",
        "internal:sites!A1",
        "external:c:/x.xlsx",
        "mailto:a@example.org",
        "see https://example.org",
        "https://example.org/" + "x" * 2_100,
    ],
)
def test_any_other_address_is_text(make_dataset: MakeDataset, address: str):
    _, source = sheet(downloads.xlsx(make_dataset(sources=[{"address": address}])), "sources")
    assert source["address"].value == address
    assert source["address"].hyperlink is None


def test_a_text_longer_than_a_cell_is_cut(make_dataset: MakeDataset):
    _, site = sheet(downloads.xlsx(make_dataset(deposits=[{"note": "x" * 40_000}])), "sites")
    assert site["note"].value == "x" * 32_767


@pytest.mark.parametrize("make", [downloads.geojson, downloads.csv_zip, downloads.xlsx])
def test_nothing_can_be_downloaded_too(make: Callable[[Dataset], bytes]):
    assert make(Dataset.conformed({}))


def test_the_geopackage_reads_back(make_dataset: MakeDataset, tmp_path: Path):
    path = tmp_path / "part.gpkg"
    path.write_bytes(downloads.gpkg(make_dataset()))
    assert read(path) == make_dataset()


def test_a_geopackage_is_not_made_from_broken_data(make_dataset: MakeDataset):
    with pytest.raises(ContractError, match="the data break a rule of the file"):
        downloads.gpkg(make_dataset(deposits=[{"status": "imaginary"}]))
