"""Venues that a sentence names, where it says that something happened there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from geo.dataset import Dataset
from geo.linking.normalize import fold_word
from geo.linking.wordlists import wordlist
from geo.proposal.languages import Language
from geo.proposal.phrases import Hit, Phrases, Word, is_name

ARTICLES: Final = frozenset({"the", "la", "le", "il", "der", "dem", "den", "l"})


def known_places(dataset: Dataset) -> tuple[str, ...]:
    """Return the venues of the dataset's events and the seats of its parties, sorted.

    A country or several places in one cell are no venue.
    """
    countries = {*dataset["parties"]["name_en"]}
    named = {*dataset["events"]["place"], *dataset["parties"]["seat"]}
    return tuple(sorted(place for place in named - countries if place and ";" not in place))


@cache
def _phrases(names: tuple[str, ...]) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    forms = wordlist("places.toml")
    for name in names:
        phrases.add([name, *forms.get(name, ())], name)
    return phrases


def places(text: str, sentence: Sequence[Word], names: tuple[str, ...]) -> list[Hit[str]]:
    """Return the names of places in a sentence, whatever they stand for there."""
    found = _phrases(names).find(text, sentence)
    return [hit for hit in found if is_name(text, hit.start)]


def is_venue(
    text: str, sentence: Sequence[Word], hit: Hit[str], language: Language, *, visit: bool
) -> bool:
    """Tell whether a place is where something happened: "in Moscow", not "Moscow says"."""
    if language.unparted:
        return _is_venue_unparted(text, hit, language, visit=visit)
    at = hit.first - 1
    if at >= 0 and sentence[at].written.lower() in ARTICLES:
        at -= 1
    before = sentence[at].written.lower() if at >= 0 else ""
    here, there = before in language.before["at"], before in language.before["to"]
    word = sentence[hit.last - 1]
    if word.folded not in _as_listed():
        here = here or bool(language.after["at_end"].search(word.written.lower()))
        there = there or bool(language.after["to_end"].search(word.written.lower()))
    return here or (visit and there)


@cache
def _as_listed() -> frozenset[str]:
    """Return the folded last words of places without an ending."""
    forms = wordlist("places.toml")
    listed = (form for name, others in forms.items() for form in (name, *others))
    return frozenset(fold_word(form.replace("-", " ").split()[-1]) for form in listed)


def _is_venue_unparted(text: str, hit: Hit[str], language: Language, *, visit: bool) -> bool:
    before = text[max(0, hit.start - 2) : hit.start]
    after = text[hit.end : hit.end + 3]
    endings = [after[:size] for size in range(1, len(after) + 1)]
    here = before.endswith(tuple(language.before["at"])) or any(
        language.after["at_end"].search(ending) for ending in endings
    )
    there = before.endswith(tuple(language.before["to"])) or any(
        language.after["to_end"].search(ending) for ending in endings
    )
    return here or (visit and there)
