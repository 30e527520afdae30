"""Where everything stands on a paper: each lays itself out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.briefing.content import Content, EventRow
from geo.maps.static import event_table, heading, imprint, legend
from geo.maps.static.heading import Heading
from geo.maps.static.imprint import Imprint
from geo.maps.static.legend import Section
from geo.maps.static.projection import Box

_A4_MM2: Final = 297.0 * 210.0
MARGIN: Final = 9.0
_GUTTER: Final = 5.5
_GRID_LEFT: Final = 4.6
"""Room for the degrees of the grid beside the frame."""

_GRID_BELOW: Final = 3.2
_BESIDE_FROM: Final = 1.2
"""Papers at least this much wider than high have the legend beside the map."""

_REGION_ASPECT: Final = 1.42
"""Width to height of the five countries in their projection."""

_LEGEND_COLUMN: Final = 42.0
_EVENT_ROOM: Final = 0.42
"""Most of the body that the table of events may take below a map."""


@dataclass(frozen=True, slots=True)
class Body:
    """What map, legend and events share.

    Attributes
    ----------
    scale
        How large the type is beside that of A4.
    upright
        Whether it is too narrow for a legend beside the map.
    """

    box: Box
    scale: float
    upright: bool


@dataclass(frozen=True, slots=True)
class Rims:
    """Head and foot of a sheet, and the body between them."""

    heading: Heading
    imprint: Imprint
    heading_box: Box
    imprint_box: Box
    body: Body


@dataclass(frozen=True, slots=True)
class Plan:
    """The boxes of a sheet's body in millimetres."""

    map_box: Box
    legend_box: Box
    legend_columns: int
    events_box: Box


def scale_of(width: float, height: float) -> float:
    """Return how large the type of a paper is beside that of A4."""
    return min(max(math.sqrt(width * height / _A4_MM2), 0.88), 1.25)


def rims(width: float, height: float, content: Content, folio: str) -> Rims:
    """Lay out what stands above and below the body of a paper.

    Parameters
    ----------
    folio
        Page number in words; empty for a single sheet.
    """
    scale = scale_of(width, height)
    margin = MARGIN * scale
    inner = width - 2 * margin
    head = heading.laid_out(content, inner, scale)
    foot = imprint.laid_out(content, inner, scale, folio)
    heading_box = Box(margin, height - margin - head.height, inner, head.height)
    imprint_box = Box(margin, margin, inner, foot.height)
    bottom = imprint_box.top + 2.4 * scale
    box = Box(margin, bottom, inner, heading_box.bottom - 3.4 * scale - bottom)
    body = Body(box, scale, upright=width / height < _BESIDE_FROM)
    return Rims(head, foot, heading_box, imprint_box, body)


def plan(body: Body, events: Sequence[EventRow], said: Sequence[Section]) -> Plan:
    """Lay out a body for a legend and events: below the map if it is upright, else beside it."""
    lay = _below if body.upright else _beside
    return lay(body.box, events, said, body.scale)


def _beside(body: Box, events: Sequence[EventRow], said: Sequence[Section], scale: float) -> Plan:
    """Map on the left; legend, and below it the events, in a panel on the right."""
    gutter = _GUTTER * scale
    left = body.left + _GRID_LEFT * scale
    if not said and not events:
        whole = Box(left, body.bottom + _GRID_BELOW * scale, body.right - left,
                    body.height - _GRID_BELOW * scale)  # fmt: skip
        nothing = Box(body.right, body.top, 0.0, 0.0)
        return Plan(whole, nothing, 1, nothing)
    columns = 2 if events else 1
    panel = _LEGEND_COLUMN * scale * columns + (4.0 * scale if columns > 1 else 10.0 * scale)
    # On a wide paper the panel takes what the map would only fill with neighbours.
    map_width = body.right - left - gutter - panel
    high = body.height - _GRID_BELOW * scale
    panel += max(map_width - high * _REGION_ASPECT * 1.06, 0.0)
    map_width = body.right - left - gutter - panel
    map_box = Box(left, body.bottom + _GRID_BELOW * scale, map_width, high)
    legend_high = legend.height(said, panel, columns, scale)
    legend_box = Box(body.right - panel, body.top - legend_high, panel, legend_high)
    rest = legend_box.bottom - 4.0 * scale - body.bottom
    events_box = Box(legend_box.left, body.bottom, panel, max(rest, 0.0))
    return Plan(map_box, legend_box, columns, events_box)


def _below(body: Box, events: Sequence[EventRow], said: Sequence[Section], scale: float) -> Plan:
    """Map above; below it the legend in columns, then the events."""
    gap = 3.6 * scale
    columns = max(int((body.width + 4.0 * scale) / (_LEGEND_COLUMN * scale)), 1)
    legend_high = legend.height(said, body.width, columns, scale)
    left = body.left + _GRID_LEFT * scale
    map_width = body.right - left
    rest = body.height - legend_high - gap - _GRID_BELOW * scale
    wanted = min(map_width / _REGION_ASPECT, rest)
    room = min(max(rest - wanted - gap, 0.2 * rest), _EVENT_ROOM * body.height)
    events_high = event_table.height(events, body.width, scale, room)
    map_high = rest - (events_high + gap if events_high else 0.0)
    map_box = Box(left, body.top - map_high, map_width, map_high)
    legend_top = map_box.bottom - _GRID_BELOW * scale - gap
    legend_box = Box(body.left, legend_top - legend_high, body.width, legend_high)
    events_top = legend_box.bottom - gap
    events_box = Box(body.left, body.bottom, body.width, max(events_top - body.bottom, 0.0))
    return Plan(map_box, legend_box, columns, events_box)
