"""The map's projection, and how an extent is fitted into a frame on paper.

Albers' equal-area conic of the five countries. Turned about the cone's apex it
stays the same projection with another central meridian, so one projected base
map serves every extent, each with true north upright at its centre.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Proj

from geo.briefing.snapshot import Bounds

ALBERS: Final = "+proj=aea +lat_1=38 +lat_2=53 +lat_0=45 +lon_0=67 +ellps=WGS84"
"""Standard parallels a sixth in from the south and north of the five countries: no
length on their land is off by more than 1 in 100."""

REGION: Final[Bounds] = (46.2, 35.0, 87.6, 55.6)
"""West, south, east, north of the five countries in degrees."""

LIMIT: Final[Bounds] = (30.0, 20.0, 110.0, 65.0)
"""The widest extent; one beyond it is cut to it, for the cone tears the rest of the world."""

WINDOW: Final[Bounds] = (-110.0, -30.0, 180.0, 88.0)
"""What is drawn of the world, so that the corners around the widest extent are filled."""

_STEPS: Final = 24
_KM_PER_DEGREE: Final = 111.2

Floats = npt.NDArray[np.float64]

_own = threading.local()


def _proj() -> Proj:
    # PROJ's objects must not be shared between threads.
    if not hasattr(_own, "albers"):
        _own.albers = Proj(ALBERS)
    albers: Proj = _own.albers
    return albers


def project(lonlat: npt.ArrayLike) -> Floats:
    """Return metres in the region's Albers projection of degrees, both of shape (n, 2)."""
    degrees = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
    x, y = _proj()(degrees[:, 0], degrees[:, 1])
    return np.column_stack([x, y])


