"""Type: the faces, how wide a text is, and its outline.

Matplotlib takes a third of a millisecond to lay out a text and more to draw it;
a sheet has hundreds. Widths are summed from the fonts' own advances here, and
outlines are kept, so that a picture costs what its ink costs.
"""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path as FilePath
from typing import Final, Literal

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from anyascii import anyascii
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.font_manager import (
    FontProperties,
    findfont,
    fontManager,
    get_font,
    ttfFontProperty,
)
from matplotlib.textpath import text_to_path

from geo.view import plain

MM_PER_PT: Final = 25.4 / 72
ELLIPSIS: Final = "…"

FEATURES: Final = ("-liga", "-calt")
"""Letters are not joined: a document would embed a font a second time for that."""

_EM: Final = 100
"""Size at which outlines are taken."""

_FAMILY: Final = "Fira Sans"

_FALLBACK: Final = "DejaVu Sans"
"""Comes with matplotlib; has what Fira Sans lacks, such as arrows and Arabic."""


class Face(Enum):
    """A cut of Fira Sans: file, family, weight and slant.

    Each counts as regular or bold, the weights that the fallback has too.
    """

    REGULAR = "Regular"
    ITALIC = "Italic"
    SEMIBOLD = "SemiBold"

    @property
    def weight(self) -> int:
        """Weight from 100 to 900."""
        return 700 if self is Face.SEMIBOLD else 400

    @property
    def slant(self) -> Literal["normal", "italic"]:
        """Style as matplotlib and CSS call it."""
        return "italic" if self is Face.ITALIC else "normal"


def _register() -> None:
    for face in Face:
        with as_file(files("fontpkg_fira_sans") / "files" / f"FiraSans-{face.value}.ttf") as path:
            entry = ttfFontProperty(get_font(str(path)))
        fontManager.ttflist.append(replace(entry, weight=face.weight))


_register()
# Once, at import: hinting moves letters to the grid of a screen, and a picture
# and a document would then break their lines differently.
mpl.rcParams["text.hinting"] = "none"


@cache
def properties(face: Face) -> FontProperties:
    """Return matplotlib's description of a face, with its fallback."""
    return FontProperties(family=[_FAMILY, _FALLBACK], weight=face.weight, style=face.slant)


@cache
def _paths(face: Face) -> tuple[str, str]:
    first, second = (
        str(findfont(FontProperties(family=name, weight=face.weight, style=face.slant)))
        for name in (_FAMILY, _FALLBACK)
    )
    return first, second


@cache
def _advances(face: Face) -> dict[str, float]:
    """Return letter to width in ems."""
    found: dict[str, float] = {}
    for path in reversed(_paths(face)):
        with TTFont(FilePath(path), lazy=True) as font:
            em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
            for code, glyph in font.getBestCmap().items():
                found[chr(code)] = metrics[glyph][0] / em
    return found


@lru_cache(maxsize=16384)
def readable(text: str) -> str:
    """Return a text on one line in letters that the fonts have.

    Others, such as Chinese, are romanised: never boxes.
    """
    known = _advances(Face.REGULAR)
    letters = (letter if letter in known else anyascii(letter) for letter in plain(text))
    return plain("".join(letters))


def width_mm(text: str, face: Face, size_pt: float) -> float:
    """Return how wide a readable text is; kerning, which narrows it a little, is left out."""
    advances = _advances(face)
    return sum([advances.get(letter, 0.6) for letter in text]) * size_pt * MM_PER_PT


def fitted(text: str, face: Face, size_pt: float, width: float) -> str:
    """Return a text that is at most so many millimetres wide, its end cut if need be."""
    if width_mm(text, face, size_pt) <= width:
        return text
    room = width / (size_pt * MM_PER_PT) - _advances(face)[ELLIPSIS]
    advances, used = _advances(face), 0.0
    for at, letter in enumerate(text):
        used += advances.get(letter, 0.6)
        if used > room:
            return text[:at].rstrip(" ,;.·–—-") + ELLIPSIS
    return text


def wrapped(text: str, face: Face, size_pt: float, width: float, lines: int) -> list[str]:
    """Break a text into at most so many lines, between words where that is possible.

    Parameters
    ----------
    text
        Readable.
    width
        Millimetres.
    lines
        The last one ends in an ellipsis if there is more.
    """
    broken: list[str] = []
    rest = text
    while rest and len(broken) < lines - 1:
        line = _line(rest, face, size_pt, width)
        broken.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    if rest and lines > 0:
        broken.append(fitted(rest, face, size_pt, width))
    return broken


def _line(text: str, face: Face, size_pt: float, width: float) -> str:
    """Return the longest start of a text that fits, at least one letter."""
    advances, room = _advances(face), width / (size_pt * MM_PER_PT)
    used, space = 0.0, 0
    for at, letter in enumerate(text):
        used += advances.get(letter, 0.6)
        if letter == " ":
            space = at
        elif used > room:
            # A word longer than half a line, such as an address, is broken where it is.
            return text[: space + 1] if space > at / 2 else text[: max(at, 1)]
    return text


Outline = tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]
"""Vertices in ems from the start of the base line, shape (n, 2), and matplotlib's codes."""

_glyphs: dict[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]] = {}


@lru_cache(maxsize=4096)
def outline(text: str, face: Face) -> Outline:
    """Return the shape of a readable text, laid out by HarfBuzz."""
    font = get_font(_paths(face))
    font.set_size(_EM, 72)
    placed, glyphs, _ = text_to_path.get_glyphs_with_font(
        font,
        text,
        glyph_map=_glyphs,
        features=FEATURES,  # type: ignore[arg-type]  # any number of them
    )
    vertices, codes = [], []
    for glyph, x, y, scale in placed:
        at, kinds = glyphs[glyph]
        if len(at):
            vertices.append(at * scale + (x, y))
            codes.append(kinds)
    if not vertices:
        return np.empty((0, 2)), np.empty(0, dtype=np.uint8)
    return np.concatenate(vertices) / _EM, np.concatenate(codes)


def embedded(face: Face, letters: str) -> str:
    """Return a style rule that carries the letters of a face, for a file that stays text.

    Only a browser reads it; elsewhere a face of the same name is looked for.
    """
    options = Options(layout_features=["kern"], notdef_outline=True, flavor="woff")
    with TTFont(_paths(face)[0], lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font.flavor = "woff"
        target = io.BytesIO()
        font.save(target)
    packed = base64.b64encode(target.getvalue()).decode()
    return (
        f"@font-face{{font-family:'{_FAMILY}';font-weight:{face.weight};font-style:{face.slant};"
        f"src:url(data:font/woff;base64,{packed})}}"
    )
