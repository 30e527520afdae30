"""Great-circle arcs between the seats of the parties to an agreement."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Final

import geopandas as gpd
import pandas as pd
from pyproj import Geod
from shapely import MultiLineString

from geo.dataset import CRS
from geo.schema import FIVE_COUNTRIES

_POINTS: Final = 40
_DECIMALS: Final = 4
"""About 11 m: rounded, so that another release of PROJ gives the same bytes."""

_GLOBE: Final = Geod(ellps="WGS84")
Position = tuple[float, float]
"""Longitude and latitude in degrees."""


def arcs(
    agreements: pd.DataFrame, agreement_parties: pd.DataFrame, parties: pd.DataFrame
) -> gpd.GeoSeries:
    """Return the arcs of each agreement, ``None`` where it has fewer than two seats.

    One arc for each of ``pairs``.

    Returns
    -------
    GeoSeries
        MultiLineString in EPSG:4326, longitude first, indexed as ``agreements``.
    """
    seats = {
        party: (float(longitude), float(latitude))
        for party, longitude, latitude in zip(
            parties["party"], parties["seat_longitude"], parties["seat_latitude"], strict=True
        )
        if pd.notna(longitude) and pd.notna(latitude)
    }
    signed = agreement_parties.groupby("agreement_id", sort=False)["party"].agg(list).to_dict()
    shapes = [_shape(signed.get(agreement, []), seats) for agreement in agreements["agreement_id"]]
    return gpd.GeoSeries(shapes, index=agreements.index, crs=CRS)


def arc(start: Position, end: Position) -> list[list[Position]]:
    """Return the shortest way between two positions, cut where it crosses longitude 180.

    Returns
    -------
    list of lists of (longitude, latitude) in degrees
        One line, or two that meet the edge of the map on either side.
    """
    between = _GLOBE.npts(*start, *end, _POINTS)
    lines: list[list[Position]] = [[_rounded(start)]]
    for here, there in pairwise([start, *between, end]):
        if abs(there[0] - here[0]) > 180:  # noqa: PLR2004 - half the globe
            edge = 180.0 if here[0] > 0 else -180.0
            span = there[0] + 2 * edge - here[0]
            latitude = here[1] + (there[1] - here[1]) * (edge - here[0]) / span
            lines[-1].append(_rounded((edge, latitude)))
            lines.append([_rounded((-edge, latitude))])
        lines[-1].append(_rounded(there))
    return lines


def pairs(parties: Iterable[str]) -> list[tuple[str, str]]:
    """Return who is tied to whom by an agreement.

    Each party outside Central Asia to each one within it; each pair, if all are
    on one side.
    """
    signed = sorted(parties)
    outside = [party for party in signed if party not in FIVE_COUNTRIES]
    inside = [party for party in signed if party in FIVE_COUNTRIES]
    if outside and inside:
        return [(far, near) for far in outside for near in inside]
    return list(combinations(signed, 2))


def _shape(parties: list[str], seats: dict[str, Position]) -> MultiLineString | None:
    lines = [
        line
        for far, near in pairs(party for party in parties if party in seats)
        if seats[far] != seats[near]
        for line in arc(seats[far], seats[near])
    ]
    return MultiLineString(lines) if lines else None


def _rounded(position: Position) -> Position:
    return round(position[0], _DECIMALS), round(position[1], _DECIMALS)
