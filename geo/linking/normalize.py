"""Fold names so that case, accents, script and transliteration do not matter.

Latin and Cyrillic letters go to one small Latin alphabet; other scripts stay as
they are. ``Куйректыколь``, ``Күйректікөл`` and ``Kuyrektykol`` all fold to
``kuirektikol``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

BARRIER: Final = "|"
"""Stands in folded text for punctuation that no name reaches across."""

_LETTERS: Final = {
    # Cyrillic, Russian and the state languages
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "ў": "u",
    "һ": "h", "і": "i", "ҳ": "h", "ҷ": "j", "є": "e", "ґ": "g",
    # Latin letters that an accent turns into another sound, or that have none to drop
    "q": "k", "w": "v", "x": "h", "y": "i", "ç": "ch", "č": "ch", "ş": "sh", "ș": "sh",
    "š": "sh", "ž": "j", "ı": "i", "ə": "a", "æ": "a", "ø": "o", "đ": "d", "ł": "l",
    "ß": "s",
}  # fmt: skip

_APOSTROPHES: Final = "'’‘ʻʼʹʺ`´′"
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SIGNS: Final = "ьъ"
_HYPHENS: Final = "-‐‑‒–—_"

_PIECE: Final = re.compile(
    r"""
    (?P<numeral>(?<!\w)(?:[XХ]{0,3}(?:[IІ][XХV]|V?[IІ]{1,3}|V|X)|x{0,3}(?:i[xv]|vi{1,3}|ii{1,2}))(?!\w))
    |(?P<possessive>['’ʼ](?=[sS](?!\w)))
    |(?P<yo>(?<!\w)[Ёё])
    |(?P<hooked>[oO]['’‘ʻʼ`](?=[^\W\d_]))
    |(?P<letter>.[\u0300-\u036f]*)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Uzbek ``oʻ`` is one letter, Cyrillic ``ў``; an English ``'s`` ends the name; ``ё`` is
printed ``е`` in Russian except where Uzbek and Tajik words begin with it."""

_MERGES: Final = (
    (re.compile("d?zh|dj"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("shch"), "sh"),
    (re.compile("c(?!h)"), "k"),
    (re.compile("i+e"), "e"),
    (re.compile("oo"), "u"),
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"[ |]*\|[ |]*"), BARRIER),
    (re.compile(" +"), " "),
)
"""Spellings of one sound, made one, in this order."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, with the way back to the text it came from.

    Parameters
    ----------
    text
        Words of one alphabet, parted by a space or, where punctuation stands
        between them, by ``BARRIER``.
    starts, ends
        For each character of ``text``, the code points of the original that it
        stands for: ``original[starts[i]:ends[i]]``.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that ``text[start:end]`` stands for."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text and keep the offsets.

    Roman numerals become figures, so that ``Kutessay II`` and ``Кутессай-2`` are
    one name and ``Kutessay I`` is another.
    """
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(text):
        folded = _fold_piece(piece)
        letters.append(folded)
        spans.extend([piece.span()] * len(folded))
        if not folded and spans and piece.group()[0].lower() in _SIGNS:
            spans[-1] = (spans[-1][0], piece.end())
    merged = "".join(letters)
    for pattern, replacement in _MERGES:
        merged, spans = _merge(merged, spans, pattern, replacement)
    return Folded(merged, tuple(start for start, _ in spans), tuple(end for _, end in spans))


def fold_key(text: str) -> str:
    """Fold a name or a query for comparison: words parted by single spaces."""
    return fold(text).text.replace(BARRIER, " ").strip()


def _fold_piece(piece: re.Match[str]) -> str:
    if piece["numeral"]:
        return str(_arabic(piece["numeral"]))
    if piece["possessive"]:
        return " "
    if piece["yo"]:
        return "io"
    if piece["hooked"]:
        return "u"
    return "".join(_fold_letter(letter) for letter in unicodedata.normalize("NFKC", piece.group()))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in _APOSTROPHES or letter in _INVISIBLE or unicodedata.combining(letter):
        return ""
    if letter.isspace() or letter in _HYPHENS:
        return " "
    if not letter.isalnum():
        return BARRIER
    small = letter.lower()
    if small in _LETTERS:
        return _LETTERS[small]
    bare = unicodedata.normalize("NFD", small)[0]
    return _LETTERS.get(bare, bare)


def _merge(
    text: str, spans: list[tuple[int, int]], pattern: re.Pattern[str], replacement: str
) -> tuple[str, list[tuple[int, int]]]:
    parts: list[str] = []
    merged: list[tuple[int, int]] = []
    done = 0
    for match in pattern.finditer(text):
        new = match.expand(replacement)
        parts += [text[done : match.start()], new]
        merged += spans[done : match.start()]
        merged += [(spans[match.start()][0], spans[match.end() - 1][1])] * len(new)
        done = match.end()
    return "".join([*parts, text[done:]]), merged + spans[done:]


def _arabic(numeral: str) -> int:
    values = {"i": 1, "і": 1, "v": 5, "x": 10, "х": 10}
    numbers = [values[letter] for letter in numeral.lower()]
    return sum(
        -number if number < max(numbers[place:]) else number for place, number in enumerate(numbers)
    )
