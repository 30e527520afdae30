"""How strongly each event is tied to each site, and why.

From the strongest level to the weakest: a text names the site in the ``sentence``
on the event, in its ``paragraph`` or elsewhere in the same ``document``; an
``agreement`` tied to the event names the site; the event's own words name the
site's ``region``, and the event concerns its main mineral. Only the first three
name the site; the others are shown apart and never counted with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, Literal

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.judgements import ACCEPT, REJECT, decided, standing
from geo.linking.mention import SITE
from geo.links import Links, Mask
from geo.regions import RegionNames
from geo.schema import MENTIONED, NOT_NAMED

AGREEMENT: Final = "agreement"
REGION: Final = "region"

LEVELS: Final = (*MENTIONED, AGREEMENT, REGION)
"""Values of the vocabulary ``strength``, strongest first."""

_TIED: Final[dict[str, tuple[str, ...]]] = {"event": MENTIONED, AGREEMENT: (), "none": ()}
_TYING: Final = {"event": MENTIONED, AGREEMENT: (*MENTIONED, AGREEMENT), "none": MENTIONED}
"""Levels that stand for a kind of evidence that is no level of events, from a site to
its events and back. Asked for agreements, what an agreement of the event names counts
for the event, and only the agreement itself for the site."""

_ROLES: Final = {
    "signed": "signed at the event",
    "announced": "announced at the event",
    "discussed": "discussed at the event",
    "implemented": "carried out by the event",
    "disputed": "disputed at the event",
}


class Strengths:
    """The strongest level at which each event is tied to each site.

    Parameters
    ----------
    dataset
        The dataset; its frames are read, never changed.
    site_row, event_row, agreement_row
        Identifier to row.

    Attributes
    ----------
    events
        Each of ``LEVELS`` to the pairs of event and site of which it is the strongest.
    agreements
        The same for agreements, at the levels that name the site.
    """

    def __init__(
        self,
        dataset: Dataset,
        site_row: Mapping[str, int],
        event_row: Mapping[str, int],
        agreement_row: Mapping[str, int],
    ) -> None:
        self._dataset = dataset
        self._site_row = site_row
        self._through = _through_agreements(dataset)
        self._regions = _regions_named(dataset)
        self.agreements = self._strongest(_by_level(dataset, "agreement"), agreement_row)
        self.events = self._strongest(
            {
                **_by_level(dataset, "event"),
                AGREEMENT: self._through[["event_id", "site_id"]],
                REGION: self._about_region(),
            },
            event_row,
        )

    @cached_property
    def sites(self) -> dict[str, Mask]:
        """Each key of ``geo.view.EVIDENCE`` to the sites that have it."""
        at = {level: links.per_site > 0 for level, links in self.events.items()}
        in_event: Mask = np.logical_or.reduce([at[level] for level in MENTIONED])
        in_agreement: Mask = np.logical_or.reduce(
            [links.per_site > 0 for links in self.agreements.values()]
        )
        neither = ~in_event & ~in_agreement
        return {**at, "event": in_event, AGREEMENT: in_agreement, "none": neither}

    def tied(self, evidence: Iterable[str], agreements: Mask, events: Mask) -> Mask:
        """Return the sites with evidence of a kind in an agreement or event that passes.

        Parameters
        ----------
        evidence
            Keys of ``geo.view.EVIDENCE``.
        """
        mask = np.zeros(len(self._site_row), dtype=bool)
        for kind in evidence:
            for level in _TIED.get(kind, (kind,)):
                mask |= self.events[level].tied(events)
            if kind == AGREEMENT:
                for links in self.agreements.values():
                    mask |= links.tied(agreements)
        return mask

    def tying(self, evidence: Iterable[str], sites: Mask) -> Mask:
        """Return the events that are evidence of a kind for a site that passes."""
        mask = np.zeros(self.events[REGION].count, dtype=bool)
        for kind in evidence:
            for level in _TYING.get(kind, (kind,)):
                mask |= self.events[level].tying(sites)
        return mask

    def why(self, level: str, site_id: str, event_id: str) -> str:
        """Return in plain words why a pair has a level that is no mention; else nothing.

        Raises
        ------
        KeyError
            If the pair does not have that level.
        """
        if level == AGREEMENT:
            return self._why_agreement(site_id, event_id)
        return self._why_region(site_id, event_id) if level == REGION else ""

    def _strongest(
        self, pairs: Mapping[str, pd.DataFrame], rows: Mapping[str, int]
    ) -> dict[str, Links]:
        """Return level to the pairs that have no stronger one, in the order given.

        Parameters
        ----------
        pairs
            Level to a frame of two columns, identifiers of ``rows`` and of sites.
        """
        width = max(len(self._site_row), 1)
        stronger = np.empty(0, dtype="int64")
        links = {}
        for level, frame in pairs.items():
            of = frame.iloc[:, 0].map(rows).to_numpy(dtype="int64")
            sites = frame.iloc[:, 1].map(self._site_row).to_numpy(dtype="int64")
            # A pair is one number, and each number is kept at its first level.
            left = np.setdiff1d(of * width + sites, stronger)
            stronger = np.concatenate([stronger, left])
            links[level] = Links(left // width, left % width, len(rows), len(self._site_row))
        return links

    def _about_region(self) -> pd.DataFrame:
        concerned = self._dataset["event_minerals"][["event_id", "mineral"]]
        lying = self._dataset["deposits"][["site_id", "admin1"]]
        regions = pd.DataFrame(
            [(event, region) for event, named in self._regions.items() for region in named],
            columns=["event_id", "admin1"],
        )
        # Region and mineral together, so that no pair is made only to be dropped.
        events = regions.merge(concerned, on="event_id")
        sites = lying.merge(_main_minerals(self._dataset), on="site_id")
        pairs = events.merge(sites, on=["admin1", "mineral"])
        return pairs[["event_id", "site_id"]]

    def _why_agreement(self, site_id: str, event_id: str) -> str:
        through = self._through
        mine = through[(through["event_id"] == event_id) & (through["site_id"] == site_id)]
        agreements = self._dataset["agreements"].set_index("agreement_id")["title"]
        named = [
            f"“{agreements[agreement]}”, {_ROLES.get(role, role)}"
            for agreement, role in zip(mine["agreement_id"], mine["role"], strict=True)
        ]
        return f"Not named in the event. An agreement that names the site: {'; '.join(named)}."

    def _why_region(self, site_id: str, event_id: str) -> str:
        deposits = self._dataset["deposits"]
        region = deposits["admin1"].iloc[self._site_row[site_id]]
        surface = self._regions[event_id][region]
        concerned = self._dataset["event_minerals"]
        main = _main_minerals(self._dataset)
        codes = {*main.loc[main["site_id"] == site_id, "mineral"]} & {
            *concerned.loc[concerned["event_id"] == event_id, "mineral"]
        }
        minerals = self._dataset["minerals"].set_index("mineral")["name_en"]
        names = ", ".join(minerals[code].lower() for code in sorted(codes))
        return f"Not named. The event speaks of “{surface}” and concerns {names}."


def naming(dataset: Dataset, kind: Literal["event", "agreement"]) -> pd.DataFrame:
    """Return which events or agreements name which sites.

    A site is named by a mention that stands. Where no mention of the pair was denied
    (rejected by a person, or found to mean a company or a town), it is also named if
    the spelling in the source is known: elsewhere in the source's document.

    Returns
    -------
    DataFrame
        Columns ``event_id`` or ``agreement_id``, ``site_id`` and ``strength``, the
        strongest of each pair, pairs in order.
    """
    key = f"{kind}_id"
    mentions = dataset["mentions"]
    stands, decisions = standing(dataset), decided(dataset)
    elsewhere = (mentions["relation"] != SITE) & (decisions != ACCEPT)
    denied = (elsewhere | (decisions == REJECT)).to_numpy()
    stated = dataset[f"{kind}_sites"]
    spelled = stated[stated["stated_as"] != NOT_NAMED].merge(
        mentions.loc[denied, [key, "site_id"]].drop_duplicates(), how="left", indicator=True
    )
    found = pd.concat(
        [
            mentions.loc[stands & (mentions[key] != ""), [key, "site_id", "strength"]],
            spelled.loc[spelled["_merge"] == "left_only", [key, "site_id"]].assign(
                strength="document"
            ),
        ]
    )
    order = found["strength"].map({level: rank for rank, level in enumerate(MENTIONED)})
    strongest = found.iloc[np.argsort(order.to_numpy(), kind="stable")]
    strongest = strongest.drop_duplicates([key, "site_id"])
    return strongest.sort_values([key, "site_id"], ignore_index=True)


def _by_level(dataset: Dataset, kind: Literal["event", "agreement"]) -> dict[str, pd.DataFrame]:
    named = naming(dataset, kind)
    return {
        level: named.loc[named["strength"] == level, [f"{kind}_id", "site_id"]]
        for level in MENTIONED
    }


def _through_agreements(dataset: Dataset) -> pd.DataFrame:
    """Return each event with the sites that its agreements name, and in what role."""
    named = naming(dataset, "agreement")[["agreement_id", "site_id"]]
    return dataset["event_agreements"].merge(named, on="agreement_id")


def _regions_named(dataset: Dataset) -> dict[str, dict[str, str]]:
    """Return event to the regions that its own words name, each as spelled there."""
    names = RegionNames(dataset["deposits"]["admin1"])
    events = dataset["events"]
    texts = zip(
        *(events[name] for name in ("event_id", "title", "summary", "sites_note", "place")),
        strict=True,
    )
    return {event: names.named("\n".join(words), place) for event, *words, place in texts}


def _main_minerals(dataset: Dataset) -> pd.DataFrame:
    """Return site and mineral for each mineral that a site is known for."""
    listed, deposits = dataset["deposit_minerals"], dataset["deposits"]
    known = deposits.loc[deposits["primary_mineral"] != "", ["site_id", "primary_mineral"]]
    return pd.concat(
        [
            listed.loc[listed["role"] == "primary", ["site_id", "mineral"]],
            known.rename(columns={"primary_mineral": "mineral"}),
        ]
    ).drop_duplicates()
