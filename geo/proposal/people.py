"""Office holders that a sentence names, and offices that stand for their holders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from geo import edtf
from geo.linking.normalize import fold_word
from geo.linking.normalize import words as word_spans
from geo.linking.wordlists import wordlist
from geo.proposal.languages import Language
from geo.proposal.phrases import Hit, Phrases, Word, is_name

ACTOR: Final = "actor"
"""Role of words for those who act for a country without being its head."""

SOURCE: Final = "source"
"""Role of words for those who speak for someone: whom they quote does not take part."""


@dataclass(frozen=True, slots=True)
class Term:
    """An office that a person held: EDTF dates, empty where unknown or still held."""

    role: str
    office: str
    start: str
    end: str

    def covers(self, date: str) -> bool:
        """Tell whether a date lies in the term as far as it is known."""
        if not edtf.is_valid(date):
            return False
        first, last = edtf.lower_bound(date), edtf.upper_bound(date)
        begun = bool(self.start) and edtf.lower_bound(self.start) <= last
        return begun and (not self.end or edtf.upper_bound(self.end) >= first)


@dataclass(frozen=True, slots=True)
class Person:
    """An office holder."""

    name: str
    party: str
    terms: tuple[Term, ...]

    def office(self, date: str) -> str:
        """Return the office at a date, or the latest one; it may be held no longer."""
        at = next((term.office for term in self.terms if term.covers(date)), "")
        return at or self.terms[-1].office

    def is_past(self, date: str) -> bool:
        """Tell whether all known terms were over at a date, or had not begun."""
        known = all(term.start or term.end for term in self.terms)
        return known and edtf.is_valid(date) and not any(term.covers(date) for term in self.terms)


@cache
def everyone() -> tuple[Person, ...]:
    """Return the office holders of ``offices.toml``."""
    return tuple(
        Person(
            entry["name"],
            entry["party"],
            tuple(
                Term(term["role"], term["office"], term["from"], term["to"])
                for term in entry["terms"]
            ),
        )
        for entry in wordlist("offices.toml")["person"]
    )


@cache
def _phrases() -> Phrases[Person]:
    phrases: Phrases[Person] = Phrases()
    for person, entry in zip(everyone(), wordlist("offices.toml")["person"], strict=True):
        phrases.add([*entry["forms"], person.name], person)
    return phrases


@cache
def _given_names() -> Mapping[str, frozenset[str]]:
    """Return person to the folded words of the whole name."""
    return {
        person.name: frozenset(
            fold_word(person.name[start:end]) for start, end in word_spans(person.name)
        )
        for person in everyone()
    }


@cache
def offices(language: Language) -> Phrases[str]:
    """Return what offices are called in a language, by role."""
    phrases: Phrases[str] = Phrases()
    for role, languages in wordlist("offices.toml")["offices"].items():
        phrases.add(languages.get(language.code, ()), role)
    return phrases


def people(text: str, sentence: Sequence[Word]) -> list[Hit[Person]]:
    """Return the persons that a sentence names; a surname may be that of several.

    A name begins with a capital where its script has them, and takes in the given
    names and initials before it.
    """
    found = []
    for hit in _phrases().find(text, sentence):
        if not any(is_name(text, word.start) for word in sentence[hit.first : hit.last]):
            continue
        values, first = hit.values, hit.first
        while first and (before := sentence[first - 1].written):
            named = tuple(
                person
                for person in values
                if sentence[first - 1].folded in _given_names()[person.name]
            )
            initial = len(before) == 1 and before.isupper()
            fitting = named or tuple(
                person for person in values if initial and _begins(person, before)
            )
            gap = text[sentence[first - 1].end : sentence[first].start]
            if not fitting or gap.strip(" .-\u2011\xa0"):
                break
            values, first = fitting, first - 1
        start = sentence[first].start if first < hit.first else hit.start
        found.append(Hit(start, hit.end, first, hit.last, values))
    return found


def _begins(person: Person, initial: str) -> bool:
    return fold_word(person.name)[:1] == fold_word(initial)[:1]


def holder(party: str, role: str, date: str) -> Person | None:
    """Return the one person known to have held an office at a date."""
    holders = [
        person
        for person in everyone()
        if person.party == party
        and any(term.role == role and term.covers(date) for term in person.terms)
    ]
    return holders[0] if len(holders) == 1 else None


def told_apart(
    persons: Sequence[Person], role: str, date: str, named: Iterable[Person]
) -> Person | None:
    """Return which of several persons of one name is meant; None if that is open.

    Parameters
    ----------
    role
        Role of the office beside the name; empty if there is none.
    date
        When the text speaks of: the date of the event, or of publication.
    named
        Persons whom the text names in full elsewhere.
    """
    if len(persons) == 1:
        return persons[0]
    if role:
        held = [
            person
            for person in persons
            if any(term.role == role and (term.covers(date) or not date) for term in person.terms)
        ]
        if len(held) == 1:
            return held[0]
    full = [person for person in persons if person in set(named)]
    return full[0] if len(full) == 1 else None
