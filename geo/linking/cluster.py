"""Run a function over many items in worker processes, with Dask."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_all_start_methods
from types import ModuleType
from typing import Final, TypeVar

import dask
from distributed import Client, Future, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from geo.errors import OrebriefError

Item = TypeVar("Item")

_CONNECTED_WITHIN_S: Final = 20

_FORKED: Final = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_SETTINGS: Final = {
    # Forked from a process that has all imported: quick to start, and the memory is shared.
    "distributed.worker.multiprocessing-method": _FORKED,
    # A worker that dies twice over an item dies of it.
    "distributed.scheduler.allowed-failures": 1,
    # Results are counts: nothing to spill, and a worker that pauses would never go on.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.profile.enabled": False,
}


class Cluster:
    """Worker processes of one thread each.

    Parameters
    ----------
    client, address
        Connected to a scheduler that has workers, and its address.
    """

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address

    def each(
        self, function: Callable[[Item], object], items: Sequence[Item], *, alone: bool = False
    ) -> Iterator[tuple[Item, bool]]:
        """Call a function with each item, and yield the items as they are done.

        Parameters
        ----------
        function
            Of an importable module: workers import it.
        alone
            Whether nothing else is in hand meanwhile. What waits at a worker that
            dies twice counts as lost too, though it may be no cause of it.

        Yields
        ------
        tuple
            The item, and whether it was done; it was not if its worker ended, and
            another one when it was tried again.

        Raises
        ------
        OrebriefError
            That the function raised, or if workers cannot run it.
        """
        for part in ([item] for item in items) if alone else [items]:
            futures = {self._client.submit(function, item, pure=False): item for item in part}
            for future in as_completed(list(futures)):
                yield futures.pop(future), self._is_done(future)
                future.release()

    def _is_done(self, future: Future[object]) -> bool:
        error = future.exception()
        if isinstance(error, OrebriefError):
            raise error
        if error is not None and not isinstance(error, KilledWorker):
            raise OrebriefError(
                f"a worker failed ({type(error).__name__}: {error})",
                self._address,
                "See that the workers have this version of orebrief and see the same files",
            ) from error
        return error is None


@contextmanager
def cluster(workers: int, scheduler: str | None) -> Iterator[Cluster]:
    """Start worker processes on this machine, or connect to those of a scheduler.

    Parameters
    ----------
    workers
        How many to start; without meaning for a scheduler, which has its own.
    scheduler
        Address such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    OrebriefError
        If nothing answers at the address, or no worker is there.
    """
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
        stack.enter_context(_without_main())
        if scheduler is None:
            started = stack.enter_context(
                LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    memory_limit=0,
                    dashboard_address="127.0.0.1:0",
                    scheduler_kwargs={"dashboard": False},
                    silence_logs=logging.CRITICAL,
                )
            )
            yield Cluster(stack.enter_context(Client(started)), started.scheduler_address)
            return
        remedy = "Check the address, or start the scheduler and its workers"
        try:
            client = stack.enter_context(Client(scheduler, timeout=_CONNECTED_WITHIN_S))
        except (OSError, ValueError) as error:
            raise OrebriefError("no scheduler answers", scheduler, remedy) from error
        try:
            client.wait_for_workers(1, timeout=_CONNECTED_WITHIN_S)
        except TimeoutError as error:
            raise OrebriefError("the scheduler has no worker", scheduler, remedy) from error
        yield Cluster(client, scheduler)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep new processes from importing the program that starts them, page and maps and all."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
