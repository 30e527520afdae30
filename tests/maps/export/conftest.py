"""The small world, indexed once."""

from __future__ import annotations

import pytest

from geo.index import Index
from tests.conftest import MakeDataset
from tests.small_world import small_world

NASTY = "</script><script>alert(1)</script> {{ 9**9 }} \"q\" 'z' & קוירקטיקול \u202e"
"""What must stay text in every format."""


@pytest.fixture(scope="session")
def index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))
