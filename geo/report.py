"""Problems found in data: what stands where, which rule it breaks, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that breaks a rule.

    Parameters
    ----------
    layer
        Layer, table or file.
    row
        Key of the row, or its line in the file; empty if it is about the whole.
    column
        Column; empty if it is about the whole row.
    value
        The value found; empty if there is none.
    rule
        What must hold, as the end of "the value …".
    remedy
        What to do, one sentence without its final stop.
    """

    layer: str
    row: str
    column: str
    value: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem on one line, without control characters."""
        place = ", ".join(part for part in (self.layer, self.row, self.column) if part)
        value = f"{shown(self.value)!r} " if self.value else ""
        return printable(f"{place}: {value}{self.rule}. {self.remedy}.")


@dataclass(frozen=True, slots=True)
class Report:
    """Every problem of a dataset or of its sources, in order of place."""

    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    """Those of ``problems`` that are only about where a site lies."""

    @property
    def showable(self) -> bool:
        """Whether the page can show the dataset without saying something false.

        Only where a site lies may be argued about: the page shows a doubtful
        position as what it is, a point with a method and a radius. Of all else
        the page is built on trust: a broken key or type breaks it, and a sentence
        that is not in its text or a source that does not exist would be shown as
        evidence.
        """
        return len(self.doubts) == len(self.problems)

    @property
    def ok(self) -> bool:
        """Whether there is no problem."""
        return not self.problems

    def __str__(self) -> str:
        """Return one line for each problem."""
        return "\n".join(str(problem) for problem in self.problems)


def shown(value: str) -> str:
    """Return a value cut to a length that fits a message."""
    return value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"


def printable(text: str) -> str:
    """Return a text with line breaks, controls and direction marks escaped."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )
