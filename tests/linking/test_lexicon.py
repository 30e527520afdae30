from __future__ import annotations

import pytest

from geo.linking import lexicon
from geo.linking.lexicon import Lexicon, ideographs
from geo.linking.normalize import fold_word


@pytest.mark.parametrize(
    ("word", "senses"),
    [
        ("mine", {"deposit"}),
        ("mines", set()),
        ("deposit", {"deposit"}),
        ("Deposits", {"deposit"}),
        ("шахта", {"deposit"}),
        ("шахтёр", {"deposit"}),
        ("кен", {"deposit", "mining"}),
        ("кендер", {"deposit", "mining"}),
        ("кентавр", set()),
        ("yttrium", {"mineral"}),
        ("иттрий", {"mineral"}),
        ("REE", {"mineral"}),
        ("reef", set()),
        ("", set()),
        ("a", set()),
    ],
)
def test_a_word_matches_as_it_is_with_endings_or_by_its_beginning(word: str, senses: set[str]):
    words = Lexicon(
        {
            "deposit": ["=mine", "deposit*", "шахт*", "кен"],
            "mining": ["кен"],
            "mineral": ["yttri*", "иттри*", "=ree", "!"],
        }
    )
    assert words.senses(fold_word(word)) == senses


def test_a_word_has_its_senses_whatever_was_asked_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lexicon, "_MOST_KNOWN", 1)
    words = Lexicon({"deposit": ["кен"]})
    for _ in range(2):
        assert words.senses("ken") == {"deposit"}
        assert words.senses("kumtor") == set()


@pytest.mark.parametrize(
    ("word", "sense"),
    [
        ("месторождении", "deposit"),
        ("gisements", "deposit"),
        ("кенорны", "deposit"),
        ("конида", "deposit"),
        ("река", "natural"),
        ("шаҳрида", "settlement"),
        ("LLP", "company-form"),
        ("тантала", "mineral:Ta"),
        ("Kirgisistan", "country:KGZ"),
        ("Қазақстанның", "country:KAZ"),
    ],
)
def test_words_of_the_product(word: str, sense: str):
    assert sense in lexicon.words().senses(fold_word(word))


@pytest.mark.parametrize(
    ("word", "before", "after"),
    [
        ("қаласы", False, True),
        ("шаҳри", True, True),
        ("пирях", True, False),
        ("city", True, True),
        ("города", True, True),
    ],
)
def test_a_word_is_the_head_on_the_sides_that_its_language_has(
    word: str, *, before: bool, after: bool
):
    senses = lexicon.words().senses(fold_word(word))
    assert any(sense.endswith("-before") for sense in senses) is before
    assert any(sense.endswith("-after") for sense in senses) is after


def test_small_words_have_the_senses_of_their_own_language():
    assert "natural" in lexicon.words().senses(fold_word("тогда"))
    assert lexicon.as_written()["тогда"] == frozenset()
    assert "deposit" in lexicon.as_written()["ния"]


def test_signs_stand_composed_and_decomposed():
    assert {"광산"} <= set(ideographs()["deposit"])
    assert ideographs()["company"].count("公司") == 1
