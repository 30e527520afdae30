from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.index import Index
from geo.selection import SITE_FACETS, live_counts, select
from geo.view import EVIDENCE, ViewState
from tests.conftest import MakeDataset
from tests.small_world import ROWS, small_world

ALL_SITES: Final = frozenset(str(row.get("site_id", "kz-kuyrektykol")) for row in ROWS["deposits"])
ALL_AGREEMENTS: Final = frozenset(
    str(row.get("agreement_id", "usa-kaz-2025")) for row in ROWS["agreements"]
)
ALL_EVENTS: Final = frozenset(str(row.get("event_id", "s01")) for row in ROWS["events"])

OPTIONS: Final = {
    "group": ("precious", "rare-earths", "uranium"),
    "mineral": ("Au", "REE", "U"),
    "country": ("KAZ", "KGZ", "UZB"),
    "status": ("closed", "deposit", "exploration", "producing"),
    "partner": ("CHN", "EUU", "USA"),
    "instrument": ("commercial-contract", "memorandum", "roadmap"),
    "evidence": tuple(EVIDENCE),
}
"""Every filter with a closed set of values, and its values."""


@dataclass(frozen=True)
class Shown:
    """What passes, by identifier."""

    sites: frozenset[str]
    agreements: frozenset[str]
    events: frozenset[str]


def shown(index: Index, view: ViewState) -> Shown:
    selection = select(index, view)
    return Shown(
        *(
            frozenset(identifier for identifier, row in rows.items() if mask[row])
            for rows, mask in (
                (index.site_row, selection.sites),
                (index.agreement_row, selection.agreements),
                (index.event_row, selection.events),
            )
        )
    )


@pytest.fixture(scope="session")
def index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))


def several(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


FILTERS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "q": st.sampled_from(["", "ku", "memorandum", "region", "gold"]),
    **{name: several(values) for name, values in OPTIONS.items()},
    "since": st.none() | st.integers(2017, 2026),
    "until": st.none() | st.integers(2017, 2026),
}


def test_without_a_filter_all_is_shown(index: Index):
    assert shown(index, ViewState()) == Shown(ALL_SITES, ALL_AGREEMENTS, ALL_EVENTS)


RARE: Final = {"kz-kuyrektykol", "kz-akbulak", "kg-kutessay"}


