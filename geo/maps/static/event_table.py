"""The table of events: as many as fit, then how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.briefing.content import Content, EventRow
from geo.maps.static.furniture import INK, QUIET
from geo.maps.static.lettering import MM_PER_PT, Face, fitted, readable, width_mm, wrapped
from geo.maps.static.page import Page
from geo.maps.static.projection import Box

_LEADING: Final = 1.24
_SIZE: Final = 6.3
_HEADING: Final = 6.0
_ROW_GAP: Final = 1.5
_MORE: Final = 3.6
_WIDE_MM: Final = 130.0
_DATE_MM: Final = 15.5
_SITES_SHARE: Final = 0.55
"""Most of a line that the sites take where the source follows on it."""

_SITES: Final = "#5b3f8c"
_ROUNDING: Final = 1e-6
_SHARES: Final = (0.11, 0.27, 0.17, 0.45)
"""Widths of date, event, sites and sentence on a wide sheet."""


@dataclass(frozen=True, slots=True)
class _Line:
    x: float
    down: float
    text: str
    face: Face
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class _Row:
    lines: tuple[_Line, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    face: Face
    colour: str
    most: int
    beside: tuple[str, str] = ("", "")
    """Text and colour of what follows on its last line."""


def _cells(event: EventRow, *, wide: bool) -> list[list[_Paragraph]]:
    sites = ", ".join(event.sites)
    said = f"“{event.sentence}”" if event.sentence else ""
    notes = "; ".join(note for note in (event.origin, event.caution) if note)
    source = f"{event.source}{f' ({notes})' if notes else ''}"
    date = _Paragraph(event.date, Face.SEMIBOLD, INK, 3)
    title = _Paragraph(event.title, Face.SEMIBOLD, INK, 3 if wide else 2)
    quote = _Paragraph(said, Face.ITALIC, INK, 3)
    if wide:
        where = _Paragraph(sites, Face.REGULAR, _SITES, 3)
        return [[date], [title], [where], [quote, _Paragraph(source, Face.REGULAR, QUIET, 1)]]
    return [[date], [title, quote, _Paragraph(sites, Face.REGULAR, _SITES, 1, (source, QUIET))]]


def _laid_out(event: EventRow, width: float, scale: float) -> _Row:
    wide = width >= _WIDE_MM * scale
    gap = 3.0 * scale
    size = _SIZE * scale
    widths = (
        [share * (width - 3 * gap) for share in _SHARES]
        if wide
        else [_DATE_MM * scale, width - _DATE_MM * scale - gap]
    )
    step = size * MM_PER_PT * _LEADING
    lines: list[_Line] = []
    x, tallest = 0.0, 0
    for cell, room in zip(_cells(event, wide=wide), widths, strict=True):
        count = 0
        for paragraph in cell:
            face, colour = paragraph.face, paragraph.colour
            beside, beside_colour = paragraph.beside
            most = room * (_SITES_SHARE if beside else 1.0)
            for text in wrapped(readable(paragraph.text), face, size, most, paragraph.most):
                lines.append(_Line(x, (count + 0.8) * step, text, face, size, colour))
                count += 1
            if beside:
                last = lines[-1]
                start = x + width_mm(f"{last.text} ", face, size)
                after = fitted(f"· {readable(beside)}", face, size, room - (start - x))
                lines.append(_Line(start, last.down, after, face, size, beside_colour))
        x += room + gap
        tallest = max(tallest, count)
    return _Row(tuple(lines), tallest * step + _ROW_GAP * scale)


def _fitting(
    events: Sequence[EventRow], width: float, scale: float, room: float
) -> tuple[list[_Row], float]:
    """Return the rows that fit in a height, and the height they take with what frames them."""
    rows: list[_Row] = []
    used = _HEADING * scale
    for number, event in enumerate(events):
        row = _laid_out(event, width, scale)
        more = _MORE * scale if number < len(events) - 1 else 0.0
        if used + row.height + more > room + _ROUNDING:
            return rows, used + _MORE * scale
        rows.append(row)
        used += row.height
    return rows, used


def height(events: Sequence[EventRow], width: float, scale: float, room: float) -> float:
    """Return how much of a height a table takes: whole rows only; 0 if there is none."""
    rows, used = _fitting(events, width, scale, room)
    return used if rows else 0.0


def draw(page: Page, content: Content, box: Box, scale: float) -> None:
    """Draw the newest events that fit in a box, from its top."""
    events = content.events
    rows, _ = _fitting(events, box.width, scale, box.height)
    if not events or box.height < (_HEADING + _MORE) * scale:
        return
    what = "event" if len(events) == 1 else "events"
    page.text(box.left, box.top - 3.1 * scale, f"{len(events):,} {what} tied to {_whose(content)}",
              Face.SEMIBOLD, 7.4 * scale)  # fmt: skip
    y = box.top - _HEADING * scale
    for row in rows:
        _rule(page, box, y, scale)
        for line in row.lines:
            page.text(box.left + line.x, y - line.down, line.text, line.face, line.size,
                      colour=line.colour)  # fmt: skip
        y -= row.height
    if len(rows) < len(events):
        _rule(page, box, y, scale)
        more = f"{len(events) - len(rows):,}{' more' if rows else '; no room to list them here'}"
        page.text(box.left, y - 2.0 * scale, more, Face.SEMIBOLD, _SIZE * scale, colour=QUIET)


def _whose(content: Content) -> str:
    if not content.focus:
        return "the sites shown"
    return "the marked site" if len(content.focus) == 1 else "the marked sites"


def _rule(page: Page, box: Box, y: float, scale: float) -> None:
    at = y + 0.9 * scale
    page.line([(box.left, at), (box.right, at)], "#c9c5bc", 0.12)
