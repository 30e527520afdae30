"""Measure the links against plain matchers: ``python -m tests.benchmarks.linking``."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from typing import Final

from psutil import Error, Process

from geo.dataset import Dataset
from geo.linking.engine import Linker
from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg
from tests.benchmarks.baselines.aho_corasick import NameScan
from tests.benchmarks.baselines.fuzzy import FuzzyMatching
from tests.benchmarks.baselines.phrase_matcher import PhraseMatching
from tests.benchmarks.ordinary import ordinary_texts
from tests.benchmarks.synthetic import with_named_sites
from tests.linking.cases import Case, read_cases
from tests.linking.quality import MB, Find, false_links, measured, told_false_links

OURS: Final = "Orebrief"
OURS_10000: Final = "Orebrief, 10,000 sites"
PHRASES: Final = "spaCy PhraseMatcher"
SCAN: Final = "Aho-Corasick, whole words"
FUZZY: Final = "rapidfuzz"

ARTICLE_LETTERS: Final = 5_000
TIMES: Final = 3
BATCH_MB: Final = 100
_COMMAND: Final = "import sys; from geo.cli import main; sys.exit(main())"
_WATCH_S: Final = 0.2
"""Looking more often would take a share of what is measured."""

FUZZY_SHARE: Final = 200
"""The slow baseline is timed on one article in so many."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What must hold: ``value`` at least ``limit``, or at most."""

    name: str
    value: float
    limit: float
    unit: str
    at_most: bool = False

    @property
    def holds(self) -> bool:
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    def __str__(self) -> str:
        verdict = "PASS" if self.holds else "FAIL"
        bound = "at most" if self.at_most else "at least"
        return f"{verdict}  {self.name}: {self.value:.3g}, {bound} {self.limit:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of ``orebrief link`` took: time, and the most memory of a process."""

    seconds: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Batch:
    """A run over one file for each worker, and a run over all files."""

    start: Run
    whole: Run

    @property
    def work_s(self) -> float:
        return self.whole.seconds - self.start.seconds

    def __str__(self) -> str:
        return (
            f"{self.whole.seconds:.1f} s, {self.start.seconds:.1f} of them to start, "
            f"{self.whole.memory_mb:.0f} MB a process"
        )


