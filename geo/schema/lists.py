"""Code lists: minerals, critical lists, parties, sources."""

from __future__ import annotations

from typing import Final

from geo.schema.columns import Column, Kind, Table, key, references, text

MINERALS: Final = Table(
    "minerals",
    "Code list of minerals",
    (
        text("mineral", "Symbol or short code", required=True),
        text("name_en", "Name in English", required=True),
        text("name_ru", "Name in Russian"),
        text("name_kk", "Name in Kazakh"),
        Column(
            "mineral_group",
            Kind.TEXT,
            "Group that gives the colour on the map",
            required=True,
            vocabulary="mineral_group",
        ),
    ),
    ("mineral",),
)

CRITICAL_LISTS: Final = Table(
    "critical_lists",
    "Which mineral stands on which list of critical minerals",
    (
        Column("mineral", Kind.TEXT, "Mineral", required=True, references="minerals.mineral"),
        text("issuer", "Who issued the list", required=True),
        Column("year", Kind.INTEGER, "Year of the list", required=True, minimum=2000, maximum=2100),
        text("listed_as", "Wording of the list", required=True),
        references(),
    ),
    ("mineral", "issuer", "year"),
)

PARTIES: Final = Table(
    "parties",
    "States and organisations that sign, meet or hold a site",
    (
        Column("party", Kind.TEXT, "ISO 3166-1 alpha-3, or EUU, EBRD, EDB", required=True),
        text("name_en", "Name in English", required=True),
        text("name_ru", "Name in Russian"),
        Column("kind", Kind.TEXT, "State or organisation", required=True, vocabulary="party_kind"),
        text("seat", "Capital or seat, the end of its arcs", required=True),
        Column(
            "seat_longitude",
            Kind.REAL,
            "Longitude of the seat",
            required=True,
            unit="degrees east",
            minimum=-180,
            maximum=180,
        ),
        Column(
            "seat_latitude",
            Kind.REAL,
            "Latitude of the seat",
            required=True,
            unit="degrees north",
            minimum=-90,
            maximum=90,
        ),
        references(),
    ),
    ("party",),
)

SOURCES: Final = Table(
    "sources",
    "Publications that the rows rest on",
    (
        key("source_id", "Identifier"),
        text("producer", "Publisher or agency", required=True),
        text("title", "Title, or a description in brackets"),
        text("version", "Edition or release"),
        Column("date", Kind.EDTF, "Date of publication"),
        text("address", "Web address or DOI"),
        Column("accessed", Kind.EDTF, "Date it was read"),
        text("licence", "Licence, or the terms its facts are used under", required=True),
        text("citation", "Full citation", required=True),
    ),
    ("source_id",),
)
