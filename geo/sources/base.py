"""Read the curated files: tables, corrections and exceptions.

Every problem of every file is collected, with file, line, column and value, and
raised once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geo.dataset import CRS, GEOMETRY, in_types, is_missing
from geo.errors import SourceError
from geo.report import Problem, Report
from geo.rules import breaches
from geo.schema import SOURCES, TABLES, Column, Geometry, Kind, Table
from geo.sources.corrections import CORRECTIONS, correct
from geo.sources.sheet import Sheet, read_sheet
from geo.vocabularies import vocabulary

_EXCEPTIONS: Final = Table(
    "exceptions",
    "Rows that break a rule for a known reason",
    (
        Column("table", Kind.TEXT, "Table", required=True),
        Column("row", Kind.TEXT, "Key of the row", required=True),
        Column("rule", Kind.TEXT, "Name of the rule", required=True),
        Column("reason", Kind.TEXT, "Why the row is right", required=True),
    ),
    ("table", "row", "rule"),
)
_POSITION: Final = (
    Column("longitude", Kind.REAL, "Longitude", unit="degrees east", minimum=-180, maximum=180),
    Column("latitude", Kind.REAL, "Latitude", unit="degrees north", minimum=-90, maximum=90),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The curated files, read and corrected.

    Parameters
    ----------
    frames
        Table name to frame in the types of the contract; derived tables are
        absent, agreements have no geometry yet.
    exceptions
        (table, key, rule) of rows that may break a rule.
    """

    frames: Mapping[str, pd.DataFrame]
    exceptions: frozenset[tuple[str, str, str]]


def read_sources(folder: Path) -> Sources:
    """Read and correct the curated files of a folder.

    Raises
    ------
    SourceError
        Once, naming every problem in every file.
    """
    if not folder.is_dir():
        raise SourceError("there is no such folder", str(folder), "Give the folder of the sources")
    curated = {table.name: curated_table(table) for table in TABLES if not table.derived}
    sheets = {
        name: _source_parts(folder) if name == SOURCES.name else _sheet(folder, table)
        for name, table in curated.items()
    }
    corrections, exceptions = _sheet(folder, CORRECTIONS), _sheet(folder, _EXCEPTIONS)
    problems = _unexpected_files(folder, {*curated, CORRECTIONS.name, _EXCEPTIONS.name})
    problems += correct(sheets, curated, corrections)
    frames = {name: _typed(sheet, curated[name], problems) for name, sheet in sheets.items()}
    _typed(corrections, CORRECTIONS, problems)
    listed = _typed(exceptions, _EXCEPTIONS, problems)
    raise_problems(Report(tuple(problems)), folder)
    return Sources({name: _with_points(frame) for name, frame in frames.items()}, _triples(listed))


def read_exceptions(folder: Path) -> frozenset[tuple[str, str, str]]:
    """Return the known exceptions as (table, key of the row, rule).

    Raises
    ------
    SourceError
        If the file is missing or breaks a rule.
    """
    problems: list[Problem] = []
    listed = _typed(_sheet(folder, _EXCEPTIONS), _EXCEPTIONS, problems)
    raise_problems(Report(tuple(problems)), folder)
    return _triples(listed)


def raise_problems(report: Report, folder: Path) -> None:
    """Raise a report that is not empty as one ``SourceError``."""
    if not report.ok:
        count = len(report.problems)
        raise SourceError(
            f"{count} value{' breaks a rule' if count == 1 else 's break rules'}",
            str(folder),
            f"Correct and build again:\n{str(report).removesuffix('.')}",
        )


def curated_table(table: Table) -> Table:
    """Return a table as its curated file declares it: a point as two columns."""
    position = _POSITION if table.geometry is Geometry.POINT else ()
    return Table(table.name, table.description, (*table.columns, *position), table.key)


def _sheet(folder: Path, table: Table) -> Sheet:
    return read_sheet(folder / f"{table.name}.csv", table)


def _source_parts(folder: Path) -> Sheet:
    """Join the parts of the sources table; one that several parts name counts once."""
    parts = [read_sheet(path, SOURCES) for path in sorted((folder / SOURCES.name).glob("*.csv"))]
    if not parts:
        return _sheet(folder / SOURCES.name, SOURCES)
    joined = Sheet.joined(parts)
    return joined.without(joined.frame.duplicated(["source_id", "address"]).tolist())


def _unexpected_files(folder: Path, known: set[str]) -> list[Problem]:
    return [
        Problem(path.name, "", "", "", "is not a table of the contract", "Rename or remove it")
        for path in sorted(folder.glob("*.csv"))
        if path.stem not in known - {SOURCES.name}
    ]


def _typed(sheet: Sheet, table: Table, problems: list[Problem]) -> pd.DataFrame:
    frame = sheet.frame.copy()
    for column in table.columns:
        if column.vocabulary:
            frame[column.name] = [_standard(column.vocabulary, raw) for raw in frame[column.name]]
    typed = in_types(frame, table)
    problems += sheet.problems
    for breach in breaches(typed, table):
        file, line = sheet.places[breach.position]
        problems.append(
            Problem(file, line, breach.column, breach.value, breach.rule, breach.remedy)
        )
    if _POSITION[0] in table.columns:
        problems += _half_positions(typed, sheet)
    return typed


def _standard(name: str, raw: str) -> str:
    try:
        return vocabulary(name).standardise(raw) if raw else ""
    except KeyError:
        return raw


def _half_positions(frame: pd.DataFrame, sheet: Sheet) -> list[Problem]:
    no_longitude, no_latitude = (frame[column.name].isna().tolist() for column in _POSITION)
    return [
        Problem(
            file,
            line,
            "longitude" if no_longitude[position] else "latitude",
            "",
            "must not be empty where the other coordinate is given",
            "Give both coordinates, or neither",
        )
        for position, (file, line) in enumerate(sheet.places)
        if no_longitude[position] != no_latitude[position]
    ]


def _with_points(frame: pd.DataFrame) -> pd.DataFrame:
    if "longitude" not in frame.columns:
        return frame
    points = [
        None if is_missing(longitude) else shapely.Point(longitude, latitude)
        for longitude, latitude in zip(frame["longitude"], frame["latitude"], strict=True)
    ]
    return frame.assign(**{GEOMETRY: gpd.GeoSeries(points, crs=CRS, index=frame.index)})


def _triples(exceptions: pd.DataFrame) -> frozenset[tuple[str, str, str]]:
    names = ("table", "row", "rule")
    return frozenset(zip(*(exceptions[name] for name in names), strict=True))
