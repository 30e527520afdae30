"""Cells of CSV files that no spreadsheet takes for a formula."""

from __future__ import annotations

from typing import Final

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell of a CSV file for a formula: OWASP, CSV
Injection, https://owasp.org/www-community/attacks/CSV_Injection"""


def csv_cell(value: object) -> object:
    """Return what to write for a value: a text that would be a formula gets an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
