from __future__ import annotations

import re
from html import unescape

import pytest

from geo.cards.unlinked import MOST, unlinked
from geo.index import Index
from geo.vocabularies import vocabulary
from tests.conftest import MakeDataset, Row
from tests.small_world import small_world


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def changed(make_dataset: MakeDataset, mention: Row, judgement: Row | None = None) -> Index:
    """The small world, its only mention the one of the summit, with other values."""
    found = small_world(make_dataset)["mentions"].to_dict("records")
    (row,) = (row for row in found if row["event_id"])
    said = {
        "judgement_id": "j-1",
        "mention_id": row["mention_id"],
        "judged_by": "A reader",
        "judged_on": "2026-01-02",
    }
    judged = [] if judgement is None else [{**said, **judgement}]
    sure = {**row, "relation": "site", "confidence": 0.95, **mention}
    return Index(small_world(make_dataset, mentions=[sure], judgements=judged))


def test_links_are_not_listed(make_dataset: MakeDataset):
    index = changed(make_dataset, {})
    assert len(index.mentions) == 1
    assert unlinked(index, "site_id", "kz-kuyrektykol").waiting == ()
    assert unlinked(index, "site_id", "kz-kuyrektykol").other == ()


@pytest.mark.parametrize(
    ("mention", "judgement", "waiting", "expected"),
    [
        (
            {"confidence": 0.6},
            None,
            True,
            "Waits for review Found in our summary; confidence 0.60.",
        ),
        (
            {},
            {"decision": "unsure", "reason": "Could be the river"},
            True,
            "Waits for review; unsure: A reader, 2 January 2026: Could be the river",
        ),
        ({}, {"decision": "reject"}, False, "Rejected by A reader, 2 January 2026 Found"),
        ({"confidence": 0.2}, None, False, "Too unsure to be a link"),
        *(
            ({"relation": relation}, None, False, meaning)
            for relation, meaning in vocabulary("relation").standard.items()
            if relation != "site"
        ),
    ],
)
def test_what_is_no_link_says_what_it_is(
    make_dataset: MakeDataset,
    mention: Row,
    judgement: Row | None,
    expected: str,
    *,
    waiting: bool,
):
    index = changed(make_dataset, mention, judgement)
    for column, identifier, head in (
        ("site_id", "kz-kuyrektykol", "6 November 2025"),
        ("event_id", "s01", "Kuyrektykol"),
    ):
        found = unlinked(index, column, identifier)
        (html,) = found.waiting if waiting else found.other
        assert (found.other if waiting else found.waiting) == ()
        assert words(html).startswith(head)
        assert "They named the <mark>Kuirektykol</mark> deposit." in html
        assert expected in words(html)
    assert unlinked(index, "agreement_id", "usa-kaz-2025").other == ()


def test_of_a_thousand_mentions_a_card_shows_the_first_and_counts_all(make_dataset: MakeDataset):
    found = small_world(make_dataset)["mentions"].to_dict("records")
    (row,) = (row for row in found if row["event_id"])
    many = [{**row, "mention_id": f"m-{at}", "confidence": 0.6} for at in range(1000)]
    listed = unlinked(Index(small_world(make_dataset, mentions=many)), "site_id", "kz-kuyrektykol")
    assert (len(listed.waiting), listed.waiting_count, listed.other_count) == (MOST, 1000, 0)
