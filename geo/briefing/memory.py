"""Find again, in a file that a snapshot was saved to, how it was made.

No format is parsed for it. A stamp is one ASCII word: it stands as it is in pictures,
documents and pages, in one member of what is a ZIP archive, and in a row of a
GeoPackage.
"""

from __future__ import annotations

import io
import re
import sqlite3
import struct
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Final

from geo.briefing.stamp import Stamp
from geo.errors import ContractError, StoreError
from geo.store.image import open_image

LARGEST_FILE: Final = 256 * 1024 * 1024
"""Bytes beyond which a file is not looked into."""

PROPERTIES: Final = "docProps/custom.xml"
"""Member of a PPTX or XLSX file that holds the stamp."""

PACKED: Final = "memory.txt"
"""Member of a briefing pack that holds the stamp."""

LONGEST_PROPERTY: Final = 255
"""Characters of one property of an Office file; a stamp is spread over as many as it needs."""

_LARGEST_MEMBER: Final = 16 * 1024 * 1024
_LARGEST_DIRECTORY: Final = 1024 * 1024
_END: Final = struct.Struct("<4s4H2LH")
"""End of a ZIP archive's directory: APPNOTE.TXT 6.3.10, 4.3.16."""

_PROPERTY: Final = re.compile(rb"<vt:lpwstr>([^<]*)</vt:lpwstr>")


def pieces(word: str) -> list[str]:
    """Return a stamp's word in pieces that fit the properties of an Office file."""
    return [
        word[start : start + LONGEST_PROPERTY] for start in range(0, len(word), LONGEST_PROPERTY)
    ]


def load(path: Path) -> Stamp:
    """Return the stamp of a file.

    Raises
    ------
    StoreError
        If the file cannot be read.
    ContractError
        As ``read`` does.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _huge(str(path))
        return read(path.read_bytes(), str(path))
    except OSError as error:
        raise StoreError(
            f"the file cannot be read ({error.strerror})", str(path), "Give a file that is there"
        ) from error


def read(content: bytes, where: str) -> Stamp:
    """Return the stamp in the bytes of a file.

    Raises
    ------
    ContractError
        If the file is none that a snapshot was saved to, is damaged, or is larger than
        any such file.
    """
    if len(content) > LARGEST_FILE:
        raise _huge(where)
    if content.startswith(b"PK"):
        content = _member(content, where)
    elif content.startswith(b"SQLite format 3\0"):
        content = _row(content, where)
    stamp = Stamp.found(content, where)
    if stamp is None:
        raise ContractError(
            "the file is no snapshot of Orebrief, or another program has saved it anew",
            where,
            "Give a file as orebrief snapshot or the Briefing page made it",
        )
    return stamp


def _member(content: bytes, where: str) -> bytes:
    """Return what the one member of an archive that may hold a stamp says."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) < end + _END.size:
        raise _damaged(where)
    if _END.unpack_from(content, end)[5] > _LARGEST_DIRECTORY:
        raise _huge(where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {PROPERTIES, PACKED} & set(archive.namelist())
            if not names:
                return b""
            with archive.open(names.pop()) as member:
                # Bounded, whatever size the archive claims.
                text = member.read(_LARGEST_MEMBER + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError) as error:
        raise _damaged(where) from error
    if len(text) > _LARGEST_MEMBER:
        raise _huge(where)
    return b"".join(_PROPERTY.findall(text)) or text


def _row(content: bytes, where: str) -> bytes:
    """Return what a GeoPackage says of itself."""
    with closing(open_image(content, where)) as connection:
        try:
            rows = connection.execute("SELECT metadata FROM gpkg_metadata").fetchall()
        except sqlite3.DatabaseError:
            return b""
    return "\n".join(str(text) for (text,) in rows).encode()


def _huge(where: str) -> ContractError:
    return ContractError(
        "the file is larger than any snapshot of Orebrief",
        where,
        "Give a file as orebrief snapshot or the Briefing page made it",
    )


def _damaged(where: str) -> ContractError:
    return ContractError("the archive is damaged or cut off", where, "Get a fresh copy of the file")
