from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import cli
from geo.commands import natural_earth
from geo.locations import APP, DATA_VARIABLE, ROOT
from geo.store.gpkg import write
from tests.conftest import MakeDataset, MakeSources


@pytest.fixture
def gpkg(make_dataset: MakeDataset, tmp_path: Path) -> Path:
    path = tmp_path / "orebrief.gpkg"
    write(make_dataset(), path)
    return path


def actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from actions(command)


def test_every_command_and_option_has_help():
    found = list(actions(cli.parser()))
    for action in found:
        if isinstance(action, argparse._SubParsersAction):
            helped = {choice.dest for choice in action._choices_actions if choice.help}
            assert helped == set(action.choices)
        else:
            assert action.help, action.dest
    assert {"sources", "output", "file", "folder", "port"} <= {action.dest for action in found}


def test_build_says_what_it_built(
    make_sources: MakeSources, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    output = tmp_path / "a.gpkg"
    assert cli.main(["build", "--sources", str(make_sources()), "--output", str(output)]) == 0
    assert capsys.readouterr().out == (
        f"{output}: 1 deposits, 1 agreements, 1 events, 2 mentions, 1 sources.\n"
    )
    assert output.is_file()


def test_build_names_every_problem(
    make_sources: MakeSources, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = make_sources(deposits=[{"name": "", "rare_earths": "yes"}])
    output = tmp_path / "a.gpkg"
    assert cli.main(["build", "--sources", str(folder), "--output", str(output)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("deposits.csv, line 2, ") == 2
    assert not output.exists()


def test_validate_is_one_line_when_all_is_well(gpkg: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["validate", str(gpkg)]) == 0
    assert capsys.readouterr().out == f"{gpkg}: no problem found in 1 deposits.\n"


def test_validate_prints_each_problem_on_a_line(
    make_dataset: MakeDataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "a.gpkg"
    row = {"longitude": 50.044, "latitude": 76.463, "sources": "none"}
    write(make_dataset(deposits=[row]), path)
    assert cli.main(["validate", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        (
            "deposits, kz-kuyrektykol, sources: 'none' must be a source_id of sources. "
            "Add the source, or correct the reference."
        ),
        (
            "deposits, kz-kuyrektykol, geometry: 'POINT (50.044 76.463)' must lie in Kazakhstan. "
            "Longitude and latitude seem swapped: (76.463, 50.044) lies there; check the source."
        ),
    ]


def test_a_file_that_cannot_be_read_is_a_message_and_an_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "none.gpkg"
    for command in ("validate", "serve"):
        assert cli.main([command, str(path)]) == 1
        assert capsys.readouterr() == ("", f"{path}: there is no such file. Check the path.\n")


def test_import_makes_the_base_map(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    made: list[Path] = []
    monkeypatch.setattr(natural_earth, "build_basemap", lambda *paths: made.extend(paths))
    assert cli.main(["import", "natural-earth", str(tmp_path)]) == 0
    assert made == [tmp_path, natural_earth.BASEMAP_GPKG, natural_earth.RELIEF]


def test_serve_starts_the_page_with_the_file(gpkg: Path, monkeypatch: pytest.MonkeyPatch):
    started = {}

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        started.update(options, command=command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.chdir(gpkg.parent)
    assert cli.main(["serve", gpkg.name, "--port", "8600"]) == 0
    assert started["command"][1:] == ["-m", "streamlit", "run", str(APP), "--server.port=8600"]
    assert started["env"][DATA_VARIABLE] == str(gpkg)
    assert started["cwd"] == ROOT


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٨"])
def test_a_port_is_a_number_of_a_port(port: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        cli.main(["serve", f"--port={port}"])
    assert stop.value.code == 2
    assert f"'{port}' is not a port between 1 and 65535" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(gpkg: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.store.gpkg.read", interrupted)
    assert cli.main(["validate", str(gpkg)]) == 130


def test_the_command_runs_by_itself_without_a_warning(gpkg: Path):
    start = "import sys; from geo.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", start, "validate", str(gpkg)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no problem found" in done.stdout
