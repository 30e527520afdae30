"""Sites: where they are, what they hold, what they are called."""

from __future__ import annotations

from typing import Final

from geo.schema.columns import Column, Geometry, Kind, Table, key, references, text

DEPOSITS: Final = Table(
    "deposits",
    "Mineral sites of the five countries",
    (
        key("site_id", "Identifier: country and name, such as kz-kuyrektykol"),
        text("name", "Name in English", required=True),
        text("name_ru", "Name in Russian as printed; empty if no print was seen"),
        text("name_local", "Name in the state language as printed"),
        Column(
            "country",
            Kind.TEXT,
            "Country, ISO 3166-1 alpha-3",
            required=True,
            references="parties.party",
        ),
        text("admin1_code", "First-level region, ISO 3166-2"),
        text("admin1", "First-level region, Kazakhstan as of 2022"),
        Column(
            "primary_mineral",
            Kind.TEXT,
            "Mineral the site is known for; empty if no source says",
            references="minerals.mineral",
        ),
        Column("deposit_type", Kind.TEXT, "Genetic type", required=True, vocabulary="deposit_type"),
        Column("status", Kind.TEXT, "Stage of work", required=True, vocabulary="status"),
        text("status_stated", "Status in the words of the fact, with its date"),
        Column("status_as_of", Kind.EDTF, "Date the status was stated"),
        Column(
            "position_method",
            Kind.TEXT,
            "How the position is known",
            required=True,
            vocabulary="position_method",
        ),
        Column(
            "position_accuracy_km",
            Kind.REAL,
            "Radius within which the site lies",
            unit="km",
            minimum=0.0,
            maximum=500.0,
        ),
        text("position_note", "Where the position comes from, and what disagrees with it"),
        Column(
            "rare_earths", Kind.BOOLEAN, "Whether a source lists rare earths here", required=True
        ),
        text("note", "What a reader should know before quoting the row"),
        references(),
    ),
    ("site_id",),
    Geometry.POINT,
)

DEPOSIT_MINERALS: Final = Table(
    "deposit_minerals",
    "Minerals of each site",
    (
        key("site_id", "Site", "deposits.site_id"),
        Column("mineral", Kind.TEXT, "Mineral", required=True, references="minerals.mineral"),
        Column("role", Kind.TEXT, "Role of the mineral", required=True, vocabulary="mineral_role"),
    ),
    ("site_id", "mineral"),
)

STATEMENTS: Final = Table(
    "statements",
    "Facts of a site as stated, conflicting ones side by side",
    (
        key("statement_id", "Identifier"),
        key("site_id", "Site", "deposits.site_id"),
        Column("topic", Kind.TEXT, "What is stated", required=True, vocabulary="statement_topic"),
        text("subject", "What exactly is meant where it is not the whole site, such as a zone"),
        text("value", "The fact as stated, figures unchanged", required=True),
        Column(
            "reporting_system",
            Kind.TEXT,
            "System of a resource figure; figures of different systems are never added up",
            vocabulary="reporting_system",
        ),
        Column("as_of", Kind.EDTF, "Date the fact was stated for"),
        text("note", "Caution, or what contradicts it"),
        references(),
    ),
    ("statement_id",),
)

ALIASES: Final = Table(
    "aliases",
    "Names of sites in every language and script seen or derived",
    (
        key("site_id", "Site", "deposits.site_id"),
        text("name", "The name as written", required=True),
        Column("language", Kind.TEXT, "BCP 47 tag, such as kk or uz-Cyrl", required=True),
        Column("script", Kind.TEXT, "ISO 15924 code, such as Cyrl", required=True),
        Column("kind", Kind.TEXT, "Kind of name", required=True, vocabulary="alias_kind"),
        Column(
            "basis", Kind.TEXT, "Seen in print or derived", required=True, vocabulary="alias_basis"
        ),
        Column(
            "matching",
            Kind.TEXT,
            "How the name may be used to find the site in a text",
            required=True,
            vocabulary="alias_matching",
        ),
        text("also_means", "What else the name means; empty if nothing else is known"),
        text("note", "Note on the form"),
        references("Where the form was seen, or what it was derived from"),
    ),
    ("site_id", "name", "language"),
)
