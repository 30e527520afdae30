"""The sound of katakana, hangul and folded names, in letters that can be compared.

Both scripts write a foreign name as it sounds, with the vowels that their syllables need:
Kumtor is ``クムトール``, *ku-mu-to-ru*, and ``쿰토르``, *kum-to-reu*. A word of the text and a
listed name are brought to the same letters, those of ``normalize``, and compared.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

_Rule = tuple[re.Pattern[str], str]


def _rules(*rules: tuple[str, str]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in rules)


_ONE: Final = (r"([^\d])\1+", r"\1")
"""A sound held longer is the same sound."""

_GLIDES: Final = (
    (r"ii+", "i"), (r"i[aQ]", "Q"), (r"iu", "u"), (r"ie", "e"), (r"io", "o"), (r"ou", "u"),
)  # fmt: skip
"""Vowels that ``normalize`` makes one."""

_KEYS: Final = {
    "ja": _rules(
        *_GLIDES, ("v", "b"), ("l", "r"), ("([CJW])Q", r"\1a"), _ONE,
        ("m(?=[bp])", "n"), ("Wi", "si"), ("zi", "Ji"), ("hu", "fu"), ("ti", "Ci"), ("tu", "tsu"),
        # A syllable ends in a vowel or in n; other consonants are given the vowel that is
        # heard least beside them.
        ("W(?![aeiouQ])", "si"), ("([CJ])(?![aeiouQ])", r"\1i"), ("h(?![aeiouQ])", "fu"),
        ("([td])(?![aeiouQs])", r"\1o"), ("([bfgkmprsz])(?![aeiouQ])", r"\1u"),
    ),
    "ko": _rules(
        *_GLIDES, ("v", "b"), ("f", "p"), ("r", "l"), ("J", "z"), ("([CWz])Q", r"\1a"),
        ("sQ", "Wa"),
        ("N(?=[kg])", "n"), ("N", "nk"), _ONE,
        ("([CW])(?![aeiouQ])", r"\1i"), ("Wi", "si"), ("ts", "C"),
        # What ends a syllable has no voice.
        ("g(?![aeiouQ])", "k"), ("b(?![aeiouQ])", "p"), ("d(?![aeiouQ])", "t"), _ONE,
    ),
}  # fmt: skip
"""What each language does not tell apart, and the vowels it puts in, in this order."""

LANGUAGES: Final = tuple(_KEYS)


@lru_cache(maxsize=1 << 16)
def key(letters: str, language: str) -> str:
    """Return what is left of folded letters in ``ja`` or ``ko``: names that agree sound alike."""
    for pattern, sound in _KEYS[language]:
        letters = pattern.sub(sound, letters)
    return letters


# --- katakana ----------------------------------------------------------------------------

_ROWS: Final = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ",
    "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ",
    "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_KANA: Final = {
    **{kana: row + "aiueo"[at] for row, listed in _ROWS.items() for at, kana in enumerate(listed)},
    "チ": "Ci", "ジ": "Ji", "ヂ": "Ji", "ツ": "tsu", "ヅ": "zu", "フ": "fu", "ヴ": "bu", "ヤ": "ia",
    "ユ": "iu", "ヨ": "io", "ワ": "ua", "ヲ": "o", "ン": "n", "ッ": "", "ー": "",
}  # fmt: skip
_SMALL: Final = {
    "ァ": "a",
    "ィ": "i",
    "ゥ": "u",
    "ェ": "e",
    "ォ": "o",
    "ャ": "ia",
    "ュ": "iu",
    "ョ": "io",
}
"""Kana that change the vowel of the one before."""

_HUSHED: Final = {"si": "W", "Ci": "C", "Ji": "J"}
"""Syllables whose i is no sound of its own before a small kana: シャ is *sha*."""


def kana_letters(kana: str) -> str | None:
    """Return the folded letters that katakana stand for; None where a sign has none."""
    letters: list[str] = []
    for sign in kana:
        vowel = _SMALL.get(sign)
        if vowel is None:
            syllable = _KANA.get(sign)
            if syllable is None:
                return None
            letters.append(syllable)
        elif letters and letters[-1] in _HUSHED:
            letters[-1] = _HUSHED[letters[-1]] + vowel[-1]
        elif letters and letters[-1][:-1]:
            letters[-1] = letters[-1][:-1] + vowel
        else:
            letters.append(vowel)
    return "".join(letters)


# --- hangul ------------------------------------------------------------------------------

_FIRST, _LAST, _VOWELS, _FINALS = 0xAC00, 0xD7A3, 21, 28
_INITIAL: Final = ("g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "z", "C", "C", "k",
                   "t", "p", "h")  # fmt: skip
_MEDIAL: Final = ("a", "e", "ia", "ie", None, "e", None, "ie", "o", "ua", "ue", "ue", "io", "u",
                  None, "ue", "ui", "iu", "", "i", "i")  # fmt: skip
"""ㅓ and its kin, which are None, write no vowel of these names."""

_FINAL: Final = {0: "", 1: "k", 4: "n", 8: "r", 16: "m", 17: "b", 19: "t", 21: "N"}
"""Consonants that may end a syllable of a foreign name: ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅇ."""


@cache
def hangul_letters(syllable: str) -> str | None:
    """Return the folded letters of a composed syllable; None if no foreign name has it.

    References
    ----------
    The Unicode Standard, section 3.12, Conjoining Jamo Behavior: syllables are numbered.
    """
    rest, final = divmod(ord(syllable) - _FIRST, _FINALS)
    initial, medial = divmod(rest, _VOWELS)
    first, vowel, last = _INITIAL[initial], _MEDIAL[medial], _FINAL.get(final)
    if vowel is None or last is None:
        return None
    if first == "s" and vowel[:1] == "i" and vowel != "i":
        first, vowel = "W", vowel[1:]
    elif first == "C" and not vowel:
        first = "ts"
    return first + vowel + last
