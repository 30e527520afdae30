"""Some tables of a GeoPackage without their geometry, for programs that need no map."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from geo.errors import ContractError, StoreError
from geo.schema import TABLES, Table
from geo.store import image
from geo.store.sql import quoted

OURS: Final = "Give a GeoPackage made by orebrief build, or one with its tables"


def attributes(path: Path, names: Collection[str]) -> dict[str, dict[str, list[Any]]]:
    """Read tables of a GeoPackage: the values of all columns but the geometry, by name.

    A tenth of the memory of ``gpkg.read``, which loads libraries for frames and geometry.

    Parameters
    ----------
    path
        GeoPackage; it is read once and not touched.
    names
        Tables to read.

    Raises
    ------
    StoreError
        As ``gpkg.read`` does.
    ContractError
        If a table or column is missing.
    """
    content, _ = image.load(path)
    with closing(image.open_image(content, str(path))) as connection:
        try:
            return {
                table.name: _columns(rows(connection, table, path, table.names), table)
                for table in TABLES
                if table.name in names
            }
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"a table cannot be read ({error})", str(path), "Get a fresh copy of the file"
            ) from error


def columns(connection: sqlite3.Connection, table: Table, path: Path) -> list[str]:
    """Return the columns that a table has.

    Raises
    ------
    ContractError
        If the table is missing, or one of the contract's columns is.
    """
    found = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(table.name)})")]
    if not found:
        raise ContractError(
            f"it is not an Orebrief GeoPackage: table {table.name} is missing", str(path), OURS
        )
    missing = [name for name in table.names if name not in found]
    if missing:
        raise ContractError(
            f"column {', '.join(missing)} of table {table.name} is missing", str(path), OURS
        )
    return found


def rows(
    connection: sqlite3.Connection, table: Table, path: Path, names: Collection[str]
) -> list[tuple[Any, ...]]:
    """Return the rows of some columns of a table, values as SQLite has them.

    Raises
    ------
    ContractError
        As ``columns`` does.
    """
    columns(connection, table, path)
    # Names come from the contract or the file's own list of columns, and are quoted.
    query = f"SELECT {', '.join(map(quoted, names))} FROM {quoted(table.name)}"  # noqa: S608 - quoted
    return connection.execute(query).fetchall()


def _columns(listed: list[tuple[Any, ...]], table: Table) -> dict[str, list[Any]]:
    return {name: [row[number] for row in listed] for number, name in enumerate(table.names)}
