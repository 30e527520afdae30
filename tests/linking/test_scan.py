from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linking import scan
from geo.linking.inflection import ADJECTIVE
from geo.linking.scan import ROUGH, Scan

ENDINGS = {"": "", "a": "Russian case ending", "skom": ADJECTIVE}


def made() -> Scan:
    return Scan(
        {"kumtor": {True: [ENDINGS], False: []}, "akbulak": {True: [], False: [ENDINGS]}},
        {"kuirektikol".translate(ROUGH): {True: [], False: [{"": ""}]}},
        ["karaga"],
    )


def names(scan: Scan, text: str) -> set[str]:
    return scan.names(set(text.split()))


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("The Kumtor, «Кумтора» (kumtor)", {"Kumtor,", "«Кумтора»", "(kumtor)"}),
        ("Kumtorzoloto NotKumtor kumto", set()),
        ("not-Kumtor x/Kumtor", {"not-Kumtor", "x/Kumtor"}),
        ("Kum-tor", {"Kum-tor"}),
        ("Kum\u00adtor\u200f", {"Kum\u00adtor\u200f"}),
        # Only names that mean nothing else, and adjectives, are looked for when small.
        ("akbulak акбулакском Акбулак", {"акбулакском", "Акбулак"}),
        # With other vowels, only what begins with a capital.
        ("Kuyryktykol kuyryktykol", {"Kuyryktykol"}),
        ("Kumtor " * 3, {"Kumtor"}),
        ("", set()),
        ("\x1f Kumtor\x1f\x1f", {"Kumtor"}),
    ],
)
def test_tokens_that_hold_a_stem_with_a_licensed_ending(text: str, telling: set[str]):
    assert names(made(), text) == telling


WORDS = st.sampled_from(
    ["Kumtor", "Kumtora", "mine", "Kum-tor", "of", "Akbulak", "Kuyryktykol", "Karaganda"]
)


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=8), st.integers(0, 400))
def test_what_was_scanned_before_makes_no_difference(texts: list[str], most: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_MOST_KEPT", most)
        used = made()
        for text in texts:
            assert names(used, text) == names(made(), text)
            assert used.subjects(set(text.split())) == made().subjects(set(text.split()))


def test_long_tokens_are_not_kept():
    used = made()
    long = "Kumtor-" * 200
    for _ in range(2):
        assert names(used, f"{long} Kumtor {'x' * 2000}") == {long, "Kumtor"}
    assert {token for kept in vars(used).values() if isinstance(kept, set) for token in kept} == {
        "Kumtor"
    }


def test_without_names_nothing_is_telling():
    assert names(Scan({}, {}), "Kumtor") == set()


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("The (mine), месторождения; mink", {"mine", "mestoroJdenQ"}),
        ("in Karaganda/Карагандинской", {"karaganda", "karagandinskoi"}),
        ("gold-copper d'uranium", {"gold", "koper", "uranum"}),
        # A whole word is not the beginning of another.
        ("Ag Agra", {"ag"}),
        ("of Kumtor", set()),
        (f"{'x' * 2000}-gold", {"gold"}),
        ("", set()),
    ],
)
def test_words_that_tell_what_a_text_speaks_of(text: str, subjects: set[str]):
    scan = made()
    for _ in range(2):
        assert scan.subjects(set(text.split())) == subjects
