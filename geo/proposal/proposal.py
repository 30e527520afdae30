"""An event that a text seems to tell of, each field traced to its words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a text says of an event.

    Attributes
    ----------
    value
        As the dataset would hold it; empty if the words do not settle it.
    start, end
        Span of the words, in code points of the text.
    surface
        The words: ``text[start:end]``.
    reason
        Why they mean the value, for a reader.
    """

    value: str
    start: int
    end: int
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Participant(Field):
    """A person who took part, by name, and the party that the person acts for."""

    party: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event for a person to confirm, correct or dismiss.

    Attributes
    ----------
    kind
        Key of the vocabulary ``event_kind``.
    date
        EDTF; None if no date belongs to the event, an empty value if one does whose
        year is not known.
    place
        Venue, by its name in the dataset; None if none is given.
    participants
        People, each with a party.
    countries
        Codes of the table ``parties``: states and organisations that take part.
    minerals
        Codes of the table ``minerals`` named in its sentences.
    sentences
        Spans of the sentences that tell of it, in code points, in order.
    """

    kind: Field
    date: Field | None
    place: Field | None
    participants: tuple[Participant, ...]
    countries: tuple[Field, ...]
    minerals: tuple[Field, ...]
    sentences: tuple[tuple[int, int], ...]
