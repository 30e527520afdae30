"""Propose spellings of sites that the gazetteer lacks, for a person to accept.

A capitalised word near a deposit word that nearly spells the name of a site is
probably one more spelling of it. Nothing here changes the gazetteer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process

from geo.dataset import Dataset
from geo.documents import Document
from geo.linking.engine import Linker
from geo.linking.inflection import CONSONANT_ENDINGS
from geo.linking.lexicon import words as lexicon
from geo.linking.normalize import fold_word, numeral, words
from geo.linking.sentences import sentences

SIMILAR: Final = 80
"""Least similarity of a spelling to a name, of 100: rapidfuzz's ratio of the folded forms.
An edit in five letters."""

EXAMPLES: Final = 3
"""Sentences kept of each proposal."""

_REACH: Final = 3
"""Words between a deposit word and a name: "the rare-earth deposit of Akbulak"."""

_LONGEST: Final = 3
"""Words of a name."""

_MIN_LETTERS: Final = 5
"""Shortest folded spelling: shorter ones are near to many a word."""

_OTHER: Final = frozenset({"area", "settlement", "natural", "other"})
"""Senses of words beside a name that make it something else: Karaganda region."""

_LONGEST_ENDING: Final = 5
_WITHIN_A_NAME: Final = re.compile(r"[ \u00a0\-‐‑–'’]{1,2}")


@dataclass(slots=True)
class Proposal:
    """A spelling that may be a name of a site.

    Attributes
    ----------
    site_id, site_name
        The site.
    folded
        The spelling, folded and without its ending.
    known
        The name of the gazetteer that is nearest.
    similarity
        Of 80 to 100, how near.
    surfaces
        How often it was found, by the form in the text.
    examples
        The first sentences with it.
    document, language
        Where it was found first, and the language that the document states.
    """

    site_id: str
    site_name: str
    folded: str
    known: str
    similarity: int
    document: str
    language: str
    surfaces: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The form found that has no ending, else the shortest of the most frequent."""
        return min(
            self.surfaces,
            key=lambda form: (_folded(form) != self.folded, -self.surfaces[form], len(form), form),
        )

    @property
    def count(self) -> int:
        """How often it was found."""
        return self.surfaces.total()


@dataclass(frozen=True, slots=True)
class _Nearest:
    """The name that a spelling is near to."""

    folded: str
    known: str
    site_id: str
    similarity: int


