"""Datasets of a given size that carry the contract, made from the built-in one."""

from __future__ import annotations

import re
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.dataset import CRS, GEOMETRY, Dataset

SEED: Final = 20251106
_SPREAD_DEGREES: Final = 0.35

_SYLLABLES: Final = re.findall(
    r"\w+",
    "ак ал ар бай бек бер бол бу бул га гуль да дар дем жа жан жар жол ир ка кал кан кар "
    "кем кен кок кум кур кы лай лык ман мат мо мун мур на нар нур ой ор рай рек ру са сай "
    "сар сор су суу та тай тар тас тау тек тер то тон тур тык уз ул ут ха хан хор ча чар "
    "чу ша шал шор ыр ыш",
)
_LATIN: Final = str.maketrans(
    dict(zip("абвгдеиклмнопрстуыхй", "abvgdeiklmnoprstuyhy", strict=True))
    | {"ж": "zh", "з": "z", "ч": "ch", "ш": "sh", "ь": ""}
    | dict(zip("АБВГДЕИКЛМНОПРСТУЫХЙ", "ABVGDEIKLMNOPRSTUYHY", strict=True))
    | {"Ж": "Zh", "З": "Z", "Ч": "Ch", "Ш": "Sh"}
)


def with_placed_sites(built_in: Dataset, count: int) -> Dataset:
    """Return the built-in dataset with as many sites as make ``count`` with a position.

    Those added are copies of sites that have one, moved by up to a third of a
    degree, each with its minerals and names under a new identifier. Events,
    agreements and mentions stay as they are.
    """
    random = np.random.default_rng(SEED)
    deposits = built_in.deposits
    placed = np.flatnonzero(deposits.geometry.notna().to_numpy())
    picked = random.choice(placed, count - len(placed))
    models = deposits.iloc[picked]
    numbers = [f"{number:05d}" for number in range(1, len(picked) + 1)]
    ids = [f"{old}-made-{number}" for old, number in zip(models["site_id"], numbers, strict=True)]
    moved = random.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES, (len(picked), 2))
    points = shapely.get_coordinates(models.geometry.to_numpy()) + moved
    made = pd.DataFrame(models.drop(columns=GEOMETRY)).assign(
        site_id=ids,
        name=[f"{name} {number}" for name, number in zip(models["name"], numbers, strict=True)],
        **{GEOMETRY: gpd.GeoSeries(shapely.points(points), index=models.index, crs=CRS)},
    )
    copies = pd.DataFrame({"site_id": models["site_id"].to_numpy(), "copy": ids})
    frames: dict[str, Any] = dict(built_in.frames)
    frames["deposits"] = pd.concat([pd.DataFrame(deposits), made], ignore_index=True)
    for table in ("deposit_minerals", "aliases"):
        rows = built_in[table].merge(copies, on="site_id").drop(columns="site_id")
        rows = rows.rename(columns={"copy": "site_id"})
        frames[table] = pd.concat([built_in[table], rows], ignore_index=True)
    return Dataset.conformed(frames)


def with_named_sites(built_in: Dataset, count: int) -> Dataset:
    """Return as many sites as ``with_placed_sites``, those added under names of their own.

    A name is put together of two to four syllables that names of the region have,
    and is spelled in English, Russian and Kazakh.
    """
    grown = with_placed_sites(built_in, count)
    known = set(built_in.deposits["site_id"])
    made = grown.deposits.loc[~grown.deposits["site_id"].isin(known), "site_id"]
    names = dict(zip(made, _names(len(made)), strict=True))
    latin = {site: name.translate(_LATIN) for site, name in names.items()}
    frames: dict[str, Any] = dict(grown.frames)
    frames["deposits"] = grown.deposits.assign(
        name=grown.deposits["site_id"].map(latin).fillna(grown.deposits["name"])
    )
    model = built_in["aliases"].drop_duplicates("matching").query("matching == 'with-context'")
    rows = [
        {"site_id": site, "name": spelled[site], "language": language, "script": script}
        for site in made
        for language, script, spelled in (
            ("en", "Latn", latin),
            ("ru", "Cyrl", names),
            ("kk", "Cyrl", names),
        )
    ]
    columns = [name for name in model.columns if name not in rows[0]]
    aliases = pd.DataFrame(rows).assign(**{name: model[name].iloc[0] for name in columns})
    kept = grown["aliases"].loc[grown["aliases"]["site_id"].isin(known)]
    frames["aliases"] = pd.concat([kept, aliases], ignore_index=True)
    return Dataset.conformed(frames)


def _names(count: int) -> list[str]:
    """Return so many different names, always the same."""
    random = np.random.default_rng(SEED)
    names: dict[str, None] = {}
    while len(names) < count:
        syllables = random.choice(_SYLLABLES, random.integers(2, 5))
        names["".join(syllables).capitalize()] = None
    return list(names)
