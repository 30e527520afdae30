"""Names and citations in place of the codes that point to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from geo.dataset import Dataset
from geo.rules import references
from geo.schema import table

BETWEEN_NAMES: Final = "; "

BETWEEN_CITATIONS: Final = " | "
"""Citations hold semicolons themselves."""


def names(dataset: Dataset, name: str, column: str = "name_en") -> dict[str, str]:
    """Return key to a column of a table with a key of one column."""
    frame = dataset[name]
    return dict(zip(frame[table(name).key[0]], frame[column], strict=True))


def gathered(owners: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Return owner to its texts, each once, as one text."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for owner, text in zip(owners, texts, strict=True):
        if text:
            found[owner][text] = None
    return {owner: BETWEEN_NAMES.join(texts) for owner, texts in found.items()}


def each(ids: Iterable[str], texts: Mapping[str, str]) -> list[str]:
    """Return the text of each identifier, empty where it has none."""
    return [texts.get(identifier, "") for identifier in ids]


def cited(dataset: Dataset, cells: Iterable[str]) -> list[str]:
    """Return cells of source references as full citations, each with its locator."""
    citations = names(dataset, "sources", "citation")
    return [BETWEEN_CITATIONS.join(_citations(cell, citations)) for cell in cells]


def _citations(cell: str, citations: Mapping[str, str]) -> list[str]:
    return [
        citations.get(source, source) + (f" [{locator}]" if locator else "")
        for source, locator in references(cell)
    ]
