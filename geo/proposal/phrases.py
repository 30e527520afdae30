"""Find phrases of a list of words in a text, whatever their endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Generic, TypeVar

from geo.linking.inflection import CONSONANT_ENDINGS, Stem, stem
from geo.linking.normalize import fold_word, words

Value = TypeVar("Value", bound=Hashable)

_LEAST_STEM: Final = 2
_IDEOGRAPH: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Signs of scripts that are matched as they are written: they do not part words, or let
particles grow onto them."""

_ACRONYM: Final = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its span in code points, as written and folded."""

    start: int
    end: int
    written: str
    folded: str


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A phrase that was found.

    Attributes
    ----------
    start, end
        Span in code points of the text.
    first, last
        Numbers of its first word and of the word after it, in the sentence.
    values
        What the phrase can stand for.
    """

    start: int
    end: int
    first: int
    last: int
    values: tuple[Value, ...]


def word_list(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a part of a text; each sign of an unparted script is one."""
    spans = words(text, start, end)
    signs = [match.span() for match in _IDEOGRAPH.finditer(text, start, end)]
    if signs:
        spans = sorted({*spans, *signs})
    return [
        Word(first, last, text[first:last], fold_word(text[first:last])) for first, last in spans
    ]


def is_ideographic(text: str) -> bool:
    """Tell whether a text has signs of a script that does not part words."""
    return _IDEOGRAPH.search(text) is not None


def is_name(text: str, at: int) -> bool:
    """Tell whether a word begins with a capital, or its script has none."""
    letter = text[at]
    return letter.isupper() or letter.lower() == letter.upper()


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How one word of a phrase may stand in a text."""

    exact: str = ""
    opening: str = ""
    inflected: Stem | None = None
    written: str = ""

    def matches(self, word: Word) -> bool:
        if self.written:
            return word.written.removesuffix("'s").removesuffix("’s") == self.written
        if self.exact:
            return word.folded == self.exact
        if self.opening:
            return word.folded.startswith(self.opening)
        return self.inflected is not None and is_form(self.inflected, word.folded)

    @property
    def key(self) -> str:
        """The letters with which each word that matches begins."""
        if self.written:
            return fold_word(self.written)
        return self.exact or self.opening or (self.inflected.text if self.inflected else "")


def is_form(known: Stem, folded: str) -> bool:
    """Tell whether a folded word is a stem with an ending that grammar licenses."""
    if not folded.startswith(known.text):
        return False
    ending = folded[len(known.text) :]
    return ending in known.endings or ending in CONSONANT_ENDINGS


@lru_cache(maxsize=1 << 16)
def _pattern(written: str) -> _Pattern:
    bare = written.strip("=*")
    if written.endswith("*"):
        return _Pattern(opening=fold_word(bare))
    if bare.isupper() and len(bare) <= _ACRONYM and not written.startswith("="):
        return _Pattern(written=bare)
    if written.startswith("=") or len(fold_word(bare)) <= _LEAST_STEM:
        return _Pattern(exact=fold_word(bare))
    return _Pattern(inflected=stem(bare))


@dataclass
class Phrases(Generic[Value]):
    """A list of phrases, each with what it stands for.

    A phrase is words parted by spaces. ``word`` takes the endings that its language
    licenses, ``=word`` none, ``stem*`` any; ``UN``, in capitals and short, matches
    only so. Case does not matter otherwise, nor accents, nor script where folding
    makes them one. Phrases in scripts that do not part words match as written.
    """

    _by_key: dict[str, list[tuple[tuple[_Pattern, ...], Value]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _by_letter: dict[str, list[tuple[str, Value]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _longest: int = 0

    def add(self, phrases: Iterable[str], value: Value) -> None:
        """Add phrases that stand for a value."""
        for phrase in phrases:
            if is_ideographic(phrase):
                bare = phrase.strip("=*")
                self._by_letter[bare[0]].append((bare, value))
                continue
            patterns = tuple(_pattern(word) for word in phrase.replace("-", " ").split())
            entry = (patterns, value)
            if patterns and entry not in self._by_key[patterns[0].key]:
                self._by_key[patterns[0].key].append(entry)
                self._longest = max(self._longest, len(patterns[0].key))

    def find(self, text: str, sentence: Sequence[Word]) -> list[Hit[Value]]:
        """Return what is found in a sentence, the longest phrase where several begin."""
        found: list[Hit[Value]] = []
        at = 0
        while at < len(sentence):
            hit = self._at(sentence, at)
            if hit is not None:
                found.append(hit)
                at = hit.last
            else:
                at += 1
        if self._by_letter and sentence:
            found += self._raw(text, sentence)
            found.sort(key=lambda hit: (hit.start, hit.end))
        return found

    def _at(self, sentence: Sequence[Word], at: int) -> Hit[Value] | None:
        folded = sentence[at].folded
        best: dict[Value, None] = {}
        longest = 0
        for length in range(1, min(len(folded), self._longest) + 1):
            for patterns, value in self._by_key.get(folded[:length], ()):
                size = len(patterns)
                if size < longest or at + size > len(sentence):
                    continue
                if all(patterns[n].matches(sentence[at + n]) for n in range(size)):
                    if size > longest:
                        best, longest = {}, size
                    best[value] = None
        if not best:
            return None
        last = at + longest
        return Hit(sentence[at].start, sentence[last - 1].end, at, last, tuple(best))

    def _raw(self, text: str, sentence: Sequence[Word]) -> list[Hit[Value]]:
        found: list[Hit[Value]] = []
        number = {word.start: at for at, word in enumerate(sentence)}
        end = sentence[-1].end
        free = sentence[0].start
        for first, word in enumerate(sentence):
            if word.start < free:
                continue
            fitting = [
                (phrase, value)
                for phrase, value in self._by_letter.get(text[word.start], ())
                if text.startswith(phrase, word.start) and word.start + len(phrase) <= end
            ]
            if fitting:
                free = word.start + max(len(phrase) for phrase, _ in fitting)
                longest = [value for phrase, value in fitting if word.start + len(phrase) == free]
                last = number.get(free, first + free - word.start)
                values = tuple(dict.fromkeys(longest))
                found.append(Hit(word.start, free, first, last, values))
        return found
