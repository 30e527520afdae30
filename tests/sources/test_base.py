from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.errors import SourceError
from geo.locations import SOURCES_DIR
from geo.sources.base import read_exceptions, read_sources
from tests.conftest import ROWS, MakeSources, write_csv


def problems(folder: Path) -> list[str]:
    with pytest.raises(SourceError) as error:
        read_sources(folder)
    assert error.value.where == str(folder)
    first, *lines = str(error.value).split("\n")
    count = f"{len(lines)} value" + (" breaks a rule" if len(lines) == 1 else "s break rules")
    assert first == f"{folder}: {count}. Correct and build again:"
    return lines


def test_curated_files_become_frames_in_the_types_of_the_contract(make_sources: MakeSources):
    frames = read_sources(make_sources()).frames
    (deposit,) = frames["deposits"].to_dict("records")
    assert deposit["site_id"] == "kz-kuyrektykol"
    assert deposit["rare_earths"] is True
    assert deposit["position_accuracy_km"] == 50.0
    assert deposit["geometry"] == shapely.Point(76.463, 50.044)
    assert "documents" not in frames


def test_a_row_without_coordinates_has_no_point(make_sources: MakeSources):
    row = {"longitude": "", "latitude": "", "position_method": "unpublished"}
    frames = read_sources(make_sources(deposits=[row])).frames
    assert frames["deposits"]["geometry"].tolist() == [None]


def test_all_problems_of_all_files_are_told_at_once(make_sources: MakeSources):
    folder = make_sources(
        deposits=[
            {"status": "explorations", "longitude": "−76.463"},
            {"site_id": "kz-b", "status_as_of": "2025-13", "latitude": ""},
            {"site_id": "kz-b", "rare_earths": "yes", "latitude": 95},
        ],
        statements=[{"value": ""}],
    )
    found = problems(folder)
    assert [line.split(" ")[:4] for line in found] == [
        ["deposits.csv,", "line", "2,", "status:"],
        ["deposits.csv,", "line", "3,", "status_as_of:"],
        ["deposits.csv,", "line", "4,", "rare_earths:"],
        ["deposits.csv,", "line", "2,", "longitude:"],
        ["deposits.csv,", "line", "4,", "latitude:"],
        ["deposits.csv,", "line", "4,", "site_id:"],
        ["deposits.csv,", "line", "3,", "latitude:"],
        ["statements.csv,", "line", "2,", "value:"],
    ]
    assert "extend data/sources/vocabularies/status.toml." in found[0]
    assert found[3] == (
        "deposits.csv, line 2, longitude: '−76.463' must be a number. "
        "Write digits, a decimal point and the plain minus -."
    )
    assert found[4] == (
        "deposits.csv, line 4, latitude: '95.0' must lie between -90 and 90 degrees north. "
        "Check the figure and its unit."
    )
    assert found[6] == (
        "deposits.csv, line 3, latitude: must not be empty where the other coordinate is given. "
        "Give both coordinates, or neither."
    )


def test_a_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(SourceError) as error:
        read_sources(tmp_path / "none")
    assert str(error.value) == (
        f"{tmp_path / 'none'}: there is no such folder. Give the folder of the sources."
    )


def test_missing_and_unexpected_files_are_told(make_sources: MakeSources):
    folder = make_sources()
    (folder / "aliases.csv").rename(folder / "names.csv")
    (folder / "sources" / "press.csv").unlink()
    assert [line.split(".csv")[0] for line in problems(folder)] == ["names", "sources", "aliases"]


def test_a_source_that_two_parts_name_alike_counts_once(make_sources: MakeSources):
    folder = make_sources()
    row = ROWS["sources"][0]
    names = list(row)
    all_names = (folder / "sources" / "press.csv").read_text().splitlines()[0].split(",")
    assert set(names) <= set(all_names)
    other = {**row, "title": "Another title"}
    write_csv(folder / "sources" / "zzz.csv", all_names, [other])
    assert read_sources(folder).frames["sources"]["title"].tolist() == [row["title"]]


def test_a_source_that_two_parts_name_differently_is_told(make_sources: MakeSources):
    folder = make_sources()
    names = (folder / "sources" / "press.csv").read_text().splitlines()[0].split(",")
    other = {**ROWS["sources"][0], "address": "https://example.org/other"}
    write_csv(folder / "sources" / "zzz.csv", names, [other])
    (line,) = problems(folder)
    assert line == (
        "zzz.csv, line 2, source_id: 'qazinform-1a2b3c' must be the only row with this source_id. "
        "Remove or rename one of them."
    )


CORRECTION = {
    "table": "deposits",
    "row": "kz-kuyrektykol",
    "column": "longitude",
    "expect": "76.463",
    "value": "76.5",
    "reason": "The anchor town was wrong",
}


def test_a_correction_changes_the_value_it_expects(make_sources: MakeSources):
    frames = read_sources(make_sources(corrections=[CORRECTION])).frames
    assert frames["deposits"].geometry.tolist() == [shapely.Point(76.5, 50.044)]


def test_a_correction_of_a_key_of_two_columns(make_sources: MakeSources):
    correction = {
        **CORRECTION,
        "table": "deposit_minerals",
        "row": "kz-kuyrektykol/REE",
        "column": "role",
        "expect": "primary",
        "value": "trace",
    }
    frames = read_sources(make_sources(corrections=[correction])).frames
    assert frames["deposit_minerals"]["role"].tolist() == ["trace"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"expect": "76.4"},
            (
                "expect: '76.4' is not what deposits.csv holds, which is '76.463'. "
                "Remove the correction, or renew it."
            ),
        ),
        ({"row": "kz-b"}, "row: 'kz-b' is not a row of deposits. Correct the key."),
        ({"column": "lon"}, "column: 'lon' is not a column of deposits. Correct the name."),
        ({"table": "mentions"}, "table: 'mentions' is not a curated table. Correct the name."),
        ({"reason": ""}, "reason: must not be empty. Give the reason."),
    ],
)
def test_a_correction_that_does_not_fit_is_told(
    make_sources: MakeSources, change: dict[str, Any], message: str
):
    (line,) = problems(make_sources(corrections=[{**CORRECTION, **change}]))
    assert line == f"corrections.csv, line 2, {message}"


def test_a_corrected_value_is_checked_like_any_other(make_sources: MakeSources):
    (line,) = problems(make_sources(corrections=[{**CORRECTION, "value": "abc"}]))
    assert line.startswith("deposits.csv, line 2, longitude: 'abc' must be a number.")


def test_exceptions_are_read(make_sources: MakeSources):
    row = {"table": "deposits", "row": "kz-a", "rule": "inside-country", "reason": "On the border"}
    folder = make_sources(exceptions=[row])
    assert read_exceptions(folder) == {("deposits", "kz-a", "inside-country")}
    assert read_sources(folder).exceptions == read_exceptions(folder)


def test_an_exception_needs_a_reason(make_sources: MakeSources):
    folder = make_sources(exceptions=[{"table": "deposits", "row": "a", "rule": "inside-country"}])
    with pytest.raises(SourceError, match="line 2, reason: must not be empty"):
        read_exceptions(folder)


def test_the_shipped_files_break_no_rule():
    sources = read_sources(SOURCES_DIR)
    assert len(sources.frames["agreements"]) == 199
    assert len(sources.frames["events"]) == 256
    known = set(sources.frames["deposits"]["site_id"])
    assert {row for table, row, _ in sources.exceptions if table == "deposits"} <= known
