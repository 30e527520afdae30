"""Make the bytes of a GeoPackage: tables, rules, relations, styles and metadata."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pandas as pd

from geo.dataset import GEOMETRY, Dataset, is_missing
from geo.errors import ContractError
from geo.schema import TABLES, Column, Kind, Table
from geo.store import description, geometry, qgis, relations
from geo.store.sql import quoted
from geo.vocabularies import vocabulary

_CORE: Final = Path(__file__).with_name("geopackage.sql")
_GPKG: Final = int.from_bytes(b"GPKG", "big")
_VERSION: Final = 10300
_TYPES: Final = {Kind.INTEGER: "INTEGER", Kind.REAL: "REAL", Kind.BOOLEAN: "BOOLEAN"}


def container(dataset: Dataset, where: str) -> bytes:
    """Return a dataset as the bytes of a GeoPackage 1.3; the same content gives the same bytes.

    Keys, foreign keys, required columns and closed vocabularies are rules of the
    file itself, so that an edit in QGIS cannot break them. Its dates of change
    are the newest date that the content holds, since a clock would make each
    build another file.

    Raises
    ------
    ContractError
        If the dataset breaks one of these rules; ``where`` goes into its message.
    """
    stamp = f"{dataset.newest_date or '1970-01-01'}T00:00:00.000Z"
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA application_id = {_GPKG}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.executescript(_CORE.read_text(encoding="utf-8"))
        try:
            for table in TABLES:
                connection.execute(_definition(table))
                _register(connection, dataset, table, stamp)
                _insert(connection, dataset[table.name], table)
            _check_foreign_keys(connection, where)
        except sqlite3.Error as error:
            raise _broken(str(error), where) from error
        description.register(connection, dataset, stamp)
        relations.register(connection, stamp)
        qgis.register(connection, dataset, stamp)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _definition(table: Table) -> str:
    parts = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if table.geometry:
        parts.append(f"{quoted(GEOMETRY)} {table.geometry.value.upper()}")
    parts += [_column_definition(column) for column in table.columns]
    parts.append(f"UNIQUE ({', '.join(map(quoted, table.key))})")
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _column_definition(column: Column) -> str:
    name = quoted(column.name)
    parts = [name, _TYPES.get(column.kind, "TEXT")]
    if column.required:
        parts.append("NOT NULL")
    if column.vocabulary:
        values = ", ".join(map(_literal, vocabulary(column.vocabulary).standard))
        parts.append(f"CHECK ({name} IN ({values}))")
    if column.minimum is not None and column.maximum is not None:
        parts.append(f"CHECK ({name} BETWEEN {column.minimum:g} AND {column.maximum:g})")
    elif column.minimum is not None:
        parts.append(f"CHECK ({name} >= {column.minimum:g})")
    if column.references:
        target, _, key = column.references.partition(".")
        parts.append(f"REFERENCES {quoted(target)} ({quoted(key)})")
    return " ".join(parts)


def _insert(connection: sqlite3.Connection, frame: pd.DataFrame, table: Table) -> None:
    names = list(table.names)
    cells = [
        [None if is_missing(value) else value for value in frame[name].astype("object")]
        for name in names
    ]
    if table.geometry:
        names.append(GEOMETRY)
        cells.append([geometry.encode(shape) for shape in frame[GEOMETRY]])
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {quoted(table.name)} ({', '.join(map(quoted, names))}) VALUES ({marks})",  # noqa: S608 - names from the schema, quoted
        zip(*cells, strict=True),
    )


def _register(connection: sqlite3.Connection, dataset: Dataset, table: Table, stamp: str) -> None:
    bounds: list[float | None] = [None] * 4
    if table.geometry:
        shapes = dataset.layer(table.name).geometry.dropna()
        if len(shapes):
            bounds = [float(bound) for bound in shapes.total_bounds]
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            table.name,
            "features" if table.geometry else "attributes",
            table.name,
            table.description,
            stamp,
            *bounds,
            geometry.SRS_ID if table.geometry else None,
        ),
    )
    if table.geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
            (table.name, GEOMETRY, table.geometry.value.upper(), geometry.SRS_ID),
        )


def _check_foreign_keys(connection: sqlite3.Connection, where: str) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        table, row, target, _ = broken[0]
        raise _broken(
            f"row {row} of {table} points to no row of {target}, and {len(broken) - 1} more", where
        )


def _broken(fault: str, where: str) -> ContractError:
    return ContractError(
        f"the data break a rule of the file ({fault})",
        where,
        "Correct what orebrief validate reports, then save again",
    )
