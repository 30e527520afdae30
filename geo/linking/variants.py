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
    is_cut
        Whether words of the name are left out.
    """

    words: tuple[str, ...]
    origin: str = ""
    is_cut: bool = False


def variants(name: str) -> Iterator[Variant]:
    """Yield a name as listed, then what rules make of it, each spelling once.

    Epithets are translated (Upper Kairakty, Верхний Кайракты), hyphens and spaces are
    dropped (Ak-Bulak, Akbulak) and put in (Конимансур, Кони Мансур).
    """
    listed = tuple(name[start:end] for start, end in words(name))
    seen = set()
    for variant in (
        Variant(listed),
        *_bare(name),
        *_translated(listed),
        *_joined(name, listed),
        *_parted(listed),
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
            is_cut=True,
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
