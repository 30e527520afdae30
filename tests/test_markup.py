from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import markup


class Page(HTMLParser):
    """What a browser would make of HTML: its tags with attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [
    "<script>alert(1)</script>",
    "</bdi><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "`${alert(1)}`",
    "a & b &amp; c &lt;",
    "<!-- ",
    "]]>",
    "\u202eabc",
    "ы" * 300,
    "[link](javascript:alert(1)) **bold** :material/close: $x^2$",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_text_is_only_ever_text(value: str):
    page = Page(markup.text(value))
    assert page.tags == [("bdi", {})]
    assert page.text == value


@given(st.text())
def test_any_text_comes_back(value: str):
    inside = markup.text(value).removeprefix("<bdi>").removesuffix("</bdi>")
    assert not re.search(r"[<>\"']", inside)
    assert (
        re.sub(r"&(?:amp|lt|gt|quot|#x27);", lambda mark: unescape(mark.group()), inside) == value
    )


def test_what_is_no_text_is_written_out():
    assert markup.text(5) == "<bdi>5</bdi>"


@pytest.mark.parametrize("value", HOSTILE)
def test_an_attribute_stays_within_its_quotes(value: str):
    page = Page(f'<span lang="{markup.attribute(value)}">x</span>')
    assert page.tags == [("span", {"lang": value})]
    assert page.text == "x"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1&c=2#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/Ы",
        'https://example.org/"><script>',
    ],
)
def test_a_web_address_is_linked(address: str):
    page = Page(markup.link(address, "A <b>label</b>"))
    (name, attributes), isolated = page.tags
    assert (name, isolated) == ("a", ("bdi", {}))
    assert str(attributes.pop("style", "")).startswith("color:")
    assert attributes == {"href": address, "target": "_blank", "rel": "noopener noreferrer"}
    assert page.text == "A <b>label</b>"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "https:alert(1)",
        "https://",
        "http://[::1",
        "10.1000/182",
    ],
)
def test_no_other_address_is_linked(address: str):
    assert markup.link(address, "label") == "<bdi>label</bdi>"


@st.composite
def sentences(draw: Any) -> tuple[str, list[tuple[int, int]]]:
    """A sentence, and spans in it in order and without overlap."""
    sentence = draw(st.text(alphabet=st.characters(exclude_characters="\r\x00")))
    edges = sorted(draw(st.lists(st.integers(0, len(sentence)), unique=True, max_size=8)))
    return sentence, list(zip(edges[::2], edges[1::2], strict=False))


@given(sentences())
def test_a_marked_sentence_gives_the_sentence_back(case: tuple[str, list[tuple[int, int]]]):
    sentence, spans = case
    html = markup.marked(sentence, spans)
    assert unescape(re.sub(r"</?(?:mark|bdi)>", "", html)) == sentence
    inside = [unescape(part) for part in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]
    assert inside == [sentence[start:end] for start, end in spans]
    assert set(re.findall(r"<.*?>", html)) <= {"<bdi>", "</bdi>", "<mark>", "</mark>"}


def test_spans_are_code_points():
    sentence = "🪨 <Күйректікөл> кен орны"
    assert markup.marked(sentence, [(3, 14)]) == (
        "<bdi>🪨 &lt;<mark>Күйректікөл</mark>&gt; кен орны</bdi>"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025-11-06", "6 November 2025"),
        ("2025-10", "October 2025"),
        ("2024/..", "from 2024"),
        ("", "date unknown"),
        ("<soon>", "&lt;soon&gt;"),
    ],
)
def test_a_date_is_in_words(value: str, shown: str):
    assert markup.date(value) == f"<bdi>{shown}</bdi>"


SOURCE = {
    "producer": "Agency <b>",
    "title": "A title",
    "date": "2025-04",
    "address": "https://example.org/a",
}


def test_a_source_is_cited_with_its_place_and_date():
    assert Page(markup.cited("s#row 5", {"s": SOURCE})).text == (
        "Agency <b>: A title #row 5 (April 2025)"
    )
    bare = {**SOURCE, "title": "", "date": "", "address": ""}
    assert markup.cited("s; t", {"s": bare, "t": SOURCE}).startswith(
        "<bdi>Agency &lt;b&gt;</bdi>; <a "
    )


def test_a_source_that_is_not_there_is_named():
    assert markup.cited("<gone>", {}) == "<bdi>&lt;gone&gt;</bdi>"
    assert markup.cited("", {"s": SOURCE}) == ""
