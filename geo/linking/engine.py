"""Find the sites that a text names, each with its sentence, a confidence and reasons."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from geo.linking.context import Context
from geo.linking.discourse import Found, beyond
from geo.linking.gazetteer import Gazetteer
from geo.linking.mention import PUBLISH, SITE, Mention
from geo.linking.names import Spelled, by_site, tokens
from geo.linking.normalize import words
from geo.linking.passage import REACH, Document, passages
from geo.linking.score import Verdict, weigh
from geo.linking.sites import Tables, area_stems, area_words, names, sites

BLOCK: Final = 60_000
"""Most code points that are read together: how far the rest of a text counts as context."""

LISTED: Final = {"the source of the text names the site": 4.0}
"""Weight of a tie that a person has made between the text and the site."""

TIE: Final = 0.45
"""Two sites of one name that are closer than this in weight cannot be told apart."""

_TOLD_APART: Final = 1.0
_ASIDE: Final = 60
"""Code points beside a word within which the other words of its name stand."""


class Linker:
    """Finds the names of a dataset's sites in texts.

    Parameters
    ----------
    tables
        A dataset, or its tables ``LINKED``. A site's own name counts as
        an alias where the table of aliases lacks it.
    """

    def __init__(self, tables: Tables) -> None:
        self._sites = sites(tables)
        self._gazetteer = Gazetteer(names(tables), area_words(tables), area_stems(tables))

    def find(self, text: str, listed: Sequence[str] = ()) -> list[Mention]:
        """Return every name of a site in a text, whatever it stands for.

        Parameters
        ----------
        text
            Of any length; time and memory grow with it in proportion.
        listed
            Sites that the source of the text is known to concern.

        Returns
        -------
        Mentions by their place in the text; names that share letters are not both
        reported, but one name of several sites is reported for each.
        """
        known = frozenset(listed)
        return [
            mention
            for start, end in _blocks(len(text))
            for mention in self._in_block(
                Document(text, max(0, start - REACH), min(len(text), end + REACH), self._gazetteer),
                known,
            )
            if start <= mention.start < end
        ]

    def _in_block(self, document: Document, listed: frozenset[str]) -> Iterator[Mention]:
        found = [
            Found(context, site, weigh(context, site))
            for context in self._contexts(document)
            if (site := self._sites.get(context.spelled.entry.site_id))
        ]
        rows = [
            (
                one.context,
                one.weighed.verdict({**known, **(LISTED if one.site.site_id in listed else {})}),
            )
            for one, known in zip(found, beyond(found), strict=True)
        ]
        for _, same in groupby(rows, key=lambda row: row[0].spelled.start):
            yield from self._mentions(_told_apart(list(same), listed))

    def _contexts(self, document: Document) -> list[Context]:
        """Return the names in a part of a text, each in its passage; of overlapping, the longest.

        Most words that may be part of a name are not, which shows without a passage.
        """
        text = document.text
        spelled: defaultdict[int, list[Spelled]] = defaultdict(list)
        for one in self._gazetteer.by_sign(text, document.start, document.end):
            spelled[one.start].append(one)
        for offset, one in self._spelled(document):
            spelled[offset].append(one)
        found = [
            Context(one, passage)
            for passage, offsets in passages(document, spelled)
            for offset in offsets
            for one in spelled[offset]
            if passage.start <= one.start and one.end <= passage.end
        ]
        return _longest(found, text)

    def _spelled(self, document: Document) -> Iterator[tuple[int, Spelled]]:
        """Yield the names that are spelled in words, each with the offset of its rarest one."""
        text, first, last = document.text, document.start, document.end
        telling = self._gazetteer.telling(document.tokens)
        for start, end in _occurrences(telling, text, first, last):
            low, high = max(first, start - _ASIDE), min(last, end + _ASIDE)
            # What the edges cut are no words.
            near = tokens(
                text,
                [
                    span
                    for span in words(text, low, high)
                    if (span[0] > low or low == first) and (span[1] < high or high == last)
                ],
            )
            for place, token in enumerate(near):
                if start <= token.start < end:
                    for one in self._gazetteer.spelled(text, near, place):
                        yield token.start, one

    def _mentions(self, same: list[tuple[Context, Verdict]]) -> Iterator[Mention]:
        """Yield the mentions of one name: one site, or all that cannot be told apart."""
        sites = [row for row in same if row[1].relation == SITE]
        kept = same
        if len(sites) > 1:
            weights = [self._weight(*row) for row in sites]
            kept = [
                row
                for row, weight in zip(sites, weights, strict=True)
                if weight > max(weights) - TIE
            ]
        for context, verdict in kept:
            confidence, reasons = verdict.confidence, verdict.reasons
            if len(kept) > 1 and verdict.relation == SITE:
                others = ", ".join(
                    self._sites[other.spelled.entry.site_id].name
                    for other, _ in kept
                    if other is not context
                )
                confidence = min(confidence, PUBLISH - 0.05)
                reasons = (*reasons, f"but the name may also mean {others}")
            yield self._mention(context, verdict.relation, confidence, reasons)

    def _weight(self, context: Context, verdict: Verdict) -> float:
        """Return how surely one of several sites of a name is meant.

        One whose own name needs brackets to be told from the others is less likely.
        """
        told_apart = "(" in self._sites[context.spelled.entry.site_id].name
        return verdict.logit - (_TOLD_APART if told_apart else 0)

    def _mention(
        self, context: Context, relation: str, confidence: float, reasons: tuple[str, ...]
    ) -> Mention:
        spelled, (first, last) = context.spelled, context.bounds
        return Mention(
            site_id=spelled.entry.site_id,
            name=self._sites[spelled.entry.site_id].name,
            alias=spelled.entry.alias,
            surface=context.text[spelled.start : spelled.end],
            start=spelled.start,
            end=spelled.end,
            relation=relation,
            confidence=round(confidence, 4),
            sentence=context.text[first:last],
            sentence_start=first,
            reasons=reasons,
        )


def _occurrences(telling: set[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where tokens stand in a part of a text, between white space, in order."""
    spans = []
    for token in telling:
        first = text.find(token, start, end)
        while first >= 0:
            last = first + len(token)
            whole = (first == start or text[first - 1].isspace()) and (
                last == end or text[last].isspace()
            )
            if whole:
                spans.append((first, last))
            first = text.find(token, last, end)
    return sorted(spans)


