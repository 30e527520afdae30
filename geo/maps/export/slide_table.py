"""The table of events on a slide: native, as long as there is room, the rest counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Mm

from geo.briefing.content import EventRow
from geo.maps.export.slide_text import INK, MUTED, lines_of, plain_box, say
from geo.maps.static.lettering import MM_PER_PT, Face

_PT: Final = 8
_SMALL_PT: Final = 7
_PADDING: Final = 1.2
_LEADING: Final = 1.22
_COLUMNS: Final = (("Date", 0.15), ("Event", 0.30), ("Site", 0.17), ("What it says", 0.38))
"""Titles, and shares of the width."""

_UNSTYLED: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without lines or fills."""

_HEAD: Final = RGBColor(0xE8, 0xE4, 0xDA)
_RULE: Final = "B5AD9C"

Cell = tuple[tuple[str, float, Face], ...]
"""Paragraphs of a cell: words, points, face."""


def draw(
    slide: Slide, events: Sequence[EventRow], place: tuple[float, float, float, float]
) -> None:
    """Draw the events that there is room for, and say how many more there are.

    Parameters
    ----------
    place
        Left, top, width and height in millimetres; the table is no higher.
    """
    left, top, width, height = place
    widths = [share * width for _, share in _COLUMNS]
    rows = [_row(event) for event in events]
    heights = [_height(row, widths) for row in rows]
    line = _height(tuple(((title, _PT, Face.SEMIBOLD),) for title, _ in _COLUMNS), widths)
    kept = _room(heights, height - line, line)
    more = len(rows) - kept
    table_height = line + sum(heights[:kept]) + line * bool(more)
    frame = slide.shapes.add_table(
        1 + kept + bool(more), len(_COLUMNS), *(Mm(x) for x in (left, top, width, table_height))
    )
    frame.name = "Events"
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _UNSTYLED  # noqa: SLF001 - no public name
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Mm(share)
    for row, tall in zip(table.rows, [line, *heights[:kept], line], strict=False):
        row.height = Mm(tall)
    for at, (title, _) in enumerate(_COLUMNS):
        cell = table.cell(0, at)
        _fill(cell, ((title, _PT, Face.SEMIBOLD),))
        cell.fill.solid()
        cell.fill.fore_color.rgb = _HEAD
    for number, row in enumerate(rows[:kept], start=1):
        for at, paragraphs in enumerate(row):
            _fill(table.cell(number, at), paragraphs)
    if more:
        last = table.cell(1 + kept, 0)
        last.merge(table.cell(1 + kept, len(_COLUMNS) - 1))
        words = f"{more} more {'event' if more == 1 else 'events'}: all are in the notes."
        _fill(last, ((words, _PT, Face.ITALIC),))


def _row(event: EventRow) -> tuple[Cell, ...]:
    said: Cell = ()
    if event.sentence:
        said = ((f"“{event.sentence}”", _PT, Face.REGULAR), (event.origin, _SMALL_PT, Face.ITALIC))
    cautious: Cell = ((event.caution, _SMALL_PT, Face.ITALIC),) if event.caution else ()
    return (
        ((event.date, _PT, Face.REGULAR),),
        ((event.title, _PT, Face.SEMIBOLD), *cautious, (event.source, _SMALL_PT, Face.REGULAR)),
        ((", ".join(event.sites), _PT, Face.REGULAR),),
        said,
    )


def _height(row: tuple[Cell, ...], widths: Sequence[float]) -> float:
    """Return how high a row must be, in millimetres."""
    tall = 0.0
    for cell, width in zip(row, widths, strict=True):
        lines = sum(
            size * lines_of(words, face, size, width - 2 * _PADDING) for words, size, face in cell
        )
        tall = max(tall, lines * MM_PER_PT * _LEADING + 2 * _PADDING)
    return tall


def _room(heights: Sequence[float], height: float, line: float) -> int:
    """Return how many rows fit, with a line for the rest where there is one."""
    used = 0.0
    for at, tall in enumerate(heights):
        rest = line if at + 1 < len(heights) else 0.0
        if used + tall + rest > height:
            return at
        used += tall
    return len(heights)


def _fill(cell: _Cell, paragraphs: Cell) -> None:
    frame = cell.text_frame
    plain_box(frame)
    cell.margin_left = cell.margin_right = Mm(_PADDING)
    cell.margin_top = cell.margin_bottom = Mm(_PADDING)
    for at, (words, size, face) in enumerate(paragraphs):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        colour = MUTED if size == _SMALL_PT else INK
        say(paragraph, words, size, face, colour)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx draws no borders
    rule = etree.SubElement(properties, qn("a:lnB"), w="6350")
    fill = etree.SubElement(rule, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=_RULE)
