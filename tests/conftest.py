"""One valid dataset, and the curated files of one, each with any row changed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely

from geo.dataset import GEOMETRY, Dataset
from geo.linking.table import own_mentions
from geo.schema import TABLES
from geo.sources.base import curated_table
from geo.sources.corrections import CORRECTIONS

Row = Mapping[str, Any]
MakeDataset = Callable[..., Dataset]
MakeSources = Callable[..., Path]

ROWS: Mapping[str, Sequence[Row]] = {
    "sources": [
        {
            "source_id": "qazinform-1a2b3c",
            "producer": "Qazinform",
            "title": "A deposit is found",
            "date": "2025-04-02",
            "address": "https://example.org/a",
            "licence": "facts cited; all rights with the publisher",
            "citation": "Qazinform. A deposit is found. 2025-04-02. https://example.org/a",
        }
    ],
    "parties": [
        {
            "party": "KAZ",
            "name_en": "Kazakhstan",
            "kind": "state",
            "seat": "Astana",
            "seat_longitude": 71.43,
            "seat_latitude": 51.13,
            "sources": "qazinform-1a2b3c",
        },
        {
            "party": "USA",
            "name_en": "United States",
            "kind": "state",
            "seat": "Washington",
            "seat_longitude": -77.04,
            "seat_latitude": 38.9,
            "sources": "qazinform-1a2b3c",
        },
    ],
    "minerals": [{"mineral": "REE", "name_en": "Rare earths", "mineral_group": "rare-earths"}],
    "critical_lists": [
        {
            "mineral": "REE",
            "issuer": "USA",
            "year": 2022,
            "listed_as": "rare earths",
            "sources": "qazinform-1a2b3c",
        }
    ],
    "deposits": [
        {
            "site_id": "kz-kuyrektykol",
            "name": "Kuyrektykol",
            "name_ru": "Куйректыколь",
            "country": "KAZ",
            "admin1": "Karaganda Region",
            "primary_mineral": "REE",
            "deposit_type": "unknown",
            "status": "exploration",
            "status_as_of": "2025-04",
            "position_method": "worked-out-from-words",
            "position_accuracy_km": 50.0,
            "rare_earths": True,
            "sources": "qazinform-1a2b3c#paragraph 2",
            "longitude": 76.463,
            "latitude": 50.044,
        }
    ],
    "deposit_minerals": [{"site_id": "kz-kuyrektykol", "mineral": "REE", "role": "primary"}],
    "statements": [
        {
            "statement_id": "kuyrektykol-resource-1",
            "site_id": "kz-kuyrektykol",
            "topic": "resource",
            "value": "935,400 t",
            "reporting_system": "unknown",
            "sources": "qazinform-1a2b3c",
        }
    ],
    "aliases": [
        {
            "site_id": "kz-kuyrektykol",
            "name": "Kuyrektykol",
            "language": "en",
            "script": "Latn",
            "kind": "transliteration",
            "basis": "seen",
            "matching": "alone",
            "sources": "qazinform-1a2b3c",
        }
    ],
    "agreements": [
        {
            "agreement_id": "usa-kaz-2025",
            "title": "Memorandum on critical minerals",
            "instrument": "memorandum",
            "bindingness": "political",
            "date_signed": "2025-11-06",
            "status": "signed",
            "summary": "The United States and Kazakhstan will look at Kuyrektykol together.",
            "verification": "verified",
            "sources": "qazinform-1a2b3c",
        }
    ],
    "agreement_parties": [
        {"agreement_id": "usa-kaz-2025", "party": "KAZ"},
        {"agreement_id": "usa-kaz-2025", "party": "USA"},
    ],
    "agreement_sites": [
        {"agreement_id": "usa-kaz-2025", "site_id": "kz-kuyrektykol", "stated_as": "Kuirektykol"}
    ],
    "agreement_minerals": [{"agreement_id": "usa-kaz-2025", "mineral": "REE"}],
    "events": [
        {
            "event_id": "s01",
            "title": "Summit in Washington",
            "kind": "summit",
            "date": "2025-11-06",
            "place": "Washington",
            "summary": "The presidents met. They named the Kuirektykol deposit. Others followed.",
            "verification": "verified",
            "sources": "qazinform-1a2b3c",
            "longitude": -77.04,
            "latitude": 38.9,
        }
    ],
    "event_participants": [
        {"event_id": "s01", "position": 1, "participant": "Tokayev", "party": "KAZ"}
    ],
    "event_sites": [],
    "event_minerals": [{"event_id": "s01", "mineral": "REE"}],
    "event_agreements": [{"event_id": "s01", "agreement_id": "usa-kaz-2025", "role": "signed"}],
    "documents": [],
    "mentions": [],
    "judgements": [],
}
"""One small dataset that breaks no rule, as the curated files write it."""


def changed(overrides: Mapping[str, Sequence[Row]]) -> dict[str, list[dict[str, Any]]]:
    """Each row given is laid over the first row of its table."""
    result = {name: [dict(row) for row in rows] for name, rows in ROWS.items()}
    for name, rows in overrides.items():
        default = ROWS[name][0] if ROWS[name] else {}
        result[name] = [{**default, **row} for row in rows]
    return result


@pytest.fixture(scope="session")
def make_dataset() -> MakeDataset:
    """Make a valid dataset; ``make_dataset(deposits=[{"status": "closed"}])`` changes a row.

    Mentions are those the engine finds, unless given.
    """

    def make(**overrides: Sequence[Row]) -> Dataset:
        rows = changed(overrides)
        frames = {}
        for table in TABLES:
            names = [*table.names, "longitude", "latitude", GEOMETRY]
            frame = pd.DataFrame(rows[table.name], columns=names, dtype="object")
            for at, row in enumerate(rows[table.name]):
                if GEOMETRY not in row and pd.notna(row.get("longitude")):
                    frame.at[at, GEOMETRY] = shapely.Point(row["longitude"], row["latitude"])
            frame[GEOMETRY] = frame[GEOMETRY].where(frame[GEOMETRY].notna(), None)
            frames[table.name] = frame
        dataset = Dataset.conformed(frames)
        if "mentions" in overrides:
            return dataset
        named = own_mentions(dataset)
        return Dataset.conformed({**dataset.frames, "mentions": named})

    return make


@pytest.fixture
def make_sources(tmp_path: Path) -> MakeSources:
    """Write the curated files of the valid dataset; rows are changed as in ``make_dataset``."""

    def make(**overrides: Sequence[Row]) -> Path:
        folder = tmp_path / "sources"
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        rows = changed({name: rows for name, rows in overrides.items() if name in ROWS})
        for table in (curated_table(table) for table in TABLES if not table.derived):
            part = folder / "sources" / "press" if table.name == "sources" else folder / table.name
            write_csv(part.with_suffix(".csv"), table.names, rows[table.name])
        exceptions = ("table", "row", "rule", "reason")
        write_csv(folder / "exceptions.csv", exceptions, overrides.get("exceptions", []))
        write_csv(folder / "corrections.csv", CORRECTIONS.names, overrides.get("corrections", []))
        return folder

    return make


def write_csv(path: Path, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Write rows as the curated files are written: true and false in small letters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            cells = (row.get(name, "") for name in names)
            writer.writerow(str(c).lower() if isinstance(c, bool) else c for c in cells)
