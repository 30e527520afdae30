"""First-level regions that a text names, by their English names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from geo.linking.normalize import fold_key
from geo.sources.region_codes import REGIONS

REGION_WORDS: Final = frozenset({"oblast", "oblasts", "province", "provinces", "region", "regions"})
"""After a name, these say that the region is meant, not its town."""

TOWN_WORDS: Final = frozenset({"city", "town"})

PLACE_WORDS: Final = TOWN_WORDS | {
    *("airport", "basin", "bridge", "district", "glacier", "lake", "mountain", "mountains"),
    *("pass", "ridge", "river", "station", "street", "university", "valley", "village"),
}
"""Right after a name, these say that it is another place."""

WORKS_WORDS: Final = frozenset(
    {"combine", "concentrator", "factory", "mill", "plant", "refinery", "smelter", "works"}
)
"""Within ``REACH`` words after a name, these make it that of a works: "the Pavlodar
aluminium plant"."""

COMPASS_WORDS: Final = frozenset({"east", "north", "south", "west"})
"""Right before a name, these make another one of it: "South East Kazakhstan"."""

REACH: Final = 2

_WORD: Final = re.compile(r"[^\W_]+(?:['’‘ʻʼ][^\W_]+)*")
_BESIDE: Final = re.compile(r"(?:[^\S\n]|[-‐‑–])+")
_HYPHENS: Final = tuple("-‐‑–")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word and its span in the text."""

    text: str
    start: int
    end: int


class RegionNames:
    """Names of regions, folded, to be found as whole words.

    ``Karaganda Region`` is found without its last word too. Without it, a name is
    taken for a town's where it is also that of a city beside the region
    (``Tashkent``) or of the place where the event was held, and for another's where
    it goes on as a longer name (``Navoi Mining Company``).

    Parameters
    ----------
    regions
        English names, as in ``deposits.admin1``.
    """

    def __init__(self, regions: Iterable[str]) -> None:
        self._by_first: defaultdict[str, dict[Words, str]] = defaultdict(dict)
        for region in sorted({*regions}):
            if name := _bare(region):
                self._by_first[name[0]][name] = region

    def named(self, text: str, place: str = "") -> dict[str, str]:
        """Return the regions that a text names.

        Parameters
        ----------
        text
            In English, as written; nothing is read across a line's end.
        place
            Where the event was held.

        Returns
        -------
        dict
            Region to its name as the text spells it, in order of the text.
        """
        words = [
            _Word(folded[0], found.start(), found.end())
            for found in _WORD.finditer(text)
            if (folded := _folded(found.group()))
        ]
        venue = _folded(place)
        regions: dict[str, str] = {}
        for at, word in enumerate(words):
            for name, region in self._by_first.get(word.text, {}).items():
                found = _Spelling.at(text, words, at, name)
                if found and region not in regions and found.means_region(venue):
                    regions[region] = found.surface
        return regions


@lru_cache(maxsize=1 << 13)
def _folded(text: str) -> Words:
    return tuple(fold_key(text).split())


def _bare(region: str) -> Words:
    """Return the folded words of a name without "Region" and the like at its end."""
    words = _folded(region)
    return words[:-1] if words[-1:] and words[-1] in _REGION else words


_REGION, _TOWN, _PLACE, _WORKS, _COMPASS = (
    frozenset(word for english in words for word in _folded(english))
    for words in (REGION_WORDS, TOWN_WORDS, PLACE_WORDS, WORKS_WORDS, COMPASS_WORDS)
)
_OF: Final = _folded("of")
_NAMES: Final = frozenset(_folded(region.name_en) for region in REGIONS.values())

CITIES: Final = frozenset(
    words[:-1] for words in _NAMES if words[-1] in _REGION and words[:-1] in _NAMES
)
"""Folded names that a city of the first level and the region around it share."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name in a text, with the words that only space or a hyphen parts from it.

    Attributes
    ----------
    before, after
        Those words, at most ``REACH``, the nearest first.
    """

    text: str
    name: Words
    spelled: list[_Word]
    before: list[_Word]
    after: list[_Word]

    @classmethod
    def at(cls, text: str, words: list[_Word], first: int, name: Words) -> _Spelling | None:
        """Return the name if it begins with a capital at this word."""
        last = first + len(name) - 1
        spelled = _run(text, words[first : last + 1])
        if tuple(word.text for word in spelled) != name or not text[spelled[0].start].isupper():
            return None
        before = _run(text, words[max(0, first - REACH) : first + 1][::-1])[1:]
        return cls(text, name, spelled, before, _run(text, words[last : last + REACH + 1])[1:])

    @property
    def surface(self) -> str:
        """The name as the text has it, with "region" where that follows."""
        last = self.after[0] if self._is_followed_by(_REGION) else self.spelled[-1]
        return self.text[self.spelled[0].start : last.end]

    def means_region(self, venue: Words) -> bool:
        """Tell whether the name stands for the region, not for a town or a longer name."""
        if self._is_part_of_other_place():
            return False
        if self._is_followed_by(_REGION):
            return True
        return not (
            self.name in CITIES
            or any(venue[at : at + len(self.name)] == self.name for at in range(len(venue)))
            or any(self.text[word.start].isupper() for word in self.after[:1])
            or self._is_followed_by(_PLACE)
            or any(word.text in _WORKS for word in self.after)
        )

    def _is_part_of_other_place(self) -> bool:
        led_by = [word.text for word in self.before]
        return (
            self.text.endswith(_HYPHENS, 0, self.spelled[0].start)
            or self.text.startswith(_HYPHENS, self.spelled[-1].end)
            or not _COMPASS.isdisjoint(led_by[:1])
            or (led_by[:1] == [*_OF] and not _TOWN.isdisjoint(led_by[1:]))
        )

    def _is_followed_by(self, those: frozenset[str]) -> bool:
        return any(word.text in those for word in self.after[:1])


def _run(text: str, words: list[_Word]) -> list[_Word]:
    """Return the first words up to where more than space or a hyphen parts them."""
    for at, (one, other) in enumerate(pairwise(words), start=1):
        left, right = sorted((one, other), key=lambda word: word.start)
        if not _BESIDE.fullmatch(text, left.end, right.start):
            return words[:at]
    return words
