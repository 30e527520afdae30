from __future__ import annotations

from typing import Any

import pandas as pd

from geo import edtf
from geo.dataset import Dataset
from geo.maps.style import BORDER_DISCLAIMER
from geo.store.tables import about, flat
from tests.conftest import MakeDataset

CITATION = "Qazinform. A deposit is found. 2025-04-02. https://example.org/a"


def row(dataset: Dataset, table: str, at: int = 0) -> dict[str, Any]:
    return flat(dataset)[table].iloc[at].to_dict()


def test_a_site_is_told_in_names_and_codes(make_dataset: MakeDataset):
    dataset = make_dataset(
        minerals=[{}, {"mineral": "W", "name_en": "Tungsten"}],
        deposit_minerals=[{"mineral": "W", "role": "by-product"}, {"mineral": "REE"}],
        aliases=[{}, {"name": "Zhana Kazakhstan"}, {"name": "Kuirektykol", "basis": "derived"}],
    )
    site = row(dataset, "sites")
    expected = {
        "site_id": "kz-kuyrektykol",
        "name_ru": "Куйректыколь",
        "name_local": None,
        "other_names": "Kuyrektykol; Zhana Kazakhstan",
        "country": "Kazakhstan",
        "country_code": "KAZ",
        "primary_mineral": "Rare earths",
        "primary_mineral_code": "REE",
        "mineral_group": "Rare earths",
        "minerals": "Rare earths (primary); Tungsten (by-product)",
        "rare_earths": True,
        "longitude": 76.463,
        "latitude": 50.044,
        "position_method": "worked-out-from-words",
        "position_accuracy_km": 50.0,
        "agreements": 1,
        "events": 1,
        "sources": f"{CITATION} [paragraph 2]",
    }
    assert {name: site[name] for name in expected} == expected


def test_several_sources_are_each_cited_and_an_unknown_one_is_not_hidden(make_dataset: MakeDataset):
    dataset = make_dataset(
        sources=[{}, {"source_id": "tass", "citation": "TASS. 2024."}],
        deposits=[{"sources": "tass; qazinform-1a2b3c#p. 3;gone#7"}],
    )
    assert row(dataset, "sites")["sources"] == f"TASS. 2024. | {CITATION} [p. 3] | gone [7]"


def test_a_site_without_a_position_has_none(make_dataset: MakeDataset):
    dataset = make_dataset(
        deposits=[
            {"longitude": None, "position_method": "unpublished", "position_accuracy_km": None}
        ]
    )
    site = row(dataset, "sites")
    assert (site["longitude"], site["latitude"], site["position_accuracy_km"]) == (None, None, None)
    assert site["position_method"] == "unpublished"


def test_an_agreement_and_an_event_name_their_parties_minerals_and_sites(make_dataset: MakeDataset):
    dataset = make_dataset(
        agreements=[{}, {"agreement_id": "z-later", "parent_id": "usa-kaz-2025", "summary": "X."}],
        event_participants=[{}, {"position": 2, "participant": "Trump", "party": "USA"}],
    )
    agreement, event = row(dataset, "agreements"), row(dataset, "events")
    assert agreement["parties"] == "Kazakhstan; United States"
    assert agreement["party_codes"] == "KAZ; USA"
    assert agreement["minerals"] == "Rare earths"
    assert (agreement["sites"], agreement["site_ids"]) == ("Kuyrektykol", "kz-kuyrektykol")
    assert row(dataset, "agreements", 1)["parent"] == agreement["title"]
    assert agreement["parent"] is None
    assert event["participants"] == "Tokayev; Trump"
    assert event["parties"] == "Kazakhstan; United States"
    assert event["agreements"] == "Memorandum on critical minerals"
    assert event["sites"] == "Kuyrektykol"
    assert (event["longitude"], event["latitude"]) == (-77.04, 38.9)


def test_a_link_gives_the_sentence_whose_words_it_is_and_why(make_dataset: MakeDataset):
    links = flat(make_dataset())["links"].set_index("kind")
    event = links.loc["event"]
    assert event["id"] == "s01"
    assert event["sentence"] == "They named the Kuirektykol deposit."
    assert event["sentence_from"] == "Summary in our words"
    assert event["surface"] == "Kuirektykol"
    assert event["stated_as"] is None
    assert 0 < event["confidence"] <= 1
    assert "“deposit” stands beside the name" in event["reasons"]
    assert event["sources"] == CITATION
    assert links.loc["agreement", "stated_as"] == "Kuirektykol"


def test_a_tie_without_a_sentence_says_that_it_rests_on_the_source(make_dataset: MakeDataset):
    dataset = make_dataset(mentions=[], agreement_sites=[{"note": "Context: named as an example"}])
    link = row(dataset, "links")
    assert link["sentence"] is None
    assert link["confidence"] is None
    assert link["stated_as"] == "Kuirektykol"
    assert link["note"] == "Context: named as an example"
    assert link["reasons"] == "The source of the row ties it to the site"
    assert row(dataset, "sites")["agreements"] == 1


def test_a_company_of_the_same_name_is_a_link_but_no_tie_of_the_site(make_dataset: MakeDataset):
    dataset = make_dataset(agreement_sites=[])
    mentions = dataset["mentions"].assign(relation="company")
    changed = Dataset({**dataset.frames, "mentions": mentions})
    assert set(flat(changed)["links"]["relation"]) == {"company"}
    assert row(changed, "sites")["events"] == 0
    assert row(changed, "events")["sites"] is None


def test_a_document_of_the_reader_is_linked_too(make_dataset: MakeDataset):
    document = {"document_id": "mine", "title": "Notes", "date": "2026-01", "text": "Kuyrektykol"}
    dataset = make_dataset(documents=[document])
    own = (
        dataset["mentions"]
        .iloc[[0]]
        .assign(mention_id="m-own", event_id="", agreement_id="", document_id="mine", field="text")
    )
    mentions = pd.concat([dataset["mentions"], own])
    links = flat(Dataset({**dataset.frames, "mentions": mentions}))["links"].set_index("kind")
    assert links.loc["document", ["id", "title", "date", "sentence_from"]].tolist() == [
        "mine",
        "Notes",
        "2026-01",
        "Text added by a user",
    ]


def test_nothing_gives_tables_without_rows():
    tables = flat(Dataset.conformed({}))
    assert list(tables) == ["sites", "agreements", "events", "links", "sources"]
    assert {len(frame) for frame in tables.values()} == {0}
    assert all(len(frame.columns) > 5 for frame in tables.values())


def test_the_notes_tell_date_content_licence_borders_and_codes(make_dataset: MakeDataset):
    dataset = make_dataset()
    changed = Dataset(dataset.frames, ("The latest edits may be missing.",))
    lines = about(changed)
    assert "1 sites, 1 agreements, 1 events, 1 sources." in lines
    assert f"Newest date in the data: {edtf.display(dataset.newest_date)}." in lines
    assert f"Content: SHA-256 {dataset.content_hash}." in lines
    assert any("CC BY 4.0" in line for line in lines)
    assert BORDER_DISCLAIMER in lines
    assert "The latest edits may be missing." in lines
    assert any(
        line.startswith("position_method of deposits, worked-out-from-words: Worked out")
        for line in lines
    )
    assert not any("position_method of deposits, published" in line for line in lines)
