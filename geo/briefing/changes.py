"""What has changed in the data since a file was made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from geo import edtf
from geo.briefing import rows
from geo.briefing.snapshot import LONGEST_TITLE, Snapshot
from geo.briefing.stamp import Stamp
from geo.errors import ViewError
from geo.index import Index
from geo.selection import select
from geo.view import ViewState, from_query, plain

NEW: Final = "new"
CHANGED: Final = "changed"
HIDDEN: Final = "no longer shown"
GONE: Final = "gone from the data"

_SINGULAR: Final = {
    "sites": "site", "agreements": "agreement", "events": "event", "links": "link"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is not as it was.

    Attributes
    ----------
    kind
        ``site``, ``agreement``, ``event`` or ``link``.
    what
        ``NEW``, ``CHANGED``, ``HIDDEN`` or ``GONE``.
    identifier
        Key of the row; of a link that of its event or agreement, and its site's.
    name
        What a reader calls it; its identifier where the data no longer hold it.
    """

    kind: str
    what: str
    identifier: str
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file showed, laid beside what the data show now.

    Attributes
    ----------
    snapshot
        How to make the file again.
    ignored
        What of it the data do not have, one sentence each.
    same_data
        Whether the dataset is the very one that the file was made from.
    changes
        Every row that is not as it was.
    """

    snapshot: Snapshot
    ignored: tuple[str, ...]
    same_data: bool
    changes: tuple[Change, ...]

    def summary(self) -> str:
        """Return in one sentence how much has changed."""
        if self.same_data:
            return "The data are the same as when the file was made."
        if not self.changes:
            return "The data have changed since, and nothing that the file shows."
        counts = Counter((change.kind, change.what) for change in self.changes)
        told = ", ".join(
            f"{count} {kind if count == 1 else f'{kind}s'} {what}"
            for (kind, what), count in counts.items()
        )
        return f"Since the file was made: {told}."


def compare(index: Index, stamp: Stamp) -> Comparison:
    """Show the view of a stamp on a dataset, and say what is not as it was."""
    query = parse_qs(stamp.view)
    view, ignored = from_query(query, index.choices)
    snapshot, unknown = _snapshot(stamp, view)
    same = stamp.data == index.dataset.content_hash
    return Comparison(
        snapshot, (*ignored, *unknown), same, () if same else tuple(_changes(index, stamp, view))
    )


def _snapshot(stamp: Stamp, view: ViewState) -> tuple[Snapshot, list[str]]:
    """Return the snapshot of a stamp, and what of its options is not known."""
    options = stamp.options
    try:
        return Snapshot(
            view,
            **{name: options[name] for name in ("format", "paper", "extent", "names", "atlas")},
            title=options["title"],
            dpi=int(options["dpi"]),
        ), []
    except (ViewError, KeyError, ValueError):
        title = plain(options.get("title", ""))[:LONGEST_TITLE]
        return Snapshot(view, title=title), [
            "How the file was laid out is not known to this version; the usual way is taken."
        ]


def _changes(index: Index, stamp: Stamp, view: ViewState) -> list[Change]:
    now = rows.shown(index, select(index, view))
    everything = rows.every(index)
    found: list[Change] = []
    for kind, noun in _SINGULAR.items():
        then, here, there = stamp.rows.get(kind, {}), now[kind], everything[kind]
        marked = [(NEW, row) for row in here if row not in then]
        marked += [(CHANGED, row) for row in here if row in then and then[row] != here[row]]
        gone = [row for row in then if row not in here]
        marked += [(HIDDEN if row in there else GONE, row) for row in gone]
        found += [Change(noun, what, row, _name(index, kind, row)) for what, row in marked]
    return found


def _name(index: Index, kind: str, row: str) -> str:
    try:
        return _NAMES[kind](index, row)
    except KeyError:
        # Gone: only the file still knows of it.
        return plain(row)


def _site(index: Index, site_id: str) -> str:
    return str(index.site(site_id)["name"])


def _agreement(index: Index, agreement_id: str) -> str:
    return _dated(index.agreement(agreement_id), "date_signed")


def _event(index: Index, event_id: str) -> str:
    return _dated(index.event(event_id), "date")


def _link(index: Index, link: str) -> str:
    owner, _, site_id = link.partition("/")
    named = _event if owner in index.event_row else _agreement
    return f"{named(index, owner)} – {_site(index, site_id)}"


def _dated(row: dict[str, str], date: str) -> str:
    words = f" ({edtf.display(row[date])})" if edtf.is_valid(row[date]) else ""
    return f"{row['title']}{words}"


_NAMES: Final[dict[str, Callable[[Index, str], str]]] = {
    "sites": _site, "agreements": _agreement, "events": _event, rows.LINKS: _link
}  # fmt: skip
