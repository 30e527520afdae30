"""What a sentence names: happenings, people, parties, places, dates, minerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from geo.linking.sentences import sentences
from geo.linking.wordlists import wordlist
from geo.proposal.dates import When, dates
from geo.proposal.languages import Language, language_of
from geo.proposal.months import month_of
from geo.proposal.parties import Name, parties
from geo.proposal.people import ACTOR, SOURCE, Person, offices, people
from geo.proposal.phrases import Hit, Phrases, Word, word_list
from geo.proposal.places import is_venue, places
from geo.proposal.sides import Scene, sorted_out
from geo.proposal.triggers import Force, Trigger, triggers

_LONG_LINE: Final = 140
"""A text with a longer line is not wrapped: each of its lines is a paragraph."""

LONGEST_PARAGRAPH: Final = 5_000
LONGEST_SENTENCE: Final = 1_000
"""Code points beyond which a paragraph or sentence is cut, so that none can take for ever."""

_ACTOR_REACH: Final = 2
_NEXT_TO: Final = 1
_NO_OFFICE: Final = frozenset({ACTOR, SOURCE})
_DAY: Final = re.compile(r"\b\d{1,2}\.\Z")
_DAY_REACH: Final = 30


@dataclass(frozen=True, slots=True)
class Someone:
    """One who takes part: a person, the holder of an office, or a party by its name.

    Attributes
    ----------
    persons
        Who the name can mean; empty for an office or a party.
    role
        Role of the office beside the name; empty if none is.
    parties
        Party of the office, or the parties that are named.
    """

    start: int
    end: int
    first: int
    last: int
    persons: tuple[Person, ...] = ()
    role: str = ""
    parties: tuple[str, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """Parties that it stands for."""
        return frozenset(self.parties or (person.party for person in self.persons))


@dataclass(frozen=True)
class Reading:
    """A sentence, and what it names.

    Attributes
    ----------
    start, end
        Span in code points.
    toward
        Parties and places that only a visit would make part of the event.
    """

    text: str
    start: int
    end: int
    words: Sequence[Word]
    language: Language
    triggers: Sequence[Trigger]
    someone: Sequence[Someone]
    toward: Sequence[Someone]
    venues: Sequence[Hit[str]]
    reached: Sequence[Hit[str]]
    dates: Sequence[When]
    minerals: Sequence[Hit[str]]
    future: bool
    another: Sequence[Hit[str]]


@dataclass(frozen=True)
class Known:
    """What of a dataset can be named.

    Attributes
    ----------
    parties, places, minerals
        Codes of parties, names of venues, and codes of minerals.
    """

    parties: tuple[str, ...]
    places: tuple[str, ...]
    minerals: tuple[str, ...]


def readings(text: str, known: Known) -> Iterator[Reading]:
    """Yield what each sentence of a text names, if it tells of an event."""
    main = language_of(text, word_list(text, 0, min(len(text), LONGEST_PARAGRAPH))).code
    for start, end in _paragraphs(text):
        part = text[start:end]
        language = language_of(part, word_list(part, 0, len(part)), main)
        for first, last in _sentences(part, language):
            for low, high in _pieces(text, start + first, start + last, LONGEST_SENTENCE):
                reading = _read(text, low, high, language, known)
                if reading is not None:
                    yield reading


def _sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield sentences; the full stop of a day, as in "am 17. September", ends none."""
    begun: int | None = None
    for first, last in sentences(text):
        start = first if begun is None else begun
        following = word_list(text, last, min(last + _DAY_REACH, len(text)))
        named = bool(following) and month_of(following[0], language) is not None
        if named and _DAY.search(text, max(first, last - 4), last):
            begun = start
        else:
            begun = None
            yield start, last
    if begun is not None:
        yield begun, last


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    lines = text.splitlines(keepends=True)
    wrapped = max(map(len, lines), default=0) <= _LONG_LINE
    start = at = 0
    for line in lines:
        at += len(line)
        if not wrapped or not line.strip() or at - start > LONGEST_PARAGRAPH:
            yield from _pieces(text, start, at, LONGEST_PARAGRAPH)
            start = at
    yield from _pieces(text, start, at, LONGEST_PARAGRAPH)


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be a paragraph or a sentence between words."""
    while end - start > longest:
        cut = text.rfind(" ", start, start + longest) + 1
        cut = cut or start + longest
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _read(text: str, start: int, end: int, language: Language, known: Known) -> Reading | None:
    words = word_list(text, start, end)
    told = triggers(text, words, language)
    if not told:
        return None
    persons = people(text, words)
    named = [hit for hit in parties(text, words, known.parties) if not _within(hit, persons)]
    roles = offices(language).find(text, words)
    here = [hit for hit in places(text, words, known.places) if not _within(hit, persons)]
    held = [*_persons(persons, roles), *_holders(named, roles, persons, language)]
    held = [one for one in held if not _is_quoted(one, roles)]
    apart = [hit for hit in named if not any(_covers(one, hit) for one in held)]
    acting, toward = sorted_out(Scene(text, words, language, roles, told), apart)
    return Reading(
        text,
        start,
        end,
        words,
        language,
        told,
        sorted([*held, *map(_party, acting)], key=lambda one: one.start),
        [_party(hit) for hit in toward],
        [
            hit
            for hit in here
            if is_venue(text, words, hit, language, visit=False) or _is_before(hit, told, text)
        ],
        [
            hit
            for hit in here
            if is_venue(text, words, hit, language, visit=True) or _is_visited(hit, told)
        ],
        dates(text, words, language),
        _mineral_phrases(language.code, known.minerals).find(text, words),
        any(
            not text[hit.start].isupper()  # The month of May is no verb.
            for hit in language.phrases["future"].find(text, words)
        ),
        language.phrases["another"].find(text, words),
    )


def _within(hit: Hit[Name] | Hit[str], persons: Sequence[Hit[Person]]) -> bool:
    return any(person.start <= hit.start and hit.end <= person.end for person in persons)


def _is_quoted(one: Someone, roles: Sequence[Hit[str]]) -> bool:
    """Tell whether someone is named for having a spokesman: "the press service of …"."""
    return any(
        SOURCE in role.values and 0 <= one.first - role.last <= _ACTOR_REACH for role in roles
    )


def _party(hit: Hit[Name]) -> Someone:
    return Someone(hit.start, hit.end, hit.first, hit.last, parties=hit.values[0].parties)


def _covers(one: Someone, hit: Hit[Name]) -> bool:
    return one.start <= hit.start and hit.end <= one.end


def _persons(persons: Sequence[Hit[Person]], roles: Sequence[Hit[str]]) -> Iterator[Someone]:
    for hit in persons:
        beside = [
            role.values[0]
            for role in roles
            if _NO_OFFICE.isdisjoint(role.values)
            and (0 <= hit.first - role.last <= _NEXT_TO or 0 <= role.first - hit.last <= _NEXT_TO)
        ]
        role = beside[0] if beside else ""
        yield Someone(hit.start, hit.end, hit.first, hit.last, hit.values, role)


def _holders(
    named: Sequence[Hit[Name]],
    roles: Sequence[Hit[str]],
    persons: Sequence[Hit[Person]],
    language: Language,
) -> Iterator[Someone]:
    """Yield offices of a country whose holders are not named: "the Kazakh president"."""
    for role in roles:
        office = next((value for value in role.values if value not in _NO_OFFICE), "")
        beside = [
            hit
            for hit in named
            if len(hit.values[0].parties) == 1
            and (
                0 <= role.first - hit.last <= _NEXT_TO
                or (not language.verb_last and 0 <= hit.first - role.last <= _ACTOR_REACH)
            )
        ]
        if not office or not beside:
            continue
        country = beside[0]
        low, high = min(country.first, role.first), max(country.last, role.last)
        party = country.values[0].parties
        if any(
            low - _ACTOR_REACH <= person.first <= high + _ACTOR_REACH
            and any(value.party in party for value in person.values)
            for person in persons
        ):
            continue
        start, end = min(country.start, role.start), max(country.end, role.end)
        yield Someone(start, end, low, high, (), office, party)


def _is_before(hit: Hit[str], told: Sequence[Trigger], text: str) -> bool:
    """Tell whether a place stands right before what it was the venue of: "Astana summit"."""
    return any(
        hit.last == trigger.first and text[hit.end : trigger.start].strip(" -‑–") == ""
        for trigger in told
    )


def _is_visited(hit: Hit[str], told: Sequence[Trigger]) -> bool:
    """Tell whether a place is the object of a visit: "visited Moscow"."""
    return any(
        trigger.last == hit.first and trigger.kind == "visit" and trigger.force is Force.VERB
        for trigger in told
    )


@cache
def _mineral_phrases(code: str, minerals: tuple[str, ...]) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for mineral, names in wordlist("mineral_names.toml").items():
        if mineral in minerals:
            phrases.add(names.get(code, ()), mineral)
    return phrases
