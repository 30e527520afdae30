"""One curated CSV file as text, with the line that each row came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pandas as pd

from geo.report import Problem
from geo.schema import Table


@dataclass(slots=True)
class Sheet:
    """Rows of a curated file, as text, before they are checked.

    Parameters
    ----------
    frame
        The declared columns, in declared order; every cell is text.
    places
        File name and line of each row.
    problems
        What is wrong with the form of the file.
    """

    frame: pd.DataFrame
    places: list[tuple[str, str]]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the rows of several files of one table, one after the other."""
        return cls(
            pd.concat([part.frame for part in parts], ignore_index=True),
            [place for part in parts for place in part.places],
            [problem for part in parts for problem in part.problems],
        )

    def without(self, dropped: Sequence[bool]) -> Self:
        """Return the sheet without the rows that are marked."""
        kept = [not drop for drop in dropped]
        return type(self)(
            self.frame.loc[kept].reset_index(drop=True),
            [place for place, keep in zip(self.places, kept, strict=True) if keep],
            self.problems,
        )


def read_sheet(path: Path, table: Table) -> Sheet:
    """Read a CSV file of a table: UTF-8, comma, a header with the declared columns.

    A file that cannot be read gives an empty sheet with a problem; a row with too
    many or too few cells is left out with a problem.
    """
    problems: list[Problem] = []
    rows, places = _records(path, table, problems)
    frame = pd.DataFrame(rows, columns=list(table.names), dtype="str")
    return Sheet(frame, places, problems)


def _records(
    path: Path, table: Table, problems: list[Problem]
) -> tuple[list[list[str]], list[tuple[str, str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(
            Problem(path.name, "", "", "", "is missing", f"Add it, with columns {_header(table)}")
        )
        return [], []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        bad = repr(error.object[error.start : error.start + 1])
        problems.append(
            Problem(path.name, f"line {line}", "", bad, "is not UTF-8", "Save the file as UTF-8")
        )
        return [], []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    places: list[tuple[str, str]] = []
    try:
        header = next(reader, [])
        order = _order(header, path.name, table, problems)
        line = reader.line_num + 1
        for record in reader:
            place = (path.name, f"line {line}")
            line = reader.line_num + 1
            if not record:
                continue
            if len(record) != len(header):
                problems.append(
                    Problem(
                        *place,
                        "",
                        "",
                        f"has {len(record)} cells where the header has {len(header)}",
                        "Put text with a comma in quotes",
                    )
                )
            elif order:
                rows.append([record[at] for at in order])
                places.append(place)
    except csv.Error as error:
        problems.append(
            Problem(
                path.name,
                f"line {reader.line_num}",
                "",
                "",
                f"is not CSV ({error})",
                "Double the quotes within quoted text, and close them",
            )
        )
    return rows, places


def _order(header: list[str], file: str, table: Table, problems: list[Problem]) -> list[int]:
    """Return where each declared column stands, empty if the header is wrong."""
    faults = [
        *((name, "is missing", "Add the column") for name in table.names if name not in header),
        *(
            (name, "is not in the contract", f"Use the columns {_header(table)}")
            for name in dict.fromkeys(header)
            if name not in table.names
        ),
        *(
            (name, "stands twice", "Keep one of the columns")
            for name in dict.fromkeys(header)
            if header.count(name) > 1
        ),
    ]
    problems += [Problem(file, "line 1", name, "", rule, todo) for name, rule, todo in faults]
    return [] if faults else [header.index(name) for name in table.names]


def _header(table: Table) -> str:
    return ",".join(table.names)
