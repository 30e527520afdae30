"""Split a text into sentences, as spans of the unchanged text."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(
    # Nothing is given back, so that a line of dots is read once.
    r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]]*+(?=\s+[^\W\d_]|\s+[\"'“‘«(\[]|\s+\d|\s*$)|\n\s*\n|[。！？]+"
)
_ABBREVIATIONS: Final = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "prof", "gen", "col", "st", "ste", "mt", "jr", "sr"),
        *("inc", "ltd", "co", "corp", "bros", "plc", "dept", "no", "nos", "vol", "pp", "art"),
        *("sec", "fig", "approx", "ca", "cf", "vs", "est", "max", "avg", "incl"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("гг", "ул", "им", "тыс", "млн", "млрд", "руб", "долл", "см", "стр", "акад", "проф"),
        *("обл",),
    }
)
"""Besides single letters and ``U.S.``, which are initials."""

_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LONGEST: Final = 40
"""Longest word, abbreviations with their points included, before a full stop."""

_NEXT: Final = re.compile(r"\s*(\S)")
_LAST_WORD: Final = re.compile(r"[\w.]+\Z")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in code points, without surrounding space.

    A full stop does not end a sentence after an initial ("S. Berdimuhamedov"), a
    known abbreviation ("St.", "No.", "U.S.", "млн.") or before a small letter.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        if _ends_sentence(text, mark, start):
            spans.append((start, mark.end()))
            start = mark.end()
    spans.append((start, len(text)))
    trimmed = (_trimmed(text, *span) for span in spans)
    return [span for span in trimmed if span[0] < span[1]]


def _ends_sentence(text: str, mark: re.Match[str], start: int) -> bool:
    if mark.group()[0] != ".":
        return True
    following = _NEXT.match(text, mark.end())
    if following is None:
        return True
    if following[1].islower():
        return False
    word = _LAST_WORD.search(text, max(start, mark.start() - _LONGEST), mark.start())
    if word is None or mark.group().startswith(".."):
        return True
    return word.group().lower() not in _ABBREVIATIONS and not _INITIAL.fullmatch(word.group())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
