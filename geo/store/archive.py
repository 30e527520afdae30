"""ZIP archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest date that a ZIP archive knows; a clock would change the bytes."""

_PACKED: Final = (".png", ".pptx", ".xlsx", ".pdf")
"""Files that are compressed already."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files, by name, as a ZIP archive in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            stored = name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix everywhere, or the bytes tell the machine.
            entry.external_attr = 0o644 << 16
            made.writestr(entry, content)
    return buffer.getvalue()


def undated(content: bytes) -> bytes:
    """Return an archive that another library made, without the time it was made at."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return archive({entry.filename: made.read(entry) for entry in made.infolist()})
