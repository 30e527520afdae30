"""What the web map draws, as GeoJSON text, each feature with its own style."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import Any

import shapely
from jinja2.utils import htmlsafe_json_dumps

from geo.index import Index, Record, records
from geo.maps import style
from geo.schema import FIVE_COUNTRIES
from geo.selection import Selection
from geo.sources.arcs import arc
from geo.view import ViewState


@dataclass(frozen=True)
class SiteFeatures:
    """What is drawn of every site of a dataset, as JSON made once and picked from.

    Attributes
    ----------
    points
        For each row of ``deposits`` an array of identifier, longitude, latitude,
        number of the style and tooltip; empty without a position.
    styles
        Array of the styles.
    halos
        Array of identifier, longitude, latitude, radius in metres and colour of the
        circle within which the site lies; empty where it is not drawn.
    """

    points: tuple[str, ...]
    styles: str
    halos: tuple[str, ...]


def site_features(index: Index, theme: style.Theme) -> SiteFeatures:
    """Return what is drawn of every site, coloured for a theme."""
    palette = style.PALETTES[theme]
    points: list[str] = []
    styles: dict[str, int] = {}
    halos: list[str] = []
    for row in records(index.dataset["deposits"]):
        point, accuracy_km = row["geometry"], _accuracy_km(row)
        if point is None:
            points.append("")
            halos.append("")
            continue
        drawn = _json(_site_style(index, row, palette))
        number = styles.setdefault(drawn, len(styles))
        place = [round(point.x, 5), round(point.y, 5)]
        points.append(_json([row["site_id"], *place, number, _site_tip(index, row)]))
        fill = style.colour(index.group_of.get(row["primary_mineral"]))
        rough = style.is_approximate(accuracy_km)
        if rough and accuracy_km is not None:
            halos.append(_json([f"{row['site_id']}-halo", *place, 1000 * accuracy_km, fill]))
        else:
            halos.append("")
    return SiteFeatures(tuple(points), f"[{','.join(styles)}]", tuple(halos))


def _accuracy_km(row: Record) -> float | None:
    accuracy = float(row["position_accuracy_km"])
    return None if math.isnan(accuracy) else accuracy


def _site_tip(index: Index, row: Record) -> str:
    accuracy_km = _accuracy_km(row)
    mineral = index.mineral_name.get(row["primary_mineral"], "Mineral unknown")
    country = FIVE_COUNTRIES.get(row["country"], row["country"])
    place = f"position within {accuracy_km:g} km" if accuracy_km is not None else "accuracy unknown"
    return f"{row['name']}\n{mineral}, {country}\n{style.symbol(row['status']).label}; {place}"


def _site_style(index: Index, row: Record, palette: style.Palette) -> dict[str, Any]:
    """Return Leaflet's path options of a site, and its ``shape``."""
    fill = style.colour(index.group_of.get(row["primary_mineral"]))
    rough = style.is_approximate(_accuracy_km(row))
    symbol = style.symbol(row["status"])
    return {
        "color": fill if rough else palette.outline,
        "weight": 2.2 if rough else 0.9,
        "fillColor": fill,
        "fillOpacity": 0.15 if rough else 0.92,
        "radius": symbol.radius_px,
        "shape": symbol.shape,
    }


@dataclass(frozen=True)
class SelectedFeatures:
    """What filters leave.

    Attributes
    ----------
    sites
        Rows of ``deposits``, to pick from ``SiteFeatures``.
    arcs
        One feature for each pair of parties that has signed anything.
    venues
        One feature for each place.
    """

    sites: tuple[int, ...]
    arcs: tuple[str, ...]
    venues: tuple[str, ...]


def selected_features(index: Index, selection: Selection, theme: style.Theme) -> SelectedFeatures:
    """Return what is drawn of a selection, coloured for a theme."""
    palette = style.PALETTES[theme]
    return SelectedFeatures(
        tuple(selection.sites.nonzero()[0].tolist()),
        tuple(_arcs(index, selection, palette)),
        tuple(_venues(index, selection, palette)),
    )


