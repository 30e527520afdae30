"""The browser that the tests and benchmarks drive: the machine's own Chromium."""

from __future__ import annotations

import shutil
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")

ARGUMENTS: Final = (
    "--no-sandbox",  # Chromium refuses to run as root with it, as it must in most containers.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What no test can intercept, such as a prefetched name, finds no other host either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def find_chromium() -> str:
    """Path of the first browser of `NAMES` on the PATH.

    Raises
    ------
    FileNotFoundError
        If there is none: a machine without a browser has tested nothing.
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    message = f"No browser: none of {', '.join(NAMES)} is on the PATH. `make test` installs one."
    raise FileNotFoundError(message)
