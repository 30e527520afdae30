"""The shapes of sites, of equal area whatever their corners."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.path import Path

from geo.maps.style import Shape

_SQUARE, _DIAMOND, _SIDE, _RISE, _DROP, _ARM, _HALF = 0.886, 1.253, 1.347, 1.555, 0.778, 1.12, 0.42


def _polygon(*corners: tuple[float, float]) -> Path:
    return Path(np.array([*corners, corners[0]]), closed=True)


SHAPES: Final[dict[Shape, Path]] = {
    "circle": Path.unit_circle(),
    "square": _polygon(
        (-_SQUARE, -_SQUARE), (_SQUARE, -_SQUARE), (_SQUARE, _SQUARE), (-_SQUARE, _SQUARE)
    ),
    "triangle": _polygon((0, _RISE), (-_SIDE, -_DROP), (_SIDE, -_DROP)),
    "triangle-down": _polygon((0, -_RISE), (_SIDE, _DROP), (-_SIDE, _DROP)),
    "diamond": _polygon((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)),
    "cross": _polygon(
        (-_HALF, -_ARM), (_HALF, -_ARM), (_HALF, -_HALF), (_ARM, -_HALF), (_ARM, _HALF),
        (_HALF, _HALF), (_HALF, _ARM), (-_HALF, _ARM), (-_HALF, _HALF), (-_ARM, _HALF),
        (-_ARM, -_HALF), (-_HALF, -_HALF),
    ),
}  # fmt: skip
"""Outline of each shape with the area of a circle of radius 1; the web map draws the same."""


def sized(shape: Shape, radius: float, x: float = 0.0, y: float = 0.0) -> Path:
    """Return a shape of a radius around a point, in the unit of both."""
    path = SHAPES[shape]
    return Path(np.asarray(path.vertices) * radius + (x, y), path.codes)


REACH: Final = 1.56
"""No corner is farther from the middle than this."""
