"""The sentences that a link rests on, with the name marked and the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from geo import captions, markup
from geo.index import Record

MOST_SENTENCES: Final = 20
"""Sentences of one text that a card shows; a book may name a site a thousand times."""

_SMALL: Final = "font-size:12px;opacity:.8"
_QUOTE: Final = "margin:4px 0 2px;padding:2px 0 2px 10px;border-left:3px solid currentColor"
_BADGE: Final = (
    "border:1px solid currentColor;border-radius:4px;padding:0 5px;font-size:12px;"
    "white-space:nowrap"
)


_LEVELS: Final = {
    "sentence": "Named in the {owner}’s own sentence ({origin})",
    "paragraph": "Named in the paragraph on the {owner} ({origin})",
    "document": "Named elsewhere in the document on the {owner} ({origin})",
    "": "Named in {origin}",
}
"""Strength of a mention to its words; a document tied to nothing has none."""


def sentences(mentions: Iterable[Record]) -> str:
    """Return the sentences of some mentions as HTML, strongest first, every name marked.

    Parameters
    ----------
    mentions
        Rows of ``mentions`` that belong to one event or agreement and one site, or
        to documents tied to neither.
    """
    by_sentence: dict[tuple[int, str, str, int], list[Record]] = defaultdict(list)
    for mention in mentions:
        level = [*_LEVELS].index(mention["strength"])
        at = (mention["document_id"], mention["field"], mention["sentence_start"])
        by_sentence[level, *at].append(mention)
    ordered = [rows for _, rows in sorted(by_sentence.items())]
    more = len(ordered) - MOST_SENTENCES
    left_out = note(f"And {more:,} more sentences.") if more > 0 else ""
    return "".join(map(_sentence, ordered[:MOST_SENTENCES])) + left_out


def _sentence(mentions: list[Record]) -> str:
    first = mentions[0]
    named = _LEVELS[first["strength"]].format(
        owner="agreement" if first["agreement_id"] else "event",
        origin=captions.ORIGINS[first["field"]],
    )
    confidence = max(mention["confidence"] for mention in mentions)
    return (
        f"{quote(mentions)}"
        f'<div style="{_SMALL}">{named}; confidence {captions.confidence(confidence)}. '
        f"{_reasons(mentions)}</div>"
    )


def quote(mentions: list[Record]) -> str:
    """Return one sentence as HTML, with the names that mentions of it spell marked."""
    first = mentions[0]
    offset = first["sentence_start"]
    spans = sorted((mention["start"] - offset, mention["end"] - offset) for mention in mentions)
    # A long mention may hold a shorter one; marks do not nest.
    apart = [span for at, span in enumerate(spans) if not at or span[0] >= spans[at - 1][1]]
    return f'<blockquote style="{_QUOTE}">{markup.marked(first["sentence"], apart)}</blockquote>'


def undecided(mention: Record, words: str) -> str:
    """Return a mention that is no link as HTML: its sentence, what it is, and why."""
    return (
        f"{quote([mention])}"
        f'<div style="font-size:13px"><b>{markup.text(words)}</b></div>'
        f'<div style="{_SMALL}">Found in {captions.ORIGINS[mention["field"]]}; confidence '
        f"{captions.confidence(mention['confidence'])}. {_reasons([mention])}</div>"
    )


def _reasons(mentions: list[Record]) -> str:
    reasons = "; ".join(dict.fromkeys(mention["reasons"] for mention in mentions))
    return markup.text(reasons if reasons.endswith(".") else f"{reasons}.")


def note(words: str) -> str:
    """Return a remark that stands where there is no sentence, or nothing."""
    return f'<div style="font-size:13px;opacity:.85">{markup.text(words)}</div>' if words else ""


def sources(cell: str, table: Mapping[str, Record]) -> str:
    """Return the line that names the sources of a row."""
    shown = markup.cited(cell, table) or captions.FROM_MEMORY
    return f'<div style="{_SMALL}">Source: {shown}</div>'


def verification(value: str) -> str:
    """Return a warning badge for what is not verified, or nothing."""
    words = captions.VERIFICATION.get(value, value)
    return f' <span style="{_BADGE}">⚠ {markup.text(words)}</span>' if words else ""
