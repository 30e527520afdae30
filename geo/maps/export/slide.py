"""A slide: native title, native table of events, the map with words in its place."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Mm

from geo.briefing.content import Content
from geo.briefing.memory import PROPERTIES, pieces
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.index import Index
from geo.maps.export import slide_table
from geo.maps.export.slide_text import MUTED, fitting, lines_of, plain_box, say
from geo.maps.static import sheet
from geo.maps.static.lettering import MM_PER_PT, Face, fitted, wrapped
from geo.store.archive import EPOCH, undated

_TITLE_ONLY: Final = 5
"""Number of the layout in the template that python-pptx ships."""

_TITLE_SIZES: Final = ((26, 1), (22, 1), (20, 2), (16, 2), (13, 3), (11, 4))
"""Points, and lines at most, largest first."""

_MARGIN: Final = 10.0
_GAP: Final = 4.0
_SUBTITLE_PT: Final = 12
_COUNTS_PT: Final = 10.5
_FOOT_PT: Final = 8
_FOOT_LINES: Final = 5
_SOURCE_LINES: Final = 3
_LEADING: Final = 1.22
_MAP_SHARE: Final = 0.56
"""Of the width."""

_MAP_SHARE_BELOW: Final = 0.66
"""Of the height, where the table stands below it: the slide is no wider than high."""

_LONGEST_PROPERTY: Final = 255
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def draw(index: Index, wanted: Snapshot, said: Content) -> bytes:
    """Return a presentation of one slide; the same inputs give the same bytes."""
    deck = Presentation()
    width, height = PAPERS_MM[wanted.paper]
    deck.slide_width, deck.slide_height = Mm(width), Mm(height)
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    top = _title(slide, said, width)
    top = _words(slide, said, top, width)
    foot = height - _MARGIN / 2 - _FOOT_LINES * _FOOT_PT * MM_PER_PT * _LEADING
    _body(slide, index, wanted, said, (top, width, foot - _GAP / 2))
    _foot(slide, said, foot, width)
    _notes(slide, said)
    _remember(deck, said)
    buffer = io.BytesIO()
    deck.save(buffer)
    return undated(buffer.getvalue())


def _title(slide: Slide, said: Content, width: float) -> float:
    """Fill the native title; return where it ends, in millimetres from the top."""
    room = width - 2 * _MARGIN
    size, lines, words = fitting(said.title, room, _TITLE_SIZES)
    title = slide.shapes.title
    height = lines * size * MM_PER_PT * _LEADING
    title.left, title.top, title.width, title.height = (
        Mm(value) for value in (_MARGIN, _MARGIN * 0.7, room, height)
    )
    plain_box(title.text_frame)
    say(title.text_frame.paragraphs[0], words, size, Face.SEMIBOLD)
    return _MARGIN * 0.7 + height + 1


def _words(slide: Slide, said: Content, top: float, width: float) -> float:
    """Say the filters and how much is shown; return where that ends."""
    room = width - 2 * _MARGIN
    filters = wrapped(said.subtitle, Face.REGULAR, _SUBTITLE_PT, room * 0.95, 2)
    lines = (len(filters) * _SUBTITLE_PT + _COUNTS_PT) * MM_PER_PT * _LEADING
    frame = _box(slide, (_MARGIN, top, room, lines), "Filters and counts")
    say(frame.paragraphs[0], " ".join(filters), _SUBTITLE_PT)
    say(frame.add_paragraph(), _counts(said), _COUNTS_PT, colour=MUTED)
    return top + lines + _GAP / 2


def _counts(said: Content) -> str:
    selection = said.selection
    counts = [
        (int(mask.sum()), noun)
        for mask, noun in (
            (selection.sites, "site"),
            (selection.agreements, "agreement"),
            (selection.events, "event"),
        )
    ]
    words = " · ".join(f"{count} {noun if count == 1 else f'{noun}s'}" for count, noun in counts)
    unplaced = f"; {said.unplaced} without a published position, not drawn" * bool(said.unplaced)
    unnamed = "; no event names what is shown" * (not said.events)
    return f"{words}{unplaced}{unnamed}"


def _body(
    slide: Slide,
    index: Index,
    wanted: Snapshot,
    said: Content,
    place: tuple[float, float, float],
) -> None:
    """Lay out the map and the table between the words above and below.

    Parameters
    ----------
    place
        Top, width of the slide and bottom, in millimetres.
    """
    top, width, bottom = place
    room, height = width - 2 * _MARGIN, bottom - top
    if not said.events:
        _map(slide, index, wanted, said, (_MARGIN, top, room, height))
        return
    if width > 1.1 * (bottom + _MARGIN):
        across = room * _MAP_SHARE
        _map(slide, index, wanted, said, (_MARGIN, top, across, height))
        left = _MARGIN + across + _GAP
        slide_table.draw(slide, said.events, (left, top, width - _MARGIN - left, height))
    else:
        down = height * _MAP_SHARE_BELOW
        _map(slide, index, wanted, said, (_MARGIN, top, room, down))
        under = top + down + _GAP
        slide_table.draw(slide, said.events, (_MARGIN, under, room, bottom - under))


def _map(
    slide: Slide,
    index: Index,
    wanted: Snapshot,
    said: Content,
    place: tuple[float, float, float, float],
) -> None:
    left, top, width, height = place
    drawn = sheet.map_picture(index, wanted, said, width, height, wanted.dpi)
    picture = slide.shapes.add_picture(io.BytesIO(drawn), Mm(left), Mm(top), Mm(width), Mm(height))
    picture.name = "Map"
    words = f"Map: {said.title}. {said.subtitle}. {_counts(said)}. {said.disclaimer}"
    picture._element.nvPicPr.cNvPr.set("descr", words)  # noqa: SLF001 - python-pptx has no name for it


def _foot(slide: Slide, said: Content, top: float, width: float) -> None:
    """Say sources, what the borders mean, and where the page came from."""
    room = width - 2 * _MARGIN
    height = _FOOT_LINES * _FOOT_PT * MM_PER_PT * _LEADING
    frame = _box(slide, (_MARGIN, top, room, height), "Sources and data")
    dated = f"Data to {said.data_date}, " if said.data_date else "Data "
    origin = f"{dated}SHA-256 {said.data_hash} · {said.link} · {said.metadata['Software']}"
    say(frame.paragraphs[0], _sources(said, room), _FOOT_PT, colour=MUTED)
    say(frame.add_paragraph(), said.disclaimer, _FOOT_PT, colour=MUTED)
    line = fitted(origin, Face.REGULAR, _FOOT_PT, room * 0.93)
    say(frame.add_paragraph(), line, _FOOT_PT, colour=MUTED)


def _sources(said: Content, room: float) -> str:
    """Return as many sources as there is room for, those first that most rows rest on."""
    most, fitting_text = len(said.sources), ""
    for named in range(1, most + 1):
        rest = f"; {most - named} more are in the notes" * (named < most)
        text = f"Sources: {'; '.join(said.sources[:named])}{rest}."
        if fitting_text and lines_of(text, Face.REGULAR, _FOOT_PT, room) > _SOURCE_LINES:
            break
        fitting_text = text
    return fitting_text


def _box(slide: Slide, place: tuple[float, float, float, float], name: str) -> TextFrame:
    box = slide.shapes.add_textbox(*(Mm(value) for value in place))
    box.name = name
    plain_box(box.text_frame)
    return box.text_frame


def _notes(slide: Slide, said: Content) -> None:
    """Say in the notes all that the slide has no room for."""
    events = [
        " ".join(
            part
            for part in (
                f"{row.date}: {row.title}.",
                f"“{row.sentence}” ({row.origin})" if row.sentence else "",
                f"[{row.caution}]" if row.caution else "",
                f"Source: {row.source}",
            )
            if part
        )
        for row in said.events
    ]
    slide.notes_slide.notes_text_frame.text = "\n".join(
        [
            said.title,
            said.subtitle,
            f"View: {said.link}",
            said.metadata["Description"],
            *(["", "Events:", *events] if events else []),
            "",
            "Sources:",
            *said.citations,
            "",
            said.disclaimer,
        ]
    )


def _remember(deck: Deck, said: Content) -> None:
    """Write the properties of the file."""
    core = deck.core_properties
    core.title = said.title[:_LONGEST_PROPERTY]
    core.subject = said.metadata["Description"][:_LONGEST_PROPERTY]
    core.author = said.metadata["Software"]
    core.last_modified_by = said.metadata["Software"]
    core.created = core.modified = datetime.fromtimestamp(EPOCH.timestamp(), EPOCH.tzinfo)
    properties = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="orebrief {number - 1}">'
        f"<vt:lpwstr>{piece}</vt:lpwstr></property>"
        for number, piece in enumerate(pieces(said.metadata["orebrief"]), start=2)
    )
    package = deck.part.package
    part = Part(
        PackURI(f"/{PROPERTIES}"),
        _CUSTOM_TYPE,
        package,
        f"{_CUSTOM_HEAD}{properties}</Properties>".encode(),
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
