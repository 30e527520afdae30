"""Agreements and events: who, what, when, and about which sites."""

from __future__ import annotations

from typing import Final

from geo.schema.columns import VERIFICATION, Column, Geometry, Kind, Table, key, references, text

NOT_NAMED: Final = "[not named]"
"""Spelling of a site that the source concerns without naming it."""

AGREEMENTS: Final = Table(
    "agreements",
    "Agreements, contracts and understandings on minerals",
    (
        key("agreement_id", "Identifier"),
        text("title", "Title in our words unless it is the official one", required=True),
        Column("instrument", Kind.TEXT, "Instrument", required=True, vocabulary="instrument"),
        Column(
            "bindingness",
            Kind.TEXT,
            "How far the instrument binds, read from its kind",
            required=True,
            vocabulary="bindingness",
        ),
        Column("date_signed", Kind.EDTF, "Date of signing; empty if no source gives one"),
        text("date_note", "What the date rests on where it is not the signing day"),
        Column(
            "status", Kind.TEXT, "Status last seen", required=True, vocabulary="agreement_status"
        ),
        text("status_stated", "Status in words"),
        Column(
            "parent_id",
            Kind.SLUG,
            "Agreement that this one carries out",
            references="agreements.agreement_id",
        ),
        text("summary", "Summary in our own words", required=True),
        text("sites_note", "Places named that are not sites of this dataset"),
        text("source_title", "Title of the main source, as printed or [described]"),
        VERIFICATION,
        Column("sources", Kind.REFERENCES, "Sources; empty for rows from memory"),
    ),
    ("agreement_id",),
    Geometry.MULTILINESTRING,
)

AGREEMENT_PARTIES: Final = Table(
    "agreement_parties",
    "Who signed",
    (
        key("agreement_id", "Agreement", "agreements.agreement_id"),
        Column("party", Kind.TEXT, "Party", required=True, references="parties.party"),
    ),
    ("agreement_id", "party"),
)

AGREEMENT_SITES: Final = Table(
    "agreement_sites",
    "Sites that an agreement concerns, according to its source",
    (
        key("agreement_id", "Agreement", "agreements.agreement_id"),
        key("site_id", "Site", "deposits.site_id"),
        text("stated_as", "Spelling in the source", required=True),
        text("note", "How the site is concerned where it is not the subject"),
    ),
    ("agreement_id", "site_id"),
)

AGREEMENT_MINERALS: Final = Table(
    "agreement_minerals",
    "Minerals that an agreement concerns",
    (
        key("agreement_id", "Agreement", "agreements.agreement_id"),
        Column("mineral", Kind.TEXT, "Mineral", required=True, references="minerals.mineral"),
    ),
    ("agreement_id", "mineral"),
)

EVENTS: Final = Table(
    "events",
    "Meetings, visits, calls, speeches, signings and rulings about minerals",
    (
        key("event_id", "Identifier"),
        text("title", "Title in our words", required=True),
        Column("kind", Kind.TEXT, "Kind of event", required=True, vocabulary="event_kind"),
        text("plover", "PLOVER event type, empty where none fits"),
        Column("date", Kind.EDTF, "Date", required=True),
        text("date_note", "What the date rests on where it is not the day of the event"),
        text("place", "Venue as stated; empty if not stated"),
        text("summary", "Summary in our own words", required=True),
        text("sites_note", "Places named that are not sites of this dataset"),
        VERIFICATION,
        references(),
    ),
    ("event_id",),
    Geometry.POINT,
)

EVENT_PARTICIPANTS: Final = Table(
    "event_participants",
    "Who took part",
    (
        key("event_id", "Event", "events.event_id"),
        Column(
            "position", Kind.INTEGER, "Order in the source", required=True, minimum=1, maximum=99
        ),
        text("participant", "Person or body; empty where only the country is known"),
        Column("party", Kind.TEXT, "State or organisation", references="parties.party"),
    ),
    ("event_id", "position"),
)

EVENT_SITES: Final = Table(
    "event_sites",
    "Sites that an event concerns; [not named] as spelling where its source does not name one",
    (
        key("event_id", "Event", "events.event_id"),
        key("site_id", "Site", "deposits.site_id"),
        text("stated_as", "Spelling in the source", required=True),
        text("note", "How the site is concerned where the source does not name it"),
    ),
    ("event_id", "site_id"),
)

EVENT_MINERALS: Final = Table(
    "event_minerals",
    "Minerals that an event concerns",
    (
        key("event_id", "Event", "events.event_id"),
        Column("mineral", Kind.TEXT, "Mineral", required=True, references="minerals.mineral"),
    ),
    ("event_id", "mineral"),
)

EVENT_AGREEMENTS: Final = Table(
    "event_agreements",
    "Agreements signed, announced or discussed at an event",
    (
        key("event_id", "Event", "events.event_id"),
        key("agreement_id", "Agreement", "agreements.agreement_id"),
        Column("role", Kind.TEXT, "What happened to it", required=True, vocabulary="event_role"),
    ),
    ("event_id", "agreement_id"),
)
