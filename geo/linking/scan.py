"""Find, in any amount of text, the few words that are worth a closer look."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from geo.linking.inflection import ADJECTIVE, Endings
from geo.linking.normalize import MARK, fold

ROUGH: Final = str.maketrans("eiouQ", "aaaaa")
"""Vowels that writers of one name disagree on, made one."""

_ROUGH_BYTES: Final = bytes.maketrans(b"eiouQ", b"aaaaa")
_LONGEST_KEPT: Final = 60
_MOST_KEPT: Final = 250_000

Stems = Mapping[str, Mapping[bool, Sequence[Endings]]]
"""Folded stem to the sets of endings that names with it take, by whether the name may be
written with a small letter; adjectives in -ск- always may."""


class Scan:
    """Remembers which tokens hold a stem with a licensed ending.

    Parameters
    ----------
    exact
        Stems as they are folded.
    rough
        Stems and endings with their vowels made one.
    """

    def __init__(self, exact: Stems, rough: Stems) -> None:
        self._exact = _Automaton(exact)
        self._rough = _Automaton(rough)
        self._known: set[str] = set()
        self._telling: set[str] = set()

    def telling(self, text: str) -> set[str]:
        """Return the tokens, as they stand between white space, that hold a stem.

        Most texts hold none and are done here. What a token holds is worked out once
        and kept, so that ordinary words cost nothing when they come again.
        """
        tokens = set(text.split())
        new = tokens - self._known
        found = tokens & self._telling
        if not new:
            return found
        looked_up = self._looked_up(list(new))
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
            self._telling.clear()
        kept = {token for token in new if len(token) <= _LONGEST_KEPT}
        self._known |= kept
        self._telling |= looked_up & kept
        return found | looked_up

    def _looked_up(self, tokens: list[str]) -> set[str]:
        # A hyphen may stand within a name that is listed without one.
        hyphened = [token for token in tokens if "-" in token]
        whole = [token.replace("-", "") for token in hyphened]
        folded = fold(f" {MARK} ".join(tokens + whole))
        tokens = tokens + hyphened
        found = {
            token
            for place, small in self._exact.places(folded)
            if not (token := tokens[place]).islower() or small
        }
        # Another vowel is looked for in proper names only: small words are too many.
        rough = self._rough.places(folded.translate(_ROUGH_BYTES))
        found.update(token for place, _ in rough if not (token := tokens[place]).islower())
        return found


class _Automaton:
    """Aho and Corasick's, over stems at the start of words."""

    def __init__(self, stems: Stems) -> None:
        ordered = sorted(stems)
        encoded: dict[int, tuple[frozenset[bytes], frozenset[bytes]]] = {}

        def packed(endings: Endings) -> tuple[frozenset[bytes], frozenset[bytes]]:
            if id(endings) not in encoded:
                small = [end for end, label in endings.items() if ADJECTIVE in label]
                encoded[id(endings)] = (
                    frozenset(end.encode() for end in endings),
                    frozenset(end.encode() for end in small),
                )
            return encoded[id(endings)]

        # For each stem: the endings of any name, and of one that is written small.
        self._endings = [
            [
                (every, every if may_be_small else adjectives)
                for may_be_small, listed in stems[stem].items()
                for endings in listed
                for every, adjectives in [packed(endings)]
            ]
            for stem in ordered
        ]
        patterns = [b" " + stem.encode() for stem in ordered]
        self._automaton = (
            BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)
            if patterns
            else None
        )

    def places(self, folded: bytes) -> Iterator[tuple[int, bool]]:
        """Yield the tokens, parted by marks, that hold a stem with an ending.

        Returns
        -------
        The number of each, and whether it may be written with a small letter.
        """
        if self._automaton is None:
            return
        marks: list[int] = []
        for number, _, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            rest = folded[end : folded.index(b" ", end)]
            kinds = [rest in small for every, small in self._endings[number] if rest in every]
            if kinds:
                marks = marks or [mark.start() for mark in re.finditer(MARK.encode(), folded)]
                yield bisect_right(marks, end), any(kinds)
