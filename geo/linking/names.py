"""Names of sites as they are looked for, and names found in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from string import digits
from typing import Final, NamedTuple

from geo.linking.inflection import Stem, stem
from geo.linking.lexicon import words as lexicon
from geo.linking.normalize import fold_word, fold_words, numeral, visible, words
from geo.linking.variants import epithets, variants

CAUTION: Final = {"alone": 0, "with-context": 1, "never": 2}
"""How far a name may be trusted, as in the vocabulary ``alias_matching``."""

_MIN_WORD: Final = 3
_MIN_TRUSTED: Final = 5
"""Shortest folded name that means a site by itself: shorter ones are words of some language."""


Alias = tuple[object, object, object]
"""A name as listed: its site, how it is written, and how far it may be trusted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one site: how it is written, and how far it may be trusted."""

    site_id: str
    alias: str
    matching: str


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling to look for.

    Attributes
    ----------
    entry
        The name.
    parts
        Its words: each a stem with its endings, or a number.
    origin
        How the spelling came about; empty as listed.
    """

    entry: Entry
    parts: tuple[Stem | int, ...]
    origin: str

    @property
    def stems(self) -> list[tuple[int, Stem]]:
        """The words that are no numbers, each with its place."""
        return [(place, part) for place, part in enumerate(self.parts) if isinstance(part, Stem)]

    @property
    def is_numbered(self) -> bool:
        """Whether a number ends it."""
        return isinstance(self.parts[-1], int)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name found in a text.

    Attributes
    ----------
    start, end
        Offsets of the name in code points.
    entry
        The name it spells.
    origins
        How the spelling differs from the listed one; empty if it does not.
    rough
        Whether it differs in a vowel.
    by_sign
        Whether it was matched sign by sign, as in scripts that do not part words.
    """

    start: int
    end: int
    entry: Entry
    origins: tuple[str, ...] = ()
    rough: bool = False
    by_sign: bool = False


class Token(NamedTuple):
    """A word of a text: as it is seen, folded, and where it stands in code points."""

    written: str
    folded: str
    start: int
    end: int


def tokens(text: str, spans: Iterable[tuple[int, int]]) -> list[Token]:
    """Return the words of a text with their folded forms."""
    places = list(spans)
    written = [text[start:end] for start, end in places]
    return [
        Token(visible(word), folded, start, end)
        for word, folded, (start, end) in zip(written, fold_words(written), places, strict=True)
    ]


def entries(aliases: Iterable[Alias]) -> list[Entry]:
    """Return aliases, each once, in order."""
    # A table that is yet to be checked may hold anything.
    found = {
        Entry(str(site), name, _trusted(name, str(matching)))
        for site, name, matching in aliases
        if isinstance(name, str)
    }
    return sorted(found, key=lambda entry: (entry.site_id, entry.alias, CAUTION[entry.matching]))


def forms(entry: Entry, areas: Collection[str]) -> Iterator[Form]:
    """Yield the spellings of a name.

    Parameters
    ----------
    entry
        The name.
    areas
        Folded words that name regions; a name is not cut short to one of them.
    """
    for variant in variants(entry.alias):
        # A name cut short may be a region's or a town's.
        cut = variant.at_most == "never"
        if cut and {fold_word(word) for word in variant.words} <= set(areas):
            continue
        matching = max(entry.matching, variant.at_most, key=CAUTION.__getitem__)
        known = replace(entry, matching=matching)
        parts: list[Stem | int] = []
        for place, word in enumerate(variant.words):
            number = numeral(word) if place else None
            parts.append(stem(word) if number is None else number)
        # "2" and "…" are names of nothing.
        if any(isinstance(part, Stem) and part.text.strip(digits) for part in parts):
            yield Form(known, tuple(parts), variant.origin)


@cache
def epithet_stems() -> frozenset[str]:
    """Return the folded stems of words such as upper, new and north."""
    return frozenset(stem(word).text for forms in epithets().values() for word, _ in forms)


def is_generic(word: str) -> bool:
    """Whether a folded word is one that texts hold for other reasons than a name."""
    return len(word) < _MIN_WORD or bool(lexicon().senses(word)) or word in epithets()


def _trusted(name: str, matching: str) -> str:
    """Return how far a name may be trusted, less than stated where it is an ordinary word."""
    if matching != "alone":
        return matching if matching in CAUTION else "with-context"
    folded = [fold_word(name[start:end]) for start, end in words(name)]
    ordinary = len(folded) == 1 and (len(folded[0]) < _MIN_TRUSTED or is_generic(folded[0]))
    return "with-context" if ordinary and folded[0] else matching


def by_site(found: Iterable[Spelled], surface: str) -> list[Spelled]:
    """Return the one name of each site that decides about a surface.

    Spellings that fold alike may be trusted differently: ``Ақбұлақ`` was seen for
    the town only, ``Akbulak`` for the deposit too. The one written as the text has
    it decides, else the least derived, else the least trusted.
    """

    def plain(text: str) -> str:
        return " ".join(visible(text).casefold().split())

    written = plain(surface)

    def rank(spelled: Spelled) -> tuple[bool, int, int, str]:
        entry = spelled.entry
        same = plain(entry.alias) == written
        return (not same, len(spelled.origins), -CAUTION[entry.matching], entry.alias)

    deciding: dict[str, Spelled] = {}
    for spelled in sorted(found, key=rank):
        deciding.setdefault(spelled.entry.site_id, spelled)
    return [deciding[site] for site in sorted(deciding)]
