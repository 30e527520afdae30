"""An atlas: sheets bound into one PDF with a table of contents and bookmarks."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit, NameObject, StreamObject

from geo.briefing.content import Content
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.index import Index
from geo.maps.static import heading, layout, sheet
from geo.maps.static.furniture import INK, QUIET
from geo.maps.static.lettering import MM_PER_PT, Face, fitted, readable, width_mm
from geo.maps.static.page import Page, document
from geo.maps.static.projection import Box

_SIZE: Final = 8.2
_LINE: Final = 4.7
_COLUMN: Final = 88.0
_GAP: Final = 9.0

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>
<dc:identifier>{}</dc:identifier>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

Progress = Callable[[int, int], None]
"""Called with the number of pages drawn and of all pages."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents: where it stands, and the page it leads to."""

    title: str
    on: int
    box: Box
    to: int


def draw(
    index: Index,
    pages: Sequence[tuple[Snapshot, Content]],
    metadata: Mapping[str, str],
    progress: Progress | None = None,
) -> bytes:
    """Return sheets as one PDF, after a table of contents that leads to them.

    Parameters
    ----------
    pages
        At least one; all on the paper of the first.
    metadata
        As in ``Content.metadata``, of the whole.
    progress
        Told after each page.
    """
    paper = PAPERS_MM[pages[0][0].paper]
    title = metadata.get("Title", "")
    entries, count = _entries([content.title for _, content in pages], title, paper)
    total = count + len(pages)
    target = io.BytesIO()
    with document(target, metadata) as bound:
        for number in range(count):
            _contents(paper, title, [entry for entry in entries if entry.on == number], number,
                      total).append_to(bound)  # fmt: skip
        for number, (snapshot, content) in enumerate(pages):
            folio = f"page {count + number + 1} of {total}"
            sheet.compose(index, snapshot, content, None, folio).append_to(bound)
            if progress:
                progress(number + 1, len(pages))
    return _with_bookmarks(target.getvalue(), entries, metadata)


def _entries(
    titles: Sequence[str], title: str, paper: tuple[float, float]
) -> tuple[list[_Entry], int]:
    """Return the lines of the table of contents and the number of pages it takes."""
    scale = layout.scale_of(*paper)
    body = _body(title, paper)
    columns = max(int((body.width + _GAP * scale) / ((_COLUMN + _GAP) * scale)), 1)
    width = (body.width - (columns - 1) * _GAP * scale) / columns
    rows = max(int(body.height / (_LINE * scale)), 1)
    count = math.ceil(len(titles) / (rows * columns))
    entries = []
    for number, one in enumerate(titles):
        on, place = divmod(number, rows * columns)
        column, row = divmod(place, rows)
        left = body.left + column * (width + _GAP * scale)
        bottom = body.top - (row + 1) * _LINE * scale
        entries.append(
            _Entry(readable(one), on, Box(left, bottom, width, _LINE * scale), count + number)
        )
    return entries, count


def _body(title: str, paper: tuple[float, float]) -> Box:
    """Return the part of a page that the table of contents fills."""
    scale = layout.scale_of(*paper)
    margin = layout.MARGIN * scale
    head = heading.broken(title, "Contents", paper[0] - 2 * margin, scale)
    top = paper[1] - margin - head.height - 5.0 * scale
    bottom = margin + 6.0 * scale
    return Box(margin, bottom, paper[0] - 2 * margin, top - bottom)


def _contents(
    paper: tuple[float, float], title: str, entries: Sequence[_Entry], number: int, total: int
) -> Page:
    """Return one page of the table of contents."""
    page = Page(*paper, None)
    scale = layout.scale_of(*paper)
    margin, size = layout.MARGIN * scale, _SIZE * scale
    inner = paper[0] - 2 * margin
    head = heading.broken(title, "Contents", inner, scale)
    heading.draw(page, head, Box(margin, paper[1] - margin - head.height, inner, head.height),
                 scale)  # fmt: skip
    dot = width_mm(".", Face.REGULAR, size)
    for entry in entries:
        folio = str(entry.to + 1)
        base = entry.box.bottom + 1.3 * scale
        room = entry.box.width - width_mm(folio, Face.REGULAR, size) - 3 * scale
        words = fitted(entry.title, Face.REGULAR, size, room)
        page.text(entry.box.left, base, words, Face.REGULAR, size, colour=INK)
        page.text(entry.box.right, base, folio, Face.REGULAR, size, colour=INK, align="right")
        start = entry.box.left + width_mm(words, Face.REGULAR, size) + 1.5 * scale
        end = entry.box.right - width_mm(folio, Face.REGULAR, size) - 1.5 * scale
        if end - start > 3 * dot:
            page.line([(start, base + 0.2), (end, base + 0.2)], "#a8a399", 0.22, dashes=(0.22, 0.9))
    folio = f"page {number + 1} of {total}"
    page.text(paper[0] - margin, margin, folio, Face.REGULAR, 5.7 * scale, colour=QUIET,
              align="right")  # fmt: skip
    return page


def _with_bookmarks(pdf: bytes, entries: Sequence[_Entry], metadata: Mapping[str, str]) -> bytes:
    """Return a document with its table of contents made to lead where it says."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.pdf_header = "%PDF-1.4"
    # What stands among the document's properties is escaped on the way through, and
    # could no longer be found in the bytes.
    writer.xmp_metadata = _XMP.format(
        *(escape(metadata.get(key, "")) for key in ("Title", "Description", "orebrief"))
    ).encode()
    stream = cast(StreamObject, writer.root_object["/Metadata"].get_object())
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    writer.add_outline_item(title="Contents", page_number=0)
    for entry in entries:
        writer.add_outline_item(title=entry.title, page_number=entry.to)
        left, bottom, right, top = (edge / MM_PER_PT for edge in entry.box.edges)
        link = Link(rect=(left, bottom, right, top), target_page_index=entry.to, fit=Fit.fit())
        writer.add_annotation(page_number=entry.on, annotation=link)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
