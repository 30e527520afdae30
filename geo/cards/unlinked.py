"""Mentions that tie nothing: what waits for a person, and what means something else."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo import edtf, judgements, markup
from geo.cards import evidence, parts
from geo.index import Index, Record, records
from geo.judgements import ACCEPT, REJECT
from geo.linking.mention import REVIEW, SITE
from geo.links import Mask
from geo.vocabularies import vocabulary

MOST: Final = 25
"""Mentions of a kind that a card shows; a book may name a site a thousand times."""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Mentions of one site, event or agreement that tie nothing, as HTML.

    Attributes
    ----------
    waiting
        May mean the site; a person is to decide. No more than ``MOST`` of them.
    other
        A company or a town of the name, what a person has rejected, and what is too
        unsure to ask about; again no more than ``MOST``.
    waiting_count, other_count
        How many there are.
    """

    waiting: tuple[str, ...]
    other: tuple[str, ...]
    waiting_count: int
    other_count: int


def unlinked(index: Index, column: str, identifier: str) -> Unlinked:
    """Return the mentions that tie nothing.

    Parameters
    ----------
    column, identifier
        ``site_id``, ``event_id`` or ``agreement_id``, and its value.
    """
    dataset = index.dataset
    mine = (dataset["mentions"][column] == identifier).to_numpy()
    waits = judgements.waiting(dataset)
    apart = mine & ~judgements.standing(dataset) & ~waits
    said = judgements.latest(dataset["judgements"]).to_dict("index")
    of_site = column == "site_id"

    def drawn(rows: Mask) -> tuple[str, ...]:
        return tuple(
            (_owner(index, row) if of_site else _site(index, row))
            + evidence.undecided(row, _words(row, said.get(row["mention_id"], {})))
            for row in records(dataset["mentions"][rows].head(MOST))
        )

    waiting = mine & waits
    return Unlinked(drawn(waiting), drawn(apart), int(waiting.sum()), int(apart.sum()))


def _words(mention: Record, judgement: Mapping[Hashable, Any]) -> str:
    """Say what a mention is, if it is not a link."""
    who = ""
    if judgement:
        day = judgement["judged_on"]
        who = f"{judgement['judged_by']}, {edtf.display(day) if edtf.is_valid(day) else day}"
        who += f": {judgement['reason']}" if judgement["reason"] else ""
    if judgement and judgement["decision"] == REJECT:
        return f"Rejected by {who}"
    if mention["relation"] != SITE:
        return vocabulary("relation").standard.get(mention["relation"], mention["relation"])
    if judgement and judgement["decision"] != ACCEPT:
        return f"Waits for review; unsure: {who}"
    if mention["confidence"] >= REVIEW:
        return "Waits for review"
    return "Too unsure to be a link"


def _site(index: Index, mention: Record) -> str:
    return f"<div><b>{markup.text(index.site(mention['site_id'])['name'])}</b></div>"


def _owner(index: Index, mention: Record) -> str:
    """Return the title and date of what the text of a mention belongs to."""
    if mention["document_id"]:
        return parts.document_line(index, mention["document_id"])
    if mention["event_id"]:
        return parts.summary_line(index.event(mention["event_id"]), "event")
    return parts.summary_line(index.agreement(mention["agreement_id"]), "agreement")
