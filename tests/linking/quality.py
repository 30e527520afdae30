"""How good the links are, on labelled texts: ``python -m tests.linking.quality``."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Final

from geo.linking.engine import Linker
from geo.linking.mention import SITE, Mention
from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg
from tests.linking.cases import Case, Label, read_cases
from tests.linking.gold import read_gold

FROZEN: Final = Path(__file__).with_name("frozen.csv")
MB: Final = 1_000_000

Find = Callable[[str], Sequence[Mention]]
Key = Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """Nothing of nothing is no mistake."""
        return self.part / self.whole if self.whole else 1.0

    def wilson(self, level: float = 0.95) -> tuple[float, float]:
        """Return the score interval of a share.

        References
        ----------
        E. B. Wilson, Probable Inference, the Law of Succession, and Statistical
        Inference, Journal of the American Statistical Association 22 (1927), 209-212.
        """
        if not self.whole:
            return 0.0, 1.0
        z = NormalDist().inv_cdf((1 + level) / 2)
        n, p = self.whole, self.value
        middle = p + z * z / (2 * n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        scale = 1 + z * z / n
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)

    def __str__(self) -> str:
        if not self.whole:
            return "-"
        low, high = self.wilson()
        return f"{self.value:.3f} ({low:.2f}-{high:.2f}, {self.part}/{self.whole})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one case, held against its labels.

    Attributes
    ----------
    found
        All of the text's body, of whatever relation and confidence.
    right, wrong
        Published links, with the right site at a marked place or not.
    missed
        Marked names of sites without such a link.
    """

    case: Case
    found: tuple[Mention, ...]
    right: tuple[Mention, ...]
    wrong: tuple[Mention, ...]
    missed: tuple[Label, ...]

    @property
    def verdict(self) -> str:
        faults = {"missed": self.missed, "wrong": self.wrong}
        return " and ".join(fault for fault, of in faults.items() if of) or "right"

    def is_hit(self, decoy: Label) -> bool:
        return any(decoy.overlaps(link.start, link.end) for link in self.wrong)

    def is_told(self, decoy: Label) -> bool:
        return any(
            mention.relation == decoy.relation and decoy.overlaps(mention.start, mention.end)
            for mention in self.found
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over cases."""

    outcomes: tuple[Outcome, ...]

    @property
    def precision(self) -> Share:
        right = sum(len(outcome.right) for outcome in self.outcomes)
        return Share(right, right + sum(len(outcome.wrong) for outcome in self.outcomes))

    @property
    def recall(self) -> Share:
        """Of the marked names, those with a link: two links to one name count once."""
        marked = sum(
            label.relation == SITE for outcome in self.outcomes for label in outcome.case.labels
        )
        return Share(marked - sum(len(outcome.missed) for outcome in self.outcomes), marked)

    @property
    def f1(self) -> float:
        both = self.precision.value + self.recall.value
        return 2 * self.precision.value * self.recall.value / both if both else 0.0

    def decoys(self, relation: str | None = None) -> list[tuple[Outcome, Label]]:
        return [
            (outcome, label)
            for outcome in self.outcomes
            for label in outcome.case.labels
            if label.relation != SITE and relation in {None, label.relation}
        ]

    def by(self, key: Key) -> dict[str, Tally]:
        groups: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            groups[key(outcome.case)].append(outcome)
        return {name: Tally(tuple(group)) for name, group in sorted(groups.items())}


def judged(case: Case, mentions: Iterable[Mention]) -> Outcome:
    """Hold what was found against the labels: overlap and the right site make a link right."""
    found = tuple(mention for mention in mentions if mention.end > case.body_start)
    sites = [label for label in case.labels if label.relation == SITE]

    def fits(label: Label, link: Mention) -> bool:
        return label.overlaps(link.start, link.end) and link.site_id in label.sites

    published = [mention for mention in found if mention.published]
    right = tuple(link for link in published if any(fits(label, link) for label in sites))
    return Outcome(
        case,
        found,
        right,
        wrong=tuple(link for link in published if link not in right),
        missed=tuple(label for label in sites if not any(fits(label, link) for link in right)),
    )


def measured(find: Find, cases: Iterable[Case]) -> Tally:
    return Tally(tuple(judged(case, find(case.text)) for case in cases))


def report(title: str, tally: Tally) -> str:
    """Tell all measures, and each case that fails."""
    return "\n".join(_lines(title, tally))


def _lines(title: str, tally: Tally) -> Iterator[str]:
    keys: dict[str, Key] = {
        "language": lambda case: case.language,
        "category": lambda case: case.category,
        "tier": lambda case: case.tier,
    }
    yield f"{title}: {len(tally.outcomes)} texts. In brackets 95% Wilson intervals and counts."
    head = f"{'precision':<30}{'recall':<30}{'F1':<7}decoys hit"
    for name, key in keys.items():
        yield f"\n{name:<20}{head}"
        yield from (_row(group, part) for group, part in tally.by(key).items())
    yield f"\n{'':20}{head}"
    yield _row("all", tally)
    yield f"\n{'decoys':<20}{'hit':<8}{'told as such':<16}of"
    for relation in sorted({label.relation for _, label in tally.decoys()}):
        decoys = tally.decoys(relation)
        hit = sum(outcome.is_hit(label) for outcome, label in decoys)
        told = sum(outcome.is_told(label) for outcome, label in decoys)
        yield f"{relation:<20}{hit:<8}{told:<16}{len(decoys)}"
    failing = [outcome for outcome in tally.outcomes if outcome.verdict != "right"]
    yield f"\n{len(failing)} of {len(tally.outcomes)} texts fail."
    for outcome in failing:
        text = outcome.case.text
        yield f"\n{outcome.case.case_id}: {outcome.verdict}"
        yield from (f"  missed {text[label.start : label.end]!r}" for label in outcome.missed)
        yield from (f"  wrong  {_told(link)}" for link in outcome.wrong)
        yield from (f"  found  {_told(other)}" for other in outcome.found if not other.published)


def _row(name: str, tally: Tally) -> str:
    decoys = tally.decoys()
    hit = sum(outcome.is_hit(label) for outcome, label in decoys)
    shares = f"{tally.precision!s:<30}{tally.recall!s:<30}"
    return f"{name:<20}{shares}{tally.f1:<7.3f}{hit} of {len(decoys)}"


def _told(mention: Mention) -> str:
    surface = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in mention.surface)
    return f"{surface} = {mention.site_id} {mention.relation} {mention.confidence:.2f}"


def frozen(tally: Tally) -> str:
    """Return one row a case as CSV, for a diff to show which flipped."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("case_id", "verdict", "found"))
    rows.writerows(
        (outcome.case.case_id, outcome.verdict, "; ".join(map(_told, outcome.found)))
        for outcome in tally.outcomes
    )
    return text.getvalue()


def false_links(find: Find, texts: Iterable[str]) -> tuple[float, list[Mention]]:
    """Return the MB of texts that name no site, and the links published in them."""
    size_mb, links = 0.0, []
    for text in texts:
        size_mb += len(text.encode()) / MB
        links += [mention for mention in find(text) if mention.published]
    return size_mb, links


def told_false_links(size_mb: float, links: Sequence[Mention]) -> str:
    each = (f"\n  {_told(link)}: {link.sentence[:160]!r}" for link in links)
    rate = len(links) / size_mb if size_mb else 0.0
    return f"{len(links)} false links in {size_mb:.2f} MB: {rate:.2f} per MB{''.join(each)}"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.linking.quality", description=__doc__)
    parser.add_argument("--gpkg", type=Path, default=BUILT_IN_GPKG, help="sites to look for")
    parser.add_argument("--freeze", action="store_true", help=f"write {FROZEN.name}")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="folder with gold.jsonl")
    parser.add_argument(
        "--background", type=Path, nargs="+", metavar="FILE", help="texts that name no site"
    )
    chosen = parser.parse_args(arguments)
    dataset = gpkg.read(chosen.gpkg)
    find = Linker(dataset).find
    out = sys.stdout
    if chosen.background:
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in chosen.background)
        out.write(told_false_links(*false_links(find, texts)) + "\n")
        return
    if chosen.gold:
        gold = read_gold(chosen.gold, dataset)
        out.write(report(str(chosen.gold), measured(find, gold.cases)) + "\n")
        out.write(f"\nNot in the dataset, so not counted: {', '.join(gold.unknown) or 'none'}\n")
        return
    tally = measured(find, read_cases())
    out.write(report("Own cases", tally) + "\n")
    if chosen.freeze:
        FROZEN.write_text(frozen(tally), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
