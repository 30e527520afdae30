"""Where the files that ship with the program lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
"""The folder that holds ``geo``, ``data`` and ``app.py``."""

APP: Final = ROOT / "app.py"
DATA_DIR: Final = ROOT / "data"
BUILT_IN_GPKG: Final = DATA_DIR / "orebrief.gpkg"
BASEMAP_GPKG: Final = DATA_DIR / "basemap.gpkg"
RELIEF: Final = DATA_DIR / "relief.webp"
SOURCES_DIR: Final = DATA_DIR / "sources"
LINKING: Final = DATA_DIR / "linking"
"""Lists of words and endings by which names are found in texts."""

VOCABULARIES_DIR: Final = SOURCES_DIR / "vocabularies"

DATA_VARIABLE: Final = "OREBRIEF_DATA"
"""Environment variable that names the GeoPackage to show instead of the built-in one."""
