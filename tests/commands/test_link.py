from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo import cli
from geo.linking.listing import COLUMNS
from geo.locations import ROOT
from geo.store.gpkg import write
from tests.conftest import MakeDataset

TEXT = "\ufeffThe presidents met.\r\nThey named the “Куйректыколь” deposit 😀. Others followed.\n"


@pytest.fixture(scope="module")
def dataset(make_dataset: MakeDataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "orebrief.gpkg"
    write(make_dataset(), path)
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "Куйректыколь ✓.txt"
    path.write_bytes(TEXT.encode())
    return path


def link(*arguments: object) -> int:
    return cli.main(["link", *map(str, arguments)])


def test_a_mention_is_a_json_object_with_offsets_of_the_text(
    text: Path, dataset: Path, capsys: pytest.CaptureFixture[str]
):
    assert link(text, "--gpkg", dataset) == 0
    out, err = capsys.readouterr()
    (found,) = map(json.loads, out.splitlines())
    assert err == ""
    assert found["document"] == "Куйректыколь ✓.txt"
    assert (found["site_id"], found["name"]) == ("kz-kuyrektykol", "Kuyrektykol")
    assert TEXT[1:][found["start"] : found["end"]] == found["surface"] == "Куйректыколь"
    assert found["sentence"] == "They named the “Куйректыколь” deposit 😀."
    assert found["relation"] == "site"
    assert found["confidence"] >= 0.9
    assert all(isinstance(reason, str) for reason in found["reasons"])


@pytest.mark.parametrize("form", ["jsonl", "csv", "text"])
def test_an_output_file_holds_what_would_be_printed(
    text: Path,
    dataset: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
):
    assert link(text, "--gpkg", dataset, "--format", form) == 0
    printed = capsys.readouterr().out
    assert "Куйректыколь" in printed
    output = tmp_path / f"out.{form.replace('text', 'txt')}"
    output.write_text("of before", encoding="utf-8")
    assert link(text, "--gpkg", dataset, "--output", output) == 0
    assert capsys.readouterr() == ("", "")
    written = output.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") == (form == "csv")
    assert written.decode("utf-8-sig") == printed
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_what_is_not_a_sure_site_is_shown_on_demand(
    tmp_path: Path, dataset: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "a.txt"
    path.write_text("The village of Kuyrektykol. Kuyrektykol deposit.", encoding="utf-8")

    def found(*arguments: object) -> list[tuple[str, float]]:
        assert link(path, "--gpkg", dataset, *arguments) == 0
        rows = map(json.loads, capsys.readouterr().out.splitlines())
        return [(row["relation"], row["confidence"]) for row in rows]

    (sure,) = found()
    assert sure[0] == "site"
    every = found("--all")
    assert {relation for relation, _ in every} == {"site", "settlement"}
    assert every[1] == sure
    least = max(confidence for _, confidence in every)
    assert all(confidence >= least for _, confidence in found("--all", "--min-confidence", least))
    assert found("--min-confidence", 0) == [row for row in every if row[0] == "site"]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    text: Path, dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "a.txt").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "b.jsonl").write_text('no JSON\n{"text": "Kuyrektykol deposit"}', encoding="utf-8")
    assert link(tmp_path, "--gpkg", dataset) == 1
    out, err = capsys.readouterr()
    documents = [json.loads(line)["document"] for line in out.splitlines()]
    assert documents == ["b.jsonl#2", text.name]
    assert [line.partition(":")[0] for line in err.splitlines()] == ["a.txt", "b.jsonl#1"]


@pytest.mark.parametrize("option", [(), ("--workers", 2)])
def test_a_missing_path_or_dataset_is_a_message(
    text: Path,
    dataset: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    option: tuple[object],
):
    none = tmp_path / "none"
    assert link(none, "--gpkg", dataset, *option) == 1
    assert capsys.readouterr() == (
        "",
        f"{none}: there is no such file or folder. Check the path.\n",
    )
    assert link(text, "--gpkg", none, *option) == 1
    assert capsys.readouterr() == ("", f"{none}: there is no such file. Check the path.\n")


