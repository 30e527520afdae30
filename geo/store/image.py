"""The bytes of a SQLite file: what they are, and what they may lack."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from geo.errors import StoreError

_HEADER_LENGTH: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
_WAL: Final = 2
_APPLICATION_IDS: Final = frozenset({b"GPKG", b"GP10", b"GP11"})
_GIVE_COPY: Final = "Get a fresh copy of the file, or make one with orebrief build"
_CLOSE: Final = "Close the program that has it open (QGIS writes it then) and open or copy it again"


def load(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of a GeoPackage, ready to be opened in memory, and warnings.

    A file in WAL mode is set to plain mode in the returned bytes only: SQLite
    cannot open a WAL database in memory. Its committed pages are complete; rows
    that stand in the ``-wal`` file alone are not in them, and the warning says so.

    Raises
    ------
    StoreError
        If the file is missing, unreadable, empty, truncated, not SQLite, or
        SQLite but not a GeoPackage.
    """
    where = str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError("there is no such file", where, "Check the path") from error
    except OSError as error:
        raise StoreError(
            f"the file cannot be read ({error.strerror})", where, "Give a GeoPackage you may read"
        ) from error
    if not content:
        raise StoreError("the file is empty", where, _GIVE_COPY)
    if not content.startswith(_MAGIC):
        raise StoreError(
            "the file is not a GeoPackage; it does not begin like a SQLite file",
            where,
            "Give a .gpkg file",
        )
    if len(content) < _HEADER_LENGTH or len(content) < _stated_length(content):
        raise StoreError(
            f"the file is cut off after {len(content)} bytes",
            where,
            _GIVE_COPY,
        )
    if content[68:72] not in _APPLICATION_IDS:
        raise StoreError(
            "the file is a SQLite database but not a GeoPackage",
            where,
            "Give a file that is marked as a GeoPackage",
        )
    if _WAL not in content[18:20]:
        return content, ()
    return content[:18] + b"\x01\x01" + content[20:], (_wal_warning(path),)


def open_image(content: bytes, where: str) -> sqlite3.Connection:
    """Open the bytes of a database in memory: private, and never written back.

    Raises
    ------
    StoreError
        If SQLite finds the database damaged.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        connection.close()
        raise StoreError(f"the file is damaged ({error})", where, _GIVE_COPY) from error
    if verdict != "ok":
        connection.close()
        raise StoreError(f"the file is damaged ({verdict})", where, _GIVE_COPY)
    return connection


def has_pending_edits(path: Path) -> bool:
    """Tell whether a ``-wal`` file with rows lies beside the file."""
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _wal_warning(path: Path) -> str:
    if has_pending_edits(path):
        return (
            f"{path.name}: rows in {path.name}-wal beside it are not in the file and not shown. "
            f"{_CLOSE}."
        )
    return (
        f"{path.name}: the file was copied or left while a program had it open; "
        f"the latest edits may be missing. {_CLOSE}."
    )


def _stated_length(content: bytes) -> int:
    page = int.from_bytes(content[16:18], "big")
    pages = int.from_bytes(content[28:32], "big")
    return (65536 if page == 1 else page) * pages
