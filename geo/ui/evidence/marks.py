"""A text with the names in it marked, as HTML; and which part of it to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from geo import markup
from geo.index import Record
from geo.judgements import ACCEPT, REJECT, UNSURE
from geo.linking.mention import PUBLISH, REVIEW, SITE

MARKS_SHOWN: Final = 8
"""Marks on one page of a text: each has buttons of its own."""

WHOLE: Final = 8_000
"""Characters up to which a text is shown without leaving anything out."""

REACH: Final = 700
"""Characters shown before and after a mark of a longer text."""

_EXCERPT: Final = 300


@dataclass(frozen=True, slots=True)
class Look:
    """How marks of one level are drawn: never by colour alone.

    Attributes
    ----------
    label
        What the level means, for the key.
    colour, line
        Of the line under the name; ``line`` is a CSS border style.
    tint
        Behind the name, seen on light and dark.
    """

    label: str
    colour: str
    line: str
    tint: str


LOOKS: Final[Mapping[str, Look]] = {
    "publish": Look("shown as a link", "#1f83c8", "3px solid", "rgba(31,131,200,.3)"),
    "review": Look("waits for a person", "#d55e00", "3px dashed", "rgba(213,94,0,.28)"),
    "below": Look("too unsure to show", "#7a7a7a", "3px dotted", "rgba(122,122,122,.25)"),
    "other": Look("something else of the same name", "#9467bd", "4px double", "none"),
}
"""Blue, vermilion and grey, which the colour-blind tell apart, seen on light and on dark."""

SIGNS: Final = {ACCEPT: "✓", REJECT: "✗", UNSURE: "?"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text, and the marks in it.

    Attributes
    ----------
    start, end
        Code points of the text.
    first, last
        Positions of its marks: ``marks[first:last]``.
    """

    start: int
    end: int
    first: int
    last: int


def level(row: Record) -> str:
    """Return the key of ``LOOKS`` for a mention."""
    if row["relation"] != SITE:
        return "other"
    if row["confidence"] >= PUBLISH:
        return "publish"
    return "review" if row["confidence"] >= REVIEW else "below"


def parts(length: int, marks: Sequence[Record]) -> list[Part]:
    """Divide a text into parts with at most ``MARKS_SHOWN`` marks each.

    Parameters
    ----------
    length
        Of the text, in code points.
    marks
        Mentions in order of place.
    """
    if len(marks) <= MARKS_SHOWN and length <= WHOLE:
        return [Part(0, length, 0, len(marks))]
    if not marks:
        return [Part(0, WHOLE, 0, 0)]
    made = []
    for first in range(0, len(marks), MARKS_SHOWN):
        last = min(first + MARKS_SHOWN, len(marks))
        before = marks[first - 1]["end"] if first else 0
        after = marks[last]["start"] if last < len(marks) else length
        end = max(mark["end"] for mark in marks[first:last])
        start = max(before, marks[first]["start"] - REACH)
        # Marks that overlap may stand on either side of the border.
        start = min(start, marks[first]["start"])
        made.append(Part(start, max(end, min(after, end + REACH)), first, last))
    return made


def html(text: str, marks: Sequence[Record], part: Part, decisions: Mapping[str, str]) -> str:
    """Return a part of a text with its marks.

    Parameters
    ----------
    text
        Plain text.
    marks
        Mentions in order of place; the number of each is its position, from 1.
    part
        What to show.
    decisions
        Mention to its decision, empty or missing where there is none.
    """
    pieces = ["… "] if part.start else []
    done = part.start
    for numbers in _clusters(marks, part):
        start, end = marks[numbers[0]]["start"], marks[numbers[0]]["end"]
        pieces += [_plain(text, done, start, part), _mark(text, marks, numbers, decisions)]
        done = end
    pieces.append(_plain(text, done, part.end, part))
    if part.end < len(text):
        pieces.append(" …")
    style = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9;max-width:46em"
    return f'<div dir="auto" style="{style}">{"".join(pieces)}</div>'


def key(levels: Mapping[str, int]) -> str:
    """Return what each look that is drawn means, and how often it is."""
    items = [
        f'<span style="{_style(name)}">name</span> {escape(LOOKS[name].label)} ({levels[name]})'
        for name in LOOKS
        if levels.get(name)
    ]
    return f'<div style="font-size:13px;line-height:2">{" &emsp; ".join(items)}</div>'


def chip(number: int, name: str) -> str:
    """Return the number of a mark in the look of its level."""
    return f'<span style="{_style(name)}"><b>{number}</b></span>'


def excerpt(row: Record) -> str:
    """Return the sentence of a mention with the name marked, cut if it is very long."""
    sentence = row["sentence"]
    start, end = row["start"] - row["sentence_start"], row["end"] - row["sentence_start"]
    low, high = max(0, start - _EXCERPT), min(len(sentence), end + _EXCERPT)
    shown = markup.marked(sentence[low:high], [(start - low, end - low)])
    return f"{'…' if low else ''}{shown}{'…' if high < len(sentence) else ''}"


def _clusters(marks: Sequence[Record], part: Part) -> Iterator[list[int]]:
    """Yield the marks that share a place, the longest first: marks do not nest."""
    numbers: list[int] = []
    for number in range(part.first, part.last):
        if numbers and marks[number]["start"] >= marks[numbers[0]]["end"]:
            yield numbers
            numbers = []
        numbers.append(number)
    if numbers:
        yield numbers


def _mark(
    text: str, marks: Sequence[Record], numbers: Sequence[int], decisions: Mapping[str, str]
) -> str:
    first = marks[numbers[0]]
    decision = decisions.get(first["mention_id"], "")
    through = "text-decoration:line-through;" if decision == REJECT else ""
    told = ", ".join(
        f"{number + 1}{SIGNS.get(decisions.get(marks[number]['mention_id'], ''), '')}"
        for number in numbers
    )
    relation = f" {first['relation']}" if first["relation"] != SITE else ""
    name = escape(text[first["start"] : first["end"]])
    return (
        f'<mark style="{through}{_style(level(first))}">{name}'
        f'<sup style="font-size:11px;line-height:1">{escape(told + relation)}</sup></mark>'
    )


def _style(name: str) -> str:
    look = LOOKS[name]
    return (
        f"color:inherit;background:{look.tint};border-bottom:{look.line} {look.colour};"
        "padding:0 2px;border-radius:2px"
    )


def _plain(text: str, start: int, end: int, part: Part) -> str:
    """Return what stands between two marks, its middle left out where it is long."""
    whole = part.end - part.start <= WHOLE
    if whole or end - start <= 2 * REACH:
        return escape(text[start:end])
    left_out = f"<i>[… {end - start - 2 * REACH:,} characters without a name …]</i>"
    low, high = start + REACH, end - REACH
    return f"{escape(text[start:low])}\n\n{left_out}\n\n{escape(text[high:end])}"
