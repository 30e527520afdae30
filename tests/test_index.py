from __future__ import annotations

import numpy as np
import pytest

from geo.dataset import Dataset
from geo.index import Index
from geo.links import Mask
from geo.validate import validate
from geo.view import EVIDENCE
from tests.conftest import MakeDataset, Row
from tests.small_world import small_world


@pytest.fixture(scope="module")
def index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))


@pytest.fixture(scope="module")
def empty() -> Index:
    return Index(Dataset.conformed({}))


def names(rows: dict[str, int], mask: Mask) -> set[str]:
    return {identifier for identifier, row in rows.items() if mask[row]}


def test_small_world_breaks_no_rule(index: Index):
    assert str(validate(index.dataset, exceptions=())) == ""


def test_facets_are_the_sites_that_have_each_value(index: Index):
    facets = {
        name: {value: names(index.site_row, mask) for value, mask in masks.items()}
        for name, masks in index.facets.items()
    }
    rare = {"kz-kuyrektykol", "kz-akbulak", "kg-kutessay"}
    assert facets == {
        "group": {
            "rare-earths": rare,
            "precious": {"kg-kutessay", "uz-muruntau"},
            "uranium": {"kz-inkai"},
        },
        "mineral": {
            "REE": rare,
            "Au": {"kg-kutessay", "uz-muruntau"},
            "U": {"kz-inkai"},
        },
        "country": {
            "KAZ": {"kz-akbulak", "kz-inkai", "kz-kuyrektykol"},
            "KGZ": {"kg-kutessay"},
            "UZB": {"uz-muruntau"},
        },
        "status": {
            "closed": {"kg-kutessay"},
            "deposit": {"kz-akbulak"},
            "exploration": {"kz-kuyrektykol"},
            "producing": {"kz-inkai", "uz-muruntau"},
        },
        "evidence": {
            "event": {"kz-kuyrektykol", "uz-muruntau", "kz-inkai"},
            "sentence": {"kz-kuyrektykol"},
            "paragraph": set(),
            "document": {"uz-muruntau", "kz-inkai"},
            "agreement": {"kz-kuyrektykol", "uz-muruntau", "kg-kutessay"},
            "region": {"kz-inkai"},
            "none": {"kz-akbulak"},
        },
    }


def test_a_site_is_tied_by_its_source_or_by_a_sentence_once(index: Index):
    ties = sorted(zip(index.agreement_links.rows, index.agreement_links.sites, strict=True))
    row, site = index.agreement_row, index.site_row
    assert ties == sorted(
        [
            # Both the source and a sentence tie this one.
            (row["usa-kaz-2025"], site["kz-kuyrektykol"]),
            (row["chn-uzb-gold"], site["uz-muruntau"]),
            (row["usa-kgz-kaz"], site["kg-kutessay"]),
        ]
    )
    assert index.event_links.per_site[site["kz-kuyrektykol"]] == 1
    assert index.agreement_links.per_site.sum() == 3
    assert index.event_links.per_site[site["kz-akbulak"]] == 0


@pytest.mark.parametrize("relation", ["company", "place"])
def test_a_mention_of_something_else_ties_nothing(make_dataset: MakeDataset, relation: str):
    found = small_world(make_dataset)["mentions"].to_dict("records")
    rows: list[Row] = [{**row, "relation": relation} for row in found]
    index = Index(small_world(make_dataset, mentions=rows))
    assert index.event_links.per_site[index.site_row["kz-kuyrektykol"]] == 0
    # The source still ties the agreement.
    assert index.agreement_links.per_site[index.site_row["kz-kuyrektykol"]] == 1


def test_partners_are_beside_the_five_countries(index: Index):
    partners = {
        code: (names(index.agreement_row, signed), names(index.event_row, attended))
        for code, (signed, attended) in index.partners.items()
    }
    assert partners == {
        "CHN": ({"chn-uzb-gold"}, {"tashkent-2019", "talks-to-2018"}),
        "EUU": ({"eu-kaz-roadmap"}, set()),
        "USA": ({"usa-kaz-2025", "usa-kgz-kaz"}, {"s01"}),
    }


def test_instruments_reach_the_events_they_were_signed_at(index: Index):
    instruments = {
        name: (names(index.agreement_row, signed), names(index.event_row, signed_at))
        for name, (signed, signed_at) in index.instruments.items()
    }
    assert instruments == {
        "commercial-contract": ({"chn-uzb-gold"}, {"tashkent-2019"}),
        "memorandum": ({"usa-kaz-2025", "usa-kgz-kaz"}, {"s01", "almaty-2024"}),
        "roadmap": ({"eu-kaz-roadmap"}, set()),
    }


