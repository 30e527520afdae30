"""Words that tell what a name stands for, in a dozen languages, from ``data/linking``."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from geo.linking.inflection import CONSONANT_ENDINGS
from geo.linking.normalize import fold_word
from geo.linking.wordlists import wordlist

Senses = frozenset[str]
"""Senses of one word: ``deposit``, ``settlement``, ``mineral:W``, ``country:KAZ``."""

_MIN_PREFIX: Final = 4
"""Shortest stem that whatever may follow: shorter ones take endings only."""

_MIN_STEM: Final = 3
"""Shortest stem that may take an ending: below it, any short word would match."""

_MOST_KNOWN: Final = 200_000
"""Words whose senses are remembered, so that memory stays bounded."""


BEFORE: Final = "-before"
AFTER: Final = "-after"
"""Sides of a name on which a word can be its head; they end a sense."""

_HEAD_AFTER: Final = frozenset({"kk", "kk-Arab", "ky", "uz", "tk", "tr"})
_HEAD_BEFORE: Final = frozenset({"tg"})
"""Languages in which the head stands after its name only, as in all Turkic ones (Ақбұлақ
қаласы), or before it only, as in Tajik (шаҳри Панҷакент)."""


class Lexicon:
    """Senses of folded words.

    Parameters
    ----------
    entries
        Sense to words: ``=word`` matches as it is, ``stem*`` whatever follows,
        ``word`` with the endings that grammar licenses.
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._inflected: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        for sense, words in entries.items():
            for word in words:
                key = fold_word(word.strip("=*"))
                if not key:
                    continue
                if word.endswith("*") and len(key) >= _MIN_PREFIX:
                    self._stems[key].add(sense)
                    if key.endswith("i"):
                        # Folding merges the last vowel with the next: yttri-um is itrum.
                        for merged in ("u", "Q"):
                            self._stems[key[:-1] + merged].add(sense)
                elif word.startswith("=") or len(key) < _MIN_STEM:
                    self._exact[key].add(sense)
                else:
                    self._inflected[key].add(sense)
        self._heads = {key[:_MIN_STEM] for key in (*self._inflected, *self._stems)}
        self._known: dict[str, Senses] = {}

    @property
    def beginnings(self) -> set[str]:
        """What a word begins with that has a sense; a space ends what is a whole word."""
        return {*self._inflected, *self._stems, *(f"{word} " for word in self._exact)}

    def senses(self, word: str) -> Senses:
        """Return the senses of a folded word; empty for most words."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> Senses:
        found = set(self._exact.get(word, ()))
        if word[:_MIN_STEM] not in self._heads:
            return frozenset(found)
        for length in range(_MIN_STEM, len(word) + 1):
            head = word[:length]
            found |= self._stems.get(head, set())
            if head in self._inflected and (
                length == len(word) or word[length:] in CONSONANT_ENDINGS
            ):
                found |= self._inflected[head]
        return frozenset(found)


@cache
def words() -> Lexicon:
    """Return the senses that neighbours of a name can have."""
    entries: dict[str, list[str]] = {}
    for sense, languages in wordlist("words.toml").items():
        entries[sense] = [word for listed in languages.values() for word in listed]
        for side, strangers in ((BEFORE, _HEAD_AFTER), (AFTER, _HEAD_BEFORE)):
            entries[sense + side] = [
                word
                for language, listed in languages.items()
                if language not in strangers
                for word in listed
            ]
    for file, prefix in (("minerals.toml", "mineral"), ("countries.toml", "country")):
        for code, listed in wordlist(file).items():
            entries[f"{prefix}:{code}"] = list(listed)
    return Lexicon(entries)


@cache
def ideographs() -> dict[str, tuple[str, ...]]:
    """Return words by sense that match inside texts without spaces between words."""
    return {
        sense: tuple(
            dict.fromkeys(
                unicodedata.normalize(form, word) for form in ("NFC", "NFD") for word in listed
            )
        )
        for sense, listed in wordlist("ideographs.toml").items()
    }


@cache
def joining() -> frozenset[str]:
    """Return the folded small words that stand between the names of a list."""
    return frozenset(_neighbours("joining"))


@cache
def as_written() -> dict[str, Senses]:
    """Return the senses of small words, as written, that fold as a word with another does."""
    listed = wordlist("neighbours.toml")
    deposit = frozenset({"deposit", "deposit" + BEFORE, "deposit" + AFTER})
    return {
        **dict.fromkeys(listed["ordinary"], frozenset()),
        **dict.fromkeys(listed["shortened-deposit"], deposit),
    }


@cache
def directions() -> tuple[str, ...]:
    """Return the folded beginnings of words for a part of a country."""
    return _neighbours("directions")


@cache
def surnames() -> tuple[str, ...]:
    """Return the folded endings of names that only persons have."""
    return _neighbours("surnames")


@cache
def own_surnames() -> tuple[str, ...]:
    """Return the folded endings of names of sites that are surnames first."""
    return _neighbours("own-surnames")


def _neighbours(kind: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in wordlist("neighbours.toml")[kind])
