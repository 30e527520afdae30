"""Which events or agreements are tied to which sites, as pairs of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Rows = np.ndarray[tuple[int], np.dtype[np.integer[Any]]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""One truth value for each row of a layer, in its order."""


@dataclass(frozen=True)
class Links:
    """Pairs of a row of ``events`` or ``agreements`` and a row of ``deposits``.

    Attributes
    ----------
    rows, sites
        The two sides, of equal length; no pair stands twice.
    count, site_count
        Number of rows of either layer.
    """

    rows: Rows
    sites: Rows
    count: int
    site_count: int

    def sites_of(self, row: int) -> Rows:
        """Return the sites of one event or agreement."""
        sites: Rows = self.sites[self.rows == row]
        return sites

    def rows_of(self, site: int) -> Rows:
        """Return the events or agreements of one site."""
        rows: Rows = self.rows[self.sites == site]
        return rows

    def tied(self, passing: Mask) -> Mask:
        """Return the sites of the events or agreements that pass."""
        mask = np.zeros(self.site_count, dtype=bool)
        mask[self.sites[passing[self.rows]]] = True
        return mask

    def tying(self, sites: Mask) -> Mask:
        """Return the events or agreements of the sites that pass."""
        mask = np.zeros(self.count, dtype=bool)
        mask[self.rows[sites[self.sites]]] = True
        return mask

    @property
    def per_site(self) -> Rows:
        """Number of events or agreements of each site."""
        return np.bincount(self.sites, minlength=self.site_count)