def unproject(metres: npt.ArrayLike) -> Floats:
    """Return longitude and latitude in degrees of Albers metres, both of shape (n, 2)."""
    points = np.asarray(metres, dtype=np.float64).reshape(-1, 2)
    longitude, latitude = _proj()(points[:, 0], points[:, 1], inverse=True)
    return np.column_stack([longitude, latitude])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper in millimetres from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.left, self.bottom, self.right, self.top

    def touches(self, other: Box) -> bool:
        """Tell whether two boxes share paper."""
        left, bottom, right, top = other.edges
        return self.left < right and left < self.right and self.bottom < top and bottom < self.top

    def inset(self, by: float) -> Box:
        """Return the box without a rim of a given width."""
        return Box(self.left + by, self.bottom + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a part of the Earth lies on paper.

    Attributes
    ----------
    box
        The map's rectangle.
    centre
        Albers metres of the box's middle.
    turn
        Radians by which the projection is turned, counter-clockwise.
    mm_per_km
        Scale.
    """

    box: Box
    centre: tuple[float, float]
    turn: float
    mm_per_km: float

    def place(self, metres: npt.ArrayLike) -> Floats:
        """Return millimetres on paper of Albers metres, both of shape (n, 2)."""
        points = np.asarray(metres, dtype=np.float64).reshape(-1, 2)
        factor = self.mm_per_km / 1000
        cos, sin = factor * math.cos(self.turn), factor * math.sin(self.turn)
        x, y = points[:, 0] - self.centre[0], points[:, 1] - self.centre[1]
        left, bottom = self._middle
        return np.column_stack([left + cos * x - sin * y, bottom + sin * x + cos * y])

    def to_page(self, lonlat: npt.ArrayLike) -> Floats:
        """Return millimetres on paper of degrees, both of shape (n, 2)."""
        return self.place(project(lonlat))

    def to_lonlat(self, page: npt.ArrayLike) -> Floats:
        """Return degrees of millimetres on paper, both of shape (n, 2)."""
        points = np.asarray(page, dtype=np.float64).reshape(-1, 2)
        factor = 1000 / self.mm_per_km
        cos, sin = factor * math.cos(self.turn), factor * math.sin(self.turn)
        left, bottom = self._middle
        x, y = points[:, 0] - left, points[:, 1] - bottom
        return unproject(
            np.column_stack(
                [self.centre[0] + cos * x + sin * y, self.centre[1] - sin * x + cos * y]
            )
        )

    def outline(self) -> Any:
        """Return the box as a polygon in Albers metres."""
        half_x = 500 * self.box.width / self.mm_per_km
        half_y = 500 * self.box.height / self.mm_per_km
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        corners = [(-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y)]
        return shapely.Polygon(
            [(self.centre[0] + cos * x + sin * y, self.centre[1] - sin * x + cos * y)
             for x, y in corners]
        )  # fmt: skip

    def holds(self, page: Floats) -> npt.NDArray[np.bool_]:
        """Tell which points on paper, shape (n, 2), lie in the box."""
        left, bottom, right, top = self.box.edges
        x, y = page[:, 0], page[:, 1]
        inside: npt.NDArray[np.bool_] = (x > left) & (x < right) & (y > bottom) & (y < top)
        return inside

    @property
    def north_degrees(self) -> float:
        """Clockwise angle from upright to true north at the middle of the box."""
        here = self.to_lonlat([self._middle])[0]
        (x0, y0), (x1, y1) = self.to_page([here, np.add(here, (0, 0.01))])
        return math.degrees(math.atan2(x1 - x0, y1 - y0))

    @property
    def _middle(self) -> tuple[float, float]:
        return self.box.left + self.box.width / 2, self.box.bottom + self.box.height / 2


def edge(bounds: Bounds) -> Floats:
    """Return points along the edge of bounds, in degrees, cut to what can be drawn."""
    west, south = max(bounds[0], LIMIT[0]), max(bounds[1], LIMIT[1])
    east, north = min(bounds[2], LIMIT[2]), min(bounds[3], LIMIT[3])
    if west >= east or south >= north:
        west, south, east, north = REGION
    x, y = np.linspace(west, east, _STEPS), np.linspace(south, north, _STEPS)
    sides = [(x, np.full(_STEPS, side)) for side in (south, north)]
    sides += [(np.full(_STEPS, side), y) for side in (west, east)]
    return np.concatenate([np.column_stack(side) for side in sides])


def widened(points: Floats, least_km: float) -> Floats:
    """Return points in degrees and, around their middle, others that far to each side."""
    x, y = (points.min(axis=0) + points.max(axis=0)) / 2
    up = least_km / _KM_PER_DEGREE
    across = up / math.cos(math.radians(min(abs(y), 80)))
    return np.vstack([points, [(x - across, y), (x + across, y), (x, y - up), (x, y + up)]])


def fit(points: Floats, box: Box, rim_mm: float) -> Frame:
    """Return the frame that shows points as large as they fit, upright at their middle.

    Parameters
    ----------
    points
        Degrees, longitude first, shape (n, 2); cut to ``LIMIT``.
    box
        The map's rectangle.
    rim_mm
        Paper to leave free around the points.
    """
    points = np.clip(points, LIMIT[:2], LIMIT[2:])
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    here, there = project([middle, np.add(middle, (0, 0.01))])
    turn = math.atan2(there[0] - here[0], there[1] - here[1])
    # Placed around the origin at 1 mm for each km to find the size.
    unit = Frame(Box(0, 0, 0, 0), (float(here[0]), float(here[1])), turn, 1.0)
    placed = unit.place(project(points))
    low, high = placed.min(axis=0), placed.max(axis=0)
    width, height = np.maximum(high - low, 1.0)
    scale = float(min((box.width - 2 * rim_mm) / width, (box.height - 2 * rim_mm) / height))
    offset = (low + high) / 2
    cos, sin = math.cos(turn), math.sin(turn)
    centre = (
        float(here[0] + 1000 * (cos * offset[0] + sin * offset[1])),
        float(here[1] + 1000 * (-sin * offset[0] + cos * offset[1])),
    )
    return Frame(box, centre, turn, scale)
