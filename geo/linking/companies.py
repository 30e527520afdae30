"""Whether a name is part of a company's."""

from __future__ import annotations

import re
from typing import Final

from geo.linking.context import Context
from geo.linking.lexicon import ideographs

_CHAIN: Final = 4
"""Words of a company's name after that of a site."""

_SIGNS: Final = 8
"""Signs after a name within which one for a company belongs to it."""

_SPACES: Final = " \n\r\t\u00a0\u202f"
_INSIDE: Final = _SPACES + '-–»”"'
_PLACE_ENDING: Final = re.compile(r"Turkic (?:\w+ )*(?:locative|ablative|dative)")
_OPENING: Final = _SPACES + "«“\"'„"
_CLOSING: Final = '»”"’'


def company(context: Context) -> str | None:
    """Return the neighbour that makes a name part of a company's, if any."""
    if _is_in_case(context):
        return None
    return _sign(context) or _after_quotation(context) or _in_chain(context) or _before(context)


def _in_chain(context: Context) -> str | None:
    """Kumtor Gold Company, Shatyrkol concentrating plant: words that belong to the name.

    They go up to one for a company, with none for a deposit on the way.
    """
    tokens, text = context.passage.tokens, context.text
    end, proper = context.spelled.end, True
    for place in range(context.own.stop, min(context.own.stop + _CHAIN, context.places.stop)):
        token = tokens[place]
        gap = text[end : token.start]
        capital = token.written[:1].isupper()
        proper = proper and capital
        compound = "-" in (gap, text[token.end : token.end + 1])
        if gap.strip(_INSIDE) or (context.has(place, "deposit") and not compound):
            return None
        if context.has(place, "company-form") and (proper or place == context.own.stop):
            return token.written
        if (capital and context.has(place, "company-part")) or context.heads(place, "company"):
            return None if _deposit_follows(context, place) else token.written
        if not capital and not context.passage.senses[place]:
            return None
        end = token.end
    return None


def _before(context: Context) -> str | None:
    """ТОО «Акбулак», компания Кумтор, JV Inkai."""
    named = context.right and context.has(context.right[0], "deposit") and not context.is_quoted
    place = context.own.start - 1
    if named or place not in context.places:
        return None
    tokens = context.passage.tokens
    if context.text[tokens[place].end : context.spelled.start].strip(_OPENING):
        return None
    # корхонаи муштараки «Зарафшон»: before a quotation, one word may stand between.
    if context.is_quoted and place - 1 in context.places and not context.passage.senses[place]:
        apart = context.text[tokens[place - 1].end : tokens[place].start].isspace()
        place = place - 1 if apart else place
    token = tokens[place]
    form = context.has(place, "company-form") and token.written[:1].isupper()
    return token.written if form or context.heads(place, "company") else None


def _after_quotation(context: Context) -> str | None:
    """«Xondiza savdo» LLP: the word for a company closes the quotation that the name opens."""
    if not context.is_quoted:
        return None
    tokens = context.passage.tokens
    for place in range(context.own.stop, min(context.own.stop + _CHAIN, context.places.stop)):
        gap = context.text[max(tokens[place - 1].end, context.spelled.end) : tokens[place].start]
        if any(mark in gap for mark in _CLOSING):
            # «Инкай» бірлескен кәсіпорны: one word may stand between.
            for near in range(place, min(place + 2, context.places.stop)):
                if context.has(near, "company-form") or context.heads(near, "company"):
                    return context.word(near)
                if context.passage.senses[near]:
                    break
            return None
    return None


def _is_in_case(context: Context) -> bool:
    """Whether the name has an ending that only a place has: Бозшакөлдегі байыту фабрикасы."""
    # What is no listed spelling only seems to have an ending: Kara-Balta is not Karabil.
    return not context.spelled.rough and any(
        _PLACE_ENDING.fullmatch(origin) for origin in context.spelled.origins
    )


def _sign(context: Context) -> str | None:
    if not context.is_unparted:
        return None
    if context.is_quoted:
        # 합작법인 ‘인카이’: what a quotation names stands right before it.
        before = context.text[: context.spelled.start - 1][-_SIGNS:].rstrip(_SPACES)
        named = next((sign for sign in ideographs()["company"] if before.endswith(sign)), None)
        if named:
            return named
    after = context.text[context.spelled.end : min(context.spelled.end + _SIGNS, context.bounds[1])]
    return next((sign for sign in ideographs()["company"] if sign in after), None)


def _deposit_follows(context: Context, place: int) -> bool:
    """Whether a word for a deposit closes the chain: Kumtor Gold Mine."""
    after = place + 1
    if after >= context.places.stop or context.has(place, "company-form"):
        return False
    tokens = context.passage.tokens
    gap = context.text[tokens[place].end : tokens[after].start]
    return not gap.strip(_SPACES + "-") and context.has(after, "deposit")
