"""What a careful reader asks about a name in a text, one question a function.

Each returns what speaks for or against the site, as the reader will see it, or None;
an empty text counts and is not worth a reader's time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from geo.linking import companies
from geo.linking.context import Context
from geo.linking.inflection import ADJECTIVE
from geo.schema import FIVE_COUNTRIES

Question = Callable[[Context, "Site"], str | None]

_MIN_SIGNS: Final = 3
"""Shortest name in a script without spaces that hardly means anything else."""


@dataclass(frozen=True)
class Site:
    """What is known of a site that a text can confirm.

    Attributes
    ----------
    site_id, name, country
        As in the table ``deposits``.
    minerals
        Codes of its minerals.
    main_mineral
        Code of the first of them.
    regions
        Folded beginnings of the words of its first-level region.
    """

    site_id: str
    name: str
    country: str
    minerals: frozenset[str]
    main_mineral: str
    regions: tuple[str, ...]


# --- for the site ------------------------------------------------------------------------


def deposit_beside(context: Context, _site: Site) -> str | None:
    """A word for a deposit or mine stands beside the name."""
    word = context.near("deposit") or context.sign("deposit", near=True)
    if not word or _other_touches(context):
        return None
    return f"“{word}” stands beside the name"


def deposit_list(context: Context, _site: Site) -> str | None:
    """The name stands in a list that a word for deposits heads."""
    if context.near("deposit"):
        return None
    word = context.heads_list("deposit")
    return f"it stands in a list headed by “{word}”" if word else None


def deposit_in_sentence(context: Context, site: Site) -> str | None:
    """The sentence speaks of a deposit or mine."""
    if deposit_beside(context, site) or deposit_list(context, site):
        return None
    word = context.said("deposit")
    return f"the sentence says “{word}”" if word else None


def mining_in_sentence(context: Context, _site: Site) -> str | None:
    """The sentence speaks of geology or mining."""
    word = context.said("mining")
    return f"the sentence speaks of mining: “{word}”" if word else None


def mining_in_document(context: Context, site: Site) -> str | None:
    """The document speaks of geology or mining."""
    if mining_in_sentence(context, site):
        return None
    counts = context.passage.document.senses
    spoken = counts.get("mining", 0) + counts.get("deposit", 0) > 1
    return "the text speaks of mining elsewhere" if spoken else None


def mining_beside(context: Context, site: Site) -> str | None:
    """A word of mining stands beside the name, and none for a deposit."""
    if context.near("deposit") or company(context, site):
        return None
    word = context.near("mining")
    return f"“{word}” stands beside the name" if word else None


def mineral_in_sentence(context: Context, site: Site) -> str | None:
    """The sentence names a mineral of the site."""
    for mineral in sorted(site.minerals):
        word = context.said(f"mineral:{mineral}")
        if word:
            return f"its mineral is named: “{word}”"
    return None


def mineral_beside(context: Context, site: Site) -> str | None:
    """A mineral of the site is named right beside it."""
    for mineral in sorted(site.minerals):
        word = context.near(f"mineral:{mineral}")
        if word:
            return f"“{word}” stands beside the name"
    return None


def main_mineral(context: Context, site: Site) -> str | None:
    """The sentence names the main mineral of the site."""
    return "" if context.said(f"mineral:{site.main_mineral}") else None


def mineral_in_brackets(context: Context, site: Site) -> str | None:
    """The main mineral of the site stands in brackets after the name."""
    word = context.in_brackets(f"mineral:{site.main_mineral}")
    return f"“{word}” in brackets is its mineral" if word else None


def region_in_sentence(context: Context, site: Site) -> str | None:
    """The sentence names the region of the site."""
    place = context.first_of(context.passage.places_in(site.regions))
    return None if place is None else f"its region is named: “{context.word(place)}”"


def region_in_document(context: Context, site: Site) -> str | None:
    """The document names the region of the site."""
    if not site.regions or region_in_sentence(context, site):
        return None
    inside = sum(place in context.own for place in context.passage.places_in(site.regions))
    named = context.passage.document.count_of(site.regions) > inside
    return "its region is named elsewhere in the text" if named else None


def country_in_document(context: Context, site: Site) -> str | None:
    """The document names the country of the site."""
    sense = f"country:{site.country}"
    inside = sum(context.has(place, sense) for place in context.own)
    named = context.passage.document.senses.get(sense, 0) > inside or context.sign(sense)
    return "its country is named in the text" if named else None


def quoted(context: Context, _site: Site) -> str | None:
    """The name opens a quotation."""
    return "the name stands in quotation marks" if context.is_quoted else None


def whole(context: Context, _site: Site) -> str | None:
    """The name has several words, and all of them match."""
    return "all words of the name match" if len(context.own) > 1 else None


def unparted(context: Context, _site: Site) -> str | None:
    """A name in a script of its own, long enough to mean nothing else."""
    length = context.spelled.end - context.spelled.start
    named = context.spelled.by_sign and length >= _MIN_SIGNS
    return "the name matches sign by sign" if named else None


def capital_inside(context: Context, _site: Site) -> str | None:
    """The name has a capital inside the sentence, as a proper name has."""
    inside = context.own.start > context.places.start
    return "" if inside and not context.is_lower else None


# --- against the site --------------------------------------------------------------------


def lower_case(context: Context, _site: Site) -> str | None:
    """The name is written small, as ordinary words are."""
    adjective = any(ADJECTIVE in origin for origin in context.spelled.origins)
    if not context.is_lower or (adjective and context.near("deposit")):
        return None
    return "but it is written with a small letter"


def bare_adjective(context: Context, _site: Site) -> str | None:
    """The name is made an adjective, and of no word for a deposit: Кумторская экспедиция."""
    adjective = any(ADJECTIVE in origin for origin in context.spelled.origins)
    return "" if adjective and not context.near("deposit") else None


def other_vowel(context: Context, _site: Site) -> str | None:
    """The spelling differs in a vowel from every listed one."""
    return "" if context.spelled.rough else None


def elsewhere(context: Context, site: Site) -> str | None:
    """Another part of the world is named near the name, and the site's country is not."""
    if country_in_document(context, site):
        return None
    word = context.said("foreign")
    return f"but “{word}” is named, and its own country is not" if word else None


