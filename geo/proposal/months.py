"""The names of months: those of CLDR, with the endings that grammar licenses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale

from geo.linking.inflection import CONSONANT_ENDINGS
from geo.linking.normalize import fold_word
from geo.linking.wordlists import wordlist
from geo.proposal.languages import Language
from geo.proposal.phrases import Word

_EXACT_MONTHS: Final = frozenset({"en", "de", "fr", "it"})
"""Languages whose months take no ending; elsewhere the endings of names are licensed."""

_LEAST_STEM: Final = 3
_CAPITAL_MONTHS: Final = frozenset({"en", "de", "tr"})
"""Languages that write months with a capital: the verb may and Turkish ocak are none."""


def month_of(word: Word, language: Language) -> tuple[int, bool] | None:
    """Return the number of the month that a word names, and whether it is shortened.

    ``May`` and ``Mai`` are months and ``may`` is none; ``ноября`` is ``ноябрь`` with an
    ending. Languages that write the number of the month have no names of months here.
    """
    code = language.code
    if language.unparted or (code in _CAPITAL_MONTHS and not word.written[0].isupper()):
        return None
    months = _months(code)
    exact = months.get(word.folded)
    if exact or code in _EXACT_MONTHS:
        return exact
    for length in range(len(word.folded) - 1, _LEAST_STEM - 1, -1):
        known = months.get(word.folded[:length])
        if known and not known[1] and word.folded[length:] in CONSONANT_ENDINGS:
            return known
    return None


@cache
def _months(code: str) -> Mapping[str, tuple[int, bool]]:
    """Return the folded name of each month to its number and whether it is shortened."""
    locale = Locale.parse(code.replace("-", "_"))
    found: dict[str, tuple[int, bool]] = {}
    for width in ("abbreviated", "wide"):
        for context in ("format", "stand-alone"):
            for month, name in locale.months[context][width].items():
                found[fold_word(name)] = (month, width == "abbreviated")
    for month, forms in wordlist("dates.toml")["months"].get(code, {}).items():
        found |= {fold_word(form): (int(month), False) for form in forms}
    found.pop("", None)
    return {name: value for name, value in found.items() if not name.isdigit()}
