"""Dates as EDTF level 1: days, months, years, approximate ones and intervals.

Read: ``2025-11-06``, ``2025-10``, ``2023``; one of ``~`` about, ``?`` uncertain,
``%`` both, after any of them; ``202X``, ``2025-XX`` and ``2025-10-XX``
for what is not known; ``2024/2026-06``, and an interval with an unknown (empty) or
open (``..``) end. Seasons, years beyond four digits and times are not used here.
Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019,
https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

_DATE: Final = re.compile(
    r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<quality>[~?%]?)",
    re.ASCII,
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_OPEN: Final = {"": ("{} or earlier", "{} or later"), "..": ("until {}", "from {}")}
_QUALITIES: Final = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


def is_valid(text: str) -> bool:
    """Tell whether a text is a date that this module reads."""
    try:
        _bounds(text)
    except ValueError:
        return False
    return True


def lower_bound(text: str) -> date:
    """Return the first day that a date can mean; ``ValueError`` if it is none."""
    return _bounds(text)[0]


def upper_bound(text: str) -> date:
    """Return the last day that a date can mean; ``ValueError`` if it is none."""
    return _bounds(text)[1]


def sortable(text: str) -> date:
    """Return the first day that a date can mean, the earliest of all for no date."""
    return lower_bound(text) if is_valid(text) else date.min


def display(text: str) -> str:
    """Return a date in English words; ``ValueError`` if it is none."""
    _bounds(text)
    if "/" not in text:
        return _words(text)
    start, end = text.split("/")
    if start in _OPEN:
        return _OPEN[start][0].format(_words(end))
    if end in _OPEN:
        return _OPEN[end][1].format(_words(start))
    return f"{_words(start)} to {_words(end)}"


@lru_cache(maxsize=8192)
def _bounds(text: str) -> tuple[date, date]:
    if "/" not in text:
        return _date_bounds(text)
    ends = text.split("/")
    known = [end for end in ends if end not in _OPEN]
    if len(ends) != 2 or not known:  # noqa: PLR2004 - two ends
        raise ValueError(text)
    lower = _date_bounds(ends[0])[0] if ends[0] in known else date.min
    upper = _date_bounds(ends[1])[1] if ends[1] in known else date.max
    if lower > upper:
        raise ValueError(text)
    return lower, upper


def _date_bounds(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match["year"], match["month"], match["day"]
    known_year, known_month = "X" not in year, month not in {None, "XX"}
    if (month and not known_year) or (day and day != "XX" and not known_month):
        raise ValueError(text)
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    first_month, last_month = (int(month), int(month)) if known_month else (1, 12)
    lower = date(first_year, first_month, 1)
    upper = date(last_year, last_month, monthrange(last_year, last_month)[1])
    if day and day != "XX":
        lower = upper = date(first_year, first_month, int(day))
    return lower, upper


def _words(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match["year"], match["month"], match["day"]
    parts = [year.replace("X", "0") + "s" if "X" in year else year]
    if month and month != "XX":
        parts.insert(0, _MONTHS[int(month) - 1])
        if day and day != "XX":
            parts.insert(0, str(int(day)))
    return _QUALITIES[match["quality"]].format(" ".join(parts))
