"""An event that a reader has confirmed in a text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from geo.evidence.text import Text


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part; one of the two may be empty.

    Attributes
    ----------
    name
        Person or body.
    party
        Code of a state or organisation.
    """

    name: str
    party: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a reader has confirmed it.

    Attributes
    ----------
    event_id
        Identifier; see ``identifier``.
    title, summary
        In the reader's own words.
    kind
        Key of the vocabulary ``event_kind``.
    date, date_note
        EDTF, and what it rests on where the text does not state it.
    inferred
        Whether the date, or part of it, is worked out.
    place
        Venue as stated; empty if not stated.
    participants
        In order.
    minerals
        Codes of minerals.
    sites
        Sites that the text is to be evidence for.
    told
        Offsets of the sentences that tell it, in code points of the text; empty if
        a reader has added it by hand.
    """

    event_id: str
    title: str
    summary: str
    kind: str
    date: str
    date_note: str = ""
    inferred: bool = False
    place: str = ""
    participants: tuple[Participant, ...] = ()
    minerals: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    told: tuple[int, ...] = ()


def identifier(text: Text, told_at: str) -> str:
    """Return the identifier of an event of a text, by what sets it apart from the others."""
    whole = f"{text.document_id}\x1f{told_at}"
    return f"own-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"
