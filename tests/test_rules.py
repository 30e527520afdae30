from __future__ import annotations

from typing import Any

import pytest

from geo.rules import breaches, references, row_key
from geo.schema import table
from tests.conftest import MakeDataset


def found(make_dataset: MakeDataset, name: str, row: dict[str, Any]) -> list[tuple[str, str, str]]:
    frame = make_dataset(**{name: [row]}, mentions=[])[name]
    return [(b.column, b.value, f"{b.rule}. {b.remedy}") for b in breaches(frame, table(name))]


def test_a_valid_row_breaks_no_rule(make_dataset: MakeDataset):
    assert found(make_dataset, "deposits", {}) == []


@pytest.mark.parametrize(
    ("name", "row", "breach"),
    [
        ("deposits", {"name": ""}, ("name", "", "must not be empty. Give the name")),
        ("deposits", {"name": 7}, ("name", "7", "must be text. Enter it as text")),
        (
            "deposits",
            {"note": "a\x00b"},
            (
                "note",
                "a\x00b",
                "must not hold control characters. Type the text again without them",
            ),
        ),
        (
            "deposits",
            {"site_id": "kz_a"},
            (
                "site_id",
                "kz_a",
                (
                    "must be lower-case letters, digits and hyphens. "
                    "Rename it, such as kz-north-katpar"
                ),
            ),
        ),
        (
            "deposits",
            {"status_as_of": "6 Nov 2025"},
            (
                "status_as_of",
                "6 Nov 2025",
                (
                    "must be an EDTF date. "
                    "Write it such as 2025-11-06, 2025-10, 2025, 2025-03~ or 2024/2026"
                ),
            ),
        ),
        (
            "deposits",
            {"sources": "Qazinform 2025"},
            (
                "sources",
                "Qazinform 2025",
                (
                    "must be source ids joined by ;. "
                    "Write each as source_id or source_id#locator, such as usgs-mrds#10028461"
                ),
            ),
        ),
        (
            "deposits",
            {"rare_earths": "yes"},
            ("rare_earths", "yes", "must be true or false. Write true or false"),
        ),
        (
            "deposits",
            {"position_accuracy_km": "about 5"},
            (
                "position_accuracy_km",
                "about 5",
                "must be a number. Write digits, a decimal point and the plain minus -",
            ),
        ),
        (
            "deposits",
            {"position_accuracy_km": -9999},
            (
                "position_accuracy_km",
                "-9999.0",
                "must lie between 0 and 500 km. Check the figure and its unit",
            ),
        ),
        (
            "deposits",
            {"position_accuracy_km": float("inf")},
            (
                "position_accuracy_km",
                "inf",
                "must lie between 0 and 500 km. Check the figure and its unit",
            ),
        ),
        (
            "event_participants",
            {"position": "first"},
            ("position", "first", "must be a whole number. Write digits only, such as 3"),
        ),
        (
            "event_participants",
            {"position": 1.5},
            ("position", "1.5", "must be a whole number. Write digits only, such as 3"),
        ),
        (
            "event_participants",
            {"position": True},
            ("position", "True", "must be a whole number. Write digits only, such as 3"),
        ),
    ],
)
def test_each_rule_has_its_message(
    make_dataset: MakeDataset, name: str, row: dict[str, Any], breach: tuple[str, str, str]
):
    assert found(make_dataset, name, row) == [breach]


def test_an_unknown_word_names_the_known_ones_and_the_file_to_extend(make_dataset: MakeDataset):
    ((column, value, message),) = found(make_dataset, "deposits", {"status": "explorations"})
    assert (column, value) == ("status", "explorations")
    assert message.startswith(
        "is not in the vocabulary status. Did you mean exploration? Known: producing, "
    )
    assert message.endswith("; to add one, extend data/sources/vocabularies/status.toml")


def test_a_word_like_no_other_gets_no_guess(make_dataset: MakeDataset):
    ((_, _, message),) = found(make_dataset, "deposits", {"status": "zzz"})
    assert "Did you mean" not in message


def test_a_key_stands_once(make_dataset: MakeDataset):
    frame = make_dataset(deposit_minerals=[{}, {"role": "trace"}])["deposit_minerals"]
    (breach,) = breaches(frame, table("deposit_minerals"))
    assert breach.value == "kz-kuyrektykol/REE"
    assert breach.rule == "must be the only row with this site_id and mineral"


def test_every_bad_cell_of_a_column_is_found(make_dataset: MakeDataset):
    rows = [{"site_id": "kz-a", "status": "odd"}, {"site_id": "kz-b", "status": "odd"}]
    frame = make_dataset(deposits=rows)["deposits"]
    assert [breach.position for breach in breaches(frame, table("deposits"))] == [0, 1]


def test_references_are_read_without_their_locators():
    assert references("a-1#row 5;b-2; c#p. 3") == [
        ("a-1", "row 5"),
        ("b-2", ""),
        ("c", "p. 3"),
    ]
    assert references("") == []


def test_a_key_of_several_columns_is_joined(make_dataset: MakeDataset):
    frame = make_dataset()["agreement_parties"]
    assert row_key(frame, table("agreement_parties"), 1) == "usa-kaz-2025/USA"


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("", []),
        ("qazinform-1a2b3c", [("qazinform-1a2b3c", "")]),
        (" a#row 5 ; b;; c#p. 2#x ", [("a", "row 5"), ("b", ""), ("c", "p. 2#x")]),
    ],
)
def test_references_are_split(cell: str, pairs: list[tuple[str, str]]):
    assert references(cell) == pairs
