"""What the linker takes from a dataset: names, and what a text can confirm of each site."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, Protocol

import pandas as pd

from geo.linking.normalize import fold_word, words
from geo.linking.questions import Site

LINKED: Final = ("deposits", "deposit_minerals", "aliases")
"""Tables that the linker reads."""


class Tables(Protocol):
    """A dataset, or the frames of some of its tables by name."""

    def __getitem__(self, name: str, /) -> pd.DataFrame: ...


RARE_EARTHS: Final = frozenset({"Y", "Nd", "Dy"})
"""What a text may name instead of rare earths."""

_AREA_WORDS: Final = frozenset(
    fold_word(word) for word in ("Region", "Oblast", "Province", "City", "Autonomous", "Republic")
)
_MIN_REGION: Final = 5
_MIN_NAMED: Final = 3
_REGION_STEM: Final = 6


def names(tables: Tables) -> pd.DataFrame:
    """Return the aliases, and the sites' own names where the aliases lack them.

    A dataset may come without aliases; its sites still have names.
    """
    aliases = tables["aliases"][["site_id", "name", "matching"]]
    known = set(zip(aliases["site_id"], aliases["name"], strict=True))
    deposits = tables["deposits"]
    own = [
        (site, name, "with-context")
        for column in ("name", "name_ru")
        for site, name in zip(deposits["site_id"], deposits[column], strict=True)
        if isinstance(name, str) and (site, name) not in known
    ]
    return pd.concat(
        [aliases, pd.DataFrame(own, columns=["site_id", "name", "matching"])], ignore_index=True
    )


def sites(tables: Tables) -> dict[str, Site]:
    """Return what is known of each site, by its identifier."""
    minerals: defaultdict[str, set[str]] = defaultdict(set)
    joined = pd.concat(
        [
            tables["deposit_minerals"][["site_id", "mineral"]],
            tables["deposits"][["site_id", "primary_mineral"]].rename(
                columns={"primary_mineral": "mineral"}
            ),
        ]
    )
    for site, mineral in zip(joined["site_id"], joined["mineral"], strict=True):
        minerals[site].add(str(mineral))
        if mineral == "REE":
            minerals[site] |= RARE_EARTHS
    deposits = tables["deposits"]
    columns = (
        deposits[name] for name in ("site_id", "name", "country", "admin1", "primary_mineral")
    )
    return {
        site: Site(
            site,
            name,
            country,
            frozenset(minerals[site]),
            str(mineral),
            _region_stems(region),
        )
        for site, name, country, region, mineral in zip(*columns, strict=True)
    }


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
        for area in tables["deposits"]["admin1"].unique()
        for stem in _region_stems(area, shortest=_MIN_NAMED)
    }
    return tuple(sorted(found))


def area_words(tables: Tables) -> frozenset[str]:
    """Return the folded words that name regions."""
    areas = (area for area in tables["deposits"]["admin1"].unique() if isinstance(area, str))
    return frozenset(fold_word(word) for area in areas for word in area.split())
