"""Proposed names as a table for a person to judge, and the accepted ones as aliases."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from geo.dataset import Dataset
from geo.errors import SourceError
from geo.linking.miner import EXAMPLES, Proposal
from geo.report import Problem, Report
from geo.schema import Column, Kind, Table
from geo.schema.sites import ALIASES
from geo.sources.sheet import read_sheet
from geo.store.cells import csv_cell

ACCEPTED: Final = "yes"
_REFUSED: Final = ("", "no")

PROPOSALS: Final = Table(
    "proposals",
    "Spellings that may be names of sites",
    (
        Column("accept", Kind.TEXT, "For a person: yes, no, or empty while nobody has judged"),
        Column("name", Kind.TEXT, "The spelling; a person takes off its ending"),
        Column("language", Kind.TEXT, "For a person, if the text does not state it: BCP 47 tag"),
        Column("source", Kind.TEXT, "For a person: source_id of the source that prints the name"),
        Column("site_id", Kind.TEXT, "Site"),
        Column("site_name", Kind.TEXT, "Its name"),
        Column("known_name", Kind.TEXT, "The name in the gazetteer that is nearest"),
        Column("similarity", Kind.TEXT, "How near, of 100"),
        Column("count", Kind.TEXT, "How often the spelling was found"),
        *(
            Column(f"example_{number}", Kind.TEXT, "Sentence with the spelling")
            for number in range(1, EXAMPLES + 1)
        ),
        Column("document", Kind.TEXT, "Text in which it was found first"),
    ),
    ("name", "site_id"),
)

_SCRIPTS: Final = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab"}


def table(proposals: Iterable[Proposal]) -> str:
    """Return proposals as CSV: none is accepted, and no cell is a formula."""
    return _csv(
        PROPOSALS,
        (
            (
                *("", found.name, found.language, "", found.site_id, found.site_name),
                *(found.known, found.similarity, found.count),
                *[*found.examples, *[""] * EXAMPLES][:EXAMPLES],
                found.document,
            )
            for found in proposals
        ),
        "\r\n",
    )


def accepted(path: Path, dataset: Dataset) -> list[tuple[str, ...]]:
    """Return the accepted rows of a judged table as rows of the table ``aliases``.

    A name counts beside a deposit word only, until a person says that nothing else
    bears it.

    Parameters
    ----------
    path
        Table of proposals, with ``yes`` where a person accepts.
    dataset
        With the sites and the sources.

    Raises
    ------
    SourceError
        Once, naming every row that is accepted and cannot be taken.
    """
    sheet = read_sheet(path, PROPOSALS)
    problems = list(sheet.problems)
    rows: list[tuple[str, ...]] = []
    for cells, place in zip(sheet.frame.itertuples(index=False), sheet.places, strict=True):
        row = {name: str(cell).strip() for name, cell in zip(PROPOSALS.names, cells, strict=True)}
        if row["accept"].lower() in _REFUSED:
            continue
        found = [
            Problem(*place, column, row[column], rule, remedy)
            for column, rule, remedy in _faults(row, dataset)
        ]
        problems += found
        if not found:
            rows.append(_alias(row))
    _refuse(problems, path)
    return rows


def with_aliases(rows: Iterable[tuple[str, ...]], path: Path | None = None) -> str:
    """Return rows of the table ``aliases`` as CSV, after those of a file if there is one.

    A name that the file has already, of the same site and language, is left out.

    Raises
    ------
    SourceError
        If the file is not one of aliases.
    """
    if path is None or not path.exists():
        return _csv(ALIASES, rows, "\n")
    sheet = read_sheet(path, ALIASES)
    _refuse(sheet.problems, path)
    known = set(zip(*(sheet.frame[column] for column in ALIASES.key), strict=True))
    places = [ALIASES.names.index(column) for column in ALIASES.key]
    new = [row for row in rows if tuple(row[place] for place in places) not in known]
    _, _, added = _csv(ALIASES, new, "\n").partition("\n")
    return path.read_bytes().decode("utf-8-sig").rstrip("\r\n") + "\n" + added


def _refuse(problems: Sequence[Problem], path: Path) -> None:
    if problems:
        raise SourceError(
            f"{len(problems)} value{' breaks a rule' if len(problems) == 1 else 's break rules'}",
            str(path),
            f"Correct and accept again:\n{str(Report(tuple(problems))).removesuffix('.')}",
        )


def _faults(row: Mapping[str, str], dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Yield column, rule and remedy of what keeps a row from being taken."""
    if row["accept"].lower() != ACCEPTED:
        yield "accept", f"must be {ACCEPTED}, no or empty", "Correct it"
    if row["site_id"] not in set(dataset.deposits["site_id"]):
        yield "site_id", "must be a site_id of deposits", "Correct it"
    if not _script(row["name"]) or not row["name"].isprintable():
        rule = "must be one line with letters of the Latin, Cyrillic or Arabic script"
        yield "name", rule, "Correct it"
    if not row["language"]:
        yield "language", "must say what language the name is in", "Write a tag such as kk or ru"
    if row["source"].partition("#")[0] not in set(dataset["sources"]["source_id"]):
        yield (
            "source",
            "must be a source_id of sources, since a name without one is not evidence",
            "Name the source that prints it; add it to data/sources/sources first if it is new",
        )


def _alias(row: Mapping[str, str]) -> tuple[str, ...]:
    values = {
        "site_id": row["site_id"],
        "name": row["name"],
        "language": row["language"],
        "script": _script(row["name"]),
        "kind": "transliteration",
        "basis": "seen",
        "matching": "with-context",
        "sources": row["source"],
    }
    return tuple(values.get(column, "") for column in ALIASES.names)


def _script(name: str) -> str:
    """Return the ISO 15924 code of the script of most letters; empty if there are none."""
    letters = Counter(
        _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")
        for letter in name
        if letter.isalpha()
    )
    return max(sorted(letters), key=lambda script: letters[script], default="")


def _csv(shape: Table, rows: Iterable[Iterable[object]], line_end: str) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=line_end)
    writer.writerow(shape.names)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()
