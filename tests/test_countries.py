from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.countries import areas, country_at
from geo.errors import StoreError
from geo.locations import BASEMAP_GPKG


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [
        (75.47, 49.41, "KAZ"),  # Karkaraly
        (63.3, 46.0, "KAZ"),  # Baikonur, a lease that Natural Earth draws apart
        (74.6, 42.87, "KGZ"),
        (68.78, 38.56, "TJK"),
        (58.38, 37.95, "TKM"),
        (69.24, 41.3, "UZB"),
        (37.6, 55.75, ""),
        (50.044, 76.463, ""),
    ],
)
def test_a_point_lies_in_its_country(longitude: float, latitude: float, country: str):
    assert country_at(longitude, latitude, BASEMAP_GPKG) == country


def test_a_missing_base_map_says_how_to_make_it(tmp_path: Path):
    with pytest.raises(StoreError) as error:
        areas(tmp_path / "none.gpkg")
    assert str(error.value).endswith(
        "none.gpkg: the base map cannot be read. "
        "Restore it, or make it with orebrief import natural-earth."
    )


def test_a_base_map_without_a_country_is_refused(tmp_path: Path):
    path = tmp_path / "basemap.gpkg"
    frame = gpd.GeoDataFrame(
        {"iso_a3": ["KAZ"]}, geometry=[shapely.box(50, 40, 80, 55)], crs="EPSG:4326"
    )
    frame.to_file(path, layer="countries")
    with pytest.raises(StoreError, match="no area of KGZ, TJK, TKM, UZB"):
        areas(path)
