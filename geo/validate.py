"""Every problem of a dataset, in one report."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from pathlib import Path
from typing import Final

from geo.dataset import CRS, GEOMETRY, Dataset, is_missing
from geo.locations import BASEMAP_GPKG, SOURCES_DIR
from geo.positions import geometry_fault, position_problems
from geo.report import Problem, Report
from geo.rules import breaches, references, row_key
from geo.schema import MENTIONED, TABLES, Kind, Table
from geo.sources.base import read_exceptions

_TEXT_OWNERS: Final = {
    "event_id": "events",
    "agreement_id": "agreements",
    "document_id": "documents",
}


def validate(
    dataset: Dataset,
    *,
    basemap: Path = BASEMAP_GPKG,
    exceptions: Collection[tuple[str, str, str]] | None = None,
) -> Report:
    """Check a dataset against the contract and against itself.

    Parameters
    ----------
    dataset
        As read or built.
    basemap
        GeoPackage with the areas of the five countries.
    exceptions
        Known exceptions as (table, key of the row, rule); those of
        ``data/sources/exceptions.csv`` if not given.

    Returns
    -------
    Report
        Types, required values, ranges, dates, identifiers, closed vocabularies,
        keys, foreign keys, source references, geometries and the country they lie
        in, and whether each mention stands where it says.

    Raises
    ------
    StoreError
        If the base map cannot be read.
    SourceError
        If the list of exceptions cannot be read.
    """
    known = read_exceptions(SOURCES_DIR) if exceptions is None else exceptions
    problems: list[Problem] = []
    for table in TABLES:
        problems += _cells(dataset, table)
        problems += _foreign_keys(dataset, table)
        problems += _source_references(dataset, table)
        if table.geometry:
            problems += _geometries(dataset, table)
    doubts = tuple(position_problems(dataset, basemap, known))
    problems += doubts
    problems += _unsourced_agreements(dataset)
    problems += _mentions(dataset)
    return Report(tuple(problems), doubts)


def _cells(dataset: Dataset, table: Table) -> Iterator[Problem]:
    frame = dataset[table.name]
    for breach in breaches(frame, table):
        key = row_key(frame, table, breach.position)
        yield Problem(table.name, key, breach.column, breach.value, breach.rule, breach.remedy)


def _foreign_keys(dataset: Dataset, table: Table) -> Iterator[Problem]:
    frame = dataset[table.name]
    for column in table.columns:
        if column.references is None:
            continue
        target, _, key = column.references.partition(".")
        known = set(dataset[target][key])
        for position, value in enumerate(frame[column.name]):
            if not is_missing(value) and value not in known:
                yield Problem(
                    table.name,
                    row_key(frame, table, position),
                    column.name,
                    str(value),
                    f"must be one of {target}.{key}",
                    f"Add it to {target}, or correct the {column.name}",
                )


def _source_references(dataset: Dataset, table: Table) -> Iterator[Problem]:
    frame = dataset[table.name]
    known = set(dataset["sources"]["source_id"])
    for column in table.columns:
        if column.kind is not Kind.REFERENCES:
            continue
        for position, cell in enumerate(frame[column.name]):
            for source, _ in references(str(cell)):
                if source not in known:
                    yield Problem(
                        table.name,
                        row_key(frame, table, position),
                        column.name,
                        source,
                        "must be a source_id of sources",
                        "Add the source, or correct the reference",
                    )


def _geometries(dataset: Dataset, table: Table) -> Iterator[Problem]:
    frame = dataset.layer(table.name)
    wanted = table.geometry.value if table.geometry else ""
    for position, shape in enumerate(frame.geometry):
        fault = "" if shape is None else geometry_fault(shape, wanted)
        if fault:
            yield Problem(
                table.name,
                row_key(frame, table, position),
                GEOMETRY,
                shape.wkt,
                fault,
                f"Draw it again in {CRS}, or empty it",
            )


def _unsourced_agreements(dataset: Dataset) -> Iterator[Problem]:
    frame = dataset["agreements"]
    unsourced = (frame["sources"] == "") & (frame["verification"] != "from-memory")
    for agreement in frame.loc[unsourced, "agreement_id"]:
        yield Problem(
            "agreements",
            str(agreement),
            "sources",
            "",
            "must not be empty unless the row is from memory",
            "Name the source, or set verification to from-memory",
        )


def _mentions(dataset: Dataset) -> Iterator[Problem]:
    # As plain rows: a frame would make a long text anew for each of its mentions.
    texts = {
        name: {row[name]: row for row in dataset[owner].to_dict("records")}
        for name, owner in _TEXT_OWNERS.items()
    }
    for mention in dataset["mentions"].to_dict("records"):
        owners = [name for name in _TEXT_OWNERS if not is_missing(mention[name])]
        if not owners or {"event_id", "agreement_id"} <= {*owners}:
            yield _mention_problem(
                mention,
                "",
                "must belong to an event, an agreement or a document",
                "Fill event_id or agreement_id, or document_id, or one of the former and "
                "document_id",
            )
            continue
        yield from _strength(mention, tied=owners != ["document_id"])
        # Of an event and a document, the document is the text.
        row, field = texts[owners[-1]].get(mention[owners[-1]], {}), str(mention["field"])
        if field not in row:
            continue
        text = str(row[field])
        for column, start, wanted in (
            ("surface", mention["start"], mention["surface"]),
            ("sentence", mention["sentence_start"], mention["sentence"]),
        ):
            if not _spells(text, start, wanted):
                yield _mention_problem(
                    mention,
                    column,
                    f"must stand at offset {start} of the {field}",
                    "Link again with orebrief build",
                )
        if mention["end"] != mention["start"] + len(str(mention["surface"])):
            yield _mention_problem(
                mention,
                "end",
                "must be the start plus the length of the surface",
                "Link again with orebrief build",
            )


def _strength(mention: Mapping[Hashable, object], *, tied: bool) -> Iterator[Problem]:
    allowed = MENTIONED if tied else ("",)
    if mention["strength"] not in allowed:
        yield _mention_problem(
            mention,
            "strength",
            f"must be one of {', '.join(MENTIONED)}"
            if tied
            else "must be empty where the mention is tied to no event or agreement",
            "Link again with orebrief build",
        )


def _spells(text: str, start: object, wanted: object) -> bool:
    return isinstance(start, int) and isinstance(wanted, str) and text.startswith(wanted, start)


def _mention_problem(
    mention: Mapping[Hashable, object], column: str, rule: str, remedy: str
) -> Problem:
    value = str(mention[column]) if column else ""
    return Problem("mentions", str(mention["mention_id"]), column, value, rule, remedy)
