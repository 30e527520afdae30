from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linking.inflection import stem
from geo.linking.normalize import fold_word


@pytest.mark.parametrize(
    ("name", "found", "says"),
    [
        ("Kumtor", "Кумтор", ""),
        ("Kumtor", "Кумтора", "Russian case ending or Turkic dative"),
        ("Kumtor", "Кумтөрдөн", "Turkic ablative"),
        ("Kumtor", "Кумтөрдөгү", "Turkic locative"),
        ("Kumtor", "Kumtors", "English ending or German ending"),
        ("Куйректыколь", "Куйректыкольском", "adjective in -ск-"),
        ("Ингичка", "Ингичкинский", "adjective in -ск-"),
        ("Ингичка", "Ингичку", "Russian case ending"),
        ("Шалкия", "Шалкии", "Russian case ending"),
        ("Кутессай", "Кутессая", "Russian case ending"),
        ("Kutessay", "Кутессайском", "adjective in -ск-"),
        ("Кайракты", "Кайрактах", "Russian case ending"),
        ("Богуты", "Богутов", "Russian case ending"),
        ("Береговое", "Береговом", "ending of a Russian adjective"),
        ("Береговое", "Berehovoe", None),
        ("Береговое", "Beregovoye", ""),
        ("Olmaliq", "Олмалиқдаги", "Turkic locative"),
        ("Akbulak", "Ақбұлағы", "Turkic accusative or Tajik ending"),
        ("Хайдаркан", "Хайдарканнан", "Turkic ablative"),
        ("Сары-Джаз", "Сары-Джазга", "Turkic dative"),
        ("Тенгиз", "Тенгизшевройл", None),
        ("Kumtor", "Kumtorzoloto", None),
        ("Kumtor", "Kumto", None),
        ("Akbulak", "Akbula", None),
        ("Ulu", "Ulus", None),
        ("Ulu", "Ulu", ""),
    ],
)
def test_only_licensed_endings_follow_a_name(name: str, found: str, says: str | None):
    assert stem(name).ending(fold_word(found)) == says


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяkumtoryaeiAIЯ'-", max_size=14))
def test_a_name_is_itself(name: str):
    assert stem(name).ending(fold_word(name)) == ""
