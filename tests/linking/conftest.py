"""A linker over a handful of sites, with the lists of words of the product."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from geo.linking.engine import Linker
from tests.conftest import MakeDataset, Row

Alias = tuple[str, str, str]
"""Site, name, and how far it may be trusted."""

MakeLinker = Callable[..., Linker]

SITES: Sequence[Row] = (
    {"site_id": "kz-kuyrektykol", "name": "Kuyrektykol", "admin1": "Karaganda Region"},
    {"site_id": "kz-akbulak", "name": "Akbulak", "admin1": "Kostanay Region"},
    {"site_id": "kz-verkhnee-espe", "name": "Verkhnee Espe", "admin1": "Abai Region"},
    {
        "site_id": "kg-kumtor",
        "name": "Kumtor",
        "country": "KGZ",
        "admin1": "Issyk-Kul Region",
        "primary_mineral": "Au",
    },
    {"site_id": "kg-kutessay", "name": "Kutessay I", "country": "KGZ", "admin1": "Chuy Region"},
    {"site_id": "kg-kutessay-ii", "name": "Kutessay II", "country": "KGZ", "admin1": "Chuy Region"},
)
ALIASES: Sequence[Alias] = (
    ("kz-kuyrektykol", "Kuyrektykol", "alone"),
    ("kz-kuyrektykol", "Zhana Kazakhstan", "with-context"),
    ("kz-kuyrektykol", "쿠이렉티콜", "alone"),
    ("kz-akbulak", "Akbulak", "with-context"),
    ("kz-verkhnee-espe", "Verkhnee Espe", "alone"),
    ("kg-kumtor", "Kumtor", "alone"),
    ("kg-kumtor", "库姆托尔", "alone"),
    ("kg-kutessay", "Kutessay", "alone"),
    ("kg-kutessay-ii", "Kutessay II", "alone"),
)


@pytest.fixture(scope="session")
def make_linker(make_dataset: MakeDataset) -> MakeLinker:
    """Make a linker over sites and their aliases; minerals are the sites' first ones."""

    def make(sites: Sequence[Row] = SITES, aliases: Sequence[Alias] = ALIASES) -> Linker:
        names = ("site_id", "name", "matching")
        return Linker(
            make_dataset(
                deposits=[{"name_ru": "", **site} for site in sites],
                deposit_minerals=[],
                aliases=[dict(zip(names, alias, strict=True)) for alias in aliases],
                mentions=[],
            )
        )

    return make


@pytest.fixture(scope="session")
def linker(make_linker: MakeLinker) -> Linker:
    return make_linker()
