"""What a frame shows: sites, ties and venues, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from geo.briefing.content import Content
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps.static import basemap, sites, ties
from geo.maps.static.projection import Box, Frame, edge, fit, widened
from geo.maps.static.sites import Sites
from geo.maps.static.ties import Exit, Tie
from geo.maps.style import PALETTES

_LEAST_KM: Final = 190.0
"""Half of what a map shows at least, so that a reader finds the place."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A place of events, in millimetres, and how many were held there."""

    x: float
    y: float
    radius: float
    events: int


@dataclass(frozen=True)
class Scene:
    """What is drawn in a frame above the base map.

    Attributes
    ----------
    scale
        How large the paper's type is beside that of A4.
    exits
        Where ties leave the frame, the strongest first.
    from_site
        Whether the ties start at the one site in focus, not at seats of government.
    agreements
        Number of agreements that the ties stand for.
    """

    frame: Frame
    scale: float
    sites: Sites
    ties: tuple[Tie, ...]
    exits: tuple[Exit, ...]
    from_site: bool
    agreements: int
    venues: tuple[Venue, ...]


def tie_colour(scene: Scene) -> str:
    """Return the colour of lines to partners: of one site they are part of what is marked."""
    palette = PALETTES["light"]
    return palette.selected if scene.from_site else palette.arc


def frame_of(index: Index, snapshot: Snapshot, content: Content, box: Box, scale: float) -> Frame:
    """Return the frame that a snapshot's extent asks for, in a box of the paper."""
    if snapshot.bounds:
        return fit(edge(snapshot.bounds), box, 0.0)
    meant = content.selection.sites & index.placed
    if content.focus:
        meant = np.isin(np.arange(len(meant)), content.focus) & index.placed
    if snapshot.extent == "region" or not meant.any():
        return fit(basemap.region(), box, 4.0 * scale)
    points = shapely.get_coordinates(index.dataset.deposits.geometry[meant].to_numpy())
    accuracy = index.dataset["deposits"]["position_accuracy_km"][meant].to_numpy(dtype=float)
    widest = float(np.nanmax(accuracy)) if np.isfinite(accuracy).any() else 0.0
    least = max(_LEAST_KM, 1.6 * widest) if len(points) == 1 else _LEAST_KM
    return fit(widened(points, least), box, 9.0 * scale)


def scene_of(
    index: Index, snapshot: Snapshot, content: Content, frame: Frame, scale: float
) -> Scene:
    """Return what a snapshot draws in a frame."""
    hide = snapshot.view.hide
    from_site = len(content.focus) == 1
    tied: list[Tie] = []
    if "arcs" not in hide:
        tied = (
            ties.from_site(index, content.focus[0], frame)
            if from_site
            else ties.between_seats(index, content, frame)
        )
    beyond = {tie.party for tie in tied if tie.leaves}
    if from_site:
        counts = {tie.party: tie.count for tie in tied}
        agreements = int(index.agreement_links.per_site[content.focus[0]]) if tied else 0
    else:
        counts = ties.agreements_of(index, content, beyond)
        agreements = ties.shown_agreements(index, content, tied)
    exits = sorted(ties.exits(tied, counts), key=lambda out: (-out.count, out.party))
    return Scene(
        frame=frame,
        scale=scale,
        sites=sites.in_frame(index, content, frame, scale),
        ties=tuple(tied),
        exits=tuple(exits),
        from_site=from_site,
        agreements=agreements,
        venues=() if "venues" in hide else _venues(index, content, frame, scale),
    )


def _venues(index: Index, content: Content, frame: Frame, scale: float) -> tuple[Venue, ...]:
    places = index.dataset["events"]["place"].to_numpy()
    held = Counter(places[content.selection.events & index.held])
    if not held:
        return ()
    names = sorted(held)
    points = frame.to_page([(index.venues[name].x, index.venues[name].y) for name in names])
    return tuple(
        Venue(float(x), float(y), (0.75 + 0.17 * held[name] ** 0.5) * scale, held[name])
        for name, (x, y), inside in zip(names, points, frame.holds(points), strict=True)
        if inside
    )
