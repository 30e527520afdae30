"""What a view shows of a dataset, as a dataset of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from geo.dataset import Dataset
from geo.index import Index
from geo.links import Mask
from geo.rules import references
from geo.schema import TABLES, Kind, Table, table
from geo.selection import Selection

_SOURCES: Final = "sources"
_JUDGEMENTS: Final = "judgements"


def subset(index: Index, selection: Selection) -> Dataset:
    """Return the shown sites, agreements and events with all that belongs to them.

    Rows of other tables are kept where every shown layer they point to keeps its
    row; parties, minerals, documents and sources only where a kept row names
    them. An agreement whose parent is not shown loses its ``parent_id``.

    Returns
    -------
    Dataset
        Nothing in it points to a row that is not there. Warnings are those of
        the whole.
    """
    whole = index.dataset
    frames: dict[str, pd.DataFrame] = {}
    shown = {
        "deposits": selection.sites,
        "agreements": selection.agreements,
        "events": selection.events,
    }
    for name, mask in shown.items():
        frames[name] = _without_lost_parents(whole[name][mask], table(name))
    for joined in TABLES:
        if joined.name not in shown and _targets(joined) & shown.keys():
            frames[joined.name] = _complete(whole[joined.name], joined, frames)
    # No foreign key ties a judgement to its mention, since it outlives re-linking.
    decided = whole[_JUDGEMENTS]["mention_id"].isin(frames["mentions"]["mention_id"])
    frames[_JUDGEMENTS] = whole[_JUDGEMENTS][decided]

    lists = [declared for declared in TABLES if declared.name not in {*frames, _SOURCES}]
    pointed_to = {name for declared in TABLES for name in _targets(declared)}
    named = [declared for declared in lists if declared.name in pointed_to]
    frames |= {declared.name: _named(whole[declared.name], declared, frames) for declared in named}
    for declared in lists:
        if declared not in named:
            frames[declared.name] = _complete(whole[declared.name], declared, frames)
    cited = set(_cited(frames))
    frames[_SOURCES] = whole[_SOURCES][whole[_SOURCES]["source_id"].isin(cited)]
    return Dataset(
        {declared.name: frames[declared.name].reset_index(drop=True) for declared in TABLES},
        whole.warnings,
    )


def _pointers(declared: Table) -> Iterator[tuple[str, str, str]]:
    """Yield column, table and key of each foreign key of a table."""
    for column in declared.columns:
        if column.references:
            target, _, key = column.references.partition(".")
            yield column.name, target, key


def _targets(declared: Table) -> set[str]:
    return {target for _, target, _ in _pointers(declared) if target != declared.name}


def _without_lost_parents(frame: pd.DataFrame, declared: Table) -> pd.DataFrame:
    for column, target, key in _pointers(declared):
        if target == declared.name:
            there = frame[column].isin(frame[key])
            frame = frame.assign(**{column: frame[column].where(there, "")})
    return frame


def _complete(
    frame: pd.DataFrame, declared: Table, frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the rows whose pointers into the given frames all find their row."""
    keep = pd.Series(data=True, index=frame.index, dtype=bool)
    for column, target, key in _pointers(declared):
        if target in frames:
            keep &= frame[column].isin([*frames[target][key], ""])
    return frame[keep]


def _named(
    frame: pd.DataFrame, declared: Table, frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the rows that the given frames point to."""
    keep: Mask = frame.index.isin([])
    for name, pointing in frames.items():
        for column, target, key in _pointers(table(name)):
            if target == declared.name:
                keep |= frame[key].isin(pointing[column]).to_numpy()
    return frame[keep]


def _cited(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name, frame in frames.items():
        for column in table(name).columns:
            if column.kind is Kind.REFERENCES:
                for cell in frame[column.name].unique():
                    yield from (source for source, _ in references(cell))
