from __future__ import annotations

import math

import pandas as pd
import pytest

from geo.dataset import CRS, Dataset, conform, is_missing
from geo.errors import ContractError
from geo.schema import TABLES, table
from tests.conftest import MakeDataset


def test_every_table_is_there_in_its_columns_and_types(make_dataset: MakeDataset):
    dataset = make_dataset()
    for declared in TABLES:
        frame = dataset[declared.name]
        wanted = [*declared.names, *(["geometry"] if declared.geometry else [])]
        assert list(frame.columns) == wanted
    assert str(dataset.deposits["rare_earths"].dtype) == "boolean"
    assert str(dataset.deposits["position_accuracy_km"].dtype) == "float64"
    assert str(dataset["event_participants"]["position"].dtype) == "Int64"
    assert dataset.deposits.crs == CRS
    assert dataset.deposits["name_local"].tolist() == [""]


def test_tables_not_given_are_empty():
    dataset = Dataset.conformed({})
    assert {len(dataset[declared.name]) for declared in TABLES} == {0}


def test_attribute_table_is_no_layer(make_dataset: MakeDataset):
    with pytest.raises(TypeError, match="aliases has no geometry"):
        make_dataset().layer("aliases")


def test_missing_column_is_named():
    with pytest.raises(ContractError) as error:
        conform(pd.DataFrame({"site_id": ["kz-a"], "role": ["primary"]}), table("deposit_minerals"))
    assert str(error.value) == (
        "table deposit_minerals: column mineral is missing. "
        "Give the columns site_id, mineral, role."
    )


def test_rows_are_in_order_of_the_key(make_dataset: MakeDataset):
    rows = [{"position": 10}, {"position": 9, "participant": "B"}]
    frame = make_dataset(event_participants=rows)["event_participants"]
    assert frame["position"].tolist() == [9, 10]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("position_accuracy_km", "1_000"),
        ("position_accuracy_km", "nan"),
        ("position_accuracy_km", "−5"),
        ("position_accuracy_km", "٥"),
        ("rare_earths", "yes"),
        ("name", 5),
    ],
)
def test_value_of_another_type_is_kept_for_the_validator(
    make_dataset: MakeDataset, column: str, value: object
):
    cells = make_dataset(deposits=[{column: value}]).deposits[column]
    assert cells.tolist() == [value]
    assert cells.dtype == "object"


def test_whole_numbers_beyond_what_a_float_holds_are_kept_as_they_are(make_dataset: MakeDataset):
    cells = make_dataset(event_participants=[{"position": 2**70}])["event_participants"]["position"]
    assert cells.tolist() == [2**70]


def test_content_decides_equality_not_order_or_warnings(make_dataset: MakeDataset):
    rows = [{"site_id": "kz-a"}, {"site_id": "kz-b"}]
    one, other = make_dataset(deposits=rows), make_dataset(deposits=rows[::-1])
    assert one == other
    assert one.content_hash == other.content_hash
    assert hash(one) == hash(other)
    assert Dataset(one.frames, ("a warning",)) == one
    shuffled = {name: frame.iloc[::-1] for name, frame in one.frames.items()}
    assert Dataset(shuffled) == one


@pytest.mark.parametrize(
    "change",
    [{"name": "Other"}, {"longitude": 76.4631}, {"rare_earths": False}, {"position_note": "x"}],
)
def test_any_change_of_content_is_another_dataset(
    make_dataset: MakeDataset, change: dict[str, object]
):
    assert make_dataset(deposits=[change]) != make_dataset()


def test_a_value_cannot_slip_into_the_next_column(make_dataset: MakeDataset):
    one = make_dataset(deposits=[{"status_stated": "a", "note": ""}])
    other = make_dataset(deposits=[{"status_stated": "", "note": "a"}])
    assert one != other


def test_a_dataset_is_not_its_name():
    assert Dataset.conformed({}) != "dataset"


@pytest.mark.parametrize("value", [None, "", math.nan, pd.NA, pd.NaT])
def test_nothing_is_missing(value: object):
    assert is_missing(value)


@pytest.mark.parametrize("value", [0, False, " ", 0.0, b""])
def test_something_is_not(value: object):
    assert not is_missing(value)


@pytest.mark.parametrize(
    ("dates", "newest"),
    [
        (("2125-04-02", "2125-11", ""), "2125-11-01"),
        (("2124~", "2123-12-31", "no date"), "2124-01-01"),
    ],
)
def test_the_newest_date_is_by_date_not_by_spelling(
    make_dataset: MakeDataset, dates: tuple[str, ...], newest: str
):
    rows = [{"date": date, "source_id": f"source-{n}"} for n, date in enumerate(dates)]
    assert make_dataset(sources=rows).newest_date == newest