@pytest.mark.parametrize(
    ("view", "sites", "agreements", "events"),
    [
        # Filters on sites: papers and meetings pass that name a shown site, or that
        # concern the mineral or country themselves.
        (
            ViewState(group=("rare-earths",)),
            RARE,
            {"usa-kaz-2025", "usa-kgz-kaz"},
            {"s01"},
        ),
        (
            ViewState(mineral=("Au",)),
            {"kg-kutessay", "uz-muruntau"},
            {"chn-uzb-gold", "usa-kgz-kaz"},
            {"tashkent-2019"},
        ),
        (
            ViewState(group=("uranium",)),
            {"kz-inkai"},
            {"eu-kaz-roadmap"},
            {"talks-to-2018", "almaty-2024"},
        ),
        (
            ViewState(country=("KGZ",)),
            {"kg-kutessay"},
            {"usa-kgz-kaz"},
            set(),
        ),
        (
            ViewState(status=("producing",)),
            {"kz-inkai", "uz-muruntau"},
            {"chn-uzb-gold"},
            {"tashkent-2019", "talks-to-2018"},
        ),
        (
            ViewState(evidence=("agreement",)),
            {"kz-kuyrektykol", "kg-kutessay", "uz-muruntau"},
            {"usa-kaz-2025", "usa-kgz-kaz", "chn-uzb-gold"},
            # The forum discussed an agreement that names Kutessay.
            {"s01", "tashkent-2019", "almaty-2024"},
        ),
        (ViewState(evidence=("none",)), {"kz-akbulak"}, set(), set()),
        (
            ViewState(evidence=("event",)),
            {"kz-kuyrektykol", "kz-inkai", "uz-muruntau"},
            {"usa-kaz-2025", "chn-uzb-gold"},
            {"s01", "tashkent-2019", "talks-to-2018"},
        ),
        (ViewState(evidence=("sentence",)), {"kz-kuyrektykol"}, {"usa-kaz-2025"}, {"s01"}),
        (ViewState(evidence=("paragraph",)), set(), set(), set()),
        (
            ViewState(evidence=("document",)),
            {"kz-inkai", "uz-muruntau"},
            {"chn-uzb-gold"},
            {"tashkent-2019", "talks-to-2018"},
        ),
        # The event that names Inkai is not the one that speaks of its region.
        (ViewState(evidence=("region",)), {"kz-inkai"}, set(), {"almaty-2024"}),
        (
            ViewState(evidence=("region", "sentence")),
            {"kz-inkai", "kz-kuyrektykol"},
            {"usa-kaz-2025"},
            {"almaty-2024", "s01"},
        ),
        # The evidence asked for is what must lie in the period or have the partner.
        (ViewState(evidence=("region",), since=2024), {"kz-inkai"}, set(), {"almaty-2024"}),
        (ViewState(evidence=("region",), until=2018), set(), set(), set()),
        (ViewState(evidence=("document",), since=2020), set(), set(), set()),
        (
            ViewState(evidence=("agreement",), until=2020),
            {"uz-muruntau"},
            {"chn-uzb-gold"},
            {"tashkent-2019"},
        ),
        (ViewState(evidence=("none",), since=2019), set(), set(), set()),
        # Filters on papers and meetings: a site passes that one of them is tied to.
        (
            ViewState(partner=("USA",)),
            {"kz-kuyrektykol", "kg-kutessay"},
            {"usa-kaz-2025", "usa-kgz-kaz"},
            {"s01"},
        ),
        (ViewState(partner=("EUU",)), set(), {"eu-kaz-roadmap"}, set()),
        (
            ViewState(partner=("CHN",)),
            {"uz-muruntau", "kz-inkai"},
            {"chn-uzb-gold"},
            {"tashkent-2019", "talks-to-2018"},
        ),
        (
            ViewState(instrument=("memorandum",)),
            {"kz-kuyrektykol", "kg-kutessay"},
            {"usa-kaz-2025", "usa-kgz-kaz"},
            {"s01", "almaty-2024"},
        ),
        # Dates: an interval passes where any of it lies in the period, no date never.
        (
            ViewState(since=2024),
            {"kz-kuyrektykol", "kg-kutessay"},
            {"usa-kaz-2025", "usa-kgz-kaz"},
            {"s01", "almaty-2024"},
        ),
        (ViewState(until=2018), {"kz-inkai"}, set(), {"talks-to-2018"}),
        (
            ViewState(since=2018, until=2019),
            {"kz-inkai", "uz-muruntau"},
            {"chn-uzb-gold"},
            {"talks-to-2018", "tashkent-2019"},
        ),
        (ViewState(since=2020, until=2022), set(), set(), set()),
        (ViewState(since=2100), {"kg-kutessay"}, {"usa-kgz-kaz"}, set()),
        (ViewState(until=1900), {"kz-inkai"}, set(), {"talks-to-2018"}),
        # Several values of one filter widen it.
        (
            ViewState(partner=("EUU", "USA")),
            {"kz-kuyrektykol", "kg-kutessay"},
            {"usa-kaz-2025", "usa-kgz-kaz", "eu-kaz-roadmap"},
            {"s01"},
        ),
        (
            ViewState(status=("closed", "deposit")),
            {"kg-kutessay", "kz-akbulak"},
            {"usa-kgz-kaz"},
            set(),
        ),
        # Different filters narrow each other.
        (
            ViewState(group=("rare-earths",), country=("KAZ",)),
            {"kz-kuyrektykol", "kz-akbulak"},
            {"usa-kaz-2025", "usa-kgz-kaz"},
            {"s01"},
        ),
        (
            ViewState(partner=("USA",), until=2024),
            {"kg-kutessay"},
            {"usa-kgz-kaz"},
            set(),
        ),
        (ViewState(partner=("CHN",), instrument=("memorandum",)), set(), set(), set()),
        (
            ViewState(partner=("USA",), status=("closed",)),
            {"kg-kutessay"},
            {"usa-kgz-kaz"},
            set(),
        ),
        # What is picked out or hidden changes nothing.
        (
            ViewState(site="kz-inkai", hide=("arcs", "halos"), tiles="osm"),
            ALL_SITES,
            ALL_AGREEMENTS,
            ALL_EVENTS,
        ),
    ],
)
def test_what_a_view_shows(
    index: Index, view: ViewState, sites: set[str], agreements: set[str], events: set[str]
):
    assert shown(index, view) == Shown(frozenset(sites), frozenset(agreements), frozenset(events))


