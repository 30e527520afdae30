"""The map's areas are true, north is up in its middle, and an extent fits its frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.maps.static.projection import (
    LIMIT,
    REGION,
    Box,
    Frame,
    edge,
    fit,
    project,
    unproject,
    widened,
)

BOX = Box(20, 30, 180, 130)
GLOBE = Geod(ellps="WGS84")


def frame(*bounds: float) -> Frame:
    return fit(edge(bounds), BOX, 4)


@pytest.mark.parametrize("south", [36.0, 45.0, 54.0])
@pytest.mark.parametrize("west", [47.0, 66.0, 86.0])
def test_a_degree_takes_as_much_paper_as_land(west: float, south: float):
    steps = np.linspace(0, 1, 50)
    ring = np.concatenate(
        [
            np.column_stack([west + steps, np.full(50, south)]),
            np.column_stack([np.full(50, west + 1), south + steps]),
            np.column_stack([west + 1 - steps, np.full(50, south + 1)]),
            np.column_stack([np.full(50, west), south + 1 - steps]),
        ]
    )
    shown = frame(*REGION)
    x, y = shown.to_page(ring).T
    paper_mm2 = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
    land_km2 = abs(GLOBE.polygon_area_perimeter(ring[:, 0], ring[:, 1])[0]) / 1e6
    assert paper_mm2 / shown.mm_per_km**2 == pytest.approx(land_km2, rel=2e-3)


def test_there_and_back():
    points = np.array([[46.0, 35.0], [67.0, 45.0], [88.0, 56.0]])
    assert unproject(project(points)) == pytest.approx(points, abs=1e-7)
    shown = frame(80, 44, 86, 48)
    assert shown.to_lonlat(shown.to_page(points)) == pytest.approx(points, abs=1e-7)


@given(
    west=st.floats(40, 90), south=st.floats(25, 60), wide=st.floats(0.1, 15), high=st.floats(0.1, 4)
)
def test_north_is_up_in_the_middle_and_the_extent_is_within(
    west: float, south: float, wide: float, high: float
):
    bounds = (west, south, west + wide, south + high)
    shown = frame(*bounds)
    # The middle of the box is not quite that of the extent.
    assert abs(shown.north_degrees) < 1.5
    left, bottom, right, top = BOX.edges
    x, y = shown.to_page(edge(bounds)).T
    assert x.min() >= left + 3.99
    assert x.max() <= right - 3.99
    assert y.min() >= bottom + 3.99
    assert y.max() <= top - 3.99
    touching = min(x.min() - left, y.min() - bottom, right - x.max(), top - y.max())
    assert touching == pytest.approx(4, abs=0.01)


def test_an_unturned_frame_in_the_east_leans_and_says_how_far():
    straight = Frame(BOX, tuple(project([[86.0, 48.0]])[0]), 0.0, 0.1)
    (x0, y0), (x1, y1) = straight.to_page([[86.0, 48.0], [86.0, 48.5]])
    assert straight.north_degrees == pytest.approx(
        np.degrees(np.arctan2(x1 - x0, y1 - y0)), abs=0.01
    )
    assert straight.north_degrees < -10


def test_the_scale_is_true_within_one_in_a_hundred_in_the_five_countries():
    shown = frame(*REGION)
    for west, south in ((50.0, 47.0), (66.0, 37.0), (75.0, 41.0), (70.0, 54.0), (85.0, 49.0)):
        for azimuth in (0, 90):
            east, north, _ = GLOBE.fwd(west, south, azimuth, 50_000)
            here, there = shown.to_page([[west, south], [east, north]])
            assert np.hypot(*(there - here)) == pytest.approx(50 * shown.mm_per_km, rel=0.0125)


@pytest.mark.parametrize(
    "bounds", [(-180, -90, 180, 90), (-60, -40, -50, -30), (100, 60, 180, 89), (0, 0, 1, 1)]
)
def test_an_extent_beyond_the_map_is_cut(bounds: tuple[float, float, float, float]):
    points = edge(bounds)
    assert (points >= LIMIT[:2]).all()
    assert (points <= LIMIT[2:]).all()
    assert np.isfinite(fit(points, BOX, 3).to_page(points)).all()


def test_one_point_is_shown_with_its_surroundings():
    points = widened(np.array([[70.0, 45.0]]), 190)
    shown = fit(points, BOX, 0)
    assert BOX.height / shown.mm_per_km == pytest.approx(380, rel=0.01)
    assert shown.to_page([[70.0, 45.0]])[0] == pytest.approx([110, 95], abs=0.6)


def test_a_frame_holds_what_is_inside():
    shown = frame(*REGION)
    inside = shown.holds(np.array([[21.0, 31.0], [19.0, 31.0], [199.0, 159.0], [199.0, 161.0]]))
    assert inside.tolist() == [True, False, True, False]
