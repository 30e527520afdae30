"""Text on a slide: one font, plain boxes, sizes that fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Mm, Pt

from geo.maps.static.lettering import Face, wrapped
from geo.view import plain

FONT: Final = "Arial"
"""On every machine, or another of the same widths; has every letter of our languages."""

INK: Final = RGBColor(0x1C, 0x1C, 0x1C)
MUTED: Final = RGBColor(0x55, 0x55, 0x55)

_SAFETY: Final = 0.95
"""Lines are taken to be this much shorter: Arial is not the font that is measured."""


def say(
    paragraph: _Paragraph,
    words: str,
    size_pt: float,
    face: Face = Face.REGULAR,
    colour: RGBColor = INK,
) -> None:
    """Add words to a paragraph, as plain text whatever they hold."""
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(words)
    font = run.font
    font.name, font.size = FONT, Pt(size_pt)
    font.bold, font.italic = face is Face.SEMIBOLD, face is Face.ITALIC
    font.color.rgb = colour


def plain_box(frame: TextFrame) -> None:
    """Make a text frame start where it stands, wrap, and keep its size."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Mm(0)


def fitting(
    text: str, width_mm: float, sizes: Iterable[tuple[float, int]]
) -> tuple[float, int, str]:
    """Return the first size at which a title fits, its lines, and as much of it as fits.

    Parameters
    ----------
    sizes
        Points and lines at most. At the last one the title is cut if it must be.
    """
    size, lines = 0.0, [text]
    for size, most in sizes:
        lines = wrapped(text, Face.SEMIBOLD, size, width_mm * _SAFETY, most)
        if "".join(lines).replace(" ", "") == text.replace(" ", ""):
            return size, len(lines), text
    return size, len(lines), " ".join(lines)


def lines_of(text: str, face: Face, size_pt: float, width_mm: float) -> int:
    """Return how many lines a text takes."""
    return len(wrapped(text, face, size_pt, width_mm * _SAFETY, 1000)) if text else 0
