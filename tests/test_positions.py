from __future__ import annotations

from typing import Any

import pytest
import shapely

from geo.locations import BASEMAP_GPKG
from geo.positions import INSIDE_COUNTRY, geometry_fault, position_problems
from tests.conftest import MakeDataset


def found(make_dataset: MakeDataset, row: dict[str, Any], *exceptions: str) -> list[str]:
    dataset = make_dataset(deposits=[row])
    listed = {("deposits", site, INSIDE_COUNTRY) for site in exceptions}
    return [str(problem) for problem in position_problems(dataset, BASEMAP_GPKG, listed)]


def test_a_point_in_its_country_is_right(make_dataset: MakeDataset):
    assert found(make_dataset, {}) == []


def test_no_point_is_right_where_none_is_published(make_dataset: MakeDataset):
    row = {"geometry": None, "position_method": "unpublished", "position_accuracy_km": None}
    assert found(make_dataset, row) == []


def test_swapped_coordinates_are_recognised(make_dataset: MakeDataset):
    (problem,) = found(make_dataset, {"longitude": 50.044, "latitude": 76.463})
    assert problem == (
        "deposits, kz-kuyrektykol, geometry: 'POINT (50.044 76.463)' must lie in Kazakhstan. "
        "Longitude and latitude seem swapped: (76.463, 50.044) lies there; check the source."
    )


@pytest.mark.parametrize(
    ("longitude", "latitude", "coordinate"),
    [(-76.463, 50.044, "longitude"), (76.463, -50.044, "latitude")],
)
def test_a_wrong_sign_is_recognised(
    make_dataset: MakeDataset, longitude: float, latitude: float, coordinate: str
):
    (problem,) = found(make_dataset, {"longitude": longitude, "latitude": latitude})
    assert f"The sign of the {coordinate} seems wrong: (76.463, 50.044) lies there" in problem


def test_another_country_is_named_with_the_way_to_an_exception(make_dataset: MakeDataset):
    (problem,) = found(make_dataset, {"longitude": 69.24, "latitude": 41.3})
    assert problem.endswith(
        "must lie in Kazakhstan. It lies in Uzbekistan; correct the point or the country, or list "
        "the row in data/sources/exceptions.csv under the rule inside-country with a reason."
    )


def test_a_point_in_none_of_the_five_is_said_so(make_dataset: MakeDataset):
    (problem,) = found(make_dataset, {"longitude": 37.6, "latitude": 55.75})
    assert "It lies in none of the five countries;" in problem


def test_a_known_exception_is_let_pass(make_dataset: MakeDataset):
    row = {"longitude": 69.24, "latitude": 41.3}
    assert found(make_dataset, row, "kz-kuyrektykol") == []
    assert len(found(make_dataset, row, "kz-other")) == 1


def test_a_point_where_none_is_published_is_a_contradiction(make_dataset: MakeDataset):
    (problem,) = found(make_dataset, {"position_method": "unpublished"})
    assert problem == (
        "deposits, kz-kuyrektykol, position_method: 'unpublished' must not stand beside a point. "
        "Remove the point, or say how the position is known."
    )


def test_no_point_where_one_is_claimed_is_a_contradiction(make_dataset: MakeDataset):
    (problem,) = found(make_dataset, {"geometry": None})
    assert problem == (
        "deposits, kz-kuyrektykol, position_method: 'worked-out-from-words' must be unpublished "
        "where there is no point. Give the point, or set position_method to unpublished."
    )


def test_a_point_needs_its_radius(make_dataset: MakeDataset):
    (problem,) = found(make_dataset, {"position_accuracy_km": None})
    assert problem == (
        "deposits, kz-kuyrektykol, position_accuracy_km: must not be empty where there is a point. "
        "Give the radius in km within which the site lies."
    )


@pytest.mark.parametrize(
    ("shape", "wanted", "fault"),
    [
        (shapely.Point(76, 50), "Point", ""),
        (shapely.LineString([(0, 0), (1, 1)]), "Point", "must be a Point"),
        (shapely.Point(float("inf"), 50), "Point", "must have finite coordinates"),
        (shapely.Point(float("nan"), 50), "Point", "must have finite coordinates"),
        (
            shapely.Point(190, 50),
            "Point",
            "must lie within longitude -180 to 180 and latitude -90 to 90",
        ),
        (
            shapely.Point(50, -91),
            "Point",
            "must lie within longitude -180 to 180 and latitude -90 to 90",
        ),
        (
            shapely.MultiLineString([[(1, 1), (1, 1)]]),
            "MultiLineString",
            "must be a valid geometry",
        ),
    ],
)
def test_a_geometry_must_be_what_its_layer_holds(shape: Any, wanted: str, fault: str):
    assert geometry_fault(shape, wanted) == fault
