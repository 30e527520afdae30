"""The legend as HTML: only what is drawn, with counts."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import numpy as np

from geo import markup
from geo.index import Index
from geo.maps import style
from geo.selection import Selection
from geo.view import ViewState


def legend(index: Index, selection: Selection, view: ViewState, palette: style.Palette) -> str:
    """Return the legend of a map, and what its borders mean."""
    drawn = selection.sites & index.placed
    deposits = index.dataset["deposits"][drawn]
    groups = deposits["primary_mineral"].map(index.group_of).fillna("other").value_counts()
    statuses = deposits["status"].value_counts()
    colours = [
        _item(_swatch("circle", style.colour(group), palette.outline), name, groups[group])
        for group, name in style.GROUP_LABELS.items()
        if group in groups
    ]
    shapes = [
        _item(_swatch(symbol.shape, "none", palette.label), symbol.label, statuses[status])
        for status, symbol in style.STATUS_SYMBOLS.items()
        if status in statuses
    ]
    others = []
    if rough := int(np.count_nonzero(drawn & index.approximate)):
        words = f"Position known only within {style.APPROXIMATE_KM:g} km or more; halo = radius"
        others.append(_item(_swatch("circle", "none", palette.label, halo=True), words, rough))
    if "arcs" not in view.hide and (count := int(np.count_nonzero(selection.agreements))):
        line = f'<path d="M1 14Q10 0 19 8" fill="none" stroke="{palette.arc}" stroke-width="2"/>'
        others.append(_item(_svg(line), "Agreements, between seats", count))
    if "venues" not in view.hide and (
        count := int(np.count_nonzero(selection.events & index.held))
    ):
        swatch = _swatch("circle", palette.label_halo, palette.venue, width=2)
        others.append(_item(swatch, "Events, at their venue", count))
    return (
        _row("Main mineral", colours)
        + _row("Stage of work", shapes)
        + _row("Also drawn", others)
        + f'<div style="font-size:12px;opacity:.75;margin-top:4px">{style.BORDER_DISCLAIMER}</div>'
    )


def _row(title: str, items: list[str]) -> str:
    if not items:
        return ""
    return (
        '<div style="display:flex;gap:10px;font-size:13px;margin-bottom:3px">'
        f'<span style="flex:0 0 92px;opacity:.75">{title}</span>'
        f'<ul aria-label="Legend: {title}" style="display:flex;flex-wrap:wrap;gap:2px 14px;'
        f'list-style:none;margin:0;padding:0">{"".join(items)}</ul></div>'
    )


def _item(swatch: str, label: str, count: int) -> str:
    return (
        '<li style="font-size:13px;display:flex;align-items:center;gap:5px;margin:0">'
        f"{swatch}<span>{markup.text(label)} <b>{count}</b></span></li>"
    )


_POLYGONS: Final = {
    "square": "4,4 16,4 16,16 4,16",
    "triangle": "10,2 18,16 2,16",
    "triangle-down": "2,4 18,4 10,18",
    "diamond": "10,2 18,10 10,18 2,10",
    "cross": "8,3 12,3 12,8 17,8 17,12 12,12 12,17 8,17 8,12 3,12 3,8 8,8",
}


def _swatch(
    shape: style.Shape, fill: str, line: str, *, width: float = 1.2, halo: bool = False
) -> str:
    drawn = f'fill="{fill}" stroke="{line}" stroke-width="{width}"'
    body = (
        f'<polygon points="{_POLYGONS[shape]}" {drawn}/>'
        if shape in _POLYGONS
        else f'<circle cx="10" cy="10" r="6" {drawn}/>'
    )
    if halo:
        body += (
            f'<circle cx="10" cy="10" r="9" fill="none" stroke="{line}" stroke-dasharray="2 3"/>'
        )
    return _svg(body)


def _svg(body: str) -> str:
    # The page drops inline SVG from HTML; a picture of it stays.
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{body}</svg>'
    address = f"data:image/svg+xml,{quote(picture)}"
    return f'<img src="{address}" width="18" height="18" alt="">'
