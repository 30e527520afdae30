"""Broken files, broken links and hostile names: a clear message or plain text, never worse."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import Page, expect

from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg
from tests.browser.reader import Reader
from tests.browser.server import Server, running_server
from tests.conftest import MakeDataset

HOSTILE: Final = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "`${window.pwned=1}`",
    "${window.pwned=1}",
    "</script><script>window.pwned=1</script>",
    """"'><b onmouseover='window.pwned=1'>""",
    "{{ 9**9**9 }}{% for x in y %}{# z #}",
    "[a](javascript:window.pwned=1) **b** $c$ :red[d] :material/bolt:",
    "منجم \u202eذهب\u202c B\u2069",
    "Қ" * 300,
)


def truncated(path: Path) -> None:
    content = BUILT_IN_GPKG.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def of_another_schema(path: Path) -> None:
    mines = gpd.GeoDataFrame({"name": ["A mine"]}, geometry=[shapely.Point(70, 45)], crs=4326)
    mines.to_file(path, layer="mines", driver="GPKG")


BROKEN: Final[dict[str, tuple[Callable[[Path], object], str, str]]] = {
    "missing": (lambda path: path.unlink(missing_ok=True), "no such file", "Check the path"),
    "empty": (lambda path: path.write_bytes(b""), "the file is empty", "fresh copy"),
    "truncated": (truncated, "is cut off after", "fresh copy"),
    "not SQLite": (lambda path: path.write_text("site,mineral\n"), "not a GeoPackage", ".gpkg"),
    "another schema": (of_another_schema, "table sources", "orebrief build"),
}


@pytest.fixture
def reader(page: Page) -> Iterator[Reader]:
    page.set_viewport_size({"width": 1440, "height": 900})
    reader = Reader(page)
    yield reader
    reader.see_no_markup()


@pytest.fixture(scope="module")
def own_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reader's own GeoPackage lies: what is there changes from test to test."""
    return tmp_path_factory.mktemp("own") / "own.gpkg"


@pytest.fixture(scope="module")
def own_server(own_file: Path) -> Iterator[Server]:
    with running_server(data=own_file) as running:
        yield running


@pytest.fixture
def own(own_server: Server, watch: Any) -> str:
    """Address of the page that shows the reader's own file."""
    watch.home = urlsplit(own_server.url).netloc
    return own_server.url


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_file_is_named_with_problem_and_remedy(
    reader: Reader, own: str, own_file: Path, kind: str
):
    make, problem, remedy = BROKEN[kind]
    own_file.unlink(missing_ok=True)
    make(own_file)
    reader.page.goto(own)
    alert = reader.page.get_by_role("alert")
    expect(alert).to_contain_text(problem)
    expect(alert).to_contain_text(str(own_file))
    expect(alert).to_contain_text(remedy)
    expect(reader.page.locator("iframe")).to_have_count(0)


def test_file_that_is_being_edited_is_drawn_with_a_warning(
    reader: Reader, own: str, own_file: Path
):
    own_file.write_bytes(BUILT_IN_GPKG.read_bytes())
    with closing(sqlite3.connect(own_file)) as editor:
        editor.execute("PRAGMA journal_mode = WAL")
        editor.execute("PRAGMA wal_autocheckpoint = 0")
        editor.execute("UPDATE sources SET title = 'Edited'")
        editor.commit()
        reader.open(own)
        expect(
            reader.page.get_by_text("own.gpkg-wal beside it are not in the file")
        ).to_be_visible()
        reader.see_map()
        assert reader.sites()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "mineral=unobtainium&group=rare+earths&since=20x&site=<script>alert(1)</script>",
            (
                "mineral 'unobtainium' is not known",
                "did you mean 'rare-earths'?",
                "since '20x' is not one year",
                "site '<script>alert(1)</script>' is not known",
            ),
        ),
        (
            f"since=2025&until=1990&mineral={'x' * 10_000}",
            ("The period 2025 to 1990 ends before it begins", "mineral 'xxxxxxxxxx"),
        ),
        ("&".join(f"junk{n}=<img src=x>" for n in range(500)), ("492 more",)),
        ("%zz=%FF%FE&group=%E0%A4%A&%00", ("could not be used",)),
    ],
    ids=["unknown values", "a period and 10 kB", "500 parameters", "broken encoding"],
)
def test_what_a_link_asks_in_vain_is_told_and_the_rest_is_drawn(
    reader: Reader, query: str, told: tuple[str, ...]
):
    reader.open(f"/?{query}&status=producing")
    notice = reader.page.get_by_role("status").filter(has_text="could not be used")
    for words in told:
        expect(notice).to_contain_text(words)
    reader.see_map()
    assert 20 < len(reader.sites()) < 100
    expect(reader.page).to_have_url(re.compile(r"/\?status=producing$"))


def test_overlong_search_is_cut_and_offers_to_clear(reader: Reader):
    reader.open(f"/?q={'qwxv%20' * 1_500}")
    expect(reader.page.get_by_text("cut to its first 200 characters")).to_be_visible()
    reader.page.get_by_role("button", name=re.compile("Clear search")).click()
    reader.settle()
    reader.see_map()


