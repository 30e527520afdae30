"""Fold names so that case, accents, script and transliteration do not matter.

Latin, Cyrillic and Kazakh Arabic letters go to one small alphabet, one byte for each
sound, so that whole texts are folded by a few passes in C. ``Куйректыколь``,
``Күйректікөл`` and ``Kuyrektykol`` all fold to ``kuirektikol``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import numpy as np

_SPACE, _APOSTROPHE, _YO, _DROPPED = " ", "\x01", "\x02", "\x03"
_ALPHABET: Final = {
    # Capitals stand for the sounds that Latin writes with two letters: C ch, J zh, Q ia,
    # W sh, X ts.
    **{letter: letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789"},
    "j": "J", "q": "k", "w": "v", "x": "h", "y": "i",
    "ç": "C", "č": "C", "ş": "W", "š": "W", "ș": "W", "ž": "J", "ı": "i", "ə": "a", "æ": "a",
    "ø": "o", "đ": "d", "ł": "l", "ß": "s", "ð": "d", "þ": "t",
    # Cyrillic, Russian and the state languages
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": _YO, "ж": "J", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "X", "ч": "C", "ш": "W", "щ": "W",
    "ъ": _DROPPED, "ы": "i", "ь": _DROPPED, "э": "e", "ю": "u", "я": "Q",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "ў": "u",
    "һ": "h", "і": "i", "ҳ": "h", "ҷ": "J", "ӣ": "i", "ӯ": "u", "є": "e", "ї": "i", "ґ": "g",
    # Arabic script as Kazakhs in China write it; the high hamza marks a whole word
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ج": "J", "چ": "C", "ح": "h", "د": "d", "ر": "r",
    "ز": "z", "س": "s", "ش": "W", "ع": "g", "ف": "f", "ق": "k", "ك": "k", "ک": "k", "گ": "g",
    "ڭ": "n", "ل": "l", "م": "m", "ن": "n", "ە": "e", "ه": "h", "و": "o", "ۇ": "u", "ۋ": "u",
    "ۆ": "u", "ى": "i", "ي": "i", "ی": "i", "ٴ": _DROPPED, "ء": _DROPPED, "ئ": "i", "أ": "a",
}  # fmt: skip
_APOSTROPHES: Final = "'’‘ʻʼʹʺ`´′ʿʾ"
_ACCENTS: Final = "\u0300-\u036f\u0640\u064b-\u0652"
"""Accents, and what lengthens or points Arabic letters; for a class of a pattern."""

_UNSEEN: Final = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Soft hyphens, marks of direction and other signs without a look; for a class of a pattern."""

_SOUNDLESS: Final = re.compile(f"[{_ACCENTS}{_UNSEEN}]")
_HIDDEN: Final = re.compile(f"[{_UNSEEN}]")

_SIGNS: Final = (
    # An English 's ends the name; oʻ is one letter of Uzbek.
    (b"\x01s ", b" "),
    # French and Italian put their article before an apostrophe: d'Inkai, dell'Inkai.
    (b" d\x01", b" d "), (b" l\x01", b" l "), (b" dell\x01", b" "), (b" nell\x01", b" "),
    (b" all\x01", b" "), (b" sull\x01", b" "), (b" dall\x01", b" "), (b" qu\x01", b" "),
    (b"o\x01", b"u"), (b"\x01", b""),
)  # fmt: skip
"""What apostrophes do, in this order."""

_MERGES: Final = (
    (b"ch", b"C"), (b"kh", b"h"), (b"gh", b"g"), (b"zh", b"J"), (b"sh", b"W"), (b"dJ", b"J"),
    (b"sC", b"W"), (b"WC", b"W"), (b"tC", b"C"), (b"dW", b"J"), (b"tW", b"C"), (b"c", b"k"),
    (b"X", b"ts"), (b"tz", b"ts"),
    # German writes й as j: Dscheruj.
    (b"J ", b"i "),
    (b"ii", b"i"), (b"ii", b"i"), (b"ia", b"Q"), (b"iQ", b"Q"), (b"iu", b"u"),
    (b"ie", b"e"), (b"io", b"o"), (b"oo", b"u"), (b"ou", b"u"),
)  # fmt: skip
"""Spellings of one sound, made one, in this order; then one letter is made of two."""

_YO_SPELLED: Final = ((b" \x02", b" io"), (b"\x02", b"e"))
"""ё is printed е in Russian, but not at the start of Uzbek and Tajik words."""


