"""What was found in a text, as rows of the table ``mentions``."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from geo.evidence.event import Event
from geo.evidence.text import Text
from geo.index import Record
from geo.linking.mention import Mention
from geo.schema import MENTIONED

FIELD: Final = "text"
"""The column of ``documents`` that these mentions stand in."""

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_SENTENCE, _PARAGRAPH, _DOCUMENT = range(3)
"""Positions in ``MENTIONED``, the strongest first."""


def rows(text: Text, found: Iterable[Mention]) -> list[Record]:
    """Return a row for each mention, in order of place; none belongs to an event yet.

    The identifier follows from site, text and place, so that linking the text
    again finds what people have decided on it.
    """
    document = text.document_id
    made: dict[str, Record] = {}
    for mention in sorted(found, key=lambda one: (one.start, -one.end, one.site_id)):
        row: Record = {
            "site_id": mention.site_id,
            "event_id": "",
            "agreement_id": "",
            "document_id": document,
            "field": FIELD,
            "sentence": mention.sentence,
            "sentence_start": mention.sentence_start,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "alias": mention.alias,
            "relation": mention.relation,
            "confidence": mention.confidence,
            "reasons": "; ".join(mention.reasons),
            "strength": "",
        }
        made.setdefault(_identifier(row), row)
    return [{"mention_id": identifier, **row} for identifier, row in made.items()]


def tied(text: Text, found: Iterable[Record], events: Sequence[Event]) -> list[Record]:
    """Return the mentions, each with the event it is evidence for, if any.

    That is the nearest event that its site was confirmed for: one told in the
    same sentence, else in the same paragraph, else elsewhere in the text.
    """
    breaks = [blank.start() for blank in _BLANK_LINE.finditer(text.text)]
    of_site: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        for site in event.sites:
            of_site[site].append(event)
    return [_tied(row, of_site[row["site_id"]], breaks) for row in found]


def _tied(row: Record, events: Sequence[Event], breaks: Sequence[int]) -> Record:
    nearness = [
        (_level(row, told, breaks), abs(told - row["start"]), at)
        for at, event in enumerate(events)
        for told in event.told
    ]
    # An event that was added by hand is told nowhere in particular.
    nearness += [(_DOCUMENT, len(events), at) for at, event in enumerate(events) if not event.told]
    if not nearness:
        return {**row, "event_id": "", "strength": ""}
    level, _, at = min(nearness)
    return {**row, "event_id": events[at].event_id, "strength": MENTIONED[level]}


def _level(row: Record, told: int, breaks: Sequence[int]) -> int:
    start = row["sentence_start"]
    if start <= told < start + len(row["sentence"]):
        return _SENTENCE
    same = bisect_left(breaks, told) == bisect_left(breaks, row["start"])
    return _PARAGRAPH if same else _DOCUMENT


def _identifier(row: Record) -> str:
    parts = ("site_id", "event_id", "agreement_id", "document_id", "field", "start", "sentence")
    whole = "\x1f".join(str(row[part]) for part in parts)
    return f"m-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
