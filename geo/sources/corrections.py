"""Corrections: a value changed for a stated reason, while the old one still stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from geo.report import Problem
from geo.rules import row_key
from geo.schema import Column, Kind, Table
from geo.sources.sheet import Sheet

CORRECTIONS: Final = Table(
    "corrections",
    "Values that the build changes, and why",
    (
        Column("table", Kind.TEXT, "Table", required=True),
        Column("row", Kind.TEXT, "Key of the row, parts joined by /", required=True),
        Column("column", Kind.TEXT, "Column", required=True),
        Column("expect", Kind.TEXT, "Value that stands there now"),
        Column("value", Kind.TEXT, "Value to put there"),
        Column("reason", Kind.TEXT, "Why", required=True),
        Column("sources", Kind.REFERENCES, "Sources that the choice rests on"),
    ),
    ("table", "row", "column"),
)


def correct(
    sheets: Mapping[str, Sheet], tables: Mapping[str, Table], corrections: Sheet
) -> Iterator[Problem]:
    """Apply the corrections to the sheets, and yield those that do not fit.

    A correction fits as long as the curated file holds the value it expects;
    once that is gone, the correction has to go or be thought over.
    """
    for correction, place in zip(
        corrections.frame.to_dict("records"), corrections.places, strict=True
    ):
        name, column = correction["table"], correction["column"]
        if name not in sheets:
            yield Problem(*place, "table", name, "is not a curated table", "Correct the name")
            continue
        if column not in tables[name].names:
            yield Problem(
                *place, "column", column, f"is not a column of {name}", "Correct the name"
            )
            continue
        frame = sheets[name].frame
        rows = [
            position
            for position in range(len(frame))
            if row_key(frame, tables[name], position) == correction["row"]
        ]
        if not rows:
            yield Problem(
                *place, "row", correction["row"], f"is not a row of {name}", "Correct the key"
            )
            continue
        found = frame[column].iat[rows[0]]
        if found != correction["expect"]:
            yield Problem(
                *place,
                "expect",
                correction["expect"],
                f"is not what {name}.csv holds, which is {found!r}",
                "Remove the correction, or renew it",
            )
            continue
        frame.at[rows[0], column] = correction["value"]
