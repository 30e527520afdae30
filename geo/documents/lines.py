"""Read the texts of a .jsonl file, one on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, Protocol

from geo.documents.document import (
    Document,
    DocumentError,
    check_storable,
    stated_address,
    stated_date,
    stated_language,
    stated_line,
)

_MARK: Final = b"\xef\xbb\xbf"
_NAMES: Final = ("document", "id")
_READERS: Final = {
    "title": stated_line,
    "date": stated_date,
    "language": stated_language,
    "publisher": stated_line,
    "address": stated_address,
}


class Readable(Protocol):
    """What lines are read from, such as an open file."""

    def readline(self, limit: int, /) -> bytes:
        """Return the next line, at most ``limit`` bytes of it; nothing at the end."""
        ...


def read_lines(
    name: str, file: Readable, max_bytes: int, before: int = 0
) -> Iterator[Document | DocumentError]:
    """Read one text after another: a line that is wrong becomes an error, the rest is read.

    A line is a JSON object with ``text``, and optionally ``document`` or ``id``,
    ``title``, ``date``, ``language``, ``publisher`` and ``address``, all texts; other
    entries are left alone. Empty lines are skipped but counted. JSON is UTF-8 (RFC 8259).

    Parameters
    ----------
    name
        Name of the file; the text on line 3 is called ``name#3`` unless it is named.
    file
        The open file. One line is held at a time.
    max_bytes
        Length from which a line is not read.
    before
        Lines of the file that come before those to be read.
    """
    number = before
    while line := file.readline(max_bytes + 1):
        number += 1
        where = f"{name}#{number}"
        whole = len(line) <= max_bytes
        while len(line) > max_bytes and not line.endswith(b"\n"):
            line = file.readline(max_bytes + 1)
        if not whole:
            yield DocumentError(
                f"the line is longer than {max_bytes // 10**6} MB", where, "Split the text"
            )
        elif line.strip():
            try:
                yield _document(where, line.removeprefix(_MARK) if number == 1 else line)
            except DocumentError as error:
                yield error


def _document(where: str, line: bytes) -> Document:
    try:
        content = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise DocumentError("the line is not UTF-8", where, "Save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f"the line is not JSON ({error})", where, 'Write {"text": "…"} on one line'
        ) from error
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        raise DocumentError(
            "the line has no text", where, 'Write an object with "text" and a text in quotes'
        )
    check_storable(content["text"], where)
    stated = {field: _stated(content, field, where) for field in _READERS}
    named = next((str(content[key]) for key in _NAMES if content.get(key)), where)
    check_storable(named, where)
    return Document(named, content["text"], **stated)


def _stated(content: dict[str, Any], field: str, where: str) -> str:
    value = content.get(field) or ""
    if not isinstance(value, str):
        raise DocumentError(f"its {field} is not a text", where, "Put it in quotes")
    check_storable(value, where)
    read = _READERS[field](value)
    if value.strip() and not read:
        raise DocumentError(
            f"its {field} {value[:80]!r} is not one",
            where,
            "Write dates as 2025-11-06, 2025-11 or 2025, languages as ru or uz-Cyrl, "
            "and addresses with http or https",
        )
    return read
