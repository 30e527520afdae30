from __future__ import annotations

import pandas as pd
import pytest

from geo.linking.inflection import Stem
from geo.linking.names import Entry, Spelled, by_site, entries, forms, is_generic, tokens
from geo.linking.normalize import words


def test_words_of_a_text_are_seen_folded_and_placed():
    text = "Кут\u00adессай-II"
    assert [(t.written, t.folded, text[t.start : t.end]) for t in tokens(text, words(text))] == [
        ("Кутессай", "kutesai", "Кут\u00adессай"),
        ("II", "i", "II"),
    ]


@pytest.mark.parametrize(
    ("name", "matching", "trusted"),
    [
        ("Kuyrektykol", "alone", "alone"),
        ("Kuyrektykol", "never", "never"),
        ("Kuyrektykol", "", "with-context"),
        ("Kuyrektykol", None, "with-context"),
        ("Kuyrektykol", pd.NA, "with-context"),
        ("Kuyrektykol", 3, "with-context"),
        # Words of ordinary language, and what is too short to be anything else.
        ("Meloe", "alone", "alone"),
        ("Северное", "alone", "with-context"),
        ("Upper Kairakty", "alone", "alone"),
        ("Inka", "alone", "with-context"),
        ("Gold", "alone", "with-context"),
    ],
)
def test_how_far_a_name_is_trusted(name: str, matching: object, trusted: str):
    assert entries([("kz-a", name, matching)]) == [Entry("kz-a", name, trusted)]


def test_names_are_listed_once_in_order():
    rows = [("b", "Y", "never"), ("a", "Z", "never"), ("a", "X", "never"), ("a", "X", "never")]
    assert [(e.site_id, e.alias) for e in entries(rows)] == [
        ("a", "X"),
        ("a", "Z"),
        ("b", "Y"),
    ]


def test_a_number_of_a_name_is_no_stem():
    (form,) = [form for form in forms(Entry("a", "Kutessay-II", "alone"), ()) if not form.origin]
    assert [part if isinstance(part, int) else part.text for part in form.parts] == ["kutesa", 2]
    assert form.is_numbered
    assert [place for place, _ in form.stems] == [0]


@pytest.mark.parametrize(("name", "trusted"), [("Espe (Abai)", ["never"]), ("Abai (Espe)", [])])
def test_a_name_cut_short_is_not_trusted_and_never_a_region(name: str, trusted: list[str]):
    cut = [form for form in forms(Entry("a", name, "alone"), {"abai"}) if "brackets" in form.origin]
    assert [form.entry.matching for form in cut] == trusted


@pytest.mark.parametrize("name", ["…", "", "5", "ьъ"])
def test_a_name_without_letters_is_not_looked_for(name: str):
    assert not [
        form
        for form in forms(Entry("a", name, "alone"), ())
        if any(isinstance(part, Stem) and part.text for part in form.parts)
    ]


@pytest.mark.parametrize(
    ("word", "generic"), [("mine", True), ("severni", True), ("ak", True), ("kumtor", False)]
)
def test_ordinary_words(word: str, *, generic: bool):
    assert is_generic(word) is generic


def spelled(entry: Entry, *origins: str) -> Spelled:
    return Spelled(0, 7, entry, origins)


def test_the_spelling_as_written_decides_how_far_a_name_is_trusted():
    kazakh, english = Entry("a", "Ақбұлақ", "never"), Entry("a", "Akbulak", "with-context")
    other = Entry("b", "Акбулак", "alone")
    found = [spelled(english), spelled(kazakh), spelled(other)]

    def deciding(surface: str) -> list[Entry]:
        assert by_site(found, surface) == by_site(found[::-1], surface)
        return [one.entry for one in by_site(found, surface)]

    assert deciding("AKBULAK") == [english, other]
    assert deciding("Ақбұ\u00adлақ\u200f") == [kazakh, other]
    # Written as none of them: the least trusted decides.
    assert deciding("Aqbulaq") == [kazakh, other]


def test_a_listed_spelling_decides_over_a_derived_one():
    listed, derived = Entry("a", "Akbulak", "alone"), Entry("a", "Ak-Bulak", "never")
    found = [spelled(derived, "written without its hyphen"), spelled(listed)]
    assert [one.entry for one in by_site(found, "Акбулак")] == [listed]
