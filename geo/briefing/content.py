"""What a briefing says: title, words, rows and sources, whatever the format."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Final

import numpy as np

from geo import captions, edtf
from geo.briefing import rows
from geo.briefing.snapshot import Snapshot
from geo.briefing.stamp import Stamp
from geo.index import Index, Record, records
from geo.links import Links, Mask
from geo.maps.style import BASE_MAP_CREDIT, BORDER_DISCLAIMER
from geo.rules import references
from geo.schema import FIVE_COUNTRIES, MENTIONED
from geo.selection import Selection, picked, select
from geo.view import ViewState

PRINTED_HASH: Final = 12
"""Digits of the data hash that are printed; a file remembers all of them."""

_WORDS: Final = ("text", "summary", "title")
"""Fields of mentions, those first whose sentence says most to a reader."""

_IN_SOURCE: Final = "named in its source"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the table.

    Attributes
    ----------
    event_id, title
        The event.
    date
        In words, as the page shows it.
    sites
        Names of the sites shown that it names, in the language asked for.
    sentence
        One that names them, unchanged; empty where only the event's source does.
    origin
        Whose words the sentence is in, such as ``our summary``; where there is none,
        that the source names the site.
    caution
        What is not verified about the event; empty if all is.
    source
        Publisher and date of its sources.
    """

    event_id: str
    date: str
    title: str
    sites: tuple[str, ...]
    sentence: str
    origin: str
    caution: str
    source: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a page says beside its map.

    Attributes
    ----------
    title, subtitle
        Plain text on one line; the subtitle says the filters in words.
    selection
        What the view shows.
    focus
        Rows of the sites that are picked out, or that what is picked out concerns;
        empty where nothing is, and then all shown sites are meant.
    unplaced
        Number of shown sites without a position.
    site_names
        Name of every site of the dataset in the language asked for, by row; the
        English one where that is unknown.
    events
        Newest first: the event that is picked out, or those at the venue that is, else
        those that name the site, or a site of the agreement, that is, else any site shown.
    sources
        Publishers of the sites, agreements and events drawn, those with the most rows
        first, each with its number of publications; the base map's last.
    citations
        The same publications, each in full.
    disclaimer
        What the borders mean.
    data_date
        Newest date in the dataset, in words; empty if there is none.
    data_hash
        Start of the SHA-256 of the dataset's content, to be printed.
    link
        Address of the view, without its host where that is unknown.
    metadata
        What a file carries: ``Title``, ``Description``, ``Software``, and ``orebrief``,
        a word that ``Stamp.found`` finds again wherever it stands in plain bytes.
    """

    title: str
    subtitle: str
    selection: Selection
    focus: tuple[int, ...]
    unplaced: int
    site_names: tuple[str, ...]
    events: tuple[EventRow, ...]
    sources: tuple[str, ...]
    citations: tuple[str, ...]
    disclaimer: str
    data_date: str
    data_hash: str
    link: str
    metadata: dict[str, str]


def content(index: Index, snapshot: Snapshot) -> Content:
    """Return what a snapshot says; the same dataset and snapshot say the same."""
    view = snapshot.view
    selection = select(index, view)
    focus = tuple(picked(index, view))
    names = site_names(index, snapshot.names)
    events = tuple(_events(index, view, selection, focus, names))
    cited = _cited(index, view, selection, [row.event_id for row in events])
    title = snapshot.title or title_of(index, view, names)
    newest = index.dataset.newest_date
    digest = index.dataset.content_hash
    generator = f"Orebrief {version('orebrief')}"
    stamp = Stamp(
        view.to_query_string(),
        digest,
        newest,
        {
            "title": title,
            **{
                name: str(getattr(snapshot, name))
                for name in ("format", "paper", "extent", "names", "atlas", "dpi")
            },
        },
        generator,
        rows.shown(index, selection),
    )
    return Content(
        title=title,
        subtitle=" · ".join(captions.filtered(index, view)) or "All sites, agreements and events",
        selection=selection,
        focus=focus,
        unplaced=int(np.count_nonzero(selection.sites & ~index.placed)),
        site_names=names,
        events=events,
        sources=(*_publishers(index, cited), BASE_MAP_CREDIT),
        citations=(*sorted(index.sources[source]["citation"] for source in cited), BASE_MAP_CREDIT),
        disclaimer=BORDER_DISCLAIMER,
        data_date=edtf.display(newest) if newest else "",
        data_hash=digest[:PRINTED_HASH],
        link=snapshot.link,
        metadata={
            "Title": title,
            "Description": f"View {snapshot.link}; data SHA-256 {digest}",
            "Software": generator,
            "orebrief": stamp.word(),
        },
    )


def site_names(index: Index, names: str) -> tuple[str, ...]:
    """Return the name of each site in a language of ``NAMES``, else in English."""
    deposits = index.dataset["deposits"]
    column = {"en": "name", "ru": "name_ru", "local": "name_local"}[names]
    return tuple(
        asked or english for asked, english in zip(deposits[column], deposits["name"], strict=True)
    )


def title_of(index: Index, view: ViewState, names: Sequence[str]) -> str:
    """Return a title for a view that has been given none; ``names`` are those of the sites."""
    if view.site:
        return names[index.site_row[view.site]]
    if view.event:
        return str(index.event(view.event)["title"])
    if view.agreement:
        return str(index.agreement(view.agreement)["title"])
    if view.venue:
        return f"Events in {view.venue}"
    values = captions.values(index)
    minerals = [values["group"][group] for group in view.group]
    minerals += [index.mineral_name[mineral] for mineral in view.mineral]
    where = [FIVE_COUNTRIES.get(country, country) for country in view.country]
    what = _listed(minerals) or (f"“{view.q}”" if view.q else "Critical minerals")
    return f"{what} in {_listed(where) or 'Central Asia'}"


def _listed(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _events(
    index: Index,
    view: ViewState,
    selection: Selection,
    focus: tuple[int, ...],
    names: tuple[str, ...],
) -> Iterator[EventRow]:
    """Yield the events that name a site in focus, newest first."""
    meant: Mask = selection.sites
    if view.site or view.agreement or view.event:
        meant = np.isin(np.arange(len(names)), focus)
    named = _named(index)
    frame = index.dataset["events"]
    if view.event:
        wanted: Mask = (frame["event_id"] == view.event).to_numpy()
    elif view.venue:
        wanted = selection.events & (frame["place"] == view.venue).to_numpy()
    else:
        wanted = selection.events & named.tying(meant)
    mentions = _mentions(index)
    ids = index.dataset["deposits"]["site_id"].tolist()
    found = records(frame[wanted])
    found.sort(key=lambda row: edtf.sortable(row["date"]), reverse=True)
    for row in found:
        event_id = row["event_id"]
        sites = [int(site) for site in named.sites_of(index.event_row[event_id]) if meant[site]]
        said = [mention for site in sites for mention in mentions.get((event_id, ids[site]), ())]
        said.sort(key=lambda mention: (_WORDS.index(mention["field"]), mention["sentence_start"]))
        sentence, origin = "", _IN_SOURCE if sites else ""
        if said:
            sentence, origin = said[0]["sentence"], captions.ORIGINS[said[0]["field"]]
        yield EventRow(
            event_id=event_id,
            date=edtf.display(row["date"]) if edtf.is_valid(row["date"]) else "date unknown",
            title=row["title"],
            sites=tuple(names[site] for site in sorted(sites)),
            sentence=sentence,
            origin=origin,
            caution=captions.VERIFICATION[row["verification"]],
            source=_source(index, row["sources"]),
        )


def _named(index: Index) -> Links:
    """Return which events name which sites; weaker ties are for the cards, not for paper."""
    levels = [index.strengths.events[level] for level in MENTIONED]
    return replace(
        index.event_links,
        rows=np.concatenate([links.rows for links in levels]),
        sites=np.concatenate([links.sites for links in levels]),
    )


def _mentions(index: Index) -> dict[tuple[str, str], list[Record]]:
    found: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for mention in records(index.mentions[index.mentions["event_id"] != ""]):
        found[mention["event_id"], mention["site_id"]].append(mention)
    return found


def _source(index: Index, cell: str) -> str:
    """Return publisher and date of each source of a row."""
    said = []
    for source_id, _ in references(cell):
        source = index.sources.get(source_id)
        if source is None:
            said.append(source_id)
            continue
        date = source["date"]
        dated = f" ({edtf.display(date)})" if edtf.is_valid(date) else ""
        said.append(f"{source['producer']}{dated}")
    return "; ".join(dict.fromkeys(said)) or captions.FROM_MEMORY


def _cited(
    index: Index, view: ViewState, selection: Selection, events: Iterable[str]
) -> Counter[str]:
    """Return source to the number of drawn rows that cite it."""
    dataset = index.dataset
    cells = dataset["deposits"]["sources"][selection.sites].tolist()
    if "arcs" not in view.hide:
        cells += dataset["agreements"]["sources"][selection.agreements].tolist()
    event_rows = [index.event_row[event] for event in events]
    if "venues" not in view.hide:
        event_rows += np.flatnonzero(selection.events & index.held).tolist()
    cells += dataset["events"]["sources"].iloc[sorted(set(event_rows))].tolist()
    return Counter(
        source
        for cell in cells
        for source in {source for source, _ in references(cell)}
        if source in index.sources
    )


def _publishers(index: Index, cited: Counter[str]) -> list[str]:
    """Return publishers, those that most rows rest on first, with their publications."""
    weight: Counter[str] = Counter()
    publications: defaultdict[str, list[Record]] = defaultdict(list)
    for source_id, count in cited.items():
        source = index.sources[source_id]
        weight[source["producer"]] += count
        publications[source["producer"]].append(source)
    said = []
    for producer in sorted(weight, key=lambda name: (-weight[name], name)):
        several = publications[producer]
        if len(several) > 1:
            said.append(f"{producer} ({len(several)} publications)")
            continue
        title = several[0]["title"]
        said.append(f"{producer}: {title}" if title else producer)
    return said
