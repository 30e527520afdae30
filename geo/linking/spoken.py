"""Names of sites in katakana and hangul, found by their sound, which no list need hold."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from geo.linking.names import Entry, Spelled, is_generic
from geo.linking.normalize import UNPARTED, fold_word, numeral, words
from geo.linking.sound import LANGUAGES, hangul_letters, kana_letters, key
from geo.linking.wordlists import wordlist

ORIGIN: Final = "written as a listed name sounds"
"""What a reader is told of such a name."""

_MIN_LETTERS: Final = 5
"""Shortest name, in folded letters, that hardly sounds like another word."""

_HEAD: Final = 4
"""Letters of a key by which words that begin no name are passed over."""

_MIN_KANA: Final = 4
_MIN_SYLLABLES: Final = 3
"""Shortest names in signs that have a vowel or end a syllable; fewer are ordinary words, as
シージャック, a hijacking, and 시작, a beginning."""

_MOST_WORDS: Final = 3
_MOST_SIGNS: Final = 16
"""Longest name of several words, in words and in syllables."""

_MOST_KEPT: Final = 1 << 15
"""Runs of katakana that are remembered."""

_MOST_SITES: Final = 20
"""Highest number that is taken for part of a name."""

_SOFT: Final = re.compile("ь(?![оеёияюй])", re.IGNORECASE)
_LISTED: Final = re.compile(f"[{UNPARTED}]")
_KATAKANA: Final = "[\u30a1-\u30fa\u30fc]+"
_LIGHT: Final = re.compile("[ァィゥェォャュョッー]")
"""Kana that are no syllable of their own."""

_JOINT: Final = "[・･＝=‐-]"
_RUN: Final = re.compile(f"{_KATAKANA}(?:{_JOINT}{_KATAKANA})*")
_JAMO: Final = "\u1100-\u11ff"
_WORD: Final = re.compile(f"(?<![{_JAMO}])[\uac00-\ud7a3]+(?![{_JAMO}])")
_SCRIPTS: Final = re.compile("[\u30a1-\u30fa\uac00-\ud7a3]")
_GAPS: Final = frozenset(" \u00a0\n-‐·")
_NUMBER: Final = re.compile(
    r"[ \u00a0]?[-‐–]?(?P<number>\d{1,2}|[IVX]{1,4}|[Ⅰ-Ⅻ])(?![.,%％]*\d|[A-Za-z%％年月日년월일])"
)


class _Sound(NamedTuple):
    """How a name sounds: the meaning of its epithet, the key of the rest, and its number."""

    epithet: str
    key: str
    number: int


class Spoken:
    """Names of sites, filed by how Japanese and Korean would write them.

    Parameters
    ----------
    entries
        Names as listed; those in scripts that are not folded count for nothing.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._filed: dict[str, dict[_Sound, dict[str, Entry]]] = {
            language: defaultdict(dict) for language in LANGUAGES
        }
        for entry in entries:
            if entry.matching == "never" or _LISTED.search(entry.alias):
                continue
            known = replace(entry, matching="with-context")
            for epithet, letters, number in _spoken(entry.alias):
                for language, filed in self._filed.items():
                    sound = _Sound(epithet, key(letters, language), number)
                    filed[sound].setdefault(entry.site_id, known)
        self._keys = {sound.key for sound in self._filed["ja"]}
        self._judged: dict[str, bool] = {}
        self._heads = {sound.key[:_HEAD] for sound in self._filed["ko"]}

    def find(self, text: str, start: int, end: int) -> Iterator[Spelled]:
        """Yield the names that katakana and hangul of a part of a text sound like."""
        if _SCRIPTS.search(text, start, end):
            for run in _RUN.finditer(text, start, end):
                if self._may_name(run.group()):
                    yield from self._run(text, *run.span())
            yield from self._hangul(text, start, end)

    def _may_name(self, run: str) -> bool:
        """Whether a run, or a part of it, sounds like a name; most words do not, ever."""
        known = self._judged.get(run)
        if known is None:
            parts = re.split(_JOINT, run)
            heard = {*parts, "".join(parts), "".join(parts[1:])}
            heard |= {kana.removesuffix(noun) for kana in heard for noun in _nouns()}
            letters = {kana_letters(kana) for kana in heard}
            known = any(one and key(one, "ja") in self._keys for one in letters)
            if len(self._judged) >= _MOST_KEPT:
                self._judged.clear()
            self._judged[run] = known
        return known

    def _run(self, text: str, first: int, last: int) -> list[Spelled]:
        """Return the names that a run of katakana is, or those of the list that it is.

        ``クムトール・ゴールド`` is a company, of which a part alone is no site.
        """
        whole = self._katakana(text, first, last)
        parts = [
            self._katakana(text, first + part.start(), first + part.end())
            for part in re.finditer(_KATAKANA, text[first:last])
        ]
        return whole or ([one for names in parts for one in names] if all(parts) else [])

    def _katakana(self, text: str, first: int, last: int) -> list[Spelled]:
        start, stop, epithet = first, last, ""
        for word, meaning in _epithets("ja", "before"):
            if re.match(word + _JOINT, text[first:last]):
                epithet, first = meaning, first + len(word) + 1
                break
            if text.endswith(word, 0, first):
                epithet, start = meaning, first - len(word)
                break
        for word, meaning in _epithets("ja", "after"):
            if not epithet and text.startswith(word, last):
                epithet, stop = meaning, last + len(word)
        noun = next(filter(text[first:last].endswith, _nouns()), "")
        return self._kana(text, (start, first, last, stop), epithet) or (
            self._kana(text, (start, first, last - len(noun), last - len(noun)), epithet)
            if noun and stop == last
            else []
        )

    def _kana(self, text: str, places: tuple[int, int, int, int], epithet: str) -> list[Spelled]:
        """Return the names that katakana sound like, without the epithet around them."""
        start, first, last, stop = places
        kana = re.sub(_JOINT, "", text[first:last])
        letters = kana_letters(kana) if len(_LIGHT.sub("", kana)) >= _MIN_KANA else None
        return self._named("ja", text, (start, stop), epithet, letters)

    def _hangul(self, text: str, start: int, end: int) -> Iterator[Spelled]:
        spans = [match.span() for match in _WORD.finditer(text, start, end)]
        reached = start
        for place, (first, last) in enumerate(spans):
            if first < reached:
                continue
            joined = [(first, last)]
            for span in spans[place + 1 : place + _MOST_WORDS]:
                if span[0] > joined[-1][1] + 1 or text[joined[-1][1]] not in _GAPS:
                    break
                joined.append(span)
            before = spans[place - 1] if place else (first, first)
            found = self._begun(text, joined, text[slice(*before)])
            reached = max((one.end for one in found), default=reached)
            yield from found

    def _begun(self, text: str, spans: Sequence[tuple[int, int]], before: str) -> list[Spelled]:
        """Return the longest names that words of hangul begin with.

        Parameters
        ----------
        text
            The whole text.
        spans
            Words of it that follow each other.
        before
            The word before them: ``남 인카이`` is not ``인카이``.
        """
        places = [place for span in spans for place in range(*span)][:_MOST_SIGNS]
        ends = dict.fromkeys(end for _, end in spans)
        epithets = [
            (meaning, len(word))
            for word, meaning in _epithets("ko", "before")
            if text.startswith(word, places[0], spans[0][1])
        ]
        if all(before != word for word, _ in _epithets("ko", "before")):
            epithets.append(("", 0))
        for epithet, skipped in epithets:
            letters: list[str] = []
            for place in places[skipped:]:
                sound = hangul_letters(text[place])
                if sound is None:
                    break
                letters.append(sound)
            if key("".join(letters[: 2 * _HEAD]), "ko")[:_HEAD] not in self._heads:
                continue
            found: list[Spelled] = []
            heard = ""
            # Shorter ones that sound the same come last: 은 is a particle, and no sound.
            for count in range(len(letters), _MIN_SYLLABLES - 1, -1):
                sound = "".join(letters[:count])
                if found and key(sound, "ko") != heard:
                    break
                stop = places[skipped + count - 1] + 1
                rest = text[stop : next(end for end in ends if end >= stop)]
                if _attached().fullmatch(rest):
                    named = self._named("ko", text, (places[0], stop), epithet, sound)
                    found, heard = named or found, key(sound, "ko")
            if found:
                return found
        return []

    def _named(
        self, language: str, text: str, span: tuple[int, int], epithet: str, letters: str | None
    ) -> list[Spelled]:
        """Return the names of a sound, with the number that follows it, if one does."""
        if not letters:
            return []
        start, stop = span
        sound, filed = key(letters, language), self._filed[language]
        number = _NUMBER.match(text, stop)
        counted = numeral(unicodedata.normalize("NFKC", number["number"])) if number else None
        if number and counted and counted <= _MOST_SITES:
            if numbered := filed.get(_Sound(epithet, sound, counted)):
                return _as_spelled(start, number.end(), numbered)
            # "쿰토르 2" may hold no number of a site, "쿰토르-2" does.
            if not number.group()[0].isspace():
                return []
        return _as_spelled(start, stop, filed.get(_Sound(epithet, sound, 0), {}))


