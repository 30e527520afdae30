"""A file that was made earlier: it restores its view, and tells what has changed since."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from geo import markup
from geo.briefing import memory
from geo.briefing.changes import Comparison, compare
from geo.briefing.snapshot import FORMATS
from geo.errors import OrebriefError
from geo.ui import loaders, notices, state, uploader
from geo.ui.screens import briefing_options

_ANSWER: Final = "earlier-file-answer"
_NAME: Final = "earlier-file-name"


def draw() -> None:
    """Draw the way in for a file of ours."""
    st.subheader("Open an earlier file", anchor=False)
    st.caption("It brings its view back, and this page tells what has changed since.")
    uploader.draw(
        "File made on this page",
        [*FORMATS, "gpkg"],
        "earlier-file",
        _receive,
        label_visibility="collapsed",
    )


def draw_answer() -> None:
    """Say what has changed since the last file that was opened, or what is wrong with it."""
    answer = st.session_state.get(_ANSWER)
    if isinstance(answer, OrebriefError):
        notices.failure(answer)
    elif isinstance(answer, Comparison):
        _tell(answer)


def _receive(name: str, content: bytes) -> None:
    st.session_state[_NAME] = name
    try:
        answer = compare(loaders.current(), memory.read(content, name))
    except OrebriefError as error:
        st.session_state[_ANSWER] = error
        return
    st.session_state[_ANSWER] = answer
    briefing_options.take(answer.snapshot)
    state.show(answer.snapshot.view)


def _close() -> None:
    st.session_state.pop(_ANSWER, None)


def _tell(answer: Comparison) -> None:
    with st.container(border=True):
        ignored = "".join(f"<li>{markup.text(sentence)}</li>" for sentence in answer.ignored)
        st.html(
            f'<div role="status"><b>{markup.text(st.session_state[_NAME])}: its view is '
            f"restored.</b> {markup.text(answer.summary())}"
            f"{f'<ul>{ignored}</ul>' if ignored else ''}</div>"
        )
        if answer.changes:
            st.dataframe(
                pd.DataFrame(
                    [[change.kind, change.what, change.name] for change in answer.changes],
                    columns=["What", "How", "Name"],
                ),
                key="earlier-file-changes",
                hide_index=True,
                width="stretch",
                height=min(300, 36 * (len(answer.changes) + 1) + 2),
            )
        st.button("Close", key="earlier-file-close", type="tertiary", on_click=_close)
