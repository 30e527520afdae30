"""The base map: Natural Earth's countries, regions, boundaries, lakes and relief.

Natural Earth is in the public domain. Its lines are de facto ones.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.errors import SourceError
from geo.sources.region_codes import REGIONS
from geo.sources.relief import draw_relief

CENTRAL_ASIA: Final = ("KAZ", "KGZ", "TJK", "TKM", "UZB")

DETAIL_DEGREES: Final = 0.001
"""Grid of all coordinates: at most 110 m, a quarter of a pixel at zoom 8."""

NEIGHBOUR_LAKE_RANK: Final = 6
"""Lowest rank of lakes kept outside the five countries; inside, all are kept."""

BAIKONUR: Final = "KAB"
"""Natural Earth's code for the lease, which it draws as a country of its own."""

LEASE_LIMIT: Final = "Lease limit"

BOUNDARY_KINDS: Final = {
    "International boundary (verify)": "undisputed",
    "Disputed (please verify)": "disputed",
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "indefinite",
    "Line of control (please verify)": "line of control",
}
"""Our word for each of Natural Earth's classes of boundary on land."""

DESCRIPTIONS: Final = {
    "countries": "Countries of the region, Natural Earth 1:10m, de facto. The Baikonur lease "
    "is part of Kazakhstan. Label positions lie within the area drawn.",
    "regions": "First-level regions of the five countries, Natural Earth 1:10m. Those of "
    "Kazakhstan are as before the reforms of 2018 and 2022 (no Shymkent, Abay, Zhetisu, "
    "Ulytau), with the ISO 3166-2 codes of that time.",
    "region_lines": "Edges that two first-level regions of one country share.",
    "boundaries": "Edges that two countries share, de facto. kind: undisputed, disputed, "
    "indefinite or line of control; disputed: of any kind but the first.",
    "lakes": "Lakes, Natural Earth 1:10m; scale_rank 0 is the most prominent.",
    "world": "Countries of the world, Natural Earth 1:110m, de facto.",
}

LINES: Final = {"region_lines", "boundaries"}
"""The layers of lines; all others are of polygons."""

LABEL_COLUMNS: Final = {
    "NAME": "name_en",
    "NAME_RU": "name_ru",
    "NAME_ZH": "name_zh",
    "LABEL_X": "label_longitude",
    "LABEL_Y": "label_latitude",
}
"""``NAME`` is the short English name of a map ("China"); ``NAME_EN`` is the formal one."""

FILES: Final = {
    "countries": ("countries_region_10m.geojson", ("ADM0_A3", "ISO_A3_EH", *LABEL_COLUMNS)),
    "regions": ("admin1_five_countries.geojson", ("adm0_a3", "gn_name")),
    "boundaries": ("boundary_lines_10m.geojson", ("FEATURECLA",)),
    "lakes": ("lakes_10m.geojson", ("name", "name_en", "scalerank")),
    "world": ("countries_world_110m.geojson", ("ADM0_A3", "ISO_A3_EH", *LABEL_COLUMNS)),
}
"""Natural Earth's file and the columns it must have, for each of our layers."""

RELIEF_FILE: Final = "relief_46-88E_35-56N.jpg"


def build_basemap(source_dir: Path, basemap_gpkg: Path, relief_webp: Path) -> None:
    """Make the base map and its relief picture from Natural Earth's files.

    Parameters
    ----------
    source_dir
        Folder with the GeoJSON files of ``FILES`` and the picture ``RELIEF_FILE``,
        all in longitude and latitude.
    basemap_gpkg
        GeoPackage to write, EPSG:4326: layers ``countries``, ``regions``,
        ``region_lines``, ``boundaries``, ``lakes``, ``world``.
    relief_webp
        WebP to write, Web Mercator, transparent off land; its bounds are
        ``geo.sources.relief.BOUNDS``.

    Raises
    ------
    SourceError
        If an input is missing, unreadable or not as expected. Nothing is
        written then.

    Notes
    -----
    The layers are rounded, not simplified: the 1:10m lines arrive with so
    few vertices that a coverage simplification either removes none of them or
    moves borders by several kilometres.
    """
    raw = {layer: _read(source_dir, layer) for layer in FILES}
    countries = _countries(raw["countries"])
    regions = _regions(raw["regions"])
    layers = {
        "countries": countries,
        "regions": regions,
        "region_lines": _region_lines(regions),
        "boundaries": _boundaries(countries, raw["boundaries"]),
        "lakes": _lakes(raw["lakes"], countries),
        "world": _countries(raw["world"]),
    }
    relief = draw_relief(source_dir / RELIEF_FILE, countries.geometry.union_all())
    with tempfile.TemporaryDirectory(dir=basemap_gpkg.parent, prefix=".basemap-") as name:
        gpkg, picture = Path(name, "basemap.gpkg"), Path(name, "relief.webp")
        for layer, frame in layers.items():
            frame.to_file(
                gpkg,
                layer=layer,
                engine="pyogrio",
                geometry_type="MultiLineString" if layer in LINES else "MultiPolygon",
                promote_to_multi=True,
                DESCRIPTION=DESCRIPTIONS[layer],
            )
        picture.write_bytes(relief)
        picture.replace(relief_webp)
        gpkg.replace(basemap_gpkg)


