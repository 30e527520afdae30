"""Words that tell of an event: nouns that name it, verbs that tell what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Final

from geo.linking.wordlists import wordlist
from geo.proposal.languages import Language
from geo.proposal.phrases import Phrases, Word


class Force(IntEnum):
    """How far a word makes an event by itself, the strongest first."""

    NOUN = 0
    WEAK = 1
    VERB = 2


_TABLES: Final = {"nouns": Force.NOUN, "weak": Force.WEAK, "verbs": Force.VERB}

NOTHING: Final = "nothing"
"""Heading of longer phrases that tell of no event, though a word in them would."""

PRECEDENCE: Final = (
    *("law", "signing", "opening", "discovery", "arbitration", "ruling", "protest", "summit"),
    *("call", "letters", "visit", "dialogue", "address", "meeting", "announcement", NOTHING),
)
"""Which kind a sentence with several verbs tells of: the more definite act."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event.

    Attributes
    ----------
    kind
        Key of the vocabulary ``event_kind``.
    start, end
        Span in code points.
    first, last
        Numbers of its first word and of the word after it.
    """

    kind: str
    force: Force
    start: int
    end: int
    first: int
    last: int


@cache
def _phrases(code: str) -> Phrases[tuple[str, Force]]:
    phrases: Phrases[tuple[str, Force]] = Phrases()
    for kind, tables in wordlist("event_words.toml").items():
        for name, languages in tables.items():
            phrases.add(languages.get(code, ()), (kind, _TABLES[name]))
    return phrases


def triggers(text: str, sentence: Sequence[Word], language: Language) -> list[Trigger]:
    """Return the words of a sentence that tell of an event, in order."""
    found = []
    for hit in _phrases(language.code).find(text, sentence):
        kind, force = min(hit.values, key=lambda value: (value[1], PRECEDENCE.index(value[0])))
        if kind == NOTHING:
            continue
        found.append(Trigger(kind, force, hit.start, hit.end, hit.first, hit.last))
    return found
