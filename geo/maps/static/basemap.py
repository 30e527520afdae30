"""The base map in a frame: land, relief, waters, borders, the names of countries."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyogrio
import shapely
from matplotlib.path import Path
from PIL import Image

from geo.locations import BASEMAP_GPKG, RELIEF
from geo.maps.static.paths import path_of
from geo.maps.static.projection import WINDOW, Floats, Frame, project, unproject
from geo.maps.style import Palette
from geo.sources.relief import EAST, NORTH, SOUTH, WEST

_LONGEST_EDGE: Final = 1.0
"""Degrees; a straight edge of the sphere's grid is a curve on paper."""

_TOLERANCE_MM: Final = 0.04
"""Bends smaller than this cannot be seen."""

_MESH: Final = 16
"""The relief is warped in this many by as many patches: off by less than a dot."""

_RELIEF_DOTS_PER_MM: Final = 4.4
"""At the scale of the region the picture has little finer detail."""

_SHADES: Final = 5
_RELIEF_KM_PER_PIXEL: Final = 2.6
_SHARP_MM: Final = 0.25
"""Size on paper from which on a dot of the relief's picture shows as a blot."""

_LAYERS: Final = ("world", "countries", "region_lines", "lakes", "boundaries")
_DETAILED: Final = shapely.box(38.1, 28.1, 97.9, 61.9)
"""Where the detailed countries lie, as in ``geo.maps.base``."""


@dataclass(frozen=True)
class Layer:
    """Shapes in Albers metres with their columns."""

    shapes: Any
    columns: dict[str, Any]


@cache
def layers() -> dict[str, Layer]:
    """Return the layers of the base map, projected once for each process."""
    window = shapely.box(*WINDOW)
    found = {}
    for name in _LAYERS:
        frame = pyogrio.read_dataframe(BASEMAP_GPKG, layer=name)
        shapes = frame.geometry.to_numpy()
        if name == "world":
            shapes = shapely.difference(shapely.make_valid(shapes), _DETAILED)
        shapes = shapely.intersection(shapes, window)
        kept = ~shapely.is_empty(shapes)
        placed = shapely.transform(shapely.segmentize(shapes[kept], _LONGEST_EDGE), project)
        columns = {key: frame[key].to_numpy()[kept] for key in frame.columns if key != "geometry"}
        found[name] = Layer(placed, columns)
    return found


@dataclass(frozen=True)
class BaseMap:
    """Paths in millimetres, cut to the frame."""

    outside: Path
    land: Path
    regions: Path
    lakes: Path
    shores: Path
    borders: Path
    disputed: Path


@lru_cache(maxsize=16)
def base_map(frame: Frame) -> BaseMap:
    """Return the base map in a frame."""
    found = layers()
    inside = found["countries"].columns["central_asia"].astype(bool)
    countries = found["countries"].shapes
    disputed = found["boundaries"].columns["disputed"].astype(bool)
    borders = found["boundaries"].shapes
    lakes = found["lakes"].shapes
    return BaseMap(
        outside=_cut(frame, np.concatenate([found["world"].shapes, countries[~inside]])),
        land=_cut(frame, countries[inside]),
        regions=_cut(frame, found["region_lines"].shapes),
        lakes=_cut(frame, lakes),
        shores=_cut(frame, shapely.boundary(lakes)),
        borders=_cut(frame, borders[~disputed]),
        disputed=_cut(frame, borders[disputed]),
    )


def _cut(frame: Frame, shapes: Any) -> Path:
    """Return the part of some shapes that a frame shows, in millimetres."""
    outline = frame.outline()
    west, south, east, north = shapely.bounds(outline)
    bounds = shapely.bounds(shapes)
    near = (
        (bounds[:, 0] <= east) & (bounds[:, 2] >= west)
        & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    )  # fmt: skip
    shown = shapely.simplify(shapes[near], 1000 * _TOLERANCE_MM / frame.mm_per_km)
    placed = shapely.transform(shown, frame.place)
    cut = shapely.clip_by_rect(placed, *frame.box.edges)
    return path_of(cut[~shapely.is_empty(cut)])


@cache
def _relief() -> Image.Image:
    with Image.open(RELIEF) as picture:
        return picture.convert("RGBA")


