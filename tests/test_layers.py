"""Imports point down only, and each outside library has its one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

LEVELS: Final = {
    "geo": 0,
    "geo.errors": 0,
    "geo.locations": 0,
    "geo.edtf": 1,
    "geo.files": 1,
    "geo.report": 1,
    "geo.schema.columns": 1,
    "geo.schema.evidence": 1,
    "geo.schema.lists": 1,
    "geo.schema.politics": 1,
    "geo.schema.sites": 1,
    "geo.vocabularies": 1,
    "geo.schema": 2,
    "geo.view": 2,
    "geo.countries": 3,
    "geo.dataset": 3,
    "geo.documents.*": 3,
    "geo.links": 3,
    "geo.briefing.*": 4,
    "geo.captions": 4,
    "geo.index": 4,
    "geo.judgements": 4,
    "geo.linking.*": 4,
    "geo.maps": 4,
    "geo.maps.base": 4,
    "geo.maps.style": 4,
    "geo.markup": 4,
    "geo.positions": 4,
    "geo.regions": 4,
    "geo.rules": 4,
    "geo.selection": 4,
    "geo.sources.*": 4,
    "geo.store.*": 4,
    "geo.strength": 4,
    "geo.subset": 4,
    "geo.validate": 4,
    "geo.cards.*": 5,
    "geo.evidence.*": 5,
    "geo.linking.engine": 5,
    "geo.linking.table": 5,
    "geo.maps.features": 5,
    "geo.maps.static.*": 5,
    "geo.maps.web": 5,
    "geo.proposal.*": 5,
    "geo.showable": 5,
    "geo.sources.build": 5,
    "geo.linking.batch": 6,
    "geo.linking.cluster": 6,
    "geo.linking.listing": 6,
    "geo.linking.miner": 6,
    "geo.linking.pieces": 6,
    "geo.linking.proposals": 6,
    "geo.linking.shards": 6,
    "geo.maps.export.*": 6,
    "geo.routes": 6,
    "geo.ui.*": 6,
    "app": 7,
    "geo.cli": 7,
    "geo.commands.*": 7,
}
"""Level of each module. A module imports lower levels, and its own without a circle.
``geo.ui.*`` stands for the package and each module in it that has no line of its own."""

HOMES: Final = {
    "branca": ("geo.maps.web",),
    "dask": ("geo.linking.cluster",),
    "distributed": ("geo.linking.cluster",),
    "folium": ("geo.maps.web",),
    "matplotlib": ("geo.maps.static.*",),
    "pptx": ("geo.maps.export.*",),
    "streamlit": ("app", "geo.routes", "geo.ui.*"),
    "streamlit_folium": ("geo.ui.*",),
}
"""The only modules that may import a library."""


def matches(module: str, pattern: str) -> bool:
    package = pattern.removesuffix(".*")
    return module == package or (package != pattern and module.startswith(package + "."))


def level(module: str) -> int | None:
    """Level by the module's own line, else by that of the nearest package with a star."""
    patterns = [pattern for pattern in LEVELS if matches(module, pattern)]
    return LEVELS[max(patterns, key=len)] if patterns else None


def imports(module: str, source: str, modules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, wherever in the module it stands.

    ``from geo import errors`` imports ``geo.errors`` where that is a module, else ``geo``.
    """
    for node in ast.walk(ast.parse(source, module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield node.lineno, name if name in modules else node.module


def offences(modules: Mapping[str, str]) -> list[str]:
    """Every import that breaks a rule, in plain words.

    Parameters
    ----------
    modules
        Source by dotted module name, all modules of the product.
    """
    found: list[str] = []
    graph: dict[str, set[str]] = {}
    for module, source in modules.items():
        own = level(module)
        if own is None:
            found.append(
                f"{module} has no level: give it a line in LEVELS of {Path(__file__).name}"
            )
            continue
        for line, name in dict.fromkeys(imports(module, source, modules)):
            at = f"{module}:{line}"
            library = name.partition(".")[0]
            homes = HOMES.get(library)
            if name.startswith("."):
                found.append(f"{at} imports {name} by relation: write the full name")
            elif homes and not any(matches(module, home) for home in homes):
                found.append(f"{at} imports {library}, which belongs in {', '.join(homes)} only")
            elif library in {"app", "geo"}:
                target = level(name)
                if name not in modules:
                    found.append(f"{at} imports {name}, which does not exist")
                elif target is not None and target > own:
                    found.append(f"{at} (level {own}) imports {name} (level {target}) above it")
                else:
                    graph.setdefault(module, set()).add(name)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append(f"imports in a circle: {' <- '.join(error.args[1])}")
    return found


def product_modules() -> dict[str, str]:
    """Source of `app.py` and of each module under `geo/`, by dotted name."""
    paths = [ROOT / "app.py", *sorted((ROOT / "geo").rglob("*.py"))]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            path.read_text(encoding="utf-8")
        )
        for path in paths
    }


def test_product_keeps_its_layers():
    modules = product_modules()
    assert {"app", "geo", "geo.errors", "geo.schema"} <= modules.keys()
    assert offences(modules) == []


def test_allowed_imports_pass():
    allowed = {
        "geo": "",
        "geo.errors": "import enum\n",
        "geo.edtf": "from geo.errors import OrebriefError\n",
        "geo.dataset": "from geo import errors, model\nimport pandas\n",
        "geo.selection": "from geo.dataset import Dataset\n",
        "geo.maps.web": "import folium.plugins\nfrom geo.selection import select\n",
        "geo.ui.main": "import streamlit as st\nfrom geo.maps import web\n",
        "app": "from streamlit.starlette import App\nimport geo.ui.main\n",
    } | {"geo.maps": ""}
    assert offences(allowed) == []


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        (
            "geo.errors",
            "import geo.dataset\n",
            "geo.errors:1 (level 0) imports geo.dataset (level 3) above it",
        ),
        (
            "geo.edtf",
            "def late():\n    from geo import dataset\n",
            "geo.edtf:2 (level 1) imports geo.dataset (level 3) above it",
        ),
        (
            "geo.sources.base",
            "from geo.sources.build import build\n",
            "geo.sources.base:1 (level 4) imports geo.sources.build (level 5) above it",
        ),
        (
            "geo.view",
            "import streamlit.config\n",
            "geo.view:1 imports streamlit, which belongs in app, geo.routes, geo.ui.* only",
        ),
        (
            "geo.ui.widgets",
            "from folium import Map\n",
            "geo.ui.widgets:1 imports folium, which belongs in geo.maps.web only",
        ),
        (
            "geo.maps.style",
            "if TYPE_CHECKING:\n    from matplotlib.figure import Figure\n",
            "geo.maps.style:2 imports matplotlib, which belongs in geo.maps.static.* only",
        ),
        (
            "geo.schema",
            "from . import errors\n",
            "geo.schema:1 imports . by relation: write the full name",
        ),
        (
            "geo.schema",
            "import geo.gone\n",
            "geo.schema:1 imports geo.gone, which does not exist",
        ),
        (
            "geo.newcomer",
            "",
            "geo.newcomer has no level: give it a line in LEVELS of test_layers.py",
        ),
        (
            "geo.index",
            "import geo.selection\n",
            "imports in a circle: geo.index <- geo.selection <- geo.index",
        ),
    ],
)
def test_each_offence_is_named(module: str, source: str, expected: str):
    modules = {
        "geo": "",
        "geo.dataset": "",
        "geo.index": "",
        "geo.selection": "import geo.index\n",
        "geo.sources.build": "",
    }
    assert offences(modules | {module: source}) == [expected]
