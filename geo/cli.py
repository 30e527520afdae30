"""The command ``orebrief``: build, validate, import, serve."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.errors import OrebriefError
from geo.locations import (
    APP,
    BASEMAP_GPKG,
    BUILT_IN_GPKG,
    DATA_VARIABLE,
    RELIEF,
    SOURCES_DIR,
)
from geo.sources.build import build
from geo.sources.natural_earth import build_basemap
from geo.store import gpkg
from geo.validate import validate


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; an error is a message, never a traceback."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except OrebriefError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    root = argparse.ArgumentParser(
        prog="orebrief",
        description="Central Asian mineral sites, agreements and diplomatic events on one map.",
    )
    commands = root.add_subparsers(title="commands", required=True, metavar="COMMAND")

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

    validator = commands.add_parser("validate", help="report every problem of a GeoPackage")
    validator.add_argument("file", type=Path, metavar="FILE", help="GeoPackage to check")
    validator.set_defaults(command=_validate)

    importer = commands.add_parser("import", help="make the base map from a public dataset")
    datasets = importer.add_subparsers(title="datasets", required=True, metavar="DATASET")
    natural_earth = datasets.add_parser(
        "natural-earth", help="make data/basemap.gpkg and the relief picture from Natural Earth"
    )
    natural_earth.add_argument(
        "folder", type=Path, metavar="DIR", help="folder that holds Natural Earth's files"
    )
    natural_earth.set_defaults(command=_import_natural_earth)

    server = commands.add_parser("serve", help="show a GeoPackage in the browser")
    server.add_argument(
        "file",
        type=Path,
        nargs="?",
        default=BUILT_IN_GPKG,
        metavar="FILE",
        help="GeoPackage to show (default: data/orebrief.gpkg)",
    )
    server.add_argument(
        "--port", type=_port, default=8501, help="port of the page on this machine (default: 8501)"
    )
    server.set_defaults(command=_serve)
    return root


def _build(options: argparse.Namespace) -> int:
    dataset = build(options.sources, options.output)
    counted = ("deposits", "agreements", "events", "mentions", "sources")
    counts = ", ".join(f"{len(dataset[table])} {table}" for table in counted)
    print(f"{options.output}: {counts}.")
    return 0


def _validate(options: argparse.Namespace) -> int:
    dataset = gpkg.read(options.file)
    report = validate(dataset)
    for warning in dataset.warnings:
        print(warning, file=sys.stderr)
    if report.ok:
        print(f"{options.file}: no problem found in {len(dataset.deposits)} deposits.")
        return 0
    print(report)
    return 1


def _import_natural_earth(options: argparse.Namespace) -> int:
    build_basemap(options.folder, BASEMAP_GPKG, RELIEF)
    print(f"{BASEMAP_GPKG} and {RELIEF.name} are made.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    gpkg.read(options.file)
    command = [sys.executable, "-m", "streamlit", "run", str(APP), f"--server.port={options.port}"]
    environment = {**os.environ, DATA_VARIABLE: str(options.file.resolve())}
    return subprocess.run(command, env=environment, cwd=APP.parent, check=False).returncode  # noqa: S603 - a list, no shell


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:  # noqa: PLR2004 - TCP ports
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and 65535")
