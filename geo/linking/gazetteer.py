"""The names under which sites are looked for, compiled to be found in any amount of text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ahocorasick_rs import AhoCorasick

from geo.linking.inflection import ADJECTIVE, AS_LISTED, Endings, Stem
from geo.linking.names import (
    Alias,
    Entry,
    Form,
    Spelled,
    Token,
    entries,
    epithet_stems,
    forms,
    is_generic,
)
from geo.linking.normalize import UNPARTED, fold_word, numeral
from geo.linking.scan import ROUGH, Scan
from geo.linking.spoken import Spoken

_SHORT: Final = 4
_MIN_ROUGH: Final = 6
_MIN_CONSONANTS: Final = 4
"""Shortest stem, and fewest consonants, that is also looked for with other vowels."""

_MOST_SITES: Final = 20
"""Highest number that is taken for part of a name."""

_BETWEEN: Final = re.compile(r"[\s\-‐‑–—«»“”„\"'’№#]{0,4}")
"""What may stand between the words of one name."""

_ADDRESS: Final = re.compile(r"//|\w\.\w|[?&#@\\]|(?:^|/)[a-z0-9]|^/|/$")
_LONGEST_ADDRESS: Final = 200

_NUMBER_GAP: Final = re.compile(r"\s|[-–‑]|\s?(?:№|No\.)\s?")
"""What stands between a name and its number."""

_RAW: Final = re.compile(f"[{UNPARTED}]")
"""Names of these scripts are matched as they are."""

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which the automaton cannot hold."""

_SPACES: Final = "\n\u00a0\u3000"
"""What may stand for the space within a name of such a script."""


@dataclass(frozen=True, slots=True)
class _Anchored:
    """Words that spell names, filed under the one that texts hold least."""

    parts: tuple[Stem | int, ...]
    place: int
    stem: Stem
    forms: list[Form]


