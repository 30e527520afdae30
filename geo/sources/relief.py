"""The relief picture: Natural Earth's shaded relief, muted, in Web Mercator."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from PIL import Image, ImageDraw, ImageFilter, UnidentifiedImageError

from geo.errors import SourceError

WEST: Final = 46.0
SOUTH: Final = 35.0
EAST: Final = 88.0
NORTH: Final = 56.0

BOUNDS: Final = ((SOUTH, WEST), (NORTH, EAST))
"""Corners of the picture as Leaflet takes them: latitude first."""

LAND_RGB: Final = (231, 227, 218)
"""Colour that the relief fades to; land beyond the picture is filled with it."""

SATURATION: Final = 0.3
PLAIN_CONTRAST: Final = 0.3
"""How much of the differences between whole landscapes is kept."""

SLOPE_CONTRAST: Final = 0.75
"""How much of the differences between neighbouring slopes is kept."""

LANDSCAPE_PIXELS: Final = 15
FADE_DEGREES: Final = 0.8
"""Width over which the picture fades out at its edges, so that no frame shows."""

SEA_BLUENESS: Final = 20
SEA_BRIGHTNESS: Final = 215
"""How far blue exceeds red, and the mean of the three, in the source's sea and nowhere else."""

OVERSAMPLING: Final = 4
WEBP_QUALITY: Final = 82

Floats = npt.NDArray[np.float64]


def draw_relief(source: Path, land: Any) -> bytes:
    """Return the relief as WebP: Web Mercator rows, transparent wherever there is no land.

    Parameters
    ----------
    source
        Picture in longitude and latitude that fills ``BOUNDS``.
    land
        Polygons of the land, longitude first, EPSG:4326.

    Returns
    -------
    bytes
        A picture as wide as the source and as high as square pixels ask for.

    Raises
    ------
    SourceError
        If the picture is missing, unreadable or not of the proportions of ``BOUNDS``.
    """
    colours = _read(source)
    sea = _sea_of_picture(colours)
    shown = _fade(*sea.shape) * ~sea * 255.0
    picture = _to_mercator(np.dstack([_muted(colours, sea), shown]))
    height, width, _ = picture.shape
    picture[..., 3] *= _land_share(land, width, height)
    # Unseen pixels still bleed into their neighbours when the picture is compressed.
    picture[picture[..., 3] == 0, :3] = LAND_RGB
    target = io.BytesIO()
    Image.fromarray(picture.round().astype(np.uint8)).save(
        target, "WEBP", quality=WEBP_QUALITY, method=6
    )
    return target.getvalue()


def _read(source: Path) -> Floats:
    try:
        with Image.open(source) as image:
            colours = np.asarray(image.convert("RGB"), dtype=np.float64)
    except FileNotFoundError as error:
        raise SourceError(
            f"there is no {source.name}",
            str(source.parent),
            "Give the folder that holds Natural Earth",
        ) from error
    except (UnidentifiedImageError, OSError) as error:
        raise SourceError(
            "this is not a readable picture", str(source), "Fetch the file again"
        ) from error
    height, width, _ = colours.shape
    if round(width * (NORTH - SOUTH) / (EAST - WEST)) != height:
        raise SourceError(
            f"the picture has {width} by {height} pixels, but {EAST - WEST:g} by "
            f"{NORTH - SOUTH:g} degrees must be in proportion",
            str(source),
            f"Clip it to {WEST:g}–{EAST:g} E, {SOUTH:g}–{NORTH:g} N",
        )
    return colours


def _sea_of_picture(colours: Floats) -> npt.NDArray[np.bool_]:
    """Tell the pale blue that the source paints the sea with.

    Its shore is not the shore of the polygons: blue must not end up on land.
    """
    red, _, blue = np.moveaxis(colours, -1, 0)
    return np.asarray((blue - red > SEA_BLUENESS) & (colours.mean(axis=-1) > SEA_BRIGHTNESS))


