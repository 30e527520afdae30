from __future__ import annotations

import pytest

from geo.dataset import Dataset
from tests.conftest import MakeDataset

PARTIES = {
    "CHN": ("China", "Beijing"),
    "DEU": ("Germany", "Berlin"),
    "EUU": ("European Union", "Brussels"),
    "FRA": ("France", "Paris"),
    "ITA": ("Italy", "Rome"),
    "JPN": ("Japan", "Tokyo"),
    "KAZ": ("Kazakhstan", "Astana"),
    "KGZ": ("Kyrgyzstan", "Bishkek"),
    "KOR": ("South Korea", "Seoul"),
    "RUS": ("Russia", "Moscow"),
    "TJK": ("Tajikistan", "Dushanbe"),
    "TKM": ("Turkmenistan", "Ashgabat"),
    "TUR": ("Türkiye", "Ankara"),
    "UKR": ("Ukraine", "Kyiv"),
    "USA": ("United States", "Washington"),
    "UZB": ("Uzbekistan", "Tashkent"),
}
MINERALS = {"Au": "Gold", "CRM": "Critical minerals", "Cu": "Copper", "Li": "Lithium"} | {
    "REE": "Rare earths",
    "U": "Uranium",
}
VENUES = ("Samarkand", "Karaganda region", "Kazakhstan", "Astana; Almaty")


@pytest.fixture(scope="session")
def dataset(make_dataset: MakeDataset) -> Dataset:
    """The parties, minerals and venues that the tests' texts name."""
    return make_dataset(
        parties=[
            {
                "party": code,
                "name_en": name,
                "seat": seat,
                "kind": "organisation" if code == "EUU" else "state",
            }
            for code, (name, seat) in PARTIES.items()
        ],
        minerals=[{"mineral": code, "name_en": name} for code, name in MINERALS.items()],
        events=[{"event_id": f"e{at}", "place": venue} for at, venue in enumerate(VENUES)],
        mentions=[],
    )
