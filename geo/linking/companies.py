"""Whether a name is part of a company's."""

from __future__ import annotations

from typing import Final

from geo.linking.context import Context
from geo.linking.lexicon import ideographs

_CHAIN: Final = 4
"""Words of a company's name after that of a site."""

_SIGNS: Final = 8
"""Signs after a name within which one for a company belongs to it."""

_SPACES: Final = " \n\r\t\u00a0\u202f"
_INSIDE: Final = _SPACES + '-–»”"'
_OPENING: Final = _SPACES + "«“\"'„"
_CLOSING: Final = '»”"’'


def company(context: Context) -> str | None:
    """Return the neighbour that makes a name part of a company's, if any."""
    return (
        _sign_after(context) or _after_quotation(context) or _in_chain(context) or _before(context)
    )


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
        if (capital and context.has(place, "company-part")) or context.has(place, "company"):
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
    token = context.passage.tokens[place]
    if context.text[token.end : context.spelled.start].strip(_OPENING):
        return None
    form = context.has(place, "company-form") and token.written[:1].isupper()
    return token.written if form or context.has(place, "company") else None


def _after_quotation(context: Context) -> str | None:
    """«Xondiza savdo» LLP: the word for a company closes the quotation that the name opens."""
    if not context.is_quoted:
        return None
    tokens = context.passage.tokens
    for place in range(context.own.stop, min(context.own.stop + _CHAIN, context.places.stop)):
        gap = context.text[max(tokens[place - 1].end, context.spelled.end) : tokens[place].start]
        if any(mark in gap for mark in _CLOSING):
            named = context.has(place, "company-form") or context.has(place, "company")
            return context.word(place) if named else None
    return None


def _sign_after(context: Context) -> str | None:
    if not context.is_unparted:
        return None
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
