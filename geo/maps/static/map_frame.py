"""The map in its frame: base, ties, sites, names, furniture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.briefing.content import Content
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps import style
from geo.maps.static import basemap, furniture, labels, places, sites, ties
from geo.maps.static.labels import Label, Name
from geo.maps.static.lettering import MM_PER_PT, Face, fitted, readable, width_mm
from geo.maps.static.page import Page
from geo.maps.static.projection import Box, Floats, Frame
from geo.maps.static.scene import Scene, tie_colour
from geo.maps.static.symbols import sized
from geo.maps.static.ties import Exit

_PALETTE: Final = style.PALETTES["light"]

_LOCATOR_FROM: Final = 0.62
"""A frame narrower than this part of the five countries has a locator."""

_MOST_NAMES: Final = 420
"""Names that are tried: more do not fit on any paper."""

_MOST_PARTNERS: Final = 26
_EXIT_PT: Final = 5.8
_LONGEST_PARTNER: Final = 34.0
_FULL_ROW: Final = 0.6
"""Part of an edge that names of partners may fill before they take a second row."""


@dataclass(frozen=True)
class _Drawing:
    """A map being drawn: where, what, and what of its area is taken."""

    page: Page
    index: Index
    names: str
    scene: Scene
    taken: labels.Taken


def draw(page: Page, index: Index, snapshot: Snapshot, content: Content, scene: Scene) -> None:
    """Draw a scene on its base map, with names and furniture."""
    frame, shown, scale, hide = scene.frame, scene.sites, scene.scale, snapshot.view.hide
    taken = labels.Taken(frame.box.inset(0.8 * scale))
    drawing = _Drawing(page, index, snapshot.names, scene, taken)
    basemap.draw(page, frame, _PALETTE, with_relief="relief" not in hide)
    furniture.grid(page, frame, scale, _PALETTE)
    for tie in scene.ties:
        page.line(tie.line, tie_colour(scene), ties.width_mm(tie.count) * scale, alpha=0.5)
    if "halos" not in hide:
        sites.draw_halos(page, frame, shown)
    _draw_venues(page, scene)
    sites.draw(page, frame, shown, content.focus)
    _draw_furniture(drawing)
    if not len(shown):
        _say_empty(drawing, content)
    _name_exits(drawing)
    taken.add(shown.boxes)
    _name_places(drawing, sites.names(shown, content, _MOST_NAMES, scale))
    page.box(frame.box, line=furniture.INK, width=0.3)


def draw_credit(page: Page, frame: Frame, scale: float) -> None:
    """Say in the frame whose base map it is, where no sheet around it does."""
    words = f"{style.BASE_MAP_CREDIT}; {places.CITIES_CREDIT}"
    page.text(frame.box.right - 1.2 * scale, frame.box.bottom + 1.1 * scale, words, Face.REGULAR,
              4.6 * scale, colour=furniture.QUIET, align="right", halo=True)  # fmt: skip


def _draw_venues(page: Page, scene: Scene) -> None:
    count = len(scene.venues)
    page.stamps(
        np.array([(venue.x, venue.y) for venue in scene.venues]).reshape(-1, 2),
        [sized("circle", venue.radius) for venue in scene.venues],
        fills=["#ffffffc8"] * count,
        lines=[_PALETTE.venue] * count,
        widths=[0.38 * scene.scale] * count,
        clip=scene.frame.box,
    )


def _name_places(drawing: _Drawing, site_names: Sequence[Name]) -> None:
    """Name countries, large cities, sites, then what other cities there is room for."""
    page, scene, taken = drawing.page, drawing.scene, drawing.taken
    scale = scene.scale
    places.draw_countries(page, drawing.index, scene, drawing.names, taken)
    large, others = places.cities(drawing.index, scene, drawing.names)
    named = labels.placed([city.name for city in large], taken)
    taken.add(places.boxes(scene))
    named_sites = labels.placed(site_names, taken)
    named_later = labels.placed([city.name for city in others], taken)
    seen = {label.name for label in named_later}
    for city in (*large, *(city for city in others if city.name in seen)):
        places.draw_city(page, city, scale)
    for label in (*named, *named_later):
        _write(page, label, places.CITY)
    for label in named_sites:
        _write(page, label, furniture.INK)


def _write(page: Page, label: Label, colour: str) -> None:
    name = label.name
    page.text(label.x, label.y, name.text, name.face, name.size_pt, colour=colour, halo=True)


def _draw_furniture(drawing: _Drawing) -> None:
    """Draw scale bar, north arrow and locator in the corners that hide fewest sites."""
    page, scene, taken = drawing.page, drawing.scene, drawing.taken
    frame, scale, points = scene.frame, scene.scale, scene.sites.points
    box, rim = frame.box, 2.4 * scale
    wide, high = furniture.signs_size(frame, scale)
    right, above = box.right - rim, box.top - rim
    corners = [
        Box(box.left + rim, box.bottom + rim, wide, high),
        Box(right - wide, box.bottom + rim, wide, high),
        Box(box.left + rim, above - high, wide, high),
    ]
    signs = min(corners, key=lambda corner: _within(corner, points))
    furniture.signs(page, frame, signs, scale)
    taken.add_box(signs)
    if furniture.region_share(frame) >= _LOCATOR_FROM:
        return
    wide = min(0.24 * box.width, 40.0 * scale)
    high = wide / 1.42
    corners = [
        Box(right - wide, box.bottom + rim, wide, high),
        Box(right - wide, above - high, wide, high),
        Box(box.left + rim, above - high, wide, high),
        Box(box.left + rim, box.bottom + rim, wide, high),
    ]
    free = [corner for corner in corners if not corner.touches(signs)]
    spot = min(free, key=lambda corner: _within(corner, points))
    furniture.locator(page, frame, spot, _PALETTE)
    taken.add_box(spot)


def _within(box: Box, points: Floats) -> int:
    left, bottom, right, top = box.edges
    x, y = points[:, 0], points[:, 1]
    return int(np.count_nonzero((x > left) & (x < right) & (y > bottom) & (y < top)))


def _name_exits(drawing: _Drawing) -> None:
    """Write where ties leave to whom, and for how many agreements."""
    page, scene, taken = drawing.page, drawing.scene, drawing.taken
    box, scale = scene.frame.box, scene.scale
    size = _EXIT_PT * scale
    em = size * MM_PER_PT
    high = (labels.ABOVE + labels.BELOW) * em
    found = scene.exits[:_MOST_PARTNERS]
    for side in ("left", "right", "top", "bottom"):
        here = [out for out in found if ties.side(out, box) == side]
        upright = side in {"left", "right"}
        here.sort(key=lambda out: (out.y if upright else out.x, out.party))
        texts = [_exit_words(drawing, out, size) for out in here]
        widths = [width_mm(text, Face.SEMIBOLD, size) for text in texts]
        if upright:
            low, top = box.bottom + 20 * scale, box.top - 6 * scale
            rows = labels.spread([out.y for out in here], [high * 1.06] * len(here), low, top)
            rim = 1.4 * scale
            starts = [
                (box.left + rim if side == "left" else box.right - rim - width, y)
                for y, width in zip(rows, widths, strict=True)
            ]
        else:
            starts = _in_rows(here, widths, scene, high, above=side == "top")
        for text, width, (x, y) in zip(texts, widths, starts, strict=True):
            spot = Box(x, y - labels.BELOW * em, width, high)
            if taken.first_free(np.array([spot.edges])) == 0:
                page.text(x, y, text, Face.SEMIBOLD, size, colour=tie_colour(scene), halo=True)
                taken.add_box(spot)


def _exit_words(drawing: _Drawing, out: Exit, size: float) -> str:
    name = readable(places.party_name(drawing.index, out.party, drawing.names))
    room = _LONGEST_PARTNER * drawing.scene.scale
    return f"{fitted(name, Face.SEMIBOLD, size, room)} {out.count}"


def _in_rows(
    here: Sequence[Exit], widths: Sequence[float], scene: Scene, high: float, *, above: bool
) -> list[tuple[float, float]]:
    """Return where names along the upper or lower edge start, in as few rows as hold them."""
    box, scale = scene.frame.box, scene.scale
    gap = 1.6 * scale
    low, top = box.left + 2 * scale, box.right - 2 * scale
    count = max(math.ceil((sum(widths) + gap * len(widths)) / (_FULL_ROW * (top - low))), 1)
    starts: list[tuple[float, float]] = [(0.0, 0.0)] * len(here)
    for row in range(count):
        members = range(row, len(here), count)
        inward = 1.5 * scale + row * high * 1.05
        y = box.top - inward - high * 0.75 if above else box.bottom + inward + high * 0.28
        sizes = [widths[at] + gap for at in members]
        wanted = [here[at].x - widths[at] / 2 for at in members]
        for at, x in zip(members, labels.spread(wanted, sizes, low, top), strict=True):
            starts[at] = (x, y)
    return starts


def _say_empty(drawing: _Drawing, content: Content) -> None:
    page, scene = drawing.page, drawing.scene
    words = "No site passes these filters"
    if content.selection.sites.any():
        words = "None of the sites shown has a position here"
    box, scale = scene.frame.box, scene.scale
    size = 11.0 * scale
    width = width_mm(words, Face.SEMIBOLD, size) + 8 * scale
    x, y = box.left + box.width / 2, box.bottom + box.height / 2
    plate = Box(x - width / 2, y - 4.2 * scale, width, 10.0 * scale)
    page.box(plate, fill="#ffffff", line=furniture.QUIET, width=0.2, alpha=0.94)
    page.text(x, y - 0.6 * scale, words, Face.SEMIBOLD, size, align="center")
    drawing.taken.add_box(plate)
