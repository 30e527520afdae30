from __future__ import annotations

import pytest

from geo.briefing.snapshot import Snapshot
from geo.errors import ViewError
from geo.index import Index
from geo.maps.export import atlas_pages
from geo.maps.export.formats import snapshot
from geo.view import ViewState


def views(index: Index, atlas: str, view: ViewState) -> list[ViewState]:
    pages = atlas_pages.listed(index, Snapshot(view, atlas=atlas, title="Ours", names="ru"))
    assert {(page.atlas, page.title, page.names) for page in pages} == {("", "", "ru")}
    return [page.view for page in pages]


def test_sites_come_in_order_of_their_names(index: Index):
    found = views(index, "site", ViewState(country=("KAZ",), event="s01"))
    assert [view.site for view in found] == ["kz-akbulak", "kz-inkai", "kz-kuyrektykol"]
    assert {(view.country, view.event) for view in found} == {(("KAZ",), "")}


def test_countries_are_those_with_a_site(index: Index):
    found = views(index, "country", ViewState(mineral=("REE", "Au")))
    assert [view.country for view in found] == [("KAZ",), ("KGZ",), ("UZB",)]
    assert {view.mineral for view in found} == {("REE", "Au")}


def test_agreements_name_a_site_and_are_the_newest_first(index: Index):
    found = views(index, "agreement", ViewState())
    assert [view.agreement for view in found] == ["usa-kaz-2025", "usa-kgz-kaz", "chn-uzb-gold"]


@pytest.mark.parametrize("atlas", ["site", "country", "agreement"])
def test_an_atlas_without_a_page_says_so(index: Index, atlas: str):
    with pytest.raises(ViewError, match="the view leaves no page"):
        snapshot(index, Snapshot(ViewState(q="zzzz"), atlas=atlas))


def test_an_atlas_tells_how_far_it_is(index: Index):
    told: list[tuple[int, int]] = []
    made = snapshot(
        index, Snapshot(atlas="country", dpi=72), lambda done, total: told.append((done, total))
    )
    assert made.startswith(b"%PDF")
    assert told == [(1, 3), (2, 3), (3, 3)]
