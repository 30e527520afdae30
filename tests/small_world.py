"""Five sites, four agreements and four events, each different in what a filter asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from shapely import MultiLineString

from geo.dataset import Dataset
from geo.sources.arcs import Position, arc
from tests.conftest import MakeDataset, Row

SEATS: Final[Mapping[str, Position]] = {
    "CHN": (116.4, 39.9),
    "EUU": (4.35, 50.85),
    "KAZ": (71.43, 51.13),
    "KGZ": (74.59, 42.87),
    "USA": (-77.04, 38.9),
    "UZB": (69.24, 41.3),
}


def arcs(*pairs: tuple[str, str]) -> MultiLineString:
    """The arcs between the seats of pairs of parties."""
    return MultiLineString([line for a, b in pairs for line in arc(SEATS[a], SEATS[b])])


ROWS: Final[Mapping[str, Sequence[Row]]] = {
    "parties": [
        {"party": "CHN", "name_en": "China", "seat": "Beijing"},
        {"party": "EUU", "name_en": "European Union", "seat": "Brussels", "kind": "organisation"},
        {"party": "KAZ", "name_en": "Kazakhstan", "seat": "Astana"},
        {"party": "KGZ", "name_en": "Kyrgyzstan", "seat": "Bishkek"},
        {"party": "USA", "name_en": "United States", "seat": "Washington"},
        {"party": "UZB", "name_en": "Uzbekistan", "seat": "Tashkent"},
    ],
    "minerals": [
        {"mineral": "REE", "name_en": "Rare earths", "mineral_group": "rare-earths"},
        {"mineral": "Au", "name_en": "Gold", "mineral_group": "precious"},
        {"mineral": "U", "name_en": "Uranium", "mineral_group": "uranium"},
    ],
    "deposits": [
        {},
        {
            "site_id": "kz-akbulak",
            "name": "Akbulak",
            "name_ru": "Акбулак",
            "admin1": "Kostanay Region",
            "status": "deposit",
            "position_method": "unpublished",
            "position_accuracy_km": None,
            "longitude": None,
            "latitude": None,
        },
        {
            "site_id": "kz-inkai",
            "name": "Inkai",
            "name_ru": "Инкай",
            "name_local": "Іңкәй",
            "admin1": "Turkistan Region",
            "primary_mineral": "U",
            "status": "producing",
            "position_accuracy_km": 5.0,
            "rare_earths": False,
            "longitude": 68.05,
            "latitude": 45.3,
        },
        {
            "site_id": "kg-kutessay",
            "name": "Kutessay II",
            "name_ru": "Кутессай-2",
            "country": "KGZ",
            "admin1": "Chüy Region",
            "status": "closed",
            "position_accuracy_km": 1.0,
            "longitude": 75.9,
            "latitude": 42.8,
        },
        {
            "site_id": "uz-muruntau",
            "name": "Muruntau",
            "name_ru": "Мурунтау",
            "name_local": "Muruntov",
            "country": "UZB",
            "admin1": "Navoiy Region",
            "primary_mineral": "Au",
            "status": "producing",
            "position_accuracy_km": 1.0,
            "rare_earths": False,
            "longitude": 64.57,
            "latitude": 41.5,
        },
    ],
    "deposit_minerals": [
        {"site_id": "kz-kuyrektykol", "mineral": "REE"},
        {"site_id": "kz-akbulak", "mineral": "REE"},
        {"site_id": "kz-inkai", "mineral": "U"},
        {"site_id": "kg-kutessay", "mineral": "REE"},
        {"site_id": "kg-kutessay", "mineral": "Au", "role": "by-product"},
        {"site_id": "uz-muruntau", "mineral": "Au"},
    ],
    "aliases": [
        {},
        {"name": "Күйректікөл", "language": "kk", "script": "Cyrl"},
        {"name": "Куйректыколь", "language": "ru", "script": "Cyrl"},
        {"site_id": "uz-muruntau", "name": "Мурунтов", "language": "uz-Cyrl", "script": "Cyrl"},
    ],
    "agreements": [
        {"geometry": arcs(("KAZ", "USA"))},
        {
            "agreement_id": "chn-uzb-gold",
            "title": "Purchase of a share in a gold mine",
            "instrument": "commercial-contract",
            "bindingness": "binding",
            "date_signed": "2019-04",
            "summary": "A company from China bought a share.",
            "geometry": arcs(("CHN", "UZB")),
        },
        {
            "agreement_id": "eu-kaz-roadmap",
            "title": "Roadmap on raw materials",
            "instrument": "roadmap",
            "date_signed": "",
            "summary": "The two sides planned their work.",
            "geometry": arcs(("EUU", "KAZ")),
        },
        {
            "agreement_id": "usa-kgz-kaz",
            "title": "Memorandum on a rare-earth mine",
            "date_signed": "2023/..",
            "summary": "The three sides would look for money.",
            "geometry": arcs(("USA", "KAZ"), ("USA", "KGZ")),
        },
    ],
    "agreement_parties": [
        {"agreement_id": "usa-kaz-2025", "party": "KAZ"},
        {"agreement_id": "usa-kaz-2025", "party": "USA"},
        {"agreement_id": "chn-uzb-gold", "party": "CHN"},
        {"agreement_id": "chn-uzb-gold", "party": "UZB"},
        {"agreement_id": "eu-kaz-roadmap", "party": "EUU"},
        {"agreement_id": "eu-kaz-roadmap", "party": "KAZ"},
        {"agreement_id": "usa-kgz-kaz", "party": "KAZ"},
        {"agreement_id": "usa-kgz-kaz", "party": "KGZ"},
        {"agreement_id": "usa-kgz-kaz", "party": "USA"},
    ],
    "agreement_sites": [
        {},
        {"agreement_id": "chn-uzb-gold", "site_id": "uz-muruntau", "stated_as": "Muruntau"},
        {"agreement_id": "usa-kgz-kaz", "site_id": "kg-kutessay", "stated_as": "Kutessay"},
    ],
    "agreement_minerals": [
        {"agreement_id": "usa-kaz-2025", "mineral": "REE"},
        {"agreement_id": "chn-uzb-gold", "mineral": "Au"},
        {"agreement_id": "eu-kaz-roadmap", "mineral": "U"},
        {"agreement_id": "usa-kgz-kaz", "mineral": "REE"},
    ],
    "events": [
        {},
        {
            "event_id": "tashkent-2019",
            "title": "Visit to Tashkent",
            "kind": "visit",
            "date": "2019-04-27",
            "place": "Tashkent",
            "summary": "A company bought its share.",
            "longitude": 69.24,
            "latitude": 41.3,
        },
        {
            "event_id": "talks-to-2018",
            "title": "Talks on uranium",
            "kind": "meeting",
            "date": "../2018",
            "place": "",
            "summary": "The two sides spoke for years.",
            "longitude": None,
            "latitude": None,
        },
        {
            "event_id": "almaty-2024",
            "title": "Forum in Almaty",
            "kind": "dialogue",
            "date": "2024-05",
            "place": "Almaty",
            "summary": "The forum spoke of uranium in Turkistan.",
            "longitude": 76.95,
            "latitude": 43.24,
        },
    ],
    "event_participants": [
        {"event_id": "s01", "position": 1, "party": "KAZ"},
        {"event_id": "s01", "position": 2, "party": "USA", "participant": ""},
        {"event_id": "tashkent-2019", "party": "UZB", "participant": ""},
        {"event_id": "tashkent-2019", "position": 2, "party": "CHN", "participant": ""},
        {"event_id": "talks-to-2018", "party": "CHN", "participant": ""},
        {"event_id": "almaty-2024", "party": "", "participant": "A geologist"},
        {"event_id": "almaty-2024", "position": 2, "party": "KAZ", "participant": ""},
    ],
    "event_sites": [
        {"event_id": "tashkent-2019", "site_id": "uz-muruntau", "stated_as": "Muruntau"},
        {"event_id": "talks-to-2018", "site_id": "kz-inkai", "stated_as": "Inkai"},
    ],
    "event_minerals": [
        {"event_id": "s01", "mineral": "REE"},
        {"event_id": "tashkent-2019", "mineral": "Au"},
        {"event_id": "talks-to-2018", "mineral": "U"},
        {"event_id": "almaty-2024", "mineral": "U"},
    ],
    "event_agreements": [
        {"event_id": "s01", "agreement_id": "usa-kaz-2025"},
        {"event_id": "tashkent-2019", "agreement_id": "chn-uzb-gold"},
        {"event_id": "almaty-2024", "agreement_id": "usa-kgz-kaz", "role": "discussed"},
    ],
}
"""Rows to lay over those of ``make_dataset``. Kuyrektykol is tied to the summit by a
sentence alone; Akbulak is tied to nothing and has no position. The forum in Almaty
names no site: Inkai is tied to it by region and mineral, Kutessay by an agreement."""


def small_world(make_dataset: MakeDataset, **overrides: Sequence[Row]) -> Dataset:
    """Make the dataset; tables given take the place of those above."""
    seats = [
        {**row, "seat_longitude": SEATS[row["party"]][0], "seat_latitude": SEATS[row["party"]][1]}
        for row in ROWS["parties"]
    ]
    return make_dataset(**{**ROWS, "parties": seats, **overrides})
