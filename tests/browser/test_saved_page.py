"""A page that was saved as a file, opened from its folder without any network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps.export.formats import snapshot
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.small_world import ROWS, small_world

NASTY = "</script><img src=x onerror=alert(1)> {{ 9**9 }}"


@pytest.fixture
def saved(make_dataset: MakeDataset, tmp_path: Path) -> Path:
    deposits = [
        {**row, "name": NASTY} if row.get("site_id") == "kz-inkai" else row
        for row in ROWS["deposits"]
    ]
    index = Index(small_world(make_dataset, deposits=deposits))
    path = tmp_path / "briefing.html"
    path.write_bytes(snapshot(index, Snapshot(ViewState(), "html", title=NASTY)))
    return path


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(offline=True, viewport={"width": 1280, "height": 900}).new_page()


def test_the_map_and_the_cards_work_from_a_folder(
    page: Page, saved: Path, foreign_requests: list[str], page_errors: list[str]
):
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(saved.as_uri())
    page.locator("[data-base-map=drawn]").wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text(NASTY)

    page.get_by_role("link", name="Kuyrektykol").click()
    expect(page.get_by_role("heading", name="Kuyrektykol")).to_be_visible()
    expect(page.locator("mark", has_text="Kuirektykol").first).to_be_visible()
    page.get_by_role("link", name="All sites shown").first.click()
    expect(page.get_by_role("heading", name="Sites shown", exact=True)).to_be_visible()

    found = page.evaluate(
        """() => { const m = window.map_file; const p = m.latLngToContainerPoint([41.5, 64.57]);
        const r = m.getContainer().getBoundingClientRect(); return [r.x + p.x, r.y + p.y]; }"""
    )
    page.mouse.move(*found)
    expect(page.locator(".leaflet-tooltip", has_text="Muruntau")).to_be_visible()
    page.mouse.click(*found)
    expect(page).to_have_url(re.compile("#site-uz-muruntau$"))
    expect(page.locator("#site-uz-muruntau")).to_be_visible()

    assert foreign_requests == page_errors == []
    assert {url.partition(":")[0] for url in requests} <= {"file", "data", "blob"}
    assert [url for url in requests if url.startswith("file:")] == [saved.as_uri()]
