"""Write running text from the pieces of a page, with as little space as parts them."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n\f\xa0]+")


class Break(IntEnum):
    """What parts two pieces of text, the weakest first."""

    NONE = 0
    SPACE = 1
    CELL = 2
    LINE = 3
    PARAGRAPH = 4


_WRITTEN: Final = {
    Break.NONE: "",
    Break.SPACE: " ",
    Break.CELL: " | ",
    Break.LINE: "\n",
    Break.PARAGRAPH: "\n\n",
}


class Flow:
    """Text that is being put together.

    Between two pieces stands the strongest break that was asked for, once. Cells of a
    table are parted by a bar, so that two names side by side are not read as one.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._pending = Break.NONE

    def part(self, kind: Break) -> None:
        """Ask for a break before the next piece."""
        self._pending = max(self._pending, kind)

    def write(self, text: str) -> None:
        """Add a piece, runs of spaces and newlines made one space."""
        words = _SPACE.sub(" ", text)
        body = words.strip(" ")
        if words.startswith(" "):
            self.part(Break.SPACE)
        if body:
            self._add(body)
            if words.endswith(" "):
                self.part(Break.SPACE)

    def write_as_is(self, text: str) -> None:
        """Add a piece whose spaces and newlines have a meaning."""
        if text.strip():
            self._add(text.replace("\r\n", "\n"))

    def _add(self, text: str) -> None:
        if self._pieces:
            self._pieces.append(_WRITTEN[self._pending])
        self._pending = Break.NONE
        self._pieces.append(text)

    def __str__(self) -> str:
        return "".join(self._pieces).strip()
