"""What a reader is at work on in this session: a text, and decisions not yet saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geo import judgements
from geo.dataset import Dataset
from geo.evidence.event import Event
from geo.evidence.judgement import Judgement
from geo.evidence.text import Text
from geo.index import Record

_DRAFT: Final = "evidence-draft"
_DECISIONS: Final = "evidence-decisions"
NAME: Final = "evidence-name"
"""Where the session keeps who judges."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, what was found in it, and the events confirmed so far."""

    text: Text
    found: tuple[Record, ...]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is chosen for a mention, and why; the choice may still be empty."""

    decision: str = ""
    note: str = ""


def current() -> Draft | None:
    """Return the text at work on, if there is one."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    return draft


def begin(draft: Draft) -> None:
    """Take up a text."""
    st.session_state[_DRAFT] = draft


def drop() -> None:
    """Lay the text aside, with the decisions on it that are not saved."""
    draft = st.session_state.pop(_DRAFT)
    for row in draft.found:
        _decisions().pop(row["mention_id"], None)


def confirm(event: Event) -> None:
    """Put an event among the confirmed ones, in place of an earlier form of it."""
    draft = st.session_state[_DRAFT]
    others = [one for one in draft.events if one.event_id != event.event_id]
    begin(replace(draft, events=(*others, event)))


def withdraw(event_id: str) -> None:
    """Take an event out of the confirmed ones."""
    draft = st.session_state[_DRAFT]
    begin(replace(draft, events=tuple(e for e in draft.events if e.event_id != event_id)))


def held(dataset: Dataset) -> dict[str, Decision]:
    """Return what the dataset holds on each judged mention."""
    latest = judgements.latest(dataset["judgements"])
    return {
        str(mention): Decision(decision, note)
        for mention, decision, note in zip(
            latest.index, latest["decision"], latest["reason"], strict=True
        )
    }


def chosen(dataset: Dataset) -> dict[str, Decision]:
    """Return what is decided on each mention, saved or not."""
    made = {mention: one for mention, one in _decisions().items() if one.decision}
    return held(dataset) | made


def entered(mention: str, saved: dict[str, Decision]) -> Decision:
    """Return what stands in the form of a mention.

    A judgement that is saved can be followed by another, not taken back.
    """
    before = saved.get(mention, Decision())
    one = _decisions().get(mention, before)
    return one if one.decision else replace(one, decision=before.decision)


def enter(mention: str, decision: Decision) -> None:
    """Keep what a reader has put into the form of a mention."""
    _decisions()[mention] = decision


def unsaved(dataset: Dataset) -> list[str]:
    """Return the mentions whose decision or note is not in the dataset yet."""
    saved = held(dataset)
    return [
        mention
        for mention, one in _decisions().items()
        if one.decision and one != saved.get(mention)
    ]


def judged(dataset: Dataset) -> list[Judgement]:
    """Return what is not saved yet as judgements of the reader, made today."""
    made = _decisions()
    today = datetime.now(UTC).date().isoformat()
    return [
        Judgement(mention, made[mention].decision, name(), today, made[mention].note)
        for mention in unsaved(dataset)
    ]


def saved() -> None:
    """Forget the decisions: the dataset has them."""
    _decisions().clear()


def name() -> str:
    """Return who judges, as typed once in this session."""
    return str(st.session_state.get(NAME, "")).strip()


def _decisions() -> dict[str, Decision]:
    kept: dict[str, Decision] = st.session_state.setdefault(_DECISIONS, {})
    return kept
