from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.links import Links

COUNT, SITES = 4, 5


def links(pairs: set[tuple[int, int]]) -> Links:
    rows, sites = np.array(sorted(pairs), dtype="int64").reshape(-1, 2).T
    return Links(rows, sites, COUNT, SITES)


pairs_of_rows = st.sets(st.tuples(st.integers(0, COUNT - 1), st.integers(0, SITES - 1)))


def masks(length: int) -> st.SearchStrategy[list[bool]]:
    return st.lists(st.booleans(), min_size=length, max_size=length)


@given(pairs=pairs_of_rows, passing=masks(COUNT), shown=masks(SITES))
def test_links_are_followed_both_ways(
    pairs: set[tuple[int, int]], passing: list[bool], shown: list[bool]
):
    made = links(pairs)
    assert set(np.flatnonzero(made.tied(np.array(passing)))) == {
        site for row, site in pairs if passing[row]
    }
    assert set(np.flatnonzero(made.tying(np.array(shown)))) == {
        row for row, site in pairs if shown[site]
    }
    for row in range(COUNT):
        assert set(made.sites_of(row)) == {site for other, site in pairs if other == row}
    for site in range(SITES):
        assert set(made.rows_of(site)) == {row for row, other in pairs if other == site}
    assert made.per_site.tolist() == [
        sum(other == site for _, other in pairs) for site in range(SITES)
    ]


def test_masks_have_the_length_of_their_layer():
    made = links(set())
    assert made.tied(np.ones(COUNT, dtype=bool)).tolist() == [False] * SITES
    assert made.tying(np.ones(SITES, dtype=bool)).tolist() == [False] * COUNT
    assert made.per_site.tolist() == [0] * SITES