def _fade(height: int, width: int) -> Floats:
    """Return the weight of each pixel, falling to 0 at the edges of the picture."""

    def along(count: int, degrees: float) -> Floats:
        distance = (np.arange(count) + 0.5) / count * degrees
        return np.clip(np.minimum(distance, degrees - distance) / FADE_DEGREES, 0, 1)

    return np.outer(along(height, NORTH - SOUTH), along(width, EAST - WEST))


def _muted(colours: Floats, sea: npt.NDArray[np.bool_]) -> Floats:
    """Pale the relief towards the land's colour, so that points stand out on it.

    Whole landscapes are paled more than slopes: mountains stay legible without
    turning white.
    """
    grey = colours.mean(axis=-1)
    middle = np.median(grey[~sea])
    land_grey = Image.fromarray(np.where(sea, middle, grey).astype(np.uint8))
    blurred = land_grey.filter(ImageFilter.GaussianBlur(LANDSCAPE_PIXELS))
    landscape = np.asarray(blurred, dtype=np.float64)
    shade = PLAIN_CONTRAST * (landscape - middle) + SLOPE_CONTRAST * (grey - landscape)
    tint = SATURATION * (colours - grey[..., np.newaxis])
    muted: Floats = np.clip(np.array(LAND_RGB) + shade[..., np.newaxis] + tint, 0, 255)
    return muted


def _mercator(latitude: float) -> float:
    """Return the northing on the unit sphere (Snyder, USGS PP 1395, equation 7-1)."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _to_mercator(picture: Floats) -> Floats:
    """Resample the rows, evenly spaced in latitude, to even spacing in northing."""
    rows, width, _ = picture.shape
    top, bottom = _mercator(NORTH), _mercator(SOUTH)
    height = round(width * (top - bottom) / math.radians(EAST - WEST))
    northing = top - (np.arange(height) + 0.5) / height * (top - bottom)
    latitude = np.degrees(2 * np.arctan(np.exp(northing)) - math.pi / 2)
    row = np.clip((NORTH - latitude) / (NORTH - SOUTH) * rows - 0.5, 0, rows - 1)
    upper = np.floor(row).astype(int)
    lower = np.minimum(upper + 1, rows - 1)
    weight = (row - upper)[:, np.newaxis, np.newaxis]
    mixed: Floats = picture[upper] * (1 - weight) + picture[lower] * weight
    return mixed


def _land_share(land: Any, width: int, height: int) -> Floats:
    """Return 1 inland and 0 from the middle of a shore's pixel outwards.

    The polygon that is drawn below the picture makes the sharp shore.
    """
    large = (width * OVERSAMPLING, height * OVERSAMPLING)
    mask = Image.new("L", large)
    draw = ImageDraw.Draw(mask)
    top, bottom = _mercator(NORTH), _mercator(SOUTH)

    def pixels(lonlat: Floats) -> Floats:
        longitude, latitude = lonlat.T
        northing = np.log(np.tan(math.pi / 4 + np.radians(latitude) / 2))
        x = (longitude - WEST) / (EAST - WEST) * large[0]
        return np.column_stack([x, (top - northing) / (top - bottom) * large[1]])

    drawn = shapely.transform(
        shapely.intersection(land, shapely.box(WEST, SOUTH, EAST, NORTH)), pixels
    )
    parts = shapely.get_parts(drawn)
    # Largest first: an island in a hole is drawn after the hole.
    for polygon in parts[np.argsort(-shapely.area(parts), kind="stable")]:
        if polygon.geom_type == "Polygon":
            draw.polygon(polygon.exterior.coords[:], fill=255)
            for hole in polygon.interiors:
                draw.polygon(hole.coords[:], fill=0)
    share = np.asarray(mask.reduce(OVERSAMPLING), dtype=np.float64) / 255
    return np.clip(2 * share - 1, 0, 1)
