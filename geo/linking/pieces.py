"""A piece of the texts to search: a file, or some lines of a long file of lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from geo import documents
from geo.documents import Document, DocumentError
from geo.documents.files import LINES
from geo.documents.lines import read_lines

PIECE_BYTES: Final = 1_000_000
"""Size from which a file of lines is parted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or whole lines of one.

    Attributes
    ----------
    path, name
        The file, and what it is called in the outcome.
    size
        In bytes.
    start
        Offset in the file, in bytes.
    line
        Lines of the file before it; -1 for a file that is not one of lines.
    digest
        Hash of its content.
    """

    path: Path
    name: str
    size: int
    start: int
    line: int
    digest: str

    @property
    def where(self) -> str:
        """What to call it in an error."""
        return self.name if self.line < 0 else f"{self.name}#{self.line + 1}"

    def read(self) -> Iterator[Document | DocumentError]:
        """Read its texts, one at a time; see ``geo.documents.read``."""
        if self.line < 0:
            yield from documents.read(self.path, self.name)
            return
        with self.path.open("rb") as file:
            file.seek(self.start)
            lines = _Lines(file, self.start + self.size)
            yield from read_lines(self.name, lines, documents.MAX_BYTES, self.line)

    def lines(self) -> list[Piece]:
        """Return a piece for each of its lines, or itself if it is not of lines."""
        return [self] if self.line < 0 else list(_parted(self, 1))


def pieces(path: Path, name: str) -> Iterator[Piece]:
    """Part a file of lines into pieces of about ``PIECE_BYTES``; any other file is one.

    The file is read for the hash of its content. One that cannot be read is a piece
    too, so that reading it says what is wrong.
    """
    try:
        size = path.stat().st_size
        if path.suffix.lower() == LINES:
            yield from _parted(Piece(path, name, size, 0, 0, ""), PIECE_BYTES)
            return
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        size, digest = 0, f"unreadable: {error.strerror}"
    yield Piece(path, name, size, 0, -1, digest)


def _parted(whole: Piece, size: int) -> Iterator[Piece]:
    """Part lines where one ends and at least ``size`` bytes are gathered."""
    start, line = whole.start, whole.line
    length, lines, digest = 0, 0, hashlib.sha256()
    with whole.path.open("rb") as file:
        file.seek(start)
        while start + length < whole.start + whole.size:
            part = file.readline(PIECE_BYTES)
            if not part:
                break
            digest.update(part)
            length += len(part)
            if part.endswith(b"\n"):
                lines += 1
                if length >= size:
                    yield Piece(whole.path, whole.name, length, start, line, digest.hexdigest())
                    start, line = start + length, line + lines
                    length, lines, digest = 0, 0, hashlib.sha256()
    if length:
        yield Piece(whole.path, whole.name, length, start, line, digest.hexdigest())


class _Lines:
    """The lines of a file up to an offset."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file = file
        self._end = end

    def readline(self, limit: int) -> bytes:
        return self._file.readline(limit) if self._file.tell() < self._end else b""
