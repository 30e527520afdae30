"""Find the sites that events and agreements name, by the names in the gazetteer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.dataset import Dataset
from geo.linking.gazetteer import Entry, Gazetteer, Span, Word, by_site, longest_first, words
from geo.linking.normalize import BARRIER, fold
from geo.linking.sentences import sentences
from geo.schema import MENTIONS

LISTED: Final = 0.98
"""Confidence when the row's own source ties it to the site."""

ALONE: Final = 0.95
"""Confidence when the name is known to mean nothing else."""

IN_CONTEXT: Final = 0.9
"""Confidence when the name means other things too, and a deposit word stands beside it."""

REACH: Final = 3
"""Words within which a deposit word belongs to the name: "the Akbulak rare-earth deposit"."""

DEPOSIT_WORDS: Final = frozenset(
    {
        *("deposit", "deposits", "field", "fields", "licence", "licences", "license", "mine"),
        *("mines", "mining", "ore", "orebody", "ores", "pit", "prospect", "quarry", "reserves"),
        *("site", "sites"),
    }
)
PLACE_WORDS: Final = frozenset(
    {"airport", "city", "district", "lake", "mountains", "river", "station", "town", "village"}
)
"""Right after a name, these say that it is a place."""

COMPANY_WORDS: Final = frozenset(
    {"company", "inc", "jsc", "jv", "llc", "llp", "ltd", "mmc", "plc", "u"}
)
"""Within two words after a name ("Akbulak REE Ltd", "Khorasan-U"), or ``JV`` right
before it, these say that it is a company."""

_TEXTS: Final = (("events", "event_id"), ("agreements", "agreement_id"))
_FIELDS: Final = ("title", "summary")
_DEPOSIT_WORDS: Final = frozenset(fold(word).text for word in DEPOSIT_WORDS)
_VENTURE: Final = "jv"
_PLACE_WORDS: Final = frozenset(fold(word).text for word in PLACE_WORDS)
_COMPANY_WORDS: Final = frozenset(fold(word).text for word in COMPANY_WORDS)


@dataclass(frozen=True, slots=True)
class Link:
    """A name taken for a site, how surely, and why."""

    entry: Entry
    confidence: float
    reasons: str


def mentions(dataset: Dataset) -> pd.DataFrame:
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
    gazetteer = Gazetteer(dataset["aliases"])
    rows = []
    for table, key in _TEXTS:
        frame, listed = dataset[table], _listed(dataset, table, key)
        for field in _FIELDS:
            for owner, text in zip(frame[key], frame[field], strict=True):
                rows += [
                    {**_EMPTY, **found, key: owner, "field": field}
                    for found in _found(text, gazetteer, listed[owner])
                    if listed[owner].get(str(found["site_id"])) != NOT_NAMED
                ]
    for row in rows:
        row["mention_id"] = _identifier(row)
    return pd.DataFrame(rows, columns=list(MENTIONS.names))


NOT_NAMED: Final = "[not named]"
"""Spelling in the join table of a site that the source concerns without naming it. Our
summary says so, and names it; that sentence must not pass for evidence."""

_EMPTY: Final = {"event_id": "", "agreement_id": "", "document_id": "", "relation": "site"}


def _listed(dataset: Dataset, table: str, key: str) -> defaultdict[str, dict[str, str]]:
    """Return event or agreement to its sites, each with its spelling in the source."""
    joined = dataset[f"{table.removesuffix('s')}_sites"]
    sites: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for owner, site, spelling in zip(
        joined[key], joined["site_id"], joined["stated_as"], strict=True
    ):
        sites[owner][site] = spelling
    return sites


def _found(text: str, gazetteer: Gazetteer, listed: Collection[str]) -> Iterator[dict[str, object]]:
    spelled = words(text)
    bounds = sentences(text)
    for span in longest_first(gazetteer.spans(spelled)):
        start, end = spelled[span.first].start, spelled[span.last - 1].end
        sentence_start = max(first for first, _ in bounds if first <= start)
        sentence_end = min(last for _, last in bounds if last >= end)
        for link in links(span, spelled, text, listed):
            yield {
                "site_id": link.entry.site_id,
                "sentence": text[sentence_start:sentence_end],
                "sentence_start": sentence_start,
                "start": start,
                "end": end,
                "surface": text[start:end],
                "alias": link.entry.alias,
                "confidence": link.confidence,
                "reasons": link.reasons,
            }


def links(span: Span, spelled: Sequence[Word], text: str, listed: Collection[str]) -> list[Link]:
    """Decide which sites a name stands for.

    A name that several sites bear means those that the row's source lists, or
    none; a name that must not be matched, or that its neighbours make a place
    or a company, means none.

    Parameters
    ----------
    span
        The name.
    spelled, text
        Folded words of the text it stands in, and the text as written.
    listed
        Sites that the source of the event or agreement ties to it.
    """
    surface = text[spelled[span.first].start : spelled[span.last - 1].end]
    entries = [entry for entry in by_site(span.entries, surface) if entry.matching != "never"]
    if not entries or _is_place_or_company(span, spelled):
        return []
    named = [entry for entry in entries if entry.site_id in listed]
    if named:
        reason = f"The text spells “{surface}”, and the source of this row names the site"
        return [Link(entry, LISTED, reason) for entry in named]
    if len(entries) > 1:
        return []
    entry = entries[0]
    if entry.matching == "alone":
        reason = f"The text spells “{surface}”, a name known to mean this site only"
        return [Link(entry, ALONE, reason)]
    word = _deposit_word(span, spelled)
    if word is None:
        return []
    beside = text[word.start : word.end]
    reason = f"The text spells “{surface}”, which has other meanings too, beside “{beside}”"
    return [Link(entry, IN_CONTEXT, reason)]


def _is_place_or_company(span: Span, spelled: Sequence[Word]) -> bool:
    before = spelled[span.first - 1].text if span.first else ""
    after = [word.text for word in spelled[span.last : span.last + 2]]
    if after[:1] == [BARRIER]:
        after = []
    return (
        before == _VENTURE
        or not _PLACE_WORDS.isdisjoint(after[:1])
        or not _COMPANY_WORDS.isdisjoint(after)
    )


def _deposit_word(span: Span, spelled: Sequence[Word]) -> Word | None:
    before = spelled[max(0, span.first - REACH) : span.first]
    after = spelled[span.last : span.last + REACH]
    return next((word for word in [*after, *before] if word.text in _DEPOSIT_WORDS), None)


def _identifier(row: dict[str, object]) -> str:
    parts = ("site_id", "event_id", "agreement_id", "document_id", "field", "start", "sentence")
    whole = "\x1f".join(str(row[part]) for part in parts)
    return f"m-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
