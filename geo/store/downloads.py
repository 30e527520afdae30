"""The files that a reader can take away: GeoJSON, CSV, XLSX, GeoPackage.

The same content gives the same bytes, and no cell is ever a formula.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pandas as pd
import shapely
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from geo.dataset import Dataset
from geo.maps.style import BORDER_DISCLAIMER
from geo.store.gpkg import write
from geo.store.tables import LICENCE, about, flat

_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest date that a ZIP archive knows; a clock would change the bytes."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell of a CSV file for a formula: OWASP, CSV
Injection, https://owasp.org/www-community/attacks/CSV_Injection"""

_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+\S*")

_LONGEST_CELL: Final = 32_767
_LONGEST_ADDRESS: Final = 2_079
_WIDEST: Final = 60
_PER_LETTER: Final = 1.1


def geojson(dataset: Dataset) -> bytes:
    """Return the sites as GeoJSON (RFC 7946), longitude first.

    A site without a published position has a null geometry. Properties are flat.
    """
    sites = flat(dataset)["sites"]
    features = [
        {
            "type": "Feature",
            "id": properties["site_id"],
            "geometry": None if point is None else shapely.geometry.mapping(point),
            "properties": properties,
        }
        for properties, point in zip(
            sites.to_dict("records"), dataset.deposits.geometry, strict=True
        )
    ]
    collection = {
        "type": "FeatureCollection",
        "name": "Orebrief sites",
        "content_sha256": dataset.content_hash,
        "licence": LICENCE,
        "borders": BORDER_DISCLAIMER,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1).encode()


def csv_zip(dataset: Dataset) -> bytes:
    """Return the flat tables as CSV files in a ZIP archive, with a README.

    They begin with a byte order mark, without which Excel misreads Cyrillic. A
    text that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    readme = [
        *about(dataset),
        (
            "Text that begins with = + - @ or a control character has an apostrophe before it, so "
            "that no spreadsheet takes it for a formula."
        ),
    ]
    files = {"README.txt": "\r\n\r\n".join(readme) + "\r\n"}
    files |= {f"{name}.csv": _csv(frame) for name, frame in flat(dataset).items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix everywhere, or the bytes tell the machine.
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8-sig"))
    return buffer.getvalue()


def xlsx(dataset: Dataset) -> bytes:
    """Return the flat tables as the sheets of a workbook, the notes on them last.

    Text is always text. Only an ``http`` or ``https`` address of a source is a
    link.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "Orebrief", "created": _EPOCH.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, frame in flat(dataset).items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            for at, (column, cells) in enumerate(frame.items()):
                sheet.set_column(at, at, _width(str(column), cells))
                sheet.write_string(0, at, str(column), bold)
                for row, value in enumerate(cells, start=1):
                    _write_cell(sheet, row, at, value)
            if len(frame):
                sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        notes = book.add_worksheet("about")
        notes.set_column(0, 0, 120, book.add_format({"text_wrap": True, "valign": "top"}))
        for row, line in enumerate(about(dataset)):
            notes.write_string(row, 0, line[:_LONGEST_CELL])
    return buffer.getvalue()


def gpkg(dataset: Dataset) -> bytes:
    """Return the dataset as a GeoPackage with styles and relations.

    Raises
    ------
    ContractError
        If the dataset breaks a rule that the file itself enforces.
    StoreError
        If there is no room for a temporary file.
    """
    with tempfile.TemporaryDirectory(prefix="orebrief-") as folder:
        path = Path(folder, "orebrief.gpkg")
        write(dataset, path)
        return path.read_bytes()


def _csv(frame: pd.DataFrame) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([_csv_cell(value) for value in row])
    return buffer.getvalue()


def _csv_cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _write_cell(sheet: Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, str):
        if _WEB_ADDRESS.fullmatch(value) and len(value) <= _LONGEST_ADDRESS:
            sheet.write_url(row, column, value, string=value)
        else:
            sheet.write_string(row, column, value[:_LONGEST_CELL])


def _width(name: str, cells: Iterable[object]) -> float:
    longest = max([len(name), *(len(str(cell)) for cell in cells if cell is not None)])
    return min(longest * _PER_LETTER + 2, _WIDEST)
