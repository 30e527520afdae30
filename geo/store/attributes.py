"""Some tables of a GeoPackage without their geometry, for programs that need no map."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Final

import pandas as pd

from geo.errors import ContractError, StoreError
from geo.schema import TABLES, Table
from geo.store import image
from geo.store.sql import quoted

OURS: Final = "Give a GeoPackage made by orebrief build, or one with its tables"


def attributes(path: Path, names: Collection[str]) -> dict[str, pd.DataFrame]:
    """Read tables of a GeoPackage, all columns but the geometry.

    A fifth of the memory of ``gpkg.read``, which loads the libraries for geometry.

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
                table.name: frame(connection, table, path, table.names)
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


def frame(
    connection: sqlite3.Connection, table: Table, path: Path, names: Collection[str]
) -> pd.DataFrame:
    """Return columns of a table, values as SQLite has them.

    Raises
    ------
    ContractError
        As ``columns`` does.
    """
    columns(connection, table, path)
    # Names come from the contract or the file's own list of columns, and are quoted.
    query = f"SELECT {', '.join(map(quoted, names))} FROM {quoted(table.name)}"  # noqa: S608 - quoted
    return pd.DataFrame(connection.execute(query).fetchall(), columns=list(names), dtype="object")
