"""What a person decides on a mention."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    Attributes
    ----------
    mention_id
        The mention, by its lasting identifier.
    decision
        Key of the vocabulary ``decision``.
    judged_by, judged_on
        Who, and the day as EDTF.
    reason
        Why; may be empty.
    """

    mention_id: str
    decision: str
    judged_by: str
    judged_on: str
    reason: str = ""
