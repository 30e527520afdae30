"""Mentions as rows of the table ``mentions``."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from geo.dataset import Dataset
from geo.linking.engine import Linker
from geo.linking.mention import Mention
from geo.schema import MENTIONS, NOT_NAMED

OWN_WORDS: Final = "sentence"
"""Strength of a mention in a title or a summary: they are the event's own words."""

ORDINARY: Final = "other"
"""Relation of words that only look like a name; nobody wants them in a dataset."""

_TEXTS: Final = (("events", "event_id"), ("agreements", "agreement_id"))
_FIELDS: Final = ("title", "summary")
_IDENTITY: Final = (
    "site_id", "event_id", "agreement_id", "document_id", "field", "start", "sentence",
)  # fmt: skip


def row(mention: Mention, field: str, strength: str = "", **owner: str) -> dict[str, Any]:
    """Return the row of a mention.

    The identifier follows from site, text and place, so that linking the text again
    finds what people have decided on it.

    Parameters
    ----------
    mention
        What was found.
    field
        Key of the vocabulary ``mention_field``.
    strength
        Key of the vocabulary ``strength``, or empty.
    owner
        ``event_id``, ``agreement_id`` or ``document_id`` of the text.
    """
    made: dict[str, Any] = {
        "site_id": mention.site_id,
        "event_id": "",
        "agreement_id": "",
        "document_id": "",
        **owner,
        "field": field,
        "sentence": mention.sentence,
        "sentence_start": mention.sentence_start,
        "start": mention.start,
        "end": mention.end,
        "strength": strength,
        "surface": mention.surface,
        "alias": mention.alias,
        "relation": mention.relation,
        "confidence": mention.confidence,
        "reasons": "; ".join(mention.reasons) or "the name is known to mean this site only",
    }
    whole = "\x1f".join(str(made[part]) for part in _IDENTITY)
    return {"mention_id": f"m-{hashlib.sha256(whole.encode()).hexdigest()[:16]}", **made}


def own_mentions(dataset: Dataset) -> pd.DataFrame:
    """Return the mentions of sites in the titles and summaries of events and agreements.

    Parameters
    ----------
    dataset
        With aliases and the join tables that tie events and agreements to sites.

    Returns
    -------
    DataFrame
        Columns of the table ``mentions``; offsets in code points of the field.
    """
    linker = Linker(dataset)
    rows = [
        found
        for table, key in _TEXTS
        for field in _FIELDS
        for found in _in_column(dataset, linker, (table, key, field))
    ]
    return pd.DataFrame(rows, columns=list(MENTIONS.names))


def _in_column(
    dataset: Dataset, linker: Linker, column: tuple[str, str, str]
) -> Iterator[dict[str, Any]]:
    table, key, field = column
    frame, listed = dataset[table], _listed(dataset, table, key)
    for owner, text in zip(frame[key], frame[field], strict=True):
        spellings = listed[owner]
        for mention in linker.find(text, list(spellings)):
            unnamed = spellings.get(mention.site_id) == NOT_NAMED
            if not unnamed and mention.relation != ORDINARY:
                yield row(mention, field, OWN_WORDS, **{key: owner})


def _listed(dataset: Dataset, table: str, key: str) -> defaultdict[str, dict[str, str]]:
    """Return event or agreement to its sites, each with its spelling in the source."""
    joined = dataset[f"{table.removesuffix('s')}_sites"]
    sites: defaultdict[str, dict[str, str]] = defaultdict(dict)
    columns = (joined[name] for name in (key, "site_id", "stated_as"))
    for owner, site, spelling in zip(*columns, strict=True):
        sites[owner][site] = spelling
    return sites
