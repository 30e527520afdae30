"""``orebrief build``: the GeoPackage from the curated files."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.locations import BUILT_IN_GPKG, SOURCES_DIR
from geo.sources.build import build

_COUNTED = ("deposits", "agreements", "events", "mentions", "sources")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    builder = commands.add_parser("build", help="build the GeoPackage from the curated files")
    builder.add_argument(
        "--sources",
        type=Path,
        default=SOURCES_DIR,
        metavar="DIR",
        help="folder of the curated CSV files (default: data/sources)",
    )
    builder.add_argument(
        "--output",
        type=Path,
        default=BUILT_IN_GPKG,
        metavar="FILE",
        help="GeoPackage to write (default: data/orebrief.gpkg)",
    )
    builder.set_defaults(command=_build)


def _build(options: argparse.Namespace) -> int:
    dataset = build(options.sources, options.output)
    counts = ", ".join(f"{len(dataset[table])} {table}" for table in _COUNTED)
    print(f"{options.output}: {counts}.")
    return 0
