from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import SourceError
from geo.locations import BUILT_IN_GPKG
from geo.sources.build import build
from geo.store.gpkg import read
from geo.validate import validate
from tests.conftest import MakeDataset, MakeSources


def test_the_curated_files_become_a_valid_geopackage(make_sources: MakeSources, tmp_path: Path):
    output = tmp_path / "orebrief.gpkg"
    dataset = build(make_sources(), output)
    assert read(output) == dataset
    assert validate(dataset, exceptions=()).ok
    (arcs,) = dataset.agreements.geometry
    assert arcs.geom_type == "MultiLineString"
    named = dataset["mentions"][["event_id", "agreement_id", "site_id", "surface"]]
    assert named.sort_values("surface").to_numpy().tolist() == [
        ["s01", "", "kz-kuyrektykol", "Kuirektykol"],
        ["", "usa-kaz-2025", "kz-kuyrektykol", "Kuyrektykol"],
    ]


def test_the_curated_files_hold_what_the_dataset_holds(
    make_sources: MakeSources, make_dataset: MakeDataset, tmp_path: Path
):
    built, made = build(make_sources(), tmp_path / "a.gpkg"), make_dataset()
    for table in made.frames:
        if table != "agreements":
            assert built[table].equals(made[table]), table


def test_problems_stop_the_build_and_keep_the_old_file(make_sources: MakeSources, tmp_path: Path):
    output = tmp_path / "orebrief.gpkg"
    output.write_bytes(b"the old file")
    swapped = {"longitude": 50.044, "latitude": 76.463}
    folder = make_sources(deposits=[swapped], event_agreements=[{"agreement_id": "none"}])
    with pytest.raises(SourceError) as error:
        build(folder, output)
    first, *lines = str(error.value).split("\n")
    assert first == f"{folder}: 2 values break rules. Correct and build again:"
    assert lines[0].startswith("event_agreements, s01/none, agreement_id: 'none' must be one of")
    assert "Longitude and latitude seem swapped" in lines[1]
    assert output.read_bytes() == b"the old file"


def test_an_exception_lets_a_point_lie_outside(make_sources: MakeSources, tmp_path: Path):
    exception = {
        "table": "deposits",
        "row": "kz-kuyrektykol",
        "rule": "inside-country",
        "reason": "On the border",
    }
    point = {"longitude": 69.24, "latitude": 41.3}
    folder = make_sources(deposits=[point], exceptions=[exception])
    assert len(build(folder, tmp_path / "a.gpkg").deposits) == 1


def test_the_shipped_file_is_what_the_curated_files_give(tmp_path: Path):
    """Build it again with ``orebrief build`` after a change under ``data/sources``."""
    built = build(output=tmp_path / "a.gpkg")
    assert read(BUILT_IN_GPKG) == built
    build(output=tmp_path / "b.gpkg")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()
