"""Lines to partners: agreements between seats, or from a chosen site."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
import shapely

from geo.briefing.content import Content
from geo.index import Index
from geo.maps.static.projection import Box, Floats, Frame
from geo.schema import FIVE_COUNTRIES
from geo.sources.arcs import arc

_JUMP_KM: Final = 4000
"""A longer step between two points of an arc is the map's far edge, not a way."""


@dataclass(frozen=True)
class Tie:
    """A line to a partner.

    Attributes
    ----------
    party
        Code of the partner at its far end.
    count
        Number of agreements that it stands for.
    line
        Millimetres from the near end on, cut to the frame, shape (n, 2).
    leaves
        Whether its far end lies beyond the frame.
    """

    party: str
    count: int
    line: Floats
    leaves: bool


def between_seats(index: Index, content: Content, frame: Frame) -> list[Tie]:
    """Return a tie for each pair of parties that has signed, if its near seat is in the frame."""
    rows = content.selection.agreements.nonzero()[0]
    count = Counter(chain.from_iterable(index.agreement_pairs[row] for row in rows))
    ties = []
    for far, near in sorted(count):
        lines = index.pair_arc(far, near)
        if not lines:
            continue
        # Arcs run from the far seat to the near one, and may be cut at longitude 180.
        points = [point for line in lines for point in line][::-1]
        tie = _tie(far, count[far, near], points, frame)
        if tie:
            ties.append(tie)
    return ties


def from_site(index: Index, site: int, frame: Frame) -> list[Tie]:
    """Return a tie from a site to each partner of the agreements that name it."""
    point = index.dataset.deposits.geometry.iloc[site]
    if point is None:
        return []
    rows = set(index.agreement_links.rows_of(site).tolist())
    agreements = index.dataset["agreements"]["agreement_id"]
    ids = {agreements.iloc[row] for row in rows}
    signed = index.dataset["agreement_parties"]
    signed = signed[signed["agreement_id"].isin(ids)].drop_duplicates()
    count = Counter(party for party in signed["party"] if party not in FIVE_COUNTRIES)
    ties = []
    for party in sorted(count):
        lines = arc((point.x, point.y), index.seats[party])
        tie = _tie(party, count[party], [at for line in lines for at in line], frame)
        if tie:
            ties.append(tie)
    return ties


def _tie(party: str, count: int, points: Sequence[tuple[float, float]], frame: Frame) -> Tie | None:
    at = np.array(points)
    if not np.isfinite(at).all():
        return None
    placed = frame.to_page(at)
    if not frame.holds(placed[:1])[0]:
        return None
    steps = np.hypot(*np.diff(placed, axis=0).T) / frame.mm_per_km
    broken = np.flatnonzero(~(steps < _JUMP_KM))
    if len(broken):
        placed = placed[: broken[0] + 1]
    if len(placed) < 2:  # noqa: PLR2004 - a line
        return None
    cut = shapely.clip_by_rect(shapely.LineString(placed), *frame.box.edges)
    parts = shapely.get_parts(cut)
    starting = [part for part in parts if shapely.Point(placed[0]).distance(part) < 1e-6]  # noqa: PLR2004 - rounding
    if not starting:
        return None
    line = shapely.get_coordinates(starting[0])
    leaves = not frame.holds(placed[-1:])[0] or len(broken) > 0 or len(parts) > 1
    return Tie(party, count, line, bool(leaves))


@dataclass(frozen=True)
class Exit:
    """Where ties to one partner leave the frame, and how many agreements they stand for."""

    party: str
    x: float
    y: float
    count: int


def exits(ties: Iterable[Tie], counts: dict[str, int]) -> list[Exit]:
    """Return one exit for each partner beyond the frame: that of its strongest tie.

    Parameters
    ----------
    counts
        Partner to its number of agreements; one with two near ends counts once.
    """
    best: dict[str, Tie] = {}
    for tie in ties:
        if not tie.leaves:
            continue
        if tie.party not in best or tie.count > best[tie.party].count:
            best[tie.party] = tie
    return [
        Exit(party, float(tie.line[-1, 0]), float(tie.line[-1, 1]), counts[party])
        for party, tie in sorted(best.items())
    ]


def agreements_of(index: Index, content: Content, parties: Iterable[str]) -> dict[str, int]:
    """Return partner to the number of shown agreements that it signed."""
    nothing = np.zeros(len(content.selection.agreements), dtype=bool)
    return {
        party: int(
            np.count_nonzero(
                index.agreement_countries.get(party, nothing) & content.selection.agreements
            )
        )
        for party in parties
    }


def width_mm(count: int) -> float:
    """Return how thick the line of so many agreements is."""
    return 0.15 + 0.07 * math.log2(count)


def side(exit_: Exit, box: Box) -> str:
    """Return the edge of the box that an exit lies on."""
    distance = {
        "left": exit_.x - box.left,
        "right": box.right - exit_.x,
        "top": box.top - exit_.y,
        "bottom": exit_.y - box.bottom,
    }
    return min(distance, key=lambda name: distance[name])


def shown_agreements(index: Index, content: Content, ties: Iterable[Tie]) -> int:
    """Return how many of the shown agreements are drawn by some ties."""
    drawn: set[str] = {tie.party for tie in ties}
    rows: Any = content.selection.agreements.nonzero()[0]
    return sum(any(far in drawn for far, _ in index.agreement_pairs[row]) for row in rows)