def _read(source_dir: Path, layer: str) -> gpd.GeoDataFrame:
    name, required = FILES[layer]
    path = source_dir / name
    if not path.is_file():
        raise SourceError(
            f"there is no {name}", str(source_dir), "Give the folder that holds Natural Earth"
        )
    try:
        frame = gpd.read_file(path, engine="pyogrio")
    except pyogrio.errors.DataSourceError as error:
        raise SourceError(
            "this is not a readable GeoJSON file", str(path), "Fetch the file again"
        ) from error
    missing = [column for column in required if column not in frame.columns]
    if missing or not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        lack = f"the columns {', '.join(missing)} are" if missing else "every feature is"
        raise SourceError(f"{lack} missing", str(path), "Fetch the file again")
    return frame


def _geometry(frame: gpd.GeoDataFrame) -> np.ndarray[Any, Any]:
    """Return valid geometries on the grid, in one order of rings and vertices.

    Borders that two features share stay shared, as equal vertices are rounded to
    equal ones.
    """
    valid = shapely.make_valid(frame.geometry.to_numpy())
    return np.asarray(shapely.normalize(shapely.set_precision(valid, DETAIL_DEGREES)))


def _frame(columns: dict[str, Any], geometry: Any, order: list[str]) -> gpd.GeoDataFrame:
    """Return the features in the given order, ties broken by position."""
    frame = gpd.GeoDataFrame(columns, geometry=geometry, crs="EPSG:4326")
    west_south = frame.bounds[["minx", "miny"]]
    ordered = frame.assign(**west_south).sort_values([*order, "minx", "miny"], kind="stable")
    return ordered.drop(columns=["minx", "miny"]).reset_index(drop=True)


