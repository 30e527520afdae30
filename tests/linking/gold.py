"""A folder of texts with ``gold.jsonl``: the names that a careful reader marks in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.dataset import Dataset
from geo.linking.mention import SITE
from tests.linking.cases import Case, Label

SitesByName = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """Labelled texts, and the names marked in them that no site of the dataset has."""

    cases: tuple[Case, ...]
    unknown: tuple[str, ...]


def read_gold(folder: Path, dataset: Dataset) -> Gold:
    """Read the texts of a folder, its site names as those sites of a dataset that bear them.

    A company that is marked as a mention becomes a decoy: its name is to be found, but
    not as the site. A name of no site in the dataset is left out of the labels.
    """
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    names = _sites_by_name(dataset)
    rows = [json.loads(line) for line in lines]
    unknown = [
        mention["site"]
        for row in rows
        for mention in row["mentions"]
        if mention["site"].casefold() not in names and mention["kind"] == SITE
    ]
    cases = (
        Case(
            case_id=row["text"].removesuffix(".txt"),
            language=row["lang"],
            tier="gold",
            category=row["class"],
            text=(folder / row["text"]).read_bytes().decode("utf-8"),
            labels=tuple(_labels(row, names)),
            body_start=row["body_start"],
        )
        for row in rows
    )
    return Gold(tuple(cases), tuple(unknown))


def _labels(row: Mapping[str, Any], names: SitesByName) -> Iterable[Label]:
    for mention in row["mentions"]:
        span = mention["start"], mention["end"]
        if mention["kind"] != SITE:
            yield Label(*span, mention["kind"])
        elif sites := names.get(mention["site"].casefold()):
            yield Label(*span, SITE, sites)
    yield from (Label(decoy["start"], decoy["end"], "other") for decoy in row["decoys"])


def _sites_by_name(dataset: Dataset) -> SitesByName:
    names: dict[str, set[str]] = defaultdict(set)
    for table in (dataset.deposits, dataset["aliases"]):
        for site, name in zip(table["site_id"], table["name"], strict=True):
            names[name.casefold()].add(site)
    return {name: frozenset(sites) for name, sites in names.items()}
