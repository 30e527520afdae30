from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import psutil
import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster

from geo.errors import OrebriefError, StoreError
from geo.linking import batch, pieces, shards
from geo.linking.batch import ERRORS, MANIFEST, rows, run
from geo.linking.shards import FOLDER
from geo.locations import ROOT
from geo.store.gpkg import write
from tests.conftest import MakeDataset
from tests.linking import deadly

forks = pytest.mark.enable_socket
"""Workers are forked at the word of a socket that is a file, which has no host to allow."""

SENTENCE = "They named the Kuyrektykol deposit, text {number}. "


@pytest.fixture(scope="module")
def dataset(make_dataset: MakeDataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "orebrief.gpkg"
    write(make_dataset(), path)
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Twelve texts in shards of about two, one of them damaged, and a file of lines."""
    folder = tmp_path / "texts"
    (folder / "Құжаттар ✓").mkdir(parents=True)
    for number in range(12):
        part = folder / "Құжаттар ✓" if number % 3 == 0 else folder
        text = SENTENCE.format(number=number) * (number + 1)
        (part / f"Куйректыколь {number}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 100)
    lines = [json.dumps({"text": SENTENCE.format(number=number)}) for number in range(20)]
    lines[7] = "no JSON"
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pieces, shards):
        monkeypatch.setattr(module, "PIECE_BYTES", 600)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Address of a cluster of four processes whose sets have another order than ours."""
    environment = {"distributed.nanny.pre-spawn-environ": {"PYTHONHASHSEED": "7"}}
    with (
        dask.config.set(environment),
        LocalCluster(
            n_workers=4,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
        ) as cluster,
    ):
        yield cluster.scheduler_address


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def told(folder: Path) -> list[tuple[str, str]]:
    table = pq.read_table(folder / ERRORS)
    assert table.column_names == ["document", "problem", "remedy"]
    return [(row["document"], row["problem"]) for row in table.to_pylist()]


@forks
def test_any_number_of_workers_writes_the_same_bytes(
    texts: Path, dataset: Path, tmp_path: Path, scheduler: str
):
    one = run([texts], dataset, tmp_path / "one")
    two = run([texts], dataset, tmp_path / "two", workers=2)
    four = run([texts], dataset, tmp_path / "four", scheduler=scheduler)
    assert one.searched > 4
    assert (one.files, one.mentions) == (14, sum(range(1, 13)) + 19)
    assert [(error.where, error.problem) for error in one.errors] == told(tmp_path / "one")
    assert [error.where for error in one.errors] == ["bad.txt", "lines.jsonl#8"]
    assert [str(error) for error in two.errors] == [str(error) for error in one.errors]
    assert four.mentions == one.mentions
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "four")


def test_rows_come_in_the_order_of_the_texts(texts: Path, dataset: Path, tmp_path: Path):
    run([texts], dataset, tmp_path / "run")
    found = list(rows(tmp_path / "run"))
    documents = list(dict.fromkeys(row["document"] for row in found))
    numbers = sorted(range(12), key=str)
    assert documents == [
        *(f"lines.jsonl#{line}" for line in range(1, 21) if line != 8),
        *(f"Куйректыколь {number}.txt" for number in numbers if number % 3),
        *(f"Құжаттар ✓/Куйректыколь {number}.txt" for number in numbers if number % 3 == 0),
    ]
    for document in documents:
        starts = [row["start"] for row in found if row["document"] == document]
        assert starts == sorted(starts)
    for row in found:
        at = row["start"] - row["sentence_start"]
        assert row["sentence"][at : at + len(row["surface"])] == "Kuyrektykol"


def test_only_what_changed_is_searched_again(texts: Path, dataset: Path, tmp_path: Path):
    folder = tmp_path / "run"
    first = run([texts], dataset, folder)
    written = {path: path.stat().st_mtime_ns for path in (folder / FOLDER).iterdir()}
    again = run([texts], dataset, folder)
    assert (again.searched, again.unchanged) == (0, first.searched)
    assert (again.mentions, again.files) == (first.mentions, first.files)
    assert {path: path.stat().st_mtime_ns for path in (folder / FOLDER).iterdir()} == written

    changed = texts / "Куйректыколь 5.txt"
    changed.write_text(SENTENCE, encoding="utf-8")
    third = run([texts], dataset, folder)
    assert third.searched == 1
    assert third.mentions == first.mentions - 5
    (fresh := tmp_path / "fresh").mkdir()
    run([texts], dataset, fresh)
    assert contents(fresh) == contents(folder)


