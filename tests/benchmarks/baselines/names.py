"""What every baseline looks for, and how it tells what it found."""

from __future__ import annotations

from collections import defaultdict

from geo.dataset import Dataset
from geo.linking.mention import PUBLISH, SITE, Mention

SitesByName = dict[str, tuple[str, ...]]


def sites_by_name(dataset: Dataset) -> SitesByName:
    """Return every name of the gazetteer with the sites that bear it."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in (dataset["aliases"], dataset.deposits):
        for site, name in zip(table["site_id"], table["name"], strict=True):
            if site not in found[name]:
                found[name].append(site)
    return {name: tuple(sites) for name, sites in found.items()}


def mention(site: str, alias: str, text: str, start: int, end: int) -> Mention:
    """Return what a baseline found: it publishes all, and gives no reasons."""
    return Mention(site, alias, alias, text[start:end], start, end, SITE, PUBLISH, text, 0, ())
