from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape

from geo.briefing import memory
from geo.briefing.changes import compare
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.index import Index
from geo.maps.export.formats import snapshot
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.small_world import ROWS, small_world

TITLES = {
    "short": "Gold",
    "lines": "Gold\nand\nuranium",
    "long": "A very long title indeed " * 20,
    "word": "x" * 500,
    "markup": "<b>Gold</b> & {{ 9**9 }} </a:t>",
    "right-to-left": "קוירקטיקול \u202eשפק",
}


def opened(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


def shapes(content: bytes) -> dict[str, BaseShape]:
    return {shape.name: shape for shape in opened(content).slides[0].shapes}


def cells(content: bytes) -> list[list[str]]:
    table = shapes(content)["Events"].table
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_slide_holds_title_table_picture_and_words(index: Index):
    content = snapshot(index, Snapshot(format="pptx", paper="slide-16x9", title="Gold", dpi=72))
    found = shapes(content)
    assert opened(content).slides[0].shapes.title.text == "Gold"
    header, first, *_ = cells(content)
    assert header == ["Date", "Event", "Site", "What it says"]
    assert first == [
        "6 November 2025",
        "Summit in Washington\nQazinform (2 April 2025)",
        "Kuyrektykol",
        "“They named the Kuirektykol deposit.”\nour summary",
    ]
    words = found["Filters and counts"].text_frame.text
    assert words.startswith("All sites, agreements and events\n5 sites · 4 agreements · 4 events")
    assert "1 without a published position" in words
    assert "Qazinform: A deposit is found" in found["Sources and data"].text_frame.text
    described = found["Map"]._element.nvPicPr.cNvPr.get("descr")
    assert described.startswith("Map: Gold. All sites, agreements and events.")


def test_the_notes_hold_sources_and_every_event(index: Index):
    content = snapshot(index, Snapshot(format="pptx", paper="slide-16x9", dpi=72))
    notes = opened(content).slides[0].notes_slide.notes_text_frame.text
    assert "Qazinform. A deposit is found. 2025-04-02. https://example.org/a" in notes
    assert index.dataset.content_hash in notes
    assert "April 2019: " in notes or "27 April 2019: Visit to Tashkent." in notes


def test_more_events_than_fit_are_counted(make_dataset: MakeDataset):
    text = "They named the Kuirektykol deposit, and said a good deal more about it that day. "
    events = [
        {"event_id": f"e-{number}", "date": f"{1950 + number}-01-01", "summary": text}
        for number in range(60)
    ]
    index = Index(small_world(make_dataset, events=events, event_participants=[], event_sites=[],
                              event_minerals=[], event_agreements=[]))  # fmt: skip
    for paper, (width, height) in PAPERS_MM.items():
        content = snapshot(index, Snapshot(format="pptx", paper=paper, dpi=72))
        table = cells(content)
        assert table[1][0] == "1 January 2009"
        assert table[-1][0] == f"{60 - (len(table) - 2)} more events: all are in the notes."
        assert_nothing_overlaps(content, width, height)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("paper", PAPERS_MM)
def test_any_title_is_plain_text_that_fits(index: Index, title: str, paper: str):
    content = snapshot(index, Snapshot(format="pptx", paper=paper, title=title, dpi=72))
    assert_nothing_overlaps(content, *PAPERS_MM[paper])
    shown = opened(content).slides[0].shapes.title.text
    assert "\n" not in shown
    assert " ".join(shown.replace("…", "").split())[:20] in " ".join(
        title.replace("\u202e", " ").split()
    )


def assert_nothing_overlaps(content: bytes, width_mm: float, height_mm: float) -> None:
    boxes = [
        (shape.name, shape.left.mm, shape.top.mm, shape.width.mm, shape.height.mm)
        for shape in opened(content).slides[0].shapes
    ]
    for name, left, top, width, height in boxes:
        assert left >= 0, name
        assert top >= 0, name
        assert left + width <= width_mm, name
        assert top + height <= height_mm, name
        for other, x, y, w, h in boxes:
            apart = left + width <= x or x + w <= left or top + height <= y or y + h <= top
            assert name == other or apart, (name, other)


def test_an_empty_view_is_a_slide_too(index: Index):
    content = snapshot(index, Snapshot(ViewState(q="zzzz"), "pptx", "slide-16x9", dpi=72))
    assert "Events" not in shapes(content)
    words = shapes(content)["Filters and counts"].text_frame.text
    assert "0 sites" in words
    assert "no event names what is shown" in words


def test_the_same_inputs_give_the_same_bytes(index: Index):
    wanted = Snapshot(format="pptx", paper="slide-16x9", dpi=72)
    assert snapshot(index, wanted) == snapshot(index, wanted)


def test_text_is_never_markup(make_dataset: MakeDataset):
    nasty = "<a:t>&amp; ]]> {{ 9**9 }}"
    deposits = [{**row, "name": nasty} if row.get("site_id") == "uz-muruntau" else row
                for row in ROWS["deposits"]]  # fmt: skip
    index = Index(small_world(make_dataset, deposits=deposits))
    content = snapshot(index, Snapshot(ViewState(site="uz-muruntau"), "pptx", dpi=72))
    assert opened(content).slides[0].shapes.title.text == nasty
    assert cells(content)[1][2] == nasty


def test_the_file_is_whole_and_remembers(index: Index):
    wanted = Snapshot(ViewState(mineral=("Au",)), "pptx", "slide-16x9", "Gold", dpi=72)
    content = snapshot(index, wanted)
    assert compare(index, memory.read(content, "a.pptx")).snapshot == wanted
    core = opened(content).core_properties
    assert core.title == "Gold"
    assert index.dataset.content_hash in core.subject
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = set(archive.namelist())
        etree.fromstring(archive.read(memory.PROPERTIES))
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("_rels/.rels").decode()
    assert memory.PROPERTIES in parts
    assert f'PartName="/{memory.PROPERTIES}"' in types
    assert re.search(f'Target="/?{memory.PROPERTIES}"', relations)
