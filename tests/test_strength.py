from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from geo.dataset import Dataset
from geo.index import Index
from geo.schema import MENTIONED
from geo.strength import LEVELS, naming
from geo.view import EVIDENCE, ViewState
from geo.vocabularies import vocabulary
from tests.conftest import MakeDataset, Row
from tests.small_world import ROWS, small_world

MENTION: Row = {
    "mention_id": "m-1",
    "site_id": "kz-akbulak",
    "event_id": "almaty-2024",
    "document_id": "d-1",
    "field": "text",
    "sentence": "Akbulak is near.",
    "sentence_start": 0,
    "start": 0,
    "end": 7,
    "surface": "Akbulak",
    "alias": "Akbulak",
    "relation": "site",
    "confidence": 0.95,
    "strength": "paragraph",
    "reasons": "The name is spelt there",
}
DOCUMENT: Row = {"document_id": "d-1", "title": "A text", "text": "Akbulak is near."}


@pytest.fixture(scope="module")
def index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))


def pairs(index: Index, level: str) -> set[tuple[str, str]]:
    """Event and site of each pair of a level."""
    links = index.strengths.events[level]
    events, sites = list(index.event_row), list(index.site_row)
    return {(events[row], sites[site]) for row, site in zip(links.rows, links.sites, strict=True)}


def with_mentions(make_dataset: MakeDataset, *changes: Row, **tables: Any) -> Index:
    """The small world with mentions in a user's document in place of its own."""
    mentions = [{**MENTION, "mention_id": f"m-{at}", **row} for at, row in enumerate(changes)]
    return Index(small_world(make_dataset, documents=[DOCUMENT], mentions=mentions, **tables))


def test_levels_are_the_vocabulary_and_can_be_filtered():
    assert tuple(vocabulary("strength").standard) == LEVELS
    assert LEVELS[: len(MENTIONED)] == MENTIONED
    assert set(EVIDENCE) == {"event", *LEVELS, "none"}
    assert ViewState(evidence=LEVELS).to_query() == {"evidence": [*LEVELS]}


def test_each_pair_has_its_strongest_level_once(index: Index):
    assert {level: pairs(index, level) for level in LEVELS} == {
        # An agreement of the summit, its region and its mineral would tie it too.
        "sentence": {("s01", "kz-kuyrektykol")},
        "paragraph": set(),
        # Its source spells the name; our own summary does not.
        "document": {("tashkent-2019", "uz-muruntau"), ("talks-to-2018", "kz-inkai")},
        "agreement": {("almaty-2024", "kg-kutessay")},
        "region": {("almaty-2024", "kz-inkai")},
    }


def test_why_is_told_in_words(index: Index):
    why = index.strengths.why
    assert why("region", "kz-inkai", "almaty-2024") == (
        "Not named. The event speaks of “Turkistan” and concerns uranium."
    )
    assert why("agreement", "kg-kutessay", "almaty-2024") == (
        "Not named in the event. An agreement that names the site: “Memorandum on a rare-earth "
        "mine”, discussed at the event."
    )
    assert why("sentence", "kz-kuyrektykol", "s01") == ""
    with pytest.raises(KeyError):
        why("region", "kz-akbulak", "almaty-2024")


@pytest.mark.parametrize(
    ("event", "mineral", "tied"),
    [
        ({"summary": "Uranium in Turkistan Region."}, "U", True),
        ({"title": "Uranium of Turkistan"}, "U", True),
        ({"sites_note": "Areas in Turkistan region"}, "U", True),
        # The country alone, another region, another mineral, the venue.
        ({"summary": "Uranium of Kazakhstan."}, "U", False),
        ({"summary": "Uranium in Kostanay Region."}, "U", False),
        ({"summary": "Gold in Turkistan Region."}, "Au", False),
        ({"summary": "They met in Turkistan.", "place": "Turkistan"}, "U", False),
        ({"place": "Turkistan Region"}, "U", False),
    ],
)
def test_region_and_mineral_are_both_needed(
    make_dataset: MakeDataset, event: Row, mineral: str, *, tied: bool
):
    default = {"title": "A forum", "summary": "They met.", "place": ""}
    dataset = small_world(
        make_dataset,
        events=[{**default, **event}],
        event_minerals=[{"mineral": mineral}],
        **dict.fromkeys(("event_participants", "event_sites", "event_agreements"), ()),
    )
    assert pairs(Index(dataset), "region") == ({("s01", "kz-inkai")} if tied else set())


