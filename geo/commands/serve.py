"""``orebrief serve``: a GeoPackage in the browser."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from geo.locations import APP, BUILT_IN_GPKG, DATA_VARIABLE
from geo.store import gpkg

_LAST_PORT: Final = 65535


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
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


def _serve(options: argparse.Namespace) -> int:
    gpkg.read(options.file)
    command = [sys.executable, "-m", "streamlit", "run", str(APP), f"--server.port={options.port}"]
    environment = {**os.environ, DATA_VARIABLE: str(options.file.resolve())}
    return subprocess.run(command, env=environment, cwd=APP.parent, check=False).returncode  # noqa: S603 - a list, no shell


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and {_LAST_PORT}")
