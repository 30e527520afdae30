from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from geo.briefing import memory
from geo.briefing.changes import compare
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps.export.formats import snapshot
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.maps.export.conftest import NASTY
from tests.small_world import ROWS, small_world


class Page(HTMLParser):
    """Tags with their attributes, and the text of the scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
            self._in_script = True

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data

    def meta(self, name: str) -> str:
        return str(next(a["content"] for t, a in self.tags if t == "meta" and name in a.values()))


@pytest.fixture(scope="module")
def html(index: Index) -> str:
    return snapshot(index, Snapshot(format="html")).decode()


def test_nothing_is_loaded_from_anywhere(html: str):
    page = Page(html)
    loading = [a[name] for _, a in page.tags for name in ("src", "srcset") if a.get(name)]
    loading += [a["href"] for tag, a in page.tags if tag == "link"]
    assert all(str(address).startswith("data:") for address in loading)
    assert not re.search(r"url\((?!['\"]?data:)", html.partition("<body>")[0])
    assert not re.search(r"@import|sourceMappingURL", html)
    assert "default-src 'none'" in page.meta("Content-Security-Policy")


def test_only_the_scripts_of_the_file_may_run(html: str):
    page = Page(html)
    policy = page.meta("Content-Security-Policy")
    assert len(page.scripts) == 5
    for script in page.scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not [a for _, a in page.tags for name in a if name.startswith("on")]


def test_every_site_has_a_card_with_its_evidence(html: str, index: Index):
    page = Page(html)
    cards = {str(a["id"]) for tag, a in page.tags if tag == "section" and "id" in a}
    assert cards == {"list", *(f"site-{site}" for site in index.site_row)}
    assert "They named the <mark>Kuirektykol</mark> deposit." in html
    assert "Qazinform. A deposit is found." in html
    assert 'href="https://example.org/a"' in html
    assert "(no position)" in html


def test_events_and_sources_stand_below(html: str):
    assert "Events that name the sites shown (3)" in html
    assert "“<bdi>They named the Kuirektykol deposit.</bdi>”" in html


def test_text_from_data_is_only_ever_text(make_dataset: MakeDataset):
    deposits = [{**row, "name": NASTY, "note": NASTY, "admin1": NASTY} for row in ROWS["deposits"]]
    events = [{**row, "title": NASTY} for row in ROWS["events"]]
    index = Index(
        small_world(
            make_dataset,
            deposits=deposits,
            events=events,
            sources=[{"title": NASTY, "citation": NASTY, "address": "javascript:alert(1)"}],
        )
    )
    html = snapshot(index, Snapshot(format="html", title=NASTY)).decode()
    page = Page(html)
    assert len(page.scripts) == 5
    assert not [a for _, a in page.tags if str(a.get("href", "")).startswith("javascript")]
    assert "<script>alert" not in html
    assert NASTY.split("{{")[0].strip() in unescape(html)
    assert "{{ 9" not in page.scripts[-1]


def test_a_view_of_one_site_opens_its_card(index: Index):
    html = snapshot(index, Snapshot(ViewState(site="kz-inkai"), "html")).decode()
    assert 'orebriefPanel(shown, "kz-inkai")' in html


@pytest.mark.parametrize(
    ("wanted", "corners"),
    [
        (Snapshot(extent="60,40,70,45", format="html"), "[[40.0, 60.0], [45.0, 70.0]]"),
        (Snapshot(extent="region", format="html"), "[[35.0, 46.2], [55.6, 87.6]]"),
        (Snapshot(ViewState(q="zzzz"), "html"), "[[35.0, 46.2], [55.6, 87.6]]"),
        (Snapshot(ViewState(site="kz-akbulak"), "html"), "[[35.0, 46.2], [55.6, 87.6]]"),
    ],
)
def test_the_map_frames_what_is_asked(index: Index, wanted: Snapshot, corners: str):
    assert f"fitBounds(\n                {corners}" in snapshot(index, wanted).decode()


def test_online_tiles_stay_out(index: Index):
    html = snapshot(index, Snapshot(ViewState(tiles="osm"), "html")).decode()
    assert "tile.openstreetmap" not in html


def test_an_empty_view_says_so(index: Index):
    assert (
        "No site passes the filters."
        in snapshot(index, Snapshot(ViewState(q="zzzz"), "html")).decode()
    )


def test_the_same_inputs_give_the_same_bytes(index: Index, html: str):
    assert snapshot(index, Snapshot(format="html")).decode() == html


def test_the_file_remembers(index: Index):
    wanted = Snapshot(ViewState(mineral=("Au",)), "html", title="Gold")
    content = snapshot(index, wanted)
    assert compare(index, memory.read(content, "a.html")).snapshot == wanted
