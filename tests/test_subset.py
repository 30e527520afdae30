from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.index import Index
from geo.schema import TABLES
from geo.selection import Selection, select
from geo.subset import subset
from geo.validate import validate
from geo.view import ViewState
from tests.conftest import MakeDataset

QAZINFORM = "qazinform-1a2b3c"


@pytest.fixture(scope="module")
def whole(make_dataset: MakeDataset) -> Dataset:
    """Two sites, agreements and events, of which the second ones share nothing with the first."""
    dataset = make_dataset(
        sources=[{}, *({"source_id": f"source-{letter}"} for letter in "abcdef")],
        parties=[
            {},
            {"party": "USA", "name_en": "United States"},
            {"party": "UZB", "name_en": "Uzbekistan", "sources": "source-a"},
            {"party": "FRA", "name_en": "France"},
        ],
        minerals=[
            {},
            {"mineral": "W", "name_en": "Tungsten"},
            {"mineral": "U", "name_en": "Uranium"},
        ],
        critical_lists=[{}, {"mineral": "U"}, {"mineral": "W", "sources": "source-b#page 3"}],
        deposits=[
            {},
            {
                "site_id": "uz-koytash",
                "name": "Koytash",
                "name_ru": "Койташ",
                "country": "UZB",
                "primary_mineral": "W",
                "longitude": 67.3,
                "latitude": 40.2,
                "sources": "source-c#1; source-d",
            },
        ],
        deposit_minerals=[{}, {"site_id": "uz-koytash", "mineral": "W"}],
        aliases=[{}, {"site_id": "uz-koytash", "name": "Koytash"}],
        statements=[{}, {"statement_id": "koytash-status-1", "site_id": "uz-koytash"}],
        agreements=[
            {},
            {
                "agreement_id": "usa-uzb-2026",
                "parent_id": "usa-kaz-2025",
                "summary": "It concerns Koytash.",
            },
        ],
        agreement_parties=[
            {},
            {"party": "USA"},
            {"agreement_id": "usa-uzb-2026", "party": "USA"},
        ],
        agreement_sites=[{}, {"agreement_id": "usa-uzb-2026", "site_id": "uz-koytash"}],
        agreement_minerals=[{}, {"agreement_id": "usa-uzb-2026", "mineral": "W"}],
        events=[{}, {"event_id": "s02", "summary": "They met.", "sources": "source-e"}],
        event_participants=[{}, {"event_id": "s02", "party": ""}],
        event_agreements=[{}, {"event_id": "s02", "agreement_id": "usa-uzb-2026"}],
        documents=[
            {"document_id": "mine", "title": "Notes", "text": "Koytash"},
            {"document_id": "other", "title": "Notes", "text": "Nothing"},
        ],
    )
    found = dataset["mentions"]
    own = {
        **found.iloc[0],
        "mention_id": "m-own",
        "site_id": "uz-koytash",
        "event_id": "",
        "strength": "",
    }
    own |= {"agreement_id": "", "document_id": "mine", "field": "text", "sentence": "Koytash"}
    own |= {"sentence_start": 0, "start": 0, "end": 7, "surface": "Koytash", "alias": "Koytash"}
    judgements = [
        {
            "judgement_id": f"j-{mention}",
            "mention_id": mention,
            "decision": "accept",
            "judged_by": "A reader",
            "judged_on": "2026-01-02",
            "reason": "",
        }
        for mention in ("m-own", "m-of-an-older-build")
    ]
    return Dataset.conformed(
        {
            **dataset.frames,
            "mentions": pd.concat([found, pd.DataFrame([own])]),
            "judgements": pd.DataFrame(judgements),
        }
    )


def shown(sites: list[bool], agreements: list[bool], events: list[bool]) -> Selection:
    return Selection(*(np.array(mask, dtype=bool) for mask in (sites, agreements, events)))


def ids(dataset: Dataset, table: str, column: str) -> list[str]:
    return dataset[table][column].tolist()


