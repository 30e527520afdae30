"""What a date means, given when its text was published."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from geo import edtf
from geo.proposal.dates import FIRST_YEAR, LAST_YEAR, When

YEAR_INFERRED: Final = "year inferred from the date of publication"

_NEAR_DAYS: Final = 31
"""Without a word that says so, a date this close ahead of publication is still to come."""

_FAR_DAYS: Final = 300
"""Without a word that says so, a date is of the past if it lies no further back."""


def settled(when: When, published: str, *, future: bool) -> tuple[str, str]:
    """Return the date as EDTF, empty if it cannot be told, and why.

    Parameters
    ----------
    when
        The date as the text gives it.
    published
        EDTF date of publication; empty if unknown.
    future
        Whether its sentence speaks of what is still to come.
    """
    if when.year is not None:
        return _written(when, when.year), "The text gives the date"
    known = (
        edtf.is_valid(published)
        and "/" not in published
        and FIRST_YEAR < edtf.lower_bound(published).year < LAST_YEAR
    )
    if when.unit:
        return _counted(when, published if known else "")
    if not known or "X" in published or len(published) <= len("2025~"):
        return "", "The text gives no year, and the month of publication is not known"
    year = _nearest(when, edtf.lower_bound(published), edtf.upper_bound(published), future=future)
    if year is None:
        return "", "The text gives no year, and two are as likely"
    value = _written(when, year)
    return value, f"The text gives no year; {YEAR_INFERRED}" if value else "There is no such day"


def _nearest(when: When, first: date, last: date, *, future: bool) -> int | None:
    """Return the year that puts a date nearest to publication, on the side it belongs to."""
    past = next(year for year in range(last.year, last.year - 9, -1) if _day(when, year) <= last)
    coming = next(
        year for year in range(first.year, first.year + 9) if _last_day(when, year) >= first
    )
    if future:
        return coming
    back = (last - _day(when, past)).days
    ahead = (_day(when, coming) - first).days
    if back <= _FAR_DAYS:
        return past
    return coming if ahead <= _NEAR_DAYS else None


def _day(when: When, year: int) -> date:
    month = when.month or 1
    return date(year, month, min(when.day or 1, monthrange(year, month)[1]))


def _last_day(when: When, year: int) -> date:
    month = when.month or 12
    length = monthrange(year, month)[1]
    return date(year, month, min(when.day or length, length))


def _counted(when: When, published: str) -> tuple[str, str]:
    if not published:
        return "", "It is counted from the day of publication, which is not known"
    first, last = edtf.lower_bound(published), edtf.upper_bound(published)
    reason = "Counted from the date of publication"
    if when.unit == "day":
        if first != last:
            return "", "It is counted from the day of publication, which is not known"
        return (first + timedelta(days=when.count)).isoformat(), reason
    if first.year != last.year or (when.unit == "month" and first.month != last.month):
        return "", "It is counted from the date of publication, which is not known so closely"
    if when.unit == "month":
        months = first.year * 12 + first.month - 1 + when.count
        return f"{months // 12:04}-{months % 12 + 1:02}", reason
    value = _written(when, first.year + when.count)
    return value, f"{reason}; {YEAR_INFERRED}" if when.month else reason


def _written(when: When, year: int) -> str:
    if when.month is None:
        return f"{year:04}"
    if when.day is None:
        return f"{year:04}-{when.month:02}"
    value = f"{year:04}-{when.month:02}-{when.day:02}"
    if when.until:
        day, month = when.until
        ends = year + (month < when.month)
        value = f"{value}/{ends:04}-{month:02}-{day:02}"
    return value if edtf.is_valid(value) else ""
