"""A page to open from a folder: the interactive map and every card, without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from geo import markup
from geo.briefing.content import Content
from geo.briefing.snapshot import Snapshot
from geo.cards import parts, site, ties
from geo.cards.legend import legend
from geo.index import Index, records
from geo.locations import BASEMAP_GPKG, RELIEF
from geo.maps import base, style, web
from geo.schema import FIVE_COUNTRIES

_HERE: Final = Path(__file__).parent
_OWN: Final = _HERE.parent / "assets"
_LEAFLET: Final = files("js_lib_leaflet") / "static" / "js_lib_leaflet"

_KINDS: Final[tuple[ties.Kind, ...]] = ("event", "agreement")

_AROUND_DEGREES: Final = 1.5
"""How much is seen around the outermost sites."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A site: how it is listed, and its card."""

    key: str
    name: str
    mineral: str
    country: str
    status: str
    placed: bool
    html: Markup


def draw(index: Index, wanted: Snapshot, said: Content) -> bytes:
    """Return one HTML file; the same inputs give the same bytes.

    No text of the data becomes markup or script, and the file's own rules forbid
    any script but the ones in it, and any request.
    """
    html, script = web.standalone(
        index, said.selection, wanted.view, _base_map(), _corners(index, wanted, said)
    )
    scripts = [*_scripts(), f"{script}\norebriefPanel(shown, {json.dumps(wanted.view.site)});"]
    page = _template().render(
        said=said,
        map=Markup(html),  # noqa: S704 - of folium, without a text of the data
        legend=Markup(  # noqa: S704 - made by geo.markup, as are the cards
            legend(index, said.selection, wanted.view, style.PALETTES["light"])
        ),
        heading="Events" if wanted.view.venue else "Events that name the sites shown",
        cards=list(_cards(index, said)),
        leaflet_css=Markup(_leaflet_css()),  # noqa: S704 - Leaflet's own file
        scripts=[Markup(_in_html(text)) for text in scripts],  # noqa: S704 - ours and Leaflet's
        script_hashes=" ".join(f"'sha256-{_hash(_in_html(text))}'" for text in scripts),
    )
    return page.encode()


@cache
def _template() -> Template:
    text = (_HERE / "web_page.html").read_text(encoding="utf-8")
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(text)


@cache
def _base_map() -> dict[str, str]:
    """Return the files of the base map as addresses that hold them."""
    layers = base64.b64encode(base.geojson(BASEMAP_GPKG)).decode()
    relief = base64.b64encode(RELIEF.read_bytes()).decode()
    return {
        "layers": f"data:application/json;base64,{layers}",
        "relief": f"data:image/webp;base64,{relief}",
    }


@cache
def _scripts() -> tuple[str, ...]:
    leaflet = (_LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    own = [
        (_OWN / name).read_text(encoding="utf-8")
        for name in ("site-marker.js", "base-map.js", "panel.js")
    ]
    return re.sub(r"//# sourceMappingURL=\S+", "", leaflet), *own


@cache
def _leaflet_css() -> str:
    text = (_LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    # Pictures of controls that the map does not have.
    return re.sub(r"url\([^)]*\)", "none", text)


def _in_html(script: str) -> str:
    """Return a script that does not end before its end."""
    return re.sub(r"<(?=/script|!--|script)", r"\\x3C", script, flags=re.IGNORECASE)


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _corners(index: Index, wanted: Snapshot, said: Content) -> web.Corners:
    """Return what the map shows first."""
    if wanted.bounds:
        west, south, east, north = wanted.bounds
        return (south, west), (north, east)
    rows = list(said.focus) or said.selection.sites
    points = index.dataset.deposits.geometry.iloc[rows].dropna()
    if wanted.extent == "region" or points.empty:
        return web.REGION_BOUNDS
    west, south, east, north = (float(bound) for bound in points.total_bounds)
    return (
        (south - _AROUND_DEGREES, west - _AROUND_DEGREES),
        (north + _AROUND_DEGREES, east + _AROUND_DEGREES),
    )


def _cards(index: Index, said: Content) -> Iterator[_Card]:
    rows = said.selection.sites.nonzero()[0]
    found = zip(rows.tolist(), records(index.dataset["deposits"].iloc[rows]), strict=True)
    for row, record in sorted(found, key=lambda pair: said.site_names[pair[0]].casefold()):
        yield _Card(
            key=record["site_id"],
            name=said.site_names[row],
            mineral=index.mineral_name.get(record["primary_mineral"], "not stated"),
            country=FIVE_COUNTRIES.get(record["country"]) or record["country"],
            status=style.symbol(record["status"]).label,
            placed=record["geometry"] is not None,
            html=Markup(_card(index, record["site_id"])),  # noqa: S704 - escaped by geo.markup
        )


def _card(index: Index, site_id: str) -> str:
    """Return all that is known of a site, as on the page."""
    record = index.site(site_id)
    html = f"<h2>{site.title(record)}</h2>{site.key_facts(index, record)}"
    for kind in _KINDS:
        for group in ties.of_site(index, site_id, kind):
            listed = "".join(f'<div class="tie">{tie.html}</div>' for tie in group.ties)
            if group.named:
                html += parts.subheading(group.heading) + listed
            else:
                html += parts.folded(markup.text(group.heading), listed)
    stated = site.of_site(index, "statements", site_id)
    names = site.of_site(index, "aliases", site_id)
    html += parts.folded("More facts, and their sources", site.more_facts(index, record))
    if stated:
        html += parts.folded(f"Facts as stated ({len(stated)})", site.statements(index, stated))
    return html + parts.folded(f"Names in all scripts ({len(names)})", site.names(names))
