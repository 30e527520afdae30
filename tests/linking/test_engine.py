from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.linking import engine, scan
from geo.linking.engine import BLOCK, Linker
from geo.linking.mention import Mention
from geo.linking.passage import REACH, Document, Passage, passages
from tests.linking.conftest import MakeLinker

PARTS = st.lists(
    st.sampled_from(
        [
            *("Kumtor", "Кумтора", "Akbulak", "Kutessay", "II", "Kuyrektykol", "Куйректыколь"),
            *("库姆托尔", "쿠이렉티콜", "Verkhnee", "Espe", "akbulak", "Zhana", "Kazakhstan"),
            *(
                "deposit",
                "gold mine",
                "район",
                "LLP",
                "«",
                "»",
                ".",
                ",",
                "-",
                "\n",
                "\n\n",
                "\r\n",
            ),
            *("\u200e", "\u200f", "\u00ad", "\u200b", "\u0301", "\ud800", "\x00", "’s", "(", ")"),
            *("<script>alert(1)</script>", "&nbsp;", "http://a.b/", "\U0001f600", "\u2028", " "),
        ]
    )
    | st.text(max_size=6),
    max_size=30,
)
TEXTS = PARTS.map(" ".join) | PARTS.map("".join)


def published(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(mention.site_id, mention.surface) for mention in mentions if mention.published]


def check(text: str, mentions: list[Mention]) -> None:
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface != ""
        end = mention.sentence_start + len(mention.sentence)
        assert text[mention.sentence_start : end] == mention.sentence
        assert mention.sentence_start <= mention.start < mention.end <= end
        assert 0 < mention.confidence <= 1
    places = [(mention.start, mention.site_id) for mention in mentions]
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Akbulak rare-earth deposit opens.", [("kz-akbulak", "Akbulak")]),
        ("Редкие земли на Акбулакском участке", [("kz-akbulak", "Акбулакском")]),
        ("They met in Akbulak.", []),
        ("The Akbulak district has deposits.", []),
        ("Akbulak REE Ltd holds the deposit.", []),
        ("The Kutessay II rare-earth mine", [("kg-kutessay-ii", "Kutessay II")]),
        ("Рудник Кутессай-2", [("kg-kutessay-ii", "Кутессай-2")]),
        ("The Kutessay III mine", []),
        ("The slogan of a new, Zhana Kazakhstan", []),
        ("Zhana Kazakhstan rare-earth deposit", [("kz-kuyrektykol", "Zhana Kazakhstan")]),
        ("库姆托尔金矿", [("kg-kumtor", "库姆托尔")]),
        ("쿠이렉티콜에서 희토류 광산을 본다", [("kz-kuyrektykol", "쿠이렉티콜")]),
        ("", []),
        (" \n\n ", []),
        ("\ufeff", []),
    ],
)
def test_what_is_published(linker: Linker, text: str, found: list[tuple[str, str]]):
    assert published(linker.find(text)) == found


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Kumtor gold mine", "Kumtor"),
        ("\ufeffKumtor gold mine", "Kumtor"),
        ("the gold mine Kumtor", "Kumtor"),
        ("the gold mine\r\n\r\nThe gold mine Kumtor", "Kumtor"),
        ("the \u200eKumtor\u200f gold mine", "Kumtor"),
        ("the Kum\u00adtor gold mine", "Kum\u00adtor"),
        ("the Kum\u200btor\u200b gold mine", "Kum\u200btor"),
        ("the gold mine Verkhnee\r\nEspe", "Verkhnee\r\nEspe"),
        ("the gold mine Verkhnee\u00a0Espe", "Verkhnee\u00a0Espe"),
        (unicodedata.normalize("NFD", "золотой рудник Кутессай"), "Кутесса\u0438\u0306"),
        (
            unicodedata.normalize("NFD", "쿠이렉티콜 광산"),
            unicodedata.normalize("NFD", "쿠이렉티콜"),
        ),
        ("<b>Kumtor</b> gold mine<script>f('Kumtor_')</script>", "Kumtor"),
        ("\x00\x01 \ud800 gold mine Kumtor \udfff", "Kumtor"),
        ("\U0001f600 the gold mine \U0001f3ed Kumtor", "Kumtor"),
        ("‘Kumtor’ gold mine", "Kumtor"),
    ],
)
def test_signs_within_and_around_a_name_do_not_hide_it(linker: Linker, text: str, surface: str):
    mentions = linker.find(text)
    check(text, mentions)
    assert [mention.surface for mention in mentions if mention.published] == [surface]


