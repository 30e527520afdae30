"""Where names go: beside their symbols, never on one another, never out of the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np

from geo.maps.static.lettering import MM_PER_PT, Face, width_mm
from geo.maps.static.projection import Box, Floats

_ROOM: Final = 1024
_DIAGONAL: Final = 0.72
"""Part of a symbol's reach at which a name beside its shoulder starts."""

ABOVE: Final = 0.74
"""Ems from the base line to the top of a capital with its accent's foot."""

BELOW: Final = 0.24
"""Ems from the base line to the foot of a descender."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to place.

    Attributes
    ----------
    x, y
        Millimetres of what it names.
    reach
        Millimetres from there to the edge of its symbol.
    """

    text: str
    x: float
    y: float
    reach: float
    face: Face
    size_pt: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place: the start of its base line, and the box it takes."""

    name: Name
    x: float
    y: float
    box: Box


class Taken:
    """What lies on a map already.

    Parameters
    ----------
    frame
        Nothing may leave it.
    """

    def __init__(self, frame: Box) -> None:
        self._frame = frame.edges
        self._edges = np.empty((_ROOM, 4))
        self._count = 0

    def add(self, boxes: Floats) -> None:
        """Take boxes: left, bottom, right, top, shape (n, 4)."""
        needed = self._count + len(boxes)
        if needed > len(self._edges):
            grown = np.empty((2 * needed, 4))
            grown[: self._count] = self._edges[: self._count]
            self._edges = grown
        self._edges[self._count : needed] = boxes
        self._count = needed

    def add_box(self, box: Box) -> None:
        """Take one box."""
        self.add(np.array([box.edges]))

    def first_free(self, boxes: Floats) -> int:
        """Return the first box, shape (n, 4), that touches nothing; -1 if there is none."""
        left, bottom, right, top = boxes.T
        within = (
            (left >= self._frame[0]) & (bottom >= self._frame[1])
            & (right <= self._frame[2]) & (top <= self._frame[3])
        )  # fmt: skip
        if not within.any():
            return -1
        taken = self._edges[: self._count]
        hit = (
            (boxes[:, None, 0] < taken[:, 2]) & (boxes[:, None, 2] > taken[:, 0])
            & (boxes[:, None, 1] < taken[:, 3]) & (boxes[:, None, 3] > taken[:, 1])
        )  # fmt: skip
        free = np.flatnonzero(within & ~hit.any(axis=1))
        return int(free[0]) if len(free) else -1


def placed(names: Iterable[Name], taken: Taken) -> list[Label]:
    """Place names, the most important first, in the best of eight places or not at all.

    Places in Imhof's order: to the upper right first, straight below last
    (Imhof, Positioning Names on Maps, The American Cartographer 2, 1975).
    """
    labels = []
    for name in names:
        em = name.size_pt * MM_PER_PT
        width, up, down = width_mm(name.text, name.face, name.size_pt), ABOVE * em, BELOW * em
        gap = name.reach + 0.12 * em
        near = _DIAGONAL * gap
        middle = name.y - (up - down) / 2
        right, left, centred = name.x + gap, name.x - gap - width, name.x - width / 2
        starts = np.array(
            [
                (name.x + near, name.y + near * 0.6),
                (right, middle),
                (name.x + near, name.y - near * 0.6 - up + down / 2),
                (name.x - near - width, name.y + near * 0.6),
                (left, middle),
                (name.x - near - width, name.y - near * 0.6 - up + down / 2),
                (centred, name.y + gap + down / 2),
                (centred, name.y - gap - up),
            ]
        )
        boxes = np.column_stack([np.subtract(starts, (0, down)), np.add(starts, (width, up))])
        best = taken.first_free(boxes)
        if best >= 0:
            x, y = (float(value) for value in starts[best])
            box = Box(x, y - down, width, up + down)
            taken.add_box(box)
            labels.append(Label(name, x, y, box))
    return labels


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move things in a row apart, as little as that needs.

    Parameters
    ----------
    wanted
        Where each should start, in order.
    sizes
        How long each is, with its gap.
    low, high
        Ends of the row; what does not fit passes the upper one.
    """
    # Less the sizes before them, places may stand anywhere in order: pool neighbours
    # that are out of order at their mean.
    before = [0.0, *accumulate(sizes)]
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, before, strict=False):
        pools.append((place - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, several), (second, count) = pools[-2:]
            mean = (first * several + second * count) / (several + count)
            pools[-2:] = [(mean, several + count)]
    eased = [mean for mean, count in pools for _ in range(count)]
    last = high - before[-1]
    return [
        max(min(place, last), low) + offset for place, offset in zip(eased, before, strict=False)
    ]
