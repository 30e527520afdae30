"""Which country a point lies in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geo.errors import StoreError
from geo.schema import FIVE_COUNTRIES


@cache
def areas(basemap: Path) -> dict[str, Any]:
    """Return the area of each of the five countries, prepared for point tests.

    Parameters
    ----------
    basemap
        GeoPackage with a layer ``countries`` in EPSG:4326, column ``iso_a3``.

    Raises
    ------
    StoreError
        If the base map cannot be read or lacks one of the countries.
    """
    try:
        frame = pyogrio.read_dataframe(basemap, layer="countries", columns=["iso_a3"])
    except (DataSourceError, DataLayerError) as error:
        raise StoreError(
            "the base map cannot be read",
            str(basemap),
            "Restore it, or make it with orebrief import natural-earth",
        ) from error
    found = {
        iso: shapely.union_all(frame.loc[frame["iso_a3"] == iso, "geometry"].to_numpy())
        for iso in FIVE_COUNTRIES
    }
    missing = [iso for iso, area in found.items() if area.is_empty]
    if missing:
        raise StoreError(
            f"the base map has no area of {', '.join(missing)}",
            str(basemap),
            "Make it again with orebrief import natural-earth",
        )
    for area in found.values():
        shapely.prepare(area)
    return found


def country_at(longitude: float, latitude: float, basemap: Path) -> str:
    """Return the ISO 3166-1 alpha-3 code of the country at a point, empty if none of the five."""
    point = shapely.Point(longitude, latitude)
    return next((iso for iso, area in areas(basemap).items() if area.intersects(point)), "")