def test_lines_of_a_wrapped_text_are_read_as_one(linker: Linker):
    text = "the well known gold mine of\nKumtor and the town in the\nAkbulak\ndistrict of old"
    assert published(linker.find(text)) == [("kg-kumtor", "Kumtor")]
    assert published(linker.find("Gold mine\nKumtor\nGold Company")) == []


SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOW
@given(TEXTS)
def test_offsets_are_exact_whatever_the_text(linker: Linker, text: str):
    check(text, linker.find(text))


@settings(SLOW, max_examples=20)
@given(TEXTS, st.lists(TEXTS, max_size=3), st.integers(0, 9))
def test_what_was_searched_before_makes_no_difference(
    make_linker: MakeLinker, text: str, before: list[str], most: int
):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_MOST_KEPT", most)
        used = make_linker()
        for other in before:
            used.find(other)
        once = used.find(text)
        assert once == used.find(text) == make_linker().find(text)


@SLOW
@given(TEXTS)
def test_line_ends_and_spaces_of_any_kind_make_no_difference(linker: Linker, text: str):
    text = text.replace("\r", "")
    windows = text.replace("\n", "\r\n")
    assert published(linker.find(text)) == [
        (site, surface.replace("\r\n", "\n")) for site, surface in published(linker.find(windows))
    ]
    wide = published(linker.find(text.replace(" ", "\u00a0")))
    assert [(site, surface.replace("\u00a0", " ")) for site, surface in wide] == (
        published(linker.find(text))
    )


@pytest.mark.parametrize("space", ["", " "])
def test_a_long_line_is_searched_in_bounded_parts(
    linker: Linker, space: str, monkeypatch: pytest.MonkeyPatch
):
    read: list[int] = []

    def watched(document: Document, offsets: set[int]) -> list[tuple[Passage, list[int]]]:
        found = passages(document, offsets)
        read.append(document.end - document.start)
        read.extend(passage.end - passage.start for passage, _ in found)
        return found

    monkeypatch.setattr(engine, "passages", watched)
    text = ("x" * 7 + space) * 250_000 + "Kumtor,"
    assert [mention.surface for mention in linker.find(text)] == (["Kumtor"] if space else [])
    assert max(read) <= BLOCK + 2 * REACH
    assert sum(read) <= len(text) * 1.1


def test_names_in_a_line_without_spaces_are_all_found(linker: Linker):
    text = "Kumtor,Makmal;" * 2000
    mentions = linker.find(text)
    check(text, mentions)
    assert len(mentions) == 2000


@pytest.mark.parametrize("name", ["Kumtor", "Kutessay II", "Verkhnee\nEspe", "库姆托尔"])
def test_a_name_at_the_border_of_two_parts_is_found_once_with_its_sentence(
    linker: Linker, name: str
):
    sentence = f"One knows the rare-earth and gold deposit {name} of old."
    words = "Some words. " * 6000
    for shift in range(0, len(sentence) + 12, 3):
        first = len(words) // 2 // 12 * 12 - shift // 12 * 12
        text = f"{words[:first]}{'x' * (shift % 12)} y. {sentence} {words[first:]}"
        assert len(text) > BLOCK
        mentions = linker.find(text)
        check(text, mentions)
        assert [mention.surface for mention in mentions] == [name]
        assert sentence in mentions[0].sentence
        assert mentions[0].published


