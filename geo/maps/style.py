"""The one palette and symbol table, shared by the screen, QGIS and paper.

Colour tells the mineral group, shape the stage of work, a hollow symbol that the
position is only approximate. Colour never carries a meaning alone: each group
also stands in the legend, in the tooltip and in the tables by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Theme = Literal["light", "dark"]
Shape = Literal["circle", "square", "triangle", "triangle-down", "diamond", "cross"]

GROUP_COLOURS: Final[dict[str, str]] = {
    "rare-earths": "#d55e00",
    "battery": "#009e73",
    "tungsten-tin-molybdenum": "#0072b2",
    "uranium": "#f0e442",
    "copper": "#e69f00",
    "nickel-chromium-platinum": "#56b4e9",
    "precious": "#cc79a7",
    "lead-zinc": "#332288",
    "light-metals": "#882255",
    "fertiliser": "#999933",
    "other": "#c0c0c0",
}
"""Fill by mineral group: the palette of Okabe and Ito (2008), extended with
indigo, wine and olive of Paul Tol's muted scheme (2021), both made for readers
with colour-vision deficiency."""

GROUP_LABELS: Final[dict[str, str]] = {
    "rare-earths": "Rare earths",
    "battery": "Battery minerals",
    "tungsten-tin-molybdenum": "Tungsten, tin, molybdenum",
    "uranium": "Uranium",
    "copper": "Copper",
    "nickel-chromium-platinum": "Nickel, chromium, platinum",
    "precious": "Gold, silver",
    "lead-zinc": "Lead, zinc",
    "light-metals": "Light metals",
    "fertiliser": "Fertiliser minerals",
    "other": "Other or unknown",
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a stage of work is drawn.

    ``radius_px`` is the radius of a circle of the same area at the zoom at
    which the whole region is seen.
    """

    label: str
    shape: Shape
    radius_px: float


STATUS_SYMBOLS: Final[dict[str, Symbol]] = {
    "producing": Symbol("Producing", "square", 6.5),
    "development": Symbol("In development", "triangle", 6.5),
    "exploration": Symbol("Exploration", "diamond", 6.5),
    "deposit": Symbol("Deposit, no work stated", "circle", 6.0),
    "prospect": Symbol("Prospect", "triangle-down", 5.5),
    "occurrence": Symbol("Occurrence", "triangle-down", 4.5),
    "closed": Symbol("Closed", "cross", 6.0),
    "unknown": Symbol("Status unknown", "circle", 4.5),
}

APPROXIMATE_KM: Final = 20.0
"""From this radius on, a position is drawn hollow with its halo. At the zoom
that shows the five countries 20 km is about the size of the symbol itself, so a
smaller radius could not be seen."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of everything that is not a site, for one theme."""

    water: str
    land: str
    land_outside: str
    relief_opacity: float
    relief_filter: str
    border: str
    border_disputed: str
    region: str
    lake_line: str
    label: str
    label_halo: str
    outline: str
    selected: str
    arc: str
    venue: str


PALETTES: Final[dict[Theme, Palette]] = {
    "light": Palette(
        water="#c9dfec",
        land="#f4f0e6",
        land_outside="#e7e3da",
        relief_opacity=0.65,
        relief_filter="",
        border="#6b6b6b",
        border_disputed="#6b6b6b",
        region="#b5ad9c",
        lake_line="#8fb3c7",
        label="#3c3c3c",
        label_halo="#ffffff",
        outline="#1c1c1c",
        selected="#c4007a",
        arc="#5b3f8c",
        venue="#5b3f8c",
    ),
    "dark": Palette(
        water="#16222b",
        land="#33363a",
        land_outside="#26292c",
        relief_opacity=0.65,
        # The one picture is made for a light page.
        relief_filter="saturate(0) brightness(.3) contrast(1.5)",
        border="#a5a5a5",
        border_disputed="#a5a5a5",
        region="#585d63",
        lake_line="#2f4b5c",
        label="#e4e4e4",
        label_halo="#16181a",
        outline="#dcdcdc",
        selected="#ff7ac6",
        arc="#c3adf0",
        venue="#c3adf0",
    ),
}

BASE_MAP_CREDIT: Final = "Base map: Natural Earth, public domain"

BORDER_DISCLAIMER: Final = (
    "Borders: Natural Earth, de facto lines; disputed lines are dashed. "
    "They express no opinion on the status of any territory."
)


def symbol(status: str | None) -> Symbol:
    """Return the symbol of a status; unknown words are drawn as unknown."""
    return STATUS_SYMBOLS.get(status or "unknown", STATUS_SYMBOLS["unknown"])


def colour(mineral_group: str | None) -> str:
    """Return the fill of a mineral group as ``#rrggbb``."""
    return GROUP_COLOURS.get(mineral_group or "other", GROUP_COLOURS["other"])


def is_approximate(accuracy_km: float | None) -> bool:
    """Whether a position of this radius in km is drawn hollow, with a halo."""
    return accuracy_km is None or accuracy_km >= APPROXIMATE_KM
