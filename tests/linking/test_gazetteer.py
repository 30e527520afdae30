from __future__ import annotations

import pandas as pd
import pytest

from geo.linking.gazetteer import Entry, Gazetteer, by_site, longest_first, words


def gazetteer(*rows: tuple[str, str, str]) -> Gazetteer:
    return Gazetteer(pd.DataFrame(rows, columns=["site_id", "name", "matching"]))


NAMES = gazetteer(
    ("kg-kutessay", "Kutessay", "alone"),
    ("kg-kutessay-ii", "Kutessay II", "alone"),
    ("kz-new-kazakhstan", "New Kazakhstan", "never"),
    ("kz-kazakhstan", "Kazakhstan", "alone"),
    ("kz-akchatau", "(Akchatau)", "alone"),
    ("kz-odd", "…", "alone"),
)


def spelled(text: str) -> list[str]:
    return [
        text[found[span.first].start : found[span.last - 1].end]
        for found in [words(text)]
        for span in longest_first(NAMES.spans(found))
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("At Kutessay II and Kutessay.", ["Kutessay II", "Kutessay"]),
        ("КУТЕССАЙ-2", ["КУТЕССАЙ-2"]),
        ("Kutessay, II", ["Kutessay"]),
        ("Kutessays and Kutessayskoye", []),
        ("Kutessay's ore", ["Kutessay"]),
        ("Kutessay\nII", ["Kutessay\nII"]),
        ("the “New Kazakhstan” slogan", ["New Kazakhstan"]),
        ("New deals; Kazakhstan signs", ["Kazakhstan"]),
        ("Akchatau", ["Akchatau"]),
        ("…", []),
        ("", []),
    ],
)
def test_names_stand_on_word_boundaries_and_the_longest_wins(text: str, names: list[str]):
    assert spelled(text) == names


def test_of_equal_overlapping_names_the_earlier_wins():
    names = gazetteer(("a", "North Katpar", "alone"), ("b", "Katpar Mine", "alone"))
    spans = names.spans(words("North Katpar mine"))
    assert [(span.first, span.last) for span in spans] == [(0, 2), (1, 3)]
    assert longest_first(spans[::-1]) == [spans[0]]


def test_the_spelling_as_written_decides_how_far_a_name_is_trusted():
    kazakh, english = Entry("a", "Ақбұлақ", "never"), Entry("a", "Akbulak", "with-context")
    other = Entry("b", "Акбулак", "alone")
    assert by_site([english, kazakh], "AKBULAK") == [english]
    assert by_site([english, kazakh], "Ақбұлақ") == [kazakh]
    assert by_site([other, english, kazakh], "Aqbulaq") == [kazakh, other]
