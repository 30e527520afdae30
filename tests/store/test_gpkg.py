from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.errors import ContractError, StoreError
from geo.maps.style import GROUP_COLOURS
from geo.schema import TABLES
from geo.store.gpkg import read, write
from geo.validate import validate
from geo.vocabularies import vocabulary
from tests.conftest import MakeDataset

NASTY = (
    "<script>alert(1)</script>",
    "`${alert(1)}`",
    "</script>",
    "'); DROP TABLE deposits; --",
    '"quoted", and\nbroken',
    "شفق\u202eקוירקטיקול",
    "Күйректікөл " * 25,
    "𝕂𝖚𝖞 🗺️ é",
    "=HYPERLINK(1)",
)


@pytest.fixture
def gpkg(make_dataset: MakeDataset, tmp_path: Path) -> Path:
    path = tmp_path / "orebrief.gpkg"
    write(make_dataset(), path)
    return path


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def message(path: Path, kind: type[StoreError | ContractError]) -> str:
    with pytest.raises(kind) as error:
        read(path)
    assert error.value.where == str(path)
    return str(error.value).removeprefix(f"{path}: ")


def test_a_dataset_comes_back_as_it_went(make_dataset: MakeDataset, gpkg: Path):
    written, dataset = make_dataset(), read(gpkg)
    assert dataset == written
    assert dataset.warnings == ()
    for table in TABLES:
        assert dataset[table.name].equals(written[table.name])


def test_what_is_unknown_comes_back_unknown(make_dataset: MakeDataset, tmp_path: Path):
    row = {"geometry": None, "position_method": "unpublished", "position_accuracy_km": None}
    dataset = make_dataset(deposits=[row])
    write(dataset, tmp_path / "a.gpkg")
    again = read(tmp_path / "a.gpkg").deposits
    assert again.geometry.tolist() == [None]
    assert again["position_accuracy_km"].isna().tolist() == [True]
    assert again["name_local"].tolist() == [""]


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(make_dataset: MakeDataset, tmp_path: Path, text: str):
    dataset = make_dataset(deposits=[{"name": text, "note": text}], aliases=[{"name": text}])
    write(dataset, tmp_path / "a.gpkg")
    again = read(tmp_path / "a.gpkg")
    assert again == dataset
    assert again.deposits["name"].tolist() == [text]
    assert pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="deposits")["name"].tolist() == [text]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    row=st.fixed_dictionaries(
        {
            "name": st.text(min_size=1, max_size=300),
            "note": st.text(max_size=50),
            "position_accuracy_km": st.floats(0, 500),
            "longitude": st.floats(-180, 180),
            "latitude": st.floats(-90, 90),
            "rare_earths": st.booleans(),
        }
    )
)
def test_any_row_comes_back_as_it_went(make_dataset: MakeDataset, row: dict[str, object]):
    dataset = make_dataset(deposits=[row])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        write(dataset, path)
        assert read(path) == dataset


def test_the_same_content_gives_the_same_bytes(make_dataset: MakeDataset, tmp_path: Path):
    rows = [{"site_id": "kz-kuyrektykol"}, {"site_id": "kz-b"}]
    write(make_dataset(deposits=rows), tmp_path / "a.gpkg")
    write(make_dataset(deposits=rows[::-1]), tmp_path / "b.gpkg")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_gdal_reads_every_layer_without_a_warning(make_dataset: MakeDataset, gpkg: Path):
    layers = dict(pyogrio.list_layers(gpkg))
    dataset = make_dataset()
    for table in TABLES:
        assert layers[table.name] == (table.geometry.value if table.geometry else None)
        frame = pyogrio.read_dataframe(gpkg, layer=table.name)
        assert len(frame) == len(dataset[table.name])
    assert pyogrio.read_info(gpkg, layer="deposits")["crs"] == "EPSG:4326"


def test_relations_are_registered_and_read_by_gdal(gpkg: Path):
    with database(gpkg) as connection:
        assert connection.execute(
            "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_related_tables' "
            "AND table_name = 'gpkgext_relations'"
        ).fetchone() == (1,)
        rows = connection.execute(
            "SELECT base_table_name, related_table_name, relation_name, mapping_table_name "
            "FROM gpkgext_relations"
        ).fetchall()
    assert ("events", "deposits", "features", "related_events_deposits") in rows
    for _, _, _, view in rows:
        assert {"base_id", "related_id"} <= set(pyogrio.read_dataframe(gpkg, layer=view).columns)


