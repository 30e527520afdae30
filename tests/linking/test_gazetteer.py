from __future__ import annotations

import unicodedata

import pytest

from geo.linking.gazetteer import Gazetteer
from geo.linking.names import tokens
from geo.linking.normalize import words
from tests.linking.conftest import ALIASES, Alias


def gazetteer(*rows: Alias) -> Gazetteer:
    return Gazetteer(rows)


NAMES = gazetteer(
    *ALIASES,
    ("kz-north-katpar", "North Katpar", "alone"),
    ("kz-new-kazakhstan", "New Kazakhstan", "never"),
    ("tj-koni-mansur", "Конимансур", "alone"),
    ("kz-ak-bulak", "Ак-Булак", "with-context"),
    ("kz-espe", "Espe (Chuy)", "alone"),
    ("kz-odd", "…", "alone"),
    ("kz-odd", "7", "alone"),
)


def spelled(text: str, names: Gazetteer = NAMES) -> dict[str, set[tuple[str, ...]]]:
    """Return each name that a text spells, with how its spellings came about."""
    listed = tokens(text, words(text))
    found: dict[str, set[tuple[str, ...]]] = {}
    for place in range(len(listed)):
        for one in names.spelled(text, listed, place):
            assert one.start in {token.start for token in listed}
            assert one.end in {token.end for token in listed}
            found.setdefault(text[one.start : one.end], set()).add(one.origins)
    return found


@pytest.mark.parametrize(
    ("text", "surface", "origins"),
    [
        ("At Kuyrektykol.", "Kuyrektykol", ()),
        ("Куйректыкольского", "Куйректыкольского", ("adjective in -ск-",)),
        ("the North Katpar", "North Katpar", ()),
        (
            "Солтүстік Қатпарда",
            "Солтүстік Қатпарда",
            ("“North” in another language (kk)", "Turkic locative"),
        ),
        ("Kutessay-2", "Kutessay-2", ()),
        ("Кутессай №\u00a02", "Кутессай №\u00a02", ()),
        ("Verkhnee\n  Espe", "Verkhnee\n  Espe", ()),
        ("«Верхнее» Эспе", "Верхнее» Эспе", ()),
        ("Кони Мансур", "Кони Мансур", ("written as two words",)),
        ("Kum-tor", "Kum-tor", ("written with a hyphen",)),
        ("Акбулак", "Акбулак", ("written without its hyphen",)),
        ("Kuyryktykol", "Kuyryktykol", ("a vowel differs from every listed spelling",)),
        ("Espe", "Espe", ("without what stands in brackets",)),
        ("kuyrektykol", "kuyrektykol", ()),
        ("акбулакское", "акбулакское", ("adjective in -ск-",)),
        ("Makmal/Kumtor", "Kumtor", ()),
        ("Kumtor.", "Kumtor", ()),
    ],
)
def test_a_name_is_found_and_how_it_is_spelled(text: str, surface: str, origins: tuple[str, ...]):
    assert origins in spelled(text)[surface]


@pytest.mark.parametrize(
    "text",
    [
        "Kumtorzoloto",
        "Verkhnee, Kairakty",
        "North of Katpar",
        "North Karpat",
        "akbulak",
        "kuyryktykol",
        "kumtor.kg",
        "@kumtor",
        "en.wikipedia.org/wiki/Kumtor",
        "/wiki/Kumtor/",
        "kumtor(2)",
        "kumtor_gold",
        "7",
        "…",
        "",
    ],
)
def test_what_only_looks_like_a_name(text: str):
    assert spelled(text) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kutessay I", {"Kutessay I"}),
        ("Kutessay III", set()),
        ("Kutessay\u00a0III", set()),
        ("Kutessay-5", set()),
        ("Kutessay 3", set()),
        ("Kutessay 1960", {"Kutessay"}),
        ("Kutessay, 3", {"Kutessay"}),
        ("Kumtor 2 years", {"Kumtor"}),
        ("Kumtor II", set()),
    ],
)
def test_another_number_is_another_site(text: str, names: set[str]):
    numbered = gazetteer(*ALIASES, ("kg-kutessay", "Kutessay I", "alone"))
    found = set(spelled(text, numbered))
    assert {name for name in found if name != "Kutessay" or len(found) == 1} == names


def test_a_site_that_must_not_be_matched_is_found_to_shield_what_it_holds():
    assert set(spelled("New Kazakhstan")) == {"New Kazakhstan"}


def by_sign(text: str, start: int = 0) -> list[tuple[str, str]]:
    found = NAMES.by_sign(text, start, len(text))
    return [(text[one.start : one.end], one.entry.site_id) for one in found]


@pytest.mark.parametrize(
    ("text", "surface", "site"),
    [
        ("吉尔吉斯库姆托尔金矿", "库姆托尔", "kg-kumtor"),
        ("희토류 쿠이렉티콜에서", "쿠이렉티콜", "kz-kuyrektykol"),
        ("\ud800库姆托尔\udfff", "库姆托尔", "kg-kumtor"),
    ],
)
def test_scripts_that_do_not_part_words_match_as_they_are(text: str, surface: str, site: str):
    assert by_sign(text) == [(surface, site)]
    assert by_sign(text, start=1) == [(surface, site)]
    decomposed = unicodedata.normalize("NFD", text)
    assert by_sign(decomposed) == [(unicodedata.normalize("NFD", surface), site)]


def test_a_name_of_several_words_is_found_whatever_space_parts_them():
    names = gazetteer(("kz-kuyrektykol", "자나 카자흐스탄", "alone"))
    text = "자나\u00a0카자흐스탄 자나\n카자흐스탄"
    assert [text[one.start : one.end] for one in names.by_sign(text, 0, len(text))] == [
        "자나\u00a0카자흐스탄",
        "자나\n카자흐스탄",
    ]


def test_without_names_nothing_is_found():
    empty = gazetteer()
    assert empty.telling({"Kumtor"}) == set()
    assert list(empty.by_sign("库姆托尔", 0, 4)) == []
