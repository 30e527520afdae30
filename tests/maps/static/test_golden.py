"""Sheets look as they did when somebody last looked at them.

``OREBRIEF_DRAW_GOLDEN=1 pytest tests/maps/static/test_golden.py`` draws them anew;
open each before it is committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.maps.static import sheet
from tests.maps.static.conftest import MakeAsked

FOLDER = Path(__file__).with_name("golden")
DPI = 72
BLOCK = 10
WORST_BLOCK = 10.0
"""Difference of a block of dots, of 255: a letter drawn a little otherwise stays below it,
a missing word or symbol is above."""

SHEETS = {
    "region-a4-landscape": {"paper": "a4-landscape", "extent": "region"},
    "russian-a4-portrait": {"paper": "a4-portrait", "names": "ru"},
    "site-square": {"paper": "square", "site": "kz-kuyrektykol"},
    "empty-slide": {"paper": "slide-16x9", "q": "no such site"},
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_did(name: str, asked: MakeAsked):
    new = small(sheet.draw(*asked(dpi=DPI, **SHEETS[name]), "png"))
    path = FOLDER / f"{name}.webp"
    if os.environ.get("OREBRIEF_DRAW_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        new.save(path, "WEBP", lossless=True, method=6)
    with Image.open(path) as picture:
        old = picture.convert("RGB")
    assert new.size == old.size
    assert worst_block(new, old) < WORST_BLOCK


def test_a_missing_word_would_be_seen(asked: MakeAsked):
    with Image.open(FOLDER / "region-a4-landscape.webp") as picture:
        old = picture.convert("RGB")
    new = small(sheet.draw(*asked(dpi=DPI, extent="region", hide=("arcs",)), "png"))
    assert worst_block(new, old) > WORST_BLOCK


def small(drawn: bytes) -> Image.Image:
    with Image.open(io.BytesIO(drawn)) as picture:
        return picture.convert("RGB").reduce(2)


def worst_block(one: Image.Image, other: Image.Image) -> float:
    apart = np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).mean(axis=-1)
    rows, columns = (size // BLOCK * BLOCK for size in apart.shape)
    blocks = apart[:rows, :columns].reshape(rows // BLOCK, BLOCK, columns // BLOCK, BLOCK)
    return float(blocks.mean(axis=(1, 3)).max())
