"""The words for filters, values and evidence, the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo.index import Index
from geo.maps import style
from geo.schema import FIVE_COUNTRIES
from geo.view import EVIDENCE, ViewState

FILTERS: Final[dict[str, str]] = {
    "q": "Search",
    "group": "Mineral group",
    "mineral": "Mineral",
    "country": "Country",
    "status": "Status",
    "partner": "Partner",
    "instrument": "Instrument",
    "evidence": "Diplomatic evidence",
    "since": "Period",
    "until": "Period",
}
"""Parameter of a view to its name."""

ORIGINS: Final = {"title": "our title", "summary": "our summary", "text": "a text you added"}
"""Field of a mention to whose words its sentence is in."""

VERIFICATION: Final = {
    "verified": "",
    "date-from-memory": "Date from memory",
    "date-inferred": "Date inferred",
    "from-memory": "From memory, unverified",
}
"""How far a row was verified to the warning that belongs beside it."""

FROM_MEMORY: Final = "from memory: no source was read"
"""What stands in place of the sources of a row without any."""


_NEAR_ONE: Final = 0.995


def confidence(value: float) -> str:
    """Return a confidence as words; rounded up to 1.00 it would read as certainty."""
    return f"{value:.2f}" if value < _NEAR_ONE else "above 0.99"


def label(value: str) -> str:
    """Return a value of a closed vocabulary as words."""
    return value.replace("-", " ").capitalize()


def values(index: Index) -> dict[str, Mapping[str, str]]:
    """Return filter to value to its name; a value that is not in it is told by ``label``."""
    return {
        "group": style.GROUP_LABELS,
        "mineral": index.mineral_name,
        "country": FIVE_COUNTRIES,
        "status": {name: symbol.label for name, symbol in style.STATUS_SYMBOLS.items()},
        "partner": index.party_name,
        "instrument": {},
        "evidence": EVIDENCE,
    }


def filtered(index: Index, view: ViewState) -> list[str]:
    """Return what a view filters by, one text for each filter, in the order of the page."""
    said = [f"Search: “{view.q}”"] if view.q else []
    for name, names in values(index).items():
        chosen = [names.get(value) or label(value) for value in getattr(view, name)]
        if chosen:
            said.append(f"{FILTERS[name]}: {' or '.join(chosen)}")
    if view.since or view.until:
        ends = {"from": view.since, "until": view.until}
        period = " ".join(f"{word} {year}" for word, year in ends.items() if year)
        said.append(f"Events and agreements {period}")
    return said
