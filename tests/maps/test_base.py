from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.locations import BASEMAP_GPKG
from geo.maps.base import LAYERS, geojson


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    layers: dict[str, Any] = json.loads(geojson(BASEMAP_GPKG))
    return layers


def shapes(layer: dict[str, Any]) -> list[Any]:
    # A country of which nothing is left has no geometry; Leaflet passes it over.
    drawn = (feature["geometry"] for feature in layer["features"])
    return [shapely.geometry.shape(geometry) for geometry in drawn if geometry]


def test_layers_and_labels_are_there(base: dict[str, Any]):
    assert set(base) == {*LAYERS, "labels"}
    assert {layer["type"] for layer in base.values()} == {"FeatureCollection"}
    assert all(layer["features"] for layer in base.values())


def test_features_have_the_columns_that_the_map_reads_and_no_more(base: dict[str, Any]):
    for name, columns in LAYERS.items():
        assert {tuple(f["properties"]) for f in base[name]["features"]} == {columns}
    inside = [f["properties"]["central_asia"] for f in base["countries"]["features"]]
    assert inside.count(True) == 5
    assert {f["properties"]["disputed"] for f in base["boundaries"]["features"]} <= {True, False}


def test_longitude_comes_first(base: dict[str, Any]):
    bounds = shapely.total_bounds(shapes(base["region_lines"]))
    assert bounds[0] > 40
    assert bounds[1] > 30
    assert bounds[2] < 100
    assert bounds[3] < 60


def test_each_of_the_five_countries_bears_its_name(base: dict[str, Any]):
    names = [
        feature["properties"]["name"]
        for feature in base["labels"]["features"]
        if feature["properties"]["central_asia"]
    ]
    assert sorted(names) == ["Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"]


def test_names_of_the_five_stand_in_them(base: dict[str, Any]):
    inside = shapely.union_all(
        [
            shapely.geometry.shape(feature["geometry"])
            for feature in base["countries"]["features"]
            if feature["properties"]["central_asia"]
        ]
    )
    for feature in base["labels"]["features"]:
        point = shapely.geometry.shape(feature["geometry"])
        assert inside.contains(point) is feature["properties"]["central_asia"]


def test_the_coarse_world_does_not_lie_under_the_detailed_countries(base: dict[str, Any]):
    detailed = shapely.box(39, 29, 97, 61)
    assert not shapely.intersects(shapely.union_all(shapes(base["world"])), detailed)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A base map of one of the five, a wide neighbour, a small one and one without a code."""
    path = tmp_path / "basemap.gpkg"
    boxes = {
        "Uzbekistan": shapely.box(60, 40, 61, 41),
        "Wide <b>& Co": shapely.box(62, 40, 70, 45),
        "Small": shapely.box(71, 40, 72, 41),
        "Nameless": shapely.box(73, 40, 80, 50),
    }
    countries = gpd.GeoDataFrame(
        {
            "name_en": list(boxes),
            "iso_a3": ["UZB", "AFG", "XSM", None],
            "central_asia": [True, False, False, False],
            "label_longitude": [60.5, 66.0, 71.5, 76.0],
            "label_latitude": [40.5, 42.0, 40.5, 45.0],
        },
        geometry=list(boxes.values()),
        crs="EPSG:4326",
    )
    world = gpd.GeoDataFrame(geometry=[shapely.box(-180, -90, 180, 83)], crs="EPSG:4326")
    line = shapely.LineString([(60, 40), (61, 41)])
    lines = gpd.GeoDataFrame({"disputed": [True]}, geometry=[line], crs="EPSG:4326")
    for name, frame in {
        "world": world,
        "countries": countries,
        "region_lines": lines,
        "lakes": countries,
        "boundaries": lines,
    }.items():
        frame.to_file(path, layer=name, driver="GPKG", engine="pyogrio")
    return path


def test_a_small_neighbour_bears_no_name(tiny: Path):
    labels = json.loads(geojson(tiny))["labels"]["features"]
    assert [label["properties"] for label in labels] == [
        {"name": "Uzbekistan", "central_asia": True},
        {"name": "Wide <b>& Co", "central_asia": False},
    ]
    assert labels[0]["geometry"] == {"type": "Point", "coordinates": [60.5, 40.5]}


def test_the_middle_of_the_world_is_cut_out(tiny: Path):
    (world,) = shapes(json.loads(geojson(tiny))["world"])
    assert not world.contains(shapely.Point(70, 45))
    assert world.contains(shapely.Point(10, 45))
