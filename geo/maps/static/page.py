"""A page to draw on: matplotlib's figure in millimetres from the lower left corner."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Final, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.maps.static.lettering import (
    FEATURES,
    MM_PER_PT,
    Face,
    embedded,
    outline,
    properties,
    width_mm,
)
from geo.maps.static.paths import joined
from geo.maps.static.projection import Box, Floats

Align = Literal["left", "center", "right"]

# Once, at import, and the same for every sheet: text stays text, fonts are embedded
# as they are, and identifiers do not depend on the run.
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["svg.hashsalt"] = "orebrief"
mpl.rcParams["pdf.fonttype"] = 42
# Also read for PDF (matplotlib 3.11): at 3 a font is embedded again for each 256 letters.
mpl.rcParams["ps.fonttype"] = 42

_MM_PER_INCH: Final = 25.4
_PNG: Final = {"compress_level": 1, "compress_type": zlib.Z_RLE}
"""Four times as fast as what is usual, for a twentieth more bytes: relief is like noise."""

_STYLE: Final = b'<style type="text/css">'


def document(target: BinaryIO, metadata: Mapping[str, str]) -> PdfPages:
    """Return a document to append pages to, without the time of its making."""
    return PdfPages(
        target,
        metadata={
            "Title": metadata.get("Title", ""),
            "Subject": metadata.get("Description", ""),
            "Creator": metadata.get("Software", ""),
            "Keywords": metadata.get("orebrief", ""),
            "CreationDate": None,
        },
    )


class _Picture(Artist):
    """Dots that fill a box."""

    def __init__(self, image: Image.Image, box: Box, to_display: Transform) -> None:
        super().__init__()
        self._image = image
        self._box = box
        self._to_display = to_display

    def draw(self, renderer: RendererBase) -> None:
        left, bottom, right, top = self._box.edges
        (x0, y0), (x1, y1) = self._to_display.transform([(left, bottom), (right, top)])
        gc = renderer.new_gc()
        # Renderers count rows from below.
        turned = self._image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        if renderer.option_scale_image():
            scaled = Affine2D().scale(x1 - x0, y1 - y0)
            renderer.draw_image(gc, x0, y0, np.array(turned), scaled)
        else:
            dots = (round(x1) - round(x0), round(y1) - round(y0))
            # A copy: matplotlib takes no rows that it could not write to.
            rows = np.array(turned.resize(dots, Image.Resampling.BICUBIC))
            renderer.draw_image(gc, round(x0), round(y0), rows)
        gc.restore()


class _Line(Text):
    """One line of type where it was told to be.

    Matplotlib measures each text each time it draws it, which takes as long as
    drawing it; here its place is known.
    """

    def draw(self, renderer: RendererBase) -> None:
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        gc.set_url(self.get_url())
        x, y = self.get_transform().transform(self.get_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        gc.restore()


class Page:
    """A sheet of paper.

    What is drawn later lies above; all type lies above everything else.

    Parameters
    ----------
    width_mm, height_mm
        Size.
    dpi
        Dots per inch of a picture, ``None`` for a document of lines and letters.
    """

    def __init__(self, width_mm: float, height_mm: float, dpi: int | None) -> None:
        self.width, self.height, self.dpi = width_mm, height_mm, dpi
        size = (width_mm / _MM_PER_INCH, height_mm / _MM_PER_INCH)
        self._figure = Figure(figsize=size, dpi=dpi or 72)
        self._mm = Affine2D().scale(1 / _MM_PER_INCH) + self._figure.dpi_scale_trans
        self._order = 0
        self._outlines: dict[str, list[tuple[Floats, Any]]] = {}
        self._halos: list[tuple[Floats, Any]] = []
        self._texts: list[Text] = []
        self._letters: dict[Face, str] = {}
        self.boxes: list[tuple[str, Box]] = []
        """Each text with the box it takes, for tests."""

    def shape(  # noqa: PLR0913 - what a path can look like
        self,
        path: Path,
        *,
        fill: str | None = None,
        line: str | None = None,
        width: float = 0.2,
        alpha: float = 1.0,
        dashes: Sequence[float] = (),
        clip: Box | None = None,
    ) -> None:
        """Draw a path: colours as ``#rrggbb``, widths and dashes in millimetres."""
        if not np.size(path.vertices):
            return
        points = width / MM_PER_PT
        patch = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=line or "none",
            linewidth=points if line else 0,
            linestyle=(0, tuple(dash / MM_PER_PT for dash in dashes)) if dashes else "solid",
            alpha=alpha,
            joinstyle="round",
            capstyle="butt" if dashes else "round",
            transform=self._mm,
        )
        self._add(patch, clip)

    def box(
        self, box: Box, *, fill: str | None = None, line: str | None = None,
        width: float = 0.2, alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw a rectangle."""
        left, bottom, right, top = box.edges
        corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        path = Path(np.array(corners), closed=True)
        self.shape(path, fill=fill, line=line, width=width, alpha=alpha)

    def line(
        self, points: Any, colour: str, width: float, *,
        alpha: float = 1.0, dashes: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """Draw a line through points in millimetres, shape (n, 2)."""
        path = Path(np.asarray(points, dtype=np.float64))
        self.shape(path, line=colour, width=width, alpha=alpha, dashes=dashes)

    def stamps(  # noqa: PLR0913 - what a path can look like
        self,
        points: Floats,
        paths: Sequence[Path],
        *,
        fills: Sequence[Any],
        lines: Sequence[Any],
        widths: Sequence[float],
        clip: Box | None = None,
    ) -> None:
        """Draw a small path at each point, in order; lists are as long as the points."""
        if not len(points):
            return
        collection = PathCollection(
            [path.transformed(Affine2D().scale(1 / MM_PER_PT)) for path in paths],
            offsets=points,
            offset_transform=self._mm,
            facecolors=fills,
            edgecolors=lines,
            linewidths=[width / MM_PER_PT for width in widths],
        )
        collection.set_transform(Affine2D().scale(self._figure.dpi / 72))
        self._add(collection, clip)

    def picture(self, image: Image.Image, box: Box) -> None:
        """Fill a box with an RGBA picture."""
        self._add(_Picture(image, box, self._mm), None)

    def snapped(self, box: Box) -> Box:
        """Return a box with its corners on whole dots."""
        if not self.dpi:
            return box
        dot = _MM_PER_INCH / self.dpi
        left, bottom, right, top = (round(edge / dot) * dot for edge in box.edges)
        return Box(left, bottom, right - left, top - bottom)

    def text(  # noqa: PLR0913 - what a line of type can look like
        self,
        x: float,
        y: float,
        text: str,
        face: Face,
        size_pt: float,
        *,
        colour: str = "#1c1c1c",
        align: Align = "left",
        halo: bool = False,
        address: str = "",
    ) -> None:
        """Write one line of readable text.

        Parameters
        ----------
        x, y
            Start, middle or end of the base line, as ``align`` says.
        halo
            Whether a white rim sets it off from what lies below.
        address
            Where a click leads; empty for nowhere.
        """
        if not text:
            return
        width = width_mm(text, face, size_pt)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        em = size_pt * MM_PER_PT
        self.boxes.append((text, Box(left, y - 0.24 * em, width, em)))
        if halo or self.dpi or align != "left":
            vertices, codes = outline(text, face)
            drawn = float(vertices[:, 0].max()) * em if len(vertices) else 0.0
            # As set, with its kerning.
            left = x - {"left": 0.0, "center": drawn / 2, "right": drawn}[align]
            shaped = (vertices * em + (left, y), codes)
            if halo:
                self._halos.append(shaped)
            if self.dpi:
                self._outlines.setdefault(colour, []).append(shaped)
        if not self.dpi:
            self._letters[face] = "".join({*self._letters.get(face, ""), *text})
            font = properties(face).copy()
            font.set_size(size_pt)
            self._texts.append(
                _Line(
                    left, y, text, fontproperties=font, color=colour, parse_math=False,
                    fontfeatures=FEATURES, transform=self._mm, url=address or None,
                )
            )  # fmt: skip

    def png(self, metadata: Mapping[str, str]) -> bytes:
        """Return the page as a picture; texts that are not Latin-1 go into ``iTXt``."""
        self._write()
        canvas = FigureCanvasAgg(self._figure)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib is partly typed
        drawn = canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # matplotlib is partly typed
        size = canvas.get_width_height()
        image = Image.frombuffer("RGBA", size, drawn, "raw", "RGBA", 0, 1).convert("RGB")
        told = PngInfo()
        for key, value in metadata.items():
            told.add_text(key, value)
        target = io.BytesIO()
        dots = (self._figure.dpi, self._figure.dpi)
        image.save(target, "PNG", pnginfo=told, dpi=dots, **_PNG)
        return target.getvalue()

    def svg(self, metadata: Mapping[str, str]) -> bytes:
        """Return the page as SVG; what the file remembers is its ``dc:identifier``."""
        self._write()
        target = io.BytesIO()
        FigureCanvasSVG(self._figure).print_svg(  # type: ignore[no-untyped-call]  # matplotlib is partly typed
            target,
            metadata={
                "Title": metadata.get("Title", ""),
                "Description": metadata.get("Description", ""),
                "Creator": metadata.get("Software", ""),
                "Identifier": metadata.get("orebrief", ""),
                "Date": None,
            },
        )
        rules = "".join(
            embedded(face, self._letters[face]) for face in Face if face in self._letters
        )
        return target.getvalue().replace(_STYLE, _STYLE + rules.encode(), 1)

    def pdf(self, metadata: Mapping[str, str]) -> bytes:
        """Return the page as PDF; what the file remembers stands in its key words."""
        target = io.BytesIO()
        with document(target, metadata) as pages:
            self.append_to(pages)
        return target.getvalue()

    def append_to(self, pages: PdfPages) -> None:
        """Write the page as the next one of a document, which embeds each font once."""
        self._write()
        pages.savefig(self._figure)  # type: ignore[no-untyped-call]  # matplotlib is partly typed

    def _write(self) -> None:
        if self._halos:
            path = joined(self._halos)
            self.shape(path, line="#ffffff", width=0.62, alpha=0.85)
        for colour, outlines in self._outlines.items():
            self.shape(joined(outlines), fill=colour)
        for text in self._texts:
            self._add(text, None)

    def _add(self, artist: Artist, clip: Box | None) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self._figure.add_artist(artist)
        if clip:
            left, bottom = clip.left, clip.bottom
            artist.set_clip_path(
                Rectangle((left, bottom), clip.width, clip.height, transform=self._mm)
            )
