from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linking.normalize import fold, fold_key, fold_word, numeral, visible, words

SIGNS = "aeiouykhzdjscgüйьъёхжшщқөўіßII'’ʻ -–.,(“”Xx0\u0301\u00ad\u200f"
TEXT = st.text(max_size=60) | st.text(alphabet=SIGNS, max_size=60)
LETTERS = st.text(alphabet="aeouhzdjsgcüйьъхжшщқөўһңәңғ -.", max_size=40)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Куйректыколь", "kuirektykol", "Күйректікөл", "Kuyrektykol", "KUYREKTYKOL"),
        ("Құйрықтыкөл", "Quyryqtykól", "قۇيرىقتىكول"),
        ("Верхнее", "Verkhnee", "Verkhneye"),
        ("Кайракты", "Қайрақты", "Kairakty", "Kayrakty", "Qaıraqty"),
        ("Кутессай II", "Кутессай ІІ", "Kutessay-II", "Kutessai 2", "kutessay ii", "Kutesay II"),
        ("Жезказган", "Жезқазған", "Джезказган", "Zhezkazgan", "Jezkazgan", "Dzhezkazgan"),
        ("Шалкия", "Шалқия", "Shalkiya", "Shalkia"),
        ("Жерүй", "Джеруй", "Jerooy", "Dzherui", "Dscheruj"),
        ("Хандиза", "Khandiza", "Xandiza"),
        ("Акбулакское", "Akbulakskoye", "Akbulakskoe"),
        ("Сарикўл", "Sarikoʻl", "Sariko'l", "Sarikul", "Сарикуль"),
        ("Юбилейное", "Yubileynoye", "Iubileinoe"),
        ("Ёшлик", "Yoshlik"),
        ("Семёновское", "Семеновское", "Semenovskoye"),
        ("Северный", "Severnyy", "Severny", "Severnyi"),
        ("Щорс", "Shors", "Shchors"),
        ("Çarşaňňy", "Charshany"),
        ("й", "и\u0306", "y"),
        ("é", "e\u0301", "E"),
        ("Kuyrek\u00adtykol", "Kuyrek\u200btykol", "Kuyrektykol\u200f"),
        ("Kumtor’s", "Kumtor's", "Kumtor"),
        ("L’Inkai", "l'Inkai"),
    ],
)
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...]):
    assert len({fold_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kutessay I", "Kutessay II"),
        ("Kutessay", "Kutessay II"),
        ("Akbulak", "Akbakai"),
        ("Tau", "Tuo"),
        ("Kol", "Kul"),
        ("North Katpar", "NorthKatpar"),
        ("Chu", "Shu"),
        ("Tas", "Tash"),
        ("库姆托尔", "库捷萨伊"),
        ("2", "22"),
    ],
)
def test_different_names_stay_apart(one: str, other: str):
    assert fold_key(one) != fold_key(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Katpar, north", "katpar north"),
        ("(Akchatau)", "akCatau"),
        ("XIV", "14"),
        ("IX", "9"),
        ("XXIX", "29"),
        ("I\u00adI", "2"),
        ("Xi", "hi"),
        ("I", "1"),
        ("i", "i"),
        ("库捷萨伊", "库捷萨伊"),
        ("쿠이렉티콜 Kumtor", "쿠이렉티콜 kumtor"),
        (unicodedata.normalize("NFD", "쿠이렉티콜"), "쿠이렉티콜"),
        ("Αθήνα", "αθήνα"),
        ("\ud800", ""),
        ("  a \n b ", "a b"),
        ("", ""),
    ],
)
def test_key_of_a_name(text: str, key: str):
    assert fold_key(text) == key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", []),
        ("Katpar, north\r\nAkbulak!", ["katpar", "north", "akbulak"]),
        ("Kumtor's d'Inkai", ["kumtor", "d", "inkai"]),
        ("库捷萨伊", []),
        ("a\ud800b", ["a", "b"]),
        ("٢ 2", ["2"]),
    ],
)
def test_words_of_a_folded_text(text: str, folded: list[str]):
    assert fold(text).decode("ascii").split() == folded
    assert fold(text)[:1] == fold(text)[-1:] == b" "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kutessay-2, (Kumtor)", ["Kutessay", "2", "Kumtor"]),
        ("Kumtor's ‘Kumtor’", ["Kumtor's", "Kumtor"]),
        ("d’Inkai", ["d’", "Inkai"]),
        ("Sarikoʻl Sariko'l", ["Sarikoʻl", "Sariko'l"]),
        ("Кутесса\u0438\u0306 II", ["Кутесса\u0438\u0306", "II"]),
        ("\u200eKum\u00adtor\u200f", ["Kum\u00adtor"]),
        ("矿Kumtor库姆", ["Kumtor"]),
        ("a_b", ["a", "b"]),
    ],
)
def test_words_begin_and_end_with_what_can_be_seen(text: str, found: list[str]):
    assert [text[start:end] for start, end in words(text)] == found


def test_words_of_a_part_have_offsets_of_the_whole():
    assert words("Ore of Kumtor", 3, 9) == [(4, 6), (7, 9)]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *[("2", 2), ("02", 2), ("٢", 2), ("II", 2), ("ІІ", 2), ("iv", 4), ("VIII", 8)],
        *[("XXX", 30), ("i", None), ("v", None), ("Vi", None), ("mix", None), ("", None)],
        ("9" * 40, 999_999_999),
    ],
)
def test_numerals(word: str, number: int | None):
    assert numeral(word) == number


def test_what_is_seen_of_a_text():
    assert visible("\u202eКутесса\u0438\u0306\u200b\u00ad") == "Кутессай"


@given(TEXT)
def test_a_key_has_single_spaces_and_small_letters_or_sounds(text: str):
    key = fold_key(text)
    assert key == " ".join(key.split())
    assert fold_key(f"({text})") == key


@given(LETTERS)
def test_case_and_composition_make_no_difference(letters: str):
    assert fold_key(letters.upper()) == fold_key(letters)
    assert fold_key(unicodedata.normalize("NFD", letters)) == fold_key(letters)


@given(st.lists(st.text(alphabet="aeouhzdjsgkйьхжшщқөўءپ2'", min_size=1, max_size=8), max_size=6))
def test_a_text_folds_word_by_word(listed: list[str]):
    together = fold(" \x1f ".join(listed)).split(b"\x1f")
    assert [part.split() for part in together] == ([fold(word).split() for word in listed] or [[]])


@given(st.text(alphabet="abdefgiklmnoprtuv", max_size=12))
def test_what_is_folded_folds_to_itself(word: str):
    folded = fold_word(word)
    if re.fullmatch("[a-z]*", folded):
        assert fold_word(folded) == folded


@given(TEXT)
def test_spans_of_words_are_in_order_and_inside(text: str):
    ends = [0]
    for start, end in words(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
