from __future__ import annotations

from typing import Any

import pytest
import shapely

from geo.dataset import Dataset
from geo.locations import SOURCES_DIR
from geo.sources.base import read_exceptions
from geo.validate import validate
from tests.conftest import MakeDataset


def found(dataset: Dataset) -> list[str]:
    return [str(problem) for problem in validate(dataset, exceptions=()).problems]


def test_a_valid_dataset_has_no_problem(make_dataset: MakeDataset):
    dataset = make_dataset()
    assert len(dataset["mentions"]) == 2
    assert found(dataset) == []


def test_a_dataset_without_rows_has_no_problem():
    assert found(Dataset.conformed({})) == []


def test_a_broken_cell_is_told_with_layer_and_key(make_dataset: MakeDataset):
    (problem,) = validate(make_dataset(deposits=[{"name": ""}])).problems
    assert (problem.layer, problem.row, problem.column) == ("deposits", "kz-kuyrektykol", "name")
    assert problem.rule == "must not be empty"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            {"deposits": [{"primary_mineral": "Unobtainium"}]},
            (
                "deposits, kz-kuyrektykol, primary_mineral: 'Unobtainium' must be one of "
                "minerals.mineral. Add it to minerals, or correct the primary_mineral."
            ),
        ),
        (
            {"agreements": [{"parent_id": "none-2020"}]},
            (
                "agreements, usa-kaz-2025, parent_id: 'none-2020' must be one of "
                "agreements.agreement_id. Add it to agreements, or correct the parent_id."
            ),
        ),
        (
            {"statements": [{"sources": "qazinform-1a2b3c;none-2020#p. 5"}]},
            (
                "statements, kuyrektykol-resource-1, sources: 'none-2020' must be a source_id of "
                "sources. Add the source, or correct the reference."
            ),
        ),
        (
            {"agreements": [{"sources": ""}]},
            (
                "agreements, usa-kaz-2025, sources: must not be empty unless the row is from "
                "memory. Name the source, or set verification to from-memory."
            ),
        ),
        (
            {"events": [{"geometry": shapely.LineString([(0, 0), (1, 1)])}]},
            (
                "events, s01, geometry: 'LINESTRING (0 0, 1 1)' must be a Point. "
                "Draw it again in EPSG:4326, or empty it."
            ),
        ),
        (
            {"deposits": [{"longitude": 50.044, "latitude": 76.463}]},
            (
                "deposits, kz-kuyrektykol, geometry: 'POINT (50.044 76.463)' must lie in "
                "Kazakhstan. Longitude and latitude seem swapped: (76.463, 50.044) lies there; "
                "check the source."
            ),
        ),
    ],
)
def test_each_rule_between_tables_has_its_message(
    make_dataset: MakeDataset, rows: dict[str, Any], message: str
):
    assert found(make_dataset(**rows)) == [message]


def test_an_agreement_from_memory_needs_no_source(make_dataset: MakeDataset):
    row = {"sources": "", "verification": "from-memory"}
    assert found(make_dataset(agreements=[row])) == []


MENTION = {
    "mention_id": "m-1",
    "site_id": "kz-kuyrektykol",
    "event_id": "s01",
    "field": "summary",
    "sentence": "They named the Kuirektykol deposit.",
    "sentence_start": 20,
    "start": 35,
    "end": 46,
    "strength": "sentence",
    "surface": "Kuirektykol",
    "alias": "Kuyrektykol",
    "relation": "site",
    "confidence": 0.95,
    "reasons": "The name is spelt there",
}


def test_a_mention_that_stands_where_it_says_is_right(make_dataset: MakeDataset):
    assert found(make_dataset(mentions=[MENTION])) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"start": 34, "end": 45},
            (
                "mentions, m-1, surface: 'Kuirektykol' must stand at offset 34 of the summary. "
                "Link again with orebrief build."
            ),
        ),
        (
            {"sentence": "They named it."},
            (
                "mentions, m-1, sentence: 'They named it.' must stand at offset 20 of the summary. "
                "Link again with orebrief build."
            ),
        ),
        (
            {"end": 47},
            (
                "mentions, m-1, end: '47' must be the start plus the length of the surface. "
                "Link again with orebrief build."
            ),
        ),
        (
            {"field": "title"},
            (
                "mentions, m-1, surface: 'Kuirektykol' must stand at offset 35 of the title. "
                "Link again with orebrief build."
            ),
        ),
        (
            {"event_id": ""},
            (
                "mentions, m-1: must belong to an event, an agreement or a document. Fill "
                "event_id or agreement_id, or document_id, or one of the former and document_id."
            ),
        ),
        (
            {"agreement_id": "usa-kaz-2025"},
            (
                "mentions, m-1: must belong to an event, an agreement or a document. Fill "
                "event_id or agreement_id, or document_id, or one of the former and document_id."
            ),
        ),
        (
            {"strength": ""},
            (
                "mentions, m-1, strength: must be one of sentence, paragraph, document. "
                "Link again with orebrief build."
            ),
        ),
        (
            {"strength": "region"},
            (
                "mentions, m-1, strength: 'region' must be one of sentence, paragraph, document. "
                "Link again with orebrief build."
            ),
        ),
    ],
)
def test_a_mention_must_stand_where_it_says(
    make_dataset: MakeDataset, change: dict[str, Any], message: str
):
    assert message in found(make_dataset(mentions=[{**MENTION, **change}]))


def test_a_mention_of_a_users_document_is_checked_too(make_dataset: MakeDataset):
    document = {"document_id": "d-1", "title": "A text", "text": "On 🗺 stands Kuirektykol."}
    mention = {
        **MENTION,
        "event_id": "",
        "document_id": "d-1",
        "field": "text",
        "sentence": document["text"],
        "sentence_start": 0,
        "start": 12,
        "end": 23,
        "strength": "",
    }
    assert found(make_dataset(documents=[document], mentions=[mention])) == []
    mention["start"] = 13
    assert len(found(make_dataset(documents=[document], mentions=[mention]))) == 2
    mention["start"] = 12
    mention["strength"] = "paragraph"
    assert found(make_dataset(documents=[document], mentions=[mention])) == [
        (
            "mentions, m-1, strength: 'paragraph' must be empty where the mention is tied to no "
            "event or agreement. Link again with orebrief build."
        )
    ]
    # The text is the document's, whatever event it is evidence of.
    mention["event_id"] = "s01"
    assert found(make_dataset(documents=[document], mentions=[mention])) == []


def test_values_of_any_type_are_reported_not_stumbled_over(make_dataset: MakeDataset):
    odd = dict.fromkeys(("name", "status", "country", "sources", "position_method"), b"\x00\xff")
    problems = found(make_dataset(deposits=[{**odd, "position_accuracy_km": "x"}], mentions=[]))
    assert len(problems) >= 6
    mention = dict.fromkeys(MENTION, 7)
    assert found(make_dataset(mentions=[mention]))


def test_known_exceptions_are_those_of_the_shipped_file_unless_given(make_dataset: MakeDataset):
    listed = sorted(site for table, site, _ in read_exceptions(SOURCES_DIR) if table == "deposits")
    dataset = make_dataset(
        deposits=[{"site_id": listed[0], "longitude": 37.6, "latitude": 55.75}],
        **{key: [] for key in ("deposit_minerals", "statements", "aliases", "agreement_sites")},
    )
    assert validate(dataset).ok
    assert not validate(dataset, exceptions=()).ok
