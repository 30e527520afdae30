"""The frames of one GeoPackage, in the types of the contract."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

import geopandas as gpd
import pandas as pd
import shapely

from geo import edtf
from geo.errors import ContractError
from geo.schema import TABLES, Column, Kind, Table

CRS: Final = "EPSG:4326"
"""Coordinate system of every layer; longitude comes first."""

GEOMETRY: Final = "geometry"
"""Name of the geometry column of every layer."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """The content of one GeoPackage: one frame for each table of ``geo.schema``.

    Parameters
    ----------
    frames
        Table name to frame. Columns stand in declared order, a layer's
        ``geometry`` last (``None`` where it is unknown); rows are in order of the
        key. Text is ``str``, empty where unknown; whole numbers are ``Int64``,
        numbers ``float64`` (NaN where unknown), truth values ``boolean``. A column
        with values that are not of its type is left as ``object`` for the
        validator to report.
    warnings
        What a reader of the file should know, such as edits that it may lack.
        Not part of the content.

    Notes
    -----
    Two datasets are equal if their content is, whatever the order of rows or the
    bytes of the files. Frames are shared, not copied: do not change them.
    """

    frames: Mapping[str, pd.DataFrame]
    warnings: tuple[str, ...] = ()

    @classmethod
    def conformed(cls, frames: Mapping[str, pd.DataFrame], warnings: tuple[str, ...] = ()) -> Self:
        """Bring raw frames into the columns, types and order of the contract.

        Tables that are not given are empty; columns beyond the contract are
        dropped.

        Raises
        ------
        ContractError
            If a frame lacks a declared column.
        """
        return cls(
            {
                table.name: conform(frames[table.name], table)
                if table.name in frames
                else empty(table)
                for table in TABLES
            },
            warnings,
        )

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return the frame of a table."""
        return self.frames[table]

    def layer(self, table: str) -> gpd.GeoDataFrame:
        """Return the frame of a spatial layer; ``TypeError`` if it has no geometry."""
        frame = self.frames[table]
        if not isinstance(frame, gpd.GeoDataFrame):
            message = f"{table} has no geometry"
            raise TypeError(message)
        return frame

    @property
    def deposits(self) -> gpd.GeoDataFrame:
        """Sites, as points."""
        return self.layer("deposits")

    @property
    def agreements(self) -> gpd.GeoDataFrame:
        """Agreements, as arcs between the parties' seats."""
        return self.layer("agreements")

    @property
    def events(self) -> gpd.GeoDataFrame:
        """Events, as points of their venues."""
        return self.layer("events")

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        digest = hashlib.sha256()
        for table in TABLES:
            digest.update(f"{table.name}\n".encode())
            for line in sorted(lines(self.frames[table.name], table)):
                digest.update(line.encode())
        return digest.hexdigest()

    @cached_property
    def newest_date(self) -> str:
        """Newest date in any row, as a day in EDTF; empty if there is none."""
        dates = [
            edtf.lower_bound(text)
            for table in TABLES
            for column in table.columns
            if column.kind is Kind.EDTF
            for text in self.frames[table.name][column.name].unique()
            if isinstance(text, str) and edtf.is_valid(text)
        ]
        return max(dates).isoformat() if dates else ""

    def __eq__(self, other: object) -> bool:
        """Tell whether the content is the same."""
        if not isinstance(other, Dataset):
            return NotImplemented
        return self.content_hash == other.content_hash

    def __hash__(self) -> int:
        """Hash of the content."""
        return hash(self.content_hash)


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a frame in the columns, types and row order of a table.

    Values that are not of the declared type stay as they are, in a column of
    type ``object``.

    Raises
    ------
    ContractError
        If a declared column is missing.
    """
    wanted = [*table.names, *([GEOMETRY] if table.geometry else [])]
    missing = [name for name in wanted if name not in frame.columns]
    if missing:
        raise ContractError(
            f"column {', '.join(missing)} is missing",
            f"table {table.name}",
            f"Give the columns {', '.join(wanted)}",
        )
    typed = in_types(frame, table)
    if table.geometry:
        shapes = gpd.GeoSeries(list(frame[GEOMETRY]), index=frame.index, crs=CRS)
        typed = gpd.GeoDataFrame(typed, geometry=shapes)
    keys = zip(*(typed[name].astype("object") for name in table.key), strict=True)
    order = [row for row, _ in sorted(enumerate(map(_sortable, keys)), key=lambda pair: pair[1])]
    return typed.iloc[order].reset_index(drop=True)


def in_types(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the declared columns of a frame in their types, rows and index unchanged.

    Geometry is left out. Values that are not of the declared type stay as they
    are, in a column of type ``object``.
    """
    return pd.DataFrame(
        {column.name: _typed(frame[column.name], column) for column in table.columns},
        columns=list(table.names),
        index=frame.index,
    )


def empty(table: Table) -> pd.DataFrame:
    """Return a frame of a table without rows."""
    names = [*table.names, *([GEOMETRY] if table.geometry else [])]
    return conform(pd.DataFrame({name: [] for name in names}), table)


def is_missing(value: object) -> bool:
    """Tell whether a cell holds nothing."""
    return value is None or value is pd.NA or value == "" or value != value  # noqa: PLR0124 - NaN


def _sortable(key: tuple[object, ...]) -> list[tuple[float, str]]:
    return [
        (float(part), "") if isinstance(part, int | float) else (math.inf, str(part))
        for part in key
    ]


def _integer(value: Any) -> int:
    number = _real(value)
    if not number.is_integer() or abs(number) >= 2**53:
        raise ValueError(value)
    return int(number)


def _real(value: Any) -> float:
    if isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
        raise ValueError(value)
    return float(value)


def _boolean(value: Any) -> bool:
    return {"true": True, "false": False, True: True, False: False}[value]


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
"""``float`` itself also takes ``1_000``, ``nan`` and figures of other scripts."""

_NUMBERS: Final[Mapping[Kind, tuple[Callable[[Any], int | float], str]]] = {
    Kind.INTEGER: (_integer, "Int64"),
    Kind.REAL: (_real, "float64"),
    Kind.BOOLEAN: (_boolean, "boolean"),
}


def _typed(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    read, dtype = _NUMBERS.get(column.kind, (_string, "str"))
    unknown = "" if dtype == "str" else None
    cells: list[Hashable | None] = []
    fits = True
    for value in values:
        if is_missing(value):
            cells.append(unknown)
            continue
        try:
            cells.append(read(value))
        except (TypeError, ValueError, KeyError, OverflowError):
            cells.append(value)
            fits = False
    return pd.Series(cells, index=values.index, dtype=dtype if fits else "object")


def lines(frame: pd.DataFrame, table: Table) -> list[str]:
    """Return each row in the spelling that ``content_hash`` is made of."""
    columns = [frame[name].astype("object").tolist() for name in table.names]
    if table.geometry:
        columns.append(shapely.to_wkb(frame[GEOMETRY], hex=True, byte_order=1).tolist())
    return [
        json.dumps(
            [None if is_missing(value) else value for value in row],
            ensure_ascii=False,
            default=repr,
        )
        + "\n"
        for row in zip(*columns, strict=True)
    ]