def test_a_name_far_into_a_paragraph_keeps_its_neighbours(linker: Linker):
    for gap in range(REACH - 40, REACH + 40, 7):
        text = f"The gold mine Kumtor is old, {'word ' * (gap // 5)}the deposit Akbulak of yttrium."
        assert published(linker.find(text)) == [("kg-kumtor", "Kumtor"), ("kz-akbulak", "Akbulak")]


def test_ten_thousand_mentions(linker: Linker):
    text = "The Kumtor gold mine and Akbulak.\n" * 5000
    mentions = linker.find(text)
    check(text, mentions)
    assert len(mentions) == 10_000


def test_a_source_that_names_the_site_is_context_enough(linker: Linker):
    text = "Talks on Akbulak."
    assert published(linker.find(text)) == []
    assert published(linker.find(text, ["kz-akbulak"])) == [("kz-akbulak", "Akbulak")]
    assert linker.find(text, ["kg-kumtor"]) == linker.find(text)


TWO = (
    {"site_id": "kz-karatau", "name": "Karatau"},
    {"site_id": "uz-karatau", "name": "Karatau", "country": "UZB", "primary_mineral": "Au"},
)


def test_of_two_sites_the_one_without_brackets_is_meant(make_linker: MakeLinker):
    sites = (TWO[0], {**TWO[1], "name": "Karatau (nickel)", "primary_mineral": "Ni"})
    linker = make_linker(sites, [(str(site["site_id"]), "Karatau", "alone") for site in sites])
    assert published(linker.find("The Karatau deposit.")) == [("kz-karatau", "Karatau")]
    assert published(linker.find("Nickel of Karatau in Uzbekistan")) == [("uz-karatau", "Karatau")]


def test_a_name_of_two_sites_waits_unless_something_tells_them_apart(make_linker: MakeLinker):
    linker = make_linker(TWO, [(str(site["site_id"]), "Karatau", "alone") for site in TWO])
    tied = linker.find("The Karatau deposit.")
    assert [mention.site_id for mention in tied] == ["kz-karatau", "uz-karatau"]
    assert {mention.reasons[-1] for mention in tied} == {"but the name may also mean Karatau"}
    assert published(tied) == []
    both = [("uz-karatau", "Karatau")]
    assert published(linker.find("The Karatau gold deposit.")) == both
    assert published(linker.find("The Karatau deposit.", ["uz-karatau"])) == both


def test_a_dataset_without_aliases_is_searched_by_the_names_of_its_sites(make_linker: MakeLinker):
    sites = [
        {"site_id": "kg-kumtor", "name": "Kumtor", "primary_mineral": "Au"},
        {"site_id": "kz-berezovskoye", "name": "Birch", "name_ru": "Берёзовое"},
    ]
    found = published(make_linker(sites, ()).find("Золотой рудник Кумтор, участок Березовое"))
    assert found == [("kg-kumtor", "Кумтор"), ("kz-berezovskoye", "Березовое")]


@pytest.mark.parametrize("name", [None, "", "7", "…", 5, float("nan")])
def test_a_site_without_a_name_is_found_nowhere(make_linker: MakeLinker, name: object):
    linker = make_linker([{"site_id": "kz-a", "name": name, "admin1": None}], ())
    assert linker.find("The deposit None, nan, 5, 7 and … in Kazakhstan") == []


def test_an_alias_of_no_site_is_found_nowhere(make_linker: MakeLinker):
    linker = make_linker(aliases=[("kz-gone", "Kumtor", "alone")])
    assert {mention.site_id for mention in linker.find("Kumtor gold mine")} == {"kg-kumtor"}


def test_an_empty_dataset_finds_nothing(make_linker: MakeLinker):
    assert make_linker((), ()).find("Kumtor gold mine 库姆托尔") == []
