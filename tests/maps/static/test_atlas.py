"""An atlas leads to each of its pages, and remembers where it came from."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from geo.briefing.content import content
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.briefing.stamp import Stamp
from geo.index import Index
from geo.maps.static import atlas
from geo.view import ViewState


def drawn(
    index: Index, sites: list[str], paper: str = "a4-landscape"
) -> tuple[bytes, list[tuple[int, int]]]:
    snapshots = [Snapshot(view=ViewState(site=site), paper=paper) for site in sites]
    pages = [(snapshot, content(index, snapshot)) for snapshot in snapshots]
    told: list[tuple[int, int]] = []
    whole = content(index, Snapshot(title="Sites of the small world"))
    return atlas.draw(index, pages, whole.metadata, lambda *done: told.append(done)), told


def test_contents_bookmarks_and_links_lead_to_the_pages(small_index: Index):
    sites = ["kz-kuyrektykol", "kz-inkai", "uz-muruntau"]
    file, told = drawn(small_index, sites)
    assert told == [(1, 3), (2, 3), (3, 3)]
    document = PdfReader(io.BytesIO(file))
    assert len(document.pages) == 4
    names = ["Contents", "Kuyrektykol", "Inkai", "Muruntau"]
    assert [item.title for item in document.outline] == names
    assert [document.get_destination_page_number(item) for item in document.outline] == [0, 1, 2, 3]
    links = [one.get_object() for one in document.pages[0]["/Annots"]]
    leads = [document.get_page_number(link["/Dest"][0].get_object()) for link in links]
    assert leads == [1, 2, 3]
    for number, name in enumerate(names[1:], 1):
        text = document.pages[number].extract_text()
        assert name in text
        assert f"page {number + 1} of 4" in text
        assert name in document.pages[0].extract_text()


def test_it_remembers_and_comes_out_the_same(small_index: Index):
    file, _ = drawn(small_index, ["kz-inkai"])
    assert file == drawn(small_index, ["kz-inkai"])[0]
    stamp = Stamp.found(file, "atlas.pdf")
    assert stamp is not None
    assert stamp.data == small_index.dataset.content_hash
    document = PdfReader(io.BytesIO(file))
    assert document.metadata.title == "Sites of the small world"
    assert document.xmp_metadata.dc_title == {"x-default": "Sites of the small world"}
    assert document.pdf_header == "%PDF-1.4"


@pytest.mark.parametrize("paper", PAPERS_MM)
def test_a_long_table_of_contents_goes_on(paper: str):
    titles = [f"Site number {number}" for number in range(400)]
    size = PAPERS_MM[paper]
    entries, count = atlas._entries(titles, "All sites", size)
    assert [entry.to for entry in entries] == list(range(count, count + 400))
    assert {entry.on for entry in entries} == set(range(count))
    for entry in entries:
        left, bottom, right, top = entry.box.edges
        assert 0 < left < right < size[0]
        assert 0 < bottom < top < size[1]
    spots = [(entry.on, entry.box) for entry in entries]
    assert len(set(spots)) == len(spots)
