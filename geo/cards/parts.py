"""The shapes that all cards share: table of facts, remarks, one line for a row."""

from __future__ import annotations

from collections.abc import Iterable

from geo import captions, markup
from geo.cards import evidence
from geo.index import Index, Record, records


def table(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs of label and HTML as a table; empty values are left out."""
    rows = "".join(
        '<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 10px 2px 0;'
        'font-weight:600;white-space:nowrap;border:0">'
        f'{markup.text(label)}</th><td style="padding:2px 0;border:0">{value}</td></tr>'
        for label, value in pairs
        if value and value != markup.text("")
    )
    return f'<table style="font-size:14px;border:0;margin:0">{rows}</table>'


def subheading(title: str) -> str:
    """Return the heading of a part of a card as HTML."""
    return f'<h4 style="margin:8px 0 0;padding:0">{markup.text(title)}</h4>'


def folded(title: str, html: str) -> str:
    """Return HTML that opens on request, or nothing where there is none."""
    return f"<details><summary>{title}</summary>{html}</details>" if html else ""


def aside(title: str, words: str) -> str:
    """Return a remark that opens on request, or nothing where there is none."""
    return folded(title, markup.text(words)) if words else ""


def summary_line(row: Record, kind: str) -> str:
    """Return date, title and kind of an event or agreement as HTML."""
    is_event = kind == "event"
    date = row["date"] if is_event else row["date_signed"]
    what = row["kind"] if is_event else row["instrument"]
    place = f", {markup.text(row['place'])}" if is_event and row["place"] else ""
    note = f" ({markup.text(row['date_note'])})" if row["date_note"] else ""
    return (
        f'<div style="font-size:13px;opacity:.85">{markup.date(date)}{note} · '
        f"{markup.text(captions.label(what))}{place}</div>"
        f"<div><b>{markup.text(row['title'])}</b>{evidence.verification(row['verification'])}</div>"
    )


def document_line(index: Index, document_id: str) -> str:
    """Return date, publisher and title of a text that a user has added, as HTML."""
    frame = index.dataset["documents"]
    row = records(frame[frame["document_id"] == document_id])[0]
    publisher = f" · {markup.text(row['publisher'])}" if row["publisher"] else ""
    return (
        f'<div style="font-size:13px;opacity:.85">{markup.date(row["date"])}{publisher}</div>'
        f"<div><b>{markup.link(row['address'], row['title'])}</b></div>"
    )
