"""The built-in base map as GeoJSON for the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pyogrio
import shapely

LAYERS: Final = {
    "world": (),
    "countries": ("central_asia",),
    "region_lines": (),
    "lakes": (),
    "boundaries": ("disputed",),
}
"""Layer of the base map to the columns that the web map reads."""


_DETAILED: Final = shapely.box(38.1, 28.1, 97.9, 61.9)
"""Where the detailed countries lie: the coarse coast of the world map would show
through in the Caspian. A tenth of a degree of overlap hides the seam."""


_SMALLEST_LABELLED: Final = 30.0
"""Area in square degrees below which a neighbour bears no name."""


def geojson(basemap: Path) -> bytes:
    """Return the layers of the base map and the country labels as one JSON object.

    Parameters
    ----------
    basemap
        GeoPackage made by ``orebrief import natural-earth``.

    Returns
    -------
    UTF-8 JSON: layer name to FeatureCollection in EPSG:4326, longitude first,
    and ``labels``, one point for each country of the region.
    """
    layers: dict[str, Any] = {}
    for name, columns in LAYERS.items():
        frame = pyogrio.read_dataframe(basemap, layer=name)
        if name == "world":
            outside = frame.geometry.difference(_DETAILED)
            frame = frame.assign(geometry=outside)[~outside.is_empty]
        layers[name] = json.loads(frame[[*columns, "geometry"]].to_json(drop_id=True))
        if name == "countries":
            layers["labels"] = _labels(frame)
    return json.dumps(layers, separators=(",", ":"), ensure_ascii=False).encode()


def _labels(countries: gpd.GeoDataFrame) -> dict[str, Any]:
    # Small neighbours are too close to each other for their names to be read.
    wide = shapely.area(countries.geometry.to_numpy()) > _SMALLEST_LABELLED
    countries = countries[(countries["central_asia"] | wide) & countries["iso_a3"].notna()]
    places = zip(
        countries["name_en"],
        countries["central_asia"],
        countries["label_longitude"],
        countries["label_latitude"],
        strict=True,
    )
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name, "central_asia": bool(inside)},
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            }
            for name, inside, longitude, latitude in places
        ],
    }