def test_the_made_dataset_breaks_no_rule(whole: Dataset):
    assert [str(problem) for problem in validate(whole, exceptions=()).problems] == []
    assert len(whole["mentions"]) == 4


def test_whatever_is_shown_nothing_dangles(whole: Dataset):
    index = Index(whole)
    for choice in product([False, True], repeat=6):
        part = subset(index, shown(list(choice[:2]), list(choice[2:4]), list(choice[4:])))
        assert [str(problem) for problem in validate(part, exceptions=()).problems] == []
        rows = [len(part[name]) for name in ("deposits", "agreements", "events")]
        assert rows == [sum(choice[:2]), sum(choice[2:4]), sum(choice[4:])]
        assert Index(part).choices.keys() == index.choices.keys()


def test_everything_of_what_is_shown_comes_along(whole: Dataset):
    # Event rows are s01, s02; agreements usa-kaz-2025, usa-uzb-2026.
    part = subset(Index(whole), shown([True, False], [True, False], [True, False]))
    assert ids(part, "deposits", "site_id") == ["kz-kuyrektykol"]
    assert ids(part, "aliases", "name") == ["Kuyrektykol"]
    assert ids(part, "statements", "statement_id") == ["kuyrektykol-resource-1"]
    assert ids(part, "deposit_minerals", "mineral") == ["REE"]
    assert ids(part, "agreement_parties", "party") == ["KAZ", "USA"]
    assert ids(part, "agreement_sites", "agreement_id") == ["usa-kaz-2025"]
    assert ids(part, "event_participants", "participant") == ["Tokayev"]
    assert ids(part, "event_agreements", "agreement_id") == ["usa-kaz-2025"]
    assert sorted(ids(part, "mentions", "event_id")) == ["", "s01"]


def test_lists_hold_only_what_is_referred_to(whole: Dataset):
    part = subset(Index(whole), shown([False, True], [False, False], [False, False]))
    assert ids(part, "parties", "party") == ["UZB"]
    assert ids(part, "minerals", "mineral") == ["W"]
    assert ids(part, "critical_lists", "mineral") == ["W"]
    assert ids(part, "documents", "document_id") == ["mine"]
    assert ids(part, "judgements", "judgement_id") == ["j-m-own"]
    # Those of the party, of the critical list, and both of the site; its alias and
    # its statement rest on the first.
    assert ids(part, "sources", "source_id") == [
        QAZINFORM,
        *(f"source-{letter}" for letter in "abcd"),
    ]


def test_a_row_without_a_reference_needs_no_partner(whole: Dataset):
    part = subset(Index(whole), shown([False, False], [False, False], [False, True]))
    assert ids(part, "event_participants", "party") == [""]
    assert ids(part, "parties", "party") == []
    assert ids(part, "sources", "source_id") == ["source-e"]


def test_the_parent_is_named_only_where_it_is_shown(whole: Dataset):
    index = Index(whole)
    both = subset(index, shown([True, True], [True, True], [True, True]))
    assert ids(both, "agreements", "parent_id") == ["", "usa-kaz-2025"]
    child = subset(index, shown([True, True], [False, True], [True, True]))
    assert ids(child, "agreements", "parent_id") == [""]
    assert ids(whole, "agreements", "parent_id") == ["", "usa-kaz-2025"]


def test_types_and_crs_stay(whole: Dataset):
    part = subset(Index(whole), shown([False, True], [True, False], [True, False]))
    assert part == Dataset.conformed(part.frames)
    for declared in TABLES:
        assert part[declared.name].dtypes.equals(whole[declared.name].dtypes)
        assert part[declared.name].index.equals(pd.RangeIndex(len(part[declared.name])))
    assert part.deposits.crs == whole.deposits.crs


def test_a_view_narrows_a_dataset_and_keeps_its_warnings(whole: Dataset):
    index = Index(Dataset(whole.frames, ("The latest edits may be missing.",)))
    part = subset(index, select(index, ViewState(mineral=("W",))))
    assert ids(part, "deposits", "name") == ["Koytash"]
    assert part.warnings == ("The latest edits may be missing.",)
