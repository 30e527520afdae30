from __future__ import annotations

from pathlib import Path

import pytest

from geo.store.gpkg import write
from tests.conftest import MakeDataset
from tests.small_world import small_world
from tests.ui.conftest import OpenPage
from tests.ui.test_pages import headline, words


def test_weaker_ties_are_folded_apart_and_not_counted_with_names(open_page: OpenPage):
    app = open_page(query={"site": "kz-inkai"})
    assert "Events that name it (1)" in words(app)
    assert "Events about its region and mineral (1)" in [box.label for box in app.expander]
    app = open_page(query={"site": "kg-kutessay"})
    assert "Events that name it (0)" in words(app)
    assert "No event in this dataset names the site." in words(app)
    assert "Events whose agreement names it (1)" in [box.label for box in app.expander]
    app = open_page(query={"event": "almaty-2024"})
    assert "Sites it names (0)" in words(app)
    assert [box.label for box in app.expander][:2] == [
        "Sites that its agreements name (1)",
        "Sites of a region and mineral it speaks of (1)",
    ]


def test_each_level_can_be_filtered_and_counts_its_sites(open_page: OpenPage):
    app = open_page()
    assert app.multiselect(key="filter-evidence").options == [
        "Named in an agreement (3)",
        "Named in an event (3)",
        "Named in event's document (2)",
        "Event on region and mineral (1)",
        "Named in event's sentence (1)",
        "Named in neither (1)",
    ]
    app.multiselect(key="filter-evidence").set_value(["region"]).run()
    assert app.query_params == {"evidence": "region"}
    assert headline(app) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("event", (3, 0, 2, 3)), ("agreement", (3, 0, 3, 3)), ("none", (1, 1, 0, 0))],
)
def test_links_of_before_the_levels_still_open(
    open_page: OpenPage, value: str, expected: tuple[int, ...]
):
    app = open_page(query={"evidence": value})
    assert app.query_params == {"evidence": value}
    assert "Parts of this link" not in words(app)
    assert headline(app) == expected


def test_what_is_no_link_is_shown_as_what_it_is(
    open_page: OpenPage, make_dataset: MakeDataset, tmp_path: Path
):
    found = small_world(make_dataset)["mentions"].to_dict("records")
    rows = [
        {
            **row,
            "confidence": 0.6,
            "relation": "site" if row["event_id"] else "company",
        }
        for row in found
    ]
    data = tmp_path / "doubt.gpkg"
    write(small_world(make_dataset, mentions=rows, agreement_sites=()), data)
    app = open_page("", {"site": "kz-kuyrektykol"}, data)
    assert not app.exception
    assert "Events that name it (0)" in words(app)
    assert "Agreements that name it (0)" in words(app)
    folded = [box.label for box in app.expander]
    assert {"Waiting for review (1)", "Of this name, but no link (1)"} <= set(folded)
    assert "A company named after the site" in words(app)
    # Neither counts anywhere.
    app = open_page("", {"evidence": "none"}, data)
    assert headline(app)[0] == 3


def test_many_sites_of_one_event_are_named_without_a_button_each(
    open_page: OpenPage, make_dataset: MakeDataset, tmp_path: Path
):
    sites = [
        {"site_id": f"kz-{at:02d}", "name": f"Site {at:02d}", "primary_mineral": "U"}
        for at in range(30)
    ]
    dataset = small_world(
        make_dataset,
        deposits=[{**site, "admin1": "Turkistan Region"} for site in sites],
        deposit_minerals=[{"site_id": site["site_id"], "mineral": "U"} for site in sites],
        **dict.fromkeys(("aliases", "agreement_sites", "event_sites", "statements"), ()),
    )
    data = tmp_path / "many.gpkg"
    write(dataset, data)
    app = open_page("", {"event": "almaty-2024"}, data)
    assert "Sites of a region and mineral it speaks of (30)" in [box.label for box in app.expander]
    assert len([button for button in app.button if button.label == "Open this site"]) == 25
    assert "And 5 more: Site 25, Site 26, Site 27, Site 28, Site 29." in words(app)
