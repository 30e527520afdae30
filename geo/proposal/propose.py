"""Propose the events that a text tells of, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from geo.dataset import Dataset
from geo.proposal.drafts import drafts
from geo.proposal.merging import Event, merged
from geo.proposal.people import Person, holder, told_apart
from geo.proposal.places import known_places
from geo.proposal.proposal import Field, Participant, Proposal
from geo.proposal.reading import Known, Someone, readings
from geo.vocabularies import vocabulary


def propose(dataset: Dataset, text: str, published: str = "") -> list[Proposal]:
    """Return the events that a text seems to tell of, in its order.

    Parameters
    ----------
    dataset
        Whose parties, venues and minerals can be named.
    text
        The text; offsets are code points of it.
    published
        EDTF date of publication, empty if unknown. Without it no year and no day is
        inferred.

    Notes
    -----
    Rules over lists of words under ``data/linking``, and months of CLDR; nothing is
    learnt, and the same text gives the same proposals. Sentences that tell of one event
    make one proposal. A sentence that tells of two makes two.
    """
    known = Known(
        tuple(sorted(dataset["parties"]["party"])),
        known_places(dataset),
        tuple(sorted(dataset["minerals"]["mineral"])),
    )
    told = [draft for reading in readings(text, known) for draft in drafts(reading)]
    events = merged(told, published)
    article = _Article(
        text,
        published,
        dict(zip(dataset["parties"]["party"], dataset["parties"]["name_en"], strict=True)),
        _seats(dataset),
        frozenset(
            one.persons[0] for event in events for one in event.someone if len(one.persons) == 1
        ),
    )
    return [_proposal(article, event) for event in events]


@dataclass(frozen=True)
class _Article:
    """What all events of a text share.

    Attributes
    ----------
    names
        Code of a party to its name.
    seats
        Capital to the code of its state.
    named
        Persons whom the text names beyond doubt.
    """

    text: str
    published: str
    names: Mapping[str, str]
    seats: Mapping[str, str]
    named: frozenset[Person]

    def field(self, value: str, start: int, end: int, reason: str) -> Field:
        """Trace a value to its words."""
        return Field(value, start, end, self.text[start:end], reason)

    def country(self, code: str) -> str:
        """Return the name of a party."""
        return self.names.get(code, code)


def _proposal(article: _Article, event: Event) -> Proposal:
    trigger = event.trigger
    date = _date(article, event)
    when = date.value if date else article.published
    who = [*_who(article, event, when)]
    place = next(
        (
            article.field(hit.values[0], hit.start, hit.end, "Named as venue")
            for hit in event.venues
        ),
        None,
    )
    countries: dict[str, Field] = {}
    for one in who:
        code = one.party if isinstance(one, Participant) else one.value
        countries.setdefault(code, _as_country(article, one))
    host = article.seats.get(place.value, "") if place and trigger.kind == "visit" else ""
    if place and host:
        reason = f"{place.value} is the capital of {article.country(host)}"
        countries.setdefault(host, replace(place, value=host, reason=reason))
    surface = article.text[trigger.start : trigger.end]
    meaning = vocabulary("event_kind").standard[trigger.kind]
    reason = f"“{surface}” tells of it: {meaning[0].lower()}{meaning[1:]}"
    return Proposal(
        article.field(trigger.kind, trigger.start, trigger.end, reason),
        date,
        place,
        tuple(one for one in who if isinstance(one, Participant)),
        tuple(countries.values()),
        tuple(_minerals(article, event)),
        tuple(sorted({(reading.start, reading.end) for reading in event.readings})),
    )


def _seats(dataset: Dataset) -> dict[str, str]:
    """Return capital to its state; a capital that is also the seat of others is left out."""
    parties = dataset["parties"]
    alone = ~parties["seat"].duplicated(keep=False) & (parties["kind"] == "state")
    return dict(zip(parties["seat"][alone], parties["party"][alone], strict=True))


def _date(article: _Article, event: Event) -> Field | None:
    if not event.dates:
        return None
    when, value, reason = event.dates[0]
    others = [other for other, _, _ in event.dates[1:] if other.start != when.start]
    if others:
        also = ", ".join(f"“{article.text[other.start : other.end]}”" for other in others)
        reason = f"{reason}; also given: {also}"
    return article.field(value, when.start, when.end, reason)


def _who(article: _Article, event: Event, when: str) -> Iterator[Field]:
    """Yield who takes part: each person once, each party that no person acts for once."""
    seen: set[str] = set()
    acting: set[str] = set()
    note = ""
    if event.inherited is not None:
        word = article.text[event.inherited.start : event.inherited.end]
        note = f"; as in the event told before, of which this is “{word}”"
    for one in sorted(event.someone, key=lambda one: (not one.persons, not one.role, one.start)):
        if not one.persons and not one.role:
            for party in one.parties:
                if party not in acting:
                    acting.add(party)
                    yield article.field(party, one.start, one.end, f"Named as taking part{note}")
            continue
        person = _person(article, one, when)
        party = person.party if person else min(one.sides)
        if (person.name in seen) if person else (party in acting):
            continue
        acting.add(party)
        surface = article.text[one.start : one.end]
        if person:
            seen.add(person.name)
        name = person.name if person else surface
        reason = _reason(article, one, person, when) + note
        yield Participant(name, one.start, one.end, surface, reason, party)


def _person(article: _Article, one: Someone, when: str) -> Person | None:
    if one.persons:
        return told_apart(one.persons, one.role, when, article.named)
    return holder(one.parties[0], one.role, when) if when else None


def _reason(article: _Article, one: Someone, person: Person | None, when: str) -> str:
    if person is None:
        return "Several office holders bear this name" if one.persons else "Who it was is open"
    office = f"{person.office(when)}, {article.country(person.party)}"
    if not one.persons:
        return f"Held the office at the date: {office}"
    return f"{office}, not in office at the date" if person.is_past(when) else office


def _as_country(article: _Article, one: Field) -> Field:
    if not isinstance(one, Participant):
        return one
    reason = f"{one.value} acts for {article.country(one.party)}"
    return Field(one.party, one.start, one.end, one.surface, reason)


def _minerals(article: _Article, event: Event) -> Iterator[Field]:
    seen: set[str] = set()
    for reading in event.readings:
        for hit in reading.minerals:
            for mineral in hit.values:
                if mineral not in seen:
                    seen.add(mineral)
                    yield article.field(mineral, hit.start, hit.end, "Named in the sentence")
