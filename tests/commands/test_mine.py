from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo import cli
from geo.store.gpkg import write
from tests.conftest import MakeDataset


@pytest.fixture
def dataset(make_dataset: MakeDataset, tmp_path: Path) -> Path:
    path = tmp_path / "orebrief.gpkg"
    write(make_dataset(), path)
    return path


def mine(*arguments: object) -> int:
    return cli.main(["mine-aliases", *map(str, arguments)])


def test_a_proposal_becomes_an_alias_only_through_a_person(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text, listed = tmp_path / "a.txt", tmp_path / "proposals.csv"
    text.write_text("The Kuirtyktol deposit is large.", encoding="utf-8")
    assert mine(text, "--gpkg", dataset) == 0
    printed = capsys.readouterr().out
    assert mine(text, "--gpkg", dataset, "--output", listed) == 0
    assert listed.read_bytes().startswith(b"\xef\xbb\xbf")
    assert listed.read_bytes().decode("utf-8-sig") == printed
    aliases = tmp_path / "aliases.csv"
    for accept, count in (("", 0), ("yes", 1)):
        with listed.open(encoding="utf-8-sig", newline="") as file:
            header, row = csv.reader(file)
        row[:4] = [accept, row[1], "en", "qazinform-1a2b3c"]
        with listed.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([header, row])
        assert mine("--accept", listed, "--gpkg", dataset) == 0
        printed = capsys.readouterr().out
        assert mine("--accept", listed, "--gpkg", dataset, "--output", aliases) == 0
        assert aliases.read_text(encoding="utf-8") == printed
        assert printed.count("\n") == count + 1
    assert "kz-kuyrektykol,Kuirtyktol,en,Latn,transliteration,seen,with-context,,," in printed


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (texts := tmp_path / "texts").mkdir()
    (texts / "a.txt").write_bytes(b"\0\1\2" * 100)
    (texts / "b.txt").write_text("The Kuirtyktol deposit is large.", encoding="utf-8")
    assert mine(texts, "--gpkg", dataset) == 1
    out, err = capsys.readouterr()
    assert "Kuirtyktol" in out
    assert err.startswith("a.txt: the file is binary")
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), ("a.txt", "--accept", "b.csv")])
def test_it_does_one_thing_at_a_time(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
):
    assert mine(*arguments) == 1
    assert capsys.readouterr().err == (
        "orebrief mine-aliases: it searches texts or takes a judged list, one at a time. "
        "Give texts, or --accept with a list.\n"
    )