class Gazetteer:
    """Names of sites, folded and stemmed, with an automaton over their rarest words.

    Building takes a fraction of a second for a thousand names; the automaton cannot
    be pickled, so every process builds its own.

    Parameters
    ----------
    aliases
        Names as listed.
    areas
        Folded words that name regions; a name is not cut short to one of them.
    regions
        Folded beginnings of the names of regions.
    """

    def __init__(
        self, aliases: Iterable[Alias], areas: Collection[str] = (), regions: Sequence[str] = ()
    ) -> None:
        self.regions: Final = tuple(regions)
        listed = entries(aliases)
        self._listed = listed
        self._raw: dict[str, list[Entry]] = defaultdict(list)
        for entry in listed:
            if _RAW.search(entry.alias):
                for name in {unicodedata.normalize(form, entry.alias) for form in ("NFC", "NFD")}:
                    self._raw[name].append(entry)
        spellings = [
            form for entry in listed if not _RAW.search(entry.alias) for form in forms(entry, areas)
        ]
        self._numbered = {form.entry.site_id for form in spellings if form.is_numbered}
        self._exact = _anchored(spellings)
        self._rough = _roughly(self._exact)
        self._exact_lengths = sorted({len(stem) for stem in self._exact})
        self._rough_lengths = sorted({len(stem) for stem in self._rough})
        self._scan = Scan(
            {stem: _endings(filed) for stem, filed in self._exact.items()},
            {
                stem: {small: [_vague(one) for one in endings] for small, endings in kinds.items()}
                for stem, filed in self._rough.items()
                for kinds in [_endings(filed)]
            },
            self.regions,
        )
        self._raw_names = sorted(self._raw)
        self._raw_automaton = AhoCorasick(self._raw_names) if self._raw_names else None

    def telling(self, tokens: set[str]) -> set[str]:
        """Return the tokens, as they stand between white space, with the rarest word of a name."""
        return self._scan.names(tokens)

    def subjects(self, tokens: set[str]) -> frozenset[str]:
        """Return the folded words of tokens that have a sense, or begin as a region does."""
        return self._scan.subjects(tokens)

    def by_sign(self, text: str, start: int, end: int) -> Iterator[Spelled]:
        """Yield the names of scripts without spaces in a part of a text: listed, else by sound."""
        if text.isascii() or not _RAW.search(text, start, end):
            return
        spans: list[tuple[int, int]] = []
        for one in self._by_listed_sign(text, start, end):
            spans.append((one.start, one.end))
            yield one
        for one in self._spoken.find(text, start, end):
            if not any(first <= one.start and one.end <= last for first, last in spans):
                yield one

    @cached_property
    def _spoken(self) -> Spoken:
        """Names by their sound; most texts need none."""
        return Spoken(self._listed)

    def _by_listed_sign(self, text: str, start: int, end: int) -> Iterator[Spelled]:
        if self._raw_automaton is None:
            return
        part = text[start:end]
        for sign in _SPACES:
            part = part.replace(sign, " ")
        try:
            found = self._raw_automaton.find_matches_as_indexes(part, overlapping=True)
        except UnicodeEncodeError:
            whole = _LONE_SURROGATE.sub("\ufffd", part)
            found = self._raw_automaton.find_matches_as_indexes(whole, overlapping=True)
        for number, first, last in found:
            for entry in self._raw[self._raw_names[number]]:
                yield Spelled(start + first, start + last, entry, by_sign=True)

    def spelled(self, text: str, tokens: Sequence[Token], place: int) -> Iterator[Spelled]:
        """Yield the names whose rarest word is the one at a place among the tokens."""
        yield from self._at(text, tokens, place)
        if place + 1 < len(tokens) and text[tokens[place].end : tokens[place + 1].start] == "-":
            first, second = tokens[place], tokens[place + 1]
            if numeral(second.written) is not None:
                return
            written = first.written + second.written
            joined = Token(written, fold_word(written), first.start, second.end)
            merged = [*tokens[:place], joined, *tokens[place + 2 :]]
            for found in self._at(text, merged, place):
                origins = (*found.origins, "written with a hyphen")
                yield replace(found, origins=origins)

    def _at(self, text: str, tokens: Sequence[Token], place: int) -> Iterator[Spelled]:
        known = set()
        word = tokens[place].folded
        for filed in _under(self._exact, self._exact_lengths, word):
            if filed.stem.ending(word) is not None:
                for found in self._verified(text, tokens, place - filed.place, filed):
                    known.add(found.entry.site_id)
                    yield found
        if not tokens[place].written.islower():
            yield from self._roughly_at(text, tokens[place], known)

    def _roughly_at(self, text: str, token: Token, known: Collection[str]) -> Iterator[Spelled]:
        for filed in _under(self._rough, self._rough_lengths, token.folded.translate(ROUGH)):
            ending = filed.stem.endings.get(token.folded[len(filed.stem.text) :])
            same = token.folded.startswith(filed.stem.text)
            if ending is None or same or _is_code(text, token, token):
                continue
            origins = tuple(filter(None, ("a vowel differs from every listed spelling", ending)))
            for form in filed.forms:
                if form.entry.site_id not in known:
                    yield Spelled(token.start, token.end, form.entry, origins, rough=True)

    def _verified(
        self, text: str, tokens: Sequence[Token], first: int, filed: _Anchored
    ) -> Iterator[Spelled]:
        """Yield the names that the words from one on spell, if they do."""
        last = first + len(filed.parts)
        if first < 0 or last > len(tokens):
            return
        endings = []
        for place, part in enumerate(filed.parts, first):
            ending = _ending(part, tokens[place])
            if ending is None:
                return
            endings.append(ending)
        apart = any(
            not _BETWEEN.fullmatch(text, tokens[place - 1].end, tokens[place].start)
            for place in range(first + 1, last)
        )
        if apart or _is_code(text, tokens[first], tokens[last - 1]):
            return
        start, end = tokens[first].start, tokens[last - 1].end
        is_small = tokens[first].written.islower()
        for form in filed.forms:
            origins = tuple(filter(None, (form.origin, *endings)))
            if is_small and not _may_be_small(form, origins):
                continue
            if not self._is_other_number(text, tokens, last, form):
                yield Spelled(start, end, form.entry, origins)

    def _is_other_number(self, text: str, tokens: Sequence[Token], last: int, form: Form) -> bool:
        """Whether a number follows that makes it another site: Kutessay I is not Kutessay II."""
        if form.is_numbered or last >= len(tokens):
            return False
        number = numeral(tokens[last].written)
        gap = text[tokens[last - 1].end : tokens[last].start]
        if number is None or number > _MOST_SITES or not _NUMBER_GAP.fullmatch(gap):
            return False
        # "Kumtor 2 years ago" holds no number of a site.
        roman = not tokens[last].written.isdecimal()
        return roman or "-" in gap or form.entry.site_id in self._numbered


