"""Groups of ties on a card, and the mentions that tie nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.cards import evidence, parts
from geo.cards.ties import Group
from geo.cards.unlinked import unlinked
from geo.index import Index
from geo.ui.cards import record

_MOST: Final = 25
"""Ties of a group with a button each; the names of the others follow."""


def draw(groups: list[Group], nothing: str) -> None:
    """Draw groups of ties: those that name the site in sight, the others folded.

    Parameters
    ----------
    nothing
        What to say where no text names anything.
    """
    for group in groups:
        if group.named:
            st.html(parts.subheading(group.heading))
            if not group.ties:
                st.html(evidence.note(nothing))
            _ties(group)
        else:
            with st.expander(group.heading):
                _ties(group)


def _ties(group: Group) -> None:
    shown, others = group.ties[:_MOST], group.ties[_MOST:]
    for tie in shown:
        record.opener(tie.kind, tie.identifier, tie.html)
    if others:
        st.html(evidence.note(f"And {len(others)} more: {', '.join(tie.name for tie in others)}."))


def draw_unlinked(index: Index, column: str, identifier: str) -> None:
    """Draw the mentions of a site, event or agreement that tie nothing, folded."""
    found = unlinked(index, column, identifier)
    fold("Waiting for review", found.waiting, found.waiting_count)
    fold("Of this name, but no link", found.other, found.other_count)


def fold(title: str, drawn: Sequence[str], count: int) -> None:
    """Draw blocks of HTML that open on request, or nothing where there are none.

    Parameters
    ----------
    count
        How many there are, of which ``drawn`` may be the first.
    """
    if drawn:
        with st.expander(f"{title} ({count:,})"):
            for html in drawn:
                with st.container(border=True):
                    st.html(html)
            if count > len(drawn):
                st.html(evidence.note(f"And {count - len(drawn):,} more."))
