"""Geometries as GeoPackage stores them: a short header, then WKB.

OGC 12-128r18, GeoPackage Encoding Standard 1.3.1, clause 2.1.3.
"""

from __future__ import annotations

import struct
from typing import Any, Final

import shapely

SRS_ID: Final = 4326
_HEADER: Final = struct.Struct("<2sBBi")
_LITTLE_ENDIAN: Final = 1
_ENVELOPE_DOUBLES: Final = (0, 4, 6, 6, 8)


def encode(geometry: Any) -> bytes | None:
    """Return the GeoPackage blob of a shapely geometry in EPSG:4326; ``None`` of ``None``."""
    if geometry is None:
        return None
    header = _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN, SRS_ID)
    return header + bytes(shapely.to_wkb(geometry, byte_order=1))


def decode(blob: object) -> Any:
    """Return the shapely geometry of a GeoPackage blob.

    ``None`` and an empty point give ``None``. Heights are dropped.

    Raises
    ------
    ValueError
        If the blob is not a GeoPackage geometry.
    """
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < _HEADER.size or blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    envelope = blob[3] >> 1 & 0b111
    if envelope >= len(_ENVELOPE_DOUBLES):
        raise ValueError("no GeoPackage geometry")
    try:
        geometry = shapely.from_wkb(blob[_HEADER.size + 8 * _ENVELOPE_DOUBLES[envelope] :])
    except shapely.errors.ShapelyError as error:
        raise ValueError("no GeoPackage geometry") from error
    return None if geometry.is_empty else shapely.force_2d(geometry)
