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
    )


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
    assert made().telling(text) == telling


WORDS = st.sampled_from(["Kumtor", "Kumtora", "ore", "Kum-tor", "of", "Akbulak", "Kuyryktykol"])


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=8), st.integers(0, 4))
def test_what_was_scanned_before_makes_no_difference(texts: list[str], most: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_MOST_KEPT", most)
        used = made()
        for text in texts:
            assert used.telling(text) == made().telling(text)


def test_long_tokens_are_not_kept():
    used = made()
    long = "Kumtor-" * 20
    for _ in range(2):
        assert used.telling(f"{long} Kumtor {'x' * 99}") == {long, "Kumtor"}
    assert {token for kept in vars(used).values() if isinstance(kept, set) for token in kept} == {
        "Kumtor"
    }


def test_without_names_nothing_is_telling():
    assert Scan({}, {}).telling("Kumtor") == set()