def _arcs(index: Index, selection: Selection, palette: style.Palette) -> list[str]:
    """Return one great-circle line for each pair of parties, with its number of agreements."""
    signed = (index.agreement_pairs[row] for row in selection.agreements.nonzero()[0])
    count = Counter(chain.from_iterable(signed))
    return [
        _feature(
            f"arc-{far.lower()}-{near.lower()}",
            {"type": "MultiLineString", "coordinates": lines},
            {
                "tip": f"{index.party_name[far]} – {index.party_name[near]}: "
                f"{count[far, near]} {'agreement' if count[far, near] == 1 else 'agreements'}"
            },
            {
                "color": palette.arc,
                "weight": 0.7 + 0.5 * math.log2(count[far, near]),
                "opacity": 0.35,
            },
        )
        for far, near in sorted(count)
        if (lines := index.pair_arc(far, near))
    ]


def _venues(index: Index, selection: Selection, palette: style.Palette) -> list[str]:
    """Return one point for each place of the shown events, with their number."""
    places = index.dataset["events"]["place"].to_numpy()
    held = Counter(places[selection.events & index.held])
    return [
        _feature(
            f"venue-{number}",
            shapely.geometry.mapping(index.venues[place]),
            {
                "kind": "venue",
                "key": place,
                "tip": f"{place}: {held[place]} {'event' if held[place] == 1 else 'events'}",
            },
            {
                "color": palette.venue,
                "weight": 2,
                "fillColor": palette.label_halo,
                "fillOpacity": 0.75,
                "radius": 3.5 + math.sqrt(held[place]),
                "shape": "circle",
            },
        )
        for number, place in enumerate(sorted(held))
    ]


def ties(index: Index, site: int, palette: style.Palette) -> list[str]:
    """Return lines from a site to the seats of the partners of its agreements."""
    links = index.agreement_links
    ids = set(index.dataset["agreements"]["agreement_id"].iloc[links.rows_of(site)])
    signed = index.dataset["agreement_parties"]
    partners = set(signed.loc[signed["agreement_id"].isin(ids), "party"]) - set(FIVE_COUNTRIES)
    point = index.dataset.deposits.geometry.iloc[site]
    lines = []
    for partner in sorted(partners):
        end = index.seats[partner]
        lines.append(
            _feature(
                f"tie-{partner.lower()}",
                {"type": "MultiLineString", "coordinates": arc((point.x, point.y), end)},
                {},
                {"color": palette.selected, "weight": 1.6, "opacity": 0.8, "dashArray": "6 5"},
            )
        )
    return lines


def chosen(index: Index, site: int, theme: style.Theme) -> str:
    """Return the feature of a selected site, marked and named."""
    row = records(index.dataset["deposits"].iloc[[site]])[0]
    palette = style.PALETTES[theme]
    drawn = _site_style(index, row, palette)
    marked = {**drawn, "color": palette.selected, "weight": 3, "radius": drawn["radius"] + 2}
    point = shapely.geometry.mapping(row["geometry"])
    return _feature(f"{row['site_id']}-chosen", point, {"label": row["name"]}, marked)


def chosen_venue(index: Index, view: ViewState, palette: style.Palette) -> list[str]:
    """Return the ring around the selected venue, or the selected event's; none without one."""
    place = index.event(view.event)["place"] if view.event else view.venue
    if place not in index.venues:
        return []
    drawn = {"color": palette.selected, "weight": 3, "fill": False, "radius": 9, "shape": "circle"}
    point = shapely.geometry.mapping(index.venues[place])
    return [_feature("venue-chosen", point, {"label": place}, drawn)]


def _feature(
    identifier: str, geometry: dict[str, Any], said: dict[str, str], drawn: dict[str, Any]
) -> str:
    """Return a feature as JSON that can stand in a script whatever its texts hold.

    Parameters
    ----------
    identifier
        With hyphens, never underscores, which the component drops.
    geometry
        GeoJSON, longitude first.
    said
        ``tip`` shown on hover, ``kind`` and ``key`` of what a click selects.
    drawn
        Leaflet's path options, and ``shape``.
    """
    feature = {
        "type": "Feature",
        "id": identifier,
        "geometry": geometry,
        "properties": {**said, "style": drawn},
    }
    return _json(feature)


def _json(value: Any) -> str:
    text = str(htmlsafe_json_dumps(value, separators=(",", ":")))
    # Folium may take the script it has written for a template again: a name such
    # as "{{ 9**9**9 }}" must not be worked out. Outside of strings JSON holds none.
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)
