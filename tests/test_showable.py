from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import ContractError
from geo.showable import showable
from geo.store.gpkg import write
from tests.conftest import MakeDataset


def test_good_data_are_read(make_dataset: MakeDataset, tmp_path: Path):
    path = tmp_path / "good.gpkg"
    write(make_dataset(), path)
    assert showable(path) == make_dataset()


def test_a_doubtful_position_can_be_shown(make_dataset: MakeDataset, tmp_path: Path):
    path = tmp_path / "far.gpkg"
    write(make_dataset(deposits=[{"longitude": 10.0, "latitude": 10.0}]), path)
    assert len(showable(path).deposits) == 1


def test_data_that_would_say_something_false_are_refused(make_dataset: MakeDataset, tmp_path: Path):
    path = tmp_path / "broken.gpkg"
    write(make_dataset(sources=[{"date": "yesterday"}]), path)
    with pytest.raises(ContractError, match="the data break the contract in 1 places") as caught:
        showable(path)
    assert caught.value.remedy == "Run orebrief validate broken.gpkg and correct what it names"
