"""What the linker takes from a dataset: names, and what a text can confirm of each site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol

from geo.linking.names import Alias
from geo.linking.normalize import fold_word, words
from geo.linking.questions import Site

LINKED: Final = ("deposits", "deposit_minerals", "aliases")
"""Tables that the linker reads."""


class Columns(Protocol):
    """A table: a frame, or the values of its columns by name."""

    def __getitem__(self, name: str, /) -> Iterable[Any]: ...


class Tables(Protocol):
    """A dataset, or some of its tables by name."""

    def __getitem__(self, name: str, /) -> Columns: ...


RARE_EARTHS: Final = frozenset({"Y", "Nd", "Dy"})
"""What a text may name instead of rare earths."""

_AREA_WORDS: Final = frozenset(
    fold_word(word) for word in ("Region", "Oblast", "Province", "City", "Autonomous", "Republic")
)
_MIN_REGION: Final = 5
_MIN_NAMED: Final = 3
_REGION_STEM: Final = 6


def names(tables: Tables) -> list[Alias]:
    """Return the aliases, and the sites' own names where the aliases lack them.

    A dataset may come without aliases; its sites still have names.
    """
    aliases = list(_rows(tables["aliases"], "site_id", "name", "matching"))
    known = {(site, name) for site, name, _ in aliases}
    own = [
        (site, name, "with-context")
        for column in ("name", "name_ru")
        for site, name in _rows(tables["deposits"], "site_id", column)
        if isinstance(name, str) and (site, name) not in known
    ]
    return aliases + own


def sites(tables: Tables) -> dict[str, Site]:
    """Return what is known of each site, by its identifier."""
    minerals: defaultdict[str, set[str]] = defaultdict(set)
    for table, column in (("deposit_minerals", "mineral"), ("deposits", "primary_mineral")):
        for site, mineral in _rows(tables[table], "site_id", column):
            minerals[site].add(str(mineral))
            if mineral == "REE":
                minerals[site] |= RARE_EARTHS
    columns = ("site_id", "name", "country", "admin1", "primary_mineral")
    return {
        site: Site(
            site,
            name,
            country,
            frozenset(minerals[site]),
            str(mineral),
            _region_stems(region),
        )
        for site, name, country, region, mineral in _rows(tables["deposits"], *columns)
    }


def _rows(table: Columns, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name] for name in columns), strict=True)


def _region_stems(region: object, shortest: int = _MIN_REGION) -> tuple[str, ...]:
    """Return the folded beginnings by which any language names a region."""
    if not isinstance(region, str):
        return ()
    folded = [fold_word(region[start:end]) for start, end in words(region)]
    return tuple(
        word[:_REGION_STEM]
        for word in folded
        if len(word) >= shortest and word not in _AREA_WORDS and not word.startswith("kaz")
    )


def area_stems(tables: Tables) -> tuple[str, ...]:
    """Return the folded beginnings of the names of all regions that sites lie in."""
    found = {
        stem
        for area in set(tables["deposits"]["admin1"])
        for stem in _region_stems(area, shortest=_MIN_NAMED)
    }
    return tuple(sorted(found))


def area_words(tables: Tables) -> frozenset[str]:
    """Return the folded words that name regions."""
    areas = (area for area in set(tables["deposits"]["admin1"]) if isinstance(area, str))
    return frozenset(fold_word(word) for area in areas for word in area.split())
