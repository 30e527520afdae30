"""``orebrief link``: find the sites that texts name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

from geo import documents
from geo.commands.output import opened, tell
from geo.documents import Document, DocumentError
from geo.documents.files import read_text
from geo.errors import OrebriefError
from geo.linking.batch import Summary, rows, run
from geo.linking.engine import Linker
from geo.linking.listing import WRITERS, Row, shown
from geo.linking.mention import PUBLISH
from geo.linking.shards import candidates
from geo.linking.sites import LINKED
from geo.locations import BUILT_IN_GPKG
from geo.store.attributes import attributes

_STANDARD_INPUT: Final = Path("-")
_FILES: Final = MappingProxyType({".jsonl": "jsonl", ".csv": "csv", ".txt": "text"})
"""Endings of an output that is one file, and its format; any other is a folder."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    linker = commands.add_parser(
        "link",
        help="find the sites that texts name, with the sentence, a confidence and reasons",
        description=(
            "Find the sites that texts name as sites. Offsets count code points. What cannot be "
            "read is named on standard error, the rest is done, and the exit code is 1."
        ),
    )
    linker.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="text (txt, md, html, pdf, docx, jsonl) or folder of texts; - is standard input",
    )
    linker.add_argument(
        "--gpkg",
        type=Path,
        default=BUILT_IN_GPKG,
        metavar="FILE",
        help="GeoPackage with the sites (default: data/orebrief.gpkg)",
    )
    linker.add_argument(
        "--format",
        choices=sorted(WRITERS),
        help="how each mention is printed (default: by the ending of the output, else jsonl)",
    )
    linker.add_argument(
        "--min-confidence",
        type=_confidence,
        metavar="X",
        help=f"least confidence, from 0 to 1 (default: {PUBLISH})",
    )
    linker.add_argument(
        "--all",
        action="store_true",
        help="settlements, companies and other namesakes too, at any confidence if none is given",
    )
    linker.add_argument(
        "--workers",
        type=_workers,
        default=1,
        metavar="N",
        help="processes to share the texts (default: 1)",
    )
    linker.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler whose workers do it, such as tcp://10.0.0.1:8786",
    )
    linker.add_argument(
        "--output",
        type=Path,
        metavar="FILE|FOLDER",
        help=(
            "file to write (.jsonl, .csv, .txt); or a folder for every candidate as Parquet, "
            "from which a stopped run goes on, printed too if a format is given"
        ),
    )
    linker.set_defaults(command=link)


def link(options: argparse.Namespace) -> int:
    """Find the mentions of sites in texts, and print or write them."""
    output: Path | None = options.output
    of_file = _FILES.get(output.suffix.lower()) if output else None
    folder = output if output and not of_file else None
    minimum = options.min_confidence
    if minimum is None:
        minimum = 0.0 if options.all else PUBLISH
    errors: list[OrebriefError] = []
    with ExitStack() as stack:
        if folder or options.workers > 1 or options.scheduler:
            if _STANDARD_INPUT in options.paths:
                raise OrebriefError(
                    "standard input is one text, which needs no folder and no workers",
                    "-",
                    "Leave them out, or name a file",
                )
            where = folder or Path(stack.enter_context(TemporaryDirectory(prefix="orebrief-")))
            shared = (options.workers, options.scheduler)
            summary = run(options.paths, options.gpkg, where, *shared)
            _tell_if_none(summary.files, options.paths)
            for error in summary.errors:
                tell(error)
            errors += summary.errors
            if folder:
                _report(summary, folder)
                if not options.format:
                    return 1 if errors else 0
            found = rows(where)
        else:
            found = _found(_texts(options.paths), options.gpkg, errors)
        form = options.format or of_file or "jsonl"
        with opened(None if folder else output, for_excel=form == "csv") as file:
            WRITERS[form](shown(found, minimum, every_relation=options.all), file)
    return 1 if errors else 0


_Text = tuple[str, Iterator[Document | DocumentError]]
"""What a file is called, and the documents in it."""


def _texts(paths: Sequence[Path]) -> Iterator[_Text]:
    """Yield the files of paths; standard input is a text called ``-``."""
    if list(paths) == [_STANDARD_INPUT]:
        yield "-", iter([read_text("-", sys.stdin.buffer.read())])
        return
    found = documents.find(paths)
    _tell_if_none(len(found), paths)
    for path in found:
        name = documents.identifier(path, paths)
        yield name, documents.read(path, name)


def _tell_if_none(count: int, paths: Sequence[Path]) -> None:
    if not count:
        formats = ", ".join(documents.FORMATS)
        where = ", ".join(map(str, paths))
        tell(OrebriefError("no text to read is in it", where, f"Texts are files of {formats}"))


def _found(texts: Iterable[_Text], dataset: Path, errors: list[OrebriefError]) -> Iterator[Row]:
    """Yield the candidates in texts, and tell at once what cannot be read."""
    linker = Linker(attributes(dataset, LINKED))
    for name, read in texts:
        for item in candidates(linker, read, name):
            if isinstance(item, OrebriefError):
                tell(item)
                errors.append(item)
            else:
                yield item


def _report(summary: Summary, folder: Path) -> None:
    print(
        f"{folder}: {summary.mentions} candidates in {summary.files} files; "
        f"{summary.searched} shards searched, {summary.unchanged} unchanged; "
        f"{len(summary.errors)} errors.",
        file=sys.stderr,
    )


def _confidence(text: str) -> float:
    with suppress(ValueError):
        if 0 <= float(text) <= 1:
            return float(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a confidence from 0 to 1")


def _workers(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
