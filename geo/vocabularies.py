"""Closed vocabularies: what a raw value means, or why it is dropped."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geo.errors import SourceError
from geo.locations import VOCABULARIES_DIR

_PARTS: Final = ("standard", "mapped", "ignored")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that a column may hold.

    Parameters
    ----------
    name
        Name of the vocabulary, and of its file.
    standard
        Value to what it means, as shown to the reader, in order of display.
    mapped
        Raw value to the standard value it stands for.
    ignored
        Raw value to the reason why it is dropped.
    path
        File to extend.
    """

    name: str
    standard: Mapping[str, str]
    mapped: Mapping[str, str]
    ignored: Mapping[str, str]
    path: Path

    def standardise(self, raw: str) -> str:
        """Return the standard value of a raw one, empty if it is to be ignored.

        Raises
        ------
        KeyError
            If the vocabulary does not know the value.
        """
        if raw in self.standard:
            return raw
        return "" if raw in self.ignored else self.mapped[raw]


def read_vocabulary(path: Path) -> Vocabulary:
    """Read one vocabulary.

    Raises
    ------
    SourceError
        If the file cannot be read, holds anything but the tables ``standard``,
        ``mapped`` and ``ignored`` of texts, says two things of one value, or maps
        to a value that is not standard.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(
            f"the vocabulary cannot be read ({error})", path.name, "Restore or repair the file"
        ) from error
    _check_form(content, path)
    standard, mapped, ignored = (content.get(part, {}) for part in _PARTS)
    for raw, value in mapped.items():
        if value not in standard:
            raise SourceError(
                f"{raw!r} is mapped to {value!r}, which is not a standard value",
                path.name,
                "Add it under [standard], or map to one that stands there",
            )
    twice = sorted((set(mapped) | set(ignored)) & set(standard) | set(mapped) & set(ignored))
    if twice:
        raise SourceError(f"{twice[0]!r} stands in two tables", path.name, "Keep it in one of them")
    return Vocabulary(path.stem, standard, mapped, ignored, path)


def _check_form(content: Mapping[str, object], path: Path) -> None:
    for part, values in content.items():
        if part not in _PARTS or not isinstance(values, dict):
            raise SourceError(
                f"unknown entry {part!r}", path.name, f"Use the tables {', '.join(_PARTS)} only"
            )
        for raw, meaning in values.items():
            if not isinstance(meaning, str) or not meaning:
                raise SourceError(
                    f"{raw!r} in {part} has no text", path.name, "Give it a text in quotes"
                )
    if not content.get("standard"):
        raise SourceError("it has no standard values", path.name, "Add them under [standard]")


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return one of the vocabularies that ship with the program."""
    return read_vocabulary(VOCABULARIES_DIR / f"{name}.toml")
