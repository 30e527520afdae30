"""One sheet: a view on paper as PNG, SVG or PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.briefing.content import Content
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.index import Index
from geo.maps.static import event_table, heading, imprint, layout, legend, map_frame
from geo.maps.static.layout import Body, Plan
from geo.maps.static.legend import Section
from geo.maps.static.page import Page
from geo.maps.static.projection import Box
from geo.maps.static.scene import Scene, frame_of, scene_of

_EDGE_MM: Final = 0.6
"""Room around a picture for half the width of its frame's line."""

_GUESSES: Final = 4


def draw(index: Index, snapshot: Snapshot, content: Content, format: str) -> bytes:  # noqa: A002 - the word of the command
    """Return one sheet as a file.

    Parameters
    ----------
    format
        ``png``, ``svg`` or ``pdf``; the snapshot's own format does not matter.
    """
    page = compose(index, snapshot, content, snapshot.dpi if format == "png" else None)
    write = {"png": page.png, "svg": page.svg, "pdf": page.pdf}[format]
    return write(content.metadata)


def compose(
    index: Index, snapshot: Snapshot, content: Content, dpi: int | None, folio: str = ""
) -> Page:
    """Return a sheet that is drawn and not yet written.

    Parameters
    ----------
    dpi
        Dots per inch of a picture, ``None`` for a document.
    folio
        Page number in words, for a sheet of an atlas.
    """
    page = Page(*PAPERS_MM[snapshot.paper], dpi)
    rims = layout.rims(page.width, page.height, content, folio)
    scale = rims.body.scale
    plan, scene, said = _laid_out(page, index, snapshot, content, rims.body)
    map_frame.draw(page, index, snapshot, content, scene)
    heading.draw(page, rims.heading, rims.heading_box, scale)
    legend.draw(page, said, plan.legend_box, plan.legend_columns, scale)
    event_table.draw(page, content, plan.events_box, scale)
    imprint.draw(page, rims.imprint, rims.imprint_box, scale)
    return page


def map_picture(  # noqa: PLR0913, PLR0917 - what a sheet takes, and the size in place of a paper
    index: Index,
    snapshot: Snapshot,
    content: Content,
    width_mm: float,
    height_mm: float,
    dpi: int,
) -> bytes:
    """Return the map and its legend below as PNG, with scale, north arrow, locator and names."""
    page = Page(width_mm, height_mm, dpi)
    box = Box(_EDGE_MM, _EDGE_MM, width_mm - 2 * _EDGE_MM, height_mm - 2 * _EDGE_MM)
    alone = replace(content, events=())
    plan, scene, said = _laid_out(page, index, snapshot, alone, Body(box, 1.0, upright=True))
    map_frame.draw(page, index, snapshot, alone, scene)
    map_frame.draw_credit(page, scene.frame, 1.0)
    legend.draw(page, said, plan.legend_box, plan.legend_columns, 1.0)
    return page.png(content.metadata)


def _laid_out(
    page: Page, index: Index, snapshot: Snapshot, content: Content, body: Body
) -> tuple[Plan, Scene, tuple[Section, ...]]:
    """Return the boxes of a body, what its map shows, and the legend of that.

    The legend depends on what the map shows, and the map's size on the legend: a
    guess is corrected until it holds.
    """

    def seen(box: Box) -> tuple[Scene, tuple[Section, ...]]:
        frame = frame_of(index, snapshot, content, page.snapped(box), body.scale)
        scene = scene_of(index, snapshot, content, frame, body.scale)
        return scene, legend.sections(index, content, snapshot.view, scene)

    guess: tuple[Section, ...] = ()
    plan = layout.plan(body, content.events, guess)
    for _ in range(_GUESSES):
        scene, said = seen(plan.map_box)
        final = layout.plan(body, content.events, said)
        if final.map_box == plan.map_box:
            return final, scene, said
        guess, plan = said, final
    # A smaller map than the last one shows no more than that, so this legend has room.
    longest = max(guess, said, key=lambda one: sum(len(part.entries) for part in one))
    plan = layout.plan(body, content.events, longest)
    return plan, *seen(plan.map_box)
