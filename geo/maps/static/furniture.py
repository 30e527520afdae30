"""What a map needs to be read: scale bar, north arrow, locator, grid."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import shapely
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geo.maps.static import basemap
from geo.maps.static.lettering import Face, width_mm
from geo.maps.static.page import Page
from geo.maps.static.paths import path_of
from geo.maps.static.projection import Box, Frame, fit
from geo.maps.style import Palette

INK: Final = "#1c1c1c"
QUIET: Final = "#5f5f5f"

_ARROW: Final = Path(
    np.array([(0, 1), (0.52, -0.8), (0, -0.42), (-0.52, -0.8), (0, 1)]), closed=True
)
_ARROW_WEST: Final = Path(np.array([(0, 1), (0, -0.42), (-0.52, -0.8), (0, 1)]), closed=True)
_LONGEST_BAR: Final = 42.0
_SIGN_PT: Final = 5.6
_GRID_STEPS: Final = (30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)


def bar_km(mm_per_km: float, longest_mm: float) -> float:
    """Return the longest of 1, 2 or 5 times a power of ten that fits, in km."""
    longest = longest_mm / mm_per_km
    power = 10.0 ** math.floor(math.log10(longest))
    return next(factor * power for factor in (5, 2, 1) if factor * power <= longest)


def signs_size(frame: Frame, scale: float) -> tuple[float, float]:
    """Return width and height of the scale bar with the north arrow above it."""
    length = bar_km(frame.mm_per_km, _LONGEST_BAR * scale)
    last = width_mm(f"{length:,g} km", Face.REGULAR, _SIGN_PT * scale) / 2
    return length * frame.mm_per_km + last + 1.0 * scale, 17.5 * scale


def signs(page: Page, frame: Frame, box: Box, scale: float) -> None:
    """Draw the scale bar with the north arrow above it in a box of their size."""
    left = box.left + 1.0 * scale
    _scale_bar(page, frame, left, box.bottom, scale)
    _north_arrow(page, frame, left + 2.4 * scale, box.bottom + 8.6 * scale, scale)


def _scale_bar(page: Page, frame: Frame, left: float, bottom: float, scale: float) -> None:
    """Draw a bar of two tones from a lower left corner."""
    size = _SIGN_PT * scale
    length = bar_km(frame.mm_per_km, _LONGEST_BAR * scale)
    long_mm, thick = length * frame.mm_per_km, 0.95 * scale
    page.box(Box(left, bottom, long_mm, thick), fill="#ffffff", line=INK, width=0.14)
    for quarter in (0, 2):
        dark = Box(left + quarter * long_mm / 4, bottom, long_mm / 4, thick)
        page.box(dark, fill=INK, line=INK, width=0.14)
    for part, word in ((0.0, "0"), (0.5, f"{length / 2:g}"), (1.0, f"{length:,g} km")):
        x, y = left + part * long_mm, bottom + thick + 0.9 * scale
        page.text(x, y, word, Face.REGULAR, size, align="center", halo=True)


def _north_arrow(page: Page, frame: Frame, x: float, y: float, scale: float) -> None:
    """Draw an arrow around a point that leans to true north at the frame's middle."""
    turned = Affine2D().scale(3.4 * scale).rotate_deg(-frame.north_degrees).translate(x, y)
    page.shape(_ARROW.transformed(turned), fill="#ffffff", line=INK, width=0.22)
    page.shape(_ARROW_WEST.transformed(turned), fill=INK, line=INK, width=0.22)
    tip = turned.transform([(0, 1.3)])[0]
    page.text(float(tip[0]), float(tip[1]) - 0.3, "N", Face.SEMIBOLD, 6.6 * scale, align="center",
              halo=True)  # fmt: skip


