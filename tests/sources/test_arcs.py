from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
import pytest

from geo.sources.arcs import arc, arcs

SEATS = {
    "KAZ": (71.43, 51.13),
    "UZB": (69.24, 41.3),
    "KGZ": (74.6, 42.87),
    "USA": (-77.04, 38.9),
    "JPN": (139.69, 35.69),
    "FJI": (178.44, -18.14),
    "CHL": (-70.67, -33.45),
    "EDB": (71.43, 51.13),
}


def shape_of(*parties: str) -> Any:
    frame = pd.DataFrame({"agreement_id": ["a"]})
    signed = pd.DataFrame({"agreement_id": ["a"] * len(parties), "party": list(parties)})
    seats = pd.DataFrame(
        [(party, *seat) for party, seat in SEATS.items()],
        columns=["party", "seat_longitude", "seat_latitude"],
    )
    return arcs(frame, signed, seats).iloc[0]


def ends(shape: Any) -> set[frozenset[tuple[float, float]]]:
    return {frozenset({line.coords[0], line.coords[-1]}) for line in shape.geoms}


def pair(one: str, other: str) -> frozenset[tuple[float, float]]:
    return frozenset({SEATS[one], SEATS[other]})


def test_two_parties_share_one_arc_from_seat_to_seat():
    shape = shape_of("KAZ", "USA")
    assert ends(shape) == {pair("KAZ", "USA")}
    assert len(shape.geoms[0].coords) == 42


def test_an_arc_bends_towards_the_pole():
    """Washington to Astana passes north of both, as the great circle does."""
    assert max(latitude for _, latitude in shape_of("KAZ", "USA").geoms[0].coords) > 70


def test_more_parties_join_the_outer_ones_to_the_inner_ones():
    shape = shape_of("KAZ", "UZB", "USA", "JPN")
    assert ends(shape) == {
        pair("USA", "KAZ"),
        pair("USA", "UZB"),
        pair("JPN", "KAZ"),
        pair("JPN", "UZB"),
    }


def test_parties_of_one_side_are_joined_in_pairs():
    wanted = {pair("KAZ", "KGZ"), pair("KAZ", "UZB"), pair("KGZ", "UZB")}
    assert ends(shape_of("KAZ", "KGZ", "UZB")) == wanted


@pytest.mark.parametrize("parties", [(), ("KAZ",), ("KAZ", "XXX"), ("KAZ", "EDB")])
def test_without_two_seats_there_is_no_arc(parties: tuple[str, ...]):
    assert shape_of(*parties) is None


def test_an_arc_over_the_date_line_is_cut_there():
    lines = arc(SEATS["FJI"], SEATS["CHL"])
    assert len(lines) == 2
    (edge, latitude), (other_edge, other_latitude) = lines[0][-1], lines[1][0]
    assert (edge, other_edge) == (180.0, -180.0)
    assert latitude == other_latitude
    assert lines[0][-2][1] > latitude > lines[1][1][1]
    for line in lines:
        steps = [abs(b[0] - a[0]) for a, b in itertools.pairwise(line)]
        assert max(steps) < 10


def test_an_arc_over_the_date_line_is_cut_the_other_way_too():
    lines = arc(SEATS["CHL"], SEATS["FJI"])
    assert (lines[0][-1][0], lines[1][0][0]) == (-180.0, 180.0)
    assert lines[1][-1] == SEATS["FJI"]
