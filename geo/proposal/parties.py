"""States and organisations that a sentence names, and whether as ones that take part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from geo.linking.wordlists import wordlist
from geo.proposal.languages import Language, languages
from geo.proposal.phrases import Hit, Phrases, Word, is_name

_SEPARATOR: Final = "-"
_ORGANISATIONS: Final = {"EUU": "EU"}
"""Parties whose code is not that of CLDR."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a word says: whose name it is, and whether it is an adjective or a group."""

    parties: tuple[str, ...]
    adjective: bool = False
    group: bool = False


@cache
def _phrases(codes: tuple[str, ...]) -> Phrases[Name]:
    phrases: Phrases[Name] = Phrases()
    aliases = get_global("territory_aliases")
    locales = [Locale.parse(code.replace("-", "_")) for code in languages()]
    tables = wordlist("parties.toml")
    for code in codes:
        name = Name((code,))
        territory = _ORGANISATIONS.get(code) or next(iter(aliases.get(code, ())), "")
        stated = (locale.territories.get(territory, "") for locale in locales)
        phrases.add([one for one in stated if one], name)
        phrases.add(tables["names"].get(code, ()), name)
        phrases.add(tables["adjectives"].get(code, ()), Name((code,), adjective=True))
    for joined, names in tables["groups"].items():
        members = tuple(code for code in joined.split(_SEPARATOR) if code in codes)
        phrases.add(names, Name(members, group=True))
    return phrases


def parties(text: str, sentence: Sequence[Word], codes: tuple[str, ...]) -> list[Hit[Name]]:
    """Return the names of parties in a sentence, with a capital where they are no adjective.

    Parameters
    ----------
    codes
        Codes of the table ``parties``.
    """
    found = []
    for hit in _phrases(codes).find(text, sentence):
        named = is_name(text, hit.start)
        values = sorted(
            (name for name in hit.values if name.adjective or named),
            key=lambda name: name.adjective,
        )
        if values:
            found.append(Hit(hit.start, hit.end, hit.first, hit.last, (values[0],)))
    return found


def stands_aside(text: str, sentence: Sequence[Word], hit: Hit[Name], language: Language) -> bool:
    """Tell whether a country is named as where something is, or whose, not as who acts."""
    if language.unparted:
        before = text[max(0, hit.start - 2) : hit.start]
        return before.endswith(tuple(language.before["aside"])) or _is_followed(
            text, hit.end, language, "aside_end"
        )
    at = hit.first - 1
    if at >= 0 and sentence[at].written.lower() in {"the", "der", "die", "den", "la", "le", "il"}:
        at -= 1
    if at > 1 and sentence[at].written.lower() in language.before["and"]:
        at -= 2  # Envoy for South and Central Asia
    if at >= 0 and sentence[at].written.lower() in language.before["aside"]:
        return True
    word = sentence[hit.last - 1].written.lower()
    return not _is_nominative(word, language) and bool(language.after["aside_end"].search(word))


def is_toward(text: str, sentence: Sequence[Word], hit: Hit[Name], language: Language) -> bool:
    """Tell whether a country is named as where a visit leads."""
    if language.unparted:
        before = text[max(0, hit.start - 2) : hit.start]
        return before.endswith(tuple(language.before["to"])) or _is_followed(
            text, hit.end, language, "to_end"
        )
    at = hit.first - 1
    if at >= 0 and sentence[at].written.lower() in {"the", "den", "die", "la", "le"}:
        at -= 1
    before = sentence[at].written.lower() if at >= 0 else ""
    word = sentence[hit.last - 1].written.lower()
    return before in language.before["to"] or bool(language.after["to_end"].search(word))


def _is_followed(text: str, end: int, language: Language, name: str) -> bool:
    after = text[end : end + 3]
    return any(language.after[name].search(after[:size]) for size in range(1, len(after) + 1))


@cache
def _nominatives(code: str) -> frozenset[str]:
    locale = Locale.parse(code.replace("-", "_"))
    names = [*locale.territories.values()]
    tables = wordlist("parties.toml")
    listed = (name for names in tables["names"].values() for name in names)
    return frozenset(name.lower().split()[-1] for name in (*names, *listed) if name)


def _is_nominative(word: str, language: Language) -> bool:
    return word in _nominatives(language.code)
