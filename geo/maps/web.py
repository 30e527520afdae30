"""The interactive map: a folium map that needs nothing but the app's own server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import folium
from folium.template import Template

from geo.index import Index
from geo.maps import features, style
from geo.selection import Selection, picked
from geo.sources.relief import BOUNDS
from geo.view import TILES, ViewState

Corners = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner, latitude first."""

REGION_BOUNDS: Final[Corners] = ((35.0, 46.2), (55.6, 87.6))
"""Corners of the five countries."""

ASSETS: Final = "../../assets"
"""The app's own files, seen from the map's frame; relative, so that the app also
works below a base path."""

SERVED: Final = {
    "layers": f"{ASSETS}/base-map/base-map.json",
    "relief": f"{ASSETS}/base-map/relief.webp",
}
"""Addresses of the base map's files."""

_OSM: Final = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


class WebMap(folium.Map):
    """A folium map whose scripts and styles come from the app itself.

    Folium's own list names content networks; without internet the first of them
    fails and the component stops, leaving a blank frame without a message.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default_js = [
            ("leaflet", f"{ASSETS}/leaflet/leaflet.js"),
            ("site-marker", f"{ASSETS}/map/site-marker.js"),
            ("base-map", f"{ASSETS}/map/base-map.js"),
        ]
        self.default_css = [("leaflet_css", f"{ASSETS}/leaflet/leaflet.css")]

    def render(self, **_options: Any) -> str:
        """Return nothing: the component asks for the script itself.

        Folium would write a page of its own around the map, which nobody sees, and
        compile a dozen templates on the way, with each change of a filter.
        """
        return ""


class BaseMap(folium.MacroElement):
    """Relief, borders, lakes and country names, fetched once by the browser.

    Embedding them would send them again with every change of a filter.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        orebriefBaseMap({{ this._parent.get_name() }}, {{ this.files|tojson }},
            {{ this.bounds|tojson }}, {{ this.colours|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, palette: style.Palette, files: Mapping[str, str], *, relief: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is partly typed
        self._name = "BaseMap"
        self.files = files
        self.bounds = BOUNDS
        self.colours = asdict(palette)
        if not relief:
            self.colours["relief_opacity"] = 0


class Foreground(folium.FeatureGroup):
    """Layers of features, given as JSON text that was made beforehand.

    ``folium.GeoJson`` parses, copies and writes every feature with each change of
    a filter, twice; with 10,000 sites that alone takes half a second.

    Parameters
    ----------
    layers
        Calls of the functions of ``site-marker.js`` that each make one layer,
        lowest first.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        {%- for layer in this.layers %}
        {{ layer }}.addTo({{ this.get_name() }});
        {%- endfor %}
        {% endmacro %}
        """
    )

    def __init__(self, layers: Sequence[str]) -> None:
        super().__init__()
        self.layers = layers

    def render(self, **_options: Any) -> str:
        """Return nothing, as ``WebMap.render`` does."""
        return ""


def base_map(
    theme: style.Theme,
    view: ViewState,
    files: Mapping[str, str] = SERVED,
    corners: Corners = REGION_BOUNDS,
) -> WebMap:
    """Return the map without sites, its base map drawn from the given addresses.

    It depends on nothing but the theme and the chosen base layers, so the
    component keeps it, with its zoom, while filters change.
    """
    palette = style.PALETTES[theme]
    web_map = WebMap(
        location=None, tiles=None, prefer_canvas=True, zoom_snap=0.25, zoom_delta=0.5, max_zoom=12
    )
    BaseMap(palette, files, relief="relief" not in view.hide).add_to(web_map)
    if view.tiles in TILES:
        folium.TileLayer(
            _OSM, attr="© OpenStreetMap contributors", name="OpenStreetMap", opacity=0.8
        ).add_to(web_map)
    web_map.fit_bounds(corners)
    return web_map


def foreground(
    index: Index,
    sites: features.SiteFeatures,
    selected: features.SelectedFeatures,
    view: ViewState,
    theme: style.Theme,
) -> Foreground:
    """Return everything on the map that filters and selection change."""
    palette = style.PALETTES[theme]
    below: list[str] = []
    above: list[str] = []
    halos = [] if "halos" in view.hide else [sites.halos[row] for row in selected.sites]
    if "arcs" not in view.hide:
        below += selected.arcs
    if "venues" not in view.hide:
        below += selected.venues
    marked = [row for row in picked(index, view) if sites.points[row]]
    if view.site and marked:
        above += features.ties(index, marked[0], palette)
    above += features.chosen_venue(index, view, palette)
    above += [features.chosen(index, row, theme) for row in marked]
    points = [sites.points[row] for row in selected.sites]
    return Foreground(
        [
            f"orebriefHalos({_array(halos)})",
            f"orebriefFeatures({_array(below)}, true)",
            f"orebriefSites({sites.styles}, {_array(points)})",
            f"orebriefFeatures({_array(above)}, false)",
        ]
    )


def standalone(
    index: Index,
    selection: Selection,
    view: ViewState,
    files: Mapping[str, str],
    corners: Corners,
) -> tuple[str, str]:
    """Return a map for a file of its own: its HTML, and its script.

    The script needs Leaflet and the app's scripts before it, and fetches nothing but
    the given addresses; the layer of the sites is its variable ``shown``. The same
    arguments give the same text.
    """
    web_map = base_map("light", view.without("tiles"), files, corners)
    web_map._id = "file"  # noqa: SLF001 - folium's own is a random one.
    above = foreground(
        index,
        features.site_features(index, "light"),
        features.selected_features(index, selection, "light"),
        view,
        "light",
    )
    above._id = "file"  # noqa: SLF001 - the component does so too
    above.add_to(web_map)
    folium.Map.render(web_map)  # type: ignore[no-untyped-call]  # folium is partly typed
    folium.FeatureGroup.render(above)  # type: ignore[no-untyped-call]
    page: Any = web_map.get_root()
    return page.html.render(), f"{page.script.render()}\nvar shown = {above.get_name()};"


def _array(items: Sequence[str]) -> str:
    return f"[{','.join(item for item in items if item)}]"
