from __future__ import annotations

import re
from typing import Final

import pytest

from geo.schema import FIVE_COUNTRIES, TABLES, Column, Geometry, Kind, Table, table
from geo.vocabularies import vocabulary

NAME: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
DESCRIPTION: Final = re.compile(r"[A-Z].*[^.\s]")
"""Words that begin with a capital, without a final stop: they also head a column."""

COLUMNS: Final = [
    (f"{declared.name}.{column.name}", declared, column)
    for declared in TABLES
    for column in declared.columns
]
POINTERS: Final = [row for row in COLUMNS if row[2].references]


def target(column: Column) -> tuple[Table, Column]:
    name, _, key = str(column.references).partition(".")
    return table(name), table(name).column(key)


def test_every_table_is_described():
    assert [d.name for d in TABLES if not DESCRIPTION.fullmatch(d.description)] == []
    assert len({declared.description for declared in TABLES}) == len(TABLES)


def test_every_column_is_described():
    assert [name for name, _, c in COLUMNS if not DESCRIPTION.fullmatch(c.description)] == []


@pytest.mark.parametrize("bad", ["", "when it was signed", "When.", "When ", " When"])
def test_a_poor_description_is_seen(bad: str):
    assert not DESCRIPTION.fullmatch(bad)


def test_names_of_tables_are_plain_and_unique():
    names = [declared.name for declared in TABLES]
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not NAME.fullmatch(name)] == []


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_names_of_columns_are_plain_and_unique(declared: Table):
    assert sorted(set(declared.names)) == sorted(declared.names)
    assert [name for name in declared.names if not NAME.fullmatch(name)] == []
    # Names that the file format and the frames use for themselves.
    assert {"fid", "geom", "geometry", "ogc_fid", "rowid"}.isdisjoint(declared.names)


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_key_is_made_of_required_columns(declared: Table):
    assert declared.key
    assert len(set(declared.key)) == len(declared.key)
    assert all(declared.column(name).required for name in declared.key)


def test_each_reference_is_to_the_whole_key_of_a_table():
    assert len(POINTERS) > 20
    for name, _, column in POINTERS:
        there, key = target(column)
        assert there.key == (key.name,), name
        assert key.kind is column.kind, name


def test_references_point_back_only():
    order = [declared.name for declared in TABLES]
    forward = [
        name
        for name, declared, column in POINTERS
        if order.index(target(column)[0].name) >= order.index(declared.name)
    ]
    assert forward == ["agreements.parent_id"]
    assert target(table("agreements").column("parent_id"))[0].name == "agreements"


def test_identifiers_are_slugs():
    # A slug has no underscore: the map component drops what follows one before
    # it decides whether to draw again.
    identifiers = {name: c.kind for name, _, c in COLUMNS if c.name.endswith("_id")}
    assert set(identifiers.values()) == {Kind.SLUG}
    assert {name for name, _, c in COLUMNS if c.kind is Kind.SLUG} == identifiers.keys()


def test_every_vocabulary_exists_and_is_used():
    used = {column.vocabulary for _, _, column in COLUMNS if column.vocabulary}
    folder = vocabulary("status").path.parent
    assert {path.stem for path in folder.glob("*.toml")} == used
    assert {column.kind for _, _, column in COLUMNS if column.vocabulary} == {Kind.TEXT}


def test_bounds_and_units_are_of_numbers():
    for name, _, column in COLUMNS:
        bounds = [bound for bound in (column.minimum, column.maximum) if bound is not None]
        assert bounds == sorted(bounds), name
        assert column.kind in {Kind.INTEGER, Kind.REAL} or not (bounds or column.unit), name


def test_a_unit_in_the_name_is_the_unit():
    assert {name for name, _, c in COLUMNS if c.unit == "km"} == {
        name for name, _, c in COLUMNS if c.name.endswith("_km")
    }


def test_sources_hold_references():
    cited = {declared.name for name, declared, _ in COLUMNS if name.endswith(".sources")}
    assert {"agreements", "aliases", "deposits", "events", "parties", "statements"} <= cited
    assert {declared.name for _, declared, c in COLUMNS if c.kind is Kind.REFERENCES} == cited


def test_layers_have_their_geometry():
    assert {declared.name: declared.geometry for declared in TABLES if declared.geometry} == {
        "deposits": Geometry.POINT,
        "agreements": Geometry.MULTILINESTRING,
        "events": Geometry.POINT,
    }


def test_what_is_added_or_worked_out_is_not_curated():
    derived = {declared.name for declared in TABLES if declared.derived}
    assert derived == {"documents", "judgements", "mentions"}


def test_table_and_column_are_found_by_name():
    assert table("deposits").column("site_id").kind is Kind.SLUG
    assert table("agreement_parties").names == ("agreement_id", "party")
    with pytest.raises(KeyError, match="deposit"):
        table("deposit")
    with pytest.raises(KeyError, match="siteid"):
        table("deposits").column("siteid")


def test_five_countries():
    assert sorted(FIVE_COUNTRIES) == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    assert len(set(FIVE_COUNTRIES.values())) == 5
