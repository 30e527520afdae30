"""The names of countries and cities on the map."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import shapely
from babel import Locale
from matplotlib.path import Path

from geo.index import Index
from geo.locations import DATA_DIR
from geo.maps.static import basemap
from geo.maps.static.basemap import Country
from geo.maps.static.labels import ABOVE, BELOW, Name, Taken
from geo.maps.static.lettering import MM_PER_PT, Face, readable, width_mm
from geo.maps.static.page import Page
from geo.maps.static.projection import Box, Floats
from geo.maps.static.scene import Scene
from geo.schema import FIVE_COUNTRIES

STATE_LANGUAGES: Final = {"KAZ": "kk", "KGZ": "ky", "TJK": "tg", "TKM": "tk", "UZB": "uz"}
_TERRITORIES: Final = {"KAZ": "KZ", "KGZ": "KG", "TJK": "TJ", "TKM": "TM", "UZB": "UZ"}
_LEAST_SHARE: Final = 0.004
"""Part of the frame that a country must take to be named."""

_LEAST_NEIGHBOUR: Final = 0.035
_SIZES: Final = ((0.12, 8.0), (0.03, 6.6), (0.0, 5.8))
"""Share of the frame from which on, and the size in points of a country's name."""

_LARGEST_NEIGHBOUR: Final = 6.4
_INSIDE: Final = "#4d4a44"
_OUTSIDE: Final = "#8a857b"
_HIT_MM: Final = 12.0
"""How far a country's name moves to spare one symbol."""

_OUT_MM: Final = 60.0
"""How far it moves to lie in its country rather than out of it."""

_LEAST_COVERED: Final = 0.7

_COARSE_MM: Final = 0.5
"""A name minds no finer bend of a border."""

_TRIES: Final = 9
CITIES: Final = DATA_DIR / "cities.csv"
CITIES_CREDIT: Final = "cities: GeoNames, CC BY 4.0"
CITY: Final = "#3a3a3a"
_LARGE: Final = 600_000
"""Inhabitants from which on a city is named before any site."""


def party_name(index: Index, party: str, names: str) -> str:
    """Return the name of a party to agreements; English where the language has none."""
    return (_russian(index, party) if names == "ru" else "") or index.party_name[party]


def _russian(index: Index, party: str) -> str:
    frame = index.dataset["parties"]
    return "".join(frame.loc[frame["party"] == party, "name_ru"])


def country_name(index: Index, country: Country, names: str) -> str:
    """Return a country's name in a language of ``geo.briefing.snapshot.NAMES``."""
    if names == "ru":
        # The base map calls Kyrgyzstan and Turkmenistan as they are no longer called.
        return _russian(index, country.iso_a3) or country.name_ru or country.name_en
    if names == "local" and country.iso_a3 in STATE_LANGUAGES:
        territories = Locale.parse(STATE_LANGUAGES[country.iso_a3]).territories
        return str(territories.get(_TERRITORIES[country.iso_a3], country.name_en))
    return country.name_en


def draw_countries(page: Page, index: Index, scene: Scene, names: str, taken: Taken) -> None:
    """Name the countries where their area is free of symbols."""
    frame, scale, symbols = scene.frame, scene.scale, scene.sites.boxes
    box = frame.box
    inner = shapely.box(*box.inset(1.5).edges)
    for country in basemap.countries():
        outline = shapely.simplify(shapely.transform(country.shape, frame.place), _COARSE_MM)
        seen = shapely.intersection(outline, inner)
        share = seen.area / (box.width * box.height)
        if share < (_LEAST_SHARE if country.inside else _LEAST_NEIGHBOUR):
            continue
        text = readable(country_name(index, country, names)).upper()
        face = Face.SEMIBOLD if country.inside else Face.REGULAR
        size = _size(share) if country.inside else min(_size(share), _LARGEST_NEIGHBOUR)
        x, y = frame.place([country.label])[0]
        name = Name(text, float(x), float(y), 0.0, face, size * scale)
        spot = _spot(seen, name, symbols, taken)
        if spot is None:
            continue
        page.text(
            spot.left + spot.width / 2, spot.bottom + BELOW * name.size_pt * MM_PER_PT, text, face,
            name.size_pt, colour=_INSIDE if country.inside else _OUTSIDE, align="center",
            halo=country.inside,
        )  # fmt: skip
        taken.add_box(spot)