def locator(page: Page, frame: Frame, box: Box, palette: Palette) -> None:
    """Draw the five countries in a box, with the outline of the frame."""
    small = fit(basemap.region(), box, 1.2)
    page.box(box, fill=palette.water, line=palette.border, width=0.2)
    drawn = basemap.base_map(small)
    page.shape(drawn.outside, fill=palette.land_outside)
    page.shape(drawn.land, fill=palette.land)
    page.shape(drawn.lakes, fill=palette.water)
    page.shape(drawn.borders, line=palette.border, width=0.12)
    page.shape(drawn.disputed, line=palette.border_disputed, width=0.12, dashes=(0.5, 0.4))
    outline = shapely.transform(shapely.segmentize(frame.outline(), 50_000), small.place)
    shown = shapely.clip_by_rect(outline, *box.edges)
    if max(np.ptp(shapely.get_coordinates(outline), axis=0)) < 1.6:  # noqa: PLR2004 - mm
        middle = shapely.get_coordinates(shapely.centroid(outline))[0]
        page.shape(
            Path.circle((float(middle[0]), float(middle[1])), 0.9),
            line=palette.selected,
            width=0.45,
        )
    elif not shapely.is_empty(shown):
        page.shape(path_of(shown), fill=palette.selected, alpha=0.14)
        page.shape(path_of(shown), line=palette.selected, width=0.45)


def region_share(frame: Frame) -> float:
    """Return how wide a frame is beside the five countries, both in km."""
    land = shapely.total_bounds(
        np.array([country.shape for country in basemap.countries() if country.inside])
    )
    return 1000 * frame.box.width / frame.mm_per_km / float(land[2] - land[0])


def grid(page: Page, frame: Frame, scale: float, palette: Palette) -> None:
    """Draw meridians and parallels, their degrees outside of the frame."""
    corners = frame.to_lonlat(
        shapely.get_coordinates(shapely.segmentize(shapely.box(*frame.box.edges), 5.0))
    )
    west, south = np.maximum(corners.min(axis=0), (-110, -30))
    east, north = np.minimum(corners.max(axis=0), (179, 84))
    span = min(east - west, (north - south) * 1.4)
    step = next((step for step in _GRID_STEPS if span / step >= 3.4), _GRID_STEPS[-1])  # noqa: PLR2004 - lines
    left, bottom, right, top = frame.box.edges
    size = 4.9 * scale
    for longitude in np.arange(math.ceil(west / step) * step, east, step):
        line = np.column_stack(
            [np.full(60, longitude), np.linspace(max(south - 1, -80), min(north + 1, 89), 60)]
        )
        for x, y in _drawn(page, frame, line, palette):
            if abs(y - bottom) < 0.01 and left + 4 < x < right - 4:  # noqa: PLR2004 - mm
                page.text(x, bottom - 2.3 * scale, _degrees(longitude, "E", "W"), Face.REGULAR,
                          size, colour=QUIET, align="center")  # fmt: skip
    for latitude in np.arange(math.ceil(south / step) * step, north, step):
        line = np.column_stack([np.linspace(west - 1, east + 1, 90), np.full(90, latitude)])
        for x, y in _drawn(page, frame, line, palette):
            if abs(x - left) < 0.01 and bottom + 3 < y < top - 3:  # noqa: PLR2004 - mm
                page.text(left - 0.8 * scale, y - 0.6 * scale, _degrees(latitude, "N", "S"),
                          Face.REGULAR, size, colour=QUIET, align="right")  # fmt: skip


def _drawn(
    page: Page, frame: Frame, line: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    palette: Palette,
) -> list[tuple[float, float]]:  # fmt: skip
    """Draw a line of degrees; return where it meets the frame."""
    cut = shapely.clip_by_rect(shapely.LineString(frame.to_page(line)), *frame.box.edges)
    page.shape(path_of(cut), line=palette.border, width=0.08, alpha=0.35)
    parts = [part for part in shapely.get_parts(cut) if not shapely.is_empty(part)]
    return [
        (float(x), float(y)) for part in parts for x, y in shapely.get_coordinates(part)[[0, -1]]
    ]


def _degrees(value: float, above: str, below: str) -> str:
    return f"{abs(value):g}°{above if value > 0 else below if value < 0 else ''}"
