"""From a text to the events it seems to tell of, each field traced to its words."""

from __future__ import annotations

from geo.proposal.proposal import Field, Participant, Proposal
from geo.proposal.propose import propose

__all__ = ["Field", "Participant", "Proposal", "propose"]
