from __future__ import annotations

import inspect

import pytest

from geo.linking import questions
from geo.linking.questions import Question, Site
from geo.linking.score import DOUBT, FOR, OTHER_SENSES
from tests.linking.marked import marked

SITE = Site("kz-akbulak", "Akbulak", "KAZ", frozenset({"REE", "Y"}), "REE", ("kostan",))

ANSWERS: list[tuple[Question, str, str | None]] = [
    (questions.deposit_beside, "the {Akbulak} deposit", "“deposit” stands beside the name"),
    (questions.deposit_beside, "the {阿克布拉克}矿床", "“矿” stands beside the name"),
    (questions.deposit_beside, "the {Akbulak} district deposit", None),
    (questions.deposit_beside, "{Akbulak} opens", None),
    (
        questions.deposit_list,
        "deposits such as Kumtor, Makmal and {Akbulak}",
        "it stands in a list headed by “deposits”",
    ),
    (questions.deposit_list, "the deposit {Akbulak}", None),
    (
        questions.deposit_in_sentence,
        "{Akbulak} is said to be a rich deposit",
        "the sentence says “deposit”",
    ),
    (questions.deposit_in_sentence, "the {Akbulak} deposit", None),
    (questions.deposit_in_sentence, "{Akbulak} opens. A deposit.", None),
    (
        questions.mining_in_sentence,
        "{Akbulak} holds great reserves",
        "the sentence speaks of mining: “reserves”",
    ),
    (questions.mining_in_sentence, "{Akbulak} opens", None),
    (
        questions.mining_in_document,
        "{Akbulak} opens. A mine has reserves.",
        "the text speaks of mining elsewhere",
    ),
    (questions.mining_in_document, "{Akbulak} opens.", None),
    (questions.mining_beside, "{Akbulak} reserves", "“reserves” stands beside the name"),
    (questions.mining_beside, "{Akbulak} Mining Company", None),
    (
        questions.mineral_in_sentence,
        "{Akbulak} gives us yttrium",
        "its mineral is named: “yttrium”",
    ),
    (questions.mineral_in_sentence, "{Akbulak} gives us gold", None),
    (questions.mineral_beside, "{Akbulak} yttrium", "“yttrium” stands beside the name"),
    (questions.mineral_beside, "{Akbulak} gives us plenty of yttrium", None),
    (questions.main_mineral, "{Akbulak} holds rare earths", ""),
    (questions.main_mineral, "{Akbulak} holds yttrium", None),
    (questions.mineral_in_brackets, "{Akbulak} (REE)", "“REE” in brackets is its mineral"),
    (questions.mineral_in_brackets, "{Akbulak} (Kostanay)", None),
    (
        questions.region_in_sentence,
        "{Акбулак} в Костанайской области",
        "its region is named: “Костанайской”",
    ),
    (questions.region_in_sentence, "{Akbulak} opens. Kostanay.", None),
    (
        questions.region_in_document,
        "{Akbulak} opens. Kostanay is far.",
        "its region is named elsewhere in the text",
    ),
    (questions.region_in_document, "{Akbulak} in Kostanay", None),
    (questions.region_in_document, "{Kostanay Akbulak} opens", None),
    (
        questions.country_in_document,
        "{Akbulak} opens. Kazakhstan is rich.",
        "its country is named in the text",
    ),
    (questions.country_in_document, "{Zhana Kazakhstan} opens.", None),
    (questions.country_in_document, "{Akbulak} opens in Kyrgyzstan.", None),
    (questions.quoted, "«{Акбулак}»", "the name stands in quotation marks"),
    (questions.quoted, "{Акбулак}", None),
    (questions.whole, "{Verkhnee Espe}", "all words of the name match"),
    (questions.whole, "{Espe}", None),
    (questions.unparted, "{阿克布拉克}", "the name matches sign by sign"),
    (questions.unparted, "{阿克}", None),
    (questions.unparted, "{Akbulak}", None),
    (questions.capital_inside, "at {Akbulak}", ""),
    (questions.capital_inside, "{Akbulak}", None),
    (questions.capital_inside, "at {akbulak}", None),
    (questions.lower_case, "at {akbulak}", "but it is written with a small letter"),
    (questions.lower_case, "at {Akbulak}", None),
    (questions.other_vowel, "at {Akbulak}", None),
    (
        questions.elsewhere,
        "{Akbulak} in Russia",
        "but “Russia” is named, and its own country is not",
    ),
    (questions.elsewhere, "{Akbulak} in Russia. Kazakhstan knows.", None),
    (
        questions.other_country,
        "{Akbulak} in Kyrgyzstan",
        "but “Kyrgyzstan” is named, and its own country is not",
    ),
    (questions.other_country, "{Akbulak} in Kyrgyzstan and Kazakhstan", None),
    (questions.other_country, "{Akbulak} in Kostanay, sold by Kyrgyzstan", None),
    (
        questions.strange_region,
        "{Akbulak} in Orenburg region",
        "but “Orenburg region” is named, which is no region of its country",
    ),
    (questions.strange_region, "{Akbulak} in Kostanay region", None),
    (questions.nearby, "near {Akbulak}", "but “near” speaks of what lies around it"),
    (questions.nearby, "at {Akbulak}", None),
    (questions.company, "{Akbulak} LLP", "but “LLP” makes it a company's name"),
    (questions.company, "the {Akbulak} deposit", None),
    (
        questions.company_list,
        "companies such as Kazzinc, Inkai and {Akbulak}",
        "but it stands in a list headed by “companies”",
    ),
    (questions.company_list, "{Akbulak}", None),
    (questions.person, "Mr {Akbulak}", "but “Mr” makes it a person's name"),
    (questions.person, "{Akbulak}", None),
    (
        questions.slogan,
        "the slogan of a {New Kazakhstan}",
        "but “slogan” makes it a slogan",
    ),
    (questions.slogan, "the slogan of {Akbulak}", None),
    (
        questions.settlement,
        "the city of {Akbulak}",
        "but “city” beside it makes it a place where people live",
    ),
    (questions.settlement, "the city where the mine {Akbulak} is", None),
    (questions.settlement, "{Akbulak}", None),
    (
        questions.natural_feature,
        "река {Акбулак}",
        "but “река” beside it makes it a feature of nature",
    ),
    (questions.other, "футбольный клуб {Акбулак}", "but “клуб” beside it makes it something else"),
]


