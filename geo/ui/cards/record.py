"""What all cards draw alike: the heading, and the way to another card."""

from __future__ import annotations

import streamlit as st

from geo.ui import state


def heading(title: str, *, key: str) -> None:
    """Draw the title of a card, given as HTML, and the way to close it."""
    left, right = st.columns([3, 1], vertical_alignment="top")
    left.html(f'<h3 style="margin:0;padding:0">{title}</h3>')
    with right:
        st.button(
            "Close",
            key=f"close-{key}",
            type="tertiary",
            icon=":material/close:",
            help="Close the card",
            on_click=state.choose,
        )


def opener(kind: str, identifier: str, html: str) -> None:
    """Draw a block of HTML with a button that opens a site, event or agreement."""
    with st.container(border=True, gap="xsmall"):
        st.html(html)
        st.button(
            f"Open this {kind}",
            key=f"open-{kind}-{identifier}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=state.choose,
            args=(kind, identifier),
        )