def test_years_of_open_and_unknown_dates(index: Index):
    agreements = {
        name: tuple(index.agreement_years[at]) for name, at in index.agreement_row.items()
    }
    assert agreements == {
        "usa-kaz-2025": (2025, 2025),
        "chn-uzb-gold": (2019, 2019),
        "usa-kgz-kaz": (2023, 2100),
        # It begins after it ends, so no period holds it.
        "eu-kaz-roadmap": (2101, 1899),
    }
    assert tuple(index.event_years[index.event_row["talks-to-2018"]]) == (1900, 2018)


def test_years_of_the_page_are_those_that_the_dates_name(index: Index):
    assert index.years == (2018, 2025)


@pytest.mark.parametrize(
    ("date", "years"),
    [("2025-11-06", (2025, 2026)), ("202X", (2020, 2029)), ("2024/2026", (2024, 2026))],
)
def test_years_of_one_date(make_dataset: MakeDataset, date: str, years: tuple[int, int]):
    dataset = make_dataset(agreements=[{"date_signed": ""}], events=[{"date": date}])
    assert Index(dataset).years == years


def test_years_without_any_date_still_make_a_scale(empty: Index):
    first, last = empty.years
    assert first < last


def test_agreements_and_events_have_minerals_and_countries(index: Index):
    assert names(index.agreement_row, index.agreement_minerals["group"]["uranium"]) == {
        "eu-kaz-roadmap"
    }
    assert names(index.event_row, index.event_minerals["mineral"]["U"]) == {
        "almaty-2024",
        "talks-to-2018",
    }
    assert names(index.agreement_row, index.agreement_countries["KAZ"]) == {
        "eu-kaz-roadmap",
        "usa-kaz-2025",
        "usa-kgz-kaz",
    }
    assert names(index.event_row, index.event_countries["KAZ"]) == {"almaty-2024", "s01"}
    assert "" not in index.event_countries


def test_texts_are_folded_words(index: Index):
    words = index.site_texts[index.site_row["kz-kuyrektykol"]].split()
    # English, Russian and Kazakh are one word when folded.
    assert words.count("kuirektikol") >= 3
    assert {"rare", "earths", "karaganda", "regon"} <= set(words)
    assert index.event_texts[index.event_row["almaty-2024"]].split()[-1] == "almati"


def test_positions_are_known_roughly_known_or_unknown(index: Index):
    assert names(index.site_row, ~index.placed) == {"kz-akbulak"}
    assert names(index.site_row, index.approximate) == {"kz-kuyrektykol"}
    assert names(index.event_row, ~index.held) == {"talks-to-2018"}


def test_a_position_of_unknown_accuracy_is_approximate(make_dataset: MakeDataset):
    index = Index(make_dataset(deposits=[{"position_accuracy_km": None}]))
    assert index.approximate.tolist() == [True]


def test_choices_are_what_exists(index: Index):
    choices = {name: set(values) for name, values in index.choices.items()}
    assert choices["site"] == set(index.dataset["deposits"]["site_id"])
    assert choices["event"] == set(index.dataset["events"]["event_id"])
    assert choices["agreement"] == set(index.dataset["agreements"]["agreement_id"])
    assert choices["venue"] == {"Almaty", "Tashkent", "Washington"}
    assert choices["evidence"] == set(EVIDENCE)
    assert choices["partner"] == {"CHN", "EUU", "USA"}
    assert choices["instrument"] == {"commercial-contract", "memorandum", "roadmap"}
    assert choices["status"] == {"closed", "deposit", "exploration", "producing"}


def test_an_empty_dataset_has_empty_parts(empty: Index):
    assert {value for masks in empty.facets.values() for value in masks} == set(EVIDENCE)
    assert all(len(mask) == 0 for mask in empty.facets["evidence"].values())
    assert (empty.partners, empty.instruments) == ({}, {})
    assert empty.agreement_years.shape == empty.event_years.shape == (0, 2)
    assert empty.site_texts == empty.agreement_texts == empty.event_texts == []
    assert len(empty.event_links.per_site) == len(empty.agreement_links.per_site) == 0
    assert len(empty.placed) == len(empty.approximate) == len(empty.held) == 0


def test_the_dataset_is_not_changed(make_dataset: MakeDataset):
    dataset, same = small_world(make_dataset), small_world(make_dataset)
    index = Index(dataset)
    _ = (index.facets, index.partners, index.instruments, index.years, index.choices)
    _ = (index.site_texts, index.agreement_texts, index.event_texts)
    assert all(
        dataset[name].equals(same[name]) and dataset[name].index.equals(same[name].index)
        for name in ("deposits", "agreements", "events", "mentions", "agreement_sites")
    )


def test_masks_have_one_value_for_each_row(index: Index):
    for masks in index.facets.values():
        assert {len(mask) for mask in masks.values()} == {5}
        assert {mask.dtype for mask in masks.values()} == {np.dtype(bool)}
