"""Where a command writes to: a file that is there whole or not at all, or the screen."""

from __future__ import annotations

import io
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from geo import files
from geo.errors import OrebriefError, StoreError
from geo.report import printable


def tell(error: OrebriefError) -> None:
    """Name on standard error what a command goes on without, on one line."""
    print(printable(str(error)), file=sys.stderr)


@contextmanager
def opened(path: Path | None, *, for_excel: bool = False) -> Iterator[TextIO]:
    """Open a file to be written, or standard output if there is no path.

    Text is UTF-8 with newlines of one character. The file replaces an older one when
    all is written. A reader of standard output who has seen enough ends the writing,
    which is no error.

    Parameters
    ----------
    path
        The file.
    for_excel
        Whether a file begins with a byte order mark, without which Excel misreads
        Cyrillic.

    Raises
    ------
    StoreError
        If the file cannot be written.
    """
    if path is None:
        with _standard_output() as file:
            yield file
        return
    files.check(path, replace=True)
    draft = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with draft.open("x", encoding="utf-8-sig" if for_excel else "utf-8", newline="\n") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise StoreError(
            f"the file cannot be written ({error.strerror})",
            str(path),
            "Give a path in a folder that exists, that you may write to and that has room",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would still complain when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