@pytest.mark.parametrize(
    ("q", "sites"),
    [
        ("Куйректыколь", {"kz-kuyrektykol"}),
        ("kuirektykol", {"kz-kuyrektykol"}),
        ("Күйректікөл", {"kz-kuyrektykol"}),
        ("KUYREKTYKOL", {"kz-kuyrektykol"}),
        ("  kuyrekty ", {"kz-kuyrektykol"}),
        ("Мурунтов", {"uz-muruntau"}),
        ("muruntau", {"uz-muruntau"}),
        ("kutessay ii", {"kg-kutessay"}),
        ("Кутессай-2", {"kg-kutessay"}),
        ("chuy", {"kg-kutessay"}),
        ("gold navoiy", {"uz-muruntau"}),
        ("region", ALL_SITES),
        # A word is found by how it begins, not by its middle or across two names.
        ("runtau", set()),
        ("kolkuirek", set()),
        ("mur nav", {"uz-muruntau"}),
        ("Куйректыколь gold", set()),
        ("qqqzzz", set()),
        ("…!?", set()),
        ("<script>alert(1)</script>", set()),
        (".*", set()),
        ("", ALL_SITES),
        ("   ", ALL_SITES),
    ],
)
def test_search_minds_neither_case_nor_accents_nor_script(index: Index, q: str, sites: set[str]):
    assert shown(index, ViewState(q=q)).sites == sites


def test_search_finds_papers_and_meetings_by_their_words_or_their_site(index: Index):
    assert shown(index, ViewState(q="roadmap")) == Shown(
        frozenset(), frozenset({"eu-kaz-roadmap"}), frozenset()
    )
    assert shown(index, ViewState(q="tashkent")).events == {"tashkent-2019"}
    # Its title and summary do not hold the word: it names the site.
    assert shown(index, ViewState(q="muruntau")).agreements == {"chn-uzb-gold"}
    assert shown(index, ViewState(q="qqqzzz")) == Shown(frozenset(), frozenset(), frozenset())


@given(view=st.builds(ViewState, **FILTERS))
def test_live_counts_are_what_each_option_alone_would_show(index: Index, view: ViewState):
    counts = live_counts(index, view)
    assert {name: set(values) for name, values in counts.items()} == {
        name: set(values) for name, values in OPTIONS.items()
    }
    recount = {
        name: {
            value: int(np.count_nonzero(select(index, replace(view, **{name: (value,)})).sites))
            for value in values
        }
        for name, values in OPTIONS.items()
    }
    assert counts == recount


@given(
    view=st.builds(ViewState, **FILTERS),
    name=st.sampled_from(sorted(OPTIONS)),
    data=st.data(),
)
def test_another_value_widens_and_another_filter_narrows(
    index: Index, view: ViewState, name: str, data: st.DataObject
):
    value = data.draw(st.sampled_from(OPTIONS[name]))
    chosen = getattr(view, name)
    before = shown(index, view).sites
    after = shown(index, replace(view, **{name: (*chosen, value)})).sites
    if chosen:
        assert before <= after
    elif value == "region":
        # It counts ties that count for nothing else, and only those.
        assert after <= shown(index, ViewState(evidence=("region",))).sites
    else:
        assert after <= before


@given(view=st.builds(ViewState, **{name: FILTERS[name] for name in SITE_FACETS}))
def test_filters_on_sites_are_and_of_or(index: Index, view: ViewState):
    expected = set(ALL_SITES)
    for name in SITE_FACETS:
        chosen = getattr(view, name)
        if chosen:
            expected &= {
                site
                for site, row in index.site_row.items()
                if any(index.facets[name][value][row] for value in chosen)
            }
    assert shown(index, view).sites == expected


def test_selecting_changes_no_mask_of_the_index(index: Index):
    before = {
        name: {value: mask.copy() for value, mask in masks.items()}
        for name, masks in index.facets.items()
    }
    tied = index.agreement_links.per_site.copy()
    select(index, ViewState(q="ku", group=("precious",), partner=("USA",), since=2019))
    for name, masks in before.items():
        for value, mask in masks.items():
            assert np.array_equal(mask, index.facets[name][value])
    assert np.array_equal(tied, index.agreement_links.per_site)
    assert shown(index, ViewState()) == Shown(ALL_SITES, ALL_AGREEMENTS, ALL_EVENTS)


@pytest.mark.parametrize(
    "view", [ViewState(), ViewState(q="gold"), ViewState(since=2020), ViewState(evidence=("none",))]
)
def test_an_empty_dataset_shows_nothing(view: ViewState):
    index = Index(Dataset.conformed({}))
    selection = select(index, view)
    assert len(selection.sites) == len(selection.agreements) == len(selection.events) == 0
    assert live_counts(index, view) == {
        **{name: {} for name in OPTIONS},
        "evidence": dict.fromkeys(EVIDENCE, 0),
    }
