"""Styles for QGIS, from the palette that screen and paper share.

Colour tells the mineral group, shape the status; a hollow symbol stands for an
approximate position. QGIS picks the styles up from ``layer_styles``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from geo.dataset import GEOMETRY, Dataset
from geo.maps.style import (
    APPROXIMATE_KM,
    GROUP_COLOURS,
    GROUP_LABELS,
    PALETTES,
    STATUS_SYMBOLS,
    Shape,
)

_LIGHT: Final = PALETTES["light"]
_MM_PER_PX: Final = 25.4 / 96
_MARKERS: Final[Mapping[Shape, tuple[str, int]]] = {
    "circle": ("circle", 0),
    "square": ("square", 0),
    "triangle": ("triangle", 0),
    "triangle-down": ("triangle", 180),
    "diamond": ("diamond", 0),
    "cross": ("cross_fill", 0),
}
"""QGIS marker name and its turn in degrees, clockwise."""

_APPROXIMATE: Final = f'coalesce("position_accuracy_km", {APPROXIMATE_KM:g}) >= {APPROXIMATE_KM:g}'


def register(connection: sqlite3.Connection, dataset: Dataset, stamp: str) -> None:
    """Add the default styles of deposits, agreements and events.

    Parameters
    ----------
    connection
        GeoPackage with its core tables.
    dataset
        Its content; its minerals give the groups.
    stamp
        Date of change, as GeoPackage writes it.
    """
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS', ?)",
        (stamp,),
    )
    styles = {
        "deposits": (_deposits(dataset["minerals"]), "Colour: mineral group; shape: status"),
        "agreements": (_single("line", _line()), "Arcs between the parties' seats"),
        "events": (_single("marker", _venue()), "Venues"),
    }
    for layer, (style, description) in styles.items():
        connection.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
            (layer, GEOMETRY, layer, _document(style), description, stamp),
        )


def _document(renderer: Element) -> str:
    qgis = Element("qgis", version="3.22.0", styleCategories="Symbology")
    qgis.append(renderer)
    return "<!DOCTYPE qgis>\n" + tostring(qgis, encoding="unicode")


def _deposits(minerals: pd.DataFrame) -> Element:
    renderer = Element("renderer-v2", type="RuleRenderer", symbollevels="0")
    rules = SubElement(renderer, "rules", key="deposits")
    symbols = SubElement(renderer, "symbols")
    for group, colour in GROUP_COLOURS.items():
        codes = minerals.loc[minerals["mineral_group"] == group, "mineral"]
        listed = ", ".join(_text(code) for code in codes)
        rule = f'"primary_mineral" IN ({listed})' if listed else "FALSE"
        SubElement(
            rules,
            "rule",
            key=group,
            symbol=group,
            label=GROUP_LABELS[group],
            filter="ELSE" if group == "other" else rule,
        )
        symbols.append(_symbol("marker", group, _site(colour)))
    return renderer


def _single(kind: str, layer: Element) -> Element:
    renderer = Element("renderer-v2", type="singleSymbol", symbollevels="0")
    SubElement(renderer, "symbols").append(_symbol(kind, "0", layer))
    return renderer


def _symbol(kind: str, name: str, layer: Element) -> Element:
    symbol = Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    symbol.append(layer)
    return symbol


def _site(colour: str) -> Element:
    markers = {status: _MARKERS[look.shape] for status, look in STATUS_SYMBOLS.items()}
    unknown = STATUS_SYMBOLS["unknown"]
    return _layer(
        "SimpleMarker",
        {
            "name": "circle",
            "color": colour,
            "outline_color": _LIGHT.outline,
            "outline_width": "0.2",
            "size": f"{unknown.radius_px * 2 * _MM_PER_PX:.2f}",
            "size_unit": "MM",
        },
        {
            "name": _by_status({status: _text(name) for status, (name, _) in markers.items()}),
            "angle": _by_status({status: str(turn) for status, (_, turn) in markers.items()}),
            "size": _by_status(
                {
                    status: f"{look.radius_px * 2 * _MM_PER_PX:.2f}"
                    for status, look in STATUS_SYMBOLS.items()
                }
            ),
            "fillColor": f"if({_APPROXIMATE}, color_rgba(255, 255, 255, 0), '{colour}')",
            "outlineColor": f"if({_APPROXIMATE}, '{colour}', '{_LIGHT.outline}')",
            "outlineWidth": f"if({_APPROXIMATE}, 0.6, 0.2)",
        },
    )


def _line() -> Element:
    return _layer(
        "SimpleLine",
        {"line_color": _LIGHT.arc, "line_width": "0.35", "line_width_unit": "MM"},
        {},
    )


def _venue() -> Element:
    return _layer(
        "SimpleMarker",
        {
            "name": "star",
            "color": _LIGHT.venue,
            "outline_color": _LIGHT.label_halo,
            "outline_width": "0.2",
            "size": "3.5",
            "size_unit": "MM",
        },
        {},
    )


def _layer(kind: str, properties: Mapping[str, str], expressions: Mapping[str, str]) -> Element:
    layer = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        SubElement(options, "Option", name=name, type="QString", value=value)
    defined = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(defined, "Option", name="name", type="QString", value="")
    entries = SubElement(defined, "Option", name="properties", type="Map")
    for name, expression in expressions.items():
        entry = SubElement(entries, "Option", name=name, type="Map")
        SubElement(entry, "Option", name="active", type="bool", value="true")
        SubElement(entry, "Option", name="expression", type="QString", value=expression)
        SubElement(entry, "Option", name="type", type="int", value="3")
    SubElement(defined, "Option", name="type", type="QString", value="collection")
    return layer


def _by_status(values: Mapping[str, str]) -> str:
    cases = " ".join(
        f'WHEN "status" = {_text(status)} THEN {value}' for status, value in values.items()
    )
    return f"CASE {cases} ELSE {values['unknown']} END"


def _text(value: str) -> str:
    """Return a text as a literal of a QGIS expression."""
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
