"""Evidence: add a text, see the names found in it, judge them, keep what it tells."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo import markup
from geo.evidence.text import UNTITLED
from geo.index import Index
from geo.ui import loaders, state
from geo.ui.evidence import adding, draft, events, keeping, reading, review
from geo.ui.evidence.draft import Draft

_PART: Final = "evidence-part"
_TABS: Final = "evidence-tabs"


def page() -> None:
    """Draw the page."""
    index = loaders.current()
    state.load(index)
    st.subheader("Evidence", anchor=False)
    part = _part(index)
    work = draft.current() if part == "text" else None
    if part == "review":
        review.draw(index)
    elif work is None:
        st.caption(
            "Add a text: every name of a site in it is marked, with the reason. You judge them, "
            "confirm what the text tells, and keep it in your own copy of the data."
        )
        adding.draw(index)
    else:
        _work(index, work)
    keeping.draw(index, work)
    # Made while the reader pastes a text, not when the names are asked for.
    loaders.linker(index)


def _part(index: Index) -> str:
    """Return which half of the page is open."""
    labels = {"text": "A text", "review": f"Review list ({review.count(index)})"}
    part: str = st.session_state.get(_PART, "text")
    key = f"{_PART}-choice"
    # Also where nothing differs: the label holds a count, which may.
    st.session_state[key] = part

    def changed() -> None:
        st.session_state[_PART] = st.session_state[key] or part
        keeping.forget()

    st.segmented_control(
        "Part",
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=changed,
        required=True,
        label_visibility="collapsed",
    )
    return part


def _work(index: Index, work: Draft) -> None:
    """Draw the text at work on."""
    count = len(work.found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f"<b>{markup.text(work.text.title or UNTITLED)}</b> · {len(work.text.text):,} "
            f"characters · {count:,} {'name' if count == 1 else 'names'} found",
            width="content",
        )
        st.button(
            "Another text",
            key="evidence-another",
            type="tertiary",
            icon=":material/note_add:",
            on_click=_lay_aside,
        )
    keeping.about(work)
    names, told = st.tabs(["Names", "Events"], key=_TABS, on_change="rerun")
    if names.open:
        with names:
            reading.draw(index, work)
    if told.open:
        with told:
            events.draw(index, work)


def _lay_aside() -> None:
    draft.drop()
    keeping.forget()
