"""Find the words of folded text that begin in any of many ways, and the tokens they are in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick, Implementation

from geo.linking.normalize import MARK, fold


class Folded:
    """Tokens that are folded together, which costs as much as one."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.text = fold(f" {MARK} ".join(tokens))

    @cached_property
    def _marks(self) -> list[int]:
        return [mark.start() for mark in re.finditer(MARK.encode(), self.text)]

    def token(self, place: int) -> int:
        """Return the number of the token at a place of the folded text."""
        return bisect_right(self._marks, place)


class Beginnings:
    """Finds the words of folded text that begin in given ways: Aho and Corasick's automaton.

    Parameters
    ----------
    beginnings
        As they are folded; a space ends those that are whole words.
    """

    def __init__(self, beginnings: Sequence[str]) -> None:
        patterns = [b" " + beginning.encode() for beginning in beginnings]
        self._automaton = (
            BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)
            if patterns
            else None
        )

    def words(self, folded: bytes) -> Iterator[tuple[int, int, int]]:
        """Yield the words that begin so.

        Returns
        -------
        The number of the beginning, where it ends and where the word does.
        """
        if self._automaton is None:
            return
        for number, _, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            yield number, end, folded.index(b" ", end - 1)
