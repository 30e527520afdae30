"""The sites that a frame shows, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from geo.briefing.content import Content
from geo.index import Index
from geo.maps import style
from geo.maps.static.labels import Name
from geo.maps.static.lettering import Face, readable
from geo.maps.static.page import Page
from geo.maps.static.paths import path_of
from geo.maps.static.projection import Floats, Frame
from geo.maps.static.symbols import REACH, sized

_LARGEST_MM: Final = 1.7
_SMALLEST_MM: Final = 0.55
_UNIT_PX: Final = 6.5
"""Radius on the screen of a symbol drawn at the radius of the sheet."""

_CASING: Final = "#1c1c1ca0"
_CROWD: Final = 1500
"""Number of sites from which on outlines would fill the map."""

_RANK: Final = {status: rank for rank, status in enumerate(style.STATUS_SYMBOLS)}


@dataclass(frozen=True)
class Sites:
    """Sites in a frame, the least important first.

    Attributes
    ----------
    rows
        Rows of ``deposits``.
    points
        Millimetres, shape (n, 2).
    groups, statuses
        Mineral group and status of each.
    rough
        Whether the position is only approximate.
    accuracy_km
        NaN where it is unknown.
    radius_mm
        Radius of a circle of the area of each symbol.
    """

    rows: npt.NDArray[np.int64]
    points: Floats
    groups: list[str]
    statuses: list[str]
    rough: npt.NDArray[np.bool_]
    accuracy_km: Floats
    radius_mm: Floats

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def boxes(self) -> Floats:
        """Left, bottom, right, top of each symbol, shape (n, 4)."""
        reach = (self.radius_mm * 1.05)[:, None]
        return np.hstack([self.points - reach, self.points + reach])


def in_frame(index: Index, content: Content, frame: Frame, scale: float) -> Sites:
    """Return the shown sites that lie in a frame.

    Parameters
    ----------
    scale
        How large the paper's type is beside that of A4.
    """
    deposits = index.dataset.deposits
    chosen = np.flatnonzero(content.selection.sites & index.placed)
    points = frame.to_page(shapely.get_coordinates(deposits.geometry.iloc[chosen].to_numpy()))
    inside = frame.holds(points)
    chosen, points = chosen[inside], points[inside]
    links = index.event_links.per_site[chosen] + index.agreement_links.per_site[chosen]
    rough = index.approximate[chosen]
    status = deposits["status"].iloc[chosen].to_numpy()
    focus = np.isin(chosen, content.focus)
    rank = np.array([_RANK.get(word, len(_RANK)) for word in status], dtype=int)
    # The last key counts most.
    order = np.lexsort((-chosen, -rank, ~rough, links, focus))
    chosen, points = chosen[order], points[order]
    statuses = [word if word in style.STATUS_SYMBOLS else "unknown" for word in status[order]]
    base = radius_mm(len(chosen)) * scale
    return Sites(
        rows=chosen,
        points=points,
        groups=[
            index.group_of.get(mineral, "other")
            for mineral in deposits["primary_mineral"].iloc[chosen]
        ],
        statuses=statuses,
        rough=rough[order],
        accuracy_km=deposits["position_accuracy_km"].iloc[chosen].to_numpy(dtype=float),
        radius_mm=np.array(
            [base * style.symbol(word).radius_px / _UNIT_PX for word in statuses], dtype=float
        ),
    )


def radius_mm(count: int) -> float:
    """Return the radius of a symbol where so many are drawn on A4."""
    return float(np.clip(2.3 * max(count, 1) ** -0.16, _SMALLEST_MM, _LARGEST_MM))


def draw_halos(page: Page, frame: Frame, sites: Sites) -> None:
    """Draw the circles within which approximate sites lie, where they exceed the symbol."""
    by_colour: dict[str, list[int]] = {}
    for at in np.flatnonzero(sites.rough & np.isfinite(sites.accuracy_km)):
        if sites.accuracy_km[at] * frame.mm_per_km > sites.radius_mm[at] * 1.3:
            by_colour.setdefault(style.colour(sites.groups[at]), []).append(int(at))
    for colour, members in by_colour.items():
        circles = shapely.buffer(
            shapely.points(sites.points[members]),
            sites.accuracy_km[members] * frame.mm_per_km,
            quad_segs=16,
        )
        cut = shapely.clip_by_rect(circles, *frame.box.edges)
        page.shape(path_of(cut), fill=colour, alpha=0.08)
        rims = shapely.clip_by_rect(shapely.boundary(circles), *frame.box.edges)
        page.shape(path_of(rims), line=_darker(colour), width=0.2, dashes=(0.5, 0.7))


def draw(page: Page, frame: Frame, sites: Sites, focus: tuple[int, ...]) -> None:
    """Draw the symbols, those picked out with a ring."""
    palette = style.PALETTES["light"]
    marked = np.isin(sites.rows, focus)
    if marked.any():
        page.stamps(
            sites.points[marked],
            [_sized("circle", radius * REACH + 0.55) for radius in sites.radius_mm[marked]],
            fills=["#ffffffb0"] * int(marked.sum()),
            lines=[palette.selected] * int(marked.sum()),
            widths=[0.5] * int(marked.sum()),
            clip=frame.box,
        )
    stamps(page, sites, frame)


def stamps(page: Page, sites: Sites, frame: Frame) -> None:
    """Draw the symbols alone."""
    looks = [
        look(group, rough=rough) for group, rough in zip(sites.groups, sites.rough, strict=True)
    ]
    thin = 1.0 if len(sites) < _CROWD else 0.6
    paths = [
        _sized(style.symbol(status).shape, radius)
        for status, radius in zip(sites.statuses, sites.radius_mm, strict=True)
    ]
    # A hollow symbol of a pale colour would be lost on pale land.
    rough = np.flatnonzero(sites.rough)
    page.stamps(
        sites.points[rough],
        [paths[at] for at in rough],
        fills=["none"] * len(rough),
        lines=[_CASING] * len(rough),
        widths=[0.66 * thin] * len(rough),
        clip=frame.box,
    )
    page.stamps(
        sites.points,
        paths,
        fills=[fill for fill, _, _ in looks],
        lines=[line for _, line, _ in looks],
        widths=[width * thin for _, _, width in looks],
        clip=frame.box,
    )


def look(group: str, *, rough: bool) -> tuple[str, str, float]:
    """Return fill, line and its width in millimetres of a symbol."""
    colour = style.colour(group)
    if rough:
        return f"{colour}30", colour, 0.42
    return f"{colour}f0", style.PALETTES["light"].outline, 0.17


def _darker(colour: str) -> str:
    """Return a colour as ``#rrggbb`` with a third less light."""
    return "#" + "".join(f"{int(colour[at : at + 2], 16) * 2 // 3:02x}" for at in (1, 3, 5))


