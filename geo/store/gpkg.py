"""Read a GeoPackage into a ``Dataset``, and write one whole or not at all."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.dataset import CRS, GEOMETRY, Dataset
from geo.errors import ContractError, StoreError
from geo.schema import TABLES, Table
from geo.store import geometry, image
from geo.store.attributes import OURS, columns, rows
from geo.store.container import container


def read(path: Path) -> Dataset:
    """Read a GeoPackage without touching it.

    The file is read once into memory and opened there, so that nothing that
    another program does to it can show half of a change.

    Returns
    -------
    Dataset
        Its ``warnings`` name edits that may be missing (a file in WAL mode) and
        columns that are not in the contract.

    Raises
    ------
    StoreError
        If the file is missing, empty, truncated, damaged or not a GeoPackage.
    ContractError
        If tables or columns are missing, a layer is not in EPSG:4326, or a
        geometry cannot be read.
    """
    path = Path(path)
    content, warnings = image.load(path)
    with closing(image.open_image(content, str(path))) as connection:
        try:
            return _read(connection, path, warnings)
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"a table cannot be read ({error})", str(path), "Get a fresh copy of the file"
            ) from error


def write(dataset: Dataset, path: Path) -> None:
    """Write a dataset as a GeoPackage, replacing the file in one step.

    The new file is made beside the old one, read back and compared before it
    takes its place; on any failure the old file stays as it was. The same
    content gives the same bytes.

    Raises
    ------
    StoreError
        If the folder cannot be written to, or another program has the file open.
    ContractError
        If the dataset breaks a rule that the file itself enforces: keys, foreign
        keys, required columns, closed vocabularies.
    """
    path = Path(path)
    if image.has_pending_edits(path):
        raise StoreError(
            "another program has the file open and has unsaved rows beside it",
            str(path),
            "Close it there (QGIS) and save again",
        )
    content = container(dataset, str(path))
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if read(draft) != dataset:
                raise StoreError(
                    "the file read back is not what was written",
                    str(path),
                    "Check the disk and save again",
                )
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"the file cannot be written ({error.strerror})",
            str(path),
            "Give a path in a folder that exists, that you may write to and that has room",
        ) from error


def _read(connection: sqlite3.Connection, path: Path, warnings: tuple[str, ...]) -> Dataset:
    present = {
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    missing = [table.name for table in TABLES if table.name not in present]
    if missing:
        raise ContractError(
            f"it is not an Orebrief GeoPackage: table {', '.join(missing)} is missing",
            str(path),
            OURS,
        )
    frames: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        frames[table.name], extra = _frame(connection, table, path)
        if extra:
            warnings += (
                (
                    f"{path.name}: column {', '.join(extra)} of {table.name} is not in the "
                    "contract and is not read."
                ),
            )
    return Dataset.conformed(frames, warnings)


def _frame(
    connection: sqlite3.Connection, table: Table, path: Path
) -> tuple[pd.DataFrame, list[str]]:
    found = columns(connection, table, path)
    shape = [_geometry_column(connection, table, path)] if table.geometry else []
    names = [*table.names, *shape]
    listed = rows(connection, table, path, names)
    read = pd.DataFrame(listed, columns=names, dtype="object")
    if shape:
        blobs = zip(read.pop(shape[0]), read[table.names[0]], strict=True)
        shapes = [_decoded(blob, str(row), table, path) for blob, row in blobs]
        read[GEOMETRY] = gpd.GeoSeries(shapes, index=read.index, crs=CRS)
    extra = [name for name in found if name not in {*table.names, *shape, "fid"}]
    return read, extra


def _decoded(blob: object, row: str, table: Table, path: Path) -> Any:
    try:
        return geometry.decode(blob)
    except ValueError as error:
        raise ContractError(
            f"the geometry of {row} in {table.name} cannot be read",
            str(path),
            "Draw the geometry again in QGIS, or empty it",
        ) from error


def _geometry_column(connection: sqlite3.Connection, table: Table, path: Path) -> str:
    found = connection.execute(
        "SELECT column_name, organization || ':' || organization_coordsys_id "
        "FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id) WHERE table_name = ?",
        (table.name,),
    ).fetchone()
    column, crs = found or ("", "no coordinate system")
    if str(crs).upper() != CRS:
        raise ContractError(
            f"layer {table.name} is in {crs}, not in {CRS}", str(path), f"Export it in {CRS}"
        )
    return str(column)
