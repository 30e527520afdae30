"""The endings that grammar licenses after the stem of a name, from ``endings.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from geo.linking.normalize import fold_word
from geo.linking.wordlists import wordlist

Endings = dict[str, str]
"""Folded ending to its name for a reader; the empty ending is the name as listed."""

AS_LISTED: Final = ""
ADJECTIVE: Final = "adjective in -ск-"

_VOWELS: Final = "aeiouQ"
_ADJECTIVE: Final = re.compile(
    r"(?:(?:[сc]к|[нвхмшгк])(?:ое|ее|ый|ий|ой|ая|яя)"
    r"|(?:sk|[nvhm])(?:oye|oe|oje|eye|ee|yi|yy|iy|oy|y))\Z",
    re.IGNORECASE,
)
_ADJECTIVE_ENDINGS: Final = ("oe", "ee", "oi", "aQ", "QQ", "oJe", "i", "e")
_MIN_ADJECTIVE: Final = 5
_MIN_INFLECTED: Final = 4
"""Shortest folded name that takes endings: shorter ones would be found in any word."""


def _folded(spelled: str) -> list[str]:
    return [fold_word(ending) for ending in spelled.split()]


def _together(*grammars: Endings) -> Endings:
    """Return the endings of all; one that several license has the name that each gives it."""
    names: dict[str, dict[str, None]] = {}
    for endings in grammars:
        for ending, name in endings.items():
            names.setdefault(ending, {})[name] = None
    return {
        ending: AS_LISTED if AS_LISTED in given else " or ".join(given)
        for ending, given in names.items()
    }


def _turkic(table: dict[str, str]) -> Endings:
    """Return plural, possessive, case and relative in every order that grammar allows."""
    empty: list[str] = [""]
    plural = empty + _folded(table["plural"])
    possessive = empty + _folded(table["possessive"])
    endings: Endings = {}
    cases = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
    for case in (*cases, "predicative", ""):
        last = _folded(table[case]) if case else empty
        if case == "locative":
            last = last + [place + link for place in last for link in _folded(table["relative"])]
        for many in plural:
            for owned in possessive:
                for end in last:
                    named = "Turkic " + " ".join(
                        word
                        for word in (
                            "plural" if many else "", "possessive" if owned else "", case,
                        )
                        if word
                    )  # fmt: skip
                    endings.setdefault(many + owned + end, named)
    endings.pop("", None)
    return endings


def _adjectives(table: dict[str, str], label: str) -> Endings:
    return {
        formant + ending: label
        for formant in _folded(table["formants"])
        for ending in _folded(table["adjective"])
    }


@dataclass(frozen=True)
class _Grammar:
    """Endings of all languages, by what they follow."""

    suffixes: Endings
    consonant: Endings
    a: Endings
    ya: Endings
    i: Endings
    y: Endings
    adjective: Endings


@cache
def _grammar() -> _Grammar:
    tables = wordlist("endings.toml")
    russian, latin, ukrainian = tables["russian"], tables["russian-latin"], tables["ukrainian"]
    case, own = "Russian case ending", ADJECTIVE
    suffixes = _together(
        dict.fromkeys(_folded(tables["english"]["endings"]), "English ending"),
        dict.fromkeys(_folded(tables["german"]["endings"]), "German ending"),
        _turkic(tables["turkic"]),
        dict.fromkeys(_folded(tables["tajik"]["endings"]), "Tajik ending"),
        _adjectives(latin, own),
        _adjectives(ukrainian, own),
        _adjectives(russian, own),
    )
    return _Grammar(
        suffixes,
        _together(
            dict.fromkeys(_folded(russian["consonant"]), case),
            dict.fromkeys(_folded(ukrainian["consonant"]), "Ukrainian case ending"),
        ),
        dict.fromkeys(_folded(russian["a"]), case),
        dict.fromkeys(_folded(russian["ya"]), case),
        dict.fromkeys(_folded(russian["i"]), case),
        dict.fromkeys(_folded(russian["y"]), case),
        {
            **dict.fromkeys(_folded(latin["adjective"]), "ending of a Russian adjective"),
            **dict.fromkeys(_folded(ukrainian["adjective"]), "ending of a Ukrainian adjective"),
            **dict.fromkeys(_folded(russian["adjective"]), "ending of a Russian adjective"),
        },
    )


CONSONANT_ENDINGS: Final = frozenset(
    {*_grammar().suffixes, *_grammar().consonant, *_grammar().adjective}
)
"""Whatever may follow a word that ends in a consonant."""


@dataclass(frozen=True, slots=True)
class Stem:
    """What of a word never changes, and what may follow it."""

    text: str
    endings: Endings

    def ending(self, word: str) -> str | None:
        """Return the name of the ending of a folded word; None if it is another word."""
        if not word.startswith(self.text):
            return None
        return self.endings.get(word[len(self.text) :])


def stem(word: str) -> Stem:
    """Return the stem of a word of a name, and the endings it takes.

    Parameters
    ----------
    word
        As written: the class shows in the spelling, not in the folded form.
    """
    key = fold_word(word)
    if len(key) >= _MIN_ADJECTIVE and _ADJECTIVE.search(word):
        for ending in _ADJECTIVE_ENDINGS:
            if key.endswith(ending):
                return Stem(key[: -len(ending)], _adjective(ending))
    if len(key) < _MIN_INFLECTED:
        return Stem(key, {"": AS_LISTED})
    last = key[-1]
    if last == "i" and key[-2] in _VOWELS:
        return Stem(key[:-1], _after_y())
    if last in _VOWELS:
        return Stem(key[:-1], _after_vowel(last))
    if last in _SOFTENED:
        return Stem(key[:-1], _after_softened(last))
    return Stem(key, _after_consonant(last))


@cache
def _adjective(listed: str) -> Endings:
    return {**_grammar().adjective, listed: AS_LISTED}


@cache
def _after_consonant(consonant: str) -> Endings:
    # Folding makes one letter of two: Хайдаркан-нан is haidarkanan.
    merged = {end[1:]: label for end, label in _grammar().suffixes.items() if end[0] == consonant}
    return _together(_grammar().consonant, _grammar().suffixes, merged, {"": AS_LISTED})


_SOFTENED: Final = {"k": "g", "p": "b"}
"""Turkic languages soften these before a vowel: Акбулак, Ақбұлағы."""


@cache
def _after_softened(last: str) -> Endings:
    soft = _SOFTENED[last]
    return _together(
        {last + end: label for end, label in _after_consonant(last).items()},
        {soft + end: label for end, label in _grammar().suffixes.items() if end[0] in _VOWELS},
    )


@cache
def _after_y() -> Endings:
    suffixes = _grammar().suffixes
    return _together(
        _grammar().y,
        _joined("i", suffixes),
        _adjectival(suffixes),
        {"i": AS_LISTED},
    )


@cache
def _after_vowel(vowel: str) -> Endings:
    grammar = _grammar()
    russian = {"a": grammar.a, "Q": grammar.ya, "i": grammar.i, "o": grammar.a}.get(vowel, {})
    joined, adjectival = _joined(vowel, grammar.suffixes), _adjectival(grammar.suffixes)
    return _together(russian, joined, adjectival, {vowel: AS_LISTED})


def _adjectival(suffixes: Endings) -> Endings:
    """Return the endings that stand in place of a vowel too: Ингичка, Ингичкинский."""
    return {end: label for end, label in suffixes.items() if end.startswith(("sk", "insk", "nsk"))}


def _joined(vowel: str, suffixes: Endings) -> Endings:
    return {vowel + suffix: label for suffix, label in suffixes.items()}