def _sized(shape: style.Shape, radius: float) -> Path:
    """Return a shape of a radius; one path for all of that size, which documents store once."""
    return _path(shape, round(radius * 1000))


@lru_cache(maxsize=512)
def _path(shape: style.Shape, micrometres: int) -> Path:
    return sized(shape, micrometres / 1000)


def names(sites: Sites, content: Content, most: int, scale: float) -> list[Name]:
    """Return the names to place, the most important first, at most so many."""
    focus = set(content.focus)
    size = (6.2 if len(sites) <= 60 else 5.6 if len(sites) <= 700 else 5.2) * scale  # noqa: PLR2004 - sites
    found = []
    for at in range(len(sites) - 1, -1, -1):
        row = int(sites.rows[at])
        text = readable(content.site_names[row])
        if not text:
            continue
        shape = style.symbol(sites.statuses[at]).shape
        reach = float(sites.radius_mm[at]) * (1.0 if shape in {"circle", "square"} else 1.15)
        picked = row in focus
        found.append(
            Name(
                text,
                float(sites.points[at, 0]),
                float(sites.points[at, 1]),
                reach + (0.9 if picked else 0.1),
                Face.SEMIBOLD if picked else Face.REGULAR,
                size * (1.12 if picked else 1.0),
            )
        )
        if len(found) == most:
            break
    return found