def _countries(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    raw = raw.set_geometry(_geometry(raw), crs=raw.crs)
    lease = raw["ADM0_A3"] == BAIKONUR
    for geometry in raw.geometry[lease]:
        lessor = raw.index[raw["ADM0_A3"] == "KAZ"]
        raw.loc[lessor, "geometry"] = raw.loc[lessor, "geometry"].union(geometry).normalize()
    raw = raw[~lease]
    columns: dict[str, Any] = {"iso_a3": raw["ISO_A3_EH"].where(raw["ISO_A3_EH"] != "-99", None)}
    columns |= {ours: raw[theirs] for theirs, ours in LABEL_COLUMNS.items()}
    columns["central_asia"] = raw["ISO_A3_EH"].isin(CENTRAL_ASIA)
    frame = _frame(columns, raw.geometry, ["iso_a3", "name_en"])
    return _with_labels_inside(frame)


def _with_labels_inside(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Move labels that the clipping has cut off to the middle of what is drawn.

    China's own label stands far to the east of the region.
    """
    label = gpd.points_from_xy(countries["label_longitude"], countries["label_latitude"])
    west, south, east, north = countries.total_bounds
    outside = ~shapely.intersects(label, shapely.box(west, south, east, north))
    middle = shapely.get_point(
        shapely.maximum_inscribed_circle(countries.geometry[outside].to_numpy(), 0.1), 0
    )
    countries.loc[outside, "label_longitude"] = shapely.get_x(middle)
    countries.loc[outside, "label_latitude"] = shapely.get_y(middle)
    rounded = countries[["label_longitude", "label_latitude"]].round(3)
    countries[["label_longitude", "label_latitude"]] = rounded
    return countries


def _regions(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    keys = list(zip(raw["adm0_a3"], raw["gn_name"], strict=True))
    unknown = [f"{name} ({country})" for country, name in keys if (country, name) not in REGIONS]
    if unknown:
        raise SourceError(
            f"unknown regions: {'; '.join(unknown)}",
            FILES["regions"][0],
            "Add them to geo/sources/region_codes.py",
        )
    columns = {
        "iso_a3": raw["adm0_a3"],
        "iso_3166_2": [REGIONS[key].iso_3166_2 for key in keys],
        "name_en": [REGIONS[key].name_en for key in keys],
    }
    return _frame(columns, _geometry(raw), ["iso_3166_2"])


def _region_lines(regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the edges within each country: the outer ones part from the countries' edges."""
    rows = [
        (country, between, _joined(pieces))
        for country, group in regions.groupby("iso_a3")
        for between, pieces in _shared_edges(group)
    ]
    columns = {
        "iso_a3": [country for country, _, _ in rows],
        "between": [between for _, between, _ in rows],
    }
    return _frame(columns, [geometry for _, _, geometry in rows], ["iso_a3", "between"])


def _boundaries(countries: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the edges that countries share, with the kind that Natural Earth gives them.

    Natural Earth's own lines run up to 3 km beside the edges of its polygons, so
    that fill and stroke would part on the map: only their class is taken, for
    each piece of an edge from the line nearest to it.
    """
    lines = lines[lines["FEATURECLA"] != LEASE_LIMIT]
    unknown = sorted(set(lines["FEATURECLA"]) - set(BOUNDARY_KINDS))
    if unknown:
        raise SourceError(
            f"unknown classes of boundary: {'; '.join(unknown)}",
            FILES["boundaries"][0],
            "Add them to BOUNDARY_KINDS in geo/sources/natural_earth.py",
        )
    kinds = lines["FEATURECLA"].map(BOUNDARY_KINDS).to_numpy()
    nearest = shapely.STRtree(lines.geometry.to_numpy())
    rows: list[tuple[str, str, Any]] = []
    for between, pieces in _shared_edges(countries):
        kind_of_piece = kinds[nearest.nearest(shapely.centroid(pieces))]
        rows += [
            (between, kind, _joined(pieces[kind_of_piece == kind]))
            for kind in sorted(set(kind_of_piece))
        ]
    columns = {
        "between": [between for between, _, _ in rows],
        "kind": [kind for _, kind, _ in rows],
        "disputed": [kind != "undisputed" for _, kind, _ in rows],
    }
    return _frame(columns, [geometry for _, _, geometry in rows], ["kind", "between"])


def _shared_edges(frame: gpd.GeoDataFrame) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """Yield "A – B" and the straight pieces of the edge that A and B share."""
    polygons, names = frame.geometry.to_numpy(), frame["name_en"].to_numpy()
    left, right = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    for i, j in sorted(zip(left, right, strict=True)):
        if i < j:
            edge = shapely.intersection(
                shapely.boundary(polygons[i]), shapely.boundary(polygons[j])
            )
            pieces = list(_pieces(edge))
            if pieces:
                yield f"{names[i]} – {names[j]}", np.array(pieces)


def _pieces(edge: Any) -> Iterator[Any]:
    """Yield the straight pieces of a line; points, where corners meet, have none."""
    parts = shapely.get_parts(edge)
    chains = parts[shapely.get_dimensions(parts) == 1]
    vertices, chain = shapely.get_coordinates(chains, return_index=True)
    for _, run in groupby(range(len(vertices)), key=chain.__getitem__):
        indices = list(run)
        for start in indices[:-1]:
            yield shapely.LineString(vertices[start : start + 2])


def _joined(pieces: np.ndarray[Any, Any]) -> Any:
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings(pieces)))


def _lakes(raw: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    inside = raw.intersects(countries.geometry[countries["central_asia"]].union_all())
    raw = raw[inside | (raw["scalerank"] <= NEIGHBOUR_LAKE_RANK)]
    columns = {
        "name_en": raw["name_en"].fillna(raw["name"]),
        "scale_rank": pd.to_numeric(raw["scalerank"]).astype("int64"),
    }
    return _frame(columns, _geometry(raw), ["scale_rank", "name_en"])
