"""What a reader has chosen to see, and its one spelling as a URL query."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final
from urllib.parse import urlencode

MAX_TEXT: Final = 200
"""Longest search text; longer ones are no name of a site, event or agreement."""

MAX_SHOWN: Final = 40
"""Characters of a bad value that a message repeats."""

MAX_BAD: Final = 3
"""Bad values of one parameter that are named; the rest are counted."""

MAX_NAMED: Final = 12
"""Most known values that a message lists."""

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

EVIDENCE: Final[dict[str, str]] = {
    "event": "Named in an event",
    "sentence": "Named in event's sentence",
    "paragraph": "Named in event's paragraph",
    "document": "Named in event's document",
    "agreement": "Named in an agreement",
    "region": "Event on region and mineral",
    "none": "Named in neither",
}
"""How a site can be tied to diplomacy. ``event`` stands for the three levels below it;
``region`` names no site and counts for none of the others. The levels are those of the
vocabulary ``strength``, but that a site has ``agreement`` whether an event is tied to the
agreement or not."""

LAYERS: Final[dict[str, str]] = {
    "relief": "Relief",
    "halos": "Halos of approximate positions",
    "arcs": "Agreement arcs",
    "venues": "Event venues",
}
"""Layers beside the sites; all are drawn unless a view hides them."""

GAPS: Final[dict[str, str]] = {
    "sites": "Sites in no agreement",
    "agreements": "Agreements that name no site",
}
"""What is missing on either side; ``sites`` stands where a view names none."""

TILES: Final[dict[str, str]] = {"osm": "OpenStreetMap (needs internet)"}
"""Online base maps, off unless asked for, always above the built-in one."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """Filters, selection and layers of a page, a link or a ``--view``.

    Empty means "all" in every filter. Several values of one filter widen it;
    different filters narrow each other.

    Attributes
    ----------
    q
        Free text; case, accents, script and transliteration do not matter.
    group, mineral
        Mineral groups and mineral codes that a site holds in any role.
    country, status
        ISO 3166-1 alpha-3 codes and stages of work.
    partner, instrument
        Parties beside the five countries, and instruments of agreements.
    evidence
        Keys of ``EVIDENCE``.
    since, until
        First and last year of events and agreements, both included.
    site, event, agreement, venue
        What is selected, by identifier; ``venue`` is a place name.
    gap
        Key of ``GAPS``: which list of the page of gaps is open.
    hide
        Keys of ``LAYERS`` that are not drawn.
    tiles
        Key of ``TILES``, or empty.
    """

    q: str = ""
    group: tuple[str, ...] = ()
    mineral: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    site: str = ""
    event: str = ""
    agreement: str = ""
    venue: str = ""
    gap: str = ""
    hide: tuple[str, ...] = ()
    tiles: str = ""

    def to_query(self) -> dict[str, list[str]]:
        """Return the query parameters; what is empty is left out."""
        query: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,)
            texts = [str(item) for item in values if item not in ("", None)]
            if texts:
                query[field.name] = texts
        return query

    def to_query_string(self) -> str:
        """Return the query string of a link, without its question mark."""
        return urlencode(self.to_query(), doseq=True)

    @property
    def filters(self) -> dict[str, list[str]]:
        """The parameters that narrow what is shown, by name."""
        return {name: values for name, values in self.to_query().items() if name in FILTERS}

    def without(self, *names: str) -> ViewState:
        """Return the view with the named parameters emptied."""
        empty = ViewState()
        return replace(self, **{name: getattr(empty, name) for name in names})


FILTERS: Final = (
    "q",
    "group",
    "mineral",
    "country",
    "status",
    "partner",
    "instrument",
    "evidence",
    "since",
    "until",
)
"""Parameters that narrow what is shown, in the order of the page."""

SELECTIONS: Final = ("site", "event", "agreement", "venue")
"""Parameters that pick one thing out; at most one is set."""

_YEARS: Final = ("since", "until")
_SEVERAL: Final = tuple(
    field.name for field in fields(ViewState) if isinstance(getattr(ViewState(), field.name), tuple)
)
"""Parameters that take several values."""

_FIXED: Final[Mapping[str, Collection[str]]] = {
    "evidence": EVIDENCE,
    "gap": GAPS,
    "hide": LAYERS,
    "tiles": TILES,
}


def from_query(
    query: Mapping[str, Iterable[str]], choices: Mapping[str, Collection[str]]
) -> tuple[ViewState, list[str]]:
    """Read query parameters and say what could not be used.

    Parameters
    ----------
    query
        Parameter name to its values, decoded.
    choices
        Parameter name to the values that exist in the dataset, for every filter
        and selection with a closed set of values.

    Returns
    -------
    The view made of all that is valid, and one sentence for each value that was
    ignored. No value raises.
    """
    known = {**choices, **_FIXED}
    kept: dict[str, object] = {}
    ignored: list[str] = []
    names = [field.name for field in fields(ViewState)]
    for name, raw in query.items():
        values = [value for value in dict.fromkeys(raw) if value != ""]
        if name not in names:
            ignored.append(_unknown("parameter", name, names))
        elif values:
            value, remarks = _read(name, values, known.get(name, ()))
            ignored += remarks
            if value is not None:
                kept[name] = value
    view = ViewState(**kept)  # type: ignore[arg-type]  # built from checked names and types
    if view.since and view.until and view.since > view.until:
        ignored.append(f"The period {view.since} to {view.until} ends before it begins.")
        view = view.without("since", "until")
    chosen = [name for name in SELECTIONS if getattr(view, name)]
    if len(chosen) > 1:
        ignored.append(f"Only one thing can be selected: the {chosen[0]} was kept.")
    return view.without(*chosen[1:]), ignored


def _read(name: str, values: list[str], allowed: Collection[str]) -> tuple[object, list[str]]:
    """Return the value of one parameter, ``None`` if there is none, and what was ignored."""
    if name == "q":
        text = plain(" ".join(values))
        cut = [f"The search text was cut to its first {MAX_TEXT} characters."]
        return text[:MAX_TEXT], cut if len(text) > MAX_TEXT else []
    if name in _YEARS:
        year = _year(values)
        given = _shown(", ".join(values))
        bad = f"{name} '{given}' is not one year from {FIRST_YEAR} to {LAST_YEAR}, such as 2025."
        return year, [] if year else [bad]
    good = tuple(value for value in values if value in allowed)
    unknown = [value for value in values if value not in allowed]
    ignored = [_unknown(name, value, allowed) for value in unknown[:MAX_BAD]]
    if len(unknown) > MAX_BAD:
        ignored.append(f"{len(unknown) - MAX_BAD} more unknown values of {name}.")
    if name in _SEVERAL:
        return good, ignored
    if len(good) > 1:
        ignored.append(f"Only one {name} can be chosen: '{_shown(good[0])}' was kept.")
    return "".join(good[:1]), ignored


def _year(values: list[str]) -> int | None:
    if len(values) != 1 or not re.fullmatch(r"[0-9]{4}", values[0]):
        return None
    year = int(values[0])
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def plain(text: str) -> str:
    """Return a text on one line, without controls and direction marks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _shown(value: str) -> str:
    text = plain(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _unknown(what: str, value: str, allowed: Collection[str]) -> str:
    by_folded = {option.casefold(): option for option in allowed}
    close = difflib.get_close_matches(value[:MAX_SHOWN].casefold(), by_folded, n=1, cutoff=0.6)
    hint = f"; did you mean '{by_folded[close[0]]}'?" if close else "."
    if not close and 0 < len(allowed) <= MAX_NAMED:
        hint = f". Known: {', '.join(sorted(allowed))}."
    return f"{what} '{_shown(value)}' is not known{hint}"
