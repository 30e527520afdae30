"""A text becomes evidence: marked, judged, confirmed, saved, and shown on the card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import Reader

ARTICLE: Final = (
    "6 ноября 2025 года в Астане встретились министры Казахстана и США. "
    "Геологи начнут работы на Куйректыкольском участке, где разведаны редкоземельные металлы."
)
CANAL: Final = (
    "В Астане благоустраивают канал Акбулак. Набережную канала Акбулак откроют летом, "
    "сообщил акимат столицы."
)
HOSTILE: Final = (
    "<script>window.pwned=1</script><img src=x onerror=window.pwned=1> "
    "</div></details>[a](javascript:window.pwned=1) **b** $c$ :red[d] "
    "На Куйректыкольском участке."
)


@pytest.fixture
def reader(page: Page, foreign_requests: list[str], page_errors: list[str]) -> Iterator[Reader]:
    page.set_viewport_size({"width": 1440, "height": 900})
    reader = Reader(page)
    yield reader
    reader.see_no_markup()
    assert foreign_requests == []
    assert [error for error in page_errors if "status of 404" not in error] == []


def add(reader: Reader, text: str) -> Locator:
    """Paste a text on the Evidence page and return the marks in it."""
    page = reader.page
    page.goto("/evidence")
    page.get_by_label("Paste a text").fill(text)
    page.get_by_role("button", name="Find the names").click()
    expect(page.get_by_text("characters ·")).to_be_visible()
    reader.settle()
    return page.locator("mark:has(sup)")


def test_a_sentence_about_a_site_is_marked_saved_and_quoted_on_its_card(reader: Reader):
    page = reader.page
    marks = add(reader, ARTICLE)
    expect(marks).to_have_text([re.compile("^Куйректыкольском1")])
    told = page.locator("[data-testid=stHtml]").filter(has_text="The deposit or mine itself")
    expect(told).to_contain_text("Kuyrektykol")
    expect(told.locator("li").filter(has_text="участке")).to_have_count(1)

    page.get_by_label("Title", exact=True).fill("Встреча <b>министров</b>")
    page.get_by_label("Publisher").fill("Газета")
    page.get_by_label("Web address").fill("https://example.org/meeting")
    page.get_by_text("✓ Accept", exact=True).click()
    reader.settle()
    expect(marks).to_have_text([re.compile("1✓")])
    page.get_by_role("tab", name="Events").click()
    page.get_by_label("Date", exact=True).fill("2025-11-06")
    page.get_by_role("button", name="Confirm this event").click()
    expect(page.get_by_text("✓ Confirmed")).to_be_visible()
    page.get_by_label("Your name").fill("A. Reader")
    page.get_by_role("button", name="Save to my own copy").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()

    page.get_by_role("button", name="Open the site's card").last.click()
    reader.wait_for_map()
    expect(reader.card()).to_contain_text("Kuyrektykol")
    quotation = page.locator("blockquote").filter(has_text="Геологи начнут работы")
    expect(quotation.locator("mark")).to_have_text("Куйректыкольском")
    source = page.get_by_role("link", name="Газета: Встреча <b>министров</b>").first
    expect(source).to_have_attribute("href", "https://example.org/meeting")
    page.get_by_test_id("stTopNavLink").filter(has_text="Data").click()
    expect(page.get_by_text("is open on all pages")).to_be_visible()


def test_an_article_about_a_canal_marks_nothing_as_a_site(reader: Reader):
    add(reader, CANAL)
    expect(reader.page.get_by_text("No site is named in this text")).to_be_visible()
    expect(reader.page.get_by_text("shown as a link")).to_have_count(0)
    expect(reader.page.get_by_text("waits for a person")).to_have_count(0)


def test_markup_in_a_text_stays_text(reader: Reader):
    marks = add(reader, HOSTILE)
    expect(marks).to_have_count(1)
    shown = marks.locator("..")
    expect(shown).to_contain_text("<script>window.pwned=1</script><img src=x")
    expect(shown.locator("script, img, a, strong")).to_have_count(0)
