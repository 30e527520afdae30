"""What the contract asks of the cells of one table, whatever they came from."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

import pandas as pd

from geo import edtf
from geo.dataset import is_missing
from geo.schema import Column, Kind, Table
from geo.vocabularies import vocabulary

_SLUG: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_REFERENCE: Final = re.compile(f"{_SLUG.pattern}(?:#[^#;]+)?")
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of the contract holds."""

_NUMBER_TYPES: Final = {Kind.INTEGER: int, Kind.REAL: float, Kind.BOOLEAN: bool}


@dataclass(frozen=True, slots=True)
class Breach:
    """A cell that breaks a rule: position of its row, column, value, rule, remedy."""

    position: int
    column: str
    value: str
    rule: str
    remedy: str


def breaches(frame: pd.DataFrame, table: Table) -> Iterator[Breach]:
    """Yield each cell of a conformed frame that breaks the declaration of its column.

    Checked are types, required values, ranges, dates, slugs, the form of source
    references, closed vocabularies and the key; not what a value points to.
    """
    for column in table.columns:
        verdicts: dict[object, tuple[str, str] | None] = {}
        for position, value in enumerate(frame[column.name].astype("object")):
            if is_missing(value):
                if column.required:
                    yield Breach(
                        position, column.name, "", "must not be empty", f"Give the {column.name}"
                    )
                continue
            known = (type(value), value)
            if known not in verdicts:
                verdicts[known] = _verdict(column, value)
            verdict = verdicts[known]
            if verdict:
                yield Breach(position, column.name, str(value), *verdict)
    yield from _repeated_keys(frame, table)


def references(cell: str) -> list[tuple[str, str]]:
    """Split a cell of references into pairs of source and locator, empty if it has none."""
    pairs = [part.strip().partition("#") for part in cell.split(";") if part.strip()]
    return [(source, locator) for source, _, locator in pairs]


def row_key(frame: pd.DataFrame, table: Table, position: int) -> str:
    """Return the key of a row as one text, parts joined by ``/``."""
    return "/".join(str(frame[name].iat[position]) for name in table.key)


def _verdict(column: Column, value: object) -> tuple[str, str] | None:
    if column.kind in _NUMBER_TYPES:
        return _number_verdict(column, value)
    if not isinstance(value, str):
        return "must be text", "Enter it as text"
    if UNPRINTABLE.search(value):
        return "must not hold control characters", "Type the text again without them"
    form = _FORMS.get(column.kind)
    if form and not form[0](value):
        return form[1:]
    return _vocabulary_verdict(column, value)


def _are_references(value: str) -> bool:
    return all(_REFERENCE.fullmatch(part.strip()) for part in value.split(";"))


_FORMS: Final[Mapping[Kind, tuple[Callable[[str], object], str, str]]] = {
    Kind.SLUG: (
        _SLUG.fullmatch,
        "must be lower-case letters, digits and hyphens",
        "Rename it, such as kz-north-katpar",
    ),
    Kind.EDTF: (
        edtf.is_valid,
        "must be an EDTF date",
        "Write it such as 2025-11-06, 2025-10, 2025, 2025-03~ or 2024/2026",
    ),
    Kind.REFERENCES: (
        _are_references,
        "must be source ids joined by ;",
        "Write each as source_id or source_id#locator, such as usgs-mrds#10028461",
    ),
}


def _number_verdict(column: Column, value: object) -> tuple[str, str] | None:
    if not isinstance(value, _NUMBER_TYPES[column.kind]) or (
        isinstance(value, bool) and column.kind is not Kind.BOOLEAN
    ):
        wanted = {
            Kind.INTEGER: ("must be a whole number", "Write digits only, such as 3"),
            Kind.REAL: ("must be a number", "Write digits, a decimal point and the plain minus -"),
            Kind.BOOLEAN: ("must be true or false", "Write true or false"),
        }
        return wanted[column.kind]
    number = float(value)  # type: ignore[arg-type]  # a value of another type raises
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    if not (math.isfinite(number) and low <= number <= high):
        unit = f" {column.unit}" if column.unit else ""
        return f"must lie between {low:g} and {high:g}{unit}", "Check the figure and its unit"
    return None


def _vocabulary_verdict(column: Column, value: str) -> tuple[str, str] | None:
    if column.vocabulary is None:
        return None
    known = vocabulary(column.vocabulary)
    if value in known.standard:
        return None
    close = get_close_matches(value, known.standard, n=1)
    guess = f"Did you mean {close[0]}? " if close else ""
    return (
        f"is not in the vocabulary {column.vocabulary}",
        (
            f"{guess}Known: {', '.join(known.standard)}; to add one, extend "
            f"data/sources/vocabularies/{known.path.name}"
        ),
    )


def _repeated_keys(frame: pd.DataFrame, table: Table) -> Iterator[Breach]:
    seen: set[str] = set()
    columns = [frame[name].tolist() for name in table.key]
    for position, parts in enumerate(zip(*columns, strict=True)):
        key = "/".join(map(str, parts))
        if key in seen:
            yield Breach(
                position,
                table.key[-1],
                key,
                f"must be the only row with this {' and '.join(table.key)}",
                "Remove or rename one of them",
            )
        seen.add(key)
