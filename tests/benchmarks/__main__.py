"""Measure the page against an empty one and a plain folium app: ``make bench``."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from geo.locations import APP, BUILT_IN_GPKG
from geo.store import gpkg
from tests.benchmarks.marking import MARKED_WITHIN_S, marking_s
from tests.benchmarks.memory import FURTHER_SESSIONS, memory_mb
from tests.benchmarks.synthetic import with_placed_sites
from tests.benchmarks.visitor import REPEATS, visiting
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import running_server

BASELINES: Final = Path(__file__).with_name("baselines")
EMPTY: Final = "empty Streamlit page"
FOLIUM: Final = "plain folium, 1,000 sites"
OURS: Final = "Orebrief, built-in data"
OURS_1000: Final = "Orebrief, 1,000 sites"
OURS_10000: Final = "Orebrief, 10,000 sites"

LOAD: Final = "first load to first site"
NARROW: Final = "choose an option to redrawn map"
WIDEN: Final = "remove it to all sites redrawn"
CARD: Final = "click to card"
WAITS: Final = (LOAD, NARROW, WIDEN, CARD)


@dataclass(frozen=True)
class App:
    """One app to measure: what ``streamlit run`` starts, and on which data."""

    name: str
    script: Path
    data: Path | None = None


@dataclass(frozen=True)
class Floor:
    """What must hold: ``value`` at most ``limit``."""

    name: str
    value: float
    limit: float
    unit: str

    def __str__(self) -> str:
        verdict = "PASS" if self.value <= self.limit else "FAIL"
        return f"{verdict}  {self.name}: {self.value:.3g}, at most {self.limit:g} {self.unit}"


def main() -> int:
    """Print medians, ratios and floors; return 1 if a floor is missed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS) as browser,
    ):
        thousand, ten_thousand = synthetic(Path(folder))
        apps = (
            App(EMPTY, BASELINES / "empty.py"),
            App(FOLIUM, BASELINES / "plain_folium.py", thousand),
            App(OURS, APP, BUILT_IN_GPKG),
            App(OURS_1000, APP, thousand),
            App(OURS_10000, APP, ten_thousand),
        )
        print(f"Medians of {REPEATS}, in ms; in brackets the ratio to the {EMPTY}.\n")
        print(f"{'':28}" + "".join(f"{wait:>34}" for wait in WAITS))
        medians: dict[str, dict[str, float]] = {}
        for app in apps:
            medians[app.name] = measured(browser, app)
            cells = (
                f"{value:,.0f} ({value / medians[EMPTY][wait]:.1f}×)"
                for wait, value in medians[app.name].items()
            )
            print(f"{app.name:28}" + "".join(f"{cell:>34}" for cell in cells), flush=True)
        with running_server(BUILT_IN_GPKG) as server:
            one, further = memory_mb(browser, server)
            marked_s = marking_s(browser, server.url)
    print(f"\nServer memory: {one:.0f} MB with one session, {further:.1f} MB for each of ", end="")
    print(f"{FURTHER_SESSIONS} further ones.\n")
    floors = (
        *judged(medians, one, further),
        Floor("an article marked on the Evidence page", marked_s, MARKED_WITHIN_S, "s"),
    )
    print(*floors, sep="\n")
    return int(any(floor.value > floor.limit for floor in floors))


def synthetic(folder: Path) -> tuple[Path, Path]:
    """Write the built-in data grown to 1,000 and to 10,000 sites on the map."""
    built_in = gpkg.read(BUILT_IN_GPKG)
    paths = folder / "1000.gpkg", folder / "10000.gpkg"
    for path in paths:
        gpkg.write(with_placed_sites(built_in, int(path.stem)), path)
    return paths


def measured(browser: Browser, app: App) -> dict[str, float]:
    """Return the median of each wait in ms."""
    shows = "heading" if app.name == EMPTY else "drawn"
    loads, narrowed, widened, cards = [], [], [], []
    with running_server(app.data, app.script) as server:
        with visiting(browser, server.url, shows) as first:
            first.load()  # The server reads the data once, for whoever comes first.
        for _ in range(REPEATS):
            with visiting(browser, server.url, shows) as visitor:
                loads.append(visitor.load())
        with visiting(browser, server.url, shows) as visitor:
            visitor.load()
            for turn in range(REPEATS):
                chosen, removed = visitor.filter(turn)
                narrowed.append(chosen)
                widened.append(removed)
            for turn in range(REPEATS):
                part = (turn + 0.5) / REPEATS
                cards.append(
                    visitor.press_button() if app.name == EMPTY else visitor.open_card(part)
                )
    waits = (loads, narrowed, widened, cards)
    return {name: median(values) for name, values in zip(WAITS, waits, strict=True)}


def judged(
    medians: dict[str, dict[str, float]], one_mb: float, further_mb: float
) -> tuple[Floor, ...]:
    """Hold the figures against what the page promises; the slower direction counts."""
    empty, folium = medians[EMPTY], medians[FOLIUM]
    redraws = [
        Floor(
            f"{name}, filter to redraw",
            max(medians[name][wait] / empty[wait] for wait in (NARROW, WIDEN)),
            3,
            "empty reruns",
        )
        for name in (OURS, OURS_1000)
    ]
    return (
        *redraws,
        Floor(
            f"{OURS_1000}, all of them redrawn",
            medians[OURS_1000][WIDEN] / folium[WIDEN],
            0.1,
            "of plain folium's time",
        ),
        Floor(
            f"{OURS_10000}, filter to redraw",
            max(medians[OURS_10000][wait] for wait in (NARROW, WIDEN)) / 1000,
            1,
            "s",
        ),
        Floor("server memory, one session", one_mb, 400, "MB"),
        Floor("server memory, each further session", further_mb, 40, "MB"),
    )


if __name__ == "__main__":
    sys.exit(main())
