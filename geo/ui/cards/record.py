"""The shapes that all cards share: heading, table of facts, one line for a row."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from geo.index import Record
from geo.ui import markup, state
from geo.ui.cards import evidence


def heading(title: str, *, key: str) -> None:
    """Draw the title of a card, given as HTML, and the way to close it."""
    left, right = st.columns([3, 1], vertical_alignment="top")
    left.html(f'<h3 style="margin:0;padding:0">{title}</h3>')
    with right:
        st.button(
            "Close",
            key=f"close-{key}",
            type="tertiary",
            icon=":material/close:",
            help="Close the card",
            on_click=state.choose,
        )


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
        f"{markup.text(markup.label(what))}{place}</div>"
        f"<div><b>{markup.text(row['title'])}</b>{evidence.verification(row['verification'])}</div>"
    )


def opener(kind: str, identifier: str, html: str) -> None:
    """Draw a block of HTML with a button that opens a site, event or agreement."""
    with st.container(border=True, gap="xsmall"):
        st.html(html)
        st.button(
            f"Open this {kind}",
            key=f"open-{kind}-{identifier}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=state.choose,
            args=(kind, identifier),
        )