class Miner:
    """Gathers proposals from documents.

    Parameters
    ----------
    dataset
        With sites and aliases.
    linker
        Of the same dataset: what it finds needs no proposal.
    """

    def __init__(self, dataset: Dataset, linker: Linker) -> None:
        self._linker = linker
        self._names = dict(zip(dataset.deposits["site_id"], dataset.deposits["name"], strict=True))
        self._known = _known(dataset)
        self._spellings = sorted(self._known)
        self._proposals: dict[tuple[str, str], Proposal] = {}
        self._nearest = lru_cache(maxsize=1 << 16)(self._look_up)

    def read(self, document: Document) -> None:
        """Take the spellings of a document into account."""
        text = document.text
        found = sorted((mention.start, mention.end) for mention in self._linker.find(text))
        for first, last in sentences(text):
            near = [
                (nearest, start, end)
                for start, end in _phrases(text, first, last)
                if not _overlaps(found, start, end)
                for nearest in [self._nearest(text[start:end])]
                if nearest is not None
            ]
            # Of spellings that overlap, such as with and without an article, the nearest.
            taken: list[tuple[int, int]] = []
            for nearest, start, end in sorted(near, key=lambda found: -found[0].similarity):
                if all(end <= begun or until <= start for begun, until in taken):
                    taken.append((start, end))
                    self._add(document, nearest, text[start:end], text[first:last])

    def proposals(self) -> list[Proposal]:
        """Return the proposals, the most frequent first."""
        return sorted(
            self._proposals.values(),
            key=lambda found: (-found.count, -found.similarity, found.site_id, found.name),
        )

    def _add(self, document: Document, nearest: _Nearest, surface: str, sentence: str) -> None:
        proposal = self._proposals.setdefault(
            (nearest.site_id, nearest.folded),
            Proposal(
                nearest.site_id,
                self._names[nearest.site_id],
                nearest.folded,
                nearest.known,
                nearest.similarity,
                document.document,
                document.language,
            ),
        )
        proposal.surfaces[surface] += 1
        if len(proposal.examples) < EXAMPLES and sentence not in proposal.examples:
            proposal.examples.append(sentence)

    def _look_up(self, surface: str) -> _Nearest | None:
        """Return the name that is nearest, with its endings cut off; None for a known name."""
        best: _Nearest | None = None
        for folded in _cut(surface):
            if folded in self._known:
                return None
            found = process.extractOne(
                folded, self._spellings, scorer=fuzz.ratio, score_cutoff=SIMILAR
            )
            if found is None:
                continue
            spelling, score, _ = found
            known, site_id = self._known[spelling]
            if _figures(spelling) == _figures(folded) and (best is None or score > best.similarity):
                best = _Nearest(folded, known, site_id, int(score))
        return best


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span shares letters with one of those, which are in order and apart."""
    before = bisect_left(spans, (end, 0)) - 1
    return before >= 0 and spans[before][1] > start


def _known(dataset: Dataset) -> dict[str, tuple[str, str]]:
    """Return the folded names with how they are written and whose they are."""
    deposits, aliases = dataset.deposits, dataset["aliases"]
    listed = [
        *zip(deposits["name"], deposits["site_id"], strict=True),
        *zip(aliases["name"], aliases["site_id"], strict=True),
    ]
    known: dict[str, tuple[str, str]] = {}
    for name, site_id in sorted(listed):
        folded = _folded(name)
        if len(folded) >= _MIN_LETTERS:
            known.setdefault(folded, (name, site_id))
    return known


def _phrases(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised words near a deposit word of a sentence."""
    spans = words(text, first, last)
    senses = [lexicon().senses(fold_word(text[start:end])) for start, end in spans]
    near = {
        place
        for at, known in enumerate(senses)
        if "deposit" in known
        for place in range(max(0, at - _REACH), min(len(spans), at + _REACH + 1))
    }
    for place in sorted(near):
        for length in range(1, min(_LONGEST, len(spans) - place) + 1):
            part = spans[place : place + length]
            beside = senses[max(place - 1, 0) : place] + senses[place + length : place + length + 1]
            elsewhere = any(known & _OTHER and "deposit" not in known for known in beside)
            if not elsewhere and _is_name(text, part, senses[place : place + length]):
                yield part[0][0], part[-1][1]


def _is_name(text: str, part: Sequence[tuple[int, int]], senses: Sequence[frozenset[str]]) -> bool:
    """Whether words are one name by their capitals, which a number need not have."""
    capitals = (
        text[start].isupper() or (place > 0 and numeral(text[start:end]) is not None)
        for place, (start, end) in enumerate(part)
    )
    joined = (_WITHIN_A_NAME.fullmatch(text, one[1], two[0]) for one, two in pairwise(part))
    return not all(senses) and all(capitals) and all(joined)


def _cut(surface: str) -> Iterator[str]:
    """Yield a folded spelling as it is, then without the endings it may have."""
    folded = _folded(surface)
    for length in range(min(_LONGEST_ENDING, len(folded) - _MIN_LETTERS) + 1):
        if not length or folded[-length:] in CONSONANT_ENDINGS:
            yield folded[: len(folded) - length]


def _folded(name: str) -> str:
    """Fold a name, its words written as one and its numbers in figures."""
    parts = []
    for place, (start, end) in enumerate(words(name)):
        number = numeral(name[start:end]) if place else None
        parts.append(fold_word(name[start:end]) if number is None else str(number))
    return "".join(parts)


def _figures(folded: str) -> str:
    return "".join(filter(str.isdigit, folded))


def mine(dataset: Dataset, linker: Linker, texts: Iterable[Document]) -> list[Proposal]:
    """Return what documents propose, the most frequent first."""
    miner = Miner(dataset, linker)
    for document in texts:
        miner.read(document)
    return miner.proposals()
