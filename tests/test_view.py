from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import Any, Final
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.view import (
    EVIDENCE,
    FILTERS,
    FIRST_YEAR,
    GAPS,
    LAST_YEAR,
    LAYERS,
    MAX_TEXT,
    SELECTIONS,
    TILES,
    ViewState,
    from_query,
)

CHOICES: Final[Mapping[str, Collection[str]]] = {
    "group": ("copper", "rare-earths"),
    "mineral": tuple(f"M{number}" for number in range(40)),
    "country": ("KAZ", "UZB"),
    "status": ("closed", "producing"),
    "partner": ("EUU", "USA"),
    "instrument": ("memorandum", "treaty"),
    "site": ("kz-akbulak", "kz-kuyrektykol"),
    "event": ("s01",),
    "agreement": ("usa-kaz-2025",),
    "venue": ("Almaty", "Оскемен & Co; 100% <b>", "a=b?c#d+e"),
}
"""What exists, as ``Index.choices`` says it, with venues that a link must quote."""

NAMES: Final = tuple(field.name for field in fields(ViewState))


def several(values: Collection[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=3).map(tuple)


def one(values: Collection[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *sorted(values)])


@st.composite
def views(draw: Callable[[st.SearchStrategy[Any]], Any]) -> ViewState:
    """Any view that a page can be in: words parted by single spaces, one selection."""
    years = st.none() | st.integers(FIRST_YEAR, LAST_YEAR)
    since, until = draw(st.tuples(years, years))
    if since and until and since > until:
        since, until = until, since
    selected = draw(st.sampled_from(SELECTIONS))
    return ViewState(
        q=" ".join("".join(filter(str.isprintable, draw(st.text(max_size=150)))).split()),
        evidence=draw(several(EVIDENCE)),
        since=since,
        until=until,
        gap=draw(one(GAPS)),
        hide=draw(several(LAYERS)),
        tiles=draw(one(TILES)),
        **{
            name: draw(several(CHOICES[name]))
            for name in ("group", "mineral", "country", "status", "partner", "instrument")
        },
        **{selected: draw(one(CHOICES[selected]))},
    )


@given(views())
def test_a_link_gives_the_view_back(view: ViewState):
    query = parse_qs(view.to_query_string(), strict_parsing=bool(view.to_query()))
    assert from_query(query, CHOICES) == (view, [])


@given(views())
def test_a_view_has_one_spelling(view: ViewState):
    assert parse_qs(view.to_query_string()) == view.to_query()
    assert [name for name in NAMES if name in view.to_query()] == list(view.to_query())


def test_what_is_empty_is_left_out_of_the_link():
    assert ViewState().to_query_string() == ""
    assert from_query({}, CHOICES) == (ViewState(), [])


def test_a_link_is_read_by_a_person():
    view = ViewState(q="Күй рек", group=("rare-earths", "copper"), since=2024, site="kz-akbulak")
    assert view.to_query() == {
        "q": ["Күй рек"],
        "group": ["rare-earths", "copper"],
        "since": ["2024"],
        "site": ["kz-akbulak"],
    }
    assert view.to_query_string().endswith(
        "&group=rare-earths&group=copper&since=2024&site=kz-akbulak"
    )


KNOWN_PARTNERS: Final = "Known: EUU, USA."


@pytest.mark.parametrize(
    ("query", "messages"),
    [
        ({"grup": ["x"]}, ["parameter 'grup' is not known; did you mean 'group'?"]),
        ({"zzzz": ["x"]}, ["parameter 'zzzz' is not known."]),
        (
            {"group": ["rare-erths"]},
            ["group 'rare-erths' is not known; did you mean 'rare-earths'?"],
        ),
        (
            {"group": ["RARE-EARTHS"]},
            ["group 'RARE-EARTHS' is not known; did you mean 'rare-earths'?"],
        ),
        ({"partner": ["Atlantis"]}, [f"partner 'Atlantis' is not known. {KNOWN_PARTNERS}"]),
        ({"mineral": ["Unobtainium"]}, ["mineral 'Unobtainium' is not known."]),
        (
            {"site": ["kz-kuyrektykal"]},
            ["site 'kz-kuyrektykal' is not known; did you mean 'kz-kuyrektykol'?"],
        ),
        ({"event": ["x" * 50]}, [f"event '{'x' * 39}…' is not known. Known: s01."]),
        ({"evidence": ["evnt"]}, ["evidence 'evnt' is not known; did you mean 'event'?"]),
        (
            {"hide": ["everything"]},
            ["hide 'everything' is not known. Known: arcs, halos, relief, venues."],
        ),
        ({"gap": ["x"]}, ["gap 'x' is not known. Known: agreements, sites."]),
        ({"tiles": ["bing"]}, ["tiles 'bing' is not known. Known: osm."]),
        (
            {"country": list("ABCDE")},
            [
                *(f"country '{letter}' is not known. Known: KAZ, UZB." for letter in "ABC"),
                "2 more unknown values of country.",
            ],
        ),
        ({"since": ["25"]}, ["since '25' is not one year from 1900 to 2100, such as 2025."]),
        ({"until": ["1899"]}, ["until '1899' is not one year from 1900 to 2100, such as 2025."]),
        ({"since": ["2101"]}, ["since '2101' is not one year from 1900 to 2100, such as 2025."]),
        ({"since": ["-202"]}, ["since '-202' is not one year from 1900 to 2100, such as 2025."]),
        ({"since": ["٢٠٢٥"]}, ["since '٢٠٢٥' is not one year from 1900 to 2100, such as 2025."]),
        (
            {"until": ["2024", "2025"]},
            ["until '2024, 2025' is not one year from 1900 to 2100, such as 2025."],
        ),
        (
            {"since": ["2025"], "until": ["2024"]},
            ["The period 2025 to 2024 ends before it begins."],
        ),
        ({"q": ["a" * 201]}, ["The search text was cut to its first 200 characters."]),
    ],
)
def test_what_cannot_be_used_is_said(query: dict[str, list[str]], messages: list[str]):
    view, ignored = from_query(query, CHOICES)
    assert ignored == messages
    assert view == ViewState(q="a" * MAX_TEXT if "q" in query else "")


def test_what_can_be_used_is_kept_beside_what_cannot():
    query = {"group": ["gold", "copper"], "since": ["soon"], "until": ["2025"], "site": ["kz-x"]}
    view, ignored = from_query(query, CHOICES)
    assert view == ViewState(group=("copper",), until=2025)
    assert len(ignored) == 3


def test_a_filter_of_a_dataset_that_has_none_of_it_is_ignored():
    assert from_query({"partner": ["USA"]}, {}) == (
        ViewState(),
        ["partner 'USA' is not known."],
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (["  Актас \t\n "], "Актас"),
        (["a\x00b\u202ec\u200bd"], "a b c d"),
        (["lithium", "belt"], "lithium belt"),
        (["", ""], ""),
    ],
)
def test_search_text_is_plain_words(raw: list[str], text: str):
    assert from_query({"q": raw}, CHOICES) == (ViewState(q=text), [])


