"""The legend: only what is drawn, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from geo.briefing.content import Content
from geo.index import Index
from geo.maps import style
from geo.maps.static.furniture import INK, QUIET
from geo.maps.static.lettering import Face, width_mm, wrapped
from geo.maps.static.page import Page
from geo.maps.static.projection import Box
from geo.maps.static.scene import Scene, tie_colour
from geo.maps.static.symbols import sized
from geo.view import ViewState

_SIZE: Final = 6.8
_HEAD: Final = 7.4
_LINE: Final = 3.25
"""Millimetres from base line to base line within an entry."""

_ENTRY: Final = 3.95
_HEADING: Final = 5.0
_SECTION_GAP: Final = 2.0
_SWATCH: Final = 5.2
_MOST_LINES: Final = 3
_WHOLE: Final = 1.3
"""How much higher a legend may be to keep its sections whole."""

_BOLDER: Final = 0.7
"""Room for a count, which is set bolder than the words it is measured with."""

_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Entry:
    """One symbol, what it means, and how many are drawn.

    Attributes
    ----------
    kind
        ``site``, ``halo``, ``arc``, ``venue``, or ``none`` where nothing is drawn.
    shape
        Of a site's symbol.
    fill
        Colour of a symbol or a line; empty for a hollow symbol.
    """

    label: str
    count: int
    kind: str
    shape: style.Shape = "circle"
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one heading."""

    heading: str
    entries: tuple[Entry, ...]