def main() -> int:
    """Print speeds, ratios and floors; return 1 if a floor is missed."""
    built_in = gpkg.read(BUILT_IN_GPKG)
    cases = read_cases()
    ordinary = list(ordinary_texts())
    texts = articles(ordinary, cases)
    print(f"{len(texts):,} articles, {size_mb(texts):.1f} MB, most of them in other languages.\n")
    print("First: every text is read once, in a hundred languages, so that most words are new.")
    print("Again: the same texts once more, as in a corpus, where most words have come before.")
    print("Named: articles of some 5,000 letters, each with some sentences on sites.\n")
    print(
        f"{'MB/s':28}{'first':>8}{'ratio':>8}{'again':>8}{'named':>8}{'ratio':>8}"
        "   precision, recall and F1, our cases"
    )
    first: dict[str, float] = {}
    again: dict[str, float] = {}
    named: dict[str, float] = {}
    for name, find, read in matchers(built_in, texts):
        plain = ordinary[:: FUZZY_SHARE if name == FUZZY else 1]
        first[name] = speed_mb_s(find, plain, 1)
        again[name] = speed_mb_s(find, plain)
        named[name] = speed_mb_s(find, read)
        quality = measured(find, cases)
        shares = f"{quality.precision.value:.3f}  {quality.recall.value:.3f}  {quality.f1:.3f}"
        ratio = first[OURS] / first[name]
        print(
            f"{name:28}{first[name]:>8.2f}{ratio:>8.1f}{again[name]:>8.2f}{named[name]:>8.2f}"
            f"{named[OURS] / named[name]:>8.1f}   {shares}",
            flush=True,
        )
    find = Linker(built_in).find
    size, links = false_links(find, ordinary)
    print(f"\nOrdinary text: {told_false_links(size, links)}")
    wait_s = article_s(find, texts)
    print(f"Slowest of 100 articles of {ARTICLE_LETTERS:,} letters: {wait_s * 1000:.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        files = written(texts, Path(folder))
        alone = link(files[:20])
        print(f"`orebrief link` over 20 MB: {alone.seconds:.1f} s, {alone.memory_mb:.0f} MB")
        runs = []
        for number in range(TIMES):
            runs.append([batch(files, Path(folder) / str(number), workers) for workers in (1, 2)])
            print(f"{BATCH_MB} MB by 1: {runs[-1][0]}; by 2: {runs[-1][1]}", flush=True)
    print()
    one, two = (min(same, key=lambda run: run.work_s) for same in zip(*runs, strict=True))
    floors = (
        Floor(f"{OURS}, speed, again", again[OURS], 20, "MB/s"),
        Floor(f"{OURS_10000}, speed, again", again[OURS_10000], 5, "MB/s"),
        Floor(f"{OURS}, against {PHRASES}, first", first[OURS] / first[PHRASES], 8, "times"),
        Floor("two workers once started, against one", one.work_s / two.work_s, 1.7, "times"),
        Floor("memory of `orebrief link`", alone.memory_mb, 200, "MB", at_most=True),
        Floor("memory of a process of two", two.whole.memory_mb, 200, "MB", at_most=True),
        Floor("an article", wait_s, 0.3, "s", at_most=True),
        Floor("false links in ordinary text", len(links) / size, 0.1, "per MB", at_most=True),
    )
    print(*floors, sep="\n")
    return int(not all(floor.holds for floor in floors))


def matchers(built_in: Dataset, texts: Sequence[str]) -> Iterator[tuple[str, Find, Sequence[str]]]:
    """Yield each matcher, built when its turn comes, with the texts it is timed on."""
    yield OURS, Linker(built_in).find, texts
    yield OURS_10000, Linker(with_named_sites(built_in, 10_000)).find, texts
    yield PHRASES, PhraseMatching(built_in).find, texts
    yield SCAN, NameScan(built_in).find, texts
    yield FUZZY, FuzzyMatching(built_in).find, texts[::FUZZY_SHARE]


def articles(ordinary: Sequence[str], cases: Sequence[Case]) -> list[str]:
    """Part ordinary text into articles, each with some sentences on sites."""
    sentences = cycle(case.text for case in cases)
    found, paragraphs, letters = [], [], 0
    for paragraph in (part for text in ordinary for part in text.split("\n\n")):
        paragraphs.append(paragraph)
        letters += len(paragraph) + 2
        if letters >= ARTICLE_LETTERS:
            paragraphs.insert(len(paragraphs) // 2, next(sentences))
            found.append("\n\n".join(paragraphs)[:ARTICLE_LETTERS])
            paragraphs, letters = [], 0
    return found


def size_mb(texts: Sequence[str]) -> float:
    return sum(len(text.encode()) for text in texts) / MB


def speed_mb_s(find: Find, texts: Sequence[str], times: int = TIMES) -> float:
    """Return the best of some readings: whatever else a machine does only slows them."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        for text in texts:
            find(text)
        seconds.append(time.process_time() - start)
    return size_mb(texts) / min(seconds)


def article_s(find: Find, texts: Sequence[str]) -> float:
    """Return what the slowest of a hundred articles takes."""
    waits = []
    for text in texts[:: len(texts) // 100]:
        start = time.perf_counter()
        find(text)
        waits.append(time.perf_counter() - start)
    return max(waits)


def written(texts: Sequence[str], folder: Path) -> list[Path]:
    """Write files of about a MB each, articles over and over."""
    endless = cycle(texts)
    each = int(MB / (size_mb(texts) * MB / len(texts)))
    paths = [folder / f"{number:04d}.txt" for number in range(BATCH_MB)]
    for path in paths:
        path.write_text("\n\n".join(islice(endless, each)), encoding="utf-8")
    return paths


def batch(files: Sequence[Path], folder: Path, workers: int) -> Batch:
    """Run a batch of one file for each worker, then of all of them."""
    some, all_ = (folder / f"{kind}-{workers}" for kind in ("start", "all"))
    return Batch(link(files[:workers], some, workers), link(files, all_, workers))


def link(files: Sequence[Path], output: Path | None = None, workers: int = 1) -> Run:
    """Run the command in a process of its own, into a folder or to nowhere."""
    options = [f"--workers={workers}", *([f"--output={output}"] if output else [])]
    start = time.perf_counter()
    process = Popen(
        [sys.executable, "-c", _COMMAND, "link", *options, *map(str, files)],
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    peak = 0
    while True:
        # What the system counts for a child begins with the memory of its parent.
        with suppress(Error):
            watched = Process(process.pid)
            for one in (watched, *watched.children(recursive=True)):
                peak = max(peak, one.memory_info().rss)
        with suppress(TimeoutExpired):
            code = process.wait(_WATCH_S)
            break
    seconds = time.perf_counter() - start
    if code:
        raise SystemExit(f"orebrief link failed with exit code {code}")
    return Run(seconds, peak / MB)


if __name__ == "__main__":
    sys.exit(main())