def test_a_value_given_twice_counts_once():
    query = {"group": ["copper", "rare-earths", "copper"], "since": ["2024", "2024"]}
    assert from_query(query, CHOICES) == (
        ViewState(group=("copper", "rare-earths"), since=2024),
        [],
    )


def test_a_period_may_be_one_year():
    query = {"since": ["2025"], "until": ["2025"]}
    assert from_query(query, CHOICES) == (ViewState(since=2025, until=2025), [])


def test_only_one_selection_is_kept():
    query = {name: [min(CHOICES[name])] for name in reversed(SELECTIONS)}
    assert from_query(query, CHOICES) == (
        ViewState(site="kz-akbulak"),
        ["Only one thing can be selected: the site was kept."],
    )
    del query["site"]
    assert from_query(query, CHOICES) == (
        ViewState(event="s01"),
        ["Only one thing can be selected: the event was kept."],
    )


def test_only_one_value_of_a_selection_is_kept():
    query = {"site": ["kz-kuyrektykol", "kz-akbulak"]}
    assert from_query(query, CHOICES) == (
        ViewState(site="kz-kuyrektykol"),
        ["Only one site can be chosen: 'kz-kuyrektykol' was kept."],
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_value_means_all(name: str):
    assert from_query({name: [""]}, CHOICES) == (ViewState(), [])


JUNK: Final = st.text(max_size=60) | st.sampled_from(
    ["x" * 10_000, "</script>" * 1_100, "\u202e" * 10_000, "9" * 10_000, "kz-" * 3_333, "\x00"]
)


@given(st.dictionaries(st.sampled_from(NAMES) | JUNK, st.lists(JUNK, max_size=8), max_size=8))
def test_junk_is_told_in_few_words(query: dict[str, list[str]]):
    view, ignored = from_query(query, CHOICES)
    assert view == replace(ViewState(), q=view.q)
    assert len(view.q) <= MAX_TEXT
    assert all(len(sentence) <= 160 for sentence in ignored)
    assert all(sentence.isprintable() for sentence in ignored)


def test_a_junk_link_of_10_kb_is_told_in_few_words():
    query = parse_qs("&".join(f"p{number}=%FF%00<{number}>" for number in range(700)))
    view, ignored = from_query(query, CHOICES)
    assert view == ViewState()
    assert len(ignored) == 700
    assert max(map(len, ignored)) <= 160


def test_filters_are_what_narrows():
    view = ViewState(
        q="x", country=("KAZ",), until=2025, site="kz-akbulak", hide=("arcs",), tiles="osm"
    )
    assert view.filters == {"q": ["x"], "country": ["KAZ"], "until": ["2025"]}
    assert {*FILTERS, *SELECTIONS, "gap", "hide", "tiles"} == set(NAMES)
    assert [name for name in NAMES if name in FILTERS] == list(FILTERS)


def test_without_empties_only_what_is_named():
    view = ViewState(q="x", country=("KAZ",), since=2024, site="kz-akbulak")
    assert view.without("q", "since", "site") == ViewState(country=("KAZ",))
    assert view.without() == view


def test_each_parameter_is_described():
    documentation = str(ViewState.__doc__)
    attributes = documentation.partition("Attributes\n")[2]
    entries = re.findall(r"^ {4}(\w+(?:, \w+)*)\n {8}(\S.+)", attributes, re.MULTILINE)
    described = {name: words for names, words in entries for name in names.split(", ")}
    assert described.keys() == set(NAMES)
    assert all(len(words) > 10 for words in described.values())
