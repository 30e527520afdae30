from __future__ import annotations

import pytest

from geo.dataset import Dataset
from geo.judgements import latest, standing, waiting
from tests.conftest import MakeDataset, Row

MENTION: Row = {
    "site_id": "kz-kuyrektykol",
    "event_id": "s01",
    "field": "summary",
    "sentence": "They named the Kuirektykol deposit.",
    "sentence_start": 20,
    "start": 35,
    "end": 46,
    "surface": "Kuirektykol",
    "alias": "Kuyrektykol",
    "relation": "site",
    "confidence": 0.95,
    "strength": "sentence",
    "reasons": "It is spelled so",
}


def judgement(number: int, decision: str, day: str = "2026-01-01", mention: str = "m-1") -> Row:
    return {
        "judgement_id": f"j-{number:06d}",
        "mention_id": mention,
        "decision": decision,
        "judged_by": "A. Reader",
        "judged_on": day,
        "reason": "",
    }


def judged(make_dataset: MakeDataset, mention: Row, *judgements: Row) -> Dataset:
    return make_dataset(
        mentions=[{"mention_id": "m-1", **MENTION, **mention}], judgements=list(judgements)
    )


@pytest.mark.parametrize(
    ("confidence", "decision", "stands", "waits"),
    [
        (0.9, "", True, False),
        (0.899, "", False, True),
        (0.5, "", False, True),
        (0.499, "", False, False),
        (0.1, "accept", True, False),
        (0.99, "reject", False, False),
        (0.7, "reject", False, False),
        (0.99, "unsure", False, True),
        (0.1, "unsure", False, True),
    ],
)
def test_a_person_decides_and_else_the_threshold(
    make_dataset: MakeDataset, *, confidence: float, decision: str, stands: bool, waits: bool
):
    made = [judgement(1, decision)] if decision else []
    dataset = judged(make_dataset, {"confidence": confidence}, *made)
    assert standing(dataset).tolist() == [stands]
    assert waiting(dataset).tolist() == [waits]


@pytest.mark.parametrize(
    ("decision", "stands", "waits"),
    [
        ("", False, False),
        ("reject", False, False),
        ("accept", True, False),
        ("unsure", False, True),
    ],
)
def test_what_looks_like_a_company_links_only_where_a_person_says_so(
    make_dataset: MakeDataset, decision: str, *, stands: bool, waits: bool
):
    made = [judgement(1, decision)] if decision else []
    dataset = judged(make_dataset, {"relation": "company"}, *made)
    assert standing(dataset).tolist() == [stands]
    assert waiting(dataset).tolist() == [waits]


def test_the_newest_judgement_holds_and_on_one_day_the_one_added_last(make_dataset: MakeDataset):
    dataset = judged(
        make_dataset,
        {},
        judgement(1, "accept", "2026-02-01"),
        judgement(2, "reject", "2026-01-31"),
        judgement(3, "unsure", "2026-02-01"),
        judgement(4, "reject", mention="m-2"),
    )
    assert latest(dataset["judgements"])["decision"].to_dict() == {"m-1": "unsure", "m-2": "reject"}


def test_no_mentions_and_no_judgements_are_nothing(make_dataset: MakeDataset):
    dataset = make_dataset(mentions=[])
    assert standing(dataset).tolist() == waiting(dataset).tolist() == []
    assert latest(dataset["judgements"]).empty