def other_country(context: Context, site: Site) -> str | None:
    """The sentence names another of the five countries, and not the site's."""
    if country_in_document(context, site) or region_in_sentence(context, site):
        return None
    for country in FIVE_COUNTRIES:
        place = context.first_of(context.passage.places_of(f"country:{country}"))
        if place is not None and country != site.country:
            return f"but “{context.word(place)}” is named, and its own country is not"
    return None


def strange_region(context: Context, site: Site) -> str | None:
    """The sentence names a region that is none of the five countries'."""
    if region_in_sentence(context, site):
        return None
    word = context.strange_region
    return f"but “{word}” is named, which is no region of its country" if word else None


def nearby(context: Context, _site: Site) -> str | None:
    """A word before the name speaks of what lies around it."""
    if not context.left or not context.has(context.left[0], "nearby"):
        return None
    return f"but “{context.word(context.left[0])}” speaks of what lies around it"


def _sense(sense: str, says: str) -> Question:
    def question(context: Context, _site: Site) -> str | None:
        word = context.beside(sense) or context.sign(sense, near=True)
        if not word or _deposit_is_nearer(context, word):
            return None
        return f"but “{word}” beside it {says}"

    return question


def _other_touches(context: Context) -> bool:
    """Whether a word of another sense touches the name, and none for a deposit does."""
    touching = [places[0] for places in (context.right, context.left) if places]
    if any(context.has(place, "deposit") for place in touching):
        return False
    senses = ("settlement", "natural", "other")
    return any(context.heads(place, sense) for place in touching for sense in senses)


def _deposit_is_nearer(context: Context, other: str) -> bool:
    """Whether the word for a deposit touches the name and the other word does not."""
    touching = [places[0] for places in (context.right, context.left) if places]
    if any(context.word(place) == other for place in touching):
        return False
    return any(context.has(place, "deposit") for place in touching)


def company(context: Context, _site: Site) -> str | None:
    """A company's form or word makes the name part of a company's."""
    word = companies.company(context)
    return f"but “{word}” makes it a company's name" if word else None


def company_list(context: Context, _site: Site) -> str | None:
    """The name stands in a list that a word for companies heads."""
    if context.near("deposit") or context.near("company"):
        return None
    word = context.heads_list("company")
    return f"but it stands in a list headed by “{word}”" if word else None


def person(context: Context, _site: Site) -> str | None:
    """The neighbour makes it a person's name."""
    word = context.person
    return f"but “{word}” makes it a person's name" if word else None


def slogan(context: Context, _site: Site) -> str | None:
    """The name holds a country's, and the sentence speaks of an idea."""
    senses = {sense for place in context.own for sense in context.passage.senses[place]}
    if not any(sense.startswith("country:") for sense in senses):
        return None
    word = context.said("slogan")
    return f"but “{word}” makes it a slogan" if word else None


settlement: Final = _sense("settlement", "makes it a place where people live")
natural_feature: Final = _sense("natural", "makes it a feature of nature")
other: Final = _sense("other", "makes it something else")
