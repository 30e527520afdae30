from __future__ import annotations

import pytest

from tests.linking.marked import marked


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The {Akbulak} rare-earth deposit opens.", "deposit"),
        ("The mine of {Akbulak}.", "mine"),
        ("месторождение «{Акбулак}»", "месторождение"),
        ("{Ақбұлақ} кен орнында", "кен"),
        ("The {Akbulak} and its very old deposit.", None),
        ("A mine. {Akbulak} lies far.", None),
        ("{Akbulak}, mine of wonders", None),
        ("Mines:\n{Akbulak}\nOther deposits", None),
        ("In wrapped text the mine\n{Akbulak} goes\non.", "mine"),
        ("The {Akbulak}\u00a0deposit", "deposit"),
        ("The {Akbulak} depo\u00adsit", "deposit"),
        ("{Akbulak}", None),
    ],
)
def test_the_nearest_word_of_a_sense(text: str, word: str | None):
    assert marked(text).near("deposit") == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("in the city of {Akbulak}", "city"),
        ("река {Акбулак}", None),
        ("{Akbulak} new district", "district"),
        ("{Akbulak} lies in a district", None),
        ("{Akbulak}, district", None),
        # Turkic heads follow their name, Tajik ones stand before it; a case belongs to another.
        ("{Ақбұлақ} қаласы", "қаласы"),
        ("Қаратау қаласы {Ақбұлақ}", None),
        ("Ак-Суу районунда {Акбулак}", None),
        ("шаҳри {Акбулак}", "шаҳри"),
        ("{Акбулак} деҳаи нав", None),
        ("в городе {Акбулак}", "городе"),
    ],
)
def test_a_word_right_beside_the_name(text: str, word: str | None):
    assert marked(text).beside("settlement") == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the deposits Kundybai, {Akbulak} and Verkhnee Espe", "deposits"),
        ("{Akbulak}, Kundybai (rare earths) and Kumtor mines", "mines"),
        ("deposits such as Kumtor, Makmal and {Akbulak}", "deposits"),
        ("месторождения Кумтор, Макмал и {Акбулак}", "месторождения"),
        ("Deposits opened in Kumtor after {Akbulak}", None),
        ("Deposits are rich. Kumtor, {Akbulak}", None),
        ("Kumtor, {Akbulak}", None),
        ("deposits " + "Kumtor, " * 50 + "{Akbulak}", None),
    ],
)
def test_the_word_that_heads_a_list(text: str, word: str | None):
    assert marked(text).heads_list("deposit") == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{Akbulak} lies. The mine is far.", None),
        ("{Akbulak} lies far from the mine. It is.", "mine"),
        ("位于哈萨克斯坦的{阿克布拉克}稀土矿床。", "矿"),
        ("{阿克布拉克}。矿床在远处。", None),
        ("아크불락은 도시다. {쿠이렉티콜} 광산", "광산"),
    ],
)
def test_a_word_of_the_same_sentence(text: str, word: str | None):
    assert marked(text).said("deposit") == word


def test_a_sign_near_the_name_is_nearer_than_one_of_the_sentence():
    context = marked("该国的矿山部门今天在首都正式宣布{阿克布拉克}计划将于明年开始建设")
    assert context.sign("deposit") == "矿"
    assert context.sign("deposit", near=True) is None


def test_a_sign_within_the_name_itself_does_not_count():
    assert marked("去{金矿}看").sign("deposit") is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{Akbulak} (yttrium) opens", "yttrium"),
        ("{Akbulak} (with yttrium)", None),
        ("{Akbulak} yttrium", None),
        ("{Akbulak}", None),
    ],
)
def test_a_mineral_in_brackets(text: str, word: str | None):
    assert marked(text).in_brackets("mineral:Y") == word


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("{Акбулак} в Оренбургской области", "Оренбургской области"),
        ("{Акбулак} в Оренбургской\u00a0области", "Оренбургской области"),
        ("{Akbulak} in Kostanay region", None),
        ("{Akbulak} in Southern region", None),
        ("{Акбулак} в Южной области", None),
        ("{Akbulak} in this region", None),
        ("{Akbulak} region", None),
        ("Orenburg region. {Akbulak}", None),
    ],
)
def test_a_region_of_another_country(text: str, region: str | None):
    assert marked(text).strange_region == region


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("President {Akbulak} spoke", "President"),
        ("Dr. {Akbulak} spoke", "Dr"),
        ("Mr.\u00a0{Akbulak} spoke", "Mr"),
        ("A. {Akbulak} spoke", "A."),
        ("{Akbulak} Bekova spoke", "Bekova"),
        ("He met the president. {Akbulak} is rich.", None),
        ("г. {Акбулак}", None),
        ("{Akbulak} Kumtor", None),
        ("Taras {Shevchenko} spoke", "Taras"),
        ("In {Shevchenko} and Taras", None),
        ("THE TARAS {Shevchenko} mine", None),
        ("месторождение {Малеев}", None),
        ("Министрлиги {Акбулак}", None),
        ("Поэтому {Акбулак}", None),
        ("{Akbulak}", None),
    ],
)
def test_the_neighbour_that_makes_a_person(text: str, word: str | None):
    assert marked(text).person == word


def test_a_name_of_several_words_is_no_person():
    assert marked("Mr {Verkhnee Espe}").person is None


@pytest.mark.parametrize(
    ("text", "quoted", "lower"),
    [
        ("«{Акбулак}»", True, False),
        ("‘{Akbulak}’", True, False),
        ("the {akbulak}", False, True),
        ("{库姆托尔}", False, False),
    ],
)
def test_how_the_name_is_written(text: str, *, quoted: bool, lower: bool):
    assert (marked(text).is_quoted, marked(text).is_lower) == (quoted, lower)


@pytest.mark.parametrize(
    ("text", "matching", "trust"),
    [
        ("{Akbulak}", "alone", "alone"),
        ("{اقبۇلاق}", "alone", "with-context"),
        ("{اقبۇلاق}", "never", "never"),
    ],
)
def test_how_far_the_name_is_trusted_here(text: str, matching: str, trust: str):
    assert marked(text, matching).trust == trust


def test_a_spelling_with_another_vowel_is_trusted_less():
    assert marked("{Akbulok}", "alone", rough=True).trust == "with-context"
