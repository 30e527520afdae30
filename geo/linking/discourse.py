"""What the other names of a text say about one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.linking.context import Context
from geo.linking.mention import PUBLISH, SITE
from geo.linking.questions import Site
from geo.linking.score import SURE, Verdict, Weighed

GLOSS: Final = ("another name of the same site stands beside it", 2.0)
BESIDE: Final = ("another site that is certain stands beside it", 1.5)
CERTAIN: Final = ("it is named clearly elsewhere in the text", 1.0)
ONE_SENSE: Final = ("the text calls it a deposit elsewhere, and nothing else", 2.4)

_APART: Final = 6
"""Code points between names that stand beside each other."""

_NEXT: Final = 4
"""Names before and after that may stand beside one."""


@dataclass(frozen=True)
class Found:
    """A name, the site that it may mean, and what was weighed."""

    context: Context
    site: Site
    weighed: Weighed


@dataclass(frozen=True)
class _Named:
    """The names of one site: which are certain, and whether all of them mean it."""

    certain: frozenset[int]
    deposits: frozenset[int]
    one_sense: bool


def beyond(found: Sequence[Found]) -> list[dict[str, float]]:
    """Return, for each name of a text, what the others say for it, with weights."""
    first = [one.weighed.verdict({}) for one in found]
    by_site: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        by_site[one.site.site_id].append(number)
    named = {
        site: _named([(number, found[number], first[number]) for number in numbers])
        for site, numbers in by_site.items()
    }
    return [
        {
            **_beside(number, found, first),
            **_elsewhere(number, first[number], named[one.site.site_id]),
        }
        for number, one in enumerate(found)
    ]


def _beside(number: int, found: Sequence[Found], first: Sequence[Verdict]) -> dict[str, float]:
    one = found[number]
    said: list[tuple[str, float]] = []
    for other in range(max(0, number - _NEXT), min(len(found), number + _NEXT + 1)):
        near = found[other]
        spelled, its = one.context.spelled, near.context.spelled
        apart = max(its.start - spelled.end, spelled.start - its.end)
        if not 0 < apart <= _APART or first[other].relation != SITE:
            continue
        if near.context.bounds == one.context.bounds:
            if near.site == one.site:
                said.append(GLOSS)
            elif first[other].logit > SURE:
                said.append(BESIDE)
    return dict(said)


def _named(names: Sequence[tuple[int, Found, Verdict]]) -> _Named:
    certain = {
        number: one
        for number, one, verdict in names
        if verdict.relation == SITE and verdict.confidence >= PUBLISH
    }
    return _Named(
        frozenset(certain),
        frozenset(number for number, one in certain.items() if one.context.near("deposit")),
        all(verdict.relation in (SITE, "company") for _, _, verdict in names),
    )


def _elsewhere(number: int, verdict: Verdict, named: _Named) -> dict[str, float]:
    if verdict.relation != SITE or not named.certain - {number}:
        return {}
    called = named.one_sense and named.deposits - {number}
    return dict([ONE_SENSE if called else CERTAIN])
