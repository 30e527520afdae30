from __future__ import annotations

import pytest

from geo.linking.normalize import fold_word
from geo.linking.sound import hangul_letters, kana_letters, key


def hangul(word: str) -> str:
    letters = [hangul_letters(syllable) for syllable in word]
    assert None not in letters
    return "".join(letter or "" for letter in letters)


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("クムトール", "kumutoru"),
        ("シャルキヤ", "Warukiia"),
        ("ジェズカズガン", "Jezukazugan"),
        ("トゥルラン", "tururan"),
        ("ヴォストーク", "bosutoku"),
        ("ッ", ""),
        ("くむ", None),
        ("ヷ", None),
    ],
)
def test_katakana_stand_for_letters(kana: str, letters: str | None):
    assert kana_letters(kana) == letters


@pytest.mark.parametrize(
    ("syllable", "letters"),
    [
        ("쿰", "kum"),
        ("르", "r"),
        ("샤", "Wa"),
        ("츠", "ts"),
        ("치", "Ci"),
        ("잉", "iN"),
        ("벳", "bet"),
        ("거", None),
        ("값", None),
        ("있", None),
    ],
)
def test_syllables_stand_for_letters(syllable: str, letters: str | None):
    assert hangul_letters(syllable) == letters


@pytest.mark.parametrize(
    ("kana", "name"),
    [
        ("ムルンタウ", "Muruntau"),
        ("クムトル", "Кумтор"),
        ("インカイ", "Inkai"),
        ("トルトクドゥク", "Tortkuduk"),
        ("コウンラド", "Kounrad"),
        ("ボズシャコル", "Bozshakol"),
        ("ハイダルカン", "Хайдаркан"),
        ("カダムジャイ", "Kadamzhai"),
        ("ザレーチノエ", "Zarechnoye"),
        ("アクチュズ", "Акчуз"),
        ("バルハシ", "Балхаш"),
    ],
)
def test_katakana_sound_like_names(kana: str, name: str):
    letters = kana_letters(kana)
    assert letters is not None
    assert key(letters, "ja") == key(fold_word(name), "ja")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("쿰토르", "Kumtor"),
        ("무룬타우", "Мурунтау"),
        ("인카이", "Inkai"),
        ("잉기치케", "Ингичке"),
        ("사우트바이", "Sautbay"),
        ("바케노예", "Bakennoye"),
        ("악토가이", "Aktogay"),
        ("보즈샤콜", "Bozshakol"),
        ("벳팍달라", "Betpakdala"),
        ("샬키야", "Шалкия"),
    ],
)
def test_hangul_sounds_like_names(word: str, name: str):
    assert key(hangul(word), "ko") == key(fold_word(name), "ko")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ja", "Karakol", "Garakol"),
        ("ja", "Inkai", "Ankai"),
        ("ja", "Aktas", "Aktash"),
        ("ko", "Karakol", "Garakol"),
        ("ko", "Inkai", "Inkoi"),
        ("ko", "Aktas", "Aktash"),
    ],
)
def test_what_both_scripts_tell_apart_stays_apart(language: str, one: str, other: str):
    assert key(fold_word(one), language) != key(fold_word(other), language)