def test_another_gazetteer_or_engine_makes_all_anew(
    texts: Path,
    dataset: Path,
    tmp_path: Path,
    make_dataset: MakeDataset,
    monkeypatch: pytest.MonkeyPatch,
):
    first = run([texts], dataset, tmp_path / "run")
    other = tmp_path / "other.gpkg"
    write(make_dataset(deposits=[{"name": "Kuirektykol"}]), other)
    second = run([texts], other, tmp_path / "run")
    assert (second.searched, second.unchanged) == (first.searched, 0)
    monkeypatch.setattr(shards, "engine_hash", lambda: "of another version")
    third = run([texts], other, tmp_path / "run")
    assert (third.searched, third.unchanged) == (first.searched, 0)


@pytest.mark.parametrize("ending", ["parquet", "json"])
def test_a_damaged_outcome_is_made_anew(texts: Path, dataset: Path, tmp_path: Path, ending: str):
    folder = tmp_path / "run"
    run([texts], dataset, folder)
    whole = contents(folder)
    damaged = min((folder / FOLDER).glob(f"*.{ending}"))
    damaged.write_bytes(damaged.read_bytes()[:50])
    assert run([texts], dataset, folder).searched == 1
    assert contents(folder) == whole


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_goes_on_where_it_was(
    texts: Path, dataset: Path, tmp_path: Path, ending: signal.Signals
):
    folder = tmp_path / "run"
    program = (
        "import sys\n"
        "from geo import cli\n"
        "from geo.linking import batch, pieces, shards\n"
        "from tests.linking import deadly\n"
        "if __name__ == '__main__':\n"
        "    pieces.PIECE_BYTES = shards.PIECE_BYTES = 600\n"
        "    batch.search = deadly.stalls\n"
        "    sys.exit(cli.main(['link', *sys.argv[1:]]))\n"
    )
    script = tmp_path / "program.py"
    script.write_text(program, encoding="utf-8")
    arguments = [texts, "--gpkg", dataset, "--output", folder, "--workers", 2]
    with subprocess.Popen(
        [sys.executable, str(script), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        until = time.monotonic() + 60
        while len(list((folder / FOLDER).glob("*.json"))) < 3:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        family = psutil.Process(process.pid).children(recursive=True)
        if ending == signal.SIGKILL:
            process.kill()
        else:  # As a terminal does it: all processes hear of it.
            os.killpg(process.pid, ending)
        _, told = process.communicate(timeout=60)
    assert b"Traceback" not in told
    if ending == signal.SIGINT:
        assert (process.returncode, told) == (130, b"")
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []
    with pytest.raises(StoreError, match="Run the search again"):
        list(rows(folder))

    summary = run([texts], dataset, folder)
    assert summary.unchanged >= 3
    assert summary.searched > 0
    run([texts], dataset, tmp_path / "at once")
    assert contents(folder) == contents(tmp_path / "at once")


@forks
def test_a_text_that_ends_its_worker_is_told_and_costs_no_other(
    texts: Path, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    lines = (texts / "lines.jsonl").read_text(encoding="utf-8").splitlines()
    lines[2] = json.dumps({"text": deadly.DEADLY.decode()})
    (texts / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(batch, "search", deadly.dies)
    folder = tmp_path / "run"
    summary = run([texts], dataset, folder, workers=2)
    died = "the process that searched it died, and so did the next"
    assert told(folder)[1] == ("lines.jsonl#3", died)
    assert len(summary.errors) == 3
    assert summary.mentions == sum(range(1, 13)) + 18
    # It may have been the machine: the next run tries again.
    monkeypatch.undo()
    for module in (pieces, shards):
        monkeypatch.setattr(module, "PIECE_BYTES", 600)
    again = run([texts], dataset, folder)
    assert again.searched == 1
    assert [error.where for error in again.errors] == ["bad.txt", "lines.jsonl#8"]


def test_a_text_that_the_engine_fails_on_is_an_error_row(
    texts: Path, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = run([texts], dataset, tmp_path / "whole")
    find = shards.Linker.find

    def fails(self: shards.Linker, text: str) -> object:
        if "text 5." in text:
            raise RecursionError("too deep")
        return find(self, text)

    monkeypatch.setattr(shards.Linker, "find", fails)
    summary = run([texts], dataset, tmp_path / "run")
    failed = [str(error) for error in summary.errors if "too deep" in str(error)]
    assert failed == [
        f"{name}: it cannot be searched (RecursionError: too deep). Leave it out, and report it."
        for name in ("lines.jsonl#6", "Куйректыколь 5.txt")
    ]
    assert summary.mentions == whole.mentions - 7


def test_files_that_are_not_of_a_run_are_left_alone(texts: Path, dataset: Path, tmp_path: Path):
    folder = tmp_path / "run"
    run([texts], dataset, folder)
    mine = [folder / "notes.txt", folder / FOLDER / "mine.parquet"]
    draft = folder / FOLDER / f".{'0' * 32}.parquet.{'1' * 8}.part"
    for path in (*mine, draft):
        path.write_text("mine", encoding="utf-8")
    (texts / "lines.jsonl").unlink()
    summary = run([texts], dataset, folder)
    assert all(path.read_text(encoding="utf-8") == "mine" for path in mine)
    assert not draft.exists()
    keys = json.loads((folder / MANIFEST).read_bytes())["shards"]
    assert summary.mentions == sum(range(1, 13))
    assert {path.stem for path in (folder / FOLDER).iterdir()} == {*keys, "mine"}


def test_a_folder_without_texts_is_a_run_without_rows(dataset: Path, tmp_path: Path):
    (empty := tmp_path / "empty").mkdir()
    summary = run([empty], dataset, tmp_path / "run", workers=2)
    assert (summary.files, summary.mentions, summary.errors) == (0, 0, ())
    assert list(rows(tmp_path / "run")) == []
    assert told(tmp_path / "run") == []


def test_one_text_with_many_mentions(dataset: Path, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE * 10_000, encoding="utf-8")
    assert run([path], dataset, tmp_path / "run").mentions == 10_000
    starts = [row["start"] for row in rows(tmp_path / "run")]
    assert starts == [len(SENTENCE) * number + 15 for number in range(10_000)]


def test_a_folder_that_cannot_be_written_is_a_message(texts: Path, dataset: Path, tmp_path: Path):
    (taken := tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as raised:
        run([texts], dataset, taken)
    assert str(raised.value) == (
        f"{taken}: the folder cannot be written (Not a directory). Give one that you may write "
        "to, on a disk that has room."
    )


def test_a_scheduler_that_does_not_answer_is_a_message(
    texts: Path, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from geo.linking import cluster  # noqa: PLC0415 - imported by a batch only

    monkeypatch.setattr(cluster, "_CONNECTED_WITHIN_S", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense://"):
        with pytest.raises(OrebriefError) as raised:
            run([texts], dataset, tmp_path / "run", scheduler=address)
        assert str(raised.value) == (
            f"{address}: no scheduler answers. Check the address, or start the scheduler and its "
            "workers."
        )


def test_a_worker_with_another_gazetteer_is_a_message(
    texts: Path, tmp_path: Path, make_dataset: MakeDataset
):
    path = tmp_path / "orebrief.gpkg"
    write(make_dataset(), path)
    bad = list(pieces.pieces(texts / "bad.txt", "bad.txt"))
    shard = shards.Shard.of(bad, path, "of before", texts)
    with pytest.raises(OrebriefError, match="it is not the file that the run began with"):
        shards.search(shard)


def test_a_search_does_without_the_memory_that_pandas_takes(
    dataset: Path, texts: Path, tmp_path: Path
):
    program = (
        "import sys; from pathlib import Path; from geo.linking.batch import run\n"
        "summary = run([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3]))\n"
        "assert summary.mentions and 'pandas' not in sys.modules"
    )
    where = [str(texts), str(dataset), str(tmp_path / "out")]
    subprocess.run([sys.executable, "-c", program, *where], check=True, cwd=ROOT)
