"""``orebrief snapshot``: save a view as a file, or say how a file was made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from geo import files
from geo.briefing import memory
from geo.briefing.changes import compare
from geo.briefing.snapshot import (
    ATLASES,
    EXTENTS,
    FORMATS,
    HIGHEST_DPI,
    LOWEST_DPI,
    NAMES,
    PAPERS_MM,
    Snapshot,
)
from geo.errors import ViewError
from geo.index import Index
from geo.locations import BUILT_IN_GPKG
from geo.maps.export import formats
from geo.maps.export.one_page import Progress
from geo.report import printable
from geo.showable import showable
from geo.view import ViewState, from_query

_BAR: Final = 40
"""Characters of a full progress bar."""

_MOST_LISTED: Final = 200
"""Changes that are printed; the rest are counted."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "snapshot",
        help="save a view as a picture, document, slide, page, tables or all of them",
        description=(
            "Save a view as a file that can go into a briefing, or, with --inspect, say how such "
            "a file was made and what has changed in the data since."
        ),
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--output", type=Path, metavar="FILE", help="file to write")
    what.add_argument(
        "--inspect",
        type=Path,
        metavar="FILE",
        help="file to tell the view and data of, and what has changed since",
    )
    parser.add_argument(
        "--view",
        default="",
        metavar="QUERY",
        help="what to show: all that follows ? in the page's address (default: everything)",
    )
    _add_choice(parser, "format", "kind of file (default: by the ending of FILE)", FORMATS)
    _add_choice(
        parser, "paper", "size (default: a4-landscape, of a slide slide-16x9)", tuple(PAPERS_MM)
    )
    parser.add_argument(
        "--title", default="", metavar="TEXT", help="title (default: made from the view)"
    )
    _add_choice(parser, "names", "language of the sites' names (default: en)", NAMES)
    parser.add_argument(
        "--extent",
        default="selection",
        metavar="EXTENT",
        help=(
            f"what the map frames: {', '.join(EXTENTS)}, or west,south,east,north in degrees "
            "(default: selection); write --extent=-1,2,3,4 where it begins with a minus"
        ),
    )
    _add_choice(
        parser,
        "atlas",
        "a page for each of these, in a PDF or in the PDF of a ZIP (default: one page)",
        tuple(filter(None, ATLASES)),
    )
    parser.add_argument(
        "--dpi",
        type=int,
        default=200,
        metavar="N",
        help=f"dots per inch of pictures, {LOWEST_DPI} to {HIGHEST_DPI} (default: 200)",
    )
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="address of the page, to be printed before the view's link (default: none)",
    )
    parser.add_argument(
        "--gpkg",
        type=Path,
        default=BUILT_IN_GPKG,
        metavar="FILE",
        help="GeoPackage to show (default: data/orebrief.gpkg)",
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.set_defaults(command=snapshot)


def _add_choice(
    parser: argparse.ArgumentParser,
    name: str,
    words: str,
    choices: tuple[str, ...] | dict[str, str],
) -> None:
    # Checked by Snapshot, whose message the page shows too.
    parser.add_argument(
        f"--{name}",
        default="",
        metavar=name.upper(),
        help=f"{words}; one of {', '.join(choices)}",
    )


def snapshot(options: argparse.Namespace) -> int:
    """Save a snapshot, or inspect one."""
    return _inspect(options) if options.inspect else _save(options)


def _save(options: argparse.Namespace) -> int:
    path: Path = options.output
    ending = options.format or path.suffix.lower().removeprefix(".")
    wanted = Snapshot(
        format=ending,
        paper=options.paper or ("slide-16x9" if ending == "pptx" else "a4-landscape"),
        title=options.title,
        extent=options.extent,
        names=options.names or "en",
        atlas=options.atlas,
        dpi=options.dpi,
        address=options.base_url,
    )
    files.check(path, replace=options.force)
    index = _index(options.gpkg)
    wanted = wanted.showing(_view(index, options.view))
    files.write(path, formats.snapshot(index, wanted, _progress()), replace=options.force)
    print(f"{path}: {FORMATS[ending]}, {wanted.link}")
    return 0


def _inspect(options: argparse.Namespace) -> int:
    stamp = memory.load(options.inspect)
    compared = compare(_index(options.gpkg), stamp)
    print(f"Title: {printable(stamp.options.get('title', ''))}")
    print(f"View: /?{printable(stamp.view)}")
    print(f"Data: SHA-256 {printable(stamp.data)}, newest date {printable(stamp.data_date)}")
    print(f"Made by: {printable(stamp.generator)}")
    for name in ("format", "paper", "extent", "names", "atlas", "dpi"):
        print(f"{name.capitalize()}: {printable(stamp.options.get(name, '')) or '-'}")
    for sentence in compared.ignored:
        print(printable(sentence))
    print(compared.summary())
    for change in compared.changes[:_MOST_LISTED]:
        print(f"  {change.kind} {change.what}: {printable(change.name)}")
    if len(compared.changes) > _MOST_LISTED:
        print(f"  {len(compared.changes) - _MOST_LISTED} more")
    return 0


def _index(path: Path) -> Index:
    dataset = showable(path)
    for warning in dataset.warnings:
        print(warning, file=sys.stderr)
    return Index(dataset)


def _view(index: Index, query: str) -> ViewState:
    """Read a view; unlike the page, which goes on, a command must not show something else."""
    address, mark, rest = query.partition("?")
    # A whole address may be given; a question mark may also be part of a search.
    parsed = parse_qs(rest if mark and "=" not in address else query, keep_blank_values=True)
    view, ignored = from_query(parsed, index.choices)
    if ignored:
        raise ViewError(
            printable(" ".join(ignored).rstrip(".")),
            "--view",
            "Give what follows ? in the page's address",
        )
    return view


def _progress() -> Progress | None:
    """Return what draws a bar on a terminal; ``None`` where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def draw(done: int, total: int) -> None:
        bar = "#" * (_BAR * done // total)
        end = "\n" if done == total else ""
        print(f"\r[{bar:<{_BAR}}] {done} of {total} pages", end=end, file=sys.stderr, flush=True)

    return draw
