"""A dataset as flat tables for a spreadsheet: one row one thing, names beside codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import geopandas as gpd
import pandas as pd

from geo import edtf
from geo.dataset import Dataset, is_missing
from geo.maps.style import BORDER_DISCLAIMER, GROUP_LABELS
from geo.schema import FIVE_COUNTRIES, table
from geo.store.links import links, ties_site
from geo.store.lookup import cited, each, gathered, names
from geo.vocabularies import vocabulary

LICENCE: Final = (
    "Facts curated by Orebrief: CC BY 4.0, the Orebrief authors, for their selection, "
    "arrangement and wording. Rows that somebody else has added are theirs. Each source keeps "
    "its own licence, which stands in the column licence of the sources."
)


def flat(dataset: Dataset) -> dict[str, pd.DataFrame]:
    """Return the tables ``sites``, ``agreements``, ``events``, ``links`` and ``sources``.

    Columns are of type ``object``; what is not known is ``None``. Positions are
    degrees in EPSG:4326. ``links`` holds a row for each mention of a site, and
    one for each site that a source ties to an event or agreement whose text does
    not name it. Sources are cited in full.
    """
    found = links(dataset)
    frames = {
        "sites": _sites(dataset, found),
        "agreements": _agreements(dataset, found),
        "events": _events(dataset, found),
        "links": found,
        "sources": dataset["sources"],
    }
    return {name: _plain(frame) for name, frame in frames.items()}


def about(dataset: Dataset) -> list[str]:
    """Return what a reader of the tables must know, one line an item."""
    counts = ", ".join(f"{len(dataset[name])} {name}" for name in ("agreements", "events"))
    newest = dataset.newest_date
    return [
        "Orebrief: mineral sites, agreements and diplomatic events of Central Asia",
        f"{len(dataset['deposits'])} sites, {counts}, {len(dataset['sources'])} sources.",
        f"Newest date in the data: {edtf.display(newest) if newest else 'not stated'}.",
        f"Content: SHA-256 {dataset.content_hash}.",
        *dataset.warnings,
        LICENCE,
        BORDER_DISCLAIMER,
        (
            "An empty cell means that it is not known. A site without longitude and latitude has "
            "no published position; position_accuracy_km is the radius within which a site lies. "
            "A row without sources is from memory and unverified."
        ),
        (
            "In links, stated_as is filled where the source itself ties the site to the event or "
            "agreement; sentence is one that names the site, and sentence_from says whose words "
            "it is in. confidence ranks links and is not a probability."
        ),
        *_codes(dataset),
    ]


def _codes(dataset: Dataset) -> Iterator[str]:
    """Yield what each code that the tables hold means."""
    for name in ("deposits", "agreements", "events", "mentions"):
        for column in table(name).columns:
            if column.vocabulary and column.name != "field":
                used = set(dataset[name][column.name])
                for value, meaning in vocabulary(column.vocabulary).standard.items():
                    if value in used:
                        yield f"{column.name} of {name}, {value}: {meaning}."


def _sites(dataset: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    frame = dataset.deposits
    ids, codes = frame["site_id"], frame["primary_mineral"]
    minerals, groups = names(dataset, "minerals"), names(dataset, "minerals", "mineral_group")
    listed, aliases = dataset["deposit_minerals"], dataset["aliases"]
    listed = listed.sort_values("role", key=lambda role: role != "primary", kind="stable")
    seen = aliases[aliases["basis"] == "seen"]
    roles = [
        f"{minerals.get(code, code)} ({role})"
        for code, role in zip(listed["mineral"], listed["role"], strict=True)
    ]
    tied = found[ties_site(found)].drop_duplicates(["kind", "id", "site_id"])
    counts = {
        kind: tied.loc[tied["kind"] == kind, "site_id"].value_counts()
        for kind in ("agreement", "event")
    }
    return pd.DataFrame(
        {
            "site_id": ids,
            "name": frame["name"],
            "name_ru": frame["name_ru"],
            "name_local": frame["name_local"],
            "other_names": each(ids, gathered(seen["site_id"], seen["name"])),
            "country": [FIVE_COUNTRIES.get(code, code) for code in frame["country"]],
            "country_code": frame["country"],
            "region": frame["admin1"],
            "region_code": frame["admin1_code"],
            "primary_mineral": [minerals.get(code, code) for code in codes],
            "primary_mineral_code": codes,
            "mineral_group": [GROUP_LABELS.get(groups.get(code, ""), "") for code in codes],
            "minerals": each(ids, gathered(listed["site_id"], roles)),
            "rare_earths": frame["rare_earths"],
            "deposit_type": frame["deposit_type"],
            "status": frame["status"],
            "status_stated": frame["status_stated"],
            "status_as_of": frame["status_as_of"],
            **_position(frame),
            "position_method": frame["position_method"],
            "position_accuracy_km": frame["position_accuracy_km"],
            "position_note": frame["position_note"],
            "agreements": [int(counts["agreement"].get(site, 0)) for site in ids],
            "events": [int(counts["event"].get(site, 0)) for site in ids],
            "note": frame["note"],
            "sources": cited(dataset, frame["sources"]),
        }
    )


def _agreements(dataset: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    frame, titles = dataset["agreements"], names(dataset, "agreements", "title")
    return pd.DataFrame(
        {
            **_columns(
                frame,
                *("agreement_id", "date_signed", "date_note", "title", "instrument"),
                *("bindingness", "status", "status_stated"),
            ),
            **_parties(dataset, frame["agreement_id"], "agreement_parties"),
            **_concerned(dataset, found, "agreement"),
            "parent_id": frame["parent_id"],
            "parent": each(frame["parent_id"], titles),
            **_columns(frame, "summary", "sites_note", "source_title", "verification"),
            "sources": cited(dataset, frame["sources"]),
        }
    )


def _events(dataset: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    frame, ids = dataset.events, dataset["events"]["event_id"]
    attended, discussed = dataset["event_participants"], dataset["event_agreements"]
    people = gathered(attended["event_id"], attended["participant"])
    titles = each(discussed["agreement_id"], names(dataset, "agreements", "title"))
    return pd.DataFrame(
        {
            **_columns(frame, "event_id", "date", "date_note", "title", "kind", "plover", "place"),
            **_position(frame),
            "participants": each(ids, people),
            **_parties(dataset, ids, "event_participants"),
            **_concerned(dataset, found, "event"),
            "agreements": each(ids, gathered(discussed["event_id"], titles)),
            **_columns(frame, "summary", "sites_note", "verification"),
            "sources": cited(dataset, frame["sources"]),
        }
    )


def _columns(frame: pd.DataFrame, *wanted: str) -> dict[str, pd.Series]:
    return {name: frame[name] for name in wanted}


def _position(frame: gpd.GeoDataFrame) -> dict[str, list[float | None]]:
    return {
        "longitude": [None if point is None else point.x for point in frame.geometry],
        "latitude": [None if point is None else point.y for point in frame.geometry],
    }


def _parties(dataset: Dataset, ids: pd.Series, joined: str) -> dict[str, list[str]]:
    frame, known = dataset[joined], names(dataset, "parties")
    owners = frame[str(ids.name)]
    return {
        "parties": each(ids, gathered(owners, [known.get(code, code) for code in frame["party"]])),
        "party_codes": each(ids, gathered(owners, frame["party"])),
    }


def _concerned(dataset: Dataset, found: pd.DataFrame, kind: str) -> dict[str, list[str]]:
    """Return the columns of the minerals and sites that each event or agreement concerns."""
    key = f"{kind}_id"
    ids, listed = dataset[f"{kind}s"][key], dataset[f"{kind}_minerals"]
    known = names(dataset, "minerals")
    tied = found[(found["kind"] == kind) & ties_site(found)]
    minerals = [known.get(code, code) for code in listed["mineral"]]
    return {
        "minerals": each(ids, gathered(listed[key], minerals)),
        "sites": each(ids, gathered(tied["id"], tied["site"])),
        "site_ids": each(ids, gathered(tied["id"], tied["site_id"])),
    }


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: pd.Series(
                [None if is_missing(value) else value for value in frame[name].astype("object")],
                dtype="object",
            )
            for name in frame.columns
        }
    )
