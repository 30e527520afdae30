"""The words around a name, each with its senses, and the document they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geo.linking.gazetteer import Gazetteer
from geo.linking.lexicon import Senses, as_written
from geo.linking.lexicon import words as lexicon
from geo.linking.names import Token, tokens
from geo.linking.normalize import words
from geo.linking.sentences import sentences

REACH: Final = 1500
"""Code points before and after a name within which its passage ends, whatever the text."""


_LINE_END: Final = re.compile(r"[^\W\d_],?[^\S\n]*\n[^\S\n]*(?P<next>[^\W\d_])")


@dataclass(frozen=True)
class Document:
    """A text, or a part of one that is long: as far as context reaches.

    Attributes
    ----------
    text
        The whole text; offsets are code points of it.
    start, end
        The part.
    gazetteer
        Knows the words that tell what a text speaks of.
    """

    text: str
    start: int
    end: int
    gazetteer: Gazetteer

    @cached_property
    def tokens(self) -> set[str]:
        """What stands between white space in the part."""
        return set(self.text[self.start : self.end].split())

    @cached_property
    def _telling(self) -> frozenset[str]:
        return self.gazetteer.subjects(self.tokens)

    @cached_property
    def senses(self) -> Counter[str]:
        """How many different words have each sense."""
        return Counter(sense for word in self._telling for sense in lexicon().senses(word))

    def count_of(self, regions: tuple[str, ...]) -> int:
        """Return how many different words begin as one of the regions does."""
        if regions not in self._named:
            self._named[regions] = sum(word.startswith(regions) for word in self._telling)
        return self._named[regions]

    @cached_property
    def _named(self) -> dict[tuple[str, ...], int]:
        return {}


@dataclass(frozen=True)
class Passage:
    """A paragraph, or as much of it as lies around a name.

    Attributes
    ----------
    document
        What it is part of.
    start, end
        Offsets in the whole text.
    """

    document: Document
    start: int
    end: int

    @cached_property
    def tokens(self) -> list[Token]:
        """Words of the passage."""
        text = self.document.text
        return tokens(text, words(text, self.start, self.end))

    @cached_property
    def senses(self) -> list[Senses]:
        """Senses of each word."""
        known, written = lexicon(), as_written()
        return [
            written.get(token.written.lower(), known.senses(token.folded)) for token in self.tokens
        ]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of the sentences in the whole text."""
        part = self.document.text[self.start : self.end]
        found = [(self.start + first, self.start + last) for first, last in sentences(part)]
        return found or [(self.start, self.end)]

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether its lines end for want of room: one at least goes on with no capital."""
        ends = _LINE_END.finditer(self.document.text, self.start, self.end)
        return any(not end["next"].isupper() for end in ends)

    @cached_property
    def _by_sense(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, senses in enumerate(self.senses):
            for sense in senses:
                places.setdefault(sense, []).append(place)
        return places

    def places_of(self, sense: str) -> list[int]:
        """Return the numbers of the words that have a sense, in order."""
        return self._by_sense.get(sense, [])

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _in_region(self) -> dict[tuple[str, ...], list[int]]:
        return {}

    def places_in(self, regions: tuple[str, ...]) -> list[int]:
        """Return the numbers of the words that begin as one of the regions does."""
        if regions not in self._in_region:
            self._in_region[regions] = [
                place
                for place, token in enumerate(self.tokens)
                if regions and token.folded.startswith(regions)
            ]
        return self._in_region[regions]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence that a name stands in."""
        place = max(bisect_right(self.sentences, (start, self.end + 1)) - 1, 0)
        first, last = self.sentences[place]
        while last < end and place + 1 < len(self.sentences):
            place += 1
            last = self.sentences[place][1]
        return min(first, start), max(last, end)

    def place(self, offset: int) -> int:
        """Return the number of the word that begins at an offset or after it."""
        return bisect_left(self._starts, offset)


def passages(document: Document, offsets: Iterable[int]) -> list[tuple[Passage, list[int]]]:
    """Return the passages around offsets, each with the offsets that it is made for, in order.

    What stands within ``REACH`` of an offset is in its passage, if it is in its paragraph.
    """
    found: list[tuple[Passage, list[int]]] = []
    for offset in sorted(set(offsets)):
        if found:
            passage, inside = found[-1]
            if offset < min(passage.end, inside[0] + REACH):
                inside.append(offset)
                continue
        found.append((_around(document, offset), [offset]))
    return found


def _around(document: Document, offset: int) -> Passage:
    text = document.text
    low = max(document.start, offset - REACH)
    high = min(document.end, offset + 2 * REACH)
    first, last = _blank_before(text, low, offset), _blank_after(text, offset, high)
    # A paragraph that goes on for longer is cut between words.
    if first is None:
        before = text[low:offset].split(None, 1) if low > document.start else ()
        first = offset - len(before[1]) if len(before) > 1 else low
    if last is None:
        after = text[offset:high].rsplit(None, 1) if high < document.end else ()
        last = offset + len(after[0]) if len(after) > 1 else high
    return Passage(document, first, last)


def _blank_before(text: str, low: int, offset: int) -> int | None:
    """Return where the last blank line before an offset ends."""
    end = text.rfind("\n", low, offset)
    while end >= 0:
        start = text.rfind("\n", low, end)
        if start >= 0 and not text[start:end].strip():
            return end + 1
        end = start
    return None


def _blank_after(text: str, offset: int, high: int) -> int | None:
    """Return where the first blank line after an offset begins."""
    start = text.find("\n", offset, high)
    while start >= 0:
        end = text.find("\n", start + 1, high)
        if end >= 0 and not text[start:end].strip():
            return start
        start = end
    return None
