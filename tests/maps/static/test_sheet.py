"""Each paper and format: all of it is there, inside the page, and the same each time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from geo.briefing.snapshot import NAMES, PAPERS_MM
from geo.index import Index
from geo.maps import style
from geo.maps.static import sheet
from geo.maps.static.lettering import Face
from geo.maps.static.page import Page
from geo.maps.static.projection import Box
from tests.maps.static.conftest import MakeAsked

FORMATS = ("png", "svg", "pdf")
ROUNDING_MM = 0.02


def texts(page: Page) -> list[str]:
    return [text for text, _ in page.boxes]


def touching(boxes: Iterable[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs of texts whose letters share paper."""

    def ink(box: Box) -> Box:
        # The em is higher than any two lines of letters need.
        return Box(box.left, box.bottom + 0.06 * box.height, box.width, 0.86 * box.height)

    return [
        (one, other)
        for (one, a), (other, b) in combinations([(t, ink(box)) for t, box in boxes], 2)
        if a.left < b.right - ROUNDING_MM
        and b.left < a.right - ROUNDING_MM
        and a.bottom < b.top - ROUNDING_MM
        and b.bottom < a.top - ROUNDING_MM
    ]


def outside(page: Page) -> list[str]:
    return [
        text
        for text, box in page.boxes
        if box.left < -ROUNDING_MM
        or box.bottom < -ROUNDING_MM
        or box.right > page.width + ROUNDING_MM
        or box.top > page.height + ROUNDING_MM
    ]


@pytest.mark.parametrize("paper", PAPERS_MM)
@pytest.mark.parametrize(
    "view",
    [
        {},
        {"site": "kz-kuyrektykol"},
        {"q": "no such site"},
        {"extent": "60,38,72,44", "names": "ru"},
        {"title": "A title that goes on and on " * 18},
    ],
    ids=["all", "site", "none", "extent", "title"],
)
def test_no_text_leaves_the_page_or_touches_another(
    paper: str, view: dict[str, str], asked: MakeAsked, built_in: Index
):
    page = sheet.compose(*asked(built_in, paper=paper, **view), None)
    assert len(page.boxes) > 20
    assert outside(page) == []
    assert touching(page.boxes) == []


def test_the_checks_themselves_see_a_fault():
    page = Page(100, 50, None)
    page.text(10, 20, "Inkai", Face.REGULAR, 8)
    page.text(14, 20.5, "Akdala", Face.REGULAR, 8)
    page.text(95, 40, "Muruntau", Face.REGULAR, 8)
    assert touching(page.boxes) == [("Inkai", "Akdala")]
    assert outside(page) == ["Muruntau"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=st.text(max_size=500), paper=st.sampled_from(list(PAPERS_MM)))
def test_any_title_is_plain_text_that_fits(title: str, paper: str, asked: MakeAsked):
    page = sheet.compose(*asked(title=title, paper=paper), None)
    assert outside(page) == []
    assert touching(page.boxes) == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "title", ["<b>$\\alpha$</b> & more", "מחצבים קריטיים", "北京 2026", "$", "%s {0} \\n"]
)
def test_markup_and_other_scripts_are_drawn(format_: str, title: str, asked: MakeAsked):
    index, snapshot, content = asked(title=title, dpi=72)
    assert sheet.draw(index, snapshot, content, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_each_time_and_from_eight_threads(format_: str, asked: MakeAsked):
    wanted = [
        asked(dpi=72, paper=paper, names=names)
        for paper in ("a4-landscape", "square")
        for names in NAMES
    ]
    wanted += [asked(dpi=72, site="kz-kuyrektykol"), asked(dpi=72, q="Inkai")]
    serial = [sheet.draw(*one, format_) for one in wanted]
    assert len(set(serial)) == len(wanted)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: sheet.draw(*one, format_), wanted)) == serial


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_remembers_where_it_came_from(format_: str, asked: MakeAsked):
    index, snapshot, content = asked(dpi=72)
    drawn = sheet.draw(index, snapshot, content, format_)
    assert content.metadata["orebrief"].encode() in drawn


def test_a_picture_has_the_size_and_the_words_asked_for(asked: MakeAsked):
    index, snapshot, content = asked(dpi=150, paper="letter-portrait")
    with Image.open(io.BytesIO(sheet.draw(index, snapshot, content, "png"))) as picture:
        assert picture.size == (1275, 1650)
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert picture.info["Title"] == content.title


