from __future__ import annotations

import pytest

from geo.dataset import Dataset
from geo.linking.sites import LINKED, area_stems, area_words, names, sites
from tests.conftest import MakeDataset


@pytest.fixture(scope="module")
def dataset(make_dataset: MakeDataset) -> Dataset:
    return make_dataset(
        deposits=[
            {"site_id": "kz-a", "name": "Alpha", "name_ru": "Альфа", "admin1": "Karaganda Region"},
            {
                "site_id": "uz-b",
                "name": "Beta",
                "name_ru": "",
                "country": "UZB",
                "admin1": "Republic of Karakalpakstan",
                "primary_mineral": "Au",
            },
            {"site_id": "tj-c", "name": "Gamma", "name_ru": None, "admin1": ""},
        ],
        deposit_minerals=[{"site_id": "uz-b", "mineral": "Ag", "role": "by-product"}],
        aliases=[{"site_id": "kz-a", "name": "Alpha", "matching": "alone"}],
        mentions=[],
    )


def test_the_own_names_of_sites_are_names_with_less_trust(dataset: Dataset):
    rows = {row for row in names(dataset) if row[1]}
    assert rows == {
        ("kz-a", "Alpha", "alone"),
        ("kz-a", "Альфа", "with-context"),
        ("uz-b", "Beta", "with-context"),
        ("tj-c", "Gamma", "with-context"),
    }


def test_what_a_text_can_confirm_of_a_site(dataset: Dataset):
    known = sites(dataset)
    assert known["kz-a"].minerals == {"REE", "Y", "Nd", "Dy"}
    assert known["uz-b"].minerals == {"Au", "Ag"}
    assert known["uz-b"].main_mineral == "Au"
    assert known["kz-a"].regions == ("karaga",)
    assert known["tj-c"].regions == ()


def test_regions_of_all_sites(dataset: Dataset):
    assert area_stems(dataset) == ("karaga", "karaka")
    assert {"karaganda", "regon", "karakalpakstan"} <= area_words(dataset)


def test_some_tables_are_enough(dataset: Dataset):
    some = {name: dataset[name].to_dict("list") for name in LINKED}
    assert sites(some) == sites(dataset)
    assert names(some) == names(dataset)
