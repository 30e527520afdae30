"""Find dates in a sentence: by the names that CLDR gives months, never by guessing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from geo.linking.wordlists import wordlist
from geo.proposal.languages import Language
from geo.proposal.months import month_of
from geo.proposal.phrases import Phrases, Word

_IDEOGRAPHIC: Final = re.compile(
    r"(?:(?P<year>\d{4})\s?[年년]\s?)?(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?[月월]"
    r"(?:\s?(?P<day>\d{1,2})(?:\s?[日号號일])?(?:\s?[-–—~～至]\s?(?P<last>\d{1,2})\s?[日号號일])?)?"
    r"|(?P<only>\d{4})\s?[年년]"
)
_HAN_ORDER: Final = "一 二 三 四 五 六 七 八 九 十 十一 十二"
_HAN_NUMBERS: Final = {number: at for at, number in enumerate(_HAN_ORDER.split(), 1)}
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
"""Numbers of four digits beyond these are no years."""

_MOST_DAYS, _MONTHS = 31, 12
_SHORT, _YEAR_DIGITS = 2, 4
_DECADE: Final = re.compile(r"[-‑–]?(?:s|х|ых|er|е|lar|лар)\b")
_CLOSE: Final = re.compile(r"[\s.,'’()-]{0,3}")


@dataclass(frozen=True, slots=True)
class When:
    """A date as a text gives it.

    Attributes
    ----------
    start, end
        Span in code points.
    first, last
        Numbers of its first word and of the word after it.
    year, month, day
        What is given; None where not.
    until
        Day and month with which a range ends.
    unit, count
        Of a date counted from the day of publication: ``day``, ``month`` or ``year``,
        and how many. With a month beside it, ``year`` counts the year of that month.
    """

    start: int
    end: int
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: tuple[int, int] | None = None
    unit: str = ""
    count: int = 0


def dates(text: str, words: Sequence[Word], language: Language) -> list[When]:
    """Return the dates of a sentence that tell when something was, in order.

    A date from which or until which something lasts is none of them.
    """
    if not words:
        return []
    if language.unparted:
        found = [*_ideographic(text, words)]
    else:
        found = _joined(text, [*_named(text, words, language), *_numeric(text, words)])
        found += _years(text, words, language, found)
    found += [when for when in _relative(text, words, language) if not _overlaps(when, found)]
    found = _with_relative_years(text, sorted(found, key=lambda when: when.start))
    return [when for when in found if when.until or not _is_bound(words, when, language)]


@cache
def _signs(name: str) -> frozenset[str]:
    return frozenset(wordlist("dates.toml")[name].split())


def _is_sign(word: Word, name: str) -> bool:
    return word.written.lower() in _signs(name)


def _number(word: Word, most: int) -> int | None:
    if word.written.isdecimal() and len(word.written) <= _SHORT and 1 <= int(word.written) <= most:
        return int(word.written)
    return None


def _year(word: Word) -> int | None:
    if word.written.isdecimal() and len(word.written) == _YEAR_DIGITS:
        year = int(word.written)
        return year if FIRST_YEAR <= year <= LAST_YEAR else None
    return None


def _close(text: str, left: Word, right: Word) -> bool:
    return _CLOSE.fullmatch(text, left.end, right.start) is not None


def _named(text: str, words: Sequence[Word], language: Language) -> Iterator[When]:
    for at, word in enumerate(words):
        known = month_of(word, language)
        if known is None:
            continue
        month, shortened = known
        when = _with_day(text, words, When(word.start, word.end, at, at + 1, month=month), language)
        when = _with_year(text, words, when, language)
        if when.day or when.year or (not shortened and _is_month_alone(words, at, language)):
            yield when


def _with_day(text: str, words: Sequence[Word], when: When, language: Language) -> When:
    at = when.first - 1
    while at > max(0, when.first - 1 - _SHORT) and _is_sign(words[at], "ordinals"):
        at -= 1
    day = _number(words[at], _MOST_DAYS) if at >= 0 else None
    if day and len(text[words[at].end : when.start].split()) <= _SHORT:
        return _from_earlier(text, words, replace(when, start=words[at].start, first=at, day=day))
    if language.code == "en" and when.last < len(words):
        after = words[when.last]
        day = _number(after, _MOST_DAYS)
        if day and _close(text, words[when.last - 1], after):
            return _to_later(text, words, replace(when, end=after.end, last=when.last + 1, day=day))
    return when


def _from_earlier(text: str, words: Sequence[Word], when: When) -> When:
    """Take in the first day of "3–4 April"."""
    at = when.first - 1
    joined = at >= 0 and _is_sign(words[at], "ranges")
    at -= joined
    if at < 0:
        return when
    gap = text[words[at].end : when.start].strip().lower()
    earlier = _number(words[at], _MOST_DAYS)
    if earlier and when.day and when.month and earlier < when.day and gap in _signs("ranges"):
        until = (when.day, when.month)
        return replace(when, start=words[at].start, first=at, day=earlier, until=until)
    return when


def _to_later(text: str, words: Sequence[Word], when: When) -> When:
    """Take in the last day of "April 3–4"."""
    if when.last < len(words) and when.day and when.month:
        after = words[when.last]
        later = _number(after, _MOST_DAYS)
        gap = text[when.end : after.start].strip()
        if later and later > when.day and gap in _signs("ranges"):
            return replace(when, end=after.end, last=when.last + 1, until=(later, when.month))
    return when


def _with_year(text: str, words: Sequence[Word], when: When, language: Language) -> When:
    at = when.last
    if at < len(words) and language.phrases["year"].find(text, words[at : at + 1]):
        at += 1  # Tajik: 6 ноябри соли 2025
    elif at < len(words) and words[at].written.lower() in {"of", "de", "del"}:
        at += 1
    if at < len(words):
        year = _year(words[at])
        if year and len(text[when.end : words[at].start]) <= len(", соли de "):
            end, last = words[at].end, at + 1
            if last < len(words) and language.phrases["year"].find(text, words[last : last + 1]):
                end, last = words[last].end, last + 1
            return replace(when, end=end, last=last, year=year)
    at = when.first - 1
    while at >= 0 and at > when.first - 4 and _is_year_word(text, words[at], language):
        at -= 1
    year = _year(words[at]) if 0 <= at < when.first - 1 else None
    if year:
        return replace(when, start=words[at].start, first=at, year=year)
    return when


def _is_year_word(text: str, word: Word, language: Language) -> bool:
    return bool(language.phrases["year"].find(text, [word])) or _is_sign(word, "ordinals")


def _is_month_alone(words: Sequence[Word], at: int, language: Language) -> bool:
    """Tell whether the name of a month, without day and year, is one."""
    before = words[at - 1].written.lower() if at else ""
    after = words[at + 1].written.lower() if at + 1 < len(words) else ""
    return (
        before in language.before["in_month"]
        or after in language.before["month_word"]
        or bool(language.after["in_month_end"].search(words[at].written.lower()))
    )


def _numeric(text: str, words: Sequence[Word]) -> Iterator[When]:
    """Yield 2025-11-06 and 06.11.2025; 6/11/2025 is two dates and none."""
    for at in range(len(words) - 2):
        one, two, three = words[at : at + 3]
        gaps = {text[one.end : two.start], text[two.end : three.start]}
        month = _number(two, _MONTHS)
        if gaps == {"-"}:
            year, day = _year(one), _number(three, _MOST_DAYS)
        elif gaps == {"."}:
            year, day = _year(three), _number(one, _MOST_DAYS)
        else:
            continue
        if year and month and day:
            yield When(one.start, three.end, at, at + 3, year, month, day)


def _joined(text: str, found: Sequence[When]) -> list[When]:
    """Make one range of two dates: "28 October – 2 November 2025"."""
    ordered = sorted(found, key=lambda when: when.start)
    made: list[When] = []
    for when in ordered:
        previous = made[-1] if made else None
        if (
            previous
            and previous.day
            and when.day
            and when.month
            and not (previous.until or when.until)
            and previous.year in {None, when.year}
            and previous.month != when.month
            and text[previous.end : when.start].strip().lower() in _signs("ranges") - {"and", "и"}
        ):
            made[-1] = replace(
                previous,
                end=when.end,
                last=when.last,
                year=when.year,
                until=(when.day, when.month),
            )
        else:
            made.append(when)
    return made


def _years(
    text: str, words: Sequence[Word], language: Language, found: Sequence[When]
) -> list[When]:
    taken = {at for when in found for at in range(when.first, when.last)}
    years: list[When] = []
    for at, word in enumerate(words):
        year = _year(word)
        if year is None or at in taken or _DECADE.match(text, word.end):
            continue
        before = words[at - 1].written.lower() if at else ""
        after = words[at + 1 : at + 2]
        counted = bool(after and language.phrases["year"].find(text, after))
        if counted or before in language.before["in_year"]:
            end = after[0].end if counted else word.end
            years.append(When(word.start, end, at, at + 1 + counted, year))
    return years


def _ideographic(text: str, words: Sequence[Word]) -> Iterator[When]:
    for match in _IDEOGRAPHIC.finditer(text, words[0].start, words[-1].end + 1):
        month = match["month"]
        number = _HAN_NUMBERS.get(month, 0) or int(month) if month else None
        year = match["year"] or match["only"]
        day = int(match["day"]) if match["day"] else None
        if (number and not 1 <= number <= _MONTHS) or (day and not 1 <= day <= _MOST_DAYS):
            continue
        last = int(match["last"]) if match["last"] else None
        until = (last, number) if last and number and day and day < last <= _MOST_DAYS else None
        first = _word_at(words, match.start())
        after = _word_at(words, match.end() - 1) + 1
        yield When(*match.span(), first, after, int(year) if year else None, number, day, until)


def _word_at(words: Sequence[Word], offset: int) -> int:
    """Return the number of the word that an offset lies in."""
    return max(bisect_right(words, offset, key=lambda word: word.start) - 1, 0)


@cache
def _relatives(code: str) -> Phrases[tuple[str, int]]:
    phrases: Phrases[tuple[str, int]] = Phrases()
    for phrase, counted in wordlist("dates.toml")["relative"].get(code, {}).items():
        unit, count = counted.split()
        exact = phrase if code in {"zh", "ja", "ko"} else " ".join(f"={w}" for w in phrase.split())
        phrases.add([exact], (unit, int(count)))
    return phrases


def _relative(text: str, words: Sequence[Word], language: Language) -> Iterator[When]:
    for hit in _relatives(language.code).find(text, words):
        unit, count = hit.values[0]
        yield When(hit.start, hit.end, hit.first, hit.last, unit=unit, count=count)


def _overlaps(when: When, found: Sequence[When]) -> bool:
    return any(when.start < other.end and other.start < when.end for other in found)


def _with_relative_years(text: str, found: Sequence[When]) -> list[When]:
    """Join "April" and "last year" to one date."""
    made: list[When] = []
    for when in found:
        previous = made[-1] if made else None
        if previous and _CLOSE.fullmatch(text, previous.end, when.start):
            month, counted = (previous, when) if when.unit else (when, previous)
            if counted.unit == "year" and month.month and not month.year and not month.unit:
                made[-1] = replace(
                    month,
                    start=previous.start,
                    end=when.end,
                    first=previous.first,
                    last=when.last,
                    unit="year",
                    count=counted.count,
                )
                continue
        made.append(when)
    return made


def _is_bound(words: Sequence[Word], when: When, language: Language) -> bool:
    before = words[when.first - 1].written.lower() if when.first else ""
    return before in language.before["not_date"]
