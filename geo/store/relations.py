"""Many-to-many relations, registered as the OGC Related Tables Extension asks.

The mapping tables are views over the join tables and the mentions, so that no
relation is stored twice and none can go stale. OGC 18-000 allows a view.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from geo.linking.mention import PUBLISH, SITE


@dataclass(frozen=True, slots=True)
class Relation:
    """One many-to-many relation.

    Parameters
    ----------
    base, related
        (table, key column) on either side.
    joined
        Table whose rows hold both keys.
    profile
        ``features`` or ``attributes``: what the related table is.
    """

    base: tuple[str, str]
    related: tuple[str, str]
    joined: str
    profile: str

    @property
    def view(self) -> str:
        """Name of the mapping view."""
        return f"related_{self.base[0]}_{self.related[0]}"


_AGREEMENTS: Final = ("agreements", "agreement_id")
_EVENTS: Final = ("events", "event_id")
_DEPOSITS: Final = ("deposits", "site_id")
_MINERALS: Final = ("minerals", "mineral")
_PARTIES: Final = ("parties", "party")

RELATIONS: Final = (
    Relation(_AGREEMENTS, _DEPOSITS, "agreement_sites", "features"),
    Relation(_AGREEMENTS, _MINERALS, "agreement_minerals", "attributes"),
    Relation(_AGREEMENTS, _PARTIES, "agreement_parties", "attributes"),
    Relation(_DEPOSITS, _MINERALS, "deposit_minerals", "attributes"),
    Relation(_EVENTS, _AGREEMENTS, "event_agreements", "features"),
    Relation(_EVENTS, _DEPOSITS, "event_sites", "features"),
    Relation(_EVENTS, _MINERALS, "event_minerals", "attributes"),
    Relation(_EVENTS, _PARTIES, "event_participants", "attributes"),
)
"""To the sites that a source ties to an agreement or event come those that its text names."""


def register(connection: sqlite3.Connection, stamp: str) -> None:
    """Create the mapping views and register each relation.

    Parameters
    ----------
    connection
        GeoPackage with its core tables and the tables of the contract.
    stamp
        Date of change, as GeoPackage writes it.

    Notes
    -----
    GDAL reads a view only if it is registered as contents and its first column
    is a whole number called ``OGC_FID``.
    """
    for relation in RELATIONS:
        connection.execute(f"CREATE VIEW {relation.view} AS {_pairs(relation)}")
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
            "last_change) VALUES (?, 'attributes', ?, ?, ?)",
            (
                relation.view,
                relation.view,
                f"Rows of {relation.base[0]} (base_id) and {relation.related[0]} (related_id)",
                stamp,
            ),
        )
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES "
            "(?, NULL, 'gpkg_related_tables', 'http://www.opengis.net/doc/IS/gpkg-rte/1.0', "
            "'read-write')",
            (relation.view,),
        )
        connection.execute(
            "INSERT INTO gpkgext_relations (base_table_name, base_primary_column, "
            "related_table_name, related_primary_column, relation_name, mapping_table_name) "
            "VALUES (?, 'fid', ?, 'fid', ?, ?)",
            (relation.base[0], relation.related[0], relation.profile, relation.view),
        )


_STANDS: Final = (
    "coalesce((SELECT d.decision FROM judgements d WHERE d.mention_id = j.mention_id "  # noqa: S608 - names from the schema
    "ORDER BY d.judged_on DESC, d.judgement_id DESC LIMIT 1), "
    f"CASE WHEN j.relation = '{SITE}' AND j.confidence >= {PUBLISH} THEN 'accept' END) = 'accept'"
)
"""What ``geo.judgements.standing`` tells, also of what another program edits."""


def _pairs(relation: Relation) -> str:
    (base, base_key), (related, related_key) = relation.base, relation.related
    ends = f"JOIN {base} b USING ({base_key}) JOIN {related} r USING ({related_key})"
    pairs = (
        "SELECT j.fid AS OGC_FID, b.fid AS base_id, r.fid AS related_id "  # noqa: S608 - names from the schema
        f"FROM {relation.joined} j {ends}"
    )
    if relation.related != _DEPOSITS:
        return pairs
    return (
        f"{pairs} UNION ALL SELECT -min(j.fid), b.fid, r.fid FROM mentions j {ends} "  # noqa: S608 - names from the schema
        f"WHERE {_STANDS} AND NOT EXISTS (SELECT 1 FROM {relation.joined} s "
        f"WHERE s.{base_key} = j.{base_key} AND s.{related_key} = j.{related_key}) "
        "GROUP BY b.fid, r.fid"
    )
