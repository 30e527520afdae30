from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import edtf


@pytest.mark.parametrize(
    ("text", "lower", "upper", "display"),
    [
        ("2025-11-06", date(2025, 11, 6), date(2025, 11, 6), "6 November 2025"),
        ("2025-10", date(2025, 10, 1), date(2025, 10, 31), "October 2025"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
        ("2025-03~", date(2025, 3, 1), date(2025, 3, 31), "about March 2025"),
        ("2025?", date(2025, 1, 1), date(2025, 12, 31), "2025 (uncertain)"),
        ("2025%", date(2025, 1, 1), date(2025, 12, 31), "about 2025 (uncertain)"),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), "2020s"),
        ("2025-XX", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("2025-10-XX", date(2025, 10, 1), date(2025, 10, 31), "October 2025"),
        ("2024/2026-06", date(2024, 1, 1), date(2026, 6, 30), "2024 to June 2026"),
        ("/2026", date.min, date(2026, 12, 31), "2026 or earlier"),
        ("2024/", date(2024, 1, 1), date.max, "2024 or later"),
        ("../2026", date.min, date(2026, 12, 31), "until 2026"),
        ("2024/..", date(2024, 1, 1), date.max, "from 2024"),
    ],
)
def test_dates_have_bounds_and_words(text: str, lower: date, upper: date, display: str):
    assert edtf.is_valid(text)
    assert (edtf.lower_bound(text), edtf.upper_bound(text)) == (lower, upper)
    assert edtf.display(text) == display


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "../..", "2025-3", "2025-13", "2025-02-30", "2025-00", "0000", "20XX"),
        *("202X-05", "2025-XX-05", "2025/2024", "2025/2026/2027", "6 November 2025"),
        *("2025-11-06T10:00", "٢٠٢٥", "2025 ", "2025\n", "~2025", "-2025"),
    ],
)
def test_anything_else_is_no_date(text: str):
    assert not edtf.is_valid(text)
    with pytest.raises(ValueError, match=r"^"):
        edtf.lower_bound(text)
    with pytest.raises(ValueError, match=r"^"):
        edtf.display(text)


@given(st.dates())
def test_every_day_is_a_date_and_its_own_bounds(day: date):
    assert edtf.lower_bound(day.isoformat()) == day == edtf.upper_bound(day.isoformat())


@given(st.text(alphabet="0123456789-/X~?%.", max_size=12))
def test_bounds_are_in_order_wherever_there_are_any(text: str):
    if edtf.is_valid(text):
        assert edtf.lower_bound(text) <= edtf.upper_bound(text)
        assert edtf.display(text)