@lru_cache(maxsize=8)
def relief(frame: Frame, opacity: float) -> Image.Image:
    """Return the relief in a frame as RGBA, transparent off its land.

    The picture is in Web Mercator; patches of the frame are looked up in it.
    """
    source = _relief()
    columns = round(frame.box.width * _RELIEF_DOTS_PER_MM)
    rows = round(frame.box.height * _RELIEF_DOTS_PER_MM)
    x = np.linspace(0, columns, _MESH + 1).round().astype(int)
    y = np.linspace(0, rows, _MESH + 1).round().astype(int)
    box = frame.box
    page_x = box.left + x / columns * box.width
    page_y = box.top - y / rows * box.height
    grid = np.stack(np.meshgrid(page_x, page_y), axis=-1)
    at = _pixels(frame.to_lonlat(grid.reshape(-1, 2)), source).reshape(_MESH + 1, _MESH + 1, 2)
    patches = [
        (
            (int(x[j]), int(y[i]), int(x[j + 1]), int(y[i + 1])),
            tuple(
                float(value)
                for corner in (at[i, j], at[i + 1, j], at[i + 1, j + 1], at[i, j + 1])
                for value in corner
            ),
        )
        for i in range(_MESH)
        for j in range(_MESH)
    ]
    warped = source.transform(
        (columns, rows), Image.Transform.MESH, patches, Image.Resampling.BICUBIC
    )
    # Fewer shades than the eye tells apart: a document is a third smaller.
    shades = [min(value // _SHADES * _SHADES, 250) + _SHADES // 2 for value in range(256)]
    return warped.point(shades * 3 + [round(value * opacity) for value in range(256)])


def _sharpness(frame: Frame) -> float:
    """Return how much of the relief to show: enlarged, its slopes are blots."""
    mm_per_pixel = frame.mm_per_km * _RELIEF_KM_PER_PIXEL
    return min(1.0, math.sqrt(_SHARP_MM / mm_per_pixel))


def _pixels(lonlat: Floats, source: Image.Image) -> Floats:
    """Return column and row in the relief picture of degrees."""

    def northing(latitude: npt.ArrayLike) -> Floats:
        degrees = np.clip(np.asarray(latitude, dtype=np.float64), -85, 85)
        return np.log(np.tan(np.pi / 4 + np.radians(degrees) / 2))

    top, bottom = northing(NORTH), northing(SOUTH)
    column = (lonlat[:, 0] - WEST) / (EAST - WEST) * source.width
    row = (top - northing(lonlat[:, 1])) / (top - bottom) * source.height
    return np.column_stack([column, row])


@dataclass(frozen=True)
class Country:
    """A country's name and where it stands.

    Attributes
    ----------
    shape
        Albers metres.
    inside
        Whether it is one of the five.
    """

    iso_a3: str
    name_en: str
    name_ru: str
    inside: bool
    label: tuple[float, float]
    shape: Any


@cache
def countries() -> tuple[Country, ...]:
    """Return the countries around, the five first."""
    layer = layers()["countries"]
    columns = layer.columns
    labels = project(
        np.column_stack([columns["label_longitude"], columns["label_latitude"]]).astype(float)
    )
    found = [
        Country(
            iso_a3=columns["iso_a3"][row] or "",
            name_en=columns["name_en"][row] or "",
            name_ru=columns["name_ru"][row] or "",
            inside=bool(columns["central_asia"][row]),
            label=(float(labels[row, 0]), float(labels[row, 1])),
            shape=shape,
        )
        for row, shape in enumerate(layer.shapes)
    ]
    return tuple(sorted(found, key=lambda country: not country.inside))


@cache
def region() -> Floats:
    """Return the outline of the five countries in degrees, shape (n, 2)."""
    land = [country.shape for country in countries() if country.inside]
    return unproject(shapely.get_coordinates(np.array(land)))


def draw(page: Any, frame: Frame, palette: Palette, *, with_relief: bool) -> None:
    """Draw the base map of a frame on a page, without names."""
    drawn = base_map(frame)
    page.box(frame.box, fill=palette.water)
    page.shape(drawn.outside, fill=palette.land_outside)
    page.shape(drawn.land, fill=palette.land)
    if with_relief:
        page.picture(relief(frame, palette.relief_opacity * _sharpness(frame)), frame.box)
        # Neighbours step back, so that the five countries stand out without a colour of theirs.
        page.shape(drawn.outside, fill=palette.land_outside, alpha=0.45)
    page.shape(drawn.regions, line=palette.region, width=0.14, alpha=0.9)
    page.shape(drawn.lakes, fill=palette.water)
    page.shape(drawn.shores, line=palette.lake_line, width=0.12)
    page.shape(drawn.borders, line=palette.border, width=0.3)
    page.shape(drawn.disputed, line=palette.border_disputed, width=0.3, dashes=(1.0, 0.8))
