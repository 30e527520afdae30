from __future__ import annotations

import pytest

from geo.dataset import Dataset
from geo.documents import Document
from geo.linking.engine import Linker
from geo.linking.miner import Proposal, mine
from tests.conftest import MakeDataset


@pytest.fixture(scope="module")
def dataset(make_dataset: MakeDataset) -> Dataset:
    return make_dataset()


def proposed(dataset: Dataset, *texts: str) -> list[Proposal]:
    documents = (
        Document(f"{number}.txt", text, language="en") for number, text in enumerate(texts)
    )
    return mine(dataset, Linker(dataset), documents)


def test_a_near_spelling_beside_a_deposit_word_is_proposed(dataset: Dataset):
    (found,) = proposed(
        dataset,
        "The Kuirtyktol deposit is large. It is far away.",
        "Work at the Kuirtyktol deposit began. The Kuirtyktol mine is open. Kuirtyktol mine.",
    )
    assert (found.name, found.site_id, found.site_name) == (
        "Kuirtyktol",
        "kz-kuyrektykol",
        "Kuyrektykol",
    )
    assert (found.count, found.document, found.language) == (4, "0.txt", "en")
    assert 80 <= found.similarity < 100
    assert found.known == "Kuyrektykol"
    assert found.examples == [
        "The Kuirtyktol deposit is large.",
        "Work at the Kuirtyktol deposit began.",
        "The Kuirtyktol mine is open.",
    ]


def test_inflected_forms_are_one_proposal_under_the_shortest(dataset: Dataset):
    (found,) = proposed(
        dataset,
        "На месторождении Куиртыктоль. Запасы месторождения Куиртыктоля. Рудник Куиртыктоле.",
    )
    assert (found.name, found.count) == ("Куиртыктоль", 3)


@pytest.mark.parametrize(
    "text",
    [
        "The Kuyrektykol deposit and the Kuirektykol deposit.",  # Found already.
        "The Kuirtyktol hotel has a pool.",
        "The deposit in Kuirtyktol district and the deposit of the village Kuirtyktol.",
        "They spoke of Kuirtyktol. The deposit is far.",
        "the kuirtyktol deposit",
        "The Sarykol deposit.",
        "",
    ],
)
def test_what_is_known_far_or_no_name_is_not_proposed(dataset: Dataset, text: str):
    assert proposed(dataset, text) == []


def test_another_number_is_another_site(make_dataset: MakeDataset):
    alias = {"name": "Kuyrektykol II", "matching": "alone"}
    numbered = make_dataset(deposits=[{"name": "Kuyrektykol II"}], aliases=[alias])
    assert proposed(numbered, "The Kuirtyktol III deposit.") == []
    assert [found.name for found in proposed(numbered, "The Kuirtyktol 2 deposit.")] == [
        "Kuirtyktol 2"
    ]


def test_the_most_frequent_comes_first_whatever_the_order_of_texts(dataset: Dataset):
    texts = ["The Kuirtyktol mine. The Kuirtyktol mine.", "The Kuyrkutykol mine."]
    found = [(one.name, one.count) for one in proposed(dataset, *texts)]
    assert found == [("Kuirtyktol", 2), ("Kuyrkutykol", 1)]
    assert [(one.name, one.count) for one in proposed(dataset, *reversed(texts))] == found
