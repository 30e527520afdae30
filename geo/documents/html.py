"""Read the article of an HTML page, and what its head states about it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from geo.documents.document import (
    Document,
    DocumentError,
    check_storable,
    stated_address,
    stated_date,
    stated_language,
    stated_line,
)
from geo.documents.encoding import decode
from geo.documents.flow import Break, Flow

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE
)
_HEAD_BYTES: Final = 4096

_UNSEEN: Final = frozenset(
    {
        *("audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "math"),
        *("noscript", "object", "script", "select", "style", "svg", "template", "textarea"),
        *("title", "video"),
    }
)
_FURNITURE: Final = frozenset({"aside", "footer", "header"})
"""Parts of the page that surround its article. Inside an article they belong to it."""

_FURNITURE_ROLES: Final = frozenset(
    {"banner", "complementary", "contentinfo", "menu", "menubar", "navigation", "search"}
)
_BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)
_CELLS: Final = frozenset({"td", "th"})
_HIDING: Final = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE
)

_LEAST_SHARE: Final = 0.25
"""Share of the body's text below which what calls itself the article is not it."""

_ARTICLES: Final = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "WebPage"}
)
"""Types of https://schema.org whose date and title are those of the page."""


def read_html(name: str, content: bytes) -> Document:
    """Read a page: the text a reader would see of its article, in paragraphs.

    The article is the one element ``main``, else the one ``article``, else all of the
    body; menus, what is hidden, scripts and forms are left out, and headers, footers
    and asides outside an article. Cells of a table are parted by a bar.

    Raises
    ------
    DocumentError
        If the page cannot be decoded or read whole, or shows no text without running its
        scripts.
    """
    charset = _CHARSET.search(content[:_HEAD_BYTES])
    page = decode(content, name, charset[1].decode("ascii") if charset else "")
    check_storable(page, name)
    root = _parsed(page, name)
    text = _article(root)
    if not text:
        raise DocumentError(
            "the page shows no text without running its scripts",
            name,
            "Open it in a browser, and save or paste the text",
        )
    return replace(_stated(root), document=name, text=text)


def _parsed(page: str, name: str) -> HtmlElement:
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = document_fromstring(page.encode(), parser=parser)
    except etree.ParserError as error:
        raise DocumentError("the page is empty", name, "Save it again from the browser") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise DocumentError(
            "the page nests its elements too deeply to be read whole",
            name,
            "Open it in a browser, and save or paste the text",
        )
    return root


def _article(root: HtmlElement) -> str:
    body = root.find("body")
    body = root if body is None else body
    whole = _rendered(body)
    for tag in ("main", "article"):
        found = list(body.iter(tag))
        if len(found) == 1:
            text = _rendered(found[0])
            if len(text) >= _LEAST_SHARE * len(whole):
                return text
    return whole


def _rendered(root: HtmlElement) -> str:
    """Return the text of an element, in one pass without recursion."""
    flow = Flow()
    skipped: HtmlElement | None = None
    articles = int(root.tag == "article")
    formatted = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        starts = event == "start"
        if skipped is None and starts and element is not root and _is_unseen(element, articles):
            skipped = element
        if skipped is None:
            articles += (tag == "article") * (1 if starts else -1)
            formatted += (tag == "pre") * (1 if starts else -1)
            flow.part(_break(tag))
            if starts:
                _write(flow, element.text, formatted)
        if not starts:
            if skipped is element:
                skipped = None
            if skipped is None and element is not root:
                _write(flow, element.tail, formatted)
    return str(flow)


def _write(flow: Flow, text: str | None, formatted: int) -> None:
    if text:
        (flow.write_as_is if formatted else flow.write)(text)


def _break(tag: str) -> Break:
    if tag in _BLOCKS:
        return Break.PARAGRAPH
    if tag in _CELLS:
        return Break.CELL
    return Break.LINE if tag == "br" else Break.NONE


def _is_unseen(element: HtmlElement, articles: int) -> bool:
    tag, role = element.tag, element.get("role", "")
    return (
        tag in _UNSEEN
        or tag == "nav"
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(element.get("style", "")[:1000]))
        or (articles == 0 and (role in _FURNITURE_ROLES or _is_furniture(element)))
    )


def _is_furniture(element: HtmlElement) -> bool:
    return element.tag in _FURNITURE and (
        element.tag != "header" or next(element.iter("h1"), None) is None
    )


def _stated(root: HtmlElement) -> Document:
    """Return what the head states: linked data first, then its meta elements."""
    meta = _meta(root)
    data = next((item for item in _linked_data(root)), {})
    publisher = data.get("publisher")
    titles = (data.get("headline"), meta.get("og:title"), root.findtext(".//title"))
    dates = (
        data.get("datePublished"),
        *(meta.get(key) for key in ("article:published_time", "dc.date", "dc.date.issued", "date")),
    )
    languages = (root.get("lang"), meta.get("og:locale"), data.get("inLanguage"))
    publishers = (
        publisher.get("name") if isinstance(publisher, dict) else publisher,
        meta.get("og:site_name"),
        meta.get("dc.publisher"),
    )
    addresses = (_canonical(root), meta.get("og:url"), data.get("url"))
    return Document(
        "",
        "",
        title=_first(titles, stated_line),
        date=_first(dates, stated_date),
        language=_first(languages, stated_language),
        publisher=_first(publishers, stated_line),
        address=_first(addresses, stated_address),
    )


def _first(values: tuple[object, ...], read: Callable[[str], str]) -> str:
    read_values = (read(value) for value in values if isinstance(value, str))
    return next((value for value in read_values if value), "")


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or ""
        found.setdefault(key.lower(), element.get("content", ""))
    return found


def _canonical(root: HtmlElement) -> str:
    links = (link for link in root.iter("link") if link.get("rel", "").lower() == "canonical")
    return next((str(link.get("href", "")) for link in links), "")


def _linked_data(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects that describe an article; a broken block has none."""
    for script in root.iter("script"):
        if script.get("type", "").lower() != "application/ld+json":
            continue
        try:
            block = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = block.get("@graph", block) if isinstance(block, dict) else block
        for item in items if isinstance(items, list) else [items]:
            kinds = item.get("@type") if isinstance(item, dict) else None
            if not _ARTICLES.isdisjoint(kinds if isinstance(kinds, list) else [kinds]):
                yield item
