"""Errors a user can meet: where it broke, what is wrong, what to do."""

from __future__ import annotations


class OrebriefError(Exception):
    """A problem that a person can act on.

    Parameters
    ----------
    problem
        What is wrong, one sentence without its final stop.
    where
        File, layer, row or address in which it was found.
    remedy
        What to do about it, one sentence without its final stop.

    Notes
    -----
    All three are passed to ``Exception.__init__``: an exception that folds
    several required arguments into one string cannot be unpickled, so it would
    be lost on its way back from a worker process.
    """

    exit_code = 1

    def __init__(self, problem: str, where: str, remedy: str) -> None:
        super().__init__(problem, where, remedy)
        self.problem = problem
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}. {self.remedy}."


class SourceError(OrebriefError):
    """A curated file under ``data/sources`` breaks a rule."""


class StoreError(OrebriefError):
    """A GeoPackage cannot be read or written."""


class ContractError(OrebriefError):
    """A GeoPackage is readable but is not one of ours, or breaks the contract."""


class ViewError(OrebriefError):
    """A link or a ``--view`` names something that does not exist."""

    exit_code = 2
