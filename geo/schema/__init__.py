"""The GeoPackage contract: every table and column, declared once.

The reader, the writer, the validator, the data dictionary, the QGIS aliases and
the curated files under ``data/sources`` all follow these declarations.
"""

from __future__ import annotations

from typing import Final

from geo.schema.columns import Column, Geometry, Kind, Table
from geo.schema.evidence import (
    DOCUMENTS,
    JUDGEMENTS,
    MENTIONED,
    MENTIONS,
)
from geo.schema.lists import CRITICAL_LISTS, MINERALS, PARTIES, SOURCES
from geo.schema.politics import (
    AGREEMENT_MINERALS,
    AGREEMENT_PARTIES,
    AGREEMENT_SITES,
    AGREEMENTS,
    EVENT_AGREEMENTS,
    EVENT_MINERALS,
    EVENT_PARTICIPANTS,
    EVENT_SITES,
    EVENTS,
    NOT_NAMED,
)
from geo.schema.sites import ALIASES, DEPOSIT_MINERALS, DEPOSITS, STATEMENTS

__all__ = [
    "FIVE_COUNTRIES",
    "MENTIONED",
    "MENTIONS",
    "NOT_NAMED",
    "SOURCES",
    "TABLES",
    "Column",
    "Geometry",
    "Kind",
    "Table",
    "table",
]

TABLES: Final[tuple[Table, ...]] = (
    SOURCES,
    PARTIES,
    MINERALS,
    CRITICAL_LISTS,
    DEPOSITS,
    DEPOSIT_MINERALS,
    STATEMENTS,
    ALIASES,
    AGREEMENTS,
    AGREEMENT_PARTIES,
    AGREEMENT_SITES,
    AGREEMENT_MINERALS,
    EVENTS,
    EVENT_PARTICIPANTS,
    EVENT_SITES,
    EVENT_MINERALS,
    EVENT_AGREEMENTS,
    DOCUMENTS,
    MENTIONS,
    JUDGEMENTS,
)
"""Every table, in an order in which foreign keys only point back (but for
``agreements.parent_id``, which points into its own table)."""


def table(name: str) -> Table:
    """Return the declaration of a table; ``KeyError`` if there is none."""
    for declared in TABLES:
        if declared.name == name:
            return declared
    raise KeyError(name)


FIVE_COUNTRIES: Final = {
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "TJK": "Tajikistan",
    "TKM": "Turkmenistan",
    "UZB": "Uzbekistan",
}
"""The countries whose sites this dataset holds, ISO 3166-1 alpha-3."""
