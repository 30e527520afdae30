"""Read a GeoPackage only if what it says can be shown."""

from __future__ import annotations

from pathlib import Path

from geo.dataset import Dataset
from geo.errors import ContractError
from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg
from geo.validate import validate


def showable(path: Path) -> Dataset:
    """Return the dataset of a GeoPackage that keeps the contract.

    Raises
    ------
    StoreError, ContractError
        As ``geo.store.gpkg.read`` does, or because a page or a file made of the data
        would break or say something false.
    """
    dataset = gpkg.read(path)
    if path == BUILT_IN_GPKG:
        # Checked by its build and by the tests.
        return dataset
    report = validate(dataset)
    if not report.showable:
        first = next(problem for problem in report.problems if problem not in report.doubts)
        raise ContractError(
            f"the data break the contract in {len(report.problems)} places, first: {first}",
            str(path),
            f"Run orebrief validate {path.name} and correct what it names",
        )
    return dataset
