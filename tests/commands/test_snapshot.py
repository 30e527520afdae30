from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo import cli
from geo.briefing.snapshot import ATLASES, EXTENTS, FORMATS, NAMES, PAPERS_MM
from geo.index import Index
from geo.locations import ROOT
from geo.maps.export import formats
from geo.store.gpkg import read, write
from tests.conftest import MakeDataset
from tests.small_world import ROWS, small_world


@pytest.fixture(scope="module")
def world(make_dataset: MakeDataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.gpkg"
    write(small_world(make_dataset), path)
    return path


@pytest.fixture
def run(world: Path) -> Any:
    """Run ``orebrief snapshot`` over the small world."""

    def run_(*arguments: object, data: Path = world) -> int:
        return cli.main(["snapshot", "--gpkg", str(data), *map(str, arguments)])

    return run_


def test_the_ending_tells_the_format(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "a.svg"
    assert run("--output", path, "--view", "mineral=Au&country=UZB", "--title", "Gold") == 0
    assert path.read_bytes().startswith(b"<?xml")
    assert capsys.readouterr().out == f"{path}: Vector picture (SVG), /?mineral=Au&country=UZB\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.svg"]


@pytest.mark.parametrize("ending", ["png", "pdf", "html", "xlsx"])
def test_the_command_and_the_page_make_the_same_bytes(
    run: Any, world: Path, tmp_path: Path, ending: str
):
    path = tmp_path / "file"
    common = ("--paper", "square", "--names", "ru", "--extent", "region", "--dpi", 72)
    assert (
        run("--output", path, "--format", ending, "--base-url", "https://a.example", *common) == 0
    )
    wanted = formats.Snapshot(
        format=ending,
        paper="square",
        names="ru",
        extent="region",
        dpi=72,
        address="https://a.example",
    )
    assert path.read_bytes() == formats.snapshot(Index(read(world)), wanted)


@pytest.mark.parametrize(
    ("option", "choices"),
    [
        ("--format", FORMATS),
        ("--paper", PAPERS_MM),
        ("--names", NAMES),
        ("--atlas", [name for name in ATLASES if name]),
        ("--extent", EXTENTS),
    ],
)
def test_an_unknown_value_names_the_choices(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, choices: list[str]
):
    assert run("--output", tmp_path / "a.pdf", option, "imaginary") == 2
    message = capsys.readouterr().err
    assert "'imaginary'" in message
    assert all(choice in message for choice in choices)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_without_a_format_names_the_choices(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("--output", tmp_path / "a.docx") == 2
    assert "'docx' is no format" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("mineral=Xx", "mineral 'Xx' is not known"),
        ("minral=Au", "parameter 'minral' is not known; did you mean 'mineral'?"),
        ("site=nowhere", "site 'nowhere' is not known"),
    ],
)
def test_a_view_that_cannot_be_had_is_not_replaced_by_another(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], view: str, said: str
):
    assert run("--output", tmp_path / "a.pdf", "--view", view) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("view", "link"),
    [
        ("?mineral=Au", "/?mineral=Au"),
        ("https://example.org/briefing?mineral=Au&q=a%3Fb", "/?q=a%3Fb&mineral=Au"),
        ("q=what?", "/?q=what%3F"),
        ("", "/"),
    ],
)
def test_an_address_is_a_view_too(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], view: str, link: str
):
    assert run("--output", tmp_path / "a.xlsx", "--view", view) == 0
    assert capsys.readouterr().out.rstrip().endswith(f", {link}")


def test_a_file_is_replaced_only_by_force(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "a.xlsx"
    path.write_text("mine", encoding="utf-8")
    assert run("--output", path) == 1
    assert "the file is there already. Give another path, or --force." in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("--output", path, "--force") == 0
    assert path.read_bytes().startswith(b"PK")


def test_a_missing_folder_says_so(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("--output", tmp_path / "none" / "a.pdf") == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_a_full_disk_leaves_no_half_file(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "a.xlsx"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    assert run("--output", path, "--force") == 1
    assert "No space left on device" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_slide_has_a_slides_size(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "a.pptx"
    assert run("--output", path, "--dpi", 72) == 0
    capsys.readouterr()
    assert run("--inspect", path) == 0
    assert "Paper: slide-16x9\n" in capsys.readouterr().out


def test_inspecting_tells_how_a_file_was_made(
    run: Any, world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "a.png"
    assert run("--output", path, "--view", "mineral=Au", "--title", "Gold\x1b[2J", "--dpi", 72) == 0
    capsys.readouterr()
    assert run("--inspect", path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Title: Gold [2J",
        "View: /?mineral=Au",
        f"Data: SHA-256 {read(world).content_hash}, newest date 2025-11-06",
        "Made by: Orebrief 0.1.0",
        "Format: png",
        "Paper: a4-landscape",
        "Extent: selection",
        "Names: en",
        "Atlas: -",
        "Dpi: 72",
        "The data are the same as when the file was made.",
    ]


def test_inspecting_lists_what_has_changed_since(
    run: Any, make_dataset: MakeDataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path, later = tmp_path / "a.xlsx", tmp_path / "later.gpkg"
    assert run("--output", path, "--view", "mineral=Au") == 0
    deposits = [
        {**row, "status": "closed"} if row.get("site_id") == "uz-muruntau" else row
        for row in ROWS["deposits"]
    ]
    write(small_world(make_dataset, deposits=deposits), later)
    capsys.readouterr()
    assert run("--inspect", path, data=later) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Since the file was made: 1 site changed.",
        "  site changed: Muruntau",
    ]


def test_a_file_that_is_not_ours_says_so_in_one_line(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "holiday.png"
    path.write_bytes(b"\x89PNG")
    assert run("--inspect", path) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "the file is no snapshot of Orebrief" in err


def test_data_that_break_the_contract_are_not_put_on_paper(
    run: Any, make_dataset: MakeDataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    broken = tmp_path / "broken.gpkg"
    write(small_world(make_dataset, mentions=[{**MENTION, "sentence": "Never said."}]), broken)
    assert run("--output", tmp_path / "a.pdf", data=broken) == 1
    assert "the data break the contract" in capsys.readouterr().err


MENTION = {
    "mention_id": "m-1",
    "site_id": "kz-kuyrektykol",
    "event_id": "s01",
    "field": "summary",
    "sentence_start": 0,
    "start": 0,
    "end": 5,
    "strength": "sentence",
    "surface": "Never",
    "alias": "Never",
    "relation": "site",
    "confidence": 0.99,
    "reasons": "Because",
}


def test_an_atlas_shows_its_progress_on_a_terminal(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run("--output", tmp_path / "a.pdf", "--atlas", "country") == 0
    drawn = capsys.readouterr().err.split("\r")
    assert drawn[1] == f"[{'#' * 13:<40}] 1 of 3 pages"
    assert drawn[-1] == f"[{'#' * 40}] 3 of 3 pages\n"


def test_either_output_or_inspect_is_needed(run: Any, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        run()
    assert "one of the arguments --output --inspect is required" in capsys.readouterr().err


def test_the_command_runs_by_itself_without_a_warning(world: Path, tmp_path: Path):
    start = "import sys; from geo.cli import main; sys.exit(main())"
    path = tmp_path / "a.pdf"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", start, "snapshot", "--gpkg", world, "--output", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().startswith(b"%PDF")