def _table() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return the folded byte of each UTF-16 unit; what is no letter parts words."""
    table = np.full(0x10000, ord(_SPACE), np.uint8)
    for code in range(0xC0, 0x2000):
        # An accented letter that has no line of its own sounds as the bare one.
        bare = unicodedata.normalize("NFD", chr(code).lower())[0]
        table[code] = ord(_ALPHABET.get(bare, _SPACE))
    for letter, folded in _ALPHABET.items():
        for form in {letter, letter.upper()} if len(letter.upper()) == 1 else {letter}:
            table[ord(form)] = ord(folded)
    table[ord("İ")] = ord("i")
    table[0x1F] = 0x1F
    for sign in _APOSTROPHES:
        table[ord(sign)] = ord(_APOSTROPHE)
    for code in range(len(table)):
        if _SOUNDLESS.match(chr(code)):
            table[code] = ord(_DROPPED)
    return table


_TABLE: Final = _table()


def fold(text: str) -> bytes:
    """Fold a text of any length to words of one alphabet.

    Returns
    -------
    Words parted and surrounded by spaces. Scripts without an alphabet here, such
    as Chinese, leave nothing.
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    folded = b" " + _TABLE[units].tobytes().translate(None, _DROPPED.encode()) + b" "
    for sign, spellings in ((b"\x01", _SIGNS), (b"\x02", _YO_SPELLED), (b"", _MERGES)):
        if sign in folded:
            for spelling, sound in spellings:
                folded = folded.replace(spelling, sound)
    return _single(folded)


def _single(folded: bytes) -> bytes:
    """Return folded text with one letter where two are the same; figures stay."""
    letters = np.frombuffer(folded, np.uint8)
    double = (letters[1:] == letters[:-1]) & (letters[1:] >= ord("A"))
    if not double.any():
        return folded
    return letters[np.concatenate(([True], ~double))].tobytes()


MARK: Final = "\x1f"
"""Parts what is folded together; never part of a word, since it counts as white space."""

_MOST_KEPT: Final = 1 << 16
_kept: dict[str, str] = {}


def fold_words(texts: Sequence[str]) -> list[str]:
    """Fold words; punctuation within one, such as a hyphen, is dropped.

    They are folded together, which costs as much as one, and kept.
    """
    with suppress(KeyError):
        return [_kept[text] for text in texts]
    known = {text: word for text in texts if (word := _kept.get(text)) is not None}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        folded = fold(f" {MARK} ".join(new)).replace(b" ", b"").split(MARK.encode())
        known.update(zip(new, (word.decode("ascii") for word in folded), strict=True))
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
        _kept.update((text, known[text]) for text in new)
    return [known[text] for text in texts]


def fold_word(word: str) -> str:
    """Fold one word, as ``fold_words`` does."""
    known = _kept.get(word)
    return fold_words([word])[0] if known is None else known


UNPARTED: Final = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Scripts that do not part words, or attach particles to them; for a class of a pattern."""

_LETTER: Final = rf"[^\W\d_{UNPARTED}]"
_WORD: Final = re.compile(
    rf"\d+|(?:[dDlL]|[dD]ell|[nN]ell|[aA]ll|[sS]ull|[dD]all|[qQ]u)['’](?={_LETTER})"
    rf"|{_LETTER}+(?:[{_ACCENTS}{_UNSEEN}{_APOSTROPHES}]+{_LETTER}+)*[{_ACCENTS}]*"
)
_KEY_WORD: Final = re.compile(rf"[{UNPARTED}]+|{_WORD.pattern}")
_ROMAN: Final = re.compile(
    r"[XХ]{0,3}(?:[IІ][XХV]|V?[IІ]{1,3}|V|X)|x{0,3}(?:i[xv]|vi{1,3}|ii{1,2})"
)


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the words of a part of a text, in code points of the whole.

    Accents, soft hyphens and marks of direction belong to the word they stand in; at its
    end, accents do.
    """
    return [
        match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def visible(text: str) -> str:
    """Return a text as a reader sees it: letters composed, and no sign that has no look."""
    return text if text.isascii() else _HIDDEN.sub("", unicodedata.normalize("NFC", text))


def numeral(word: str) -> int | None:
    """Return what a word counts, in figures or in Roman ones; None if it is no number."""
    if word.isdecimal():
        return int(word[:9])
    return _arabic(word) if _ROMAN.fullmatch(word) else None


def fold_key(text: str) -> str:
    """Fold a name or a query for comparison: words parted by single spaces.

    Roman numerals become figures, so that ``Kutessay II`` and ``Кутессай-2`` are one
    name and ``Kutessay I`` is another; words of other scripts stay as they are seen.
    """
    keys = []
    for match in _KEY_WORD.finditer(text):
        word = visible(match.group())
        number = numeral(word)
        keys.append(str(number) if number is not None else fold_word(word) or word.lower())
    return " ".join(keys)


def _arabic(roman: str) -> int:
    values = {"i": 1, "і": 1, "v": 5, "x": 10, "х": 10}
    numbers = [values[letter] for letter in roman.lower()]
    return sum(
        -number if number < max(numbers[place:]) else number for place, number in enumerate(numbers)
    )
