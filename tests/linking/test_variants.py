from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linking.variants import variants


def spelled(name: str) -> dict[str, str]:
    return {" ".join(variant.words): variant.origin for variant in variants(name)}


@pytest.mark.parametrize(
    ("name", "spelling", "origin"),
    [
        ("Upper Kairakty", "Upper Kairakty", ""),
        ("Upper Kairakty", "Жоғарғы Kairakty", "“Upper” in another language (kk)"),
        ("Верхние Кайракты", "Верхние Кайракты", ""),
        ("Кайракты Северные", "Кайракты Северные", ""),
        ("Kairakty North", "Kairakty Солтүстік", "“North” in another language (kk)"),
        ("Kairakty North", "Солтүстік Kairakty", "“North” in another language (kk)"),
        ("Ak-Bulak", "AkBulak", "written without its hyphen"),
        ("Конимансур", "Кони мансур", "written as two words"),
        ("Kuyrektykol (Zhana)", "Kuyrektykol", "without what stands in brackets"),
        ("Zhairem", "schairem", "as spelled in another language (de)"),
        ("Bozshakol", "bozchakol", "as spelled in another language (fr)"),
        ("Саутбай", "саутбoi", "as spelled in another language (uz)"),
        ("Sarytau", "sarytov", "as spelled in another language (uz)"),
        ("Малеевское", "Малеев", "without its Russian ending"),
    ],
)
def test_a_spelling_and_how_it_came_about(name: str, spelling: str, origin: str):
    assert spelled(name)[spelling] == origin


@pytest.mark.parametrize(
    "name", ["Kumtor", "New 2", "Upper", "Kutessoy-2", "Tash-2", "Karasu", "Береговое", "", "…"]
)
def test_no_rule_makes_a_name_of_nothing(name: str):
    assert set(spelled(name).values()) <= {""}


def test_only_what_is_left_without_brackets_is_cut():
    found = variants("Upper Espe (Chuy)")
    assert [v.at_most for v in found if v.words == ("Upper", "Espe")] == ["never"]
    assert not any(variant.at_most == "never" for variant in variants("Upper Espe"))


@pytest.mark.parametrize("name", ["Zhairem", "Саутбай", "Малеевское"])
def test_what_a_rule_spells_is_trusted_less(name: str):
    assert {v.at_most for v in variants(name) if v.origin} == {"with-context"}


@given(st.text(alphabet="Upper КониВерхнее-() 2abк库", max_size=24))
def test_spellings_are_told_once_in_the_same_order(name: str):
    found = list(variants(name))
    assert found == list(variants(name))
    assert len({variant.words for variant in found}) == len(found)
    assert all(word for variant in found for word in variant.words)
