"""Shapes as matplotlib's paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from matplotlib.path import Path

from geo.maps.static.projection import Floats

_CLOSE: Final = np.uint8(Path.CLOSEPOLY)


def path_of(shapes: Any) -> Path:
    """Return polygons or lines as one path; holes stay holes.

    Parameters
    ----------
    shapes
        Array of shapely geometries.
    """
    parts = shapely.get_parts(np.atleast_1d(shapes))
    while len(parts) and (shapely.get_type_id(parts) >= 4).any():  # noqa: PLR2004 - collections
        parts = shapely.get_parts(parts)
    areas = parts[shapely.get_dimensions(parts) == 2]  # noqa: PLR2004 - dimensions
    lines = parts[shapely.get_dimensions(parts) == 1]
    rings = shapely.get_rings(shapely.orient_polygons(areas))
    vertices, codes = [], []
    for group, last in ((rings, _CLOSE), (lines, np.uint8(Path.LINETO))):
        points, at = shapely.get_coordinates(group, return_index=True)
        if not len(points):
            continue
        kinds = np.full(len(points), Path.LINETO, dtype=np.uint8)
        turns = np.flatnonzero(np.diff(at))
        kinds[np.concatenate([turns, [len(points) - 1]])] = last
        kinds[np.concatenate([[0], turns + 1])] = Path.MOVETO
        vertices.append(points)
        codes.append(kinds)
    if not vertices:
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(vertices), np.concatenate(codes))


def joined(outlines: Sequence[tuple[Floats, Any]]) -> Path:
    """Return outlines, each as vertices and codes, as one path."""
    return Path(
        np.concatenate([vertices for vertices, _ in outlines]),
        np.concatenate([codes for _, codes in outlines]),
    )
