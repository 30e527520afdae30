"""The files that a reader can take away: GeoJSON, CSV, XLSX, GeoPackage.

The same content gives the same bytes, and no cell is ever a formula.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import shapely
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from geo.dataset import Dataset
from geo.maps.style import BORDER_DISCLAIMER
from geo.store.archive import EPOCH, archive
from geo.store.cells import csv_cell
from geo.store.gpkg import write
from geo.store.tables import LICENCE, about, flat

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
    return archive({name: text.encode("utf-8-sig") for name, text in files.items()})


def xlsx(
    dataset: Dataset,
    title: str = "Orebrief",
    notes: Sequence[str] = (),
    properties: Sequence[str] = (),
) -> bytes:
    """Return the flat tables as the sheets of a workbook, the notes on them last.

    Text is always text. Only an ``http`` or ``https`` address of a source is a
    link.

    Parameters
    ----------
    dataset
        What the tables hold.
    title
        Title of the workbook.
    notes
        What is to be said before the notes on the tables.
    properties
        Texts of at most 255 characters that the file carries unseen.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": EPOCH.replace(tzinfo=None)})
        for number, text in enumerate(properties, start=1):
            book.set_custom_property(f"orebrief {number}", text, "text")
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
        sheet = book.add_worksheet("about")
        sheet.set_column(0, 0, 120, book.add_format({"text_wrap": True, "valign": "top"}))
        for row, line in enumerate([*notes, *about(dataset)]):
            sheet.write_string(row, 0, line[:_LONGEST_CELL])
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
        writer.writerow([csv_cell(value) for value in row])
    return buffer.getvalue()


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
