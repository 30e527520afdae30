from __future__ import annotations

import io

import openpyxl
import pytest

from geo.briefing import memory
from geo.briefing.changes import compare
from geo.briefing.content import content
from geo.briefing.snapshot import FORMATS, Snapshot
from geo.index import Index
from geo.maps.export.formats import MIMES, snapshot
from geo.maps.export.one_page import file_name
from geo.view import ViewState

FIRST_BYTES = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "html": b"<!doctype html>",
    "xlsx": b"PK",
    "zip": b"PK",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_made_and_read_back(index: Index, name: str):
    wanted = Snapshot(
        ViewState(country=("KAZ",), hide=("arcs",)), name, "square", "Ours", "region", "ru", dpi=72
    )
    made = snapshot(index, wanted)
    assert made.startswith(FIRST_BYTES[name])
    compared = compare(index, memory.read(made, "file"))
    assert compared.snapshot == wanted
    assert compared.same_data
    assert snapshot(index, wanted) == made


def test_every_format_has_a_type():
    assert set(MIMES) == set(FORMATS)


@pytest.mark.parametrize(
    ("title", "start"),
    [
        ("Rare earths in Kazakhstan", "rare-earths-in-kazakhstan-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("Күйректікөл", "kuyrektikol-"),
        ("!?", "orebrief-"),
        ("x" * 500, "x" * 60 + "-"),
    ],
)
def test_a_file_name_is_safe(index: Index, title: str, start: str):
    said = content(index, Snapshot(title=title))
    name = file_name(said, "pdf")
    assert name.startswith(start)
    assert name.endswith(f"-{index.dataset.content_hash[:8]}.pdf")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_the_workbook_tells_the_view_and_the_whole_datas_hash(index: Index):
    made = snapshot(index, Snapshot(ViewState(mineral=("Au",)), "xlsx", title="=1+1"))
    book = openpyxl.load_workbook(io.BytesIO(made))
    notes = [cell for (cell,) in book["about"].iter_rows()]
    assert [cell.value for cell in notes[:2]] == ["=1+1", "Mineral: Gold"]
    assert {cell.data_type for cell in notes} == {"s"}
    assert index.dataset.content_hash in notes[2].value
    assert [cell.value for cell in book["sites"]["A"]] == ["site_id", "kg-kutessay", "uz-muruntau"]
    assert book.properties.title == "=1+1"
