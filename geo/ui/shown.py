"""What a page shows: the dataset, the view of it, and what passes."""

from __future__ import annotations

from dataclasses import dataclass

from geo.index import Index
from geo.selection import Selection
from geo.view import ViewState


@dataclass(frozen=True)
class Shown:
    """The dataset, the view of it, and what the view shows."""

    index: Index
    view: ViewState
    selection: Selection
