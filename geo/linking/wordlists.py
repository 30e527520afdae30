"""The lists of words and endings under ``data/linking``."""

from __future__ import annotations

import tomllib
from typing import Any

from geo.errors import OrebriefError
from geo.locations import LINKING


def wordlist(name: str) -> dict[str, Any]:
    """Return a list by its file name.

    Raises
    ------
    OrebriefError
        The file is missing or no TOML.
    """
    path = LINKING / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OrebriefError(
            f"the list of words cannot be read: {error}", str(path), "Restore it from the product"
        ) from error
