"""Every letter of the region is there, nothing becomes a box, and lines fit."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.static import lettering
from geo.maps.static.lettering import Face, fitted, outline, readable, width_mm, wrapped

ALPHABETS = {
    "Kazakh": "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
    "Kazakh in Latin": "AÄBDEFGĞHIİJKLMNÑOÖPQRSŞTUŪÜVYZ",
    "Kyrgyz": "АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ",
    "Uzbek": "ABDEFGHIJKLMNOPQRSTUVXYZOʻGʻO‘G‘ʼ’",
    "Uzbek in Cyrillic": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЪЬЭЮЯЎҚҒҲ",
    "Tajik": "АБВГҒДЕЁЖЗИӢЙКҚЛМНОПРСТУӮФХҲЧҶШЪЭЮЯ",
    "Turkmen": "ABÇDEÄFGHIJŽKLMNŇOÖPRSŞTUÜWYÝZ",
    "Russian": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "signs": "–—“”„«»…№°%&§·×²³",
}
TEXTS = st.text(st.sampled_from("abcdefgh ABW ключ ңөү,.-—12"), max_size=120).map(readable)


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("name", ALPHABETS)
def test_each_face_has_each_letter_itself(name: str, face: Face):
    # Turkish dotless pairs do not survive a change of case; the rest does.
    letters = set(ALPHABETS[name]) | set(ALPHABETS[name].lower()) - {"\u0307"}
    with TTFont(lettering._paths(face)[0], lazy=True) as font:
        assert letters - {chr(code) for code in font.getBestCmap()} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京", "BeiJing"),
        ("서울 Seoul", "SeoUl Seoul"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("<b>$x^2$</b> {{ 1 }}", "<b>$x^2$</b> {{ 1 }}"),
        ("\u202eoverride", "override"),
        ("Күйректікөл", "Күйректікөл"),
        ("مرحبا שלום", "مرحبا שלום"),
        ("", ""),
    ],
)
def test_what_the_fonts_lack_is_romanised_and_nothing_is_markup(text: str, expected: str):
    assert readable(text) == expected


@given(st.text(max_size=60))
def test_whatever_is_written_can_be_set(text: str):
    known = lettering._advances(Face.REGULAR)
    assert all(letter in known for letter in readable(text))


@given(TEXTS, st.sampled_from(list(Face)))
def test_a_text_is_never_wider_than_measured(text: str, face: Face):
    vertices, _ = outline(text, face)
    drawn = vertices[:, 0].max() if len(vertices) else 0.0
    # The last letter may lean over its own width.
    assert drawn * 10 * lettering.MM_PER_PT <= width_mm(text, face, 10) + 0.6


@given(TEXTS, st.floats(8, 60), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_unsaid(text: str, width: float, most: int):
    lines = wrapped(text, Face.REGULAR, 7, width, most)
    assert len(lines) <= most
    for line in lines:
        assert width_mm(line, Face.REGULAR, 7) <= width + 1e-6
    if lines and not lines[-1].endswith(lettering.ELLIPSIS):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_cut_text_says_so():
    assert fitted("Kuyrektykol", Face.REGULAR, 7, 100) == "Kuyrektykol"
    cut = fitted("Kuyrektykol and further sites", Face.REGULAR, 7, 20)
    assert cut.endswith("…")
    assert "Kuyrektykol and further sites".startswith(cut[:-1])
    assert width_mm(cut, Face.REGULAR, 7) <= 20


def test_a_style_rule_carries_the_letters_asked_for_alone():
    rule = lettering.embedded(Face.SEMIBOLD, "Күй")
    assert rule.startswith("@font-face{font-family:'Fira Sans';font-weight:700;font-style:normal;")
    assert len(rule) < 20_000
    assert rule == lettering.embedded(Face.SEMIBOLD, "йүК")