@pytest.mark.parametrize(("question", "text", "answer"), ANSWERS)
def test_an_answer_is_what_a_reader_sees(question: Question, text: str, answer: str | None):
    assert question(marked(text), SITE) == answer


def test_every_question_that_counts_is_asked_here():
    asked = {question for question, _, _ in ANSWERS} | {questions.bare_adjective}
    assert asked == {*FOR, *DOUBT, *(question for question, _ in OTHER_SENSES.values())}


@pytest.mark.parametrize("question", [*FOR, *DOUBT], ids=lambda question: question.__name__)
def test_a_question_says_what_it_asks(question: Question):
    assert (inspect.getdoc(question) or "").endswith(".")


def test_a_spelling_with_another_vowel_counts_against_the_site_in_silence():
    assert questions.other_vowel(marked("{Akbulok}", rough=True), SITE) == ""


def test_an_adjective_beside_a_deposit_may_be_small():
    adjective = marked("{акбулакское} месторождение", origins=("adjective in -ск-",))
    assert questions.lower_case(adjective, SITE) is None
    alone = marked("{акбулакское} дело", origins=("adjective in -ск-",))
    assert questions.lower_case(alone, SITE) == "but it is written with a small letter"


def test_an_adjective_of_something_else_counts_against_the_site():
    origins = ("adjective in -ск-",)
    assert questions.bare_adjective(marked("{Кумторская} экспедиция", origins=origins), SITE) == ""
    beside = marked("{Кумторское} месторождение", origins=origins)
    assert questions.bare_adjective(beside, SITE) is None
    assert questions.bare_adjective(marked("{Кумтор} и экспедиция"), SITE) is None


def test_a_site_without_a_region_is_in_none():
    nowhere = Site("kz-akbulak", "Akbulak", "KAZ", frozenset(), "", ())
    assert questions.region_in_sentence(marked("{Akbulak} in Kostanay"), nowhere) is None
    assert questions.region_in_document(marked("{Akbulak}. Kostanay"), nowhere) is None
