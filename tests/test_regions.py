from __future__ import annotations

import pytest

from geo.linking.normalize import fold_key
from geo.regions import CITIES, REACH, RegionNames

REGIONS = (
    "Akmola Region",
    "East Kazakhstan Region",
    "Issyk-Kul Region",
    "Karaganda Region",
    "Karakalpakstan",
    "Navoi Region",
    "Samarkand Region",
    "Tashkent Region",
    "",
)


def named(text: str, place: str = "") -> dict[str, str]:
    return RegionNames(REGIONS).named(text, place)


@pytest.mark.parametrize(
    ("text", "region", "surface"),
    [
        ("Rare earths of Karaganda Region.", "Karaganda Region", "Karaganda Region"),
        ("in the karaganda of old, in Karaganda region", "Karaganda Region", "Karaganda region"),
        ("Karaganda oblast is large", "Karaganda Region", "Karaganda oblast"),
        ("Copper of Karaganda, and of others", "Karaganda Region", "Karaganda"),
        ("KARAGANDA", "Karaganda Region", "KARAGANDA"),
        ("(Karaganda)", "Karaganda Region", "Karaganda"),
        ("Karaganda's copper", "Karaganda Region", "Karaganda's"),
        ("gold of Navoiy", "Navoi Region", "Navoiy"),
        ("at Issyk-Kul and Issyk-Kul again", "Issyk-Kul Region", "Issyk-Kul"),
        ("at Issyk Kul", "Issyk-Kul Region", "Issyk Kul"),
        ("plants of East Kazakhstan", "East Kazakhstan Region", "East Kazakhstan"),
        ("in Karakalpakstan", "Karakalpakstan", "Karakalpakstan"),
        ("gold of Tashkent Region", "Tashkent Region", "Tashkent Region"),
        ("The city of Almalyk in Akmola", "Akmola Region", "Akmola"),
    ],
)
def test_a_region_is_named_with_or_without_its_kind(text: str, region: str, surface: str):
    assert named(text) == {region: surface}


@pytest.mark.parametrize(
    "text",
    [
        "They met in Kazakhstan.",
        "Karagandas",
        "Prekaraganda",
        "Issyk, Kul",
        "East of Kazakhstan",
        # A direction is not the region of that name.
        "in the east Kazakhstan has ore",
        "South-East Kazakhstan",
        "South East Kazakhstan",
        # The city is a unit of the first level itself.
        "They met in Tashkent.",
        # The town, a river, a company or a works of the name.
        "Karaganda city",
        "the city of Karaganda",
        "the town of Karaganda",
        "Akmola airport",
        "Issyk-Kul lake",
        "Navoi Mining Company",
        "Karaganda-based companies",
        "the Karaganda aluminium plant",
        "a Karaganda smelter",
        "",
    ],
)
def test_what_is_no_region_is_left_alone(text: str):
    assert named(text) == {}


def test_the_place_of_an_event_is_no_region_unless_the_text_says_so():
    assert named("They met in Samarkand.", place="Samarkand") == {}
    assert named("They met in Samarkand.", place="New Samarkand hall") == {}
    assert named("They met in Samarkand.", place="Navoi") == {"Samarkand Region": "Samarkand"}
    assert named("Samarkand: gold of Samarkand region.", place="Samarkand") == {
        "Samarkand Region": "Samarkand region"
    }


def test_regions_come_in_order_of_the_text_each_once():
    text = "Copper of Navoi and Karaganda regions; Navoi region first."
    assert list(named(text).items()) == [
        ("Navoi Region", "Navoi"),
        ("Karaganda Region", "Karaganda regions"),
    ]


def test_a_line_ends_what_stands_beside_a_name():
    assert named("Delegation in Navoi\nMining was discussed.") == {"Navoi Region": "Navoi"}


def test_a_works_further_off_is_not_the_names():
    assert named(f"Karaganda {'very ' * REACH}plant") == {"Karaganda Region": "Karaganda"}


def test_cities_that_share_their_name_with_a_region():
    assert {" ".join(words) for words in CITIES} == {fold_key("Almaty"), fold_key("Tashkent")}


def test_no_regions_no_names():
    assert RegionNames([]).named("Karaganda Region") == {}
    assert RegionNames(["", "Region"]).named("Region of Karaganda") == {}
