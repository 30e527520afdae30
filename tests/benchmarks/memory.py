"""What the server keeps in memory for its readers."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import Final

import psutil
from playwright.sync_api import Browser

from tests.benchmarks.visitor import visiting
from tests.browser.server import Server

FURTHER_SESSIONS: Final = 5
_SETTLED_S: Final = 2


def memory_mb(browser: Browser, server: Server) -> tuple[float, float]:
    """Open a page, then five more beside it, each with its map drawn.

    Returns
    -------
    Resident memory in MB of the server with one session, and the mean of what
    each further one adds.
    """
    with ExitStack() as sessions:
        sessions.enter_context(visiting(browser, server.url)).load()
        one = _resident_mb(server)
        for _ in range(FURTHER_SESSIONS):
            sessions.enter_context(visiting(browser, server.url)).load()
        return one, (_resident_mb(server) - one) / FURTHER_SESSIONS


def _resident_mb(server: Server) -> float:
    time.sleep(_SETTLED_S)
    process = psutil.Process(server.pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(member.memory_info().rss for member in family)) / 1e6