def test_only_the_main_mineral_counts(make_dataset: MakeDataset):
    # Kutessay's gold is a by-product.
    for mineral, tied in (("Au", set()), ("REE", {("almaty-2024", "kg-kutessay")})):
        dataset = small_world(
            make_dataset,
            events=[{**row, "summary": "Ores of Chuy Region."} for row in ROWS["events"]],
            event_minerals=[{"event_id": "almaty-2024", "mineral": mineral}],
            event_agreements=(),
        )
        assert pairs(Index(dataset), "region") == tied


@pytest.mark.parametrize("level", MENTIONED)
def test_a_mention_in_a_document_counts_as_near_as_it_stands(make_dataset: MakeDataset, level: str):
    index = with_mentions(make_dataset, {"strength": level})
    assert ("almaty-2024", "kz-akbulak") in pairs(index, level)
    assert {"kz-akbulak"} == {
        site for site, row in index.site_row.items() if index.facets["evidence"][level][row]
    } - {"uz-muruntau", "kz-inkai"}


def test_of_several_mentions_the_nearest_counts(make_dataset: MakeDataset):
    index = with_mentions(
        make_dataset, {"strength": "document"}, {"strength": "sentence"}, {"strength": "paragraph"}
    )
    assert ("almaty-2024", "kz-akbulak") in pairs(index, "sentence")
    assert not {("almaty-2024", "kz-akbulak")} & (
        pairs(index, "paragraph") | pairs(index, "document")
    )


NEVER: Row = {"confidence": 0.95, "relation": "company"}
DOUBTFUL: Row = {"confidence": 0.6}


@pytest.mark.parametrize(
    ("mention", "decision", "tied"),
    [
        ({}, "", True),
        ({}, "accept", True),
        ({}, "reject", False),
        ({}, "unsure", False),
        (DOUBTFUL, "", False),
        (DOUBTFUL, "accept", True),
        (NEVER, "", False),
    ],
)
def test_a_person_decides(make_dataset: MakeDataset, mention: Row, decision: str, *, tied: bool):
    judgement = {
        "judgement_id": "j-1",
        "mention_id": "m-0",
        "decision": decision,
        "judged_by": "A reader",
        "judged_on": "2026-01-02",
    }
    index = with_mentions(make_dataset, mention, judgements=[judgement] if decision else [])
    pair = ("almaty-2024", "kz-akbulak")
    assert {level for level in LEVELS if pair in pairs(index, level)} == (
        {"paragraph"} if tied else set()
    )


@pytest.mark.parametrize(
    ("mention", "level"),
    [
        # What waits takes nothing from what the source says; what is denied does.
        (DOUBTFUL, "document"),
        (NEVER, ""),
    ],
)
def test_a_denied_mention_goes_before_the_spelling_in_the_source(
    make_dataset: MakeDataset, mention: Row, level: str
):
    row = {**mention, "site_id": "uz-muruntau", "event_id": "tashkent-2019"}
    index = with_mentions(make_dataset, row)
    pair = ("tashkent-2019", "uz-muruntau")
    # The agreement of the visit names the site all the same.
    assert [one for one in LEVELS if pair in pairs(index, one)] == [level or "agreement"]
    # It stays tied by its source, whatever the name stands for.
    assert index.event_links.per_site[index.site_row["uz-muruntau"]] == 1


def test_a_source_that_does_not_name_a_site_is_not_evidence(make_dataset: MakeDataset):
    rows = [{**row, "stated_as": "[not named]"} for row in ROWS["event_sites"]]
    index = Index(small_world(make_dataset, event_sites=rows))
    assert pairs(index, "document") == set()
    assert index.event_links.per_site.sum() == 3


def test_agreements_name_sites_too(make_dataset: MakeDataset):
    row = {"site_id": "kz-kuyrektykol", "event_id": "", "agreement_id": "usa-kaz-2025"}
    index = with_mentions(make_dataset, {**row, "strength": "sentence"})
    named = naming(index.dataset, "agreement")
    assert list(zip(named["agreement_id"], named["site_id"], named["strength"], strict=True)) == [
        ("chn-uzb-gold", "uz-muruntau", "document"),
        ("usa-kaz-2025", "kz-kuyrektykol", "sentence"),
        ("usa-kgz-kaz", "kg-kutessay", "document"),
    ]
    assert index.strengths.agreements.keys() == set(MENTIONED)


def test_nothing_is_tied_in_an_empty_dataset():
    strengths = Index(Dataset.conformed({})).strengths
    assert {level: len(links.rows) for level, links in strengths.events.items()} == dict.fromkeys(
        LEVELS, 0
    )
    nothing = np.zeros(0, dtype=bool)
    assert strengths.tied(EVIDENCE, nothing, nothing).shape == (0,)
    assert strengths.tying(EVIDENCE, nothing).shape == (0,)
