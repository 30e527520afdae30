"""Draw the README's examples of snapshots, each made by the command that stands beside it."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser

from geo import cli

HERE: Final = Path(__file__).parent
WIDTH: Final = 1400
"""Pixels of each picture."""

COMMANDS: Final = {
    "rare-earths.png": ("--view", "group=rare-earths"),
    "tungsten.pdf": (
        "--view",
        "group=tungsten-tin-molybdenum&country=KAZ&status=development&status=producing",
        "--paper",
        "a4-portrait",
        "--names",
        "ru",
    ),
    "kyrgyzstan.html": ("--view", "country=KGZ&site=kg-kutessay-ii"),
}
"""File to the options that make it."""


def draw(browser: Browser) -> None:
    """Write ``docs/rare-earths.png``, ``docs/tungsten.png`` and ``docs/kyrgyzstan.png``."""
    with tempfile.TemporaryDirectory(prefix="orebrief-") as folder:
        for name, options in COMMANDS.items():
            path = Path(folder, name)
            if cli.main(["snapshot", *options, "--output", str(path)]):
                message = f"{name} was not made"
                raise RuntimeError(message)
            picture = PICTURES[path.suffix](path, browser)
            picture.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
            picture.convert("RGB").save(HERE / f"{path.stem}.png", optimize=True)


def _picture(path: Path, _browser: Browser) -> Image.Image:
    return Image.open(path)


def _first_page(path: Path, _browser: Browser) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=200 / 72).to_pil()


def _opened(path: Path, browser: Browser) -> Image.Image:
    page = browser.new_page(viewport={"width": WIDTH, "height": 900})
    page.goto(path.as_uri())
    page.locator("[data-base-map=drawn]").wait_for()
    picture = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(picture))


PICTURES: Final = {".png": _picture, ".pdf": _first_page, ".html": _opened}
