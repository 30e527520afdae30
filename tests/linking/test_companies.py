from __future__ import annotations

import pytest

from geo.linking.companies import company
from tests.linking.marked import marked


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{Kumtor} Gold Company", "Gold"),
        ("{Kumtor}\nGold Company", "Gold"),
        ("The {Shatyrkol} concentrating plant", "plant"),
        ("{Akbulak} REE Ltd holds the deposit.", "Ltd"),
        ("{Инкай} ЖШС", "ЖШС"),
        ("ТОО «{Акбулак}»", "ТОО"),
        ("ТОО\n«{Акбулак}»", "ТОО"),
        ("ТОО\u00a0«{Акбулак}»", "ТОО"),
        ("JV {Inkai} grew.", "JV"),
        ("компания {Кумтор}", "компания"),
        ("«{Xondiza} savdo» MCHJ", "MCHJ"),
        ("«{Инкай}» бірлескен кәсіпорны", "кәсіпорны"),
        ("корхонаи муштараки «{Зарафшон}»", "корхонаи"),
        ("{库姆托尔}黄金公司", "公司"),
        ("합작법인 ‘{인카이}’는", "법인"),
    ],
)
def test_the_word_that_makes_a_company(text: str, word: str):
    assert company(marked(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "The {Kumtor} Gold Mine",
        "The {Kumtor}\nGold Mine",
        "{Kumtor} mine, the company said",
        "{Kumtor}. Gold Company",
        "The company. {Kumtor} mine",
        "A company sold {Kumtor}",
        "ТОО «Кен» ведёт «{Акбулак}»",
        "компания Кумтор, месторождение {Акбулак}",
        "JV {Inkai} deposit",
        "“{Akbulak}”, said the company",
        "公司开发{库姆托尔}金矿",
        # In Turkic languages the head follows the name, in Tajik it stands before it.
        "Навои корхонасы {Кумтор}",
        "кони тиллои {Кумтор} корхонаи нави",
        "«{Инкай}» кеніші, кәсіпорын",
    ],
)
def test_a_site_is_no_company(text: str):
    assert company(marked(text)) is None


@pytest.mark.parametrize(
    ("ending", "word"),
    [
        ("Turkic locative", None),
        ("Turkic possessive ablative", None),
        ("Turkic genitive", "комбинаты"),
        ("Russian case ending or Turkic dative", "комбинаты"),
    ],
)
def test_what_is_somewhere_is_not_the_name_of_it(ending: str, word: str | None):
    assert company(marked("{Бозшакөлдегі} комбинаты", origins=(ending,))) == word
