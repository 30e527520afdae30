"""The names under which sites are looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.linking.normalize import BARRIER, fold

_WORD: Final = re.compile(rf"[^ {re.escape(BARRIER)}]+|{re.escape(BARRIER)}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one site: how it is written, and how far it may be trusted."""

    site_id: str
    alias: str
    matching: str


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of a text, with its span in the text as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``last`` (excluded) of a text, and the names they spell."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """Names of sites, folded, to be found on word boundaries.

    Parameters
    ----------
    aliases
        Frame of the table ``aliases``.
    """

    def __init__(self, aliases: pd.DataFrame) -> None:
        entries: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        columns = (aliases[name] for name in ("site_id", "name", "matching"))
        for row in zip(*columns, strict=True):
            entry = Entry(*row)
            entries[_key(entry.alias)].append(entry)
        self._entries = {key: tuple(named) for key, named in entries.items() if key}
        self._longest: dict[str, int] = defaultdict(int)
        for key in self._entries:
            self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def spans(self, text: list[Word]) -> list[Span]:
        """Return every name that the words spell, overlapping ones too."""
        found = []
        for first, word in enumerate(text):
            longest = min(self._longest.get(word.text, 0), len(text) - first)
            for length in range(1, longest + 1):
                key = tuple(spelled.text for spelled in text[first : first + length])
                if key in self._entries:
                    found.append(Span(first, first + length, self._entries[key]))
        return found


_CAUTION: Final = {"alone": 0, "with-context": 1, "never": 2}


def by_site(entries: Iterable[Entry], surface: str) -> list[Entry]:
    """Return the one name of each site that decides about a surface.

    Spellings that fold alike may be trusted differently: ``Ақбұлақ`` was seen for
    the town only, ``Akbulak`` for the deposit too. The one written as the text has
    it decides, else the least trusted.
    """
    deciding: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: _CAUTION[entry.matching], reverse=True):
        known = deciding.get(entry.site_id)
        if known is None or (_same(entry, surface) and not _same(known, surface)):
            deciding[entry.site_id] = entry
    return [deciding[site] for site in sorted(deciding)]


def _same(entry: Entry, surface: str) -> bool:
    return entry.alias.casefold() == surface.casefold()


def _key(alias: str) -> tuple[str, ...]:
    found = [word.text for word in words(alias)]
    return tuple(found[found[:1] == [BARRIER] : len(found) - (found[-1:] == [BARRIER])])


def words(text: str) -> list[Word]:
    """Return the folded words of a text; punctuation between words is one too."""
    folded = fold(text)
    return [
        Word(match.group(), *folded.span(*match.span())) for match in _WORD.finditer(folded.text)
    ]


def longest_first(spans: list[Span]) -> list[Span]:
    """Keep, of spans that overlap, the longest; of equal ones, the earlier.

    So ``Kutessay II`` is never also ``Kutessay``, and a name that must not be
    matched still shields the shorter names within it.
    """
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span.first - span.last, span.first)):
        places = range(span.first, span.last)
        if taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
    return sorted(kept, key=lambda span: span.first)
