from __future__ import annotations

import re
from dataclasses import fields
from itertools import combinations, pairwise
from typing import Any, Final

import numpy as np
import pytest

from geo.locations import ROOT
from geo.maps.style import (
    APPROXIMATE_KM,
    GROUP_COLOURS,
    GROUP_LABELS,
    PALETTES,
    STATUS_SYMBOLS,
    Palette,
    colour,
    is_approximate,
    symbol,
)
from geo.vocabularies import vocabulary

Numbers = np.ndarray[Any, np.dtype[np.float64]]

HEX: Final = re.compile(r"#[0-9a-f]{6}")

SIGHT: Final[dict[str, Numbers]] = {
    "full colour vision": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
"""What is seen of linear RGB. Machado, Oliveira and Fernandes (2009), A
Physiologically-based Model for Simulation of Color Vision Deficiency, severity 1.0."""

LEAST_DIFFERENCE: Final = 13.0
"""In CIE Lab. Measured: 13.5, rare earths and fertiliser minerals with protanopia.
About 2.3 is the least that can be seen side by side; symbols on a map lie apart."""

TO_XYZ: Final = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
"""IEC 61966-2-1, linear sRGB to XYZ for D65."""


def linear(colour: str) -> Numbers:
    """Linear RGB of ``#rrggbb``, by IEC 61966-2-1."""
    encoded = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab(rgb: Numbers) -> Numbers:
    """CIE L*a*b* of linear RGB, with white as reference."""
    relative = TO_XYZ @ np.clip(rgb, 0, 1) / TO_XYZ.sum(axis=1)
    bent = np.where(
        relative > (6 / 29) ** 3, np.cbrt(relative), relative / (3 * (6 / 29) ** 2) + 4 / 29
    )
    x, y, z = bent
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(first: str, second: str, sight: Numbers) -> float:
    return float(np.linalg.norm(lab(sight @ linear(first)) - lab(sight @ linear(second))))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (first, second))
    return (light + 0.05) / (dark + 0.05)


def test_every_group_has_a_colour_and_a_name_and_none_is_left_over():
    groups = set(vocabulary("mineral_group").standard)
    assert set(GROUP_COLOURS) == groups
    assert set(GROUP_LABELS) == groups
    assert len(set(GROUP_LABELS.values())) == len(groups)


def test_every_status_has_a_symbol_and_none_is_left_over():
    statuses = set(vocabulary("status").standard)
    assert set(STATUS_SYMBOLS) == statuses
    assert len({drawn.label for drawn in STATUS_SYMBOLS.values()}) == len(statuses)


def test_symbols_differ_in_shape_or_size():
    drawn = sorted((symbol.shape, symbol.radius_px) for symbol in STATUS_SYMBOLS.values())
    for (shape, radius), (next_shape, next_radius) in pairwise(drawn):
        assert shape != next_shape or next_radius - radius >= 1.0


def test_every_shape_is_one_that_the_map_draws():
    script = (ROOT / "geo" / "maps" / "assets" / "site-marker.js").read_text(encoding="utf-8")
    shapes = script.partition("var SHAPES = {")[2].partition("};")[0]
    drawn = {*re.findall(r'^ *"?([a-z-]+)"?: \[', shapes, re.MULTILINE), "circle"}
    assert {drawn.shape for drawn in STATUS_SYMBOLS.values()} <= drawn
    assert "triangle-down" in drawn


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_groups_stay_apart(sight: str):
    close = {
        (first, second): round(between, 1)
        for first, second in combinations(GROUP_COLOURS, 2)
        if (between := difference(GROUP_COLOURS[first], GROUP_COLOURS[second], SIGHT[sight]))
        < LEAST_DIFFERENCE
    }
    assert close == {}


def test_the_measure_is_right():
    # White to black is 100 by definition; the last two are from the sRGB standard's Lab values.
    assert difference("#ffffff", "#000000", SIGHT["full colour vision"]) == pytest.approx(100)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    assert lab(linear("#0000ff")) == pytest.approx([32.30, 79.19, -107.86], abs=0.05)
    # Readers without red cones take this red and this olive for one colour.
    assert difference("#cc3311", "#605512", SIGHT["protanopia"]) < 10
    assert difference("#cc3311", "#605512", SIGHT["full colour vision"]) > 50
    for matrix in SIGHT.values():
        assert matrix.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_palette_is_whole_and_readable(theme: Any):
    palette = PALETTES[theme]
    numbers = {"relief_opacity", "relief_filter"}
    colours = [getattr(palette, f.name) for f in fields(Palette) if f.name not in numbers]
    assert [colour for colour in colours if not HEX.fullmatch(colour)] == []
    assert 0 <= palette.relief_opacity <= 1
    assert contrast(palette.label, palette.land) >= 4.5
    # WCAG 2.2, 1.4.11: what carries a meaning stands out from what is beside it.
    for mark in (palette.border, palette.selected, palette.arc, palette.venue):
        assert contrast(mark, palette.land) >= 3


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_themes_are_two():
    assert set(PALETTES) == {"light", "dark"}
    assert PALETTES["light"] != PALETTES["dark"]


def test_colours_are_hexadecimal():
    assert [group for group, drawn in GROUP_COLOURS.items() if not HEX.fullmatch(drawn)] == []


@pytest.mark.parametrize("group", [None, "", "unheard-of"])
def test_an_unknown_group_has_the_colour_of_others(group: str | None):
    assert colour(group) == GROUP_COLOURS["other"]
    assert colour("copper") == GROUP_COLOURS["copper"] != GROUP_COLOURS["other"]


@pytest.mark.parametrize("status", [None, "", "unheard-of"])
def test_an_unknown_status_is_drawn_as_unknown(status: str | None):
    assert symbol(status) is STATUS_SYMBOLS["unknown"]
    assert symbol("closed") is STATUS_SYMBOLS["closed"]


@pytest.mark.parametrize(
    ("accuracy_km", "approximate"),
    [
        (0.0, False),
        (APPROXIMATE_KM - 0.1, False),
        (APPROXIMATE_KM, True),
        (500.0, True),
        (None, True),
    ],
)
def test_a_wide_or_unknown_radius_is_approximate(accuracy_km: float | None, *, approximate: bool):
    assert is_approximate(accuracy_km) is approximate
