"""HTML for pages and files, made so that text from data can only ever be text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final
from urllib.parse import urlsplit

from geo import edtf
from geo.index import Record
from geo.rules import references

_WEB: Final = ("http", "https")


def text(value: object) -> str:
    """Return a value as HTML text.

    Its direction is isolated: a right-to-left name cannot turn the words around it.
    """
    return f"<bdi>{escape(str(value))}</bdi>"


def attribute(value: object) -> str:
    """Return a value as the text of an HTML attribute in double quotes."""
    return escape(str(value), quote=True)


def link(address: str, label: str) -> str:
    """Return a link, or only its label where the address is not of the web."""
    if not is_web(address):
        return text(label)
    safe = 'target="_blank" rel="noopener noreferrer" style="color:inherit"'
    return f'<a href="{attribute(address)}" {safe}>{text(label)}</a>'


def is_web(address: str) -> bool:
    """Tell whether an address is an ordinary web address, not a script or a file."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.netloc)


def marked(sentence: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a sentence with spans marked.

    Parameters
    ----------
    sentence
        Plain text.
    spans
        Start and end of each span in code points of the sentence, in order and
        without overlap.
    """
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [escape(sentence[done:start]), f"<mark>{escape(sentence[start:end])}</mark>"]
        done = end
    parts.append(escape(sentence[done:]))
    return f"<bdi>{''.join(parts)}</bdi>"


def date(value: str) -> str:
    """Return an EDTF date in words, as HTML; what is no date is shown as it stands."""
    return text(edtf.display(value) if edtf.is_valid(value) else value or "date unknown")


def cited(cell: str, sources: Mapping[str, Record]) -> str:
    """Return the sources of a row as HTML: publisher, title, date, linked.

    Parameters
    ----------
    cell
        References as stored in a ``sources`` column.
    sources
        Identifier to row of the ``sources`` table.
    """
    items: list[str] = []
    for source_id, locator in references(cell):
        row = sources.get(source_id)
        if row is None:
            items.append(text(source_id))
            continue
        name = ": ".join(word for word in (row["producer"], row["title"]) if word)
        shown = link(row["address"], name)
        if locator:
            shown += f" {text('#' + locator)}"
        if row["date"]:
            shown += f" ({date(row['date'])})"
        items.append(shown)
    return "; ".join(items)
