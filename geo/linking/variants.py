"""Spellings of a name that no list holds and that rules of language give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from geo.linking.normalize import fold_word, words
from geo.linking.wordlists import wordlist

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MIN_WORD: Final = 3
_MIN_REST: Final = 5
"""Folded letters that must follow a formant for a name to be parted there."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to write a name.

    Attributes
    ----------
    words
        Its words.
    origin
        How it came about; empty as listed.
    at_most
        How far it may be trusted, a key of ``names.CAUTION``.
    """

    words: tuple[str, ...]
    origin: str = ""
    at_most: str = "alone"


def variants(name: str) -> Iterator[Variant]:
    """Yield a name as listed, then what rules make of it, each spelling once.

    Epithets are translated (Upper Kairakty, Верхний Кайракты), hyphens and spaces are
    dropped (Ak-Bulak, Akbulak) and put in (Конимансур, Кони Мансур), letters are those of
    another language (Zhairem, Schairem), and a surname loses its Russian ending (Малеевское,
    Малеев кеніші).
    """
    listed = tuple(name[start:end] for start, end in words(name))
    seen = set()
    for variant in (
        Variant(listed),
        *_bare(name),
        *_translated(listed),
        *_joined(name, listed),
        *_parted(listed),
        *_respelled(listed),
        *_surname(listed),
    ):
        key = tuple(fold_word(word) or word for word in variant.words)
        if key and key not in seen:
            seen.add(key)
            yield variant


@cache
def epithets() -> dict[str, list[tuple[str, str]]]:
    """Return each folded epithet with its translations and their languages."""
    found: dict[str, list[tuple[str, str]]] = {}
    for languages in wordlist("epithets.toml").values():
        forms = [(word, language) for language, listed in languages.items() for word in listed]
        for word, _ in forms:
            found.setdefault(fold_word(word), []).extend(forms)
    return found


def _bare(name: str) -> Iterator[Variant]:
    bare = _BRACKETS.sub(" ", name)
    if bare != name:
        yield Variant(
            tuple(bare[start:end] for start, end in words(bare)),
            "without what stands in brackets",
            "never",
        )


def _translated(listed: tuple[str, ...]) -> Iterator[Variant]:
    for place in (0, len(listed) - 1) if listed[1:] else ():
        rest = listed[:place] + listed[place + 1 :]
        # "New 2" is a name of nothing.
        if not any(word.isalpha() and len(word) >= _MIN_WORD for word in rest):
            continue
        for word, language in epithets().get(fold_word(listed[place]), ()):
            origin = f"“{listed[place]}” in another language ({language})"
            yield Variant((*listed[:place], word, *listed[place + 1 :]), origin)
            if place:
                yield Variant((word, *rest), origin)


def _joined(name: str, listed: tuple[str, ...]) -> Iterator[Variant]:
    if len(listed) > 1 and "-" in name and not any(word.isdecimal() for word in listed):
        yield Variant(("".join(listed),), "written without its hyphen")


@cache
def _formants() -> tuple[str, ...]:
    return tuple(fold_word(formant) for formant in wordlist("formants.toml")["formants"])


def _parted(listed: tuple[str, ...]) -> Iterator[Variant]:
    for place, word in enumerate(listed):
        key = fold_word(word)
        for formant in _formants():
            if key.startswith(formant) and len(key) - len(formant) >= _MIN_REST:
                cut = next((i for i in range(2, len(word)) if fold_word(word[:i]) == formant), None)
                if cut:
                    parted = (*listed[:place], word[:cut], word[cut:], *listed[place + 1 :])
                    yield Variant(parted, "written as two words")


@cache
def _spellings() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """Return languages, what they spell in another way, and how."""
    found = []
    for language, table in wordlist("spellings.toml").items():
        for kind, end in (("letters", ""), ("ends", r"\Z")):
            if spelled := table.get(kind):
                longest = sorted(spelled, key=len, reverse=True)
                found.append((language, re.compile(f"((?:{'|'.join(longest)}){end})"), spelled))
    return tuple(found)


def _respelled(listed: tuple[str, ...]) -> Iterator[Variant]:
    for language, pattern, spelled in _spellings():
        words = tuple(
            "".join(spelled.get(part, part) for part in pattern.split(word.lower()))
            if len(word) >= _MIN_REST
            else word
            for word in listed
        )
        yield Variant(words, f"as spelled in another language ({language})", "with-context")


_SURNAME: Final = re.compile(r"(?P<name>\w+(?:[оеё]в|ин))ск(?:ое|ий|ая)", re.IGNORECASE)


def _surname(listed: tuple[str, ...]) -> Iterator[Variant]:
    match = _SURNAME.fullmatch(listed[0]) if len(listed) == 1 else None
    if match:
        yield Variant((match["name"],), "without its Russian ending", "with-context")
