"""The sentences that a link rests on, with the name marked and the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from geo.index import Record
from geo.ui import markup

_SMALL: Final = "font-size:12px;opacity:.8"
_QUOTE: Final = "margin:4px 0 2px;padding:2px 0 2px 10px;border-left:3px solid currentColor"
_BADGE: Final = (
    "border:1px solid currentColor;border-radius:4px;padding:0 5px;font-size:12px;"
    "white-space:nowrap"
)
_ORIGINS: Final = {"title": "in our title", "summary": "in our summary"}
_VERIFICATION: Final = {
    "date-from-memory": "Date from memory",
    "date-inferred": "Date inferred",
    "from-memory": "From memory, unverified",
}


def sentences(mentions: Iterable[Record]) -> str:
    """Return the sentences of some mentions as HTML, each once, every name in it marked.

    Parameters
    ----------
    mentions
        Rows of ``mentions`` that belong to one event or agreement and one site.
    """
    by_sentence: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention["field"], mention["sentence_start"]].append(mention)
    return "".join(_sentence(rows) for _, rows in sorted(by_sentence.items()))


def _sentence(mentions: list[Record]) -> str:
    first = mentions[0]
    offset = first["sentence_start"]
    spans = sorted((mention["start"] - offset, mention["end"] - offset) for mention in mentions)
    # A long mention may hold a shorter one; marks do not nest.
    apart = [span for at, span in enumerate(spans) if not at or span[0] >= spans[at - 1][1]]
    reasons = "; ".join(dict.fromkeys(mention["reasons"] for mention in mentions))
    confidence = max(mention["confidence"] for mention in mentions)
    origin = _ORIGINS.get(first["field"], "in a text you added")
    return (
        f'<blockquote style="{_QUOTE}">{markup.marked(first["sentence"], apart)}</blockquote>'
        f'<div style="{_SMALL}">Named {origin}; confidence {confidence:.2f}. '
        f"{markup.text(reasons)}.</div>"
    )


def note(words: str) -> str:
    """Return a remark that stands where there is no sentence, or nothing."""
    return f'<div style="font-size:13px;opacity:.85">{markup.text(words)}</div>' if words else ""


def sources(cell: str, table: Mapping[str, Record]) -> str:
    """Return the line that names the sources of a row."""
    shown = markup.cited(cell, table) or "from memory: no source was read"
    return f'<div style="{_SMALL}">Source: {shown}</div>'


def verification(value: str) -> str:
    """Return a warning badge for what is not verified, or nothing."""
    if value == "verified":
        return ""
    words = markup.text(_VERIFICATION.get(value, value))
    return f' <span style="{_BADGE}">⚠ {words}</span>'
