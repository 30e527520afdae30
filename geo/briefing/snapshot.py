"""The one definition of a snapshot: what the page, the command and a file's memory share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final, Self

from geo.errors import ViewError
from geo.view import ViewState, plain

FORMATS: Final[dict[str, str]] = {
    "png": "Picture (PNG)",
    "svg": "Vector picture (SVG)",
    "pdf": "Document (PDF)",
    "pptx": "Slide (PPTX)",
    "html": "Interactive page (HTML)",
    "xlsx": "Tables (XLSX)",
    "zip": "Briefing pack (ZIP of all)",
}

PAPERS_MM: Final[dict[str, tuple[float, float]]] = {
    "a4-landscape": (297.0, 210.0),
    "a4-portrait": (210.0, 297.0),
    "a3-landscape": (420.0, 297.0),
    "a3-portrait": (297.0, 420.0),
    "letter-landscape": (279.4, 215.9),
    "letter-portrait": (215.9, 279.4),
    "slide-16x9": (338.7, 190.5),
    "square": (200.0, 200.0),
}
"""Width and height in millimetres."""

NAMES: Final[dict[str, str]] = {"en": "English", "ru": "Russian", "local": "Local language"}

ATLASES: Final[dict[str, str]] = {
    "": "One page",
    "site": "A page for each site",
    "country": "A page for each country",
    "agreement": "A page for each agreement",
}

EXTENTS: Final[dict[str, str]] = {
    "selection": "Around the sites shown",
    "region": "All five countries",
}
"""Or four numbers: west, south, east, north in degrees."""

ATLAS_FORMATS: Final = ("pdf", "zip")
"""Formats that have pages."""

LOWEST_DPI: Final = 72
HIGHEST_DPI: Final = 600
LONGEST_TITLE: Final = 500

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view of the dataset, and how it is put on paper.

    Attributes
    ----------
    view
        Filters, selection and layers, as in a link.
    format, paper, names, atlas
        Keys of ``FORMATS``, ``PAPERS_MM``, ``NAMES`` and ``ATLASES``.
    extent
        Key of ``EXTENTS``, or west, south, east, north in degrees joined by commas.
    title
        Made plain: on one line, without controls; empty for one made from the view.
    dpi
        Dots per inch of pictures.
    address
        Where the page is, such as ``https://example.org/orebrief``, for the link that
        is printed; empty if unknown.

    Raises
    ------
    ViewError
        If a value is not one of its choices; the message names them.
    """

    view: ViewState = field(default_factory=ViewState)
    format: str = "pdf"
    paper: str = "a4-landscape"
    title: str = ""
    extent: str = "selection"
    names: str = "en"
    atlas: str = ""
    dpi: int = 200
    address: str = ""

    def __post_init__(self) -> None:
        _check("format", self.format, FORMATS)
        _check("paper", self.paper, PAPERS_MM)
        _check("names", self.names, NAMES)
        _check("atlas", self.atlas, ATLASES)
        if self.atlas and self.format not in ATLAS_FORMATS:
            raise ViewError(
                f"an atlas has pages, and {FORMATS[self.format]} has one",
                "atlas",
                f"Choose the format {' or '.join(ATLAS_FORMATS)}, or no atlas",
            )
        if not LOWEST_DPI <= self.dpi <= HIGHEST_DPI:
            raise ViewError(
                f"{self.dpi} dots per inch cannot be drawn",
                "dpi",
                f"Choose from {LOWEST_DPI} to {HIGHEST_DPI}",
            )
        _ = self.bounds
        object.__setattr__(self, "title", plain(self.title)[:LONGEST_TITLE])
        object.__setattr__(self, "address", plain(self.address))

    @property
    def bounds(self) -> Bounds | None:
        """West, south, east, north in degrees; ``None`` where the extent is a named one."""
        if self.extent in EXTENTS:
            return None
        try:
            west, south, east, north = (float(part) for part in self.extent.split(","))
        except ValueError:
            west = south = east = north = 0.0
        # Also false for numbers that are none.
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees
            raise ViewError(
                f"'{plain(self.extent)[:80]}' is no extent",
                "extent",
                f"Choose {' or '.join(EXTENTS)}, or give west, south, east and north in degrees, "
                "such as 66,41,72,45",
            )
        return west, south, east, north

    @property
    def link(self) -> str:
        """The address that shows the same view, without its host where that is unknown."""
        return f"{self.address.rstrip('/')}/?{self.view.to_query_string()}".removesuffix("?")

    def showing(self, view: ViewState) -> Self:
        """Return the same for another view."""
        return replace(self, view=view)


def _check(name: str, value: str, choices: Collection[str]) -> None:
    if value not in choices:
        raise ViewError(
            f"'{plain(value)[:80]}' is no {name}",
            name,
            f"Choose one of {', '.join(choice for choice in choices if choice)}",
        )