def test_a_document_embeds_its_fonts_and_has_no_date(asked: MakeAsked):
    index, snapshot, content = asked()
    drawn = sheet.draw(index, snapshot, content, "pdf")
    document = PdfReader(io.BytesIO(drawn))
    (page,) = document.pages
    width, height = PAPERS_MM["a4-landscape"]
    assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(
        [width / 25.4 * 72, height / 25.4 * 72]
    )
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert len(fonts) == 3
    for font in fonts:
        assert font["/BaseFont"].split("+")[1].startswith("FiraSans-")
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in described
    assert "/CreationDate" not in document.metadata
    assert document.metadata.title == content.title
    assert "Kuyrektykol" in page.extract_text()


def test_text_stays_text_in_svg_and_brings_its_letters(asked: MakeAsked):
    index, snapshot, content = asked(names="ru", title="Редкие земли")
    drawn = sheet.draw(index, snapshot, content, "svg").decode()
    assert "Редкие земли" in drawn
    assert re.search(r"<text[^>]*>Куйректыколь</text>", drawn)
    assert drawn.count("@font-face") == 3
    assert "http://" not in re.sub(
        r'"http://(www\.w3\.org|purl\.org|creativecommons\.org)', "", drawn
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("en", {"KAZAKHSTAN", "Kuyrektykol", "Astana", "Tashkent", "United States 2"}),
        ("ru", {"КАЗАХСТАН", "Куйректыколь", "Астана", "Ташкент"}),
        ("local", {"ҚАЗАҚСТАН", "Іңкәй", "Астана", "Toshkent"}),
    ],
)
def test_names_come_in_the_language_asked_for(names: str, expected: set[str], asked: MakeAsked):
    page = sheet.compose(*asked(names=names, extent="region"), None)
    assert expected - set(texts(page)) == set()


def test_what_is_not_drawn_is_said(asked: MakeAsked):
    said = texts(sheet.compose(*asked(), None))
    assert "Without a published position" in " ".join(said)
    assert style.BORDER_DISCLAIMER.split(":")[0] in " ".join(said)
    none = texts(sheet.compose(*asked(q="no such site"), None))
    assert "No site passes these filters" in none
    assert "Main mineral" not in none
    unplaced = texts(sheet.compose(*asked(q="Akbulak"), None))
    assert "None of the sites shown has a position here" in unplaced


def test_events_are_counted_and_said_whose_they_are(asked: MakeAsked):
    assert "3 events tied to the sites shown" in texts(sheet.compose(*asked(), None))
    one = texts(sheet.compose(*asked(site="kz-inkai"), None))
    assert "1 event tied to the marked site" in one


def test_more_events_than_fit_are_counted(asked: MakeAsked, built_in: Index):
    index, snapshot, content = asked(built_in, paper="square")
    said = texts(sheet.compose(index, snapshot, content, None))
    listed = sum(event.title in said for event in content.events)
    assert 0 < listed < len(content.events)
    assert f"{len(content.events) - listed} more" in said


def test_a_locator_comes_with_a_closer_look(asked: MakeAsked):
    def ink_in_corner(**view: str) -> int:
        drawn = sheet.draw(*asked(dpi=72, **view), "png")
        with Image.open(io.BytesIO(drawn)) as picture:
            pixels = np.asarray(picture.convert("RGB")).astype(int)
        wanted = np.array(
            [int(style.PALETTES["light"].selected[at : at + 2], 16) for at in (1, 3, 5)]
        )
        return int((np.abs(pixels - wanted).sum(axis=-1) < 60).sum())

    assert ink_in_corner(extent="region") == 0
    assert ink_in_corner(extent="66,40,70,43") > 20


def test_ties_leave_with_the_partner_and_the_count(asked: MakeAsked):
    said = texts(sheet.compose(*asked(extent="region"), None))
    assert "China 1" in said
    assert "United States 2" in said
    hidden = texts(sheet.compose(*asked(extent="region", hide=("arcs",)), None))
    assert "China 1" not in hidden


def test_five_thousand_sites_thin_out(asked: MakeAsked, built_in: Index):
    from tests.benchmarks.synthetic import with_placed_sites  # noqa: PLC0415 - heavy

    crowd = Index(with_placed_sites(built_in.dataset, 5000))
    page = sheet.compose(*asked(crowd, paper="a4-portrait"), None)
    assert outside(page) == []
    assert touching(page.boxes) == []
    assert len(page.boxes) < 450


def test_a_map_alone_is_as_large_as_asked(asked: MakeAsked):
    index, snapshot, content = asked(paper="slide-16x9")
    drawn = sheet.map_picture(index, snapshot, content, 160, 120, 100)
    assert drawn == sheet.map_picture(index, snapshot, content, 160, 120, 100)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.size == (629, 472)
        assert picture.info["orebrief"] == content.metadata["orebrief"]
