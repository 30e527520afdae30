"""Search many texts, by several processes, into a folder from which a killed run goes on."""

from __future__ import annotations

import multiprocessing
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import forkserver
from pathlib import Path
from threading import current_thread, main_thread
from typing import Final

import pyarrow as pa

from geo import documents
from geo.errors import OrebriefError, StoreError
from geo.linking.listing import Row
from geo.linking.pieces import pieces
from geo.linking.shards import (
    FOLDER,
    Shard,
    digest,
    engine_hash,
    groups,
    read_json,
    read_rows,
    search,
    write_json,
    write_parquet,
)
from geo.linking.sites import LINKED
from geo.store.attributes import attributes

MANIFEST: Final = "manifest.json"
ERRORS: Final = "errors.parquet"

_ERRORS_SCHEMA: Final = pa.schema(dict.fromkeys(("document", "problem", "remedy"), pa.string()))
_OURS: Final = re.compile(r"\.?([0-9a-f]{32})\.(?:parquet|json)(?:\.[0-9a-f]{8}\.part)?")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and what its folder holds.

    Attributes
    ----------
    searched, unchanged
        Shards that were searched now, and those left as they were.
    files
        Files that were asked for.
    mentions, errors
        Of all shards.
    """

    searched: int
    unchanged: int
    files: int
    mentions: int
    errors: tuple[OrebriefError, ...]


def run(
    paths: Sequence[Path],
    dataset: Path,
    folder: Path,
    workers: int = 1,
    scheduler: str | None = None,
) -> Summary:
    """Search texts, and keep what is found in a folder.

    The folder then holds the outcome of these texts and no others: a shard of an
    earlier run that still holds is kept, one that is not asked for is removed.

    Parameters
    ----------
    paths
        Files and folders; the outcome has their order.
    dataset
        GeoPackage with the sites.
    workers
        Processes; with one, all is done in this one.
    scheduler
        Address of a Dask scheduler, whose workers are used; they must see the
        same files under the same paths.

    Raises
    ------
    DocumentError
        If a path does not exist.
    StoreError
        If the GeoPackage cannot be read or the folder not be written.
    OrebriefError
        If the scheduler does not answer, or its workers fail.
    """
    if workers > 1 and scheduler is None:
        _import_ahead()
    files = documents.find(paths)
    attributes(dataset, LINKED)  # What cannot be read is said before any worker starts.
    content_hash = digest(dataset)
    found = (
        piece
        for file in files
        for piece in pieces(file.absolute(), documents.identifier(file, paths))
    )
    with _writing(folder):
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        places = (dataset.absolute(), content_hash, folder.absolute())
        shards = [Shard.of(group, *places) for group in groups(found)]
        todo = [shard for shard in shards if not shard.is_done()]
        if scheduler is None and (workers == 1 or not todo):
            for shard in todo:
                search(shard)
        else:
            _search_all(todo, workers, scheduler)
        entries = [read_json(shard.entry) for shard in shards]
        errors = [error for entry in entries for error in entry["errors"]]
        _finish(folder, [shard.key for shard in shards], errors)
    return Summary(
        searched=len(todo),
        unchanged=len(shards) - len(todo),
        files=len(files),
        mentions=sum(entry["mentions"] for entry in entries),
        errors=tuple(
            OrebriefError(error["problem"], error["document"], error["remedy"]) for error in errors
        ),
    )


def rows(folder: Path) -> Iterator[Row]:
    """Yield all that a run found, in the order of its texts.

    Raises
    ------
    StoreError
        If the folder holds no finished run.
    """
    for key in read_json(folder / MANIFEST)["shards"]:
        yield from read_rows(folder / FOLDER / f"{key}.parquet")


def _import_ahead() -> None:
    """Let the process that workers are forked from import what they need, meanwhile.

    It and they leave it to this one to hear Ctrl+C, or each would tell of it.
    """
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload([search.__module__, "distributed"])
        with _deaf_to_interrupts():
            forkserver.ensure_running()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl+C, as processes started meanwhile go on to do."""
    if current_thread() is not main_thread():  # Others may not say what a signal does.
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _search_all(shards: Sequence[Shard], workers: int, scheduler: str | None) -> None:
    """Search shards by workers; a text that ends its worker is told from those beside it."""
    from geo.linking.cluster import cluster  # noqa: PLC0415 - half a second, for a batch only

    with cluster(workers, scheduler) as processes:
        # The largest first, so that none of the workers ends long after the others.
        by_size = sorted(shards, key=lambda shard: shard.size, reverse=True)
        lost = [shard for shard, done in processes.each(search, by_size) if not done]
        for shard in (shard.parted() for shard in lost):
            alone = [shard.alone(piece) for piece in shard.pieces]
            fatal = {
                one.pieces[0] for one, done in processes.each(search, alone, alone=True) if not done
            }
            (rest,) = processes.each(search, [replace(shard, fatal=frozenset(fatal))])
            if not rest[1]:
                search(replace(shard, fatal=frozenset(shard.pieces)))


def _finish(folder: Path, keys: Sequence[str], errors: Sequence[dict[str, str]]) -> None:
    """Write manifest and errors, and remove what no longer belongs."""
    write_parquet(iter(errors), _ERRORS_SCHEMA, folder / ERRORS)
    write_json({"engine": engine_hash(), "shards": keys}, folder / MANIFEST)
    wanted = set(keys)
    for file in (folder / FOLDER).iterdir():
        ours = _OURS.fullmatch(file.name)
        if ours and (ours[1] not in wanted or file.suffix == ".part"):
            file.unlink(missing_ok=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the folder cannot be written ({error.strerror or error})",
            str(folder),
            "Give one that you may write to, on a disk that has room",
        ) from error
