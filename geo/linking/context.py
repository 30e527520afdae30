"""What stands around a name: the questions that a careful reader asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geo.linking.lexicon import (
    AFTER,
    BEFORE,
    directions,
    ideographs,
    joining,
    own_surnames,
    surnames,
)
from geo.linking.names import Spelled, Token
from geo.linking.normalize import UNPARTED, fold_word
from geo.linking.passage import Passage

NEAR: Final = 3
"""Words within which a word belongs to the name: "the Akbulak rare-earth deposit"."""

_BREAK: Final = re.compile(r"[.;:!?()]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_STOP: Final = re.compile(r"[.;!?]")
_POSSESSED: Final = re.compile(r"(?:[iu]n[dt][ae]|[dt][ae][gk]i|[iu]n[iu]n|[ae]s[iu])\Z")
"""Folded ends of a noun that a Turkic language gives to the word before it: locative,
genitive, relative, and the bare possessive after a vowel."""

_IZAFET: Final = ("аи", "ои", "яи")
"""Ends of a noun that Tajik ties to the word after it, and Uzbek never has."""

_SMALL: Final = 3
"""Letters of prepositions and articles."""

_LIST: Final = 40
"""Most words between a name in a list and the word that heads the list."""

_NEAR_SIGNS: Final = 8
_UNPARTED: Final = re.compile(f"[{UNPARTED}]")
_AFTER_TITLE: Final = re.compile(r"\.?\s+")
_INITIAL: Final = re.compile(r"(?<!\w)(?P<letter>[^\W\d_])\.\s?\Z")


@dataclass(frozen=True)
class Context:
    """A name in its passage.

    Attributes
    ----------
    spelled
        The name.
    passage
        The words around it.
    """

    spelled: Spelled
    passage: Passage

    @property
    def text(self) -> str:
        """The whole text."""
        return self.passage.document.text

    @property
    def trust(self) -> str:
        """How far the name may be trusted by itself, a key of ``names.CAUTION``.

        Less than listed where a vowel differs, or where it stands in Arabic script: many
        languages write it, and names in it are known by rule alone.
        """
        listed = self.spelled.entry.matching
        arabic = _ARABIC.match(self.text, self.spelled.start) is not None
        return "with-context" if listed == "alone" and (self.spelled.rough or arabic) else listed

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Offsets of the sentence."""
        return self.passage.sentence(self.spelled.start, self.spelled.end)

    @cached_property
    def places(self) -> range:
        """Words of the sentence."""
        start, end = self.bounds
        return range(self.passage.place(start), self.passage.place(end))

    @cached_property
    def own(self) -> range:
        """Words of the name itself; none where a script does not part words."""
        last = self.passage.place(self.spelled.end)
        return range(last if self.spelled.by_sign else self.passage.place(self.spelled.start), last)

    @cached_property
    def left(self) -> list[int]:
        """Words before the name, nearest first, with nothing between that parts them."""
        tokens = self.passage.tokens
        found: list[int] = []
        for place in range(self.own.start - 1, self.places.start - 1, -1):
            following = place + 1
            edge = tokens[following].start if following < self.own.start else self.spelled.start
            gap = self.text[tokens[place].end : edge]
            if len(found) == NEAR or self._breaks(gap, _BREAK):
                break
            found.append(place)
        return found

    @cached_property
    def right(self) -> list[int]:
        """Words after the name, nearest first, with nothing between that parts them."""
        tokens, end = self.passage.tokens, self.spelled.end
        found: list[int] = []
        for place in range(self.own.stop, self.places.stop):
            gap = self.text[end : tokens[place].start]
            if len(found) == NEAR or self._breaks(gap, _BREAK) or "," in gap:
                break
            found.append(place)
            end = tokens[place].end
        return found

    def _breaks(self, gap: str, signs: re.Pattern[str]) -> bool:
        """Whether what stands between two words parts them; the end of a full line does not."""
        return signs.search(gap) is not None or ("\n" in gap and not self.passage.is_wrapped)

    def word(self, place: int) -> str:
        """Return a word as it is seen."""
        return self.passage.tokens[place].written

    def has(self, place: int, sense: str) -> bool:
        """Whether a word has a sense."""
        return sense in self.passage.senses[place]

    def heads(self, place: int, sense: str) -> bool:
        """Whether a word of a sense beside the name can be what the name is the name of.

        "қаласы" after a name makes it a city, but before it, it is the city of another;
        so is what a Turkic language puts in a case: Қызылорда облысындағы Шалқия.
        """
        token = self.passage.tokens[place]
        if place >= self.own.stop:
            return self.has(place, sense + AFTER) and not token.written.endswith(_IZAFET)
        return self.has(place, sense + BEFORE) and not _POSSESSED.search(token.folded)

    def first_of(self, places: list[int]) -> int | None:
        """Return the first of some words that lies in the sentence, beside the name's own."""
        at = bisect_left(places, self.places.start)
        while at < len(places) and places[at] < self.places.stop:
            if places[at] not in self.own:
                return places[at]
            at += 1
        return None

    def said(self, sense: str) -> str | None:
        """Return the first other word or sign of the sentence that has a sense."""
        place = self.first_of(self.passage.places_of(sense))
        return self.word(place) if place is not None else self.sign(sense)

    @cached_property
    def is_unparted(self) -> bool:
        """Whether the sentence is in a script that does not part words, or attaches particles."""
        return _UNPARTED.search(self.text, *self.bounds) is not None

    def sign(self, sense: str, *, near: bool = False) -> str | None:
        """Return a word of such a script in the sentence, or within a few signs of the name."""
        if not self.is_unparted:
            return None
        start, end = self.bounds
        if near:
            start = max(start, self.spelled.start - _NEAR_SIGNS)
            end = min(end, self.spelled.end + _NEAR_SIGNS)
        before, after = self.text[start : self.spelled.start], self.text[self.spelled.end : end]
        return next(
            (word for word in ideographs().get(sense, ()) if word in after or word in before), None
        )

    def in_brackets(self, sense: str) -> str | None:
        """Return the word of a sense that opens the brackets after the name."""
        place = self.own.stop
        if place >= self.places.stop or not self.has(place, sense):
            return None
        gap = self.text[self.spelled.end : self.passage.tokens[place].start]
        return self.word(place) if gap.strip() == "(" else None

    # --- the name among its neighbours ------------------------------------------------

    def near(self, sense: str) -> str | None:
        """Return the nearest word beside the name with a sense."""
        place = self._near.get(sense)
        return None if place is None else self.word(place)

    @cached_property
    def _near(self) -> dict[str, int]:
        """The nearest word beside the name with each sense."""
        found: dict[str, int] = {}
        for away in range(NEAR):
            for place in (*self.right[away : away + 1], *self.left[away : away + 1]):
                for sense in self.passage.senses[place]:
                    found.setdefault(sense, place)
        return found

    def beside(self, sense: str) -> str | None:
        """Return the word that stands right beside the name, a small word between allowed.

        "city of Zhezkazgan", "река Акбулак", "Akbulak rural district".
        """
        return next((self.word(place) for place in self._beside if self.heads(place, sense)), None)

    @cached_property
    def _beside(self) -> list[int]:
        return [
            place
            for places in (self.right, self.left)
            for place in places[: 2 if places and self._is_small(places[0]) else 1]
        ]

    def _is_small(self, place: int) -> bool:
        """Whether a word may stand between a name and the noun it belongs to."""
        word = self.word(place)
        return word.islower() and (len(word) <= _SMALL or bool(self.passage.senses[place]))

    def heads_list(self, sense: str) -> str | None:
        """Return the word of a sense that heads the list in which the name stands.

        "the deposits Akbulak, Kundybai and Verkhnee Espe", "Akbulak and Kundybai mines".
        """
        tokens = self.passage.tokens
        before = range(self.own.start - 1, self.places.start - 1, -1)
        after = range(self.own.stop, self.places.stop)
        for places, end in ((before, self.spelled.start), (after, self.spelled.end)):
            edge, listed = end, False
            for steps, place in enumerate(places):
                token = tokens[place]
                gap = (
                    self.text[token.end : edge]
                    if places is before
                    else self.text[edge : token.start]
                )
                if steps >= _LIST or self._breaks(gap, _STOP):
                    break
                listed = listed or "," in gap or token.folded in joining() or "(" in gap
                if self.has(place, sense) and (listed or steps < NEAR):
                    return token.written
                small = not (
                    token.written[:1].isupper()
                    or token.written.isdecimal()
                    or token.folded in joining()
                    or any(known.startswith("mineral:") for known in self.passage.senses[place])
                    or "(" in gap
                    or ")" in gap
                )
                if small:
                    break
                edge = token.start if places is before else token.end
        return None

    @cached_property
    def strange_region(self) -> str | None:
        """Return the name before a word for a region, where it is none of the five countries."""
        ours = (*self.passage.document.gazetteer.regions, *directions())
        for place in self.passage.places_of("area"):
            if place not in self.places or place - 1 not in self.places or place - 1 in self.own:
                continue
            token, area = self.passage.tokens[place - 1], self.passage.tokens[place]
            known = token.folded.startswith(ours) or any(
                sense.startswith("country:") for sense in self.passage.senses[place - 1]
            )
            named = token.written[:1].isupper() and self.text[token.end : area.start].isspace()
            if named and not known:
                return f"{token.written} {area.written}"
        return None

    @cached_property
    def is_lower(self) -> bool:
        """Whether the name is written with a small letter."""
        return self.text[self.spelled.start].islower()

    @cached_property
    def is_quoted(self) -> bool:
        """Whether the name opens a quotation."""
        return self.spelled.start > 0 and self.text[self.spelled.start - 1] in '«“"„‘「『'

    def _is_given_name(self, before: Token) -> bool:
        """Whether a name that ends as surnames do follows what may be a given name."""
        own = self.passage.tokens[self.own.start]
        return (
            fold_word(self.spelled.entry.alias).endswith(own_surnames())
            and len(before.written) > _SMALL
            and before.written.istitle()
            and not self.passage.senses[self.own.start - 1]
            and self.text[before.end : own.start] == " "
        )

    @cached_property
    def person(self) -> str | None:
        """Return the neighbour that makes the name one of a person."""
        if len(self.own) != 1:
            return None
        tokens = self.passage.tokens
        place = self.own.start - 1
        if place in self.places and self.has(place, "person"):
            gap = self.text[tokens[place].end : self.spelled.start]
            if _AFTER_TITLE.fullmatch(gap):
                return tokens[place].written
        if place in self.places and self._is_given_name(tokens[place]):
            return tokens[place].written
        before = self.text[max(0, self.spelled.start - 4) : self.spelled.start]
        initial = _INITIAL.search(before)
        if initial and initial["letter"].isupper():
            return initial.group().strip()
        if self.right:
            after = tokens[self.right[0]]
            gap = self.text[self.spelled.end : after.start]
            if (
                gap.isspace()
                and after.written[:1].isupper()
                and after.folded.endswith(surnames())
                and not self.passage.senses[self.right[0]]
            ):
                return after.written
        return None
