"""Tell sentences that speak of one event from those that speak of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from geo import edtf
from geo.proposal.dates import When
from geo.proposal.drafts import Draft
from geo.proposal.phrases import Hit
from geo.proposal.reading import Reading, Someone
from geo.proposal.triggers import Force, Trigger
from geo.proposal.years import settled

_LOOK_BACK: Final = 40
"""Events of a kind among which an earlier telling is looked for."""


@dataclass
class Event:
    """An event as a text tells of it, in one sentence or several.

    Attributes
    ----------
    dates
        Each date that is given, with its EDTF value and why, the best first.
    inherited
        Words that say that it is as an event told before; empty but for such.
    """

    trigger: Trigger
    readings: list[Reading] = field(default_factory=list)
    someone: list[Someone] = field(default_factory=list)
    dates: list[tuple[When, str, str]] = field(default_factory=list)
    venues: list[Hit[str]] = field(default_factory=list)
    inherited: Hit[str] | None = None

    @property
    def value(self) -> str:
        """Date as EDTF; empty if none is settled."""
        return next((value for _, value, _ in self.dates if value), "")

    @property
    def persons(self) -> frozenset[str]:
        """Names of the persons who can be meant."""
        return frozenset(person.name for one in self.someone for person in one.persons)

    @property
    def sides(self) -> frozenset[str]:
        """Parties that take part."""
        return frozenset(side for one in self.someone for side in one.sides)

    @property
    def places(self) -> frozenset[str]:
        """Names of its venues."""
        return frozenset(hit.values[0] for hit in self.venues)


def merged(drafts: Iterable[Draft], published: str) -> list[Event]:
    """Return events in the order of the text, each with all sentences that tell of it."""
    events: list[Event] = []
    for draft in drafts:
        if draft.trigger.force is Force.WEAK and not draft.is_event:
            continue
        event = _event(draft, published)
        told = [other for other in events if other.trigger.kind == event.trigger.kind]
        another = _another(draft)
        if another is not None and not event.someone and told:
            event.someone = list(told[-1].someone)
            event.inherited = another
        same = next(
            (
                other
                for other in reversed(told[-_LOOK_BACK:])
                if another is None and _are_one(other, event)
            ),
            None,
        )
        if same is not None:
            _add(same, event)
        elif draft.is_event or event.inherited:
            events.append(event)
    return events


def _event(draft: Draft, published: str) -> Event:
    dates = [(when, *settled(when, published, future=draft.reading.future)) for when in draft.dates]
    dates.sort(key=lambda dated: not dated[1])
    closer = next((dated for dated in dates[1:] if _is_within(dated[1], dates[0][1])), None)
    if closer is not None:
        dates.sort(key=lambda dated: dated is not closer)
    return Event(draft.trigger, [draft.reading], draft.someone, dates, draft.venues)


def _is_within(one: str, other: str) -> bool:
    """Tell whether a date is a closer one than another that it lies in."""
    return bool(one and other and one != other) and (
        edtf.lower_bound(other) <= edtf.lower_bound(one)
        and edtf.upper_bound(one) <= edtf.upper_bound(other)
    )


def _another(draft: Draft) -> Hit[str] | None:
    """Return the word that says that this is another event of its kind."""
    near = (
        hit
        for hit in draft.reading.another
        if hit.last <= draft.trigger.last or hit.first >= draft.trigger.first
    )
    return next(near, None)


def _are_one(told: Event, event: Event) -> bool:
    """Tell whether nothing that is said of two events of a kind keeps them apart."""
    if not (event.dates or event.venues or event.someone):
        return False
    if told.value and event.value and not _overlap(told.value, event.value):
        return False
    if told.places and event.places and not told.places & event.places:
        return False
    if told.persons and event.persons and not told.persons & event.persons:
        return False
    sides, others = told.sides, event.sides
    if sides and others and not (sides <= others or others <= sides):
        return False
    return bool(
        (sides & others)
        or (told.places & event.places)
        or (told.value and event.value and told.value == event.value)
    )


def _overlap(one: str, other: str) -> bool:
    return edtf.lower_bound(one) <= edtf.upper_bound(other) and edtf.lower_bound(
        other
    ) <= edtf.upper_bound(one)


def _add(told: Event, event: Event) -> None:
    told.readings += [reading for reading in event.readings if reading not in told.readings]
    known = {(one.persons, one.parties) for one in told.someone}
    told.someone += [one for one in event.someone if (one.persons, one.parties) not in known]
    told.dates = sorted([*told.dates, *event.dates], key=lambda dated: -len(dated[1]))
    told.venues += [hit for hit in event.venues if hit.values[0] not in told.places]
