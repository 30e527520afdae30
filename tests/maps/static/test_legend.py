"""The legend lists what is drawn, with counts, and loses nothing between columns."""

from __future__ import annotations

import pytest

from geo.index import Index
from geo.maps.static import legend
from geo.maps.static.legend import Section
from geo.maps.static.page import Page
from geo.maps.static.projection import Box
from geo.maps.static.scene import frame_of, scene_of
from tests.maps.static.conftest import MakeAsked

BOX = Box(10, 10, 180, 140)


def said_of(asked: MakeAsked, **view: object) -> dict[str, dict[str, int]]:
    index, snapshot, content = asked(**view)
    frame = frame_of(index, snapshot, content, BOX, 1.0)
    scene = scene_of(index, snapshot, content, frame, 1.0)
    return {
        section.heading: {entry.label: entry.count for entry in section.entries}
        for section in legend.sections(index, content, snapshot.view, scene)
    }


def test_all_that_is_drawn_is_counted(asked: MakeAsked):
    assert said_of(asked, extent="region") == {
        "Main mineral": {"Rare earths": 2, "Uranium": 1, "Gold, silver": 1},
        "Stage of work": {"Producing": 2, "Exploration": 1, "Closed": 1},
        "Also drawn": {
            "Position known only within 20 km or more; dashed: that radius": 1,
            "Agreements, between seats of government": 4,
            "Events, at their venue": 2,
        },
        "Sites not drawn": {"Without a published position": 1},
    }


def test_what_is_hidden_or_beyond_the_edge_is_not(asked: MakeAsked):
    said = said_of(asked, extent="63,40,66,43", hide=("arcs", "venues", "halos"))
    assert said == {
        "Main mineral": {"Gold, silver": 1},
        "Stage of work": {"Producing": 1},
        "Sites not drawn": {
            "Without a published position": 1,
            "Beyond the edge of this map": 3,
        },
    }


def test_nothing_drawn_has_no_legend(asked: MakeAsked):
    assert "Main mineral" not in said_of(asked, q="no such site")


def test_ties_of_one_site_are_told_as_such(asked: MakeAsked):
    said = said_of(asked, site="kz-kuyrektykol", hide=("venues",))
    assert said["Also drawn"]["Agreements, of this site, to the partner"] == 1


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_columns_hold_everything(columns: int, asked: MakeAsked, built_in: Index):
    index, snapshot, content = asked(built_in)
    scene = scene_of(index, snapshot, content, frame_of(index, snapshot, content, BOX, 1.0), 1.0)
    said = legend.sections(index, content, snapshot.view, scene)
    page = Page(300, 300, None)
    high = legend.height(said, 180, columns, 1.0)
    legend.draw(page, said, Box(10, 290 - high, 180, high), columns, 1.0)
    drawn = [text for text, _ in page.boxes]
    assert _headings(said) <= set(drawn)
    assert sum(len(section.entries) for section in said) == sum(
        text.replace(",", "").isdigit() for text in drawn
    )
    assert min(box.bottom for _, box in page.boxes) >= 290 - high - 0.5
    assert high < legend.height(said, 180 / 4, 1, 1.0) if columns > 1 else high > 0


def _headings(said: tuple[Section, ...]) -> set[str]:
    return {section.heading for section in said}
