"""What was found in which text: one row a mention, as JSON lines, CSV or text to read."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TextIO

from geo.linking.mention import SITE, Mention
from geo.report import printable
from geo.store.cells import csv_cell

Row = dict[str, Any]
"""A mention with its document; the keys are ``COLUMNS``."""

COLUMNS: Final = (
    "document",
    "site_id",
    "name",
    "surface",
    "start",
    "end",
    "relation",
    "confidence",
    "sentence",
    "reasons",
    "alias",
    "sentence_start",
)

_LONE_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LINE_ENDS: Final = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Line ends to some readers, so they are escaped where a line is a row."""


def row(document: str, mention: Mention) -> Row:
    """Return the row of a mention.

    Half a surrogate pair, which a file name or an escape in JSON can hold and no
    file can, becomes U+FFFD: the length of a text stays what it is.
    """
    return {
        "document": storable(document),
        "site_id": mention.site_id,
        "name": mention.name,
        "surface": storable(mention.surface),
        "start": mention.start,
        "end": mention.end,
        "relation": mention.relation,
        "confidence": float(mention.confidence),
        "sentence": storable(mention.sentence),
        "reasons": [storable(reason) for reason in mention.reasons],
        "alias": mention.alias,
        "sentence_start": mention.sentence_start,
    }


def storable(text: str) -> str:
    """Return a text that UTF-8 can hold, of the same length."""
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


def shown(rows: Iterable[Row], minimum: float, *, every_relation: bool) -> Iterator[Row]:
    """Keep the rows of a confidence or more; of the relation ``site`` only, if not told else."""
    for found in rows:
        if found["confidence"] >= minimum and (every_relation or found["relation"] == SITE):
            yield found


def write_jsonl(rows: Iterable[Row], file: TextIO) -> None:
    """Write one JSON object a line."""
    file.writelines(
        json.dumps(found, ensure_ascii=False).translate(_LINE_ENDS) + "\n" for found in rows
    )


def write_csv(rows: Iterable[Row], file: TextIO) -> None:
    """Write a header and one record a row; reasons are joined, no cell is a formula."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for found in rows:
        cells = {**found, "reasons": "; ".join(found["reasons"])}
        writer.writerow([csv_cell(cells[column]) for column in COLUMNS])


def write_text(rows: Iterable[Row], file: TextIO) -> None:
    """Write to be read: document by document, each name marked in its sentence."""
    document = None
    for found in rows:
        if found["document"] != document:
            file.write(f"{'' if document is None else chr(10)}{_line(found['document'])}\n")
            document = found["document"]
        first = found["start"] - found["sentence_start"]
        last = found["end"] - found["sentence_start"]
        sentence = found["sentence"]
        marked = f"{sentence[:first]}**{sentence[first:last]}**{sentence[last:]}"
        heading = f"{found['name']} ({found['site_id']}), {found['relation']}"
        file.write(f"\n  {_line(heading)}, {found['confidence']:.2f}\n")
        file.write(f"    {_line(marked)}\n")
        file.writelines(f"    - {_line(reason)}\n" for reason in found["reasons"])


def _line(text: str) -> str:
    """Return a text on one line that cannot drive a terminal."""
    return printable(" ".join(text.split()))


WRITERS: Final[Mapping[str, Callable[[Iterable[Row], TextIO], None]]] = MappingProxyType(
    {"jsonl": write_jsonl, "csv": write_csv, "text": write_text}
)
