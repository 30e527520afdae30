"""Find, in any amount of text, the few words that are worth a closer look."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from geo.linking.beginnings import Beginnings, Folded
from geo.linking.inflection import ADJECTIVE, Endings
from geo.linking.lexicon import words as lexicon

ROUGH: Final = str.maketrans("eiouQ", "aaaaa")
"""Vowels that writers of one name disagree on, made one."""

_ROUGH_BYTES: Final = bytes.maketrans(b"eiouQ", b"aaaaa")
_LONGEST_KEPT: Final = 1_000
"""Code points: texts of scripts that do not part words are long tokens."""

_MOST_KEPT: Final = 24_000_000
"""Bytes of tokens: some 300,000 words, more than most corpora have in their languages."""

Stems = Mapping[str, Mapping[bool, Sequence[Endings]]]
"""Folded stem to the sets of endings that names with it take, by whether the name may be
written with a small letter; adjectives in -ск- always may."""


class Scan:
    """Remembers which tokens, as they stand between white space, hold a word that tells.

    What a token holds is worked out once and kept, so that ordinary words cost nothing when
    they come again.

    Parameters
    ----------
    exact
        Stems of names as they are folded.
    rough
        Stems and endings with their vowels made one.
    regions
        Folded beginnings of the names of regions.
    """

    def __init__(self, exact: Stems, rough: Stems, regions: Sequence[str] = ()) -> None:
        self._exact = _Names(exact)
        self._rough = _Names(rough)
        self._subjects = _Subjects(regions)
        self._known: set[str] = set()
        self._known_bytes = 0
        self._names: set[str] = set()
        # Sets meet faster than a set and the keys of a dictionary.
        self._telling: set[str] = set()
        self._told: dict[str, set[str]] = {}

    def names(self, tokens: set[str]) -> set[str]:
        """Return the tokens that hold a stem of a name with a licensed ending.

        Most texts hold none and are done here.
        """
        found = tokens & self._names
        new = tokens - self._known
        return found | self._looked_up(new)[0] if new else found

    def subjects(self, tokens: set[str]) -> frozenset[str]:
        """Return the folded words that have a sense, or begin as a region does."""
        new = tokens - self._known
        told = [self._told[token] for token in tokens & self._telling]
        return frozenset().union(*told, *(self._looked_up(new)[1].values() if new else ()))

    def _looked_up(self, new: set[str]) -> tuple[set[str], dict[str, set[str]]]:
        tokens = list(new)
        # A hyphen may stand within a name that is listed without one.
        hyphened = [token for token in tokens if "-" in token]
        folded = Folded(tokens + [token.replace("-", "") for token in hyphened])
        names = self._names_in(folded, tokens + hyphened)
        told: defaultdict[str, set[str]] = defaultdict(set)
        for place, word in self._subjects.words(folded):
            if place < len(tokens):
                told[tokens[place]].add(word)
        self._keep({token for token in tokens if len(token) <= _LONGEST_KEPT}, names, told)
        return names, told

    def _names_in(self, folded: Folded, tokens: Sequence[str]) -> set[str]:
        found = {
            token
            for place, small in self._exact.places(folded, folded.text)
            if not (token := tokens[place]).islower() or small
        }
        # Another vowel is looked for in proper names only: small words are too many.
        rough = self._rough.places(folded, folded.text.translate(_ROUGH_BYTES))
        found.update(token for place, _ in rough if not (token := tokens[place]).islower())
        return found

    def _keep(self, tokens: set[str], names: set[str], told: Mapping[str, set[str]]) -> None:
        if self._known_bytes > _MOST_KEPT:
            for kept in (self._known, self._names, self._telling, self._told):
                kept.clear()
            self._known_bytes = 0
        self._known_bytes += sum(map(sys.getsizeof, tokens))
        self._known |= tokens
        self._names |= names & tokens
        self._telling |= told.keys() & tokens
        self._told.update((token, told[token]) for token in told.keys() & tokens)


class _Names:
    """Stems of names, with the endings that may follow each."""

    def __init__(self, stems: Stems) -> None:
        ordered = sorted(stems)
        self._endings = [
            [(small, endings) for small, listed in stems[stem].items() for endings in listed]
            for stem in ordered
        ]
        self._beginnings = Beginnings(ordered)

    def places(self, folded: Folded, text: bytes) -> Iterator[tuple[int, bool]]:
        """Yield the tokens that hold a stem with an ending.

        Returns
        -------
        The number of each, and whether it may be written with a small letter.
        """
        for number, end, last in self._beginnings.words(text):
            rest = text[end:last].decode("ascii")
            kinds = [
                small or ADJECTIVE in endings[rest]
                for small, endings in self._endings[number]
                if rest in endings
            ]
            if kinds:
                yield folded.token(end - 1), any(kinds)


class _Subjects:
    """Words that tell what a text speaks of."""

    def __init__(self, regions: Sequence[str]) -> None:
        self._regions = tuple(regions)
        self._listed = sorted({*lexicon().beginnings, *regions})
        self._beginnings = Beginnings(self._listed)

    def words(self, folded: Folded) -> Iterator[tuple[int, str]]:
        """Yield such words, each with the number of its token."""
        for number, end, last in self._beginnings.words(folded.text):
            word = self._listed[number].rstrip() + folded.text[end:last].decode("ascii")
            if lexicon().senses(word) or word.startswith(self._regions):
                yield folded.token(end - 1), word
