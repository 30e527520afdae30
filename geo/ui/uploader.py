"""A way in for files that is empty again once a file has been taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

Receive = Callable[[str, bytes], None]
"""Takes what the reader calls the file, never used as a path, and its bytes."""


def draw(label: str, types: Sequence[str], name: str, receive: Receive, **look: Any) -> None:
    """Draw the way in.

    Parameters
    ----------
    label
        What it says.
    types
        Endings of the files that it takes.
    name
        Beginning of the widget's key.
    receive
        Called with each file, before the page is drawn anew.
    look
        Further arguments of ``st.file_uploader``.
    """
    # A new key after each file empties the widget, and the server's copy with it.
    key = f"{name}-{st.session_state.get(_round(name), 0)}"
    st.file_uploader(
        label, type=list(types), key=key, on_change=_take, args=(name, key, receive), **look
    )


def _take(name: str, key: str, receive: Receive) -> None:
    file = st.session_state[key]
    if file is not None:
        st.session_state[_round(name)] = st.session_state.get(_round(name), 0) + 1
        receive(file.name, file.getvalue())


def _round(name: str) -> str:
    return f"{name}-round"
