"""Where a site may lie: a point, what is said of it, and the country around it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from geo.countries import country_at
from geo.dataset import GEOMETRY, Dataset, is_missing
from geo.report import Problem
from geo.schema import FIVE_COUNTRIES

INSIDE_COUNTRY: Final = "inside-country"
"""Name of the rule in ``data/sources/exceptions.csv``."""


def position_problems(
    dataset: Dataset, basemap: Path, exceptions: Collection[tuple[str, str, str]]
) -> Iterator[Problem]:
    """Yield what is wrong with the positions of the deposits.

    Parameters
    ----------
    dataset
        As read or built.
    basemap
        GeoPackage with the areas of the five countries.
    exceptions
        (table, key, rule) of rows that may lie outside their country.
    """
    frame = dataset.deposits
    names = ("site_id", "country", "position_method", "position_accuracy_km")
    for site, country, method, accuracy, point in zip(
        *(frame[name].astype("object") for name in names), frame.geometry, strict=True
    ):
        faults = list(_statement_faults(point, method, accuracy))
        if ("deposits", site, INSIDE_COUNTRY) not in exceptions:
            faults += _country_faults(point, country, basemap)
        for column, value, rule, remedy in faults:
            yield Problem("deposits", str(site), column, value, rule, remedy)


def geometry_fault(shape: Any, wanted: str) -> str:
    """Return the rule that a geometry in degrees breaks, empty if none.

    Parameters
    ----------
    shape
        Shapely geometry, longitude first.
    wanted
        Geometry type the layer must have, such as ``Point``.
    """
    if shape.geom_type != wanted:
        return f"must be a {wanted}"
    west, south, east, north = shape.bounds
    if not all(map(math.isfinite, (west, south, east, north))):
        return "must have finite coordinates"
    if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004 - degrees
        return "must lie within longitude -180 to 180 and latitude -90 to 90"
    return "" if shape.is_valid else "must be a valid geometry"


def _statement_faults(
    point: Any, method: object, accuracy: object
) -> Iterator[tuple[str, str, str, str]]:
    if point is None and method != "unpublished":
        yield (
            "position_method",
            str(method),
            "must be unpublished where there is no point",
            "Give the point, or set position_method to unpublished",
        )
    if point is not None and method == "unpublished":
        yield (
            "position_method",
            "unpublished",
            "must not stand beside a point",
            "Remove the point, or say how the position is known",
        )
    if point is not None and is_missing(accuracy):
        yield (
            "position_accuracy_km",
            "",
            "must not be empty where there is a point",
            "Give the radius in km within which the site lies",
        )


def _country_faults(
    point: Any, country: object, basemap: Path
) -> Iterator[tuple[str, str, str, str]]:
    if point is None or geometry_fault(point, "Point") or country not in FIVE_COUNTRIES:
        return
    actual = country_at(point.x, point.y, basemap)
    if actual != country:
        yield (
            GEOMETRY,
            point.wkt,
            f"must lie in {FIVE_COUNTRIES[str(country)]}",
            _remedy(point, str(country), actual, basemap),
        )


def _remedy(point: Any, country: str, actual: str, basemap: Path) -> str:
    """Name the slip that would explain a point outside its country, if one does."""
    for slip, longitude, latitude in (
        ("Longitude and latitude seem swapped", point.y, point.x),
        ("The sign of the longitude seems wrong", -point.x, point.y),
        ("The sign of the latitude seems wrong", point.x, -point.y),
    ):
        if country_at(longitude, latitude, basemap) == country:
            return f"{slip}: ({longitude:g}, {latitude:g}) lies there; check the source"
    return (
        f"It lies in {FIVE_COUNTRIES.get(actual, 'none of the five countries')}; correct the point "
        "or the country, or list the row in data/sources/exceptions.csv under the rule "
        f"{INSIDE_COUNTRY} with a reason"
    )
