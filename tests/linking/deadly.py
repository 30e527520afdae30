"""Searches that end or hold up the process they run in; workers import them."""

from __future__ import annotations

import os
import signal
import time
from typing import Final

from geo.linking.shards import FOLDER, Shard, search

DEADLY: Final = b"This text ends whoever reads it."


def dies(shard: Shard) -> None:
    """Search a shard, unless a text in it is deadly."""
    for piece in shard.pieces:
        if piece not in shard.fatal:
            content = piece.path.read_bytes()[piece.start : piece.start + piece.size]
            if DEADLY in content:
                os.kill(os.getpid(), signal.SIGKILL)
    search(shard)


def stalls(shard: Shard) -> None:
    """Search a shard, and once three are done, no more."""
    while len(list((shard.folder / FOLDER).glob("*.json"))) >= 3:
        time.sleep(0.01)
    search(shard)