@pytest.fixture
def hostile(own: str, own_file: Path, make_dataset: MakeDataset) -> str:
    """Address of a page whose data try to be markup, script and formula wherever they can."""
    numbered = list(enumerate(HOSTILE))
    spans = [
        {"start": 9, "end": 9 + len(text), "sentence": f"They saw {text} there."}
        for text in HOSTILE
    ]
    gpkg.write(
        make_dataset(
            sources=[
                {
                    "producer": HOSTILE[1],
                    "title": HOSTILE[0],
                    "address": "javascript:window.pwned=1",
                    "licence": HOSTILE[1],
                    "citation": HOSTILE[0],
                }
            ],
            deposits=[
                {
                    "site_id": f"kz-hostile-{n}",
                    "name": text,
                    "name_ru": text,
                    "name_local": text,
                    "admin1": text,
                    "status_stated": text,
                    "position_note": text,
                    "note": text,
                    "position_accuracy_km": 1.0,
                    "longitude": 60.0 + 2 * n,
                    "latitude": 49.0 - n % 2,
                }
                for n, text in numbered
            ],
            deposit_minerals=[{"site_id": f"kz-hostile-{n}"} for n, _ in numbered],
            statements=[
                {
                    "statement_id": f"s{n}",
                    "site_id": f"kz-hostile-{n}",
                    "subject": text,
                    "value": text,
                    "note": text,
                }
                for n, text in numbered
            ],
            aliases=[
                {"site_id": f"kz-hostile-{n}", "name": text, "also_means": text}
                for n, text in numbered
            ],
            agreements=[{"title": HOSTILE[1], "summary": HOSTILE[0], "status_stated": HOSTILE[1]}],
            agreement_sites=[{"site_id": "kz-hostile-1", "note": HOSTILE[1]}],
            events=[
                {
                    "event_id": f"e{n}",
                    "title": text,
                    "summary": f"They saw {text} there.",
                    "place": text,
                    "sites_note": text,
                    "longitude": 60.0 + 2 * n,
                    "latitude": 44.0,
                }
                for n, text in numbered
            ],
            event_participants=[{"event_id": f"e{n}", "participant": text} for n, text in numbered],
            event_minerals=[{"event_id": f"e{n}"} for n, _ in numbered],
            event_agreements=[{"event_id": "e1"}],
            mentions=[
                {
                    "mention_id": f"m{n}",
                    "site_id": f"kz-hostile-{n}",
                    "event_id": f"e{n}",
                    "field": "summary",
                    "sentence_start": 0,
                    "surface": HOSTILE[n],
                    "alias": HOSTILE[n],
                    "relation": "site",
                    "confidence": 0.98,
                    "strength": "sentence",
                    "reasons": HOSTILE[n],
                    **span,
                }
                for n, span in enumerate(spans)
            ],
        ),
        own_file,
    )
    return own


def plain(text: str) -> str:
    """Text as a browser shows it: white space folded."""
    return " ".join(text.split())


def test_hostile_names_are_text_on_map_and_cards(reader: Reader, hostile: str):
    reader.open(hostile)
    assert len(reader.sites()) == len(HOSTILE)
    for number, text in enumerate(HOSTILE):
        identifier = f"kz-hostile-{number}"
        assert plain(reader.hover_site(identifier)).startswith(plain(text))
        reader.click_site(identifier)
        expect(reader.card()).to_contain_text(text)
        expect(reader.names_on_map()).to_have_text([text])
        expect(reader.page.locator("blockquote mark").first).to_have_text(text)
        for part in ("Facts as stated", "Names in all scripts"):
            reader.page.get_by_test_id("stExpander").filter(has_text=part).first.click()
        expect(reader.page.locator("li").filter(has_text="reporting system")).to_contain_text(text)
        expect(reader.page.locator('a[href^="javascript:" i]')).to_have_count(0)
        reader.see_no_markup()


@pytest.mark.parametrize("page_name", ["sites", "events", "agreements", "gaps", "data"])
def test_hostile_names_are_text_in_tables(reader: Reader, hostile: str, page_name: str):
    reader.page.goto(f"{hostile}/{page_name}")
    reader.settle()
    told = HOSTILE[1] if page_name == "agreements" else HOSTILE[0]
    expect(reader.page.get_by_test_id("stDataFrame").first.locator("table")).to_contain_text(told)
    expect(reader.page.locator('a[href^="javascript:" i]')).to_have_count(0)


@pytest.mark.parametrize(
    "query",
    [
        f"venue={quote(HOSTILE[1])}",
        "event=e1",
        "agreement=usa-kaz-2025",
        f"q={quote(HOSTILE[0])}",
    ],
)
def test_hostile_event_agreement_and_venue_are_text(reader: Reader, hostile: str, query: str):
    reader.open(f"{hostile}/?{query}")
    name = HOSTILE[0] if query.startswith("q=") else HOSTILE[1]
    shown = reader.page.get_by_label("Search", exact=True) if name == HOSTILE[0] else reader.card()
    if name == HOSTILE[0]:
        expect(shown).to_have_value(name)
        assert reader.sites() == ["kz-hostile-0", "kz-hostile-4"]
    else:
        expect(shown).to_contain_text(name)
    expect(reader.page.locator('a[href^="javascript:" i]')).to_have_count(0)
