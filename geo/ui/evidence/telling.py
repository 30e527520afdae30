"""A proposed event as the fields of a form, each with the words it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from geo import edtf
from geo.captions import label
from geo.evidence.event import Event, Participant, identifier
from geo.evidence.mentions import tied
from geo.evidence.text import Text
from geo.index import Record
from geo.proposal import Field, Proposal

_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Form:
    """What a form starts from.

    Attributes
    ----------
    event
        The event as far as it is known; what is not is empty.
    traces
        Name of a field to the words it was read from, each with its reason.
    """

    event: Event
    traces: Mapping[str, Sequence[Field]] = field(default_factory=dict)


def forms(text: Text, proposals: Iterable[Proposal], standing: Sequence[Record]) -> list[Form]:
    """Return a form for each proposal.

    Parameters
    ----------
    text
        The text.
    proposals
        What was read from it.
    standing
        The mentions that link; each goes to the event told nearest to it.
    """
    sites = tuple(dict.fromkeys(row["site_id"] for row in standing))
    made = [_form(text, proposal, at, sites) for at, proposal in enumerate(proposals)]
    nearest = tied(text, standing, [form.event for form in made])
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in nearest:
        named[row["event_id"]][row["site_id"]] = None
    return [
        replace(form, event=replace(form.event, sites=tuple(named[form.event.event_id])))
        for form in made
    ]


def blank(text: Text, taken: Iterable[str], sites: Sequence[str]) -> Form:
    """Return an empty form with an identifier that no other event of the text has."""
    others = set(taken)
    number = 1
    while (event_id := identifier(text, f"by-hand-{number}")) in others:
        number += 1
    return Form(Event(event_id, "", "", "", "", sites=tuple(sites)))


def title(event: Event, names: Mapping[str, str]) -> str:
    """Return a title put together from the fields; ``names`` are those of parties."""
    return _told(event, "", names)


def summary(event: Event, names: Mapping[str, str]) -> str:
    """Return a sentence put together from the fields."""
    when = f", {edtf.display(event.date)}" if edtf.is_valid(event.date) else ""
    return f"{_told(event, when, names)}."


def _told(event: Event, when: str, names: Mapping[str, str]) -> str:
    place = f" in {event.place}" if event.place else ""
    who = ", ".join(one.name or names.get(one.party, one.party) for one in event.participants)
    return f"{label(event.kind)}{place}{when}{f': {who}' if who else ''}"


def participants(
    names: Iterable[str], parties: Iterable[str], known: Iterable[Participant]
) -> tuple[Participant, ...]:
    """Return who took part: people first, then states and organisations without one.

    Parameters
    ----------
    names
        People and bodies.
    parties
        Codes of states and organisations.
    known
        People whose party the text tells.
    """
    chosen = list(parties)
    told = {one.name: one.party for one in known if one.party in chosen}
    people = [Participant(name.strip(), told.get(name, "")) for name in names if name.strip()]
    alone = [party for party in chosen if party not in {one.party for one in people}]
    return (*people, *(Participant("", party) for party in alone))


def _form(text: Text, proposal: Proposal, at: int, sites: Sequence[str]) -> Form:
    date, place = proposal.date, proposal.place
    inferred = date is not None and date.value[:_YEAR] not in date.surface
    people = [Participant(one.value, one.party) for one in proposal.participants]
    parties = [*(one.party for one in people), *(one.value for one in proposal.countries)]
    event = Event(
        event_id=identifier(text, f"{proposal.kind.start}-{at}"),
        title="",
        summary="",
        kind=proposal.kind.value,
        date=date.value if date is not None else "",
        date_note=date.reason if date is not None and inferred else "",
        inferred=inferred,
        place=place.value if place is not None else "",
        participants=participants(
            [one.name for one in people], dict.fromkeys(filter(None, parties)), people
        ),
        minerals=tuple(one.value for one in proposal.minerals if one.value),
        sites=tuple(sites),
        told=tuple(start for start, _ in proposal.sentences),
    )
    traces = {
        "kind": [proposal.kind],
        "date": [date] if date is not None else [],
        "place": [place] if place is not None else [],
        "participants": proposal.participants,
        "countries": proposal.countries,
        "minerals": proposal.minerals,
    }
    return Form(event, traces)
