from __future__ import annotations

import time

import pytest

from geo.documents.document import DocumentError
from geo.documents.html import read_html

PAGE = """<!doctype html><html lang="ru-KZ"><head><title>Лента — Вестник</title>
<meta property="og:title" content="Найдена  медь">
<meta property="og:site_name" content="Вестник">
<meta property="og:url" content="javascript:alert(1)">
<link rel="canonical" href="https://example.org/a?b=1">
<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "X"},
 {"@type": ["NewsArticle"], "headline": "В степи найдена медь",
  "datePublished": "2025-04-02T23:30:00+05:00", "publisher": {"name": "Степной вестник"}}]}</script>
<style>p {}</style></head>
<body><header><a href="/">Главная</a></header><nav>Новости Погода</nav>
<article><header><h1>В степи найдена медь</h1></header>
<p>Первый&nbsp;абзац о&#32;<b>Куй</b>рек<i>тыколь</i>,
   и дальше.</p><p>Второй<br>абзац.</p>
<figure><img alt="снимок" src="x"><figcaption>Скважина в степи</figcaption></figure>
<table><tr><th>Участок</th><th>Руда</th></tr><tr><td>Первый</td><td>медь</td></tr></table>
<ul><li>раз</li><li>два</li></ul><pre>x
  y</pre>
<div style="display: none">скрыто</div><span hidden>тоже</span>
<script>alert("зло")</script><noscript>нет</noscript><!-- сор -->
<aside>Врезка</aside></article>
<aside>Реклама</aside><footer>Все права</footer></body></html>"""


def test_the_article_is_read_as_a_reader_sees_it():
    assert read_html("a.html", PAGE.encode()).text == (
        "В степи найдена медь\n\nПервый абзац о Куйректыколь, и дальше.\n\nВторой\nабзац.\n\n"
        "Скважина в степи\n\nУчасток | Руда\n\nПервый | медь\n\nраз\n\nдва\n\nx\n  y\n\nВрезка"
    )


def test_what_the_head_states_is_kept():
    page = read_html("a.html", PAGE.encode())
    assert (page.document, page.title, page.publisher) == (
        "a.html",
        "В степи найдена медь",
        "Степной вестник",
    )
    assert (page.date, page.language) == ("2025-04-02", "ru-KZ")
    assert page.address == "https://example.org/a?b=1"


def test_nothing_is_stated_by_a_page_that_states_nothing():
    page = read_html("a.html", b"<p>Ore.</p>")
    assert (page.text, page.title, page.date, page.language) == ("Ore.", "", "", "")
    assert (page.publisher, page.address) == ("", "")


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("<title>A\n  b</title>", "title", "A b"),
        ('<meta property="article:published_time" content="2025-10-01">', "date", "2025-10-01"),
        ('<meta name="DC.date" content="2025-10">', "date", "2025-10"),
        ('<meta name="date" content="yesterday">', "date", ""),
        ('<meta property="og:locale" content="uz_UZ">', "language", "uz-UZ"),
        ('<link rel="canonical" href="data:text/html,x">', "address", ""),
        ('<script type="application/ld+json">{broken</script>', "title", ""),
        ('<script type="application/ld+json">[[[1]]]</script>', "title", ""),
    ],
)
def test_meta_elements_are_read(head: str, field: str, expected: str):
    page = read_html("a.html", f"<head>{head}</head><body><p>Ore.</p></body>".encode())
    assert getattr(page, field) == expected


def test_one_main_element_is_the_article_unless_it_holds_next_to_nothing():
    rest = "<div>" + "Words of the page. " * 20 + "</div>"
    page = f"<body>{rest}<main><p>{'Text of the article. ' * 20}</p></main></body>"
    assert read_html("a.html", page.encode()).text == ("Text of the article. " * 20).strip()
    page = f"<body>{rest}<main>x</main></body>"
    assert "Words of the page" in read_html("a.html", page.encode()).text


def test_the_encoding_that_a_page_states_is_used():
    page = '<html><meta charset="windows-1251"><body>Руда</body>'
    assert read_html("a.html", page.encode("windows-1251")).text == "Руда"


def test_markup_written_as_text_stays_text():
    page = b"<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>"
    assert read_html("a.html", page).text == "<script>alert(1)</script> &lt;"


@pytest.mark.parametrize("page", ["", "<html></html>", "<body><script>draw()</script></body>"])
def test_a_page_without_text_says_so(page: str):
    with pytest.raises(DocumentError, match=r"^a\.html: the page "):
        read_html("a.html", page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 600 + "end" + "</div>" * 600,
        "<b>x" * 600 + "end",
        "<p " + "a=1 " * 200_000 + ">end",
        "<p>" + "word " * 2_400_000 + "end",
        "<p>" + " " * 3_000_000 + "end",
        "<meta" * 100_000 + "<p>end",
        "<p style='" + "display " * 100_000 + "'>end",
    ],
    ids=["deep", "open", "attributes", "long", "blank", "meta", "style"],
)
def test_a_page_made_to_be_slow_is_read_in_time(page: str):
    start = time.perf_counter()
    assert read_html("a.html", page.encode()).text.endswith("end")
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "page", ["<div>" * 50_000, "<b>x" * 50_000, "<ul><li>x" * 20_000, "<table><tr><td>" * 20_000]
)
def test_a_page_nested_too_deeply_is_refused_whole(page: str):
    with pytest.raises(DocumentError, match="the page nests its elements too deeply"):
        read_html("a.html", f"{page}end".encode())


def test_entities_are_not_multiplied():
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY b{n} "{"&a;" * 10}">' for n in range(9))
        + "]><body>&b8; end</body>"
    )
    assert len(read_html("a.html", bomb.encode()).text) < 1000
