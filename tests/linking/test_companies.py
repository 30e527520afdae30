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
        ("{库姆托尔}黄金公司", "公司"),
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
    ],
)
def test_a_site_is_no_company(text: str):
    assert company(marked(text)) is None
