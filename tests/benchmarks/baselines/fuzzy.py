"""rapidfuzz: each capitalised word, and each pair of words, held against all names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process

from geo.dataset import Dataset
from geo.linking.mention import Mention
from tests.benchmarks.baselines.names import mention, sites_by_name

SIMILAR: Final = 88
"""Least similarity, of 100."""

_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


class FuzzyMatching:
    """Compares in small letters, names of all scripts alike."""

    def __init__(self, dataset: Dataset) -> None:
        sites = sites_by_name(dataset)
        self._sites = {name.casefold(): sites[name] for name in sites}
        self._names = list(self._sites)

    def find(self, text: str) -> list[Mention]:
        spans = [match.span() for match in _WORD.finditer(text) if match[0][0].isupper()]
        pairs = [(a[0], b[1]) for a, b in pairwise(spans) if b[0] - a[1] == 1]
        return [
            mention(site, match[0], text, start, end)
            for start, end in [*spans, *pairs]
            if (
                match := process.extractOne(
                    text[start:end].casefold(), self._names, scorer=fuzz.ratio, score_cutoff=SIMILAR
                )
            )
            for site in self._sites[match[0]]
        ]
