from __future__ import annotations

import unicodedata

import pytest

from geo.linking.gazetteer import Gazetteer
from geo.linking.names import entries
from geo.linking.spoken import ORIGIN, Spoken
from tests.linking.conftest import Alias

LISTED: tuple[Alias, ...] = (
    ("kg-kumtor", "Kumtor", "alone"),
    ("kz-inkai", "Inkai", "alone"),
    ("kz-south-inkai", "South Inkai", "alone"),
    ("kz-kharasan", "Северный Харасан", "alone"),
    ("kz-irkol", "Ирколь", "alone"),
    ("kz-muyunkum", "Muyunkum", "with-context"),
    ("tj-altyn-topkan", "Altyn-Topkan", "alone"),
    ("kg-kutessay", "Kutessay II", "alone"),
    ("kz-lolabulak-east", "East Lolabulak", "alone"),
    ("kz-zhanakazgan", "Zhanakazgan", "never"),
    ("uz-sidzhak", "Sidzhak", "alone"),
    ("kz-central", "Central", "alone"),
    ("kz-tas", "Tas", "alone"),
)
SPOKEN = Spoken(entries(LISTED))


def found(text: str, start: int = 0) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], one.entry.site_id)
        for one in SPOKEN.find(text, start, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("クムトール金鉱山", [("クムトール", "kg-kumtor")]),
        ("のインカイ、イルコリの", [("インカイ", "kz-inkai"), ("イルコリ", "kz-irkol")]),
        ("インカイ・ムユンクム鉱床", [("インカイ", "kz-inkai"), ("ムユンクム", "kz-muyunkum")]),
        ("南インカイ", [("南インカイ", "kz-south-inkai")]),
        ("サウス・インカイ鉱区", [("サウス・インカイ", "kz-south-inkai")]),
        ("北ハラサンの", [("北ハラサン", "kz-kharasan")]),
        ("ロラブラク東部", [("ロラブラク東部", "kz-lolabulak-east")]),
        ("アルティン・トプカン", [("アルティン・トプカン", "tj-altyn-topkan")]),
        ("クムトールタングステン", [("クムトール", "kg-kumtor")]),
        ("クテッサイ2鉱床", [("クテッサイ2", "kg-kutessay")]),
        ("クテッサイⅡ", [("クテッサイⅡ", "kg-kutessay")]),
        ("インカイ1960年", [("インカイ", "kz-inkai")]),
        ("쿰토르 금광", [("쿰토르", "kg-kumtor")]),
        ("쿰토르에서는", [("쿰토르", "kg-kumtor")]),
        ("‘쿰토르금광개발’", [("쿰토르", "kg-kumtor")]),
        ("인카이와 남인카이를", [("인카이", "kz-inkai"), ("남인카이", "kz-south-inkai")]),
        ("남 인카이 광상", [("남 인카이", "kz-south-inkai")]),
        ("사우스-인카이", [("사우스-인카이", "kz-south-inkai")]),
        ("알틴 토프칸은", [("알틴 토프칸", "tj-altyn-topkan")]),
        ("쿠테사이-2", [("쿠테사이-2", "kg-kutessay")]),
        ("인카이 10톤", [("인카이", "kz-inkai")]),
    ],
)
def test_a_name_is_found_by_its_sound(text: str, names: list[tuple[str, str]]):
    assert found(text) == names
    assert found("크 ア " + text) == names
    assert found("ア " + text, start=2) == names


@pytest.mark.parametrize(
    "text",
    [
        "クムトール・ゴールド・カンパニー",
        "クムトールスキー",
        "アクムトール",
        "北インカイ",
        "インカイ西部",
        "ノース・インカイ",
        "ハラサン",
        "インカイ-2",
        "クテッサイ",
        "クテッサイ3",
        "ジャナカズガン",
        "シージャック",
        "セントラル",
        "タス",
        "북인카이 광상",
        "북 인카이 광상",
        "하라산",
        "인카이-2",
        "쿰토르스키",
        "아쿰토르",
        "인카이역에서",
        "개발을 시작",
        "자나카즈간",
        "Kumtor 金 くむとる",
        "",
    ],
)
def test_what_only_sounds_alike(text: str):
    assert found(text) == []


def test_decomposed_hangul_is_left_alone():
    assert found(unicodedata.normalize("NFD", "쿰토르 금광")) == []
    assert found("쿰토르" + unicodedata.normalize("NFD", "쿰")[1:]) == []


def test_a_name_by_sound_is_never_trusted_alone_and_says_so():
    (one,) = SPOKEN.find("쿰토르", 0, 3)
    assert (one.entry.matching, one.entry.alias) == ("with-context", "Kumtor")
    assert (one.origins, one.by_sign) == ((ORIGIN,), True)


@pytest.mark.parametrize(
    ("text", "origins"),
    [("クムトール", [()]), ("クムトル", [(ORIGIN,)]), ("南インカイ", [(), (ORIGIN,)])],
)
def test_a_listed_name_is_not_found_a_second_time(text: str, origins: list[tuple[str, ...]]):
    names = Gazetteer(
        [*LISTED, ("kg-kumtor", "クムトール", "alone"), ("kz-inkai", "インカイ", "alone")]
    )
    assert [one.origins for one in names.by_sign(text, 0, len(text))] == origins


def test_names_are_found_by_sound_where_none_is_listed_in_such_a_script():
    names = Gazetteer(LISTED)
    assert [one.entry.site_id for one in names.by_sign("쿰토르", 0, 3)] == ["kg-kumtor"]
    assert list(names.by_sign("Kumtor", 0, 6)) == []
