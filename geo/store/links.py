"""Every tie between a site and an event, agreement or document, with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from geo.dataset import Dataset
from geo.judgements import standing
from geo.linking.mention import SITE
from geo.store.lookup import cited, names
from geo.vocabularies import vocabulary

COLUMNS: Final = (
    "site_id", "site", "kind", "id", "title", "date", "stated_as", "relation", "strength",
    "sentence", "sentence_from", "surface", "confidence", "reasons", "note", "sources",
)  # fmt: skip

_DATES: Final = {"event": "date", "agreement": "date_signed", "document": "date"}

_UNSPELLED: Final = {
    **dict.fromkeys(COLUMNS, ""),
    "confidence": None,
    "reasons": "The source of the row ties it to the site",
}
"""A tie that rests on the source alone: no text of ours spells a name of the site."""

Row = Mapping[Hashable, Any]


def links(dataset: Dataset) -> pd.DataFrame:
    """Return a row for each mention, and for each tie by a source without one.

    A mention means the site only where it stands: see ``geo.judgements``.
    ``stated_as`` is filled where the source itself ties the site; ``relation`` and
    ``sentence`` where a text names it. ``sources`` are cited in full.
    """
    sites, mentions = names(dataset, "deposits", "name"), dataset["mentions"]
    stands = standing(dataset)
    mentions = mentions.assign(relation=mentions["relation"].mask(stands, SITE))
    mentions = mentions[stands | (mentions["relation"] != SITE)]
    rows: list[dict[str, Any]] = []
    for kind, date in _DATES.items():
        key = f"{kind}_id"
        owners = dataset[f"{kind}s"].set_index(key)
        stated = {} if kind == "document" else _pairs(dataset[f"{kind}_sites"], key)
        spelled = _pairs(mentions[mentions[key] != ""], key)
        for owner, site in sorted({*stated, *spelled}):
            tie = stated.get((owner, site), [{}])[0]
            tied = {
                **_UNSPELLED,
                "site_id": site,
                "site": sites[site],
                "kind": kind,
                "id": owner,
                "title": owners.at[owner, "title"],
                "date": owners.at[owner, date],
                "stated_as": tie.get("stated_as", ""),
                "note": tie.get("note", ""),
                "sources": "" if kind == "document" else owners.at[owner, "sources"],
            }
            named = spelled.get((owner, site), [])
            rows += [tied | _sentence(mention) for mention in named] or [tied]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.assign(sources=cited(dataset, frame["sources"]))


def ties_site(found: pd.DataFrame) -> pd.Series[bool]:
    """Tell which links mean the site itself, not a company or a town of its name."""
    return (found["stated_as"] != "") | (found["relation"] == SITE)


def _pairs(frame: pd.DataFrame, key: str) -> dict[tuple[str, str], list[Row]]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in frame.to_dict("records"):
        found[row[key], row["site_id"]].append(row)
    return dict(found)


def _sentence(mention: Row) -> dict[str, Any]:
    origins = vocabulary("mention_field").standard
    return {
        **{
            name: mention[name]
            for name in ("relation", "strength", "sentence", "surface", "reasons")
        },
        "sentence_from": origins.get(mention["field"], mention["field"]),
        "confidence": mention["confidence"],
    }
