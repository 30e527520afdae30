"""``orebrief import``: files of the product from public datasets."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.locations import BASEMAP_GPKG, RELIEF
from geo.sources.natural_earth import build_basemap


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    importer = commands.add_parser("import", help="make the base map from a public dataset")
    datasets = importer.add_subparsers(title="datasets", required=True, metavar="DATASET")
    natural_earth = datasets.add_parser(
        "natural-earth", help="make data/basemap.gpkg and the relief picture from Natural Earth"
    )
    natural_earth.add_argument(
        "folder", type=Path, metavar="DIR", help="folder that holds Natural Earth's files"
    )
    natural_earth.set_defaults(command=_import_natural_earth)


def _import_natural_earth(options: argparse.Namespace) -> int:
    build_basemap(options.folder, BASEMAP_GPKG, RELIEF)
    print(f"{BASEMAP_GPKG} and {RELIEF.name} are made.")
    return 0
