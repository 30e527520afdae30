from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from geo.briefing import memory
from geo.briefing.changes import compare
from geo.briefing.snapshot import Snapshot
from geo.index import Index
from geo.maps.export.formats import snapshot
from geo.store import gpkg
from geo.view import ViewState


@pytest.fixture(scope="module")
def wanted() -> Snapshot:
    return Snapshot(ViewState(mineral=("Au",)), "zip", title="Gold", dpi=72)


@pytest.fixture(scope="module")
def files(index: Index, wanted: Snapshot) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(snapshot(index, wanted))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_holds_every_format_and_the_data(files: dict[str, bytes]):
    endings = [name.rpartition(".")[2] for name in files]
    assert endings == ["txt", "png", "svg", "pdf", "pptx", "html", "xlsx", "gpkg", "txt"]


def test_each_file_has_the_same_view_and_data(
    files: dict[str, bytes], index: Index, wanted: Snapshot
):
    for name, content in files.items():
        if name == "README.txt":
            continue
        compared = compare(index, memory.read(content, name))
        assert compared.snapshot.view == wanted.view, name
        assert compared.same_data, name
    stem = f"gold-{index.dataset.content_hash[:8]}"
    assert {name.rpartition(".")[0] for name in files} == {"README", "memory", stem}


def test_the_geopackage_holds_the_selection(files: dict[str, bytes], tmp_path: Path):
    path = tmp_path / "part.gpkg"
    path.write_bytes(next(content for name, content in files.items() if name.endswith(".gpkg")))
    assert gpkg.read(path)["deposits"]["site_id"].tolist() == ["kg-kutessay", "uz-muruntau"]


def test_the_readme_lists_the_files_and_sources(files: dict[str, bytes], index: Index):
    readme = files["README.txt"].decode("utf-8-sig")
    assert all(name in readme for name in files if name != "README.txt")
    assert index.dataset.content_hash in readme
    assert "Qazinform. A deposit is found." in readme
