"""Aho-Corasick with the names of the gazetteer, as whole words."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.dataset import Dataset
from geo.linking.mention import Mention
from tests.benchmarks.baselines.names import mention, sites_by_name


class NameScan:
    """Finds the longest name that starts at a place and ends where a word does."""

    def __init__(self, dataset: Dataset) -> None:
        self._sites = sites_by_name(dataset)
        self._names = list(self._sites)
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Mention]:
        return [
            mention(site, self._names[name], text, start, end)
            for name, start, end in self._automaton.find_matches_as_indexes(text)
            if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
            for site in self._sites[self._names[name]]
        ]
