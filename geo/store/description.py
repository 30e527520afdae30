"""What the file says of itself: column titles, allowed values, metadata."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Final

from geo.dataset import Dataset
from geo.schema import TABLES, Column, Table
from geo.vocabularies import vocabulary

_TERMS: Final = "http://purl.org/dc/terms/"
_TITLE: Final = "Orebrief: mineral sites, agreements and diplomatic events of Central Asia"
_ABSTRACT: Final = (
    "Sites of critical minerals in Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and "
    "Uzbekistan, the agreements and the diplomatic events that concern them, and the sentences "
    "in which these name a site. Each row names its sources; what is not known is empty."
)


def register(connection: sqlite3.Connection, dataset: Dataset, stamp: str) -> None:
    """Write the schema extension and the metadata.

    Parameters
    ----------
    connection
        GeoPackage with its core tables.
    dataset
        Its content; licences and producers are taken from its ``sources``.
    stamp
        Date of change, as GeoPackage writes it.
    """
    for table in TABLES:
        for column in table.columns:
            _describe_column(connection, table, column)
    _describe_vocabularies(connection)
    _add_metadata(connection, dataset, stamp)


def noted(content: bytes, note: Mapping[str, str]) -> bytes:
    """Return the bytes of a GeoPackage that says one thing more of itself.

    Parameters
    ----------
    content
        Made by ``geo.store.container``.
    note
        Terms of Dublin Core, such as ``title``, to their texts.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        connection.execute(
            "INSERT INTO gpkg_metadata VALUES (2, 'dataset', ?, 'application/json', ?)",
            (_TERMS, json.dumps(note, ensure_ascii=False, indent=1)),
        )
        connection.execute(
            "INSERT INTO gpkg_metadata_reference SELECT reference_scope, table_name, column_name, "
            "row_id_value, timestamp, 2, NULL FROM gpkg_metadata_reference WHERE md_file_id = 1"
        )
        connection.commit()
        return connection.serialize()


def title(column: Column) -> str:
    """Return the title of a column as people read it, such as ``Position accuracy (km)``."""
    if not column.unit:
        return column.name.replace("_", " ").capitalize()
    unit_suffix = f"_{column.unit}"
    return f"{column.name.removesuffix(unit_suffix).replace('_', ' ').capitalize()} ({column.unit})"


def _describe_column(connection: sqlite3.Connection, table: Table, column: Column) -> None:
    constraint = column.vocabulary
    if column.minimum is not None and column.maximum is not None:
        constraint = f"{table.name}_{column.name}_range"
        connection.execute(
            "INSERT INTO gpkg_data_column_constraints VALUES (?, 'range', NULL, ?, 1, ?, 1, ?)",
            (constraint, column.minimum, column.maximum, column.description),
        )
    connection.execute(
        "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)",
        (table.name, column.name, title(column), title(column), column.description, constraint),
    )


def _describe_vocabularies(connection: sqlite3.Connection) -> None:
    names = {column.vocabulary for table in TABLES for column in table.columns}
    for name in sorted(name for name in names if name):
        connection.executemany(
            "INSERT INTO gpkg_data_column_constraints "
            "VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
            [(name, value, meaning) for value, meaning in vocabulary(name).standard.items()],
        )


def _add_metadata(connection: sqlite3.Connection, dataset: Dataset, stamp: str) -> None:
    sources = dataset["sources"]
    metadata = {
        "title": _TITLE,
        "abstract": _ABSTRACT,
        "license": sorted(set(sources["licence"])),
        "source": sorted(set(sources["producer"])),
        "language": "en",
        "modified": stamp,
    }
    connection.execute(
        "INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)",
        (_TERMS, json.dumps(metadata, ensure_ascii=False, indent=1)),
    )
    connection.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)",
        (stamp,),
    )
