"""What a file remembers of how it was made, as one word that any format can carry."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from geo.briefing.rows import Rows
from geo.errors import ContractError

_WORD: Final = re.compile(rb"orebrief-snapshot-1\.([0-9a-f]{16})\.([A-Za-z0-9_-]+=*)\.")
"""Version, start of the SHA-256 of what follows, and that: JSON, deflated, base64. The
last full stop keeps it apart from what a format puts after it."""

_LARGEST: Final = 16 * 1024 * 1024
"""Bytes of JSON beyond which a stamp is none of ours: 100,000 rows fill a fifth of it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file was made, and the rows it showed.

    Attributes
    ----------
    view
        Query string.
    data
        SHA-256 of the content of the dataset.
    data_date
        Newest date in it, as a day in EDTF; empty if there is none.
    options
        The other fields of the snapshot, by name.
    generator
        Name and version of the program.
    rows
        What was shown.
    """

    view: str
    data: str
    data_date: str
    options: dict[str, str]
    generator: str
    rows: Rows

    def word(self) -> str:
        """Return the stamp as one ASCII word, without quotes, brackets or backslashes."""
        text = json.dumps(asdict(self), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9))
        return f"orebrief-snapshot-1.{_check(packed)}.{packed.decode()}."

    @classmethod
    def found(cls, content: bytes, where: str) -> Self | None:
        """Return the first stamp in some bytes; ``None`` if there is none.

        Raises
        ------
        ContractError
            If there is one, and it is damaged.
        """
        match = _WORD.search(content)
        if match is None:
            return None
        packed = match[2]
        if _check(packed) != match[1].decode():
            raise _damaged(where)
        try:
            unpacker = zlib.decompressobj()
            text = unpacker.decompress(base64.urlsafe_b64decode(packed), _LARGEST)
            if unpacker.unconsumed_tail:
                raise _damaged(where)
            return cls(**_checked(json.loads(text)))
        except (
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
            zlib.error,
        ) as error:
            raise _damaged(where) from error


def _check(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()[:16]


def _checked(fields: Any) -> dict[str, Any]:
    """Return the fields of a stamp; ``TypeError`` or ``KeyError`` if they are not its."""
    texts = [fields[name] for name in ("view", "data", "data_date", "generator")]
    tables = [fields["options"], *fields["rows"].values()]
    cells = [cell for table in tables for pair in table.items() for cell in pair]
    if not all(isinstance(text, str) for text in (*texts, *cells)):
        raise TypeError(fields)
    return dict(fields)


def _damaged(where: str) -> ContractError:
    return ContractError(
        "what the file remembers of its view is damaged",
        where,
        "Take the file as it was made, not a copy that another program has changed",
    )
