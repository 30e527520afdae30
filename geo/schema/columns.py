"""The words a table is declared with: kinds, columns, tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Kind(Enum):
    """What a column holds, and so how it is stored and checked."""

    TEXT = "text"
    SLUG = "slug"
    """Lower-case letters, digits and hyphens. Never an underscore: the map
    component drops ``_[a-z0-9]+`` before it decides whether to redraw."""
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    EDTF = "edtf"
    """A date as EDTF level 1, such as ``2025-11-06``, ``2025-10``, ``2025-03~``."""
    REFERENCES = "references"
    """Rows of ``sources`` separated by ``;``, each ``source_id`` or
    ``source_id#locator`` (record number, row or page within the source)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``vocabulary`` names the file of closed values under
    ``data/sources/vocabularies``; ``references`` is ``table.column`` of the key
    that each value must exist in.
    """

    name: str
    kind: Kind
    description: str
    required: bool = False
    unit: str | None = None
    vocabulary: str | None = None
    references: str | None = None
    minimum: float | None = None
    maximum: float | None = None


class Geometry(Enum):
    """Geometry type of a layer, always in EPSG:4326, longitude first."""

    POINT = "Point"
    MULTILINESTRING = "MultiLineString"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a spatial layer where ``geometry`` is given, else attributes.

    ``derived`` tables are computed by the build and have no curated file.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    geometry: Geometry | None = None
    derived: bool = False

    def column(self, name: str) -> Column:
        """Return the declaration of a column; ``KeyError`` if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in stored order, without geometry."""
        return tuple(column.name for column in self.columns)


def text(name: str, description: str, *, required: bool = False) -> Column:
    """Declare a column of plain text."""
    return Column(name, Kind.TEXT, description, required=required)


def references(description: str = "Sources the row rests on") -> Column:
    """Declare the ``sources`` column of a table."""
    return Column("sources", Kind.REFERENCES, description, required=True)


def key(name: str, description: str, references: str | None = None) -> Column:
    """Declare an identifier, or a reference to one."""
    return Column(name, Kind.SLUG, description, required=True, references=references)


VERIFICATION: Final = Column(
    "verification",
    Kind.TEXT,
    "Whether a source that states the row was read, or what is from memory",
    required=True,
    vocabulary="verification",
)
