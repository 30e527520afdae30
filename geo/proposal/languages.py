"""Which language a paragraph is in, and the grammar that is read of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from geo.linking.wordlists import wordlist
from geo.proposal.phrases import Phrases, Word

_NONE: Final = re.compile(r"(?!)")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_HANGUL: Final = re.compile("[\uac00-\ud7af]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_STRANGE_WEIGHT: Final = 2
"""How much a letter that a language does not use counts against it."""

_FALLBACKS: Final = ("ru", "en")
"""Languages of a paragraph without a word that tells, by its script: Cyrillic, else."""


@dataclass(frozen=True, eq=False)
class Language:
    """The grammar of one language, as ``languages.toml`` gives it.

    Attributes
    ----------
    code
        BCP 47 tag; for Babel, its hyphen is an underscore.
    verb_last
        Whether what belongs to a noun or verb of happening stands before it.
    before
        Name of a list to the words, in small letters, that stand before a name.
    after
        Name of a list to the pattern of an ending on a name or after it.
    phrases
        Name of a list to its phrases.
    """

    code: str
    verb_last: bool
    common: frozenset[str]
    letters: frozenset[str]
    before: Mapping[str, frozenset[str]]
    after: Mapping[str, re.Pattern[str]]
    phrases: Mapping[str, Phrases[str]]

    @property
    def unparted(self) -> bool:
        """Whether words are written without spaces, or particles grow onto them."""
        return self.code in {"zh", "ja", "ko"}


_BEFORE: Final = ("and", "at", "to", "aside", "in_month", "in_year", "not_date", "month_word")
_AFTER: Final = ("at_end", "to_end", "aside_end", "in_month_end")
_PHRASES: Final = ("future", "another", "year")


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages that are read, by code."""
    return {code: _language(code, table) for code, table in wordlist("languages.toml").items()}


def _language(code: str, table: Mapping[str, Any]) -> Language:
    phrases: dict[str, Phrases[str]] = {}
    for name in _PHRASES:
        phrases[name] = Phrases()
        phrases[name].add(table.get(name, "").split(), name)
    return Language(
        code,
        table.get("verb_last", False),
        frozenset(table["common"].split()),
        frozenset(table.get("letters", "")),
        {name: frozenset(table.get(name, "").split()) for name in _BEFORE},
        {name: re.compile(f"{table[name]}\\Z") if table.get(name) else _NONE for name in _AFTER},
        phrases,
    )


def language_of(text: str, words: Sequence[Word], otherwise: str = "") -> Language:
    """Return the language that a paragraph is most likely in.

    Parameters
    ----------
    text, words
        The paragraph, and its words.
    otherwise
        Code to use if no word tells; by script unless given.
    """
    known = languages()
    if _KANA.search(text):
        return known["ja"]
    if _HANGUL.search(text):
        return known["ko"]
    if _HAN.search(text):
        return known["zh"]
    small = Counter(word.written.lower() for word in words)
    letters = Counter(text.lower())
    special = {letter for language in known.values() for letter in language.letters}
    votes = {
        code: sum(small[word] for word in language.common)
        + sum(letters[letter] for letter in language.letters)
        - _STRANGE_WEIGHT * sum(letters[letter] for letter in special - language.letters)
        for code, language in known.items()
    }
    best = max(votes, key=lambda code: votes[code])
    if votes[best] > 0:
        return known[best]
    return known[otherwise or _FALLBACKS[0 if _CYRILLIC.search(text) else 1]]
