"""The base map: made from a small invented region, and as committed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from PIL import Image

from geo.errors import SourceError
from geo.locations import BASEMAP_GPKG, DATA_DIR
from geo.sources.natural_earth import (
    CENTRAL_ASIA,
    FILES,
    LINES,
    RELIEF_FILE,
    build_basemap,
)
from geo.sources.relief import BOUNDS, draw_relief

LAYERS: Final = {"countries", "regions", "region_lines", "boundaries", "lakes", "world"}
RELIEF: Final = DATA_DIR / "relief.webp"
STRIPE_NORTH: Final = 46.0
STRIPE_SOUTH: Final = 45.0

LEASE = shapely.box(63, 45.5, 64, 46.5)
KAZAKHSTAN = shapely.box(60, 42, 70, 52).difference(LEASE)
UZBEKISTAN = shapely.box(60, 38, 70, 42)
INDIA = shapely.box(70, 42, 75, 47)
CHINA = shapely.box(70, 47, 75, 52)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(geometry)),
    }


def country(code: str, iso_a3: str, name: str, geometry: Any) -> dict[str, Any]:
    label = geometry.centroid
    if name == "China":
        label = shapely.Point(106, 32)
    return feature(
        geometry,
        ADM0_A3=code,
        ISO_A3_EH=iso_a3,
        NAME=name,
        NAME_RU=f"{name} (ru)",
        NAME_ZH=f"{name} (zh)",
        LABEL_X=label.x,
        LABEL_Y=label.y,
    )


def write(folder: Path, layer: str, features: list[dict[str, Any]]) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / FILES[layer][0]).write_text(text, encoding="utf-8")


@pytest.fixture
def source_dir(tmp_path: Path) -> Path:
    """Four countries and a lease in it, with a dark stripe at 45-46 N in the relief."""
    folder = tmp_path / "natural-earth"
    folder.mkdir()
    countries = [
        country("UZB", "UZB", "Uzbekistan", UZBEKISTAN),
        country("KAZ", "KAZ", "Kazakhstan", KAZAKHSTAN),
        country("KAB", "KAZ", "Baikonur", LEASE),
        country("IND", "IND", "India", INDIA),
        country("CHN", "CHN", "China", CHINA),
    ]
    write(folder, "countries", countries)
    nowhere = country("KAS", "-99", "Nowhere", shapely.box(0, 0, 5, 5))
    write(folder, "world", [*countries[:2], nowhere])
    write(
        folder,
        "regions",
        [
            feature(shapely.box(60, 42, 65, 52), adm0_a3="KAZ", gn_name="Aqmola Oblysy"),
            feature(shapely.box(65, 42, 70, 52), adm0_a3="KAZ", gn_name="Almaty Qalasy"),
        ],
    )
    write(
        folder,
        "boundaries",
        [
            feature(
                shapely.LineString([(60, 42.01), (70, 42.01)]),
                FEATURECLA="International boundary (verify)",
            ),
            feature(
                shapely.LineString([(70, 42), (70, 52)]),
                FEATURECLA="International boundary (verify)",
            ),
            feature(
                shapely.LineString([(70, 46.99), (75, 46.99)]),
                FEATURECLA="Line of control (please verify)",
            ),
            feature(LEASE.exterior, FEATURECLA="Lease limit"),
        ],
    )
    write(
        folder,
        "lakes",
        [
            feature(shapely.box(66, 44, 67, 45), name="Köl", name_en=None, scalerank=9),
            feature(shapely.box(71, 43, 72, 44), name="Far", name_en="Far", scalerank=9),
            feature(shapely.box(72, 48, 73, 49), name="Big", name_en="Big Lake", scalerank=2),
        ],
    )
    pixels = np.full((210, 420, 3), 190, dtype=np.uint8)
    pixels[100:110] = 120
    Image.fromarray(pixels).save(folder / RELIEF_FILE, "JPEG", quality=100)
    return folder


@pytest.fixture
def built(source_dir: Path, tmp_path: Path) -> Path:
    build_basemap(source_dir, tmp_path / "basemap.gpkg", tmp_path / "relief.webp")
    return tmp_path


def layer(folder: Path, name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(folder / "basemap.gpkg", layer=name)


def mercator_row(latitude: float, height: int) -> int:
    """Row of a latitude in a picture of BOUNDS, by pyproj and so apart from our formula."""
    (south, west), (north, _) = BOUNDS
    points = gpd.GeoSeries.from_xy([west] * 3, [south, latitude, north], crs="EPSG:4326")
    bottom, y, top = points.to_crs("EPSG:3857").y
    return int((top - y) / (top - bottom) * height)


def alpha_at(picture: Image.Image, longitude: float, latitude: float) -> int:
    (_, west), (_, east) = BOUNDS
    column = int((longitude - west) / (east - west) * picture.width)
    return int(np.asarray(picture)[mercator_row(latitude, picture.height), column, 3])


def test_layers_are_in_longitude_and_latitude_with_a_description(built: Path):
    listed = {str(name) for name in pyogrio.list_layers(built / "basemap.gpkg")[:, 0]}
    assert listed == LAYERS
    for name in LAYERS:
        info = pyogrio.read_info(built / "basemap.gpkg", layer=name)
        assert info["crs"] == "EPSG:4326"
        assert info["geometry_type"] == ("MultiLineString" if name in LINES else "MultiPolygon")
        assert info["layer_metadata"]["DESCRIPTION"].endswith(".")


def test_baikonur_becomes_part_of_kazakhstan(built: Path):
    countries = layer(built, "countries").set_index("iso_a3")
    assert list(countries["name_en"]) == ["China", "India", "Kazakhstan", "Uzbekistan"]
    kazakhstan = countries.loc["KAZ", "geometry"]
    assert kazakhstan.contains(shapely.Point(63.3, 46))
    assert kazakhstan.equals(shapely.box(60, 42, 70, 52))
    assert list(countries["central_asia"]) == [False, False, True, True]


def test_label_that_clipping_cut_off_moves_into_the_country(built: Path):
    countries = layer(built, "countries").set_index("iso_a3")
    china = countries.loc["CHN"]
    assert CHINA.contains(shapely.Point(china["label_longitude"], china["label_latitude"]))
    uzbekistan = countries.loc["UZB"]
    assert (uzbekistan["label_longitude"], uzbekistan["label_latitude"]) == (65, 40)


def test_country_without_iso_code_has_none(built: Path):
    world = layer(built, "world").set_index("name_en")
    assert world["iso_a3"].isna().to_dict() == {
        "Kazakhstan": False,
        "Uzbekistan": False,
        "Nowhere": True,
    }


def test_boundaries_lie_on_shared_edges_with_the_kind_of_the_nearest_line(built: Path):
    boundaries = layer(built, "boundaries").set_index("between")
    assert dict(zip(boundaries.index, boundaries["kind"], strict=True)) == {
        "China – India": "line of control",
        "China – Kazakhstan": "undisputed",
        "India – Kazakhstan": "undisputed",
        "Kazakhstan – Uzbekistan": "undisputed",
    }
    assert boundaries["disputed"].to_dict() == {
        "China – India": True,
        "China – Kazakhstan": False,
        "India – Kazakhstan": False,
        "Kazakhstan – Uzbekistan": False,
    }
    control = boundaries.loc["China – India", "geometry"]
    assert control.equals(shapely.LineString([(70, 47), (75, 47)]))


def test_regions_have_codes_and_inner_lines(built: Path):
    regions = layer(built, "regions")
    assert list(regions["iso_3166_2"]) == ["KZ-AKM", "KZ-ALA"]
    assert list(regions["name_en"]) == ["Akmola", "Almaty"]
    (inner,) = layer(built, "region_lines").geometry
    assert inner.equals(shapely.LineString([(65, 42), (65, 52)]))


def test_small_lakes_are_kept_in_the_five_countries_only(built: Path):
    lakes = layer(built, "lakes")
    assert list(zip(lakes["name_en"], lakes["scale_rank"], strict=True)) == [
        ("Big Lake", 2),
        ("Köl", 9),
    ]


def test_two_runs_have_the_same_content(source_dir: Path, built: Path, tmp_path: Path):
    again = tmp_path / "again"
    again.mkdir()
    build_basemap(source_dir, again / "basemap.gpkg", again / "relief.webp")
    for name in LAYERS:
        assert_geodataframe_equal(layer(built, name), layer(again, name))
    assert (built / "relief.webp").read_bytes() == (again / "relief.webp").read_bytes()


def test_relief_has_mercator_rows(built: Path):
    with Image.open(built / "relief.webp") as picture:
        assert picture.format == "WEBP"
        assert picture.width == 420
        pixels = np.asarray(picture)
    # In degrees of longitude, 35 to 56 N is 30.5 high.
    assert pixels.shape[:2] == (305, 420)
    column = pixels[:, 220, :3].mean(axis=1)
    dark = np.flatnonzero(column < (column.max() + column.min()) / 2)
    assert abs(dark[0] - mercator_row(STRIPE_NORTH, 305)) <= 1
    assert abs(dark[-1] - mercator_row(STRIPE_SOUTH, 305)) <= 1


def test_relief_is_transparent_off_land_and_fades_at_its_edges(built: Path):
    with Image.open(built / "relief.webp") as picture:
        assert alpha_at(picture, 65, 48) == 255
        assert alpha_at(picture, 63.5, 46) == 255
        assert alpha_at(picture, 59.8, 48) == 0
        assert alpha_at(picture, 65, 37.8) == 0
        assert alpha_at(picture, 65, 52.2) == 0


def test_sea_of_the_picture_and_islands(tmp_path: Path):
    pixels = np.full((210, 420, 3), 190, dtype=np.uint8)
    pixels[:, :200] = (210, 228, 242)
    Image.fromarray(pixels).save(tmp_path / "relief.png")
    lagoon = shapely.box(45, 34, 89, 57).difference(shapely.box(70, 40, 80, 50))
    land = shapely.union_all([lagoon, shapely.box(74, 44, 76, 46)])
    with Image.open(io.BytesIO(draw_relief(tmp_path / "relief.png", land))) as picture:
        assert alpha_at(picture, 60, 45) == 0, "blue of the source on land"
        assert alpha_at(picture, 72, 42) == 0, "hole in the land"
        assert alpha_at(picture, 75, 45) == 255, "island in the hole"
        assert alpha_at(picture, 84, 45) == 255
        assert alpha_at(picture, 87.96, 45) < 30, "edge of the picture"


def break_geojson(folder: Path) -> None:
    (folder / FILES["lakes"][0]).write_text('{"type": "FeatureCollection", "feat')


def drop_geojson(folder: Path) -> None:
    (folder / FILES["lakes"][0]).unlink()


def drop_column(folder: Path) -> None:
    write(folder, "lakes", [feature(shapely.box(66, 44, 67, 45), name="A", name_en="A")])


def add_class(folder: Path) -> None:
    line = shapely.LineString([(60, 42), (70, 42)])
    write(folder, "boundaries", [feature(line, FEATURECLA="Ceasefire")])


def add_region(folder: Path) -> None:
    write(folder, "regions", [feature(CHINA, adm0_a3="KAZ", gn_name="Abay Oblysy")])


def drop_picture(folder: Path) -> None:
    (folder / RELIEF_FILE).unlink()


def truncate_picture(folder: Path) -> None:
    content = (folder / RELIEF_FILE).read_bytes()
    (folder / RELIEF_FILE).write_bytes(content[: len(content) // 2])


def square_picture(folder: Path) -> None:
    Image.new("RGB", (200, 200)).save(folder / RELIEF_FILE)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            break_geojson,
            "lakes_10m.geojson: this is not a readable GeoJSON file. Fetch the file again.",
        ),
        (
            drop_geojson,
            (
                "natural-earth: there is no lakes_10m.geojson. "
                "Give the folder that holds Natural Earth."
            ),
        ),
        (
            drop_column,
            "lakes_10m.geojson: the columns scalerank are missing. Fetch the file again.",
        ),
        (
            add_class,
            (
                "boundary_lines_10m.geojson: unknown classes of boundary: Ceasefire. "
                "Add them to BOUNDARY_KINDS in geo/sources/natural_earth.py."
            ),
        ),
        (
            add_region,
            (
                "admin1_five_countries.geojson: unknown regions: Abay Oblysy (KAZ). "
                "Add them to geo/sources/region_codes.py."
            ),
        ),
        (
            drop_picture,
            (
                "natural-earth: there is no relief_46-88E_35-56N.jpg. "
                "Give the folder that holds Natural Earth."
            ),
        ),
        (
            truncate_picture,
            "relief_46-88E_35-56N.jpg: this is not a readable picture. Fetch the file again.",
        ),
        (
            square_picture,
            (
                "relief_46-88E_35-56N.jpg: the picture has 200 by 200 pixels, but 42 by 21 "
                "degrees must be in proportion. Clip it to 46–88 E, 35–56 N."
            ),
        ),
    ],
)
def test_bad_input_is_named_and_writes_nothing(
    source_dir: Path, tmp_path: Path, spoil: Any, message: str
):
    spoil(source_dir)
    with pytest.raises(SourceError) as caught:
        build_basemap(source_dir, tmp_path / "basemap.gpkg", tmp_path / "relief.webp")
    assert str(caught.value).endswith(message)
    assert list(tmp_path.iterdir()) == [source_dir]


def test_committed_base_map_has_the_five_countries():
    countries = gpd.read_file(BASEMAP_GPKG, layer="countries")
    assert sorted(countries.loc[countries["central_asia"], "iso_a3"]) == sorted(CENTRAL_ASIA)
    at_baikonur = countries[countries.contains(shapely.Point(63.3, 46))]
    assert list(at_baikonur["iso_a3"]) == ["KAZ"]
    caspian = shapely.Point(50.5, 42)
    assert not countries.intersects(caspian).any()
    regions = gpd.read_file(BASEMAP_GPKG, layer="regions")
    assert set(regions["iso_a3"]) == set(CENTRAL_ASIA)


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_committed_layer_is_valid_and_has_no_slivers(name: str):
    frame = gpd.read_file(BASEMAP_GPKG, layer=name)
    assert len(frame) > 0
    assert frame.is_valid.all()
    if name in {"countries", "regions", "world"}:
        assert shapely.coverage_is_valid(frame.geometry.to_numpy())


def test_committed_boundaries_run_along_the_countries():
    countries = gpd.read_file(BASEMAP_GPKG, layer="countries")
    boundaries = gpd.read_file(BASEMAP_GPKG, layer="boundaries")
    edges = shapely.union_all(countries.boundary.to_numpy())
    assert boundaries.geometry.within(edges.buffer(1e-6)).all()
    assert set(boundaries.loc[boundaries["disputed"], "between"]) >= {
        "China – India",
        "India – Pakistan",
    }


def test_committed_files_are_light():
    assert BASEMAP_GPKG.stat().st_size < 1_200_000
    assert RELIEF.stat().st_size < 150_000
    regional = ("countries", "region_lines", "boundaries", "lakes")
    sizes = {
        name: len(gpd.read_file(BASEMAP_GPKG, layer=name).to_json(separators=(",", ":")))
        for name in regional
    }
    assert sum(sizes.values()) < 400_000, sizes


def test_committed_relief_shows_land_and_no_sea():
    with Image.open(RELIEF) as picture:
        assert alpha_at(picture, 75, 43.2) == 255, "mountains south of Almaty"
        assert alpha_at(picture, 63.3, 46) == 255, "Baikonur"
        assert alpha_at(picture, 50.5, 42) == 0, "the Caspian"
        assert alpha_at(picture, 53.5, 41.3) == 0, "Kara-Bogaz-Gol"
