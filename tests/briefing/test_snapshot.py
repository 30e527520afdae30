from __future__ import annotations

import pytest

from geo.briefing.snapshot import ATLASES, EXTENTS, FORMATS, NAMES, PAPERS_MM, Snapshot
from geo.errors import ViewError
from geo.view import ViewState


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("format", FORMATS),
        ("paper", PAPERS_MM),
        ("names", NAMES),
        ("atlas", [atlas for atlas in ATLASES if atlas]),
        ("extent", EXTENTS),
    ],
)
def test_an_unknown_value_names_the_choices(name: str, choices: list[str]):
    with pytest.raises(ViewError) as caught:
        Snapshot(**{name: "imaginary\n"})  # type: ignore[arg-type]
    assert caught.value.where == name
    assert "'imaginary'" in caught.value.problem
    assert all(choice in caught.value.remedy for choice in choices)


@pytest.mark.parametrize("dpi", [0, 71, 601, -200])
def test_dots_beyond_reason_are_refused(dpi: int):
    with pytest.raises(ViewError, match="Choose from 72 to 600"):
        Snapshot(dpi=dpi)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf", "zip"}))
def test_an_atlas_needs_a_format_with_pages(name: str):
    with pytest.raises(ViewError, match="Choose the format pdf or zip"):
        Snapshot(format=name, atlas="site")


def test_four_numbers_are_an_extent():
    assert Snapshot(extent="66, 41,72.5,45").bounds == (66, 41, 72.5, 45)
    assert Snapshot(extent="region").bounds is None


@pytest.mark.parametrize(
    "extent",
    ["1,2,3", "a,b,c,d", "72,41,66,45", "66,45,72,41", "nan,41,72,45", "-190,41,72,45", "1,2,3,91"],
)
def test_other_numbers_are_none(extent: str):
    with pytest.raises(ViewError, match="west, south, east and north"):
        Snapshot(extent=extent)


def test_a_title_is_made_plain():
    assert Snapshot(title=" Two\nlines\u202e <b>bold</b>\x00 ").title == "Two lines <b>bold</b>"
    assert len(Snapshot(title="x" * 900).title) == 500


@pytest.mark.parametrize(
    ("address", "view", "link"),
    [
        ("", ViewState(), "/"),
        ("", ViewState(q="rare earth"), "/?q=rare+earth"),
        ("https://example.org/ore/", ViewState(site="a"), "https://example.org/ore/?site=a"),
    ],
)
def test_the_link_shows_the_view(address: str, view: ViewState, link: str):
    assert Snapshot(view, address=address).link == link
