"""Everything about a dataset that selecting needs and no view changes."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from geo import edtf
from geo.dataset import Dataset
from geo.judgements import standing
from geo.linking.normalize import fold_key
from geo.links import Links, Mask
from geo.maps.style import is_approximate
from geo.schema import FIVE_COUNTRIES
from geo.sources.arcs import arc, pairs
from geo.strength import Strengths
from geo.view import EVIDENCE, FIRST_YEAR, LAST_YEAR

UNDATED: Final = (LAST_YEAR + 1, FIRST_YEAR - 1)
"""Years of a row without a date: no period that begins or ends holds it."""

Record = dict[str, Any]
"""One row: column name to value."""


def records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame, in its order."""
    return [
        dict(zip(frame.columns, row, strict=True))
        # As lists: a column of text is slow to walk through where it lies.
        for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    ]


class Index:
    """Masks, links and folded texts of one dataset.

    Built once for each dataset and shared between sessions: what is worked out
    later is the same whoever asks first.

    Parameters
    ----------
    dataset
        The dataset; its frames are read, never changed.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.site_row = _rows(dataset["deposits"]["site_id"])
        self.agreement_row = _rows(dataset["agreements"]["agreement_id"])
        self.event_row = _rows(dataset["events"]["event_id"])
        self.group_of = _lookup(dataset["minerals"], "mineral", "mineral_group")
        self.mineral_name = _lookup(dataset["minerals"], "mineral", "name_en")
        self.party_name = _lookup(dataset["parties"], "party", "name_en")
        self.kept: dict[Hashable, Any] = {}
        """What the page has worked out for a view, the oldest first."""
        self._arcs: dict[tuple[str, str], list[list[tuple[float, float]]]] = {}
        self.agreement_links = self._links("agreement_id", "agreement_sites", self.agreement_row)
        self.event_links = self._links("event_id", "event_sites", self.event_row)

    def _links(self, key: str, joined: str, rows: dict[str, int]) -> Links:
        """Return what a source or a mention ties together."""
        named = self.mentions[self.mentions[key] != ""]
        pairs = pd.concat([self.dataset[joined][[key, "site_id"]], named[[key, "site_id"]]])
        pairs = pairs.drop_duplicates()
        return Links(
            rows=pairs[key].map(rows).to_numpy(dtype="int64"),
            sites=pairs["site_id"].map(self.site_row).to_numpy(dtype="int64"),
            count=len(rows),
            site_count=len(self.site_row),
        )

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The mentions that stand as links; see ``geo.judgements``."""
        return self.dataset["mentions"][standing(self.dataset)]

    @cached_property
    def sources(self) -> dict[str, Record]:
        """Identifier to the row of each source."""
        return {row["source_id"]: row for row in records(self.dataset["sources"])}

    def site(self, site_id: str) -> Record:
        """Return the row of a site; ``KeyError`` if there is none."""
        return records(self.dataset["deposits"].iloc[[self.site_row[site_id]]])[0]

    def event(self, event_id: str) -> Record:
        """Return the row of an event; ``KeyError`` if there is none."""
        return records(self.dataset["events"].iloc[[self.event_row[event_id]]])[0]

    def agreement(self, agreement_id: str) -> Record:
        """Return the row of an agreement; ``KeyError`` if there is none."""
        return records(self.dataset["agreements"].iloc[[self.agreement_row[agreement_id]]])[0]

    @cached_property
    def facets(self) -> dict[str, dict[str, Mask]]:
        """Filter name to value to the sites that have it."""
        deposits = self.dataset["deposits"]
        listed = self.dataset["deposit_minerals"]
        groups = listed["mineral"].map(self.group_of)
        return {
            "group": _masks(groups, listed["site_id"], self.site_row),
            "mineral": _masks(listed["mineral"], listed["site_id"], self.site_row),
            "country": _masks(deposits["country"], deposits["site_id"], self.site_row),
            "status": _masks(deposits["status"], deposits["site_id"], self.site_row),
            "evidence": {name: self.strengths.sites[name] for name in EVIDENCE},
        }

    @cached_property
    def strengths(self) -> Strengths:
        """How strongly each event and agreement is tied to each site."""
        return Strengths(self.dataset, self.site_row, self.event_row, self.agreement_row)

    @cached_property
    def partners(self) -> dict[str, tuple[Mask, Mask]]:
        """Partner to the agreements and events it takes part in."""
        signed = self.dataset["agreement_parties"]
        attended = self.dataset["event_participants"]
        codes = sorted((set(signed["party"]) | set(attended["party"])) - {"", *FIVE_COUNTRIES})
        return {
            code: (
                _mask(signed.loc[signed["party"] == code, "agreement_id"], self.agreement_row),
                _mask(attended.loc[attended["party"] == code, "event_id"], self.event_row),
            )
            for code in codes
        }

    @cached_property
    def instruments(self) -> dict[str, tuple[Mask, Mask]]:
        """Instrument to its agreements, and to the events these were signed or discussed at."""
        agreements = self.dataset["agreements"]
        joined = self.dataset["event_agreements"]
        result = {}
        for name in sorted(set(agreements["instrument"]) - {""}):
            mine = (agreements["instrument"] == name).to_numpy()
            ids = set(agreements.loc[mine, "agreement_id"])
            events = joined.loc[joined["agreement_id"].isin(ids), "event_id"]
            result[name] = (mine, _mask(events, self.event_row))
        return result

    @cached_property
    def agreement_years(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """First and last year of each agreement's date, shape (n, 2)."""
        return _years(self.dataset["agreements"]["date_signed"])

    @cached_property
    def event_years(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """First and last year of each event's date, shape (n, 2)."""
        return _years(self.dataset["events"]["date"])

    @cached_property
    def agreement_minerals(self) -> dict[str, dict[str, Mask]]:
        """``group`` and ``mineral`` to value to the agreements that concern it."""
        return self._minerals("agreement_minerals", "agreement_id", self.agreement_row)

    @cached_property
    def event_minerals(self) -> dict[str, dict[str, Mask]]:
        """``group`` and ``mineral`` to value to the events that concern it."""
        return self._minerals("event_minerals", "event_id", self.event_row)

    @cached_property
    def agreement_countries(self) -> dict[str, Mask]:
        """Party to the agreements it signed."""
        joined = self.dataset["agreement_parties"]
        return _masks(joined["party"], joined["agreement_id"], self.agreement_row)

    @cached_property
    def event_countries(self) -> dict[str, Mask]:
        """Party to the events it took part in."""
        joined = self.dataset["event_participants"]
        return _masks(joined["party"], joined["event_id"], self.event_row)

    def _minerals(self, table: str, key: str, rows: dict[str, int]) -> dict[str, dict[str, Mask]]:
        joined = self.dataset[table]
        groups = joined["mineral"].map(self.group_of)
        return {
            "group": _masks(groups, joined[key], rows),
            "mineral": _masks(joined["mineral"], joined[key], rows),
        }

    @cached_property
    def site_texts(self) -> list[str]:
        """Folded names, minerals and region of each site, to search in."""
        names: list[list[str]] = [[] for _ in self.site_row]
        for site, name in zip(
            self.dataset["aliases"]["site_id"], self.dataset["aliases"]["name"], strict=True
        ):
            names[self.site_row[site]].append(name)
        deposits = self.dataset["deposits"]
        for row, values in enumerate(
            zip(
                deposits["name"],
                deposits["name_ru"],
                deposits["name_local"],
                deposits["admin1"],
                deposits["country"].map(lambda code: FIVE_COUNTRIES.get(code, "")),
                deposits["primary_mineral"].map(lambda code: self.mineral_name.get(code, "")),
                strict=True,
            )
        ):
            names[row].extend(values)
        return [_searchable(texts) for texts in names]

    @cached_property
    def agreement_texts(self) -> list[str]:
        """Folded title and summary of each agreement."""
        frame = self.dataset["agreements"]
        return [_searchable(pair) for pair in zip(frame["title"], frame["summary"], strict=True)]

    @cached_property
    def event_texts(self) -> list[str]:
        """Folded title, summary and place of each event."""
        frame = self.dataset["events"]
        return [
            _searchable(texts)
            for texts in zip(frame["title"], frame["summary"], frame["place"], strict=True)
        ]

    @cached_property
    def placed(self) -> Mask:
        """Sites with a position."""
        placed: Mask = self.dataset.deposits.geometry.notna().to_numpy()
        return placed

    @cached_property
    def approximate(self) -> Mask:
        """Sites that are drawn hollow, with a halo."""
        accuracy = self.dataset["deposits"]["position_accuracy_km"]
        rough = [is_approximate(None if pd.isna(km) else km) for km in accuracy]
        return np.array(rough, dtype=bool) & self.placed

    @cached_property
    def agreement_pairs(self) -> list[list[tuple[str, str]]]:
        """Who each agreement ties to whom, party codes, Central Asian ones last."""
        signed: list[list[str]] = [[] for _ in self.agreement_row]
        joined = self.dataset["agreement_parties"]
        for agreement, party in zip(joined["agreement_id"], joined["party"], strict=True):
            signed[self.agreement_row[agreement]].append(party)
        return [pairs(parties) for parties in signed]

    @cached_property
    def seats(self) -> dict[str, tuple[float, float]]:
        """Party to longitude and latitude of its seat."""
        parties = self.dataset["parties"]
        places = zip(parties["seat_longitude"], parties["seat_latitude"], strict=True)
        return dict(zip(parties["party"], places, strict=True))

    def pair_arc(self, far: str, near: str) -> list[list[tuple[float, float]]]:
        """Return the great circle between two seats; empty if they are one place."""
        if (far, near) not in self._arcs:
            ends = (self.seats[far], self.seats[near])
            self._arcs[far, near] = [] if ends[0] == ends[1] else arc(*ends)
        return self._arcs[far, near]

    @cached_property
    def held(self) -> Mask:
        """Events with a venue on the map."""
        events = self.dataset.events
        held: Mask = (events.geometry.notna() & (events["place"] != "")).to_numpy()
        return held

    @cached_property
    def venues(self) -> dict[str, Any]:
        """Place to its point, longitude first, of every venue on the map."""
        events = self.dataset.events[self.held]
        return dict(zip(events["place"], events.geometry, strict=True))

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of all events and agreements."""
        both = np.concatenate([self.agreement_years, self.event_years]).ravel()
        # The ends of an open interval and of an unknown date are no years of the data.
        both = both[(both > FIRST_YEAR) & (both < LAST_YEAR)]
        if not len(both):
            return (2000, 2001)
        first, last = int(both.min()), int(both.max())
        return (first, max(last, first + 1))

    @property
    def choices(self) -> dict[str, Collection[str]]:
        """Parameter name to the values that exist, for ``geo.view.from_query``."""
        return {
            **{name: tuple(masks) for name, masks in self.facets.items()},
            "partner": tuple(self.partners),
            "instrument": tuple(self.instruments),
            "site": self.site_row.keys(),
            "event": self.event_row.keys(),
            "agreement": self.agreement_row.keys(),
            "venue": set(self.dataset["events"]["place"]) - {""},
        }


def _lookup(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[value], strict=True))


def _rows(ids: pd.Series[Any]) -> dict[str, int]:
    return {identifier: row for row, identifier in enumerate(ids)}


def _mask(ids: Iterable[str], rows: dict[str, int]) -> Mask:
    mask = np.zeros(len(rows), dtype=bool)
    mask[[rows[identifier] for identifier in ids]] = True
    return mask


def _masks(values: pd.Series[Any], ids: pd.Series[Any], rows: dict[str, int]) -> dict[str, Mask]:
    """Return value to the rows that have it; empty values are left out."""
    at = ids.map(rows).to_numpy(dtype="int64")
    masks: dict[str, Mask] = {}
    for value, members in pd.Series(at).groupby(values.to_numpy()):
        if value:
            mask = np.zeros(len(rows), dtype=bool)
            mask[members.to_numpy()] = True
            masks[str(value)] = mask
    return masks


def _years(dates: pd.Series[Any]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    bounds = [
        # An interval with an open end reaches to the year 1 or 9999.
        (
            max(edtf.lower_bound(date).year, FIRST_YEAR),
            min(edtf.upper_bound(date).year, LAST_YEAR),
        )
        if edtf.is_valid(date)
        else UNDATED
        for date in dates
    ]
    return np.array(bounds, dtype="int64").reshape(-1, 2)


def _searchable(texts: Iterable[str]) -> str:
    # A space before every word lets a search find words by how they begin: inside
    # of words the small folded alphabet matches nearly anything.
    return "".join(f" {_folded(text)}" for text in texts if text)


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    # Regions, minerals and places stand in many rows.
    return fold_key(text)
