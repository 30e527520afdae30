"""Title and subtitle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.briefing.content import Content
from geo.maps.static.furniture import INK, QUIET
from geo.maps.static.lettering import MM_PER_PT, Face, readable, width_mm, wrapped
from geo.maps.static.page import Page
from geo.maps.static.projection import Box

_SIZES: Final = (18.0, 15.5, 13.5)
_LEADING: Final = 1.16
_SUBTITLE: Final = 8.8


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and subtitle, broken into lines.

    Attributes
    ----------
    size
        Of the title, in points.
    height
        Of both, in millimetres.
    """

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    size: float
    height: float


def laid_out(content: Content, width: float, scale: float) -> Heading:
    """Break the title and subtitle of a sheet."""
    return broken(content.title, content.subtitle, width, scale)


def broken(title: str, subtitle: str, width: float, scale: float) -> Heading:
    """Break a title and a subtitle: what is too long is set smaller, then in two lines."""
    title = readable(title)
    sizes = [size * scale for size in _SIZES]
    size = next((s for s in sizes if width_mm(title, Face.SEMIBOLD, s) <= width), sizes[-1])
    lines = tuple(wrapped(title, Face.SEMIBOLD, size, width, 2))
    small = _SUBTITLE * scale
    below = tuple(wrapped(readable(subtitle), Face.REGULAR, small, width, 2))
    high = len(lines) * size * _LEADING + len(below) * small * 1.25
    return Heading(lines, below, size, high * MM_PER_PT + 1.2 * scale)


def draw(page: Page, heading: Heading, box: Box, scale: float) -> None:
    """Write title and subtitle from the top of a box."""
    y = box.top
    for line in heading.title:
        y -= heading.size * MM_PER_PT * (_LEADING if y < box.top else 0.84)
        page.text(box.left, y, line, Face.SEMIBOLD, heading.size, colour=INK)
    y -= heading.size * MM_PER_PT * 0.26
    for line in heading.subtitle:
        y -= _SUBTITLE * scale * MM_PER_PT * 1.25
        page.text(box.left, y, line, Face.REGULAR, _SUBTITLE * scale, colour=QUIET)