def _as_spelled(start: int, end: int, entries: dict[str, Entry]) -> list[Spelled]:
    return [Spelled(start, end, entry, (ORIGIN,), by_sign=True) for entry in entries.values()]


def _spoken(alias: str) -> Iterator[tuple[str, str, int]]:
    """Yield the meaning of a name's epithet, the folded letters of the rest, and its number."""
    listed = [alias[start:end] for start, end in words(alias)]
    number = numeral(listed[-1]) if len(listed) > 1 else None
    if number is not None:
        listed.pop()
    if "(" in alias or len(listed) > _MOST_WORDS or any(map(str.isdecimal, listed)):
        return
    meanings = [_meanings().get(fold_word(word), "") for word in listed]
    proper = [word for word, meaning in zip(listed, meanings, strict=True) if not meaning]
    if all(is_generic(fold_word(word)) for word in proper):
        return
    parted = [("", listed)]
    if len(listed) > 1 and meanings[0]:
        parted.append((meanings[0], listed[1:]))
    elif len(listed) > 1 and meanings[-1]:
        parted.append((meanings[-1], listed[:-1]))
    for epithet, rest in parted:
        written = "".join(rest)
        # Both languages may write the soft sign: Ирколь, イルコリ.
        for letters in dict.fromkeys((fold_word(written), fold_word(_SOFT.sub("и", written)))):
            if len(letters) >= _MIN_LETTERS:
                yield epithet, letters, number or 0


@cache
def _meanings() -> dict[str, str]:
    """Return the meaning of each folded epithet of a listed name."""
    return {
        fold_word(word): meaning
        for meaning, languages in wordlist("epithets.toml").items()
        for listed in languages.values()
        for word in listed
    }


@cache
def _epithets(language: str, side: str) -> tuple[tuple[str, str], ...]:
    """Return the epithets of a language with their meanings, the longest first."""
    found = [
        (word, meaning)
        for meaning, listed in wordlist("sounds.toml")[language][side].items()
        for word in listed
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def _nouns() -> tuple[str, ...]:
    """Return the nouns in katakana that Japanese joins to a name."""
    return tuple(wordlist("sounds.toml")["ja"]["attached"]["nouns"])


@cache
def _attached() -> re.Pattern[str]:
    """Return what Korean may attach to a name: particles, or a noun and whatever follows."""
    listed = wordlist("sounds.toml")["ko"]["attached"]
    return re.compile(f"(?:{'|'.join(listed['particles'])})*|(?:{'|'.join(listed['nouns'])}).*")
