"""What a fresh clone must hold, and what no file of it may."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")
LONGEST_MODULE: Final = 350

NOT_IMPORTED: Final = {
    "django-js-lib-leaflet": "served as files, named by a string in a route",
    "fontpkg-fira-sans": "read as files, named by a string",
}
"""Run-time dependencies that no module imports, each with its use."""

REGISTRY: Final = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org"
    r"|--(extra-)?index-url|--find-links"
)
MACHINE_PATH: Final = re.compile(r"(?<![\w.:/%=-])/(home|opt|root|tmp|Users|work)/\w")
CDN: Final = re.compile(
    r"\bcdnjs?\.|jsdelivr|\bunpkg\.com|code\.jquery\.com|fonts\.(googleapis|gstatic)\.com"
)


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files() -> list[Path]:
    """Every file that is or would be committed, but this one, which spells what it forbids."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path != Path(__file__)]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    found: list[str] = []
    for path in paths:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        lines = content.decode("utf-8").splitlines()
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
            for number, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    return found


def locked(name: str) -> dict[str, Version]:
    """Version by package of a lock file, each held to be exact and hashed."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "")
    versions: dict[str, Version] = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        package, exact, version = requirement.partition(";")[0].strip().partition("==")
        assert exact, f"{name}: {requirement} is not an exact version"
        assert hashes, f"{name}: {requirement} has no hash"
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in hashes)
        assert package not in versions, f"{name}: {package} stands in it twice"
        versions[canonicalize_name(package)] = Version(version)
    return versions


def imported_libraries() -> set[str]:
    """Top-level names that `app.py` and `geo/` import from outside Python and the product."""
    names: set[str] = set()
    for path in [ROOT / "app.py", *(ROOT / "geo").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"app", "geo"}


def test_no_file_names_a_package_registry():
    assert lines_with(REGISTRY, files()) == []


def test_no_file_names_a_path_of_a_machine():
    assert lines_with(MACHINE_PATH, files()) == []


def test_code_names_no_cdn():
    # Data may cite an article under any address; nothing loads it.
    code = [path for path in files() if not path.is_relative_to(ROOT / "data")]
    assert lines_with(CDN, code) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY, "--extra-index-url https://mirror.example/simple"),
        (MACHINE_PATH, 'path = "/home/someone/data.csv"'),
        (MACHINE_PATH, "/work/data.csv"),
        (CDN, '<script src="https://cdn.jsdelivr.net/npm/leaflet"></script>'),
        (CDN, "@import url(https://fonts.googleapis.com/css)"),
    ],
)
def test_patterns_find_what_they_forbid(pattern: re.Pattern[str], line: str):
    assert pattern.search(line)


def test_tests_reach_no_other_machine():
    with pytest.raises(UserWarning, match=r"tried to use .* with host \"192\.0\.2\.1\""):
        socket.create_connection(("192.0.2.1", 9), timeout=1)


def test_modules_are_short():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in [ROOT / "app.py", *(ROOT / "geo").rglob("*.py")]
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_python_version_is_said_once():
    settings = pyproject()
    assert settings["project"]["requires-python"] == ">=3.11"
    assert settings["tool"]["mypy"]["python_version"] == "3.11"
    assert "--python-version 3.11 " in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_meets_pyproject(name: str):
    settings = pyproject()
    wanted = settings["project"]["dependencies"] + settings["build-system"]["requires"]
    extra = name.removeprefix("requirements").removesuffix(".lock").removeprefix("-")
    if extra:
        wanted += settings["project"]["optional-dependencies"][extra]
    versions = locked(name)
    unmet = [
        text
        for requirement, text in ((Requirement(text), text) for text in wanted)
        if canonicalize_name(requirement.name) not in versions
        or versions[canonicalize_name(requirement.name)] not in requirement.specifier
    ]
    assert unmet == []


def test_each_lock_holds_the_one_before():
    run, test, bench = (locked(name).items() for name in LOCKS)
    assert run <= test <= bench


def test_dependencies_are_those_imported():
    distributions = packages_distributions()
    imported = {
        canonicalize_name(distribution)
        for library in imported_libraries()
        for distribution in distributions.get(library, [library])
    }
    declared = {
        canonicalize_name(Requirement(text).name) for text in pyproject()["project"]["dependencies"]
    }
    assert imported <= declared, "imported but not declared"
    assert declared <= imported | NOT_IMPORTED.keys(), "declared but not imported"
    assert NOT_IMPORTED.keys() <= declared - imported