def _size(share: float) -> float:
    """Return the size in points of a country's name, by its share of the frame."""
    return next(size for least, size in _SIZES if share >= least)


def _spot(seen: Any, name: Name, symbols: Floats, taken: Taken) -> Box | None:
    """Return where a country's name covers fewest symbols, near where it should stand."""
    em = name.size_pt * MM_PER_PT
    width, up, down = width_mm(name.text, name.face, name.size_pt), ABOVE * em, BELOW * em
    wanted = np.array([name.x, name.y])
    if not shapely.intersects_xy(seen, name.x, name.y):
        wanted = shapely.get_coordinates(shapely.maximum_inscribed_circle(seen, 1.0))[0]
    left, bottom, right, top = seen.bounds
    x = np.linspace(left + width / 2, right - width / 2, _TRIES)
    y = np.linspace(bottom + up, top - up, _TRIES)
    middles = np.vstack([[wanted], np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)])
    half = (width / 2, (up + down) / 2)
    boxes = np.hstack([middles - half, middles + half])
    shapely.prepare(seen)
    covered = shapely.area(shapely.intersection(seen, shapely.box(*boxes.T)))
    covered /= width * (up + down)
    hits = (
        (boxes[:, None, 0] < symbols[:, 2]) & (boxes[:, None, 2] > symbols[:, 0])
        & (boxes[:, None, 1] < symbols[:, 3]) & (boxes[:, None, 3] > symbols[:, 1])
    ).sum(axis=1)  # fmt: skip
    distance = np.hypot(*(middles - wanted).T)
    cost = _HIT_MM * hits + distance + _OUT_MM * (1 - covered)
    for at in np.argsort(cost, kind="stable"):
        inside = covered[at] >= _LEAST_COVERED or at == 0
        if inside and taken.first_free(boxes[at : at + 1]) == 0:
            left, bottom = (float(edge) for edge in boxes[at, :2])
            return Box(left, bottom, width, up + down)
    return None


@dataclass(frozen=True, slots=True)
class City:
    """A city in the frame."""

    name: Name
    capital: bool


@cache
def _gazetteer() -> tuple[dict[str, str], ...]:
    """Return the rows of the list of cities, the largest first."""
    with CITIES.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def cities(index: Index, scene: Scene, names: str) -> tuple[list[City], list[City]]:
    """Return the cities in a frame: seats of government and large ones, and the others."""
    parties = index.dataset["parties"]
    seats = set(parties["seat"][parties["party"].isin(FIVE_COUNTRIES)])
    rows = _gazetteer()
    points = scene.frame.to_page(
        [(float(row["longitude"]), float(row["latitude"])) for row in rows]
    )
    large: list[City] = []
    others: list[City] = []
    for row, (x, y), inside in zip(rows, points, scene.frame.holds(points), strict=True):
        if not inside:
            continue
        capital = row["name_en"] in seats and row["country"] in FIVE_COUNTRIES
        # A ring around a venue in the same city is part of its symbol.
        rings = [v.radius for v in scene.venues if math.hypot(v.x - x, v.y - y) < v.radius]
        column = {"en": "name_en", "ru": "name_ru", "local": "name_local"}[names]
        name = Name(
            readable(row[column] or row["name_en"]),
            float(x),
            float(y),
            max([0.75 * scene.scale, *rings]),
            Face.ITALIC,
            (6.4 if capital else 5.7) * scene.scale,
        )
        (large if capital or int(row["population"]) >= _LARGE else others).append(
            City(name, capital)
        )
    large.sort(key=lambda city: not city.capital)
    return large, others


def draw_city(page: Page, city: City, scale: float) -> None:
    """Draw a city: a square for a seat of government, else a dot."""
    x, y = city.name.x, city.name.y
    if city.capital:
        half = 0.6 * scale
        page.box(Box(x - half, y - half, 2 * half, 2 * half), fill="#ffffff", line=CITY, width=0.28)
        return
    page.shape(Path.circle((x, y), 0.42 * scale), fill="#ffffff", line=CITY, width=0.2)


def boxes(scene: Scene) -> Floats:
    """Return left, bottom, right, top of the venues, shape (n, 4)."""
    edges = [(v.x - v.radius, v.y - v.radius, v.x + v.radius, v.y + v.radius) for v in scene.venues]
    return np.array(edges).reshape(-1, 4)