def _anchored(spellings: Sequence[Form]) -> dict[str, list[_Anchored]]:
    """File each spelling under its rarest word: no ordinary one, in few names, and long."""
    common: dict[str, int] = defaultdict(int)
    for form in spellings:
        for _, stem in form.stems:
            common[stem.text] += 1
    filed: dict[str, dict[object, _Anchored]] = defaultdict(dict)
    filed_already = set()
    for form in spellings:
        signature = tuple(map(_signature, form.parts))
        # Several aliases of a site make the same spelling by rule.
        if form.origin and (form.entry.site_id, signature) in filed_already:
            continue
        filed_already.add((form.entry.site_id, signature))
        place, stem = min(
            ((place, stem) for place, stem in form.stems if stem.text),
            key=lambda one: (
                one[1].text in epithet_stems(),
                is_generic(one[1].text),
                len(one[1].text) < _SHORT,
                common[one[1].text],
                -len(one[1].text),
            ),
        )
        anchored = filed[stem.text].setdefault(signature, _Anchored(form.parts, place, stem, []))
        anchored.forms.append(form)
    return {stem: list(anchored.values()) for stem, anchored in filed.items()}


def _signature(part: Stem | int) -> object:
    return part if isinstance(part, int) else (part.text, id(part.endings))


def _roughly(exact: dict[str, list[_Anchored]]) -> dict[str, list[_Anchored]]:
    """File names of one long word under their consonants."""
    filed: dict[str, list[_Anchored]] = defaultdict(list)
    for stem, listed in exact.items():
        vague = stem.translate(ROUGH)
        if len(vague) >= _MIN_ROUGH and len(vague.replace("a", "")) >= _MIN_CONSONANTS:
            for one in listed:
                forms = [form for form in one.forms if form.entry.matching != "never"]
                if forms and len(one.parts) == 1:
                    filed[vague].append(replace(one, forms=forms))
    return filed


def _under(
    filed: dict[str, list[_Anchored]], lengths: Sequence[int], word: str
) -> Iterator[_Anchored]:
    """Yield what is filed under the beginnings of a word."""
    for length in lengths:
        if length > len(word):
            return
        yield from filed.get(word[:length], ())


def _endings(filed: Sequence[_Anchored]) -> dict[bool, list[Endings]]:
    """Return the sets of endings under one stem, by whether the name may be written small."""
    kinds: dict[bool, dict[int, Endings]] = {True: {}, False: {}}
    for one in filed:
        for form in one.forms:
            kinds[_is_distinct(form)][id(one.stem.endings)] = one.stem.endings
    return {small: list(endings.values()) for small, endings in kinds.items()}


_VAGUE: Final[dict[int, tuple[Endings, Endings]]] = {}


def _vague(endings: Endings) -> Endings:
    """Return endings with their vowels made one; made once, for names share them."""
    if id(endings) not in _VAGUE:
        # Kept with the endings themselves, so that the number stays theirs.
        vague = {end.translate(ROUGH): label for end, label in endings.items()}
        _VAGUE[id(endings)] = (endings, vague)
    return _VAGUE[id(endings)][1]


def _ending(part: Stem | int, token: Token) -> str | None:
    """Return how a word ends that a part of a name allows; None if it is another word."""
    if isinstance(part, int):
        return AS_LISTED if numeral(token.written) == part else None
    return part.ending(token.folded)


def _may_be_small(form: Form, origins: Sequence[str]) -> bool:
    """Whether a name written small is worth a look: акбулакское месторождение, kumtor."""
    return _is_distinct(form) or any(ADJECTIVE in origin for origin in origins)


def _is_distinct(form: Form) -> bool:
    """Whether a name is long and means nothing else, however it is written."""
    whole = sum(len(stem.text) for _, stem in form.stems)
    return form.entry.matching == "alone" and whole >= _MIN_ROUGH


def _is_code(text: str, first: Token, last: Token) -> bool:
    """Whether signs of addresses and programs touch the name: it is no word of a sentence."""
    before, after = text[max(0, first.start - 1) : first.start], text[last.end : last.end + 2]
    if before in set("_@#\\=.") or after[:1] in set("_@\\=("):
        return True
    if after[:1] == "." and after[1:].isalnum():
        return True
    # "Kutessay II/Kalesay" is a list, "/wiki/Kumtor" an address.
    return "/" in (before, after[:1]) and _ADDRESS.search(_unbroken(text, first, last)) is not None


def _unbroken(text: str, first: Token, last: Token) -> str:
    """Return what stands around a name without white space between, as far as it matters."""
    before = text[max(0, first.start - _LONGEST_ADDRESS) : first.start]
    after = text[last.end : last.end + _LONGEST_ADDRESS]
    # A letter in its place keeps white space within the name from counting.
    return re.split(r"\s", before)[-1] + "X" + re.split(r"\s", after)[0]
