"""A briefing pack: one view in every format, in one archive."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.briefing.content import content
from geo.briefing.memory import PACKED
from geo.briefing.snapshot import FORMATS, Snapshot
from geo.index import Index
from geo.maps.export import atlas
from geo.maps.export.one_page import Progress, drawn, file_name
from geo.store import downloads
from geo.store.archive import archive
from geo.store.description import noted
from geo.subset import subset

_SLIDE_PAPER: Final = "slide-16x9"


def draw(index: Index, wanted: Snapshot, progress: Progress | None = None) -> bytes:
    """Return every format of a snapshot, the GeoPackage of what it shows, and a list of them.

    Each has the same view and data hash; an atlas is the PDF.

    Raises
    ------
    ViewError
        If an atlas would have no page.
    """
    said = content(index, wanted)
    files: dict[str, bytes] = {}
    kinds = [name for name in FORMATS if name != "zip"]
    for kind in kinds:
        one = replace(wanted, format=kind, atlas=wanted.atlas if kind == "pdf" else "")
        if kind == "pptx":
            one = replace(one, paper=_SLIDE_PAPER)
        made = atlas.draw(index, one, progress) if one.atlas else drawn(index, one, said)
        files[file_name(said, kind)] = made
    files[file_name(said, "gpkg")] = noted(
        downloads.gpkg(subset(index, said.selection)),
        {
            "title": said.title,
            "description": said.metadata["Description"],
            "identifier": said.metadata["orebrief"],
        },
    )
    readme = [
        said.title,
        said.subtitle,
        said.metadata["Description"],
        *(f"{name}: {_HOLDS[name.rpartition('.')[2]]}" for name in files),
        f"{PACKED}: what the pack remembers, for orebrief snapshot --inspect",
        "Sources:",
        *said.citations,
        said.disclaimer,
    ]
    return archive(
        {
            "README.txt": ("\r\n\r\n".join(readme) + "\r\n").encode("utf-8-sig"),
            **files,
            PACKED: said.metadata["orebrief"].encode(),
        }
    )


_HOLDS: Final = {
    "png": "the page as a picture",
    "svg": "the page as a vector picture, its text still text",
    "pdf": "the page to print",
    "pptx": "a slide to edit",
    "html": "the interactive map, to open in a browser without a network",
    "xlsx": "tables of what is shown",
    "gpkg": "the data of what is shown, for QGIS and for Orebrief itself",
}
