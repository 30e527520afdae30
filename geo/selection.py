"""What a view shows of a dataset, with the live count of every option."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geo.index import Index
from geo.linking.normalize import fold_key
from geo.links import Mask
from geo.view import ViewState

SITE_FACETS: Final = ("group", "mineral", "country", "status", "evidence")
"""Filters whose values belong to a site."""

POLITICS: Final = ("partner", "instrument", "since", "until")
"""Filters on agreements and events; a site passes them through its links."""


@dataclass(frozen=True)
class Selection:
    """What one view shows, as masks over the rows of the layers."""

    sites: Mask
    agreements: Mask
    events: Mask


def select(index: Index, view: ViewState) -> Selection:
    """Return what a view shows.

    Sites pass the filters on sites, and, where the view filters agreements or
    events, are tied to at least one that passes. Agreements and events pass
    their own filters and concern what is left: a shown site, or a chosen
    mineral or country.
    """
    sites = _all(_site_masks(index, view))
    agreements, events = _politics(index, view)
    return Selection(
        sites=sites,
        agreements=agreements & _agreements_concerned(index, view, sites),
        events=events & _events_concerned(index, view, sites),
    )


def _site_masks(index: Index, view: ViewState) -> dict[str, Mask | None]:
    """Return filter to the sites that pass it; ``None`` where it is not set."""
    masks = {name: _any(index.facets[name], getattr(view, name)) for name in SITE_FACETS}
    masks["q"] = _search(index.site_texts, view.q)
    masks["politics"] = _linked(index, view, *_politics(index, view))
    return masks


def picked(index: Index, view: ViewState) -> list[int]:
    """Return the rows of the sites that what is selected is, or concerns."""
    if view.site:
        return [index.site_row[view.site]]
    if view.event:
        links, row = index.event_links, index.event_row[view.event]
    elif view.agreement:
        links, row = index.agreement_links, index.agreement_row[view.agreement]
    else:
        return []
    return [int(site) for site in links.sites_of(row)]


def _any(options: dict[str, Mask], chosen: tuple[str, ...]) -> Mask | None:
    """Return the rows with any of the chosen values; ``None`` means no filter."""
    return np.logical_or.reduce([options[value] for value in chosen]) if chosen else None


def _all(masks: dict[str, Mask | None], *but: str) -> Mask:
    given = [mask for name, mask in masks.items() if mask is not None and name not in but]
    passing: Mask = np.logical_and.reduce(given)
    return passing


def _search(texts: list[str], q: str) -> Mask:
    words = [folded for word in q.split() if (folded := fold_key(word))]
    if q.strip() and not words:
        return np.zeros(len(texts), dtype=bool)
    return np.array([all(f" {word}" in text for word in words) for text in texts], dtype=bool)


def _politics(
    index: Index, view: ViewState, *, partner: str = "", instrument: str = ""
) -> tuple[Mask, Mask]:
    """Return the agreements and events that pass the filters on themselves.

    A given ``partner`` or ``instrument`` stands in for the view's own choice.
    """
    partners = (partner,) if partner else view.partner
    instruments = (instrument,) if instrument else view.instrument
    agreements = _within(index.agreement_years, view)
    events = _within(index.event_years, view)
    for options, chosen in ((index.partners, partners), (index.instruments, instruments)):
        if chosen:
            agreements &= np.logical_or.reduce([options[value][0] for value in chosen])
            events &= np.logical_or.reduce([options[value][1] for value in chosen])
    return agreements, events


def _within(years: np.ndarray[tuple[int, int], np.dtype[np.int64]], view: ViewState) -> Mask:
    # A date known only as an interval passes if any of it lies in the period.
    inside = np.ones(len(years), dtype=bool)
    if view.since is not None:
        inside &= years[:, 1] >= view.since
    if view.until is not None:
        inside &= years[:, 0] <= view.until
    return inside


def _linked(index: Index, view: ViewState, agreements: Mask, events: Mask) -> Mask | None:
    """Return the sites tied to a passing agreement or event; ``None`` if none is asked for."""
    if not any(getattr(view, name) for name in POLITICS):
        return None
    return _tied(index, view.evidence, agreements, events)


def _tied(index: Index, evidence: tuple[str, ...], agreements: Mask, events: Mask) -> Mask:
    """Return the sites tied to what passes, by the evidence that is asked for if any is."""
    if evidence:
        return index.strengths.tied(evidence, agreements, events)
    return index.agreement_links.tied(agreements) | index.event_links.tied(events)


def _agreements_concerned(index: Index, view: ViewState, sites: Mask) -> Mask:
    return _concerned(
        view,
        named=index.agreement_links.tying(sites),
        minerals=index.agreement_minerals,
        countries=index.agreement_countries,
        texts=index.agreement_texts,
    )


def _events_concerned(index: Index, view: ViewState, sites: Mask) -> Mask:
    return _concerned(
        view,
        named=index.strengths.tying(view.evidence, sites)
        if view.evidence
        else index.event_links.tying(sites),
        minerals=index.event_minerals,
        countries=index.event_countries,
        texts=index.event_texts,
    )


def _concerned(
    view: ViewState,
    *,
    named: Mask,
    minerals: dict[str, dict[str, Mask]],
    countries: dict[str, Mask],
    texts: list[str],
) -> Mask:
    """Return the rows that concern what is left of the sites.

    A mineral, a country or a word can also be the row's own; a status or a
    strength of evidence cannot, so there the row must name a shown site, or be the
    evidence that is asked for.
    """
    passing = np.ones(len(named), dtype=bool)
    nothing = np.zeros(len(named), dtype=bool)
    for options, chosen in (
        (minerals["group"], view.group),
        (minerals["mineral"], view.mineral),
        (countries, view.country),
    ):
        if chosen:
            own = np.logical_or.reduce([options.get(value, nothing) for value in chosen])
            passing &= own | named
    if view.q:
        passing &= _search(texts, view.q) | named
    if view.status or view.evidence:
        passing &= named
    return passing


def live_counts(index: Index, view: ViewState) -> dict[str, dict[str, int]]:
    """Return filter name to value to a number of sites.

    They are those that would be shown if that value alone were chosen in that
    filter and all others stayed.
    """
    masks = _site_masks(index, view)
    politics = _politics(index, view)
    counts: dict[str, dict[str, int]] = {name: {} for name in SITE_FACETS}
    for name in SITE_FACETS:
        others = _all(masks, name, "politics")
        linked = masks["politics"]
        for value, mask in index.facets[name].items():
            if name == "evidence":
                # It also says which agreements and events tie a site.
                linked = _linked(index, replace(view, evidence=(value,)), *politics)
            passing = _all({"own": mask, "others": others, "politics": linked})
            counts[name][value] = int(np.count_nonzero(passing))
    others = _all(masks, "politics")
    for name, options in (("partner", index.partners), ("instrument", index.instruments)):
        tied = {
            value: _tied(index, view.evidence, *_politics(index, view, **{name: value}))
            for value in options
        }
        counts[name] = {value: int(np.count_nonzero(tied[value] & others)) for value in options}
    return counts