def test_a_site_is_related_by_its_source_and_by_the_text(gpkg: Path):
    """No source ties the event to the site; its summary names it."""
    with database(gpkg) as connection:
        pairs = {
            base: connection.execute(
                f"SELECT b.{key}, d.site_id FROM related_{base}_deposits r "  # noqa: S608
                f"JOIN {base} b ON b.fid = r.base_id JOIN deposits d ON d.fid = r.related_id"
            ).fetchall()
            for base, key in (("events", "event_id"), ("agreements", "agreement_id"))
        }
    assert pairs["events"] == [("s01", "kz-kuyrektykol")]
    assert pairs["agreements"] == [("usa-kaz-2025", "kz-kuyrektykol")]


def test_the_file_itself_keeps_the_rules(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for change in (
            "UPDATE deposits SET status = 'odd'",
            "UPDATE deposits SET name = NULL",
            "UPDATE deposits SET country = 'XXX'",
            "UPDATE deposits SET position_accuracy_km = 501",
            "UPDATE mentions SET start = -1",
            "INSERT INTO agreement_parties (agreement_id, party) VALUES ('usa-kaz-2025', 'KAZ')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(change)


def test_columns_are_described_and_their_words_listed(gpkg: Path):
    with database(gpkg) as connection:
        described = connection.execute("SELECT table_name, column_name FROM gpkg_data_columns")
        assert set(described) == {(t.name, c.name) for t in TABLES for c in t.columns}
        title = connection.execute(
            "SELECT title, description FROM gpkg_data_columns "
            "WHERE column_name = 'position_accuracy_km'"
        ).fetchone()
        words = connection.execute(
            "SELECT value FROM gpkg_data_column_constraints "
            "WHERE constraint_name = 'status' ORDER BY rowid"
        ).fetchall()
    assert title == ("Position accuracy (km)", "Radius within which the site lies")
    assert [word for (word,) in words] == list(vocabulary("status").standard)


def test_metadata_name_licences_and_producers(gpkg: Path):
    with database(gpkg) as connection:
        (text,) = connection.execute("SELECT metadata FROM gpkg_metadata").fetchone()
    metadata = json.loads(text)
    assert metadata["license"] == ["facts cited; all rights with the publisher"]
    assert metadata["source"] == ["Qazinform"]
    assert metadata["language"] == "en"
    assert metadata["modified"] == "2025-11-06T00:00:00.000Z"


def test_styles_use_the_one_palette(gpkg: Path):
    with database(gpkg) as connection:
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert set(styles) == {"deposits", "agreements", "events"}
    rules = ET.fromstring(styles["deposits"]).findall(".//rule")  # noqa: S314
    assert [rule.get("key") for rule in rules] == list(GROUP_COLOURS)
    assert rules[0].get("filter") == "\"primary_mineral\" IN ('REE')"
    assert rules[-1].get("filter") == "ELSE"
    colours = {
        option.get("value")
        for option in ET.fromstring(styles["deposits"]).iter("Option")  # noqa: S314
        if option.get("name") == "color"
    }
    assert colours == set(GROUP_COLOURS.values())


def test_a_missing_file(tmp_path: Path):
    assert message(tmp_path / "a.gpkg", StoreError) == "there is no such file. Check the path."


def test_a_folder(tmp_path: Path):
    assert "the file cannot be read (" in message(tmp_path, StoreError)


def test_an_empty_file(tmp_path: Path):
    path = tmp_path / "a.gpkg"
    path.touch()
    assert message(path, StoreError).startswith("the file is empty. Get a fresh copy")


def test_a_file_that_is_no_database(tmp_path: Path):
    path = tmp_path / "a.gpkg"
    path.write_text("site_id,name\n")
    assert message(path, StoreError) == (
        "the file is not a GeoPackage; it does not begin like a SQLite file. Give a .gpkg file."
    )


@pytest.mark.parametrize("length", [20, 60, 5000])
def test_a_file_cut_off(gpkg: Path, length: int):
    content = gpkg.read_bytes()
    gpkg.write_bytes(content[:length])
    assert message(gpkg, StoreError).startswith(f"the file is cut off after {length} bytes. Get")


def test_a_damaged_file(gpkg: Path):
    content = bytearray(gpkg.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xa5" * 4096 * 9
    gpkg.write_bytes(content)
    assert message(gpkg, StoreError).startswith("the file is damaged (")


def test_a_database_that_is_no_geopackage(tmp_path: Path):
    path = tmp_path / "a.gpkg"
    with database(path) as connection:
        connection.execute("CREATE TABLE deposits (site_id TEXT)")
    assert message(path, StoreError) == (
        "the file is a SQLite database but not a GeoPackage. "
        "Give a file that is marked as a GeoPackage."
    )


def test_a_geopackage_of_others_names_what_it_lacks(tmp_path: Path, make_dataset: MakeDataset):
    path = tmp_path / "a.gpkg"
    make_dataset().deposits.to_file(path, layer="deposits")
    assert message(path, ContractError).startswith(
        "it is not an Orebrief GeoPackage: table sources, parties, minerals, critical_lists, "
        "deposit_minerals, "
    )


def test_a_view_is_not_taken_for_a_table(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("DROP TABLE judgements")
        connection.execute("CREATE VIEW judgements AS SELECT 1 AS judgement_id")
    assert "table judgements is missing" in message(gpkg, ContractError)


def test_a_missing_column_is_named(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("ALTER TABLE aliases DROP COLUMN also_means")
    assert message(gpkg, ContractError).startswith("column also_means of table aliases is missing.")


def test_another_coordinate_system_is_refused(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = 0")
    assert message(gpkg, ContractError) == (
        "layer deposits is in NONE:0, not in EPSG:4326. Export it in EPSG:4326."
    )


def test_a_layer_that_is_not_registered_is_refused(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("DELETE FROM gpkg_geometry_columns")
    assert "layer deposits is in no coordinate system" in message(gpkg, ContractError)


@pytest.mark.parametrize("blob", [b"", b"GP", b"GP\0\x01\0\0\0\0xx", b"GP\0\xff" + b"\0" * 30, "x"])
def test_a_broken_geometry_names_its_row(gpkg: Path, blob: bytes | str):
    with database(gpkg) as connection:
        connection.execute("UPDATE deposits SET geometry = ?", (blob,))
    assert message(gpkg, ContractError) == (
        "the geometry of kz-kuyrektykol in deposits cannot be read. "
        "Draw the geometry again in QGIS, or empty it."
    )


def test_text_that_is_not_utf8_is_told(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("UPDATE deposits SET name = CAST(x'536f6bff' AS TEXT)")
    assert message(gpkg, StoreError).startswith("a table cannot be read (Could not decode")


def test_a_geometry_column_may_have_another_name(make_dataset: MakeDataset, gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("ALTER TABLE deposits RENAME COLUMN geometry TO geom")
        connection.execute("UPDATE gpkg_geometry_columns SET column_name = 'geom'")
        for layer in ("agreements", "events"):
            connection.execute(f"ALTER TABLE {layer} RENAME COLUMN geometry TO geom")
    assert read(gpkg) == make_dataset()


def test_a_geometry_saved_by_gdal_with_an_envelope_is_read(gpkg: Path):
    line = shapely.MultiLineString([[(70, 50), (71, 51)]])
    frame = pyogrio.read_dataframe(gpkg, layer="agreements").assign(geometry=[line])
    frame.geometry = shapely.force_3d(frame.geometry, z=5)
    scratch = gpkg.with_name("scratch.gpkg")
    pyogrio.write_dataframe(frame.set_crs(4326, allow_override=True), scratch, layer="agreements")
    with database(scratch) as connection:
        (blob,) = connection.execute("SELECT geom FROM agreements").fetchone()
    with database(gpkg) as connection:
        connection.execute("UPDATE agreements SET geometry = ?", (blob,))
    assert read(gpkg).agreements.geometry.tolist() == [line]


def test_a_column_of_the_users_own_is_left_out_and_told(make_dataset: MakeDataset, gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("ALTER TABLE deposits ADD COLUMN my_rating INTEGER")
    dataset = read(gpkg)
    assert dataset == make_dataset()
    assert dataset.warnings == (
        "orebrief.gpkg: column my_rating of deposits is not in the contract and is not read.",
    )


def test_a_value_of_another_type_reaches_the_validator(gpkg: Path):
    with database(gpkg) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE deposits SET position_accuracy_km = 'about 5'")
    (problem,) = validate(read(gpkg), exceptions=()).problems
    assert problem.rule == "must be a number"


def wal_copy(gpkg: Path, folder: Path, *, with_log: bool) -> Path:
    """Copy a file while another program has it open in WAL mode with an unsaved edit."""
    copy = folder / "copy.gpkg"
    with closing(sqlite3.connect(gpkg)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE deposits SET note = 'edited in QGIS'")
        connection.commit()
        copy.write_bytes(gpkg.read_bytes())
        if with_log:
            log = gpkg.with_name(f"{gpkg.name}-wal").read_bytes()
            copy.with_name("copy.gpkg-wal").write_bytes(log)
    return copy


def test_rows_in_a_log_beside_the_file_are_told(
    make_dataset: MakeDataset, gpkg: Path, tmp_path: Path
):
    copy = wal_copy(gpkg, tmp_path, with_log=True)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    dataset = read(copy)
    assert dataset == make_dataset()
    assert dataset.warnings == (
        (
            "copy.gpkg: rows in copy.gpkg-wal beside it are not in the file and not shown. "
            "Close the program that has it open (QGIS writes it then) and open or copy it again."
        ),
    )
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_copy_without_its_log_is_told(make_dataset: MakeDataset, gpkg: Path, tmp_path: Path):
    dataset = read(wal_copy(gpkg, tmp_path, with_log=False))
    assert dataset == make_dataset()
    assert dataset.warnings == (
        (
            "copy.gpkg: the file was copied or left while a program had it open; the latest edits "
            "may be missing. Close the program that has it open (QGIS writes it then) and open or "
            "copy it again."
        ),
    )


def test_reading_leaves_no_trace(gpkg: Path, tmp_path: Path):
    before = (gpkg.read_bytes(), gpkg.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    read(gpkg)
    assert (gpkg.read_bytes(), gpkg.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


def test_a_file_open_elsewhere_is_not_replaced(
    make_dataset: MakeDataset, gpkg: Path, tmp_path: Path
):
    copy = wal_copy(gpkg, tmp_path, with_log=True)
    before = copy.read_bytes()
    with pytest.raises(StoreError) as error:
        write(make_dataset(), copy)
    assert str(error.value) == (
        f"{copy}: another program has the file open and has unsaved rows beside it. "
        "Close it there (QGIS) and save again."
    )
    assert copy.read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ({"deposits": [{"status": "odd"}]}, "CHECK constraint failed"),
        ({"deposits": [{"name": ""}]}, "NOT NULL constraint failed: deposits.name"),
        ({"deposits": [{}, {}]}, "UNIQUE constraint failed: deposits.site_id"),
        ({"deposits": [{"country": "XXX"}]}, "of deposits points to no row of parties, and 0 more"),
    ],
)
def test_broken_data_are_not_written(
    make_dataset: MakeDataset, gpkg: Path, rows: dict[str, list[dict[str, str]]], fault: str
):
    before = gpkg.read_bytes()
    with pytest.raises(ContractError, match=fault):
        write(make_dataset(**rows), gpkg)
    assert gpkg.read_bytes() == before
    assert [path.name for path in gpkg.parent.iterdir()] == [gpkg.name]


def test_a_failure_on_the_way_leaves_the_old_file(
    make_dataset: MakeDataset, gpkg: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = gpkg.read_bytes()
    with pytest.raises(StoreError) as error:
        write(make_dataset(deposits=[{"note": "new"}]), gpkg)
    assert "the file cannot be written (No space left on device). Give a path" in str(error.value)
    assert gpkg.read_bytes() == before
    assert [path.name for path in gpkg.parent.iterdir()] == [gpkg.name]


def test_what_reads_back_otherwise_does_not_take_the_old_place(
    make_dataset: MakeDataset, gpkg: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("geo.store.gpkg.read", lambda _path: Dataset.conformed({}))
    before = gpkg.read_bytes()
    with pytest.raises(StoreError, match="the file read back is not what was written"):
        write(make_dataset(deposits=[{"note": "new"}]), gpkg)
    assert gpkg.read_bytes() == before


def test_a_folder_that_is_not_there(make_dataset: MakeDataset, tmp_path: Path):
    path = tmp_path / "none" / "a.gpkg"
    with pytest.raises(StoreError) as error:
        write(make_dataset(), path)
    assert str(error.value) == (
        f"{path}: the file cannot be written (No such file or directory). "
        "Give a path in a folder that exists, that you may write to and that has room."
    )


def test_a_new_file_takes_the_place_of_the_old_one_in_one_step(
    make_dataset: MakeDataset, gpkg: Path
):
    """Whoever reads the old file meanwhile reads it to its end."""
    changed = make_dataset(deposits=[{"note": "new"}])
    before = gpkg.read_bytes()
    with gpkg.open("rb") as old:
        write(changed, gpkg)
        assert old.read() == before
    assert read(gpkg) == changed
    assert [path.name for path in gpkg.parent.iterdir()] == [gpkg.name]
