"""Measure printed sheets against a bare matplotlib figure of the same points and size."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Final

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.briefing.content import Content, content
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.index import Index
from geo.locations import BUILT_IN_GPKG
from geo.maps.static import atlas, sheet
from geo.store import gpkg
from geo.view import ViewState
from tests.benchmarks.__main__ import Floor

REPEATS: Final = 5
DPI: Final = 200
PAPER: Final = "a4-landscape"
ATLAS_PAGES: Final = 100


def main() -> int:
    """Print seconds and floors; return 1 if a floor is missed."""
    floors = measured()
    print(*floors, sep="\n")
    return int(any(floor.value > floor.limit for floor in floors))


def measured() -> tuple[Floor, ...]:
    """Return what must hold for sheets of the built-in data.

    Every picture shows another extent than the one before, so that none finds its
    relief and borders already drawn; the base map itself is read once, as a server
    reads it.
    """
    index = Index(gpkg.read(BUILT_IN_GPKG))
    deposits = index.dataset.deposits.geometry
    points = shapely.get_coordinates(deposits[deposits.notna()].to_numpy())
    views = [asked(index, turn) for turn in range(REPEATS + 1)]
    sheet.draw(index, *views.pop(), "png")
    bare = median(seconds(lambda: bare_figure(points)) for _ in range(REPEATS))
    taken = {
        format_: median(seconds(drawing(index, view, format_)) for view in views)
        for format_ in ("png", "svg", "pdf")
    }
    print(f"Medians of {REPEATS}, {PAPER}, {len(points)} sites, {DPI} dpi, in s: ", end="")
    print(f"bare figure {bare:.2f}, " + ", ".join(f"{k} {v:.2f}" for k, v in taken.items()))
    sites = index.dataset["deposits"]["site_id"][index.placed][:ATLAS_PAGES]
    pages = [
        (one, content(index, one))
        for one in (Snapshot(view=ViewState(site=site), paper=PAPER) for site in sites)
    ]
    bound = seconds(lambda: atlas.draw(index, pages, pages[0][1].metadata))
    return (
        Floor("A4 PNG", taken["png"], 1.0, "s"),
        Floor("A4 PNG", taken["png"] / bare, 3.0, "bare figures"),
        Floor("A4 PDF", taken["pdf"], 1.5, "s"),
        Floor(f"atlas of {ATLAS_PAGES} pages", bound, 60.0, "s"),
    )


def asked(index: Index, turn: int) -> tuple[Snapshot, Content]:
    """Return a view of all sites whose extent differs a little at each turn."""
    east = 87.6 + 0.1 * turn
    snapshot = Snapshot(paper=PAPER, dpi=DPI, extent=f"46,34.5,{east},56")
    return snapshot, content(index, snapshot)


def drawing(index: Index, view: tuple[Snapshot, Content], format_: str) -> Callable[[], bytes]:
    """Return the work to measure."""
    return lambda: sheet.draw(index, *view, format_)


def bare_figure(points: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    """Draw points in a figure of the same size with nothing else, as anybody would."""
    width, height = (side / 25.4 for side in PAPERS_MM[PAPER])
    figure = Figure(figsize=(width, height), dpi=DPI)
    FigureCanvasAgg(figure)
    figure.add_subplot().scatter(points[:, 0], points[:, 1])
    figure.savefig(io.BytesIO(), format="png")


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
