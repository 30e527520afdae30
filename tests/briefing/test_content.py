from __future__ import annotations

import pytest

from geo.briefing.content import content
from geo.briefing.snapshot import Snapshot
from geo.briefing.stamp import Stamp
from geo.index import Index
from geo.maps.style import BASE_MAP_CREDIT, BORDER_DISCLAIMER
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.small_world import ROWS, small_world


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (ViewState(), "Critical minerals in Central Asia"),
        (ViewState(country=("KAZ", "UZB")), "Critical minerals in Kazakhstan and Uzbekistan"),
        (
            ViewState(group=("rare-earths",), mineral=("Au", "U"), country=("KGZ",)),
            "Rare earths, Gold and Uranium in Kyrgyzstan",
        ),
        (ViewState(q="Inkai"), "“Inkai” in Central Asia"),
        (ViewState(site="kz-inkai", country=("KAZ",)), "Inkai"),
        (ViewState(event="s01"), "Summit in Washington"),
        (ViewState(agreement="chn-uzb-gold"), "Purchase of a share in a gold mine"),
        (ViewState(venue="Almaty"), "Events in Almaty"),
    ],
)
def test_a_view_without_a_title_gets_one(index: Index, view: ViewState, title: str):
    assert content(index, Snapshot(view)).title == title


def test_a_title_that_is_given_stays(index: Index):
    assert content(index, Snapshot(title="Ours")).title == "Ours"


def test_the_subtitle_says_the_filters(index: Index):
    view = ViewState(q="a", group=("uranium", "precious"), partner=("CHN",), since=2018, until=2020)
    assert content(index, Snapshot(view)).subtitle == (
        "Search: “a” · Mineral group: Uranium or Gold, silver · Partner: China · "
        "Events and agreements from 2018 until 2020"
    )
    assert content(index, Snapshot()).subtitle == "All sites, agreements and events"


def test_events_name_what_is_shown_newest_first(index: Index):
    rows = content(index, Snapshot()).events
    assert [row.event_id for row in rows] == ["s01", "tashkent-2019", "talks-to-2018"]
    summit, visit, _ = rows
    assert summit.sites == ("Kuyrektykol",)
    assert summit.sentence == "They named the Kuirektykol deposit."
    assert summit.origin == "our summary"
    assert summit.date == "6 November 2025"
    assert summit.source == "Qazinform (2 April 2025)"
    assert (visit.sites, visit.sentence, visit.origin) == (("Muruntau",), "", "named in its source")


def test_events_of_sites_that_are_not_shown_are_left_out(index: Index):
    said = content(index, Snapshot(ViewState(mineral=("Au",))))
    assert [row.event_id for row in said.events] == ["tashkent-2019"]


@pytest.mark.parametrize(
    ("view", "events"),
    [
        (ViewState(site="uz-muruntau"), ["tashkent-2019"]),
        (ViewState(site="kz-akbulak"), []),
        (ViewState(agreement="usa-kaz-2025"), ["s01"]),
        (ViewState(agreement="eu-kaz-roadmap"), []),
        (ViewState(event="almaty-2024"), ["almaty-2024"]),
        (ViewState(venue="Almaty"), ["almaty-2024"]),
    ],
)
def test_what_is_picked_out_picks_its_events(index: Index, view: ViewState, events: list[str]):
    assert [row.event_id for row in content(index, Snapshot(view)).events] == events


def test_focus_is_what_is_picked_out(index: Index):
    assert content(index, Snapshot()).focus == ()
    said = content(index, Snapshot(ViewState(agreement="chn-uzb-gold")))
    assert said.focus == (index.site_row["uz-muruntau"],)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("en", {"kz-inkai": "Inkai", "kz-kuyrektykol": "Kuyrektykol"}),
        ("ru", {"kz-inkai": "Инкай", "kz-kuyrektykol": "Куйректыколь"}),
        ("local", {"kz-inkai": "Іңкәй", "kz-kuyrektykol": "Kuyrektykol"}),
    ],
)
def test_names_of_sites_are_in_the_language_asked(
    index: Index, names: str, expected: dict[str, str]
):
    said = content(index, Snapshot(names=names))
    assert {site: said.site_names[index.site_row[site]] for site in expected} == expected
    named = {site for row in said.events for site in row.sites}
    assert set(expected.values()) <= named


def test_a_doubtful_date_is_said(make_dataset: MakeDataset):
    events = [{**row, "verification": "date-from-memory"} for row in ROWS["events"]]
    index = Index(small_world(make_dataset, events=events))
    assert {row.caution for row in content(index, Snapshot()).events} == {"Date from memory"}


def test_sources_are_those_of_the_rows_drawn(make_dataset: MakeDataset):
    first = {"source_id": "a-1", "producer": "Agency", "title": "Map", "citation": "Agency. Map."}
    second = {"source_id": "b-2", "producer": "Paper", "title": "", "citation": "Paper."}
    sources = [{}, first, second, {**second, "source_id": "b-3", "citation": "Paper, again."}]
    deposits = [dict(row) for row in ROWS["deposits"]]
    deposits[2]["sources"] = "a-1#page 2; b-2"  # Inkai
    deposits[3]["sources"] = "b-3"  # Kutessay
    index = Index(small_world(make_dataset, sources=sources, deposits=deposits))
    hidden = ("arcs", "venues")
    uranium = content(index, Snapshot(ViewState(mineral=("U",), hide=hidden)))
    assert uranium.sources == ("Agency: Map", "Paper", "Qazinform: A deposit is found", CREDIT)
    everything = content(index, Snapshot())
    assert "Paper (2 publications)" in everything.sources
    assert {"Agency. Map.", "Paper.", "Paper, again."} <= set(everything.citations)
    nothing = content(index, Snapshot(ViewState(q="zzzz")))
    assert nothing.sources == (CREDIT,)


CREDIT = BASE_MAP_CREDIT


def test_what_is_printed_of_the_data(index: Index):
    said = content(index, Snapshot(ViewState(country=("KAZ",)), address="https://example.org"))
    assert said.disclaimer == BORDER_DISCLAIMER
    assert index.dataset.content_hash.startswith(said.data_hash)
    assert said.data_date == "6 November 2025"
    assert said.link == "https://example.org/?country=KAZ"
    assert said.unplaced == 1


def test_a_file_remembers_how_it_was_made(index: Index):
    wanted = Snapshot(ViewState(country=("KAZ",)), "svg", "square", "Ours", "region", "ru", dpi=90)
    said = content(index, wanted)
    stamp = Stamp.found(said.metadata["orebrief"].encode(), "x")
    assert stamp is not None
    assert stamp.view == "country=KAZ"
    assert stamp.data == index.dataset.content_hash
    assert stamp.options == {
        "title": "Ours",
        "format": "svg",
        "paper": "square",
        "extent": "region",
        "names": "ru",
        "atlas": "",
        "dpi": "90",
    }
    assert set(stamp.rows["sites"]) == {"kz-kuyrektykol", "kz-akbulak", "kz-inkai"}
    assert "s01/kz-kuyrektykol" in stamp.rows["links"]
    assert not any("muruntau" in link for link in stamp.rows["links"])
    assert said.metadata["Title"] == "Ours"
    assert stamp.data in said.metadata["Description"]
