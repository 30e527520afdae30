"""``orebrief validate``: every problem of a GeoPackage."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.store import gpkg
from geo.validate import validate


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    validator = commands.add_parser("validate", help="report every problem of a GeoPackage")
    validator.add_argument("file", type=Path, metavar="FILE", help="GeoPackage to check")
    validator.set_defaults(command=_validate)


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
