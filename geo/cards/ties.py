"""What ties a site to events and agreements, in groups by how strongly it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from geo import edtf, markup
from geo.cards import evidence, parts
from geo.index import Index, Record, records
from geo.links import Links, Rows
from geo.schema import MENTIONED, NOT_NAMED
from geo.strength import AGREEMENT, REGION

Kind = Literal["event", "agreement"]
"""What stands on the other side of a site."""

_DATES: Final = {"event": "date", "agreement": "date_signed"}

_NAMING: Final = "naming"
"""In place of a level: any at which a text names the site."""

_OTHERWISE: Final = "otherwise"
"""In place of a level: the source of the row ties it to a site that it does not name."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An event, agreement or site at the other end of a tie.

    Attributes
    ----------
    kind, identifier
        Which it is; ``site`` is a kind too.
    name
        Its name or title, plain.
    html
        What it is, and what the tie rests on.
    """

    kind: str
    identifier: str
    name: str
    html: str


@dataclass(frozen=True, slots=True)
class Group:
    """Ties of one strength; groups are never counted together.

    Attributes
    ----------
    title
        What they have in common.
    ties
        Events and agreements newest first, sites in order of their name.
    named
        Whether a text names the site.
    """

    title: str
    ties: tuple[Tie, ...]
    named: bool

    @property
    def heading(self) -> str:
        """The title, and how many there are."""
        return f"{self.title} ({len(self.ties)})"


_OF_SITE: Final[Mapping[Kind, Mapping[str, str]]] = {
    "event": {
        _NAMING: "Events that name it",
        AGREEMENT: "Events whose agreement names it",
        REGION: "Events about its region and mineral",
        _OTHERWISE: "Events tied to it otherwise",
    },
    "agreement": {
        _NAMING: "Agreements that name it",
        _OTHERWISE: "Agreements tied to it otherwise",
    },
}
_OF_ROW: Final[Mapping[Kind, Mapping[str, str]]] = {
    "event": {
        _NAMING: "Sites it names",
        AGREEMENT: "Sites that its agreements name",
        REGION: "Sites of a region and mineral it speaks of",
        _OTHERWISE: "Sites it is tied to otherwise",
    },
    "agreement": {
        _NAMING: "Sites it names",
        _OTHERWISE: "Sites it is tied to otherwise",
    },
}
"""Levels to the title of their group, strongest first."""


def of_site(index: Index, site_id: str, kind: Kind) -> list[Group]:
    """Return the events or agreements of a site, strongest first.

    A group without ties is left out, but for the first.
    """
    key, site = f"{kind}_id", index.site_row[site_id]
    grounds = _Grounds(index, kind, "site_id", site_id)

    def ties(level: str) -> Iterator[Tie]:
        rows = _at(index, kind, level, lambda links: links.rows_of(site))
        found = records(index.dataset[f"{kind}s"].iloc[rows])
        for row in sorted(found, key=lambda row: edtf.sortable(row[_DATES[kind]]), reverse=True):
            html = (
                parts.summary_line(row, kind)
                + grounds.html(level, row[key], site_id)
                + evidence.sources(row["sources"], index.sources)
            )
            yield Tie(kind, row[key], row["title"], html)

    return _groups(_OF_SITE[kind], ties)


def of_row(index: Index, kind: Kind, identifier: str) -> list[Group]:
    """Return the sites of an event or agreement, strongest first.

    A group without ties is left out, but for the first.
    """
    row = (index.event_row if kind == "event" else index.agreement_row)[identifier]
    grounds = _Grounds(index, kind, f"{kind}_id", identifier)

    def ties(level: str) -> Iterator[Tie]:
        rows = _at(index, kind, level, lambda links: links.sites_of(row))
        for site in records(index.dataset["deposits"].iloc[rows].sort_values("name")):
            name = f"<b>{markup.text(site['name'])}</b>"
            html = name + grounds.html(level, identifier, site["site_id"])
            yield Tie("site", site["site_id"], site["name"], html)

    return _groups(_OF_ROW[kind], ties)


def texts(index: Index, site_id: str) -> list[str]:
    """Return as HTML the texts of a user that name a site and are of no event."""
    mentions = index.mentions
    mine = (mentions["site_id"] == site_id) & (mentions["strength"] == "")
    by_text: defaultdict[str, list[Record]] = defaultdict(list)
    for mention in records(mentions[mine]):
        by_text[mention["document_id"]].append(mention)
    return [
        parts.document_line(index, document) + evidence.sentences(named)
        for document, named in by_text.items()
    ]


def _groups(titles: Mapping[str, str], ties: Callable[[str], Iterable[Tie]]) -> list[Group]:
    groups = [
        Group(title, tuple(ties(level)), named=level == _NAMING) for level, title in titles.items()
    ]
    return [group for group in groups if group.ties or group.named]


def _at(index: Index, kind: Kind, level: str, side: Callable[[Links], Rows]) -> Rows:
    """Return the rows at the other end of the ties of a level."""
    event = kind == "event"
    levels = index.strengths.events if event else index.strengths.agreements
    named = np.concatenate([side(levels[one]) for one in MENTIONED])
    if level == _NAMING:
        return named
    if level != _OTHERWISE:
        return side(levels[level])
    every = side(index.event_links if event else index.agreement_links)
    return np.setdiff1d(every, np.concatenate([named, *(side(links) for links in levels.values())]))


class _Grounds:
    """What the ties of one site, event or agreement rest on."""

    def __init__(self, index: Index, kind: Kind, column: str, identifier: str) -> None:
        self._index, self._kind = index, kind
        key = f"{kind}_id"
        self._mentions: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
        for mention in records(index.mentions[index.mentions[column] == identifier]):
            self._mentions[mention[key], mention["site_id"]].append(mention)
        stated = index.dataset[f"{kind}_sites"]
        self._stated = {
            (row[key], row["site_id"]): row for row in records(stated[stated[column] == identifier])
        }

    def html(self, level: str, owner: str, site_id: str) -> str:
        """Return why an event or agreement is tied to a site, as HTML."""
        mentions = self._mentions[owner, site_id]
        stated = self._stated.get((owner, site_id), {"stated_as": NOT_NAMED, "note": ""})
        if level == _NAMING and not mentions:
            why = (
                f"Named in the source of the {self._kind}, which spells it "
                f"“{stated['stated_as']}”; our own words do not name it."
            )
        else:
            why = self._index.strengths.why(level, site_id, owner)
        return evidence.sentences(mentions) + evidence.note(why) + evidence.note(stated["note"])
