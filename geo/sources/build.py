"""Build the GeoPackage from the curated files."""

from __future__ import annotations

from pathlib import Path

from geo.dataset import GEOMETRY, Dataset
from geo.linking.table import own_mentions
from geo.locations import BASEMAP_GPKG, BUILT_IN_GPKG, SOURCES_DIR
from geo.sources.arcs import arcs
from geo.sources.base import raise_problems, read_sources
from geo.store import gpkg
from geo.validate import validate


def build(
    sources: Path = SOURCES_DIR, output: Path = BUILT_IN_GPKG, basemap: Path = BASEMAP_GPKG
) -> Dataset:
    """Read, correct, complete and check the curated files, and write the GeoPackage.

    Parameters
    ----------
    sources
        Folder of the curated files.
    output
        GeoPackage to write, in one step, once there is no problem left.
    basemap
        GeoPackage with the areas of the five countries.

    Raises
    ------
    SourceError
        Once, naming every problem.
    StoreError
        If the base map cannot be read or the output not be written.
    """
    curated = read_sources(sources)
    frames = dict(curated.frames)
    frames["agreements"] = frames["agreements"].assign(
        **{GEOMETRY: arcs(frames["agreements"], frames["agreement_parties"], frames["parties"])}
    )
    unlinked = Dataset.conformed(frames)
    named = own_mentions(unlinked)
    dataset = Dataset.conformed({**unlinked.frames, "mentions": named})
    raise_problems(validate(dataset, basemap=basemap, exceptions=curated.exceptions), sources)
    gpkg.write(dataset, output)
    return dataset
