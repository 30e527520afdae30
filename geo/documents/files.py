"""Find the files to read, and read the texts that they hold."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from geo.documents.document import Document, DocumentError, check_storable
from geo.documents.encoding import decode
from geo.documents.html import read_html
from geo.documents.lines import read_lines
from geo.documents.pdf import read_pdf
from geo.documents.word import read_docx

MAX_BYTES: Final = 200_000_000
"""Largest file that is read, and longest line of a .jsonl file, which may be any size."""

LINES: Final = ".jsonl"


def read_text(name: str, content: bytes) -> Document:
    """Read a plain text, unchanged but for its byte order mark."""
    text = decode(content, name)
    check_storable(text, name)
    return Document(name, text)


def read_markdown(name: str, content: bytes) -> Document:
    """Read a Markdown text as a plain one; a heading on its first line is its title."""
    document = read_text(name, content)
    first = document.text.lstrip().partition("\n")[0]
    title = first.removeprefix("# ").strip() if first.startswith("# ") else ""
    return replace(document, title=title)


_READERS: Final[Mapping[str, Callable[[str, bytes], Document]]] = {
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".txt": read_text,
}
FORMATS: Final = tuple(sorted([*_READERS, LINES]))
"""Endings of the files that can be read."""


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: those given, and those in the folders given.

    In a folder and its folders, files count whose ending is one of ``FORMATS``; hidden
    files and folders do not. A link is followed, but no folder is entered twice. A file
    that is given is listed whatever its ending, and a folder that cannot be listed
    stands for its files, so that reading it says what is wrong.

    Returns
    -------
    list of Path
        Each file once, those of a folder in order of their names, whatever the order
        in which the disk lists them.

    Raises
    ------
    DocumentError
        If a path does not exist.
    """
    found: dict[tuple[int, int], Path] = {}
    for path in paths:
        if not path.exists():
            raise DocumentError("there is no such file or folder", str(path), "Check the path")
        for file in _below(path, set()) if path.is_dir() else [path]:
            found.setdefault(_identity(file), file)
    return list(found.values())


def _below(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    entered.add(_identity(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if _identity(entry) not in entered:
                yield from _below(entry, entered)
        elif entry.is_file() and entry.suffix.lower() in FORMATS:
            yield entry


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def identifier(path: Path, given: Sequence[Path]) -> str:
    """Return what a found file is called: the same wherever the folder lies.

    A file given alone goes by its name, a file of the one folder given by its path
    below that folder; where several paths were given, by its path as found.
    """
    name = path
    if len(given) == 1:
        name = Path(path.name) if path == given[0] else path.relative_to(given[0])
    return os.fsencode(name.as_posix()).decode("utf-8", "replace")


def read(path: Path, document: str = "") -> Iterator[Document | DocumentError]:
    """Read the texts of one file: one, or one for each line of a ``.jsonl`` file.

    Parameters
    ----------
    path
        The file.
    document
        What it is called; its name unless given.

    Yields
    ------
    Document or DocumentError
        Each text, or why it cannot be read. Nothing is raised for what a file holds, so
        that one bad file or line never stops the others.
    """
    name = document or path.name
    try:
        if path.suffix.lower() == LINES:
            with path.open("rb") as file:
                yield from read_lines(name, file, MAX_BYTES)
        else:
            with path.open("rb") as file:
                # Without a name of its own the content is gone once it is text.
                yield read_bytes(name, file.read(MAX_BYTES + 1))
    except DocumentError as error:
        yield error
    except OSError as error:
        yield DocumentError(
            f"the file cannot be read ({error.strerror})", name, "Check the path and its rights"
        )


def read_bytes(name: str, content: bytes) -> Document:
    """Read one text that was handed over with the name of its file.

    Raises
    ------
    DocumentError
        If its ending is none of ``FORMATS``, it is too large, or holds no readable text;
        a ``.jsonl`` file if it does not hold exactly one.
    """
    ending = Path(name).suffix.lower()
    if ending not in FORMATS:
        raise DocumentError(
            f"files ending in {ending!r} are not read" if ending else "the file has no ending",
            name,
            f"Save it as one of {', '.join(FORMATS)}",
        )
    if len(content) > MAX_BYTES:
        raise DocumentError(
            f"the file is larger than {MAX_BYTES // 10**6} MB", name, "Split it into parts"
        )
    if ending != LINES:
        return _READERS[ending](name, content)
    documents = list(read_lines(name, io.BytesIO(content), MAX_BYTES))
    if len(documents) != 1:
        raise DocumentError(
            f"the file holds {len(documents):,} texts, where one is read at a time",
            name,
            "Add one text, or read the file with orebrief link",
        )
    only = documents[0]
    if isinstance(only, DocumentError):
        raise only
    return only