def test_an_output_that_cannot_be_written_is_a_message(
    text: Path, dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert link(text, "--gpkg", dataset, "--output", tmp_path / "none" / "a.csv") == 1
    assert capsys.readouterr() == (
        "",
        f"{tmp_path / 'none'}: there is no such folder. Make the folder, or give another path.\n",
    )


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--min-confidence", "1.5", "'1.5' is not a confidence from 0 to 1"),
        ("--min-confidence", "nan", "'nan' is not a confidence from 0 to 1"),
        ("--min-confidence", "high", "'high' is not a confidence from 0 to 1"),
        ("--workers", "0", "'0' is not a number of processes"),
        ("--workers", "two", "'two' is not a number of processes"),
        ("--format", "xlsx", "invalid choice: 'xlsx'"),
    ],
)
def test_a_wrong_value_is_a_message(
    text: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, told: str
):
    with pytest.raises(SystemExit) as raised:
        link(text, option, value)
    assert raised.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("form", [None, "csv"])
def test_a_folder_keeps_every_candidate_and_prints_on_demand(
    tmp_path: Path, dataset: Path, capsys: pytest.CaptureFixture[str], form: str | None
):
    (texts := tmp_path / "texts").mkdir()
    for number in range(3):
        (texts / f"{number}.txt").write_text(
            f"Text {number}: the Kuyrektykol deposit.\nThe village of Kuyrektykol.",
            encoding="utf-8",
        )
    assert link(texts, "--gpkg", dataset, "--format", "csv") == 0
    printed = capsys.readouterr().out
    assert len(list(csv.reader(io.StringIO(printed)))) == 4
    folder = tmp_path / "run"
    arguments = ["--gpkg", dataset, "--output", folder, *(["--format", form] if form else [])]
    for _ in range(2):
        assert link(texts, *arguments) == 0
        out, err = capsys.readouterr()
        assert out == (printed if form else "")
        assert err.startswith(f"{folder}: 6 candidates in 3 files; ")
    assert err.endswith("; 0 shards searched, 1 unchanged; 0 errors.\n")


def test_an_empty_folder_prints_nothing(
    tmp_path: Path, dataset: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "notes.xyz").touch()
    told = (
        f"{tmp_path}: no text to read is in it. "
        "Texts are files of .docx, .htm, .html, .jsonl, .md, .pdf, .txt.\n"
    )
    assert link(tmp_path, "--gpkg", dataset) == 0
    assert capsys.readouterr() == ("", told)
    assert link(tmp_path, "--gpkg", dataset, "--workers", 2, "--format", "csv") == 0
    assert capsys.readouterr() == (",".join(COLUMNS) + "\r\n", told)


def orebrief(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = "import sys; from geo.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, "link", *map(str, arguments)],
        input=given,
        capture_output=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )


def test_standard_input_is_one_text(dataset: Path):
    done = orebrief("-", "--gpkg", dataset, given=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert (found["document"], found["surface"]) == ("-", "Куйректыколь")


@pytest.mark.parametrize("arguments", [("--workers", 2), ("--output", "run")])
def test_standard_input_is_not_shared_out(
    dataset: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[object, ...]
):
    assert link("-", "--gpkg", dataset, *arguments) == 1
    assert capsys.readouterr().err == (
        "-: standard input is one text, which needs no folder and no workers. Leave them out, or "
        "name a file.\n"
    )


def test_standard_input_that_is_no_text_is_a_message(dataset: Path):
    done = orebrief("-", "--gpkg", dataset, given=b"\0\1\2" * 100)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"-: the file is binary")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_who_has_seen_enough_is_no_error(dataset: Path, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("The Kuyrektykol deposit.\n" * 3000, encoding="utf-8")
    program = "import sys; from geo.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "link", str(path), "--gpkg", str(dataset)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["surface"] == "Kuyrektykol"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
