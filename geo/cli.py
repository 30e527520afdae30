"""The command ``orebrief``: one module of ``geo.commands`` for each of its commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from geo.errors import OrebriefError

COMMANDS: Final = {
    "build": "build",
    "validate": "check",
    "link": "link",
    "mine-aliases": "mine",
    "snapshot": "snapshot",
    "serve": "serve",
    "import": "natural_earth",
}
"""Command to the module that holds it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; an error is a message, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(given[0] if given else "").parse_args(given)
    try:
        code: int = options.command(options)
    except OrebriefError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return code


def parser(chosen: str = "") -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Parameters
    ----------
    chosen
        The command that will be parsed: only its module is loaded, since those of
        the others cost a second and a hundred megabytes. All are, where it is none.
    """
    root = argparse.ArgumentParser(
        prog="orebrief",
        description="Central Asian mineral sites, agreements and diplomatic events on one map.",
    )
    commands = root.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        if chosen == name or chosen not in COMMANDS:
            import_module(f"geo.commands.{module}").add(commands)
    return root
