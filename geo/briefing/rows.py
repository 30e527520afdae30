"""What a view shows, row by row, each with a short hash of its content."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np

from geo.dataset import lines
from geo.index import Index
from geo.links import Mask
from geo.schema import table
from geo.selection import Selection

KINDS: Final = {
    "sites": ("deposits", "site_id", ("deposit_minerals", "statements")),
    "agreements": ("agreements", "agreement_id", ("agreement_parties", "agreement_minerals")),
    "events": ("events", "event_id", ("event_participants", "event_minerals", "event_agreements")),
}
"""Kind of row to its table, its key, and the tables whose rows are part of it."""

LINKS: Final = "links"
"""Ties of an event or agreement to a site: ``event_id/site_id``."""

_DIGITS: Final = 8
"""Hexadecimal digits of a hash: of four thousand changed rows one in a million is missed."""

Rows = dict[str, dict[str, str]]
"""``sites``, ``agreements``, ``events`` and ``links`` to identifier to hash."""


def shown(index: Index, selection: Selection) -> Rows:
    """Return the rows that a selection holds, and the links between them."""
    masks = (selection.sites, selection.agreements, selection.events)
    found = every(index)
    kept = {kind: _where(found[kind], mask) for kind, mask in zip(KINDS, masks, strict=True)}
    owners = {*kept["agreements"], *kept["events"]}
    kept[LINKS] = {
        link: digest
        for link, digest in found[LINKS].items()
        if link.partition("/")[0] in owners and link.partition("/")[2] in kept["sites"]
    }
    return kept


def _where(hashes: dict[str, str], mask: Mask) -> dict[str, str]:
    """Pick from hashes in the order of a layer's rows."""
    ids = list(hashes)
    return {ids[row]: hashes[ids[row]] for row in np.flatnonzero(mask)}


def every(index: Index) -> Rows:
    """Return every row of a dataset; worked out once for each."""
    found: Rows | None = index.kept.get("row-hashes")
    if found is None:
        found = {kind: _hashes(index, *declared) for kind, declared in KINDS.items()}
        found[LINKS] = _links(index)
        index.kept["row-hashes"] = found
    return found


def _hashes(index: Index, name: str, key: str, parts: tuple[str, ...]) -> dict[str, str]:
    told: defaultdict[str, list[str]] = defaultdict(list)
    for source in (name, *parts):
        frame = index.dataset[source]
        for identifier, line in zip(frame[key], lines(frame, table(source)), strict=True):
            told[identifier].append(line)
    return {identifier: _digest(told[identifier]) for identifier in index.dataset[name][key]}


def _links(index: Index) -> dict[str, str]:
    told: defaultdict[str, list[str]] = defaultdict(list)
    for link, line in _tied(index):
        told[link].append(line)
    return {link: _digest(sorted(told[link])) for link in sorted(told)}


def _tied(index: Index) -> Iterator[tuple[str, str]]:
    for name, key in (
        ("event_sites", "event_id"),
        ("agreement_sites", "agreement_id"),
        ("mentions", "event_id"),
        ("mentions", "agreement_id"),
    ):
        frame = index.dataset[name]
        if name == "mentions":
            frame = index.mentions[index.mentions[key] != ""]
        told = lines(frame, table(name))
        for owner, site, line in zip(frame[key], frame["site_id"], told, strict=True):
            yield f"{owner}/{site}", line


def _digest(told: list[str]) -> str:
    return hashlib.sha256("".join(told).encode()).hexdigest()[:_DIGITS]
