"""What the app serves beside the page: Leaflet, the map's scripts, the base map."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from geo.locations import BASEMAP_GPKG, RELIEF, ROOT
from geo.maps import base

_ONE_DAY: Final = {"Cache-Control": "public, max-age=86400"}


@lru_cache(maxsize=1)
def _base_map() -> bytes:
    return base.geojson(BASEMAP_GPKG)


def base_map(_request: Request) -> Response:
    """Serve the base map's layers as JSON."""
    return Response(_base_map(), media_type="application/json", headers=_ONE_DAY)


def relief(_request: Request) -> Response:
    """Serve the relief picture, in Web Mercator."""
    return FileResponse(RELIEF, headers=_ONE_DAY)


ROUTES: Final[list[BaseRoute]] = [
    Route("/assets/base-map/base-map.json", base_map),
    Route("/assets/base-map/relief.webp", relief),
    Mount("/assets/map", StaticFiles(directory=ROOT / "geo" / "maps" / "assets")),
    # django-js-lib-leaflet is Leaflet's own build in a Python package; Django is
    # neither needed nor installed.
    Mount(
        "/assets/leaflet",
        StaticFiles(packages=[("js_lib_leaflet", "static/js_lib_leaflet")]),
    ),
]
