"""The page, served as a user serves it, for as long as a test or benchmark needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
READY_WITHIN_S: Final = 60
STOPPED_WITHIN_S: Final = 10


@dataclass(frozen=True)
class Server:
    """A running page: its address without a final slash, and its process."""

    url: str
    pid: int


@contextmanager
def running_server(data: Path | None = None, script: Path = ROOT / "app.py") -> Iterator[Server]:
    """Serve ``script`` on a free port until the block ends.

    Parameters
    ----------
    data
        GeoPackage to show in place of the built one.
    script
        What ``streamlit run`` starts; benchmarks compare with others.

    Raises
    ------
    RuntimeError
        If the server ends or is not ready in time; the message holds what it printed.
    """
    port = _free_port()
    url = f"http://localhost:{port}"
    environment = {name: value for name, value in os.environ.items() if name != "OREBRIEF_DATA"}
    if data is not None:
        environment["OREBRIEF_DATA"] = str(data)
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            if problem := _wait_until_ready(process, url):
                output.seek(0)
                message = f"{problem}. It printed:\n{output.read()}"
                raise RuntimeError(message)
            yield Server(url, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(STOPPED_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> str | None:
    """What went wrong, or None once both the health route and the page answer."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return f"The server ended with code {process.returncode}"
        if _answers(f"{url}/_stcore/health") and _answers(url):
            return None
        time.sleep(0.1)
    return f"The server was not ready after {READY_WITHIN_S} s"


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own server's
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
