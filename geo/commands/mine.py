"""``orebrief mine-aliases``: propose names that the gazetteer lacks, and take those accepted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo import documents
from geo.commands.output import opened, tell
from geo.documents import Document, DocumentError
from geo.errors import OrebriefError
from geo.linking.engine import Linker
from geo.linking.miner import mine
from geo.linking.proposals import accepted, table, with_aliases
from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    miner = commands.add_parser(
        "mine-aliases",
        help="propose names of sites that the data lack, for a person to accept",
        description=(
            "List capitalised words near a deposit word that nearly spell the name of a site, as "
            "CSV. Write yes into the column accept, take off the ending of the name, fill in "
            "language and source, then run the command with --accept."
        ),
    )
    miner.add_argument(
        "paths", type=Path, nargs="*", metavar="PATH", help="text or folder of texts to search"
    )
    miner.add_argument(
        "--accept",
        type=Path,
        metavar="FILE",
        help="list of proposals that a person has judged: give the accepted ones as aliases",
    )
    miner.add_argument(
        "--gpkg",
        type=Path,
        default=BUILT_IN_GPKG,
        metavar="FILE",
        help="GeoPackage with the sites (default: data/orebrief.gpkg)",
    )
    miner.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="CSV file to write; accepted aliases are added to those it has",
    )
    miner.set_defaults(command=mine_aliases)


def mine_aliases(options: argparse.Namespace) -> int:
    """Write proposals of names, or those that a person accepted."""
    if bool(options.paths) == bool(options.accept):
        raise OrebriefError(
            "it searches texts or takes a judged list, one at a time",
            "orebrief mine-aliases",
            "Give texts, or --accept with a list",
        )
    dataset = gpkg.read(options.gpkg)
    errors: list[DocumentError] = []
    if options.accept:
        content = with_aliases(accepted(options.accept, dataset), options.output)
    else:
        content = table(mine(dataset, Linker(dataset), _texts(options.paths, errors)))
    with opened(options.output, for_excel=not options.accept) as file:
        file.write(content)
    return 1 if errors else 0


def _texts(paths: Sequence[Path], errors: list[DocumentError]) -> Iterator[Document]:
    for path in documents.find(paths):
        for document in documents.read(path, documents.identifier(path, paths)):
            if isinstance(document, DocumentError):
                tell(document)
                errors.append(document)
            else:
                yield document
