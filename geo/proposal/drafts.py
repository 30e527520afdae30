"""Events that one sentence tells of, with what belongs to each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from geo.proposal.dates import When
from geo.proposal.phrases import Hit
from geo.proposal.reading import Reading, Someone
from geo.proposal.triggers import PRECEDENCE, Force, Trigger

_PREMODIFIER_WORDS: Final = 2
_PARTING: Final = frozenset(",;:()—–")
_FAR: Final = 100
"""Code points after a trigger beyond which a date or place is said of something else."""

_TWO_SIDES: Final = 2
_BY_SOMEONE: Final = frozenset({"announcement", "meeting", "visit", "address"})
"""Kinds that are nothing without a known one who acts; others need but a day or month."""

Thing = Someone | When | Hit[str]


@dataclass
class Draft:
    """An event as one sentence tells of it.

    Attributes
    ----------
    trigger
        The word that tells of it.
    argued
        Whether its own clause says with whom, when or where.
    someone, dates, venues
        What belongs to it, in the order of the text.
    """

    reading: Reading
    trigger: Trigger
    argued: bool = False
    someone: list[Someone] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    venues: list[Hit[str]] = field(default_factory=list)

    @property
    def persons(self) -> frozenset[str]:
        """Names of the persons who can be meant."""
        return frozenset(person.name for one in self.someone for person in one.persons)

    @property
    def sides(self) -> frozenset[str]:
        """Parties that take part."""
        return frozenset(side for one in self.someone for side in one.sides)

    def take(self, things: Iterable[Thing], *, dates: bool = True) -> None:
        """Add what belongs to it, once."""
        for thing in things:
            if isinstance(thing, Someone):
                if thing not in self.someone:
                    self.someone.append(thing)
            elif isinstance(thing, When):
                if dates and thing not in self.dates:
                    self.dates.append(thing)
            elif thing not in self.venues:
                self.venues.append(thing)

    @property
    def is_event(self) -> bool:
        """Whether it says enough to be an event, not a word for one told elsewhere."""
        definite = bool(self.dates) + bool(self.venues)
        whom = sum(bool(one.persons or one.role) for one in self.someone)
        sides = len(self.sides)
        if self.trigger.force is Force.NOUN:
            return bool(definite or whom or sides >= _TWO_SIDES)
        if self.trigger.force is Force.WEAK and not self.argued:
            return bool(definite and whom)
        if self.trigger.force is Force.VERB and self.trigger.kind not in _BY_SOMEONE:
            definite += any(when.month for when in self.dates)
        known = whom or sides or self.trigger.kind not in _BY_SOMEONE
        return definite + max(whom, sides) >= _TWO_SIDES and bool(known)


def drafts(reading: Reading) -> list[Draft]:
    """Return the events that a sentence tells of.

    Names, places and dates go to the word that tells of an event and stands nearest
    before them, or after them where verbs come last. A noun makes an event of its own
    if something belongs to it; a verb yields to a noun, unless it has a date of its own.
    Whoever stands before all of them takes part in each that does not name both sides.
    """
    told = reading.triggers
    lead: list[Thing] = []
    own: dict[int, list[Thing]] = {at: [] for at in range(len(told))}
    for thing in _things(reading):
        at = _claimed_by(thing, reading)
        if at is None:
            lead.append(thing)
        elif isinstance(thing, Someone) or _is_near(reading, told[at], thing):
            own[at].append(thing)
    argued = {at for at in own if _is_argued(reading, told[at], own[at])}
    made = {at: Draft(reading, told[at], at in argued) for at in _chosen(told, own, argued)}
    for at, draft in made.items():
        draft.take(_fitting(reading, own[at], draft.trigger))
    for at in range(len(told)):
        if at not in made:
            _absorb(reading, at, own[at], made)
    _share(lead, made)
    return [made[at] for at in sorted(made)]


def _things(reading: Reading) -> Iterator[Thing]:
    yield from reading.someone
    yield from reading.toward
    yield from reading.reached
    yield from (hit for hit in reading.venues if hit not in reading.reached)
    yield from reading.dates


def _is_near(reading: Reading, trigger: Trigger, thing: Thing) -> bool:
    """Tell whether a date or place after a trigger is still said of it, not of what follows."""
    gap = reading.text[trigger.end : thing.start]
    return reading.language.verb_last or (len(gap) <= _FAR and sum(map(gap.count, _PARTING)) <= 1)


def _fitting(reading: Reading, things: Iterable[Thing], trigger: Trigger) -> Iterator[Thing]:
    """Yield what can belong to an event: whither one goes belongs to a visit only."""
    for thing in things:
        if (
            isinstance(thing, When)
            or trigger.kind == "visit"
            or thing in (reading.someone if isinstance(thing, Someone) else reading.venues)
        ):
            yield thing


def _claimed_by(thing: Thing, reading: Reading) -> int | None:
    """Return the number of the trigger that a thing belongs to; None before the first."""
    told = reading.triggers
    if reading.language.verb_last:
        return min(sum(trigger.last <= thing.first for trigger in told), len(told) - 1)
    at = sum(trigger.start <= thing.start for trigger in told) - 1
    if at + 1 < len(told) and _is_of_next(thing, told, at, reading):
        return at + 1
    return at if at >= 0 else None


def _is_of_next(thing: Thing, told: Sequence[Trigger], at: int, reading: Reading) -> bool:
    """Tell whether a thing between two triggers opens the clause of the second.

    "…, and on 5 April he signed"; "Asia–Italy summit". Before the first trigger only the
    latter is its own, so that the rest can be shared.
    """
    trigger = told[at + 1]
    after = reading.text[thing.end : trigger.start]
    if at >= 0:
        before = reading.text[told[at].end : thing.start]
        if not _PARTING.isdisjoint(before) and _PARTING.isdisjoint(after):
            return True
    return _is_premodifier(thing, trigger, reading)


def _is_premodifier(thing: Thing, trigger: Trigger, reading: Reading) -> bool:
    between = reading.words[thing.last : trigger.first]
    gap = reading.text[thing.end : trigger.start]
    return (
        trigger.force is not Force.VERB
        and len(between) <= _PREMODIFIER_WORDS
        and _PARTING.isdisjoint(gap)
        and all(word.written.lower() not in reading.language.before["and"] for word in between)
    )


def _chosen(
    told: Sequence[Trigger], own: dict[int, list[Thing]], argued: Collection[int]
) -> list[int]:
    """Return the triggers that make an event of their own."""
    kept: list[int] = []
    for at, trigger in enumerate(told):
        if trigger.force is not Force.VERB and at in argued:
            same = [other for other in kept if told[other].kind == trigger.kind]
            if not any(_agree(own[at], own[other]) for other in same):
                kept.append(at)
    if kept:
        return kept
    nouns, verbs = (
        [at for at, trigger in enumerate(told) if trigger.force is force]
        for force in (Force.NOUN, Force.VERB)
    )
    ranks = (verbs if argued else [], nouns, verbs, range(len(told)))
    first = next(rank for rank in ranks if rank)
    return [min(first, key=lambda at: (PRECEDENCE.index(told[at].kind), at))]


def _is_argued(reading: Reading, trigger: Trigger, things: Iterable[Thing]) -> bool:
    """Tell whether a trigger's own clause says with whom, or it says when or where.

    "The summit, to be held on 6 November" does; "the deal, said the president" does not.
    """
    parties = 0
    for thing in things:
        gap = reading.text[min(thing.end, trigger.end) : max(thing.start, trigger.start)]
        clause = _PARTING.isdisjoint(gap)
        if isinstance(thing, Someone):
            parties += clause
            if clause and (thing.persons or thing.role):
                return True
        elif clause or trigger.force is Force.NOUN:
            return True
    return parties >= _TWO_SIDES or (parties > 0 and trigger.force is Force.NOUN)


def _agree(one: Sequence[Thing], other: Sequence[Thing]) -> bool:
    """Tell whether two lists can belong to one event: date, venue, who; none differs."""
    days, venues, persons, sides = [], [], [], []
    for things in (one, other):
        days.append({(w.year, w.month, w.day) for w in things if isinstance(w, When)})
        venues.append({hit.values for hit in things if isinstance(hit, Hit)})
        who = [someone for someone in things if isinstance(someone, Someone)]
        persons.append({person.name for someone in who for person in someone.persons})
        sides.append({side for someone in who for side in someone.sides})
    return all(not a or not b or a & b for a, b in (days, venues, persons)) and (
        sides[0] <= sides[1] or sides[1] <= sides[0]
    )


def _absorb(reading: Reading, at: int, things: list[Thing], made: dict[int, Draft]) -> None:
    """Give what belongs to a trigger without an event to one of its kind, or the last before."""
    trigger = reading.triggers[at]
    akin = [other for other in made if reading.triggers[other].kind == trigger.kind]
    before = akin or [other for other in made if other < at]
    nearest = made[max(before) if before else min(made)]
    told = [thing for thing in things if not isinstance(thing, Someone)]
    if trigger.force is Force.VERB and not _agree(told, [*nearest.dates, *nearest.venues]):
        made[at] = Draft(reading, trigger, argued=True)
        made[at].take(_fitting(reading, things, trigger))
        return
    nearest.take(
        [
            *_fitting(reading, things, trigger),
            *_fitting(reading, things, nearest.trigger),
        ],
        dates=trigger.force is Force.VERB and not nearest.dates,
    )


def _share(lead: Sequence[Thing], made: dict[int, Draft]) -> None:
    """Give what stands before all triggers to the first event, whoever it is to each."""
    for number, at in enumerate(sorted(made)):
        draft = made[at]
        if number == 0:
            dated = bool(draft.dates)
            draft.take(_fitting(draft.reading, lead, draft.trigger), dates=not dated)
        elif len(draft.sides) < _TWO_SIDES:
            draft.take(thing for thing in lead if isinstance(thing, Someone))
