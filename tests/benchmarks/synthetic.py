"""Datasets of a given size that carry the contract, made from the built-in one."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.dataset import CRS, GEOMETRY, Dataset

SEED: Final = 20251106
_SPREAD_DEGREES: Final = 0.35


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
