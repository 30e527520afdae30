from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from geo.dataset import Dataset
from geo.store.gpkg import write
from tests.conftest import MakeDataset
from tests.small_world import small_world
from tests.ui.conftest import OpenPage

PAGES: Final = ("", "sites", "events", "agreements", "gaps", "data")
"""Every page by the path of its address; the first is the map."""


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """The words of all HTML on the page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html(app))).split())


def headline(app: AppTest) -> tuple[int, ...]:
    """Sites, those without a position, agreements, events."""
    (line,) = (e.proto.body for e in app.get("html") if 'aria-live="polite"' in e.proto.body)
    return tuple(int(number) for number in re.findall(r"\d+", re.sub(r"<[^>]*>", "", line)))


def press(app: AppTest, label: str) -> AppTest:
    matching = [button for button in app.button if button.label.startswith(label)]
    assert len(matching) == 1, [button.label for button in app.button]
    return matching[0].click().run()


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button if not button.disabled]


def map_arguments(app: AppTest) -> dict[str, Any]:
    (component,) = app.get("component_instance")
    arguments: dict[str, Any] = json.loads(component.proto.json_args)
    return arguments


def failures(app: AppTest) -> list[str]:
    return [e.proto.body for e in app.get("html") if 'role="alert"' in e.proto.body]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "map")
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"group": "rare-earths", "site": "kz-kuyrektykol"},
        {"event": "s01"},
        {"agreement": "usa-kgz-kaz"},
        {"venue": "Tashkent", "since": "2019"},
        {"site": "kz-akbulak", "hide": ["arcs", "halos", "venues", "relief"], "tiles": "osm"},
        {"q": "qqqzzz"},
    ],
    ids=lambda query: "-".join(query) or "all",
)
def test_every_page_opens_under_every_address(
    open_page: OpenPage, path: str, query: dict[str, str]
):
    app = open_page(path, query)
    assert not app.exception
    assert failures(app) == []
    assert app.query_params == query
    assert len(headline(app)) == 4


def test_pages_differ(open_page: OpenPage):
    columns = {
        page: [list(table.value.columns)[:2] for table in open_page(page).dataframe]
        for page in ("sites", "events", "agreements", "gaps")
    }
    assert columns == {
        "sites": [["Site", "Mineral"]],
        "events": [["Date", "Event"]],
        "agreements": [["Signed", "Agreement"]],
        "gaps": [["Site", "Mineral"]],
    }


def test_headline_counts_what_is_shown(open_page: OpenPage):
    assert headline(open_page()) == (5, 1, 4, 4)
    assert headline(open_page(query={"group": "rare-earths"})) == (3, 1, 2, 1)
    assert headline(open_page("sites", {"partner": "USA"})) == (2, 0, 2, 1)
    assert "1 site (0 without a published position)" in words(open_page(query={"country": "UZB"}))
    assert "0 sites" in words(open_page(query={"q": "qqqzzz"}))


@pytest.mark.parametrize(
    ("key", "value", "query", "expected"),
    [
        ("group", ["rare-earths"], {"group": "rare-earths"}, (3, 1, 2, 1)),
        ("mineral", ["Au", "U"], {"mineral": ["Au", "U"]}, (3, 0, 3, 3)),
        ("country", ["UZB"], {"country": "UZB"}, (1, 0, 1, 1)),
        ("status", ["producing"], {"status": "producing"}, (2, 0, 1, 2)),
        ("partner", ["CHN"], {"partner": "CHN"}, (2, 0, 1, 2)),
        ("instrument", ["memorandum"], {"instrument": "memorandum"}, (2, 0, 2, 2)),
        ("evidence", ["none"], {"evidence": "none"}, (1, 1, 0, 0)),
    ],
)
def test_a_filter_narrows_the_page_and_stands_in_the_address(
    open_page: OpenPage,
    key: str,
    value: list[str],
    query: dict[str, Any],
    expected: tuple[int, ...],
):
    app = open_page()
    app.multiselect(key=f"filter-{key}").set_value(value).run()
    assert not app.exception
    assert headline(app) == expected
    assert app.query_params == query


def test_search_narrows_the_page(open_page: OpenPage):
    app = open_page()
    app.text_input(key="filter-q").set_value("Күйректікөл").run()
    assert headline(app)[0] == 1
    assert app.query_params == {"q": "Күйректікөл"}


def test_the_period_narrows_the_page(open_page: OpenPage):
    app = open_page()
    period = app.slider(key="filter-period")
    assert (period.min, period.max, period.value) == (2018, 2025, (2018, 2025))
    period.set_value((2019, 2025)).run()
    assert app.query_params == {"since": "2019"}
    assert headline(app) == (3, 0, 3, 3)
    app.slider(key="filter-period").set_value((2018, 2025)).run()
    assert app.query_params == {}
    assert headline(app) == (5, 1, 4, 4)


def test_options_carry_live_counts_most_first(open_page: OpenPage):
    app = open_page(query={"country": "KAZ"})
    assert app.multiselect(key="filter-group").options == ["Rare earths (2)", "Uranium (1)"]
    # What has as many sites stands in order of its name.
    assert app.multiselect(key="filter-status").options == [
        "Deposit, no work stated (1)",
        "Exploration (1)",
        "Producing (1)",
    ]
    assert open_page().multiselect(key="filter-status").options[0] == "Producing (2)"
    # A filter's own choice leaves the counts of its options as they are.
    assert app.multiselect(key="filter-country").options == [
        "Kazakhstan (3)",
        "Kyrgyzstan (1)",
        "Uzbekistan (1)",
    ]


def test_a_chosen_option_without_sites_can_be_taken_back(open_page: OpenPage):
    app = open_page(query={"country": "UZB", "group": "uranium"})
    chosen = app.multiselect(key="filter-group")
    assert chosen.value == ["uranium"]
    assert "Uranium (0)" in chosen.options
    chosen.set_value([]).run()
    assert headline(app)[0] == 1


def test_filters_show_what_the_link_says(open_page: OpenPage):
    app = open_page(
        query={"q": "ku", "status": ["closed", "producing"], "until": "2024", "hide": "arcs"}
    )
    assert app.text_input(key="filter-q").value == "ku"
    assert app.multiselect(key="filter-status").value == ["closed", "producing"]
    assert app.slider(key="filter-period").value == (2018, 2024)
    assert app.button_group(key="filter-layers").value == ["relief", "halos", "venues"]
    assert app.toggle(key="filter-tiles").value is False


def test_layers_are_hidden_and_shown_again(open_page: OpenPage):
    app = open_page()
    app.button_group(key="filter-layers").set_value(["relief", "venues"]).run()
    assert app.query_params == {"hide": ["halos", "arcs"]}
    app.toggle(key="filter-tiles").set_value(True).run()
    assert app.query_params == {"hide": ["halos", "arcs"], "tiles": "osm"}
    app.button_group(key="filter-layers").set_value(["relief", "halos", "arcs", "venues"]).run()
    assert app.query_params == {"tiles": "osm"}


def test_a_bad_link_is_explained(open_page: OpenPage):
    app = open_page(query={"group": "rare-erths", "since": "x<b>", "country": "UZB"})
    assert "Parts of this link could not be used." in words(app)
    assert "group 'rare-erths' is not known; did you mean 'rare-earths'?" in words(app)
    assert "x&lt;b&gt;" in html(app)
    assert "<b>'" not in html(app)
    assert app.query_params == {"country": "UZB"}
    assert headline(app)[0] == 1
    app.multiselect(key="filter-country").set_value(["KAZ"]).run()
    assert "Parts of this link" not in words(app)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "map")
def test_junk_of_10_kb_is_explained_in_few_lines(open_page: OpenPage, path: str):
    junk = {f"p{number}": "</script><b>" * 5 for number in range(150)}
    app = open_page(path, {**junk, "site": "x" * 5_000, "q": "🪨`${1}`"})
    assert not app.exception
    assert len(re.findall(r"<li><bdi>parameter", html(app))) == 8
    assert "143 more." in words(app)
    assert len(html(app)) < 40_000
    assert app.query_params == {"q": "🪨`${1}`"}


def test_an_empty_result_offers_a_way_out_which_works(open_page: OpenPage):
    app = open_page(query={"country": "UZB", "group": "uranium", "since": "2019"})
    assert headline(app)[0] == 0
    assert [warning.value for warning in app.warning] == [
        "No site passes all filters. Clear one of them:"
    ]
    # Without the country nothing passes either: Inkai is tied to older talks alone.
    assert buttons(app) == ["Clear filters", "Clear mineral group (1 sites)", "Clear all filters"]
    press(app, "Clear mineral group")
    assert app.query_params == {"country": "UZB", "since": "2019"}
    assert headline(app)[0] == 1
    assert not app.warning


def test_a_period_is_cleared_whole(open_page: OpenPage):
    app = open_page(query={"since": "2020", "until": "2022"})
    press(app, "Clear period (5 sites)")
    assert app.query_params == {}
    assert headline(app)[0] == 5


@pytest.mark.parametrize("label", ["Clear all filters", "Clear filters"])
def test_all_filters_are_cleared_and_the_selection_stays(open_page: OpenPage, label: str):
    app = open_page(query={"q": "qqq", "country": "UZB", "site": "kz-inkai", "hide": "arcs"})
    press(app, label)
    assert app.query_params == {"site": "kz-inkai", "hide": "arcs"}
    assert headline(app) == (5, 1, 4, 4)
    assert "Clear filters" not in buttons(app)


def test_the_card_of_a_site_holds_its_evidence(open_page: OpenPage):
    app = open_page(query={"site": "kz-kuyrektykol"})
    assert "They named the <mark>Kuirektykol</mark> deposit." in html(app)
    assert "will look at <mark>Kuyrektykol</mark> together" in html(app), (
        "the agreement's own sentence"
    )
    shown = words(app)
    for expected in (
        "Kuyrektykol Куйректыколь",
        "Rare earths",
        "Karaganda Region, Kazakhstan",
        "50.0° N, 76.5° E, within 50 km",
        "Exploration",
        "935,400 t",
        "Күйректікөл",
        "Qazinform: A deposit is found",
        "Summit in Washington",
        "6 November 2025",
        "Memorandum on critical minerals",
    ):
        assert expected in shown


def test_a_site_without_a_position_says_so(open_page: OpenPage):
    shown = words(open_page(query={"site": "kz-akbulak"}))
    assert "Not published" in shown
    assert "° N" not in shown
    assert "No event in this dataset names the site." in shown
    assert "No agreement in this dataset names the site." in shown


def test_cards_lead_from_one_to_the_other(open_page: OpenPage):
    app = open_page(query={"site": "kz-kuyrektykol", "country": "KAZ"})
    press(app, "Open this event")
    assert app.query_params == {"country": "KAZ", "event": "s01"}
    assert "Summit in Washington" in words(app)
    press(app, "Open this agreement")
    assert app.query_params == {"country": "KAZ", "agreement": "usa-kaz-2025"}
    press(app, "Open this site")
    assert app.query_params == {"country": "KAZ", "site": "kz-kuyrektykol"}
    press(app, "Close")
    assert app.query_params == {"country": "KAZ"}
    assert "Pick a site" in words(app)


def test_the_card_of_a_venue_lists_its_shown_events(open_page: OpenPage):
    assert "Visit to Tashkent" in words(open_page(query={"venue": "Tashkent"}))
    filtered = open_page(query={"venue": "Tashkent", "partner": "USA"})
    assert "Visit to Tashkent" not in words(filtered)


def test_tables_hold_what_is_shown(open_page: OpenPage):
    (table,) = (element.value for element in open_page("sites", {"group": "rare-earths"}).dataframe)
    assert sorted(table["Site"]) == ["Akbulak", "Kutessay II", "Kuyrektykol"]
    row = table.set_index("Site").loc["Kuyrektykol"]
    assert (row["Events"], row["Agreements"], row["Position within (km)"]) == (1, 1, 50.0)
    (table,) = (element.value for element in open_page("events").dataframe)
    assert table["Date"].tolist() == ["2025-11-06", "2024-05", "2019-04-27", "../2018"]
    assert table["Sites"].tolist() == ["Kuyrektykol", "", "Muruntau", "Inkai"]
    (table,) = (element.value for element in open_page("agreements").dataframe)
    assert table["Signed"].tolist() == ["2025-11-06", "2023/..", "2019-04", ""]
    assert table["Parties"].tolist() == ["KAZ, USA", "KAZ, KGZ, USA", "CHN, UZB", "EUU, KAZ"]


def test_gaps_are_sites_in_no_agreement_and_agreements_that_name_no_site(open_page: OpenPage):
    app = open_page("gaps")
    (table,) = (element.value for element in app.dataframe)
    assert sorted(table["Site"]) == ["Akbulak", "Inkai"]
    assert app.button_group(key="filter-gap").options == [
        "Sites in no agreement (2)",
        "Agreements that name no site (1)",
    ]
    app.button_group(key="filter-gap").set_value("agreements").run()
    assert app.query_params == {"gap": "agreements"}
    (table,) = (element.value for element in app.dataframe)
    assert table["Agreement"].tolist() == ["Roadmap on raw materials"]


def test_the_map_stays_while_filters_and_selection_change(open_page: OpenPage):
    app = open_page()
    before = map_arguments(app)
    app.multiselect(key="filter-country").set_value(["KAZ"]).run()
    narrowed = map_arguments(app)
    assert narrowed["script"] == before["script"]
    assert narrowed["key"] == before["key"]
    assert narrowed["feature_group"] != before["feature_group"]
    assert '"uz-muruntau"' in before["feature_group"]
    assert '"uz-muruntau"' not in narrowed["feature_group"]
    chosen = map_arguments(open_page(query={"site": "kz-inkai"}))
    assert chosen["key"] == before["key"]
    assert chosen["center"] == [45.3, 68.05]


@pytest.mark.parametrize("path", ["", "sites", "events", "agreements", "gaps"])
def test_the_map_loads_nothing_from_another_host(open_page: OpenPage, path: str):
    arguments = map_arguments(open_page(path, {"site": "kz-kuyrektykol"}))
    loaded = [*arguments["js_links"], *arguments["css_links"]]
    assert len(loaded) == 4
    assert [address for address in loaded if not address.startswith("../../assets/")] == []
    assert "//" not in arguments["header"].replace("</", "<")
    for part in ("script", "feature_group", "html"):
        assert not re.search(r"\w:?//\w", arguments[part])


def test_the_legend_holds_only_what_is_drawn(open_page: OpenPage):
    shown = words(open_page(query={"country": "UZB"}))
    legend = shown.partition("Main mineral")[2].partition("Borders:")[0]
    assert "Gold, silver 1" in legend
    assert "Producing 1" in legend
    assert "Uranium" not in legend
    assert "halo" not in legend
    assert "halo = radius 1" in words(open_page())


HOSTILE: Final = "<script>alert(1)</script> `${1}` \"q\" 'q' </script> {{ 1 }} \u202eב"


@pytest.fixture(scope="module")
def hostile(make_dataset: MakeDataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset whose texts try to be markup."""
    text = {"title": HOSTILE, "summary": f"{HOSTILE} Kuyrektykol.", "sites_note": HOSTILE}
    dataset = make_dataset(
        deposits=[{"name": HOSTILE, "name_ru": HOSTILE, "admin1": HOSTILE, "note": HOSTILE}],
        statements=[{"value": HOSTILE, "subject": HOSTILE, "note": HOSTILE}],
        minerals=[{"name_en": HOSTILE}],
        aliases=[{}, {"name": HOSTILE, "also_means": HOSTILE}],
        sources=[{"producer": HOSTILE, "title": HOSTILE, "address": "javascript:alert(1)"}],
        agreements=[{**text, "status_stated": HOSTILE, "source_title": HOSTILE}],
        events=[{**text, "place": HOSTILE, "date_note": HOSTILE}],
        event_participants=[{"participant": HOSTILE}],
    )
    path = tmp_path_factory.mktemp("hostile") / "hostile.gpkg"
    write(dataset, path)
    return path


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "map")
@pytest.mark.parametrize(
    "query",
    [
        {"site": "kz-kuyrektykol"},
        {"event": "s01"},
        {"agreement": "usa-kaz-2025"},
        {"venue": HOSTILE},
    ],
    ids=["site", "event", "agreement", "venue"],
)
def test_text_from_data_is_only_ever_text(
    open_page: OpenPage, hostile: Path, path: str, query: dict[str, str]
):
    app = open_page(path, query, hostile)
    assert not app.exception
    assert failures(app) == []
    shown = html(app)
    assert path == "data" or "&lt;script&gt;alert(1)" in shown
    assert not re.search(r"<\s*/?\s*script", shown)
    assert "javascript:" not in re.sub(r"<bdi>.*?</bdi>", "", shown)
    if path != "data":
        assert not re.search(r"[<>]", map_arguments(app)["feature_group"])
    # Labels are read as Markdown: no text of the data may stand in one as markup.
    assert not [label for label in buttons(app) if "<" in label or "`" in label]


def test_a_dataset_without_sites_says_so(open_page: OpenPage, tmp_path: Path):
    data = tmp_path / "empty.gpkg"
    write(Dataset.conformed({}), data)
    for path in PAGES:
        app = open_page(path, {}, data)
        assert not app.exception
        assert headline(app) == (0, 0, 0, 0)
        assert [warning.value for warning in app.warning] == [
            "This GeoPackage holds no sites. Open another one on the Data page."
        ]


def test_a_dataset_that_is_not_there_is_a_message(open_page: OpenPage, tmp_path: Path):
    data = tmp_path / "gone <b>.gpkg"
    for path in PAGES:
        app = open_page(path, {"site": "x"}, data)
        assert not app.exception
        (message,) = failures(app)
        assert "gone &lt;b&gt;.gpkg" in message
        assert "<b>.gpkg" not in message
        assert not app.get("component_instance")


def test_a_changed_file_is_read_again(
    open_page: OpenPage, make_dataset: MakeDataset, tmp_path: Path
):
    data = tmp_path / "changing.gpkg"
    write(make_dataset(), data)
    app = open_page("", {}, data)
    assert headline(app)[0] == 1
    write(small_world(make_dataset), data)
    app.run()
    assert headline(app)[0] == 5