def _told_apart(
    same: list[tuple[Context, Verdict]], listed: frozenset[str]
) -> list[tuple[Context, Verdict]]:
    """Keep, of the sites of one name, those that the source of the text names, if any."""
    named = [row for row in same if row[0].spelled.entry.site_id in listed]
    return named or same


def _longest(found: list[Context], text: str) -> list[Context]:
    """Keep, of names that overlap, the longest; of equal ones, those as listed.

    So ``Kutessay II`` is never also ``Kutessay``, and a name that must not be
    matched still shields the shorter names within it.
    """
    by_span: defaultdict[tuple[int, int], list[Context]] = defaultdict(list)
    for context in found:
        by_span[context.spelled.start, context.spelled.end].append(context)
    kept: list[Context] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(by_span, key=lambda span: (span[0] - span[1], span[0])):
        place = bisect_left(starts, end)
        if place and ends[place - 1] > start:
            continue
        starts.insert(place, start)
        ends.insert(place, end)
        same = by_span[start, end]
        deciding = by_site((one.spelled for one in same), text[start:end])
        kept += [one for one in same if any(one.spelled is spelled for spelled in deciding)]
    return sorted(kept, key=lambda one: (one.spelled.start, one.spelled.entry.site_id))


def _blocks(length: int) -> Iterator[tuple[int, int]]:
    """Yield the parts, of equal size, in which a long text is searched."""
    count = -(-length // BLOCK)
    for number in range(count):
        yield length * number // count, length * (number + 1) // count