def sections(index: Index, content: Content, view: ViewState, scene: Scene) -> tuple[Section, ...]:
    """Return what a scene draws."""
    sites = scene.sites
    groups, statuses = Counter(sites.groups), Counter(sites.statuses)
    colours = [
        Entry(label, groups[group], "site", fill=style.colour(group))
        for group, label in style.GROUP_LABELS.items()
        if group in groups
    ]
    shapes = [
        Entry(symbol.label, statuses[status], "site", shape=symbol.shape)
        for status, symbol in style.STATUS_SYMBOLS.items()
        if status in statuses
    ]
    others = []
    if rough := int(np.count_nonzero(sites.rough)):
        words = f"Position known only within {style.APPROXIMATE_KM:g} km or more"
        if "halos" not in view.hide:
            words += "; dashed: that radius"
        others.append(Entry(words, rough, "halo"))
    if scene.agreements:
        partners = (
            "of this site, to the partner" if scene.from_site else "between seats of government"
        )
        others.append(
            Entry(f"Agreements, {partners}", scene.agreements, "arc", fill=tie_colour(scene))
        )
    if held := sum(venue.events for venue in scene.venues):
        others.append(Entry("Events, at their venue", held, "venue"))
    beyond = int(np.count_nonzero(content.selection.sites & index.placed)) - len(sites)
    missing = []
    if content.unplaced:
        missing.append(Entry("Without a published position", content.unplaced, "none"))
    if beyond > 0:
        missing.append(Entry("Beyond the edge of this map", beyond, "none"))
    drawn = (
        Section("Main mineral", tuple(colours)),
        Section("Stage of work", tuple(shapes)),
        Section("Also drawn", tuple(others)),
        Section("Sites not drawn", tuple(missing)),
    )
    return tuple(section for section in drawn if section.entries)


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading, or an entry with its broken label."""

    entry: Entry | None
    lines: tuple[str, ...]
    height: float
    before: float


def _items(said: Sequence[Section], column: float, scale: float) -> list[_Item]:
    items = []
    for number, section in enumerate(said):
        before = _SECTION_GAP * scale if number else 0.0
        items.append(_Item(None, (section.heading,), _HEADING * scale, before))
        for entry in section.entries:
            room = column - (_SWATCH + _BOLDER) * scale
            text = f"{entry.label}  {entry.count:,}"
            lines = tuple(wrapped(text, Face.REGULAR, _SIZE * scale, room, _MOST_LINES))
            height = (_ENTRY + (len(lines) - 1) * _LINE) * scale
            items.append(_Item(entry, lines, height, 0.0))
    return items


def _high(items: Sequence[_Item]) -> float:
    return sum(item.height + (item.before if at else 0.0) for at, item in enumerate(items))


def _columns(items: Sequence[_Item], count: int) -> list[list[_Item]]:
    """Split items into columns: between sections if that is not much higher than even."""
    even = _even(items, count)
    starts = [at for at, item in enumerate(items) if item.entry is None]
    splits = [
        [list(items[a:b]) for a, b in pairwise([0, *cuts, len(items)])]
        for cuts in combinations(starts[1:], min(count, len(starts)) - 1)
    ]
    whole = min(splits, key=lambda columns: max(map(_high, columns)))
    return whole if max(map(_high, whole)) <= _WHOLE * max(map(_high, even)) else even


def _even(items: Sequence[_Item], count: int) -> list[list[_Item]]:
    """Split items into columns as even as they go, no heading last in one."""
    limit = _high(items) / count
    while True:
        columns: list[list[_Item]] = [[]]
        for at, item in enumerate(items):
            together = [item, items[at + 1]] if item.entry is None else [item]
            if columns[-1] and _high([*columns[-1], *together]) > limit + _ROUNDING:
                columns.append([])
            columns[-1].append(item)
        if len(columns) <= count:
            return columns
        limit += 0.5


def height(said: Sequence[Section], width: float, columns: int, scale: float) -> float:
    """Return how high a legend of a width and a number of columns is, in millimetres."""
    if not said:
        return 0.0
    gap = 4.0 * scale
    column = (width - gap * (columns - 1)) / columns
    return max(map(_high, _columns(_items(said, column, scale), columns)))


def draw(page: Page, said: Sequence[Section], box: Box, columns: int, scale: float) -> None:
    """Draw a legend from the upper left corner of a box."""
    if not said:
        return
    gap = 4.0 * scale
    column = (box.width - gap * (columns - 1)) / columns
    for number, items in enumerate(_columns(_items(said, column, scale), columns)):
        left, y = box.left + number * (column + gap), box.top
        for at, item in enumerate(items):
            y -= item.before if at else 0.0
            _draw_item(page, item, left, y, scale)
            y -= item.height


def _draw_item(page: Page, item: _Item, left: float, top: float, scale: float) -> None:
    entry = item.entry
    if entry is None:
        page.text(left, top - 3.1 * scale, item.lines[0], Face.SEMIBOLD, _HEAD * scale)
        return
    base = top - 2.9 * scale
    if entry.kind != "none":
        swatch(page, entry, left + 2.0 * scale, base + 0.85 * scale, scale)
    x = left + (_SWATCH * scale if entry.kind != "none" else 0.4 * scale)
    size = _SIZE * scale
    for number, line in enumerate(item.lines):
        y = base - number * _LINE * scale
        count = f"{entry.count:,}"
        last = number == len(item.lines) - 1 and line.endswith(count)
        words = line.removesuffix(count).rstrip() if last else line
        page.text(x, y, words, Face.REGULAR, size, colour=INK)
        if last:
            beside = x + (width_mm(words, Face.REGULAR, size) + 1.2 * scale if words else 0.0)
            page.text(beside, y, count, Face.SEMIBOLD, size, colour=QUIET)


def swatch(page: Page, entry: Entry, x: float, y: float, scale: float) -> None:
    """Draw an entry's symbol around a point."""
    palette = style.PALETTES["light"]
    radius = 1.15 * scale
    if entry.kind == "arc":
        t = np.linspace(0, np.pi, 24)
        curve = np.column_stack(
            [x - 1.9 * scale * np.cos(t), y - 0.7 * scale + 1.5 * scale * np.sin(t)]
        )
        page.line(curve, entry.fill, 0.4, alpha=0.75)
        return
    if entry.kind == "halo":
        page.shape(sized("circle", 1.0 * scale, x, y), fill="#ffffff", line=QUIET, width=0.42)
        page.shape(sized("circle", 1.85 * scale, x, y), line=QUIET, width=0.2,
                   dashes=(0.5, 0.6))  # fmt: skip
        return
    if entry.kind == "venue":
        page.shape(sized("circle", radius, x, y), fill="#ffffff", line=palette.venue, width=0.4)
        return
    fill = entry.fill or "#ffffff"
    page.shape(sized(entry.shape, radius, x, y), fill=fill, line=palette.outline, width=0.17)
