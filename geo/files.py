"""Write a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import StoreError


def write(path: Path, content: bytes, *, replace: bool) -> None:
    """Write bytes to a path in one step; on any failure what was there stays as it was.

    Parameters
    ----------
    path
        Where to write.
    content
        What to write.
    replace
        Whether a file that is there already may be replaced.

    Raises
    ------
    StoreError
        If there is a file and it must stay, or if the folder is missing, cannot be
        written to or is full.
    """
    check(path, replace=replace)
    draft = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    with _named(path):
        try:
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            check(path, replace=replace)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def check(path: Path, *, replace: bool) -> None:
    """Refuse, before any work is done, a path that nothing could be written to.

    Raises
    ------
    StoreError
        As ``write`` does, but for a full disk.
    """
    with _named(path):
        if path.is_dir():
            raise StoreError("it is a folder", str(path), "Give the name of a file in it")
        if not path.parent.is_dir():
            raise StoreError(
                "there is no such folder", str(path.parent), "Make the folder, or give another path"
            )
        if not os.access(path.parent, os.W_OK):
            raise StoreError(
                "the folder cannot be written to", str(path.parent), "Give a folder of your own"
            )
        if path.exists() and not replace:
            raise StoreError(
                "the file is there already", str(path), "Give another path, or --force"
            )


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Tell what the system refuses as an error of the file."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the file cannot be written ({error.strerror})",
            str(path),
            "Give a path in a folder that exists, that you may write to and that has room",
        ) from error
