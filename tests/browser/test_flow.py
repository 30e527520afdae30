"""The product's main job from end to end, with nothing but this machine to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from geo.maps.style import GROUP_COLOURS, Theme
from tests.browser.reader import Reader

SITE: Final = "kz-kuyrektykol"
NAME: Final = "Kuyrektykol"
DESKTOP: Final[ViewportSize] = {"width": 1440, "height": 900}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def refused() -> list[str]:
    """Paths that the page asked its own server for and did not get."""
    return []


@pytest.fixture
def new_context(new_context: NewContext, refused: list[str]) -> NewContext:
    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("response", lambda answer: note(answer.status, urlsplit(answer.url).path))
        return context

    def note(status: int, path: str) -> None:
        # Opened at /sites, Streamlit looks for itself below /sites before it does at /.
        if status >= 400 and not re.fullmatch(r"/[a-z]+/_stcore/(health|host-config)", path):
            refused.append(path)

    return make


@pytest.fixture(autouse=True)
def unplugged(
    foreign_requests: list[str], page_errors: list[str], refused: list[str]
) -> Iterator[None]:
    """No step of any test asks another host for anything, or breaks a script."""
    yield
    assert foreign_requests == []
    assert refused == []
    assert [error for error in page_errors if "status of 404" not in error] == []


@pytest.fixture
def reader(page: Page) -> Reader:
    page.set_viewport_size(DESKTOP)
    return Reader(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_filter_click_and_read_the_evidence(new_context: NewContext, theme: Theme):
    reader = Reader(new_context(color_scheme=theme, viewport=DESKTOP).new_page())
    reader.open()
    reader.see_map(theme)
    everything = reader.sites()
    copper, rare = GROUP_COLOURS["copper"], GROUP_COLOURS["rare-earths"]
    assert reader.pixels(copper)[copper] > 200

    reader.zoom_to(48.5, 72.0, 5.5)
    before = reader.zoom_and_centre()
    reader.choose("Mineral group", "Rare earths")
    expect(reader.page).to_have_url(re.compile(r"group=rare-earths"))
    left = reader.sites()
    assert SITE in left
    assert set(left) < set(everything)
    assert reader.zoom_and_centre() == before
    painted = reader.pixels(copper, rare)
    assert painted[rare] > 20
    assert painted[copper] < painted[rare]

    reader.click_site(SITE)
    expect(reader.card()).to_contain_text(NAME)
    expect(reader.names_on_map()).to_have_text([NAME])
    assert reader.zoom_and_centre() == before
    sentences = reader.page.locator("blockquote")
    expect(sentences.first).to_be_visible()
    for sentence in sentences.all():
        marked = sentence.locator("mark").all_inner_texts()
        assert marked
        assert all(name in sentence.inner_text() for name in marked)
    assert NAME in reader.page.locator("blockquote mark").all_inner_texts()
    expect(
        reader.page.get_by_text(re.compile(r"own sentence \(our (summary|title)\)")).first
    ).to_be_visible()
    expect(reader.page.get_by_text(re.compile(r"^Source: \w")).first).to_be_visible()


def test_copied_link_shows_the_same_in_a_fresh_browser(reader: Reader, new_context: NewContext):
    reader.open()
    # Each choice changes the counts in the labels of the other.
    reader.choose("Country", "Kazakhstan")
    reader.choose("Mineral group", "Rare earths")
    reader.click_site(SITE)
    expect(reader.card()).to_contain_text(NAME)
    address, sites, counts = reader.page.url, reader.sites(), reader.counts()

    other = Reader(new_context(viewport=DESKTOP).new_page())
    other.open(address)
    expect(other.card()).to_contain_text(NAME)
    assert other.page.url == address
    assert other.sites() == sites
    assert other.counts() == counts
    expect(other.names_on_map()).to_have_text([NAME])
    expect(other.filter("Country")).to_contain_text("Kazakhstan")
    expect(other.filter("Mineral group")).to_contain_text("Rare earths")


def test_back_forward_and_reload_keep_what_was_chosen(reader: Reader):
    reader.open()
    start = reader.counts()
    reader.choose("Mineral group", "Uranium")
    uranium, sites = reader.counts(), reader.sites()
    assert uranium != start
    reader.choose("Country", "Uzbekistan")
    both = reader.counts()
    assert both not in {start, uranium}

    reader.go_back()
    reader.expect_counts(uranium)
    assert reader.sites() == sites
    expect(reader.filter("Country")).not_to_contain_text("Uzbekistan")
    reader.go_back()
    reader.expect_counts(start)
    reader.page.go_forward()
    reader.expect_counts(uranium)

    reader.page.reload()
    reader.wait_for_map()
    reader.expect_counts(uranium)
    assert reader.sites() == sites
    expect(reader.filter("Mineral group")).to_contain_text("Uranium")


@pytest.mark.parametrize("apart_ms", [20, 60, 100])
def test_choices_made_while_the_page_works_are_all_kept(reader: Reader, apart_ms: int):
    reader.open()
    reader.choose_first_two("Mineral group", apart_ms=apart_ms)
    expect(reader.page).to_have_url(re.compile(r"group=[a-z-]+&group=[a-z-]+$"))
    # One list is what is seen, one a copy that Streamlit keeps for measuring.
    chosen = reader.filter("Mineral group").locator("[aria-label='Selected values']").last
    expect(chosen.locator("[data-tag]")).to_have_count(2)


def test_search_finds_the_site_in_every_script(reader: Reader):
    reader.open()
    for spelling in ("Куйректыколь", "kuirektykol", "Күйректікөл"):
        reader.search(spelling)
        expect(reader.headline()).to_contain_text("1 site ")
        assert reader.sites() == [SITE], spelling
        assert reader.page.evaluate("new URLSearchParams(location.search).get('q')") == spelling


def test_empty_result_offers_to_clear_what_emptied_it(reader: Reader):
    reader.open("/?group=uranium&q=Kuyrektykol")
    expect(reader.headline()).to_contain_text("0 sites")
    assert reader.sites() == []
    expect(reader.page.get_by_text("No site passes all filters")).to_be_visible()
    clear = reader.page.get_by_role("button", name="Clear mineral group (1 sites)")
    expect(reader.page.get_by_role("button", name=re.compile("Clear search"))).to_be_visible()
    clear.click()
    expect(reader.headline()).to_contain_text("1 site ")
    reader.settle()
    assert reader.sites() == [SITE]
    assert "group" not in reader.page.url

    reader.search("qwxvqwxv")
    reader.page.get_by_role("button", name="Clear all filters").click()
    expect(reader.headline()).to_contain_text(re.compile(r"^[4-9]\d\d sites"))
    expect(reader.page).to_have_url(re.compile(r"/$"))


def test_table_and_map_select_each_other(reader: Reader):
    reader.open("/sites?q=Kuyrektykol")
    reader.select_row(0)
    expect(reader.card()).to_contain_text(NAME)
    expect(reader.page).to_have_url(re.compile(f"site={SITE}"))
    reader.settle()
    expect(reader.names_on_map()).to_have_text([NAME])
    expect(reader.selected_rows()).to_contain_text([NAME])
    reader.select_row(0)
    expect(reader.card()).to_have_text("Pick a site")
    expect(reader.selected_rows()).to_have_count(0)

    reader.click_site(SITE)
    expect(reader.card()).to_contain_text(NAME)
    expect(reader.selected_rows()).to_contain_text([NAME])


def test_selection_and_filters_follow_to_other_pages(reader: Reader):
    reader.open("/?group=rare-earths&q=Kuyrektykol")
    reader.click_site(SITE)
    expect(reader.card()).to_contain_text(NAME)
    counts = reader.counts()
    reader.go_to("Sites")
    expect(reader.card()).to_contain_text(NAME)
    expect(reader.selected_rows()).to_contain_text([NAME])
    reader.expect_counts(counts)
    assert {"group=rare-earths", "q=Kuyrektykol", f"site={SITE}"} <= set(
        reader.page.url.partition("?")[2].split("&")
    )


def test_events_and_agreements_open_from_their_tables(reader: Reader):
    for address, kind in (("/events", "event"), ("/agreements", "agreement")):
        reader.open(address)
        reader.select_row(0)
        expect(reader.page).to_have_url(re.compile(rf"[?&]{kind}="))
        expect(reader.card()).not_to_have_text("Pick a site")
        expect(reader.page.get_by_text("Our summary")).to_be_visible()


def test_gaps_list_both_kinds(reader: Reader):
    reader.open("/gaps")
    table = reader.page.get_by_test_id("stDataFrame").first
    for title, column in (
        ("Sites in no agreement", "Mineral"),
        ("Agreements that name no site", "Signed"),
    ):
        choice = reader.page.get_by_role("radio", name=re.compile(rf"{title} \(\d+\)"))
        choice.click()
        reader.settle()
        expect(table.locator("th").filter(has_text=column)).to_be_attached()
        count = int(re.findall(r"\d+", choice.inner_text())[0])
        assert count > 0
        assert int(table.locator("table").get_attribute("aria-rowcount") or 0) == count + 1


def test_keyboard_reaches_filters_map_and_table(reader: Reader):
    reader.open("/sites")
    reached = [reader.press_tab() for _ in range(60)]
    for wanted in ("Search", "Mineral group", "Evidence", "Zoom in", "Zoom out", "Sites"):
        assert any(wanted.casefold() in name.casefold() for name in reached), (wanted, reached)
    assert "table" in reached

    reader.page.get_by_role("combobox", name="Mineral group").focus()
    reader.page.keyboard.type("uran")
    reader.page.wait_for_timeout(300)
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Escape")
    expect(reader.page).to_have_url(re.compile(r"group=uranium"))


def test_map_legend_and_pictures_have_words(reader: Reader):
    reader.open()
    container = reader.map.locator(".leaflet-container")
    expect(container).to_have_attribute("aria-label", re.compile("table"))
    legend = reader.page.get_by_role("list", name=re.compile("Legend|mineral", re.IGNORECASE)).first
    expect(legend.get_by_role("listitem").filter(has_text="Rare earths")).to_contain_text(
        re.compile(r"\d")
    )
    assert reader.page.locator("img:not([alt])").count() == 0
    assert reader.map.locator("img:not([alt])").count() == 0


def test_phone_scrolls_in_one_direction(new_context: NewContext):
    reader = Reader(new_context(viewport=PHONE, has_touch=True).new_page())
    reader.open("/?group=rare-earths")
    reader.see_map()
    reader.click_site(SITE)
    expect(reader.card()).to_contain_text(NAME)
    for part in (reader.page.locator("iframe").first, reader.card()):
        part.scroll_into_view_if_needed()
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert 0 <= box["y"] < PHONE["height"]
    assert reader.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    main = reader.page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
